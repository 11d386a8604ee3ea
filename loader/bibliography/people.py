"""A table of persons who are to be screened: each by an ORCID or an OpenAlex id, as a name alone says nobody."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from msgspec import Struct

from loader import identifiers
from loader.bibliography import table
from loader.records import Rejected

#: Our columns and the headings they are known by. A name may stand there; it is compared, and never searched for.
COLUMNS = {
    "orcid": ("orcid", "orcid id", "orcid id(s)", "orcid identifier"),
    "openalex": ("openalex", "openalex id", "author id", "openalex author id"),
    "name": ("name", "full name", "person", "author", "scholar"),
}


class Asked(Struct, frozen=True):
    """One row with the ids it gives; one of them at least."""

    line: int
    orcid: str | None
    #: `A…`
    openalex: str | None

    @property
    def ids(self) -> tuple[str, ...]:
        """Ids of the graph, the surer first."""
        return tuple(
            f"{scheme}:{id}" for scheme, id in (("orcid", self.orcid), ("openalex", self.openalex)) if id is not None
        )


def read(path: Path, columns: Mapping[str, str], encoding: str | None = None) -> Iterator[Asked | Rejected]:
    """The rows in their order. Raises `SourceError` as `table.rows` does."""
    for item in table.rows(path, COLUMNS, columns, encoding):
        yield item if isinstance(item, Rejected) else _asked(*item)


def _asked(line: int, row: Mapping[str, str]) -> Asked | Rejected:
    raw = " | ".join(filter(None, row.values()))
    orcid = identifiers.orcid(row["orcid"]) if row["orcid"] else None
    openalex = identifiers.openalex_id(row["openalex"], "A") if row["openalex"] else None
    if row["orcid"] and orcid is None:
        return Rejected(line, "orcid", f"{row['orcid']!r} {_wrong(row['orcid'])}: correct it", raw)
    if row["openalex"] and openalex is None:
        return Rejected(line, "openalex", f"{row['openalex']!r} is no OpenAlex author id, such as A5023888391", raw)
    if orcid is None and openalex is None:
        return Rejected(line, "orcid", "is empty, and so is the OpenAlex id: a name alone is never searched for", raw)
    return Asked(line, orcid, openalex)


def _wrong(printed: str) -> str:
    """What is wrong with an ORCID that cannot be read."""
    digits = sum(letter.isdigit() or letter in "xX" for letter in printed.rpartition("/")[2])
    return "has a wrong check digit" if digits == 16 else "is no ORCID, which has 16 digits"
