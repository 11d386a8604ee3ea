"""What of an answer is the count that a claim speaks of: five measures, written in the claims' table.

    rows                        number of rows
    papers                      different papers of all rows
    distinct COLUMN             different values of a column, of a list the different items
    sum COLUMN                  sum of a column, only where no paper stands in two rows
    first COLUMN                the value in the first row

each with `where COLUMN = A / B` or `where COLUMN > N` for some of the rows.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tiegraph.answer import PAPER_IDS, Answer

_FORM = re.compile(
    r"(?P<kind>rows|papers|distinct|sum|first)(?: (?P<column>\w+))?"
    r"(?: where (?P<where>\w+) (?P<compare>[=>]) (?P<values>.+))?"
)
_OF_A_COLUMN = ("distinct", "sum", "first")
_WORDS = {
    "rows": "rows",
    "papers": "different papers",
    "distinct": "different values of {}",
    "sum": "sum of {}",
    "first": "{} of the first row",
}


@dataclass(frozen=True, slots=True)
class Counted:
    """A count and what it consists of: ids, codes or names, where it counts different ones. None: no such figure."""

    number: int | float | None
    #: each with its name, where it is an id that a column before it names
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure; `text` is how it is written."""

    text: str
    kind: str
    column: str
    where: str
    keeps: Callable[[Any], bool]

    @property
    def words(self) -> str:
        """What of the answer is counted, for somebody who asks the question again."""
        said = _WORDS[self.kind].format(self.column)
        return said + (f", where {self.text.partition(' where ')[2]}" if self.where else "")

    @property
    def columns(self) -> set[str]:
        """The columns that an answer must have."""
        own = {PAPER_IDS} if self.kind == "papers" else set()
        return own | {name for name in (self.column, self.where) if name}

    def of(self, answer: Answer) -> Counted:
        """The count in an answer."""
        rows = [row for row in answer.rows if not self.where or self.keeps(row[self.where])]
        names = _names(rows, self.column)
        match self.kind:
            case "rows":
                return Counted(len(rows))
            case "papers":
                return Counted(len(_different(rows, PAPER_IDS)))
            case "distinct":
                values = _different(rows, self.column)
                return Counted(len(values), {one: names.get(one, one) for one in values})
            case "sum":
                known = [row[self.column] for row in answer.rows if row[self.column] is not None]
                if answer.rows and not known:
                    # Rows without a single number are no sum of 0.
                    return Counted(None)
                # Floats of one decimal: without rounding, 60.1 + 30.2 shows sixteen digits.
                return Counted(round(sum(row[self.column] or 0 for row in rows), 1))
            case _:
                return Counted(rows[0][self.column] if rows else None)


def measure(text: str) -> Measure:
    """The measure that `text` writes. Raises `ValueError` where it writes none."""
    match = _FORM.fullmatch(text.strip())
    if not match or (match["kind"] in _OF_A_COLUMN) != bool(match["column"]):
        raise ValueError(f"{text!r} is no measure: write rows, papers, distinct COLUMN, sum COLUMN or first COLUMN.")
    values = [value.strip() for value in (match["values"] or "").split(" / ")]
    if match["compare"] == ">" and not (len(values) == 1 and values[0].isdecimal()):
        raise ValueError(f"{text!r} compares with {match['values']!r}, which is no number.")

    def keeps(value: Any) -> bool:
        if match["compare"] == ">":
            return value is not None and value > int(values[0])
        return str(value) in values

    return Measure(match.group(), match["kind"], match["column"] or "", match["where"] or "", keeps)


def _different(rows: Iterable[Mapping[str, Any]], column: str) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for row in rows:
        value = row[column]
        found |= dict.fromkeys(value if isinstance(value, list) else [] if value is None else [value])
    return tuple(sorted(found))


def _names(rows: Iterable[Mapping[str, Any]], column: str) -> dict[str, str]:
    """Names by id: `partner` names what `partner_id` holds."""
    stem = column.removesuffix("_id")
    return {row[column]: row[stem] for row in rows if stem != column and row.get(stem)}
