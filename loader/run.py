"""A load run: read a publisher's files, write them, account for every record, bring the links up to date."""

from __future__ import annotations

import hashlib
import json
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import IO, Any

import msgspec
from msgspec.structs import replace

from cypher.client import Client, TimedOut
from cypher.schema import prepare
from cypher.statements import statement
from loader.account import REJECTED, Account
from loader.errors import LoadError, SourceError
from loader.link import Linked, link
from loader.merging import Stamp
from loader.node_writer import NodeWriter, join_entries
from loader.paper_writer import PaperWriter
from loader.records import ControlList, Designation, Paper, Record, Rejected, Row
from loader.source import Source
from loader.sources import SOURCES
from loader.writing import Batch, chunks

_LOCK_WAIT_SECONDS = 5.0


@dataclass
class LoadReport:
    """What a load did. `account` balances.

    Rejected records stand in `rejected_file`, what could not be used of records that were loaded in `notes_file`; one
    JSON object a line. `notes` counts the latter by their text.
    """

    id: str
    source: str
    files: list[str]
    account: Account = field(default_factory=Account)
    rejected_file: Path | None = None
    notes: Counter[str] = field(default_factory=Counter)
    notes_file: Path | None = None
    conflicts: list[str] = field(default_factory=list)
    #: list entries that a newer file no longer has
    closed: int = 0
    linked: Linked = field(default_factory=Linked)
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a load is: the step, how many are done, and how many of those were rejected."""

    step: str
    done: int
    rejected: int = 0


Report = Callable[[Progress], None]


def precedence(source: str) -> int:
    """A source's rank when two give one property; 0 for one that this release does not know."""
    return SOURCES[source].precedence if source in SOURCES else 0


def load(
    client: Client,
    source: Source,
    paths: Sequence[Path],
    *,
    reports: Path,
    version: str,
    as_of: date | None = None,
    purpose: str = "data",
    relink: bool = True,
    report: Report = lambda progress: None,
) -> LoadReport:
    """Load files of one source. Loading the same file again changes nothing; a stopped load goes on when run again.

    `reports` is the folder for rejected records; `as_of` is the day the files speak for where they do not say it.
    With `relink=False` the links are left for a later load (or `loader.link.link`) to bring up to date.
    Raises `SourceError` where a file is not of this format, `LoadError` where the counts do not balance or another
    load is running, `WrongModel` where the database holds something else.
    """
    started = time.monotonic()
    prepare(client, purpose)
    with only_load(client):
        done = _begin(client, source, paths, as_of, version)
        for path in paths:
            _load_file(client, source, path, as_of or source.as_of(path), done, reports, report)
        done.account.check()
        _count(client, done)
        # What an earlier load left unlinked, because it was stopped or told to, is brought up to date as well.
        if relink and client.rows("unlinked_loads")[0]["count"]:
            done.linked = link(client, lambda step, number: report(Progress(f"reading affiliations of {step}", number)))
            client.write([(statement("mark_loads_linked"), {})])
        _write_load(client, done, {"finished": datetime.now(UTC), "state": "complete"})
    done.seconds = time.monotonic() - started
    return done


@contextmanager
def only_load(client: Client) -> Iterator[None]:
    """Hold the database for one load. Raises `LoadError`, naming it, where another one does."""
    try:
        with client.held("lock_for_load", _LOCK_WAIT_SECONDS):
            yield
    except TimedOut as error:
        running = [row["properties"] for row in client.rows("loads") if row["properties"]["state"] == "running"]
        who = ", ".join(f"{one['id']} ({one['source']}, since {one['started']:%Y-%m-%d %H:%M})" for one in running)
        raise LoadError(
            f"Another load holds this database: {who or 'unknown'}; run this one when it has ended."
        ) from error


def _begin(client: Client, source: Source, paths: Sequence[Path], as_of: date | None, version: str) -> LoadReport:
    # We hold the lock, so a load that says it is running was stopped.
    client.write([(statement("end_stopped_loads"), {})])
    number = client.rows("load_numbers")[0]["last"] + 1
    files = [file for path in paths for file in source.files(path)]
    done = LoadReport(f"load-{number}", source.id, [file.name for file in files])
    dates = [day for path in paths if (day := as_of or source.as_of(path))]
    properties = {
        "source": source.id,
        "files": done.files,
        "sha256": [sha256_of(file) for file in files],
        "licence": source.licence,
        "as_of": max(dates, default=None),
        "started": datetime.now(UTC),
        "state": "running",
        "version": version,
    }
    _write_load(client, done, properties)
    return done


def _count(client: Client, done: LoadReport) -> None:
    account = done.account
    counts = {
        "read": account.read,
        "written": account.written,
        "unchanged": account.unchanged,
        "merged": account.merged,
        "rejected": account.rejected,
    }
    changed = account.written + account.merged + done.closed > 0
    _write_load(client, done, {**counts, "linked": None if changed else True})


def _write_load(client: Client, done: LoadReport, properties: dict[str, Any]) -> None:
    batch = Batch()
    batch.nodes("Load", [{"key": done.id, "properties": properties}])
    batch.commit(client)


def sha256_of(path: Path) -> str:
    """Checksum of a file, as `Load` keeps it. Raises `SourceError` where the file cannot be read."""
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise SourceError(f"{path} cannot be read ({error.strerror}): check the path and its permissions.") from error


def _load_file(
    client: Client, source: Source, path: Path, as_of: date | None, done: LoadReport, reports: Path, report: Report
) -> None:
    account = done.account
    papers = PaperWriter(client, done.id, precedence)
    nodes = NodeWriter(client, done.id, precedence, source.complete)
    before = account.read

    with _Sidecar(reports, done.id, "rejected") as rejects, _Sidecar(reports, done.id, "notes") as notes:
        entries: list[Row] = []
        lists: set[str] = set()
        for rows in chunks(_counted(source.read(path), rejects, notes, done)):
            by_kind: dict[type[Record], list[Row]] = {}
            for row in rows:
                by_kind.setdefault(type(row.record), []).append(row)
            entries += by_kind.pop(Designation, [])
            lists |= {row.record.id for row in rows if isinstance(row.record, ControlList)}
            for kind, same in by_kind.items():
                stamped = [(row.record, _stamp(source, row, as_of)) for row in same]
                writer = papers if kind is Paper else nodes
                outcomes = writer.write(stamped)  # type: ignore[arg-type]
                for row, outcome in zip(same, outcomes, strict=True):
                    if _counts(row):
                        account.add(outcome)
            report(Progress(path.name, account.read - before, account.rejected))
        _write_entries(nodes, entries, source, as_of, account)
    done.rejected_file = rejects.path or done.rejected_file
    done.notes_file = notes.path or done.notes_file
    if as_of and lists:
        whole = source.complete and rejects.path is None and account.read - before >= (source.floor or 0)
        _date_lists(client, lists, entries, as_of, done, whole)
    done.conflicts += papers.conflicts


def _write_entries(
    nodes: NodeWriter, rows: Sequence[Row], source: Source, as_of: date | None, account: Account
) -> None:
    """List entries are joined over the whole file first: rows with one key are one designation."""
    records = [replace(row.record, rows=(row.line,)) for row in rows if isinstance(row.record, Designation)]
    joined = join_entries(records)
    account.add("merged", len(records) - len(joined))
    stamp = Stamp.of(source.id, as_of)
    for chunk in chunks(joined):
        for outcome in nodes.write([(record, stamp) for record in chunk]):
            account.add(outcome)


def _date_lists(
    client: Client, lists: set[str], rows: Sequence[Row], as_of: date, done: LoadReport, whole: bool
) -> None:
    """Note which day each list is now known for. A newer `whole` file closes the entries that it no longer has.

    A file with rejected records or fewer than its source's floor is not whole: what it lacks may be what was refused.
    """
    present: dict[str, list[str]] = {id: [] for id in lists}
    for row in rows:
        if isinstance(row.record, Designation):
            present.setdefault(row.record.list, []).append(row.record.id)
    newest = {row["id"]: row["as_of"] for row in client.rows("list_file_dates")}
    for list_id, ids in sorted(present.items()):
        previous = newest.get(list_id)
        if previous is None or previous >= as_of:
            continue
        if whole:
            parameters = {"list": list_id, "present": ids, "previous": previous, "as_of": as_of}
            done.closed += client.write([(statement("close_entries"), parameters)])[0][0]["closed"]
        else:
            done.notes[f"{list_id}: the file is not whole, so nothing that it lacks was closed"] += 1
    client.write([(statement("list_dates"), {"lists": sorted(present), "as_of": as_of})])


def _counts(row: Row) -> bool:
    """Whether a row is one of the publisher's records, and not a by-product of reading them."""
    return not row.side and not isinstance(row.record, ControlList)


def _stamp(source: Source, row: Row, as_of: date | None) -> Stamp:
    # What is only mentioned along the way must not take the place of the source's own record of it.
    name = f"{source.id} (mentioned)" if row.side else source.id
    return Stamp.of(name, getattr(row.record, "as_of", None) or as_of)


def _counted(items: Iterator[Row | Rejected], rejects: _Sidecar, notes: _Sidecar, done: LoadReport) -> Iterator[Row]:
    account = done.account
    for item in items:
        if isinstance(item, Rejected):
            account.read += 1
            account.add(REJECTED)
            account.reasons[f"{item.field}: {item.reason}"] += 1
            rejects.write(msgspec.to_builtins(item))
            continue
        account.read += _counts(item)
        for note in item.notes:
            done.notes[note] += 1
            notes.write({"line": item.line, "note": note})
        yield item


class _Sidecar:
    """A file beside the report; made when the first line comes."""

    def __init__(self, folder: Path, load_id: str, kind: str) -> None:
        self._folder = folder
        self._name = f"{datetime.now(UTC):%Y%m%dT%H%M%SZ}-{load_id}-{kind}.jsonl"
        self._stream: IO[str] | None = None
        self.path: Path | None = None

    def __enter__(self) -> _Sidecar:
        return self

    def __exit__(self, *_: object) -> None:
        if self._stream:
            self._stream.close()

    def write(self, line: dict[str, Any]) -> None:
        if self._stream is None:
            self._folder.mkdir(parents=True, exist_ok=True)
            self.path = self._folder / self._name
            self._stream = self.path.open("a", encoding="utf-8")
        self._stream.write(json.dumps(line, ensure_ascii=False) + "\n")
