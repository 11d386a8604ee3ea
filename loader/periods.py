"""When an entry stood on its list: from what rows print, and from which files had it and which had not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from msgspec.structs import asdict, replace

from loader.records import Period

SEEN_AGAIN = "seen again in a later file"


def joined(periods: Iterable[Period]) -> list[Period]:
    """Periods of rows that are one designation: the open ones are one, from the earliest day known; by beginning."""
    open_ones: list[Period] = []
    closed: list[Period] = []
    for period in periods:
        (closed if period.to_max else open_ones).append(period)
    together = list(dict.fromkeys(closed))
    if open_ones:
        dated = [period for period in open_ones if period.from_min]
        together.append(min(dated, key=_beginning, default=open_ones[0]))
    return sorted(together, key=_beginning)


def ended(printed: Sequence[Period], as_of: date, gone: date, load: str) -> list[Period]:
    """The periods of an entry that a file of `as_of` has, and that the next file (day `gone`, of `load`) lacks."""
    return [period if period.to_max else replace(period, to_min=as_of, to_max=gone, gone_by=load) for period in printed]


def after_file(stored: Sequence[Period], printed: Sequence[Period], as_of: date) -> list[Period]:
    """The periods of an entry that a file of `as_of` prints, where no newer file of its list is known.

    The newest file says what is printed; periods that ended because a file lacked the entry stay, and an entry that is
    back began again between the file that lacked it and the first that had it.
    """
    gone = [period for period in stored if period.gone_by]
    last = max((period.to_max for period in gone if period.to_max), default=None)
    if last is None:
        return list(printed)
    again = next((period for period in stored if period.basis == SEEN_AGAIN and not period.gone_by), None)
    return [
        *gone,
        *(_again(period, last, as_of, again) for period in printed if not period.to_max or period.to_max > last),
    ]


def parted(stored: Sequence[Period], last: date, gone: date, load: str, lacked: date, again: date) -> list[Period]:
    """The periods of an entry once files are known that lacked it between two that had it.

    The files of `last` and `again` had it, those of `gone` (brought by `load`) to `lacked` had not.
    """
    place = next(n for n, period in enumerate(stored) if not period.gone_by or (period.to_max or gone) > gone)
    whole = stored[place]
    before = replace(whole, to_min=last, to_max=gone, gone_by=load)
    after = _again(whole, gone, again, Period(from_min=lacked, from_max=again))
    if after is whole:
        # What is printed began only later.
        before = Period(to_min=last, to_max=gone, gone_by=load)
    return [*stored[:place], before, after, *stored[place + 1 :]]


def came_and_went(first: date, stored: Sequence[Period]) -> list[tuple[date, bool]]:
    """The days of the files with which an entry came (True) and went (False), from its first file on."""
    events = [(first, True)]
    for period in stored:
        back = period.from_max or period.from_min
        if not events[-1][1] and back:
            events.append((max(back, events[-1][0]), True))
        if period.gone_by and period.to_max:
            events.append((period.to_max, False))
    return events


def was_there(events: Sequence[tuple[date, bool]], day: date) -> bool:
    """Whether the file of a day had the entry."""
    return next((there for when, there in reversed(events) if when <= day), False)


def _again(period: Period, gone_by: date, as_of: date, known: Period | None) -> Period:
    if period.from_min and period.from_min >= gone_by:
        return period
    first, last = (known.from_min, known.from_max) if known else (gone_by, as_of)
    return replace(period, from_min=first, from_max=last, basis=SEEN_AGAIN, citation=None)


def period_of(properties: Mapping[str, Any]) -> Period:
    """An ON_LIST relationship's properties as a period."""
    return Period(**{name: properties[name] for name in Period.__struct_fields__ if name in properties})


def rows_of(entry: str, list_id: str, periods: Sequence[Period]) -> list[dict[str, Any]]:
    """ON_LIST rows of an entry, numbered from 1."""
    return [
        {"start": entry, "end": list_id, "period": number, "properties": asdict(period)}
        for number, period in enumerate(periods, 1)
    ]


def _beginning(period: Period) -> tuple[date, date]:
    return period.from_min or date.min, period.to_max or date.max
