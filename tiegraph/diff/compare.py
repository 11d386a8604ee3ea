"""The state of a list's entries at two of its files, and what differs."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from cypher.errors import TiegraphError, UsageError
from cypher.parameters import nearest
from loader import list_dates
from loader.entry_history import FIELDS, value_on
from loader.list_dates import FileDate
from loader.presence import events_of, was_there
from tiegraph.diff.result import Changed, Diff, Entry, FieldChange, ListFile, Touched
from tiegraph.words import counted

if TYPE_CHECKING:
    from tiegraph.knowledge import KnowledgeBase

_NAMES = ("name", "aliases", "native_names")


class NothingToCompare(TiegraphError):
    """Fewer than two files of a list's authority are loaded, or none for the days asked for."""


def compare(kb: KnowledgeBase, list_id: str, since: date | None, until: date | None) -> Diff:
    """What changed in a list from its newest file up to `since` to its newest file up to `until`.

    Without `until` the later one is the newest, without `since` the earlier one is the file before it.
    Raises `UsageError` for a list that is not loaded or days in the wrong order, `NothingToCompare` where there are no
    two such files.
    """
    lists = {row["id"]: row for row in kb.client.rows("control_lists")}
    if list_id not in lists:
        raise UsageError(f"The list {list_id!r} is not loaded; {nearest(list_id, lists)}")
    before, after = _two(list_id, _whole(kb, list_id), since, until)
    rows = kb.client.rows("entries_with_history", list=list_id)
    entries = [_State(row) for row in rows if row["entry"].get("first_file")]
    had = dict.fromkeys(one for one in entries if one.on(before.day))
    has = dict.fromkeys(one for one in entries if one.on(after.day))
    loads = {one["id"]: one for one in kb.loads()}
    return Diff(
        list=list_id,
        title=lists[list_id]["title"],
        nature=lists[list_id]["nature"],
        before=_file(before, loads, len(had)),
        after=_file(after, loads, len(has)),
        added=tuple(one.entry(after.day) for one in has if one not in had),
        removed=tuple(one.entry(before.day) for one in had if one not in has),
        changed=tuple(changed for one in has if one in had and (changed := one.changed(before.day, after.day))),
        institutions=_touched(kb, list_id, entries, before.day, after.day),
        notes=tuple(_notes(rows, entries, has, had, before, after, loads)),
    )


def _whole(kb: KnowledgeBase, list_id: str) -> list[FileDate]:
    """The files that tell what they lack."""
    return [file for file in list_dates.files(kb.client).get(list_id, []) if file.whole]


def _two(list_id: str, files: Sequence[FileDate], since: date | None, until: date | None) -> tuple[FileDate, FileDate]:
    days = sorted({file.day for file in files})
    if len(days) < 2:
        there = (
            f"one is (of {days[0]})"
            if days
            else "none is, only copies of the list and files of which records were refused"
        )
        raise NothingToCompare(
            f"Two whole files of {list_id} by its own authority must be loaded, and {there}: load an earlier or later "
            "one."
        )
    if since and until and since >= until:
        raise UsageError(f"--from {since} must lie before --to {until}.")
    known = f"its files are of {', '.join(map(str, days))}"
    later = _newest(list_id, days, until, known)
    before = [day for day in days if day < later]
    if not before:
        raise NothingToCompare(f"No file of {list_id} is older than that of {later}: {known}.")
    earlier = _newest(list_id, days, since, known) if since else before[-1]
    if earlier >= later:
        raise NothingToCompare(f"Between the days given {list_id} has one file only, that of {later}: {known}.")
    # Of several files of a day the one loaded last counts.
    last = {file.day: file for file in sorted(files, key=lambda file: list_dates.number(file.load))}
    return last[earlier], last[later]


def _newest(list_id: str, days: Iterable[date], day: date | None, known: str) -> date:
    found = max((one for one in days if day is None or one <= day), default=None)
    if found is None:
        raise NothingToCompare(f"No file of {list_id} up to {day} is loaded: {known}.")
    return found


def _file(file: FileDate, loads: Mapping[str, Mapping[str, Any]], entries: int) -> ListFile:
    load = loads.get(file.load, {})
    return ListFile(file.day, file.load, load.get("source", "unknown"), tuple(load.get("files") or ()), entries)


class _State:
    """An entry, and what is known of it at each file of its list."""

    def __init__(self, row: Mapping[str, Any]) -> None:
        self._stored: Mapping[str, Any] = row["entry"]
        self._periods: Sequence[Mapping[str, Any]] = row["periods"]
        self.id: str = self._stored["id"]
        self._events = events_of(self._stored)

    def on(self, day: date) -> bool:
        """Whether the file of a day has it."""
        return was_there(self._events, day)

    def in_force(self, day: date) -> bool:
        """Whether the file of a day has it, in a period that has begun and not ended by then, as far as is known."""
        return self.on(day) and any(
            (period.get("to_max") is None or period["to_max"] > day)
            and (period.get("from_min") is None or period["from_min"] <= day)
            for period in self._periods
        )

    def entry(self, day: date) -> Entry:
        back = self.on(day) and any(not there and when <= day for when, there in self._events)
        return Entry(self.id, self._value("name", day), self._countries(day), back)

    def changed(self, before: date, after: date) -> Changed | None:
        fields = []
        for field in FIELDS:
            old, new = self._value(field, before), self._value(field, after)
            if _in_order(old) != _in_order(new):
                fields.append(FieldChange(field, old, new))
        return Changed(self.id, self._value("name", after), self._countries(after), tuple(fields)) if fields else None

    def known_as(self, name: str | None, day: date) -> bool:
        """Whether it had a name at the file of a day; its own it has always had, however it was written."""
        if name is None or name == self._stored["name"]:
            return True
        return any(name == value or name in (value or ()) for value in (self._value(one, day) for one in _NAMES))

    @property
    def first_seen(self) -> date:
        return date.fromisoformat(min(self._stored["names_seen"])[:10])

    @property
    def first_file(self) -> date:
        first: date = self._stored["first_file"]
        return first

    def _value(self, field: str, day: date) -> Any:
        return value_on(day, field, self._stored)

    def _countries(self, day: date) -> tuple[str, ...]:
        return tuple(self._value("countries", day) or ())


def _in_order(value: Any) -> Any:
    """The order in which a file prints several texts says nothing."""
    return sorted(value) if isinstance(value, tuple) else value


def _touched(
    kb: KnowledgeBase, list_id: str, entries: Sequence[_State], before: date, after: date
) -> tuple[Touched, ...]:
    """Institutions that one of the files designates and the other does not, by the links as they are now."""
    states = {one.id: one for one in entries}
    bodies: dict[str, tuple[str, str | None]] = {}
    by_day: dict[date, dict[str, list[str]]] = {before: {}, after: {}}
    for link in kb.client.rows("targets_of_list", list=list_id):
        state = states.get(link["entry"])
        bodies[link["id"]] = (link["name"], link["country"])
        for day, found in by_day.items():
            if state and state.in_force(day) and state.known_as(link["entry_name"], day):
                found.setdefault(link["id"], []).append(state.id)
    became, ceased = by_day[after].keys() - by_day[before].keys(), by_day[before].keys() - by_day[after].keys()
    if not became | ceased:
        return ()
    answer = kb.ask("dprk-partner-institutions", beside=False, max_paths=0)
    papers = {row["partner_id"]: row["papers"] for row in answer.rows}
    touched = [
        Touched(
            id,
            bodies[id][0],
            bodies[id][1],
            id in became,
            tuple(by_day[after if id in became else before][id]),
            None if bodies[id][1] == "KP" else papers.get(id, 0),
        )
        for id in became | ceased
    ]
    return tuple(sorted(touched, key=lambda one: (not one.becomes, -(one.papers or 0), one.name, one.id)))


def _notes(
    rows: Sequence[Mapping[str, Any]],
    entries: Sequence[_State],
    has: Collection[_State],
    had: Collection[_State],
    before: FileDate,
    after: FileDate,
    loads: Mapping[str, Mapping[str, Any]],
) -> Iterable[str]:
    """What the comparison cannot know, in sentences."""
    sources = [loads.get(file.load, {}).get("source") for file in (before, after)]
    if sources[0] != sources[1]:
        yield (
            f"The files came from different sources ({sources[0]}, {sources[1]}): a field may differ only because "
            "it is written or read differently."
        )
    if copies := len(rows) - len(entries):
        yield (
            f"{counted(copies, 'further entry', 'further entries')} stood only in files that copy the list: "
            "such files say nothing about when an entry came or went, so they are not compared."
        )
    if earlier := sum(one.first_seen < before.day for one in has if one not in had and one.first_file > before.day):
        yield (
            f"Of the added entries, {earlier:,} stood in a copy of the list before the day of the earlier file, which "
            "lacks them."
        )
    fields = ", ".join(field.replace("_", " ") for field in FIELDS)
    yield f"Compared were: {fields}. What else a row prints, and dates, were not."
    yield "Institutions follow from the links between entries and institutions as they are now."
