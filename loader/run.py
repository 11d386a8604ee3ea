"""A load run: read a publisher's files, write them, account for every record, bring the links up to date."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from cypher.client import Client, TimedOut
from cypher.errors import TiegraphError, UsageError
from cypher.schema import prepare
from cypher.statements import statement
from loader.errors import LoadError, SourceError
from loader.garbage import seldom
from loader.link import NOTHING, Beside, link
from loader.load_files import LoadFiles
from loader.load_report import LoadReport, counts_of
from loader.pipeline import Pipeline
from loader.progress import Progress, Report
from loader.refused import ended_by_the_server, writes_nothing
from loader.resolver_rules import is_outdated
from loader.sidecar import Sidecar
from loader.source import Source
from loader.writing import Batch

_LOCK_WAIT_SECONDS = 5.0


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
    days = [day_of(source, path, as_of) for path in paths]
    with ended_by_the_server(), seldom(), ExitStack() as stack:
        prepare(client, purpose)
        stack.enter_context(only_load(client))
        done = begin(client, source, paths, days, version)
        try:
            with (
                Sidecar(reports, done.id, "rejected") as rejects,
                Sidecar(reports, done.id, "notes") as notes,
                Pipeline() as pipeline,
            ):
                files = LoadFiles(client, source, done, rejects, notes, report, allow_shrink, pipeline)
                files.write(paths, days)
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
        except BaseException as error:
            # Of one that nothing could be written of, the next load says that it was stopped.
            if not writes_nothing(error):
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
