"""A table of institutions that somebody wants screened: name with country, or an id."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from msgspec import Struct

from loader import cells, countries, identifiers
from loader.bibliography import table
from loader.records import Rejected

#: Our columns and the headings they are known by, small, the surest first.
COLUMNS = {
    "name": ("name", "institution", "institution name", "organisation", "organization", "affiliation", "university"),
    "country": ("country", "country code", "country name"),
    "id": ("id", "ror", "ror id", "institution id", "openalex", "openalex id"),
}


class Asked(Struct, frozen=True):
    """One row: what it calls the institution, where it says that it is, and the id it gives, in our form."""

    line: int
    name: str
    #: alpha-2; None where the row gives none
    country: str | None
    id: str | None

    @property
    def given(self) -> str:
        """What the row says, on one line."""
        return ", ".join(filter(None, (self.name, self.country, self.id)))


def read(path: Path, columns: Mapping[str, str], encoding: str | None = None) -> Iterator[Asked | Rejected]:
    """The rows in their order. Raises `SourceError` as `table.rows` does."""
    for item in table.rows(path, COLUMNS, columns, encoding):
        yield item if isinstance(item, Rejected) else _asked(*item)


def _asked(line: int, row: Mapping[str, str]) -> Asked | Rejected:
    name, printed, place = identifiers.text(row["name"]) or "", row["id"], row["country"]
    raw = " | ".join(filter(None, row.values()))
    id = _id(printed) if printed else None
    if printed and id is None:
        reason = f"{printed!r} is no id of an institution, or its check digits are wrong: give a ROR or OpenAlex id"
        return Rejected(line, "id", reason, raw)
    country = countries.code(place.upper() if len(place) == 2 else place) if place else None
    if place and country is None:
        return Rejected(line, "country", f"{place!r} is no country that is known: write its ISO code, such as CN", raw)
    if not name and id is None:
        return Rejected(line, "name", "is empty, and there is no id: give one of them", raw)
    return Asked(line, name, country, id)


def _id(printed: str) -> str | None:
    """An id of the graph for an id as people write it; None where it is none."""
    if ror := identifiers.ror(printed):
        return ror
    if known := cells.institution_id(printed):
        return known
    openalex = identifiers.openalex_id(printed, "I")
    return f"openalex:{openalex}" if openalex else None
