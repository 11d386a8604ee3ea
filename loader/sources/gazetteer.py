"""The gazetteer: institutions that no registry has, or has without their spellings, in our own format.

One row, one institution. Its place in the sources' precedence is above ROR's: a row with a `ror:` id adds spellings,
parents and notes to that record.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from loader.cells import Cells, as_of, institution_id, records
from loader.errors import BadField
from loader.identifiers import openalex_id
from loader.records import Institution, Rejected, Row
from loader.source import Source

COLUMNS = (
    "id", "name", "native_names", "aliases", "acronyms", "kind", "unit", "country", "city", "part_of",
    "openalex", "wikidata", "website", "status", "note", "source",
)  # fmt: skip
STATUSES = ("active", "inactive", "withdrawn")
_WIKIDATA = re.compile(r"Q[1-9]\d*")


def read(path: Path) -> Iterator[Row | Rejected]:
    """Institutions in the file's order. A parent with a `kp:` or `cur:` id must be a row of the same file."""
    rows = list(records(path, COLUMNS, institution))
    known = {row.record.id for row in rows if isinstance(row, Row) and isinstance(row.record, Institution)}
    for row in rows:
        if isinstance(row, Row) and isinstance(row.record, Institution):
            unknown = [parent for parent in row.record.part_of if parent not in known and not parent.startswith("ror:")]
            if unknown:
                reason = f"{', '.join(unknown)} is no institution of this file: add it, or correct the id"
                yield Rejected(row.line, "part_of", reason, row.record.id)
                continue
        yield row


def institution(cells: Cells) -> Institution:
    """The institution of a row with the columns of this format. Raises `BadField`."""
    identity = _own_id("id", cells.required("id"))
    country = cells.country_codes("country")
    if len(country) > 1:
        raise BadField("country", f"names {len(country)} countries: an institution has one")
    if identity.startswith("kp:") and country != ("KP",):
        raise BadField("country", "must be KP where the id begins with kp:")
    name = cells.required("name")
    source = cells.required("source")
    note = cells.text("note")
    return Institution(
        id=identity,
        name=name,
        aliases=tuple(alias for alias in cells.several("aliases") if alias != name),
        native_names=tuple(native for native in cells.several("native_names") if native != name),
        acronyms=cells.several("acronyms"),
        country=country[0] if country else None,
        cities=cells.several("city"),
        kind=cells.text("kind"),
        unit=cells.yes("unit"),
        openalex=cells.identifier("openalex", lambda value: openalex_id(value, "I"), "an OpenAlex institution id (I…)"),
        wikidata=cells.identifier("wikidata", _wikidata, "a Wikidata id (Q…)"),
        website=cells.text("website"),
        status=cells.choice("status", STATUSES) if cells.text("status") else None,
        note=f"{note} Read in: {source}" if note else f"Read in: {source}",
        part_of=tuple(_own_id("part_of", parent) for parent in cells.several("part_of")),
    )


def _own_id(field: str, value: str) -> str:
    normal = institution_id(value)
    if normal is None or not normal.startswith(("ror:", "kp:", "cur:")):
        raise BadField(field, f"{value!r} is no id of the gazetteer: write ror:…, kp:… or cur:…")
    return normal


def _wikidata(value: str) -> str | None:
    return value if _WIKIDATA.fullmatch(value) else None


SOURCE = Source(
    id="gazetteer",
    title="Gazetteer of institutions (own format)",
    licence="CC0-1.0",
    redistributable="yes",
    address="data/gazetteer.csv",
    kind="institutions",
    precedence=80,
    read=read,
    as_of=as_of,
)
