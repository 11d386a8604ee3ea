"""A load run: read a publisher's files, write them, account for every record, bring the links up to date."""

from __future__ import annotations

import hashlib
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import Any

import msgspec
from msgspec.structs import replace

from cypher.client import Client, ConnectionFailed, TimedOut
from cypher.errors import TiegraphError, UsageError
from cypher.schema import prepare
from cypher.statements import statement
from loader.account import REJECTED, Account
from loader.errors import LoadError, SourceError
from loader.garbage import seldom
from loader.link import NOTHING, Beside, Linked, link
from loader.list_file import ListFile, ListWriter
from loader.merging import Stamp
from loader.node_writer import NodeWriter
from loader.paper_writer import PaperWriter
from loader.pipeline import Pipeline
from loader.progress import Progress, Report, Share
from loader.reading import shown
from loader.records import ControlList, Designation, Paper, Record, Rejected, Row
from loader.refused import server_stopped, why
from loader.resolver_rules import is_outdated
from loader.sidecar import Sidecar
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
    #: list entries that the file writes differently from before: the id kept, and the one that their name would make
    renamed: list[tuple[str, str]] = field(default_factory=list)
    #: what files mean for their lists that are not the newest whole ones, in sentences
    means: list[str] = field(default_factory=list)
    linked: Linked = field(default_factory=Linked)
    seconds: float = 0.0


def is_authority(source: str) -> bool:
    """Whether a source's files are those of the authority of their lists, and whole."""
    return source in SOURCES and bool(SOURCES[source].complete)


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
    allow_shrink: bool = False,
    report: Report = lambda progress: None,
    beside: Beside = NOTHING,
) -> LoadReport:
    """Load files of one source. Loading the same file again changes nothing; a stopped load goes on when run again.

    `reports` is the folder for rejected records; `as_of` is the day the files speak for where they do not say it.
    With `relink=False` the links are left for a later load (or `loader.link.link`) to bring up to date.
    `beside` holds the user's judgements, which win over the resolver's scores.
    With `allow_shrink` a list's file is taken that has far fewer entries than it should (`loader.list_file`).
    Raises `UsageError` where a list's file has no day, or another than `as_of`, `SourceError` where a file is not of
    this format, `Shrunk`, `LoadError` where the counts do not balance or another load is running, `WrongModel` where
    the database holds something else.
    """
    started = time.monotonic()
    prepare(client, purpose)
    days = [day_of(source, path, as_of) for path in paths]
    with only_load(client), seldom():
        done = begin(client, source, paths, days, version)
        try:
            with (
                Sidecar(reports, done.id, "rejected") as rejects,
                Sidecar(reports, done.id, "notes") as notes,
                Pipeline() as pipeline,
            ):
                run = _Run(client, source, done, rejects, notes, report, allow_shrink, pipeline)
                run.files(paths, days)
                # What is refused is known once it was written.
                pipeline.settle()
                done.rejected_file, done.notes_file = rejects.path, notes.path
            done.account.check()
            _count(client, done)
            # What an earlier load left unlinked, because it was stopped or told to, is brought up to date as well.
            corrected = client.rows("model_version")[0]["corrections"] != beside.corrections.sha256
            if relink and (corrected or is_outdated(client) or client.rows("unlinked_loads")[0]["count"]):
                done.linked = link(
                    client, lambda step, n: report(Progress(f"reading affiliations of {step}", n)), beside
                )
                client.write([(statement("mark_loads_linked"), {})])
        except ConnectionFailed as error:
            # The next load says of this one that it was stopped.
            raise LoadError(
                f"{done.id} was stopped: {error} What it had written stays: run the same command again, it goes on."
            ) from error
        except BaseException as error:
            if server_stopped(error):
                raise LoadError(
                    f"{done.id} was stopped: {error} What it had written stays: make room where the disk of the server "
                    "is full, start the server anew, and run the same command again; it goes on."
                ) from error
            with suppress(TiegraphError):
                give_up(client, done)
            raise
        _write_load(client, done, {"finished": datetime.now(UTC), "state": "complete"})
        client.write([(statement("supersede_stopped"), {"load": done.id})])
    done.seconds = time.monotonic() - started
    return done


def give_up(client: Client, done: LoadReport) -> None:
    """A load that wrote nothing leaves no trace; one that did can be run again."""
    account = done.account
    batch = Batch()
    if account.written or account.merged:
        batch.nodes("Load", [{"key": done.id, "properties": {"state": "stopped"}}])
    else:
        batch.remove_nodes("Load", [done.id])
    batch.commit(client)


def day_of(source: Source, path: Path, as_of: date | None) -> date | None:
    """The day a file speaks for. Lists must have one: without it nothing can be said to begin or end."""
    own = source.as_of(path)
    if own and as_of and own != as_of:
        raise UsageError(f"{path.name} speaks for {own}, not for {as_of}: leave --as-of out.")
    if source.kind == "lists" and not (own or as_of):
        raise UsageError(
            f"{path.name} does not say which day it speaks for: add --as-of YYYY-MM-DD (or a DATES.csv beside it)."
        )
    return own or as_of


@contextmanager
def only_load(client: Client) -> Iterator[None]:
    """Hold the database for one load. Raises `LoadError`, naming it, where another one does."""
    with ExitStack() as stack:
        try:
            stack.enter_context(client.held("lock_for_load", _LOCK_WAIT_SECONDS))
        except TimedOut as error:
            running = [row["properties"] for row in client.rows("loads") if row["properties"]["state"] == "running"]
            who = ", ".join(f"{one['id']} ({one['source']}, since {one['started']:%Y-%m-%d %H:%M})" for one in running)
            raise LoadError(
                f"Another load holds this database: {who or 'unknown'}; run this one when it has ended."
            ) from error
        yield


def begin(
    client: Client, source: Source, paths: Sequence[Path], days: Sequence[date | None], version: str
) -> LoadReport:
    """Put down that a load runs; its report, still empty."""
    # We hold the lock, so a load that says it is running was stopped.
    client.write([(statement("end_stopped_loads"), {})])
    number = client.rows("load_numbers")[0]["last"] + 1
    files = [file for path in paths for file in source.files(path)]
    done = LoadReport(f"load-{number}", source.id, [file.name for file in files])
    properties = {
        "source": source.id,
        "files": done.files,
        "sha256": [sha256_of(file) for file in files],
        "licence": source.licence,
        "as_of": max((day for day in days if day), default=None),
        "started": datetime.now(UTC),
        "state": "running",
        "version": version,
    }
    _write_load(client, done, properties)
    return done


def _count(client: Client, done: LoadReport) -> None:
    changed = done.account.written + done.account.merged + done.closed > 0
    _write_load(client, done, {**counts_of(done.account), "linked": None if changed else True})


def counts_of(account: Account) -> dict[str, int]:
    """An account as `Load` keeps it."""
    return {
        "read": account.read,
        "written": account.written,
        "unchanged": account.unchanged,
        "merged": account.merged,
        "rejected": account.rejected,
    }


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


class _Run:
    """The files of one load, one after the other."""

    def __init__(
        self,
        client: Client,
        source: Source,
        done: LoadReport,
        rejects: Sidecar,
        notes: Sidecar,
        report: Callable[[Progress], None],
        allow_shrink: bool,
        pipeline: Pipeline,
    ) -> None:
        self._client = client
        self._source = source
        self._done = done
        self._rejects = rejects
        self._notes = notes
        self._report = report
        self._allow_shrink = allow_shrink
        self._pipeline = pipeline
        self._papers = PaperWriter(client, done.id, precedence, pipeline, done.conflicts)
        self._nodes = NodeWriter(client, done.id, precedence)

    def files(self, paths: Sequence[Path], days: Sequence[date | None]) -> None:
        share = Share([file for path in paths for file in self._source.files(path)])
        account = self._done.account
        for number, (path, as_of) in enumerate(zip(paths, days, strict=True), 1):
            if self._source.kind == "lists" and as_of:
                self._lists(path, as_of)
                continue
            for rows in chunks(self._counted(path)):
                self._write(rows, as_of, path.name)
                self._report(Progress(path.name, account.read, account.rejected, number, len(paths), share.now()))

    def _write(self, rows: Sequence[Row], as_of: date | None, file: str) -> None:
        by_kind: dict[type[Record], list[Row]] = {}
        for row in rows:
            by_kind.setdefault(type(row.record), []).append(row)
        for kind, same in by_kind.items():
            stamped: list[Any] = [(row.record, stamp_of(self._source, row, as_of)) for row in same]
            account = partial(self._account, same)
            otherwise = partial(self._in_parts, same, as_of, file)
            if kind is Paper:
                self._papers.write(stamped, account, otherwise)
            else:
                # A later record of an institution must find the earlier one.
                self._pipeline.wait_for({NodeWriter})
                self._pipeline.run(partial(self._nodes.write, stamped), {NodeWriter}, account, otherwise)

    def _in_parts(self, rows: Sequence[Row], as_of: date | None, file: str, error: BaseException) -> None:
        """Write the halves of a batch that the database refused; a row alone is rejected with the database's reason."""
        if len(rows) > 1:
            middle = len(rows) // 2
            self._write(rows[:middle], as_of, file)
            self._write(rows[middle:], as_of, file)
            return
        row = rows[0]
        refused = Rejected(row.line, "record", why(error), shown(msgspec.json.encode(row.record)))
        if row.side:
            self._done.notes[f"left out, {refused.reason}"] += 1
            self._notes.write({"file": file, "line": row.line, "note": refused.reason})
        else:
            self._reject(refused, file)

    def _reject(self, item: Rejected, file: str) -> None:
        self._done.account.add(REJECTED)
        self._done.account.reasons[f"{item.field}: {item.reason}"] += 1
        self._rejects.write({"file": file, **msgspec.to_builtins(item)})

    def _account(self, rows: Sequence[Row], outcomes: Sequence[str]) -> None:
        for row, outcome in zip(rows, outcomes, strict=True):
            if not row.side:
                self._done.account.add(outcome)

    def _lists(self, path: Path, as_of: date) -> None:
        """Lists are read to the end before anything is written: what a file lacks counts too."""
        account = self._done.account
        before, refused = account.read, account.rejected
        facts: list[ControlList] = []
        entries: list[Designation] = []
        for row in self._counted(path):
            if isinstance(row.record, ControlList):
                facts.append(row.record)
            elif isinstance(row.record, Designation):
                entries.append(replace(row.record, rows=(row.line,)))
                self._report(Progress(path.name, account.read - before, account.rejected))
        lists = {one.id for one in facts} | {entry.list for entry in entries}
        file = ListFile(
            path.name,
            as_of,
            entries,
            lists,
            complete=self._source.is_complete(path) and lists.isdisjoint(self._source.copies),
            read=account.read - before,
            rejected=account.rejected - refused,
        )
        writer = ListWriter(self._client, self._source, self._done.id, precedence, is_authority)
        if not self._allow_shrink:
            writer.check(file)
        if facts:
            stamp = Stamp.of(self._source.id, as_of)
            self._nodes.write([(one, stamp) for one in facts])
        written = writer.write(file, account)
        self._done.closed += written.closed
        self._done.renamed += written.renamed
        self._done.means += [f"{path.name}: {text}" for text in written.means]
        for note in written.notes:
            self._done.notes[note] += 1
            self._notes.write({"file": path.name, "note": note})
        for kept, printed in written.renamed:
            self._notes.write(
                {"file": path.name, "note": f"{kept} is written differently here ({printed}): kept as one"}
            )

    def _counted(self, path: Path) -> Iterator[Row]:
        account = self._done.account
        for item in self._source.read(path):
            if isinstance(item, Rejected):
                account.read += 1
                self._reject(item, path.name)
                continue
            account.read += _counts(item)
            for note in item.notes:
                self._done.notes[note] += 1
                self._notes.write({"file": path.name, "line": item.line, "note": note})
            yield item


def _counts(row: Row) -> bool:
    """Whether a row is one of the publisher's records, and not a by-product of reading them."""
    return not row.side and not isinstance(row.record, ControlList)


def stamp_of(source: Source, row: Row, as_of: date | None) -> Stamp:
    """Who says what a row holds, and for which day; `as_of` is the file's."""
    # What is only mentioned along the way must not take the place of the source's own record of it.
    name = f"{source.id} (mentioned)" if row.side else source.id
    return Stamp.of(name, getattr(row.record, "as_of", None) or as_of)
