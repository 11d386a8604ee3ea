"""A bulk load: papers of several sources into a folder of tables, from which `neo4j-admin` makes the database.

What the database holds already (registries, lists) is taken along. Links are made while the tables are written, by the
same rules as after any other load; `finish` does the rest once the new database is up.
"""

from __future__ import annotations

import json
import shutil
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from cypher.client import Client
from cypher.errors import TiegraphError, UsageError
from cypher.schema import prepare
from cypher.statements import statement
from loader.account import REJECTED
from loader.bulk import steps
from loader.bulk.groups import Groups
from loader.bulk.mentions import Mentions
from loader.bulk.pieces import File, Piece, pieces
from loader.bulk.pool import each
from loader.bulk.spool import Spooled
from loader.bulk.spread import PIECES
from loader.bulk.steps import Frames, Plan
from loader.bulk.stored import check_without_papers, write_stored
from loader.bulk.tables import Tables, arguments
from loader.bulk.works import Written
from loader.errors import LoadError
from loader.garbage import seldom
from loader.link import Beside, Linked, link, link_entries, link_papers
from loader.load_report import LoadReport, counts_of
from loader.node_writer import NodeWriter
from loader.progress import Progress, Report, Share
from loader.resolve import Body, Index
from loader.resolve.store import kept_index
from loader.run import begin, day_of, give_up, only_load
from loader.sidecar import Sidecar
from loader.source import Source
from loader.sources import precedence
from loader.writing import chunks

#: Frames of one task: some five thousand papers, a second or two of work.
_FRAMES = 10


@dataclass(frozen=True, slots=True)
class Part:
    """Files of one source, which are one load."""

    source: Source
    paths: Sequence[Path]
    as_of: date | None = None


@dataclass
class Bulk:
    """A folder of tables, what `neo4j-admin` is to be called with, and the loads that are complete with it.

    `linked` counts each affiliation string as often as it is printed.
    """

    folder: Path
    arguments: list[str]
    loads: list[LoadReport]
    linked: Linked
    index: Index


def can_be_bulk(source: Source) -> bool:
    """Whether the papers of this source can be loaded in bulk; the other sources are small and go the usual way."""
    return source.kind == "papers"


def write_folder(
    client: Client,
    parts: Sequence[Part],
    folder: Path,
    *,
    reports: Path,
    version: str,
    purpose: str,
    beside: Beside,
    processes: int,
    report: Report,
) -> Bulk:
    """Read the files and write the tables of the whole new database into `folder`, which is made, or emptied.

    The database keeps what it holds. Raises `UsageError` for a source that is not of papers, `LoadError` where the
    database holds papers or the disk is full, and what `loader.run.load` raises.
    """
    began = time.monotonic()
    for part in parts:
        if not can_be_bulk(part.source):
            raise UsageError(f"{part.source.id} cannot be loaded in bulk: load it first, without --bulk.")
    prepare(client, purpose)
    check_without_papers(client)
    with only_load(client), seldom():
        days = [[day_of(part.source, path, part.as_of) for path in part.paths] for part in parts]
        loads = [begin(client, one.source, one.paths, day, version) for one, day in zip(parts, days, strict=True)]
        try:
            _empty(folder)
            files = [
                File(part.source, number, path, day)
                for number, part in enumerate(parts)
                for path, day in zip(part.paths, days[number], strict=True)
            ]
            plan = Plan(folder, folder / "work", files, [one.id for one in loads], precedence)
            bulk = _Writer(client, plan, loads, reports, processes, report).write(beside)
            shutil.rmtree(plan.work)
        except BaseException as error:
            for one in loads:
                with suppress(TiegraphError):
                    give_up(client, one)
            if isinstance(error, OSError):
                raise LoadError(
                    f"The tables cannot be written in {folder} ({error.strerror}): make room there, or name another "
                    "folder with --tables."
                ) from error
            raise
    for one in bulk.loads:
        one.seconds = time.monotonic() - began
    return bulk


def finish(client: Client, *, purpose: str, beside: Beside, report: Report, index: Index | None = None) -> Linked:
    """Make the constraints and indexes of a database that tables became, and join what needs the whole of it.

    `index`: what the strings were read with, where the entries' links are of the same run and need not be made anew.
    """
    report(Progress("constraints and full-text indexes", 0))
    prepare(client, purpose)

    def told(step: str, number: int) -> None:
        report(Progress(f"reading affiliations of {step}", number))

    with only_load(client):
        linked = link(client, told, beside) if index is None else link_papers(client, index, Linked(), told, beside)
        client.write([(statement("mark_loads_linked"), {})])
    return linked


def _ended(done: LoadReport) -> dict[str, Any]:
    return {**counts_of(done.account), "finished": datetime.now(UTC), "state": "complete"}


def _empty(folder: Path) -> None:
    """Only a folder of tables is emptied: another one may be named by mistake."""
    if folder.exists():
        if any(folder.iterdir()) and not (folder / "work").exists() and not any(folder.glob("*-header.csv")):
            raise UsageError(f"{folder} holds something else than tables of an import: name an empty or a new folder.")
        shutil.rmtree(folder)
    (folder / "work").mkdir(parents=True, mode=0o700)


class _Writer:
    """The steps of one bulk load, in their order."""

    def __init__(
        self,
        client: Client,
        plan: Plan,
        loads: list[LoadReport],
        reports: Path,
        processes: int,
        report: Report,
    ) -> None:
        self._client = client
        self._plan = plan
        self._loads = loads
        self._mentions = [Mentions() for _ in loads]
        self._reports = reports
        self._processes = processes
        self._report = report
        self._written = Written()

    def write(self, beside: Beside) -> Bulk:
        read = self._read()
        spooled = [one for _, one in read]
        for number, done in enumerate(self._loads):
            own = [one for piece, one in read if self._plan.files[piece.file].load == number]
            self._account(done, own, self._mentions[number])
        self._mentions.clear()
        groups = Groups(self._plan.work, [one.papers for one in spooled])
        linked = Linked()
        self._plan.index = link_entries(self._client, beside, linked, self._indexed)
        self._works(spooled, groups)
        people = self._people()
        for number, done in enumerate(self._loads):
            for (load, outcome), times in self._written.outcomes.items():
                if load == number:
                    done.account.add(outcome, times)
            done.conflicts += [text for load, text in self._written.conflicts if load == number]
            done.account.check()
        tables = Tables(self._plan.folder, "stored")
        self._written.shared.write(tables, self._plan.loads)
        write_stored(self._client, tables, {done.id: _ended(done) for done in self._loads})
        breaks = tables.flush() or self._written.breaks or people
        linked.papers, linked.strings = self._written.papers, self._written.strings
        linked.resolved_strings = self._written.strings_read
        return Bulk(self._plan.folder, arguments(self._plan.folder, breaks), self._loads, linked, self._plan.index)

    def _each(self, step: Any, tasks: Any) -> Iterator[tuple[Any, Any]]:
        steps.begin(self._plan)
        return each(step, tasks, self._processes)

    def _indexed(self, bodies: Sequence[Body], folder: Path | None, similar: bool) -> Index:
        """As `kept_index`; a process of its own builds it: what building leaves in memory would stay in all others."""
        if folder and self._processes > 1:
            for _ in each(steps.keep_index, [(bodies, folder, similar)], self._processes):
                pass
        return kept_index(bodies, folder, similar)

    def _read(self) -> list[tuple[Piece, Spooled]]:
        found: dict[int, tuple[Piece, Spooled]] = {}
        share = Share([part for file in self._plan.files for part in file.source.files(file.path)])
        #: by file: how many of its pieces are being read
        reading: Counter[int] = Counter()
        records = refused = 0

        def begun() -> Iterator[Piece]:
            for piece in pieces(self._plan.files, self._plan.work):
                reading[piece.file] += 1
                yield piece

        for piece, one in self._each(steps.read_piece, begun()):
            found[piece.number] = piece, one
            records, refused = records + one.read, refused + one.rejected
            mentions = self._mentions[self._plan.files[piece.file].load]
            mentions.add(piece.file, piece.number, one.mentions)
            one.mentions = []
            reading[piece.file] -= 1
            if not reading[piece.file] and piece.file < max(reading):
                mentions.close(piece.file)
            if not piece.copy:
                share.add(piece.path)
            self._report(Progress("read", records, refused, share=share.now()))
        return [found[number] for number in sorted(found)]

    def _account(self, done: LoadReport, files: Sequence[Spooled], mentions: Mentions) -> None:
        """What reading told, and the institutions beside the papers, which are few."""
        writer = NodeWriter(self._client, done.id, precedence)
        for file in files:
            done.account.read += file.read
            done.account.add(REJECTED, file.rejected)
            done.account.reasons += file.reasons
            done.notes += file.notes
            for batch in chunks(file.institutions):
                for outcome in writer.write(batch):
                    done.account.add(outcome)
        for batch in chunks(mentions):
            writer.write(batch)
        done.rejected_file = self._sidecar(done.id, "rejected", files)
        done.notes_file = self._sidecar(done.id, "notes", files)

    def _sidecar(self, load: str, kind: str, files: Sequence[Spooled]) -> Path | None:
        with Sidecar(self._reports, load, kind) as kept:
            for path in (file.sidecars.get(kind) for file in files):
                if path:
                    with path.open(encoding="utf-8") as stream:
                        for line in stream:
                            kept.write(json.loads(line))
        return kept.path

    def _works(self, spooled: Sequence[Spooled], groups: Groups) -> None:
        for step, tasks in ((steps.write_alone, _tasks(spooled, groups)), (steps.write_together, range(PIECES))):
            for _, written in self._each(step, tasks):
                self._written.join(written)
                self._report(Progress("written as tables", self._written.papers))
        for one in spooled:
            one.path.unlink()

    def _people(self) -> bool:
        """Write the people; whether a field goes over several lines."""
        written, breaks = 0, False
        for _, (number, broken) in self._each(steps.write_persons, range(PIECES)):
            written, breaks = written + number, breaks or broken
            self._report(Progress("people", written))
        return breaks


def _tasks(spooled: Sequence[Spooled], groups: Groups) -> Iterator[Frames]:
    before = 0
    for number, file in enumerate(spooled):
        place = 0
        for at in range(0, len(file.frames), _FRAMES):
            part = file.frames[at : at + _FRAMES]
            after = file.frames[at + _FRAMES : at + _FRAMES + 1]
            size = sum(records for _, records in part)
            stop = after[0][0] if after else None
            yield Frames(file.path, part[0][0], stop, before + place, tuple(groups.of_frame(number, place, size)))
            place += size
        before += file.papers
