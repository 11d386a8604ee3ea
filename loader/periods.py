"""When an entry stood on its list: from what rows print, and from which files had it and which had not.

A whole file of the list's authority is evidence for its day, whatever other files print: what it lacks was not on the
list that day. What an older file printed stands where a newer one does not say otherwise of the same time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from msgspec import Struct
from msgspec.structs import asdict, replace

from loader.records import Period

SEEN_AGAIN = "seen again in a later file"
FIRST_SEEN = "first seen in a later file"
_DAY = timedelta(days=1)


class Gap(Struct, frozen=True):
    """Files of `first` to `last`, one after the other, lacked an entry; `load` brought the first of them.

    `before` and `after` are the days of the files next to them that had it.
    """

    first: date
    last: date
    load: str
    before: date | None
    after: date | None


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


def stood(
    had: Sequence[tuple[date, Sequence[Period]]],
    lacked: Mapping[date, str],
    elsewhere: Iterable[date] = (),
    copied: Iterable[Period] = (),
) -> list[Period]:
    """The periods of an entry, by beginning.

    `had`: day and printed periods of the files that had it, the oldest first. `lacked`: days of the whole files of the
    list's authority that had it not, with the load that brought each. `elsewhere`: days of further files that had it.
    `copied`: periods that copies of the list print; those that have ended stand where the list's own files are silent.
    """
    known: list[Period] = []
    before: list[date] = []
    for number, (day, printed) in enumerate(had):
        if not before:
            known = list(printed)
        elif printed != had[number - 1][1]:
            known = _restated(known, printed, before, day)
        before.append(day)
    for one in copied:
        if one.from_min and one.to_max and not any(_overlap(one, other, date.max) for other in known):
            known.append(one)
    for gap in _gaps([day for day, _ in had], lacked, elsewhere):
        known = [part for period in known for part in _cut(period, gap)]
    return sorted(dict.fromkeys(known), key=_beginning)


def _restated(known: Sequence[Period], printed: Sequence[Period], before: Sequence[date], day: date) -> list[Period]:
    """What is known of an entry's periods once a file of `day` prints them anew; `before`: days of those before it.

    The newer file says what it prints. What was known up to the last file before that stays where it says nothing of
    that time: a beginning after the day of a file that had the entry is a second one.
    """
    stated = [_beginning_as_known(one, known) for one in printed]
    first = min((one.from_min for one in stated if one.from_min), default=None)
    undated = any(one.from_min is None for one in stated)
    last = before[-1] if first is None or undated else max((one for one in before if one < first), default=before[-1])
    later = min((one.from_max for one in stated if one.from_min and one.from_max and one.from_min > last), default=day)
    kept = []
    for period in known:
        announced = period.from_min is not None and period.from_min > last
        if announced or any(_overlap(period, one, last) for one in stated):
            continue
        kept.append(period if period.to_max else replace(period, to_min=last + _DAY, to_max=later))
    return [*kept, *stated]


def _beginning_as_known(one: Period, known: Sequence[Period]) -> Period:
    """A period that is printed without a beginning has the last one that an older file printed."""
    dated = [period for period in known if period.from_min]
    if one.from_min or not dated:
        return one
    latest = max(dated, key=_beginning)
    return replace(
        one, from_min=latest.from_min, from_max=latest.from_max, basis=latest.basis, citation=latest.citation
    )


def _overlap(period: Period, one: Period, last: date) -> bool:
    """Whether a period can say something of the time of another up to the day `last`."""
    ended = period.to_max is not None and one.from_min is not None and one.from_min >= period.to_max
    earlier = one.to_max is not None and period.from_min is not None and one.to_max <= period.from_min
    return not (ended or earlier or (one.from_min is not None and one.from_min > last))


def _gaps(had: Sequence[date], lacked: Mapping[date, str], elsewhere: Iterable[date]) -> Iterator[Gap]:
    # A copy of the list tells that an entry stood there, and not that it came back: a copy may be old.
    seen = sorted({*had, *elsewhere} - lacked.keys())
    back = had or seen
    while days := sorted(lacked):
        after = min((day for day in back if day > days[0]), default=None)
        run = [day for day in days if after is None or day < after]
        before = max((day for day in seen if day < run[0]), default=None)
        yield Gap(run[0], run[-1], lacked[run[0]], before, after)
        lacked = {day: load for day, load in lacked.items() if day > run[-1]}


def _cut(period: Period, gap: Gap) -> list[Period]:
    """What is left of a period where files lacked the entry: before them, after them, or both."""
    begun, latest = period.from_min, period.from_max
    over = period.to_max is not None and period.to_max <= gap.first
    if over or (begun is not None and begun > gap.last and gap.after is not None):
        return [period]
    parts = []
    before = gap.before if gap.before is not None and (begun is None or begun <= gap.before) else None
    may_follow = latest is not None and latest > gap.last and gap.after is not None
    if before is not None or (begun is not None and begun < gap.first and not may_follow):
        limit = before if before is not None else gap.first - _DAY
        begun_by = latest and min(latest, limit)
        # The last day on which it is known to have stood; the end is the first without it.
        last = before if before is not None else begun_by
        end = period.to_min if period.to_min is not None and period.to_min <= gap.first else last and last + _DAY
        parts.append(replace(period, from_max=begun_by, to_min=end, to_max=gap.first, gone_by=gap.load))
    if gap.after is not None and (period.to_min is None or period.to_min > gap.last):
        first = gap.last + _DAY
        last = gap.after if period.to_min is None else min(gap.after, max(period.to_min - _DAY, first))
        if may_follow and latest is not None and not parts:
            parts.append(replace(period, from_min=first, from_max=min(latest, last)))
        else:
            basis = FIRST_SEEN if gap.before is None and not parts else SEEN_AGAIN
            parts.append(replace(period, from_min=first, from_max=last, basis=basis, citation=None))
    # Announced for a day to come, and taken off before it.
    never = begun or gap.first
    return parts or [replace(period, from_max=begun, to_min=never, to_max=never, gone_by=gap.load)]


def texts_of(periods: Sequence[Period]) -> list[str] | None:
    """Printed periods as a node keeps them, `from_min|from_max|to_min|to_max|basis|citation`; None where nothing is."""
    if all(period == Period() for period in periods):
        return None
    return [
        "|".join(
            [
                *(str(day or "") for day in (one.from_min, one.from_max, one.to_min, one.to_max)),
                one.basis,
                one.citation or "",
            ]
        )
        for one in periods
    ]


def printed_periods(texts: Iterable[str] | None) -> list[Period]:
    """The periods that `texts_of` wrote; an undated one for None."""
    found = []
    for text in texts or ():
        *dates, basis, citation = text.split("|", 5)
        from_min, from_max, to_min, to_max = (date.fromisoformat(day) if day else None for day in dates)
        found.append(
            Period(
                from_min=from_min,
                from_max=from_max,
                to_min=to_min,
                to_max=to_max,
                basis=basis,
                citation=citation or None,
            )
        )
    return found or [Period()]


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
