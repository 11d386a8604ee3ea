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


def after_file(stored: Sequence[Period], printed: Sequence[Period], as_of: date, newest: date | None) -> list[Period]:
    """The periods of an entry that a file of `as_of` prints, when the list's newest file so far is of `newest`.

    An entry that had gone and is back has a new period, which began between the file that lacked it and this one. One
    that only an older file has ended between that file and the newest.
    """
    if newest is not None and as_of < newest and not stored:
        return [period if period.to_max else replace(period, to_min=as_of, to_max=newest) for period in printed]
    if not stored or not all(period.to_max for period in stored):
        return list(printed)
    back = [
        period
        for period in printed
        if period.to_max is None or (period.from_min, period.to_max) not in {(p.from_min, p.to_max) for p in stored}
    ]
    last = max((period.to_max for period in stored if period.to_max), default=None)
    return [*stored, *(_again(period, last, as_of) for period in back)]


def _again(period: Period, gone_by: date | None, as_of: date) -> Period:
    if gone_by is None or (period.from_min and period.from_min >= gone_by):
        return period
    return replace(period, from_min=gone_by, from_max=max(as_of, gone_by), basis=SEEN_AGAIN, citation=None)


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
