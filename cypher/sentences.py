"""Templates that turn a row of an answer into plain English.

A field is `{column}`, or `{since}` where the columns `since_min` and `since_max` hold an uncertain day. A noun after a
colon counts: `{papers:paper}` gives "1 paper" or "3 papers", `{n:country|countries}` where the plural is irregular.
What stands in square brackets is left out where its fields hold nothing but 0 or no value.
"""

from __future__ import annotations

import calendar
import re
import string
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

UNKNOWN = "not known"
#: Columns that hold the first day of the earliest of several works, and the last day of the latest.
BOUNDS = ("first", "last")

_LONG = re.compile(r"(?<![\w.:/-])\d{5,}(?![\w-]|\.\d)")
_OPTIONAL = re.compile(r"\[([^\[\]]*)\]")


def fields(template: str) -> Iterator[str]:
    """Names of the fields of a template. Raises ValueError where braces do not match or a field is more than a name."""
    for _, name, _, conversion in string.Formatter().parse(_OPTIONAL.sub(r"\1", template)):
        if name is None:
            continue
        if not name.isidentifier() or conversion:
            raise ValueError(f"{{{name}}} is no column")
        yield name


def known(name: str, columns: Collection[str]) -> bool:
    """Whether a field stands for a column, or for a pair of them."""
    return name in columns or (f"{name}_min" in columns and f"{name}_max" in columns)


def sentence(template: str, row: Mapping[str, Any]) -> str:
    """The template with the row's values in words. Raises KeyError for a field that the row does not have."""

    def kept(part: re.Match[str]) -> str:
        return part[1] if any(_holds(name, row) for name in fields(part[1])) else ""

    parts = []
    for before, name, noun, _ in string.Formatter().parse(_OPTIONAL.sub(kept, template)):
        parts.append(before)
        if name is None:
            continue
        value = _value(name, row)
        parts.append(_counted(value, noun) if noun else words(value))
    return "".join(parts)


def _value(name: str, row: Mapping[str, Any]) -> Any:
    if name not in row:
        return day_between(row[f"{name}_min"], row[f"{name}_max"])
    return bound(name, row[name])


def _holds(name: str, row: Mapping[str, Any]) -> bool:
    return bool(row[name] if name in row else row[f"{name}_min"] or row[f"{name}_max"])


def words(value: Any) -> str:
    """One value in words: dates as ISO days, lists with commas, long numbers with thousands marked."""
    if value is None or value == "":
        return UNKNOWN
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return f"{value:,}" if abs(value) >= 10_000 else str(value)  # years are numbers too
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (list, tuple)):
        return one_by_one([words(item) for item in value]) or "none"
    return str(value)


def one_by_one(texts: Sequence[str]) -> str:
    """Texts in a row, told apart where they have commas of their own.

    >>> one_by_one(["A University", "An Academy, Institute of Lasers"]), one_by_one(["KP", "CN"])
    ('A University; An Academy, Institute of Lasers', 'KP, CN')
    """
    return ("; " if any(", " in text for text in texts) else ", ").join(texts)


def marked(text: str) -> str:
    """A text that a statement put together, with thousands marked as in `words`.

    >>> marked("13313 of 2018, file of 2024-05-07, W12345, 1.23456")
    '13,313 of 2018, file of 2024-05-07, W12345, 1.23456'
    """
    return _LONG.sub(lambda found: f"{int(found[0]):,}", text)


def day_between(first: date | None, last: date | None) -> str:
    """An uncertain day, from its first and last possible day: `2019`, `2019-05`, `2019-05-21`, or the two in words."""
    if first is None or last is None:
        if first or last:
            return f"not before {first}" if first else f"by {last}"
        return "a day not known"
    if first == last:
        return first.isoformat()
    if (first.year, first.day) == (last.year, 1) and last.day == calendar.monthrange(last.year, last.month)[1]:
        if first.month == last.month:
            return f"{first:%Y-%m}"
        if (first.month, last.month) == (1, 12):
            return f"{first:%Y}"
    return f"between {first} and {last}"


def bound(name: str, value: Any) -> Any:
    """The value of a column, in words where it is the first or last day on which works can have been published.

    A year or a month stands there as its first or last day (`first`: 1 January, `last`: 31 December), so such a day is
    given as the year or month: never finer than it is known, and at most coarser. Any other value as it is.

    >>> bound("first", date(2019, 1, 1)), bound("last", date(2019, 5, 31)), bound("last", date(2019, 5, 30))
    ('2019', '2019-05', '2019-05-30')
    """
    if name not in BOUNDS or not isinstance(value, date):
        return value
    outer = value.day == (1 if name == "first" else calendar.monthrange(value.year, value.month)[1])
    if outer and value.month == (1 if name == "first" else 12):
        return value.isoformat()[:4]
    return value.isoformat()[: 7 if outer else 10]


def _counted(value: Any, noun: str) -> str:
    one, _, many = noun.partition("|")
    return f"{words(value or 0)} {one if value == 1 else many or one + 's'}"
