"""The files of one load: read, and written batch by batch, with an account of every record."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import msgspec
from msgspec.structs import replace

from cypher.client import Client
from loader.account import REJECTED
from loader.list_file import ListFile, ListWriter
from loader.load_report import LoadReport
from loader.merging import Stamp
from loader.node_writer import NodeWriter
from loader.paper_writer import PaperWriter
from loader.pipeline import Pipeline
from loader.progress import Progress, Report, Share
from loader.reading import shown
from loader.records import ControlList, Designation, Paper, Record, Rejected, Row
from loader.refused import why
from loader.sidecar import Sidecar
from loader.source import Source
from loader.sources import is_authority, precedence
from loader.writing import chunks


class LoadFiles:
    """The files of one load, one after the other."""

    def __init__(
        self,
        client: Client,
        source: Source,
        done: LoadReport,
        rejects: Sidecar,
        notes: Sidecar,
        report: Report,
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

    def write(self, paths: Sequence[Path], days: Sequence[date | None]) -> None:
        share = Share([file for path in paths for file in self._source.files(path)])
        account = self._done.account
        for number, (path, as_of) in enumerate(zip(paths, days, strict=True), 1):
            if self._source.kind == "lists" and as_of:
                self._lists(path, as_of)
                continue
            for rows in chunks(self._counted(path)):
                self._rows(rows, as_of, path.name)
                self._report(Progress(path.name, account.read, account.rejected, number, len(paths), share.now()))

    def _rows(self, rows: Sequence[Row], as_of: date | None, file: str) -> None:
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
            self._rows(rows[:middle], as_of, file)
            self._rows(rows[middle:], as_of, file)
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
