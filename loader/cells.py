"""Cells of our own CSV formats, read strictly: what `data/README.md` documents and nothing else.

A reader asks a `Cells` for typed values; a cell that cannot be read raises `BadField`, which `records` turns into a
`Rejected` of that line. The day a file speaks for stands in a `DATES.csv` (file, as_of) beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

from loader import countries, identifiers, reading
from loader.errors import BadField, SourceError
from loader.records import Record, Rejected, Row

DATES_COLUMNS = ("file", "as_of")
#: A range whose ends have their own precision: `2020-06..2021`.
_RANGE = ".."


class Cells:
    """One row, by column. Every method raises `BadField` where the cell is not of the asked kind."""

    def __init__(self, row: dict[str, str]) -> None:
        self._row = row

    def text(self, field: str) -> str | None:
        """The cell's text, or None where it is empty."""
        return identifiers.text(self._row[field])

    def required(self, field: str) -> str:
        """The cell's text; it must not be empty."""
        value = self.text(field)
        if value is None:
            raise BadField(field, "is empty: this column must be filled")
        return value

    def several(self, field: str) -> tuple[str, ...]:
        """The values of a cell that holds several, each once, in the order given."""
        found = (identifiers.text(value) for value in reading.values(self._row[field]))
        return tuple(dict.fromkeys(value for value in found if value))

    def choice(self, field: str, allowed: Collection[str]) -> str:
        """The cell's text, which must be one of `allowed`."""
        value = self.required(field)
        if value not in allowed:
            raise BadField(field, f"{value!r} is none of {', '.join(sorted(allowed))}")
        return value

    def yes(self, field: str) -> bool:
        """True for `yes`, False for `no` or an empty cell."""
        return bool(self.text(field)) and self.choice(field, ("yes", "no")) == "yes"

    def number(self, field: str) -> int | None:
        """A whole number above zero, or None where the cell is empty."""
        value = self.text(field)
        if value is None:
            return None
        if not (value.isascii() and value.isdigit() and int(value)):
            raise BadField(field, f"{value!r} is not a whole number above zero")
        return int(value)

    def identifier(self, field: str, normalise: Callable[[str], str | None], what: str) -> str | None:
        """The cell in the normal form that `normalise` gives it, or None where it is empty."""
        value = self.text(field)
        if value is None:
            return None
        normal = normalise(value)
        if normal is None:
            raise BadField(field, f"{value!r} is not {what}")
        return normal

    def days(self, field: str) -> tuple[date | None, date | None]:
        """First and last day that `2018`, `2018-07`, `2018-07-12` or a range `2018-07..2019` can mean."""
        value = self.text(field)
        if value is None:
            return None, None
        first, _, last = value.partition(_RANGE)
        begin = identifiers.day_range(first)
        end = identifiers.day_range(last) if last else begin
        if begin is None or end is None or (_RANGE in value and not last) or end[1] < begin[0]:
            raise BadField(field, f"{value!r} is not a date: write 2018, 2018-07, 2018-07-12, or two of them as A..B")
        return begin[0], end[1]

    def country_codes(self, field: str) -> tuple[str, ...]:
        """ISO 3166-1 alpha-2 codes."""
        codes = self.several(field)
        for code in codes:
            if countries.name(code) is None:
                raise BadField(field, f"{code!r} is not an ISO 3166-1 alpha-2 code")
        return codes


def records(
    path: Path, columns: Sequence[str], build: Callable[[Cells], Record], key: str = "id"
) -> Iterator[Row | Rejected]:
    """The rows of a table as records; a row that repeats the `key` cell of an earlier one is rejected."""
    return built(reading.table(path, columns), build, key)


def built(
    rows: Iterable[tuple[int, dict[str, str]] | Rejected], build: Callable[[Cells], Record], key: str = "id"
) -> Iterator[Row | Rejected]:
    """As `records`, of rows that were read already."""
    first_line: dict[str, int] = {}
    for item in rows:
        if isinstance(item, Rejected):
            yield item
            continue
        line, row = item
        try:
            record = build(Cells(row))
            if row[key] in first_line:
                raise BadField(
                    key, f"{row[key]!r} stands on line {first_line[row[key]]} already: remove one of the two"
                )
        except BadField as bad:
            yield rejected(line, bad, row)
        else:
            first_line[row[key]] = line
            yield Row(line, record)


def rejected(line: int, bad: BadField, row: dict[str, str]) -> Rejected:
    """The row with what is wrong with it."""
    return Rejected(line, bad.field, bad.reason, reading.shown(",".join(row.values())))


def institution_id(value: str) -> str | None:
    """An institution's id as `cypher.model` declares it, or None where `value` is none of its forms."""
    scheme, colon, rest = value.partition(":")
    if not colon or not rest:
        return None
    if scheme == "ror":
        return identifiers.ror(value)
    if scheme in ("kp", "cur"):
        return value if identifiers.slug(rest) == rest else None
    if scheme == "openalex":
        return value if identifiers.openalex_id(rest, "I") == rest else None
    if scheme == "lst":
        list_id, slash, key = rest.partition("/")
        return value if slash and key and identifiers.slug(list_id) == list_id else None
    return None


def as_of(path: Path) -> date | None:
    """The day that `DATES.csv` beside `path` gives for it, or None. Raises `SourceError` where that table is broken."""
    dates = path.parent / "DATES.csv"
    if not dates.is_file():
        return None
    for item in reading.table(dates, DATES_COLUMNS):
        if isinstance(item, Rejected):
            raise SourceError(f"{dates} line {item.line} {item.reason}.")
        line, row = item
        if row["file"] == path.name:
            days = identifiers.day_range(row["as_of"])
            if days is None or days[0] != days[1]:
                raise SourceError(f"{dates} line {line}: as_of {row['as_of']!r} is not a day: write it as 2026-07-09.")
            return days[0]
    return None
