"""Legal measures in our own format: one row for one period in force."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from loader.cells import Cells, as_of, records
from loader.errors import BadField
from loader.identifiers import slug
from loader.records import Rejected, Row, Rule
from loader.source import Source

COLUMNS = (
    *("id", "title", "restricts", "exempts", "exempt_fields"),
    *("from", "to", "countries", "kinds", "addresses", "status"),
)


def read(path: Path) -> Iterator[Row | Rejected]:
    """Rules in the file's order. An empty `from` is an unknown beginning, an empty `to` no known end."""
    return records(path, COLUMNS, _rule)


def _rule(cells: Cells) -> Rule:
    identity = cells.required("id")
    if slug(identity) != identity:
        raise BadField("id", f"{identity!r} is not of small letters, digits and hyphens: write {slug(identity)!r}")
    from_min, from_max = cells.days("from")
    to_min, to_max = cells.days("to")
    if from_min and to_max and to_max < from_min:
        raise BadField("to", f"ends on {to_max}, before it begins: correct from or to")
    return Rule(
        id=identity,
        title=cells.required("title"),
        restricts=cells.required("restricts"),
        exempts=cells.text("exempts"),
        exempt_fields=tuple(term.lower() for term in cells.several("exempt_fields")),
        from_min=from_min,
        from_max=from_max,
        to_min=to_min,
        to_max=to_max,
        countries=cells.country_codes("countries"),
        kinds=cells.several("kinds"),
        addresses=cells.several("addresses"),
        status=cells.text("status"),
    )


SOURCE = Source(
    id="rules",
    title="Legal measures by period in force (own format)",
    licence="CC0-1.0",
    redistributable="yes",
    address="data/rules.csv",
    kind="facts",
    precedence=90,
    read=read,
    as_of=as_of,
)
