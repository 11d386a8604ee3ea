"""The history of a list in the graph: which of its entries each file had, and the periods that follow from all of them.

Periods are never mended one by one: they are derived from what is kept on the entry and on the list, so that they are
the same in whatever order files were loaded, and after one was taken out.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from cypher.client import Client
from loader.entry_history import value_on
from loader.entry_units import is_unit_of
from loader.list_dates import FileDate, newest, whole_days
from loader.merging import Properties
from loader.periods import period_of, printed_periods, rows_of, stood
from loader.presence import events_of, lines_of, was_there, with_file
from loader.records import Period
from loader.writing import Batch, Rows, chunks


class _Derived(Struct):
    """An entry's periods as its files give them, and as the graph has them."""

    id: str
    name: str
    #: the name and aliases that any file printed
    seen: set[str]
    now: list[Period]
    before: list[Period]
    #: the file just loaded is the newest, and ended the entry
    gone: bool


def had_by(stored: Mapping[str, Any], files: Sequence[FileDate]) -> list[date]:
    """The days of the files of its list's authority that had an entry, as far as that is known."""
    events = events_of(stored)
    days = {*whole_days(files), *(day for day, there in events if there)}
    return sorted(day for day in days if was_there(events, day))


def periods_of(stored: Mapping[str, Any], files: Sequence[FileDate]) -> list[Period]:
    """When an entry stood on its list, from its Designation node and the files of the list's authority."""
    events = events_of(stored)
    lacked = {day: load for day, load in whole_days(files).items() if not was_there(events, day)}
    had = [(day, printed_periods(value_on(day, "printed", stored))) for day in had_by(stored, files)]
    seen = {date.fromisoformat(text[:10]) for text in stored.get("names_seen") or ()}
    if not had:
        # Only copies of the list had it.
        days = sorted(seen - lacked.keys()) or sorted(seen)
        had = [(day, printed_periods(stored.get("printed"))) for day in days]
    copied = [text.partition("|")[2] for text in stored.get("copied") or ()]
    return stood(had, lacked, seen, printed_periods(copied)) or [Period()]


def settle(
    client: Client,
    list_id: str,
    files: Sequence[FileDate],
    *,
    day: date | None = None,
    present: Collection[str] = (),
) -> int:
    """Bring the periods of a list's entries up to date with its files; the number of entries that ended by it.

    The end of a unit that its parent's entry may name is left open (`loader.entry_units`).

    `day`: that of a whole file that has just been loaded and has the entries `present` only.
    """
    whole = whole_days(files)
    is_newest = day is not None and day == newest(files)
    nodes: Rows = []
    derived: list[_Derived] = []
    for row in client.stream("entries_with_history", list=list_id):
        stored: Properties = row["entry"]
        id, events = stored["id"], events_of(stored)
        lacked = day is not None and id not in present
        gone = False
        if day is not None and lacked and (after := with_file(events, day, False, whole)) != events:
            nodes.append({"key": id, "properties": {"presence": lines_of(after)}})
            stored = {**stored, "presence": lines_of(after)}
            gone = is_newest and was_there(events, day)
        now = periods_of(stored, files)
        # One that only copies of the list had.
        gone = gone or (is_newest and lacked and not events and now[-1].to_max == day)
        seen = {text[11:] for text in stored.get("names_seen") or ()}
        derived.append(_Derived(id, stored["name"], seen, now, [period_of(one) for one in row["periods"]], gone))
    standing = {name for one in derived if one.now[-1].to_max is None for name in one.seen}
    closed = 0
    moved: dict[str, Rows] = {}
    for one in derived:
        *earlier, last = one.now
        within = last.gone_by is not None and is_unit_of(one.name, standing)
        now = [*earlier, replace(last, to_max=None)] if within else one.now
        closed += one.gone and not within
        if now != one.before:
            moved[one.id] = rows_of(one.id, list_id, now)
    for some in chunks(nodes):
        batch = Batch()
        batch.nodes("Designation", some)
        batch.commit(client)
    for ids in chunks(sorted(moved)):
        batch = Batch()
        batch.replace("ON_LIST", ids, [row for id in ids for row in moved[id]])
        batch.commit(client)
    return closed
