"""Which whole files of a list had an entry and which lacked it: the days on which that changed, from its first file on.

Kept on the entry as `date|had` and `date|lacked`. A file that changes nothing costs nothing: at the days between two
lines the earlier one holds. A file with refused records says what it has, and nothing about what it lacks.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

_HAD, _LACKED = "had", "lacked"

#: Days with True for a file that had the entry and False for one that lacked it, in order; the first is True.
Events = Sequence[tuple[date, bool]]


def events_of(stored: Mapping[str, Any]) -> Events:
    """The events of a Designation node, from its properties; none for one that only copies of the list had."""
    lines = [text.partition("|") for text in stored.get("presence") or ()]
    return [(date.fromisoformat(day), word == _HAD) for day, _, word in lines]


def lines_of(events: Events) -> list[str] | None:
    """The events as the node keeps them."""
    return [f"{day.isoformat()}|{_HAD if there else _LACKED}" for day, there in events] or None


def was_there(events: Events, day: date) -> bool:
    """Whether the whole file of a day had the entry."""
    return next((there for when, there in reversed(events) if when <= day), False)


def with_file(events: Events, day: date, there: bool, whole: Iterable[date]) -> Events:
    """The events once a file of `day` is known that had the entry or lacked it; `whole`: days of all whole files."""
    return _changes({**_known(events, whole), day: there})


def without_days(events: Events, gone: Collection[date], whole: Iterable[date]) -> Events:
    """The events once the files of some days are taken out; `whole`: days of the whole files that stay."""
    known = _known(events, whole)
    return _changes({day: there for day, there in known.items() if day not in gone})


def _known(events: Events, whole: Iterable[date]) -> dict[date, bool]:
    return {day: was_there(events, day) for day in {*whole, *(day for day, _ in events)}}


def _changes(known: Mapping[date, bool]) -> Events:
    events: list[tuple[date, bool]] = []
    for day, there in sorted(known.items()):
        if there != (events[-1][1] if events else False):
            events.append((day, there))
    return events
