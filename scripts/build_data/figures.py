"""world/country-years.csv: how many works OpenAlex counts for each country and year, and with which others."""

from __future__ import annotations

import csv
import gzip
import io
from collections.abc import Iterator
from pathlib import Path

from loader.group_by import PUBLISHER
from loader.records import Figure, Row
from loader.sources import country_figures
from scripts.build_data.tables import cell


def write(networks: Path, target: Path) -> int:
    """Writes the figures of all networks in a folder as one gzipped table; returns how many. Countries without works
    and pairs of countries that share none are left out."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, country_figures.COLUMNS, lineterminator="\n")
    writer.writeheader()
    rows = [_row(figure) for path in sorted(networks.glob("*.net")) for figure in _figures(path)]
    writer.writerows(rows)
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("wb") as stream, gzip.GzipFile("", "wb", 9, stream, mtime=0) as zipped:
        zipped.write(out.getvalue().encode())
    return len(rows)


def _figures(path: Path) -> Iterator[Figure]:
    for item in country_figures.read(path):
        if isinstance(item, Row) and isinstance(item.record, Figure) and item.record.works:
            yield item.record


def _row(figure: Figure) -> dict[str, str]:
    place = figure.country or country_figures.WORLD
    pairs = zip(figure.partners, figure.partner_works, strict=True)
    return {
        "id": f"{figure.year}/{place}",
        "country": place,
        "year": str(figure.year),
        "works": str(figure.works),
        "partners": cell(f"{code} {works}" for code, works in pairs if works),
        "publisher": PUBLISHER,
        "filter": figure.filter,
        "retrieved": figure.retrieved.isoformat(),
        "origin": figure.origin,
    }
