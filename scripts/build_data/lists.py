"""lists/*.csv: control lists as the publishers' formats are read, written again as tables of our own."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from msgspec.structs import replace

from loader.records import Designation, Row
from loader.source import Source
from loader.sources import list_csv
from scripts.build_data.tables import cell, write_table


def write(source: Source, path: Path, list_id: str, folder: Path) -> tuple[int, int]:
    """Writes `<list id>.csv` from a publisher's file; returns how many entries were read and written.

    Raises `ValueError` where a record was rejected, or where reading the table gives other entries than the original.
    """
    original = list(_entries(source, path, list_id))
    target = folder / f"{list_id}.csv"
    written = write_table(target, list_csv.COLUMNS, (_row(entry, line) for line, entry in original))
    again = [entry for _, entry in _entries(list_csv.SOURCE, target, list_id)]
    for (line, before), after in zip(original, again, strict=True):
        if _comparable(before) != _comparable(after):
            raise ValueError(f"{path.name}, entry {line}: {before.name} is not the same after writing it")
    return len(original), written


def _entries(source: Source, path: Path, list_id: str) -> Iterator[tuple[int, Designation]]:
    for item in source.read(path):
        if not isinstance(item, Row):
            raise ValueError(f"{path.name}, line {item.line}, {item.field}: {item.reason}")
        if isinstance(item.record, Designation) and item.record.list == list_id:
            yield item.line, item.record


def _comparable(entry: Designation) -> Designation:
    return replace(entry, raw=(), rows=())


def _row(entry: Designation, line: int) -> dict[str, str]:
    period = entry.period
    return {
        "key": entry.key,
        "name": entry.name,
        "kind": entry.kind,
        "aliases": cell(entry.aliases),
        "native_names": cell(entry.native_names),
        "addresses": cell(entry.addresses),
        "countries": cell(entry.countries),
        "programs": cell(entry.programs),
        "licence_requirement": entry.licence_requirement or "",
        "licence_policy": entry.licence_policy or "",
        "reason": entry.reason or "",
        "citations": cell(entry.citations),
        "remarks": entry.remarks or "",
        "from": days(period.from_min, period.from_max),
        "from_basis": period.basis if period.from_min else "",
        "from_citation": period.citation or "",
        "to": days(period.to_min, period.to_max),
        "source": f"entry {line}",
    }


def days(first: date | None, last: date | None) -> str:
    """The shortest of our forms for a range of days: a year, a month, a day, or `A..B`."""
    if first is None or last is None:
        return ""
    if first == last:
        return first.isoformat()
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return f"{first.year}" if first.year == last.year else f"{first.year}..{last.year}"
    whole_month = first.day == 1 and last.day == calendar.monthrange(last.year, last.month)[1]
    if whole_month and (first.year, first.month) == (last.year, last.month):
        return f"{first:%Y-%m}"
    return f"{first.isoformat()}..{last.isoformat()}"
