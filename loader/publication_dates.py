"""Days of publication as publishers and registries give them: of any precision, several of them, some impossible."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from loader.identifiers import day_range
from loader.records import Days

#: Journals are younger than this; a work "of" an earlier year, such as 0000, carries no date but a mistake.
FIRST_YEAR = 1500
#: Works are announced for next year and the one after at most.
YEARS_AHEAD = 2
_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip


def earliest(*days: Days | None) -> Days | None:
    """The days on which the first of several uncertain events can have been."""
    known = [one for one in days if one]
    return (min(first for first, _ in known), min(last for _, last in known)) if known else None


def plausible(days: Days | None, as_of: date | None = None) -> Days | None:
    """`days`, or None where a work cannot be of that year, as seen on the day `as_of` (today where it is not known)."""
    last = (as_of or date.today()).year + YEARS_AHEAD
    return days if days and FIRST_YEAR <= days[0].year <= last else None


@lru_cache(1 << 14)  # works of one file share their days
def of_text(printed: str | None) -> Days | None:
    """`loader.identifiers.day_range`, remembered."""
    return day_range(printed)


def of_parts(parts: Sequence[int | str | None]) -> Days | None:
    """Year, month and day, as far as given; None where there is no year or the numbers are no date."""
    known: list[str] = []
    for part in parts[:3]:
        if part in (None, "", 0):
            break
        known.append(f"{int(part):0{2 if known else 4}}" if str(part).isdigit() else "?")
    return of_text("-".join(known)) if known else None


def month_number(printed: str | None) -> int | None:
    """`Nov`, `November` and `11` are 11; None where the text is no month."""
    if not printed:
        return None
    if printed.isdigit():
        return int(printed) if 1 <= int(printed) <= 12 else None
    word = printed.rstrip(".").lower()
    known = [number for number, name in enumerate(_MONTHS, 1) if len(word) >= 3 and name.startswith(word)]
    return known[0] if known else None
