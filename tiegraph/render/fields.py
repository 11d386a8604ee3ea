"""What a table shows of a row: one field a column, the two ends of an uncertain day put together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from unicodedata import category

from cypher.question import Column
from cypher.sentences import BOUNDS, bound, day_between, one_by_one
from viz.words import humanise, plain

_FROM, _TO = "_min", "_max"
_ID = "_id"
UNKNOWN = "–"
_LARGE = 10_000
#: Embedding, override and isolation of a direction: they make a text look like another one.
_DIRECTIONS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@dataclass(frozen=True, slots=True)
class Field:
    """A heading and how to get its text from a row. `names` marks what a row is about: a thing with an id."""

    heading: str
    column: str
    type: str
    names: bool = False
    until: str | None = None

    def text(self, row: Mapping[str, Any]) -> str:
        """The value in words; `UNKNOWN` where there is none."""
        if self.until:
            return day_between(row[self.column], row[self.until]).replace("a day not known", UNKNOWN)
        value = bound(self.column, row[self.column])
        if isinstance(value, list | tuple):
            return printable(one_by_one([*map(plain, value)])) or UNKNOWN
        if self.type == "integer" and value is not None:
            # Below that a number may be a year.
            return f"{value:,}" if value >= _LARGE else str(value)
        return printable(plain(value)) or UNKNOWN

    def known(self, row: Mapping[str, Any]) -> str | None:
        """The value in words; None where there is none."""
        text = self.text(row)
        return None if text == UNKNOWN else text

    @property
    def label(self) -> str:
        """The heading inside a line of text."""
        acronym = self.heading[:2].isupper()
        return self.heading if acronym else self.heading[:1].lower() + self.heading[1:]

    @property
    def number(self) -> bool:
        return self.type in ("integer", "number")


def fields(columns: Sequence[Column]) -> list[Field]:
    """The fields of a table that shows these columns, in their order."""
    names = {column.name for column in columns}
    found = []
    for place, column in enumerate(columns):
        stem = column.name.removesuffix(_TO)
        if not column.shown or (stem != column.name and f"{stem}{_FROM}" in names):
            continue
        start = column.name.removesuffix(_FROM)
        until = f"{start}{_TO}" if start != column.name and f"{start}{_TO}" in names else None
        after = columns[place + 1] if place + 1 < len(columns) else None
        found.append(
            Field(
                heading=humanise(start if until else column.name),
                column=column.name,
                type="text" if until else column.type,
                # A thing's name is followed by its id.
                names=column.type == "text" and after is not None and after.name.endswith(_ID),
                until=until,
            )
        )
    return found


def in_words(columns: Sequence[Column], rows: Sequence[Mapping[str, Any]]) -> tuple[list[Column], list[dict[str, Any]]]:
    """Columns and rows for a page, with each uncertain day in one column of words: a year stays a year.

    Its two ends stay in columns that are not shown, for whoever calculates with them.
    """
    pairs = {field.column: field for field in fields(columns) if field.until}
    ends = {*pairs, *(field.until for field in pairs.values())}
    given: list[Column] = []
    for column in columns:
        if column.name in pairs:
            given.append(Column(column.name.removesuffix(_FROM), column.meaning, "text"))
        given.append(replace(column, shown=column.shown and column.name not in ends))
    told = []
    for row in rows:
        days = {name: bound(name, row[name]) for name in BOUNDS if name in row}
        told.append({**row, **days, **{name.removesuffix(_FROM): field.known(row) for name, field in pairs.items()}})
    return given, told


def printable(text: str) -> str:
    """`text` on one line and without what would steer a terminal (escape sequences, changes of direction)."""
    return "".join("\ufffd" if c in _DIRECTIONS or category(c) in ("Cc", "Cs") else c for c in " ".join(text.split()))
