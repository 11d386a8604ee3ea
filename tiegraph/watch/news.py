"""What of a comparison of two runs is news: each event once, and nothing that changes with every file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from msgspec.structs import replace

from tiegraph.case.persons import NAMES, Persons
from tiegraph.people import ID_COLUMNS
from tiegraph.runs import Comparison, Run, compare
from tiegraph.runs.compare import CHANGED, GONE, NEW, Change
from tiegraph.runs.record import SCREEN
from tiegraph.screen.by_line import by_line
from tiegraph.screen.screening import OUTCOMES

#: Columns that say which file speaks, and where a row stands: they change with every refresh.
_OF_FILES = frozenset(("files", "as_of", "row", "ask", "score"))
_OF_ROWS = frozenset(column.name for column in OUTCOMES) - {"given"}
#: Between the parts of what a change is about; a finding has several, the state of a row one.
_DOT = " · "
#: What of a row of a screened file is news by itself.
_STATE = ("given", "state", "is")


@dataclass(frozen=True, slots=True)
class News:
    """What is new, gone or changed since the run before, in lines, and what differs between the two that explains it.

    `differs` are sentences; `notes` say what else is to be known. Persons are shown as was asked for.
    """

    one: Run
    other: Run
    #: what is watched, on one line
    title: str
    changes: tuple[Change, ...]
    differs: tuple[str, ...]
    notes: tuple[str, ...]

    @property
    def counts(self) -> dict[str, int]:
        """How many rows are new, gone and changed."""
        return {kind: sum(one.kind == kind for one in self.changes) for kind in (NEW, GONE, CHANGED)}


def news(one: Run, other: Run, people: str = "none", title: str = "") -> News:
    """The news between two runs of what is watched as `title`; `people` is one of `tiegraph.people.PEOPLE`.

    Of a screened file, a row that gets or loses a finding is told once, by the finding. Raises `UsageError` where the
    runs do not answer the same question.
    """
    shown = Persons(people)
    for run in (one, other):
        for row in run.rows:
            shown.learn(row)
    title = shown.text(title)
    before, after = _told(one), _told(other)
    found = compare(before, after)
    names = {**_names(one, other), **(_lines(one, other) if people != NAMES else {})}
    told = _once(found.changes, _states(before), _states(after)) if other.kind == SCREEN else found.changes
    changes = tuple(_shown(change, shown, names) for change in told)
    differs = tuple(shown.text(f"{kind}: {text}") for kind, texts in found.differs.items() for text in texts)
    return News(one, other, title, changes, differs, _notes(found, changes))


def _told(run: Run) -> Run:
    """The run with rows that differ where there is news: of a screening the state of each row, and each finding."""
    if run.kind != SCREEN:
        return replace(run, rows=[_without(row, _OF_FILES) for row in run.rows])
    states: dict[Any, dict[str, Any]] = {}
    findings = []
    for row in run.rows:
        states.setdefault(row["row"], {name: row[name] for name in _STATE})
        if _found(row):
            findings.append(_without(row, _OF_FILES | _OF_ROWS))
    rows = [*states.values(), *findings]
    return replace(run, rows=rows, count=len(rows) + run.count - len(run.rows))


def _found(row: Mapping[str, Any]) -> bool:
    """Whether a line of a screening holds a finding: a list entry, or an institution on a paper."""
    return any(row.get(name) for name in ("designation", "designations", "institution_id", "paper", "list"))


def _without(row: Mapping[str, Any], names: Iterable[str]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name not in names}


def _states(told: Run) -> dict[str, str]:
    """By what the file says: the state of the row."""
    return {str(row["given"]): row["state"] for row in told.rows if "state" in row}


def _once(changes: Sequence[Change], before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[Change]:
    """Findings tell of their rows: the state of a row is told alone where none of its findings changed."""
    findings = [change for change in changes if _DOT in change.about]
    told = {change.about.split(_DOT)[0] for change in findings}
    yield from findings
    for change in changes:
        if _DOT not in change.about and change.about not in told:
            state = before.get(change.about), after.get(change.about)
            columns = change.columns if change.kind == CHANGED else {"state": state}
            yield Change(change.kind, change.about, columns, change.entries, change.papers, change.causes)


def _shown(change: Change, persons: Persons, names: Mapping[str, str]) -> Change:
    about = change.about
    for given in (name for name in names if _DOT in name):
        about = about.replace(given, names[given])
    about = persons.text(_DOT.join(names.get(part, part) for part in about.split(_DOT)))
    columns = {name: (persons.value(old), persons.value(new)) for name, (old, new) in change.columns.items()}
    columns = {name: both for name, both in columns.items() if both[0] != both[1]}
    return Change(change.kind, about, columns, change.entries, change.papers, change.causes)


def _names(one: Run, other: Run) -> dict[str, str]:
    """By id: the name with it, of things that rows name by both."""
    return {
        str(row[name]): f"{row[name.removesuffix('_id')]} ({row[name]})"
        for run in (one, other)
        for row in run.rows
        for name in row
        if name.endswith("_id") and name not in ID_COLUMNS and row[name] and row.get(name.removesuffix("_id"))
    }


def _lines(one: Run, other: Run) -> dict[str, str]:
    """By what the file says: the line to show instead, where persons can stand in it."""
    if other.kind != SCREEN:
        return {}
    rows = ((row, by_line(row, run.what)) for run in (one, other) for row in run.rows)
    return {str(row["given"]): str(shown["given"]) for row, shown in rows if shown["given"] != row["given"]}


def _notes(found: Comparison, changes: Sequence[Change]) -> tuple[str, ...]:
    """Those of the comparison that hold for what is told."""
    return tuple(note for note in found.notes if changes or "kept" in note)
