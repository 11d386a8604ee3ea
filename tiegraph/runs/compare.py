"""Two runs of one question: which rows are new, gone or changed, and what between the runs can explain each of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from cypher.errors import UsageError
from loader.sources import SOURCES
from tiegraph.runs.record import Load, Run
from tiegraph.words import counted

LIST, PAPER, MATCHED, JUDGED, CORRECTED, TOOL, ASKED, FILE, OTHER = (
    *("list", "paper", "match", "judgement", "correction", "tool", "parameters", "screened file"),
    "other data",
)
NEW, GONE, CHANGED = "new", "gone", "changed"
#: What a row is about, by its columns; two rows of two runs with the same are the same row.
_KEYS = ("given", "list", "source", "by", "entry", "designation", "paper", "month", "year", "item", "about")
_OF_LISTS = frozenset((
    "standing", "state", "since_min", "since_max", "until_min", "until_max", "listed_since_min", "listed_since_max",
    "entries", "designations", "citation", "files", "as_of", "against_listing", "within_12_months", "requirement",
    "policy", "addresses", "before", "after", "undetermined",
))  # fmt: skip
_OF_PAPERS = frozenset((
    "papers", "paper_ids", "dual_ids", "joint", "dual_only", "unknown_map", "first", "last", "strings", "authors",
    "published_min", "published_max", "retracted", "title", "weakest_basis", "basis", "methods",
))  # fmt: skip
_OF_LINKS = frozenset(("method", "score", "evidence", "link_evidence", "relation", "judgement"))
_HOW = {"lists": LIST, "papers": PAPER, "institutions": MATCHED}


@dataclass(frozen=True, slots=True)
class Change:
    """A row that is new, gone or changed, named by what it is about; `causes` of which one explains it."""

    kind: str
    about: str
    #: column → values before and after, of a changed row
    columns: Mapping[str, tuple[Any, Any]]
    #: ids of list entries, and of papers that are only in one of the two rows
    entries: tuple[str, ...]
    papers: tuple[str, ...]
    causes: tuple[str, ...]

    def __str__(self) -> str:
        parts = [f"{name}: {_short(old)} → {_short(new)}" for name, (old, new) in self.columns.items()]
        parts += [f"list entry {', '.join(self.entries)}"] if self.entries else []
        parts += [f"papers {', '.join(self.papers)}"] if self.papers else []
        said = f" ({'; '.join(parts)})" if parts else ""
        return f"{self.kind}: {self.about}{said}. Because of: {' or '.join(self.causes)}."


@dataclass(frozen=True, slots=True)
class Comparison:
    """What differs between two runs: first what they depend on, then the rows."""

    one: Run
    other: Run
    #: kind of cause → what differs, in sentences
    differs: Mapping[str, tuple[str, ...]]
    changes: tuple[Change, ...]
    notes: tuple[str, ...]

    @property
    def summary(self) -> str:
        """How many rows are new, gone and changed."""
        said = ", ".join(f"{kind} {sum(one.kind == kind for one in self.changes)}" for kind in (NEW, GONE, CHANGED))
        return f"{counted(self.one.count, 'row')} then, {self.other.count:,} now: {said}."


def compare(one: Run, other: Run) -> Comparison:
    """What changed from `one` to `other`, and why. Raises `UsageError` where they do not answer the same question."""
    if (one.kind, one.what) != (other.kind, other.what):
        raise UsageError(
            f"{one.id} is of {one.kind} {one.what}, {other.id} of {other.kind} {other.what}: compare two of the same."
        )
    differs = _differs(one, other)
    changes = tuple(_changes(one.rows, other.rows, tuple(differs)))
    notes = [
        f"Of run {run.id} the first {len(run.rows):,} of {run.count:,} rows were kept; the others are not compared."
        for run in (one, other)
        if len(run.rows) < run.count
    ]
    if changes and not differs:
        notes.append("Nothing that a run records differs: the database was changed by other means than a load.")
    return Comparison(one, other, differs, changes, tuple(notes))


def _differs(one: Run, other: Run) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    before, after = ({_key(load): load for load in run.state.loads} for run in (one, other))
    for key in after.keys() - before.keys():
        found[_kind(after[key])].append(f"loaded since: {_told(after[key])}")
    for key in before.keys() - after.keys():
        found[_kind(before[key])].append(f"no longer loaded: {_told(before[key])}")
    if one.state.judgements != other.state.judgements:
        found[JUDGED].append("the file of judgements is another")
    if one.state.corrections != other.state.corrections:
        found[CORRECTED].append("the file of corrections is another")
    if one.state.version != other.state.version:
        found[TOOL].append(f"version {one.state.version}, then {other.state.version}")
    for id in sorted(one.questions.keys() | other.questions.keys()):
        if one.questions.get(id) != other.questions.get(id):
            found[TOOL].append(f"the text of the question {id} is another")
    if one.file_sha256 != other.file_sha256:
        found[FILE].append(f"{PurePath(other.file or '').name} is not as it was")
    for name in sorted(one.asked.keys() | other.asked.keys()):
        if one.asked.get(name) != other.asked.get(name):
            found[ASKED].append(f"{name}: {one.asked.get(name)}, then {other.asked.get(name)}")
    if one.chosen != other.chosen:
        found[ASKED].append("a person chose otherwise who the rows are")
    return {kind: tuple(sorted(said)) for kind, said in found.items()}


def _key(load: Load) -> tuple[str, ...]:
    return load.source, *load.sha256


def _kind(load: Load) -> str:
    source = SOURCES.get(load.source)
    return _HOW.get(source.kind, OTHER) if source else OTHER


def _told(load: Load) -> str:
    return f"{load.source} {', '.join(load.files)}" + (f", as of {load.as_of}" if load.as_of else "")


def _changes(
    before: Sequence[Mapping[str, Any]], after: Sequence[Mapping[str, Any]], causes: tuple[str, ...]
) -> Iterable[Change]:
    old, new = _by_key(before), _by_key(after)
    for key in sorted(old.keys() | new.keys(), key=str):
        was, now = old.get(key), new.get(key)
        if was is None or now is None:
            row = now or was or {}
            kind = GONE if now is None else NEW
            yield Change(kind, _about(row), {}, _entries(row), (), causes or (OTHER,))
        elif was != now:
            names = [name for name in now if was.get(name) != now[name]]
            columns = {name: (was.get(name), now[name]) for name in names if not name.endswith("_ids")}
            papers = _papers(was) ^ _papers(now)
            fitting = tuple(dict.fromkeys(_cause(name, causes) for name in names))
            yield Change(CHANGED, _about(now), columns, _entries(now), tuple(sorted(papers)), fitting)


def _cause(column: str, causes: tuple[str, ...]) -> str:
    """Of what differs between the runs, what this column speaks of; all of it where that is not known."""
    speaks = {LIST: _OF_LISTS, PAPER: _OF_PAPERS, JUDGED: _OF_LINKS, MATCHED: _OF_LINKS, CORRECTED: _OF_PAPERS}
    fitting = [one for one in causes if column in speaks.get(one, ())]
    if not fitting and column in _OF_LINKS and causes:
        # A list or a paper that is new can lead to another match.
        return f"{MATCHED}, by {' or '.join(causes)}"
    return " or ".join(fitting or causes) or OTHER


def _by_key(rows: Sequence[Mapping[str, Any]]) -> dict[tuple[Any, ...], Mapping[str, Any]]:
    found: dict[tuple[Any, ...], Mapping[str, Any]] = {}
    times: Counter[tuple[str, ...]] = Counter()
    for row in rows:
        names = [name for name in row if name in _KEYS or name.endswith("_id")]
        # A row that is about nothing with an id is known by all that it says.
        key = tuple(str(row[name]) for name in names or row)
        found[(*key, times[key])] = row
        times[key] += 1
    return found


def _about(row: Mapping[str, Any]) -> str:
    names = [name for name in row if name in _KEYS or name.endswith("_id")]
    texts = [str(row[name]) for name in names if row[name] not in (None, "", [])]
    return " · ".join(dict.fromkeys(texts)) or _short(dict(row))


def _entries(row: Mapping[str, Any]) -> tuple[str, ...]:
    one = row.get("designation")
    return tuple(row.get("designations") or ((one,) if one else ()))


def _papers(row: Mapping[str, Any]) -> set[str]:
    return {id for name, value in row.items() if name.endswith("_ids") and isinstance(value, list) for id in value}


def _short(value: Any) -> str:
    text = "–" if value in (None, [], "") else ", ".join(map(str, value)) if isinstance(value, list) else str(value)
    return text if len(text) <= 80 else f"{text[:79]}…"
