"""Cases on disk: a folder each, with plain files that need no tool to be read.

`case.json` names it, `log.jsonl` has a line for each run, note and decision in the order in which they came,
`runs/` holds the run records and `evidence/` what they rest on. A case can name persons: it is its owner's alone.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

import msgspec
from filelock import FileLock
from msgspec import Struct

from cypher.errors import TiegraphError, UsageError
from cypher.parameters import nearest
from tiegraph import settings
from tiegraph.case.evidence import Evidence
from tiegraph.runs import Run

RUN, NOTE, DECISION = "run", "note", "decision"
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
Read = TypeVar("Read")


class CaseError(TiegraphError):
    """A case cannot be read or written."""


class About(Struct, frozen=True, kw_only=True):
    """What a case is called, and who opened it when (UTC)."""

    name: str
    title: str = ""
    by: str
    created: str


class Entry(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A line of a case's log. `text` is the note, what was decided, or the summary of the run."""

    kind: str
    #: day and time (UTC) at which it was written down
    at: str
    by: str
    text: str
    #: of a decision: the reasons, and the day on which it was taken
    why: str = ""
    on: str = ""
    #: what it is about, in the user's words
    about: str = ""
    #: id of the run that was added, or that it is about
    run: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """A case in its folder. All methods raise `CaseError` where a file cannot be read or written."""

    folder: Path
    about: About

    @property
    def name(self) -> str:
        return self.about.name

    def log(self) -> list[Entry]:
        """Everything that was put into it, in that order."""
        file = self.folder / "log.jsonl"
        lines = _bytes(file).splitlines() if file.is_file() else []
        return [_decoded(line, Entry, f"{file}, line {at}") for at, line in enumerate(lines, 1)]

    def runs(self) -> list[tuple[Run, Evidence]]:
        """The runs in the order in which they were added, each with its evidence."""
        ids = [one.run for one in self.log() if one.kind == RUN]
        return [(self._read("runs", id, Run), self._read("evidence", id, Evidence)) for id in ids]

    def add(self, run: Run, evidence: Evidence, by: str) -> None:
        """Keep a run with its evidence. Raises `UsageError` for a run that the case has."""
        if any(one.kind == RUN and one.run == run.id for one in self.log()):
            raise UsageError(f"The case {self.name} has run {run.id} already.")
        _write(self.folder / "runs" / f"{run.id}.json", run)
        _write(self.folder / "evidence" / f"{run.id}.json", evidence)
        self.put(Entry(kind=RUN, at=now(), by=by, text=run.summary, run=run.id))

    def put(self, entry: Entry) -> None:
        """Write a line into the log. Raises `UsageError` for a run that the case does not have."""
        known = [one.run for one in self.log() if one.kind == RUN]
        if entry.kind != RUN and entry.run and entry.run not in known:
            has = f"it has {', '.join(known)}" if known else "it has none yet"
            raise UsageError(f"The case {self.name} does not have run {entry.run!r}: {has}.")
        file = self.folder / "log.jsonl"
        try:
            with FileLock(f"{file}.lock"):
                descriptor = os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
                with os.fdopen(descriptor, "ab") as out:
                    out.write(msgspec.json.encode(entry) + b"\n")
        except OSError as error:
            raise CaseError(f"{file} could not be written: {error.strerror or error}.") from error

    def _read(self, kind: str, id: str, form: type[Read]) -> Read:
        file = self.folder / kind / f"{id}.json"
        return _decoded(_bytes(file), form, str(file))


def home() -> Path:
    """The folder of all cases."""
    return settings.home() / "cases"


def new(name: str, by: str, title: str = "") -> Case:
    """Open a case. Raises `UsageError` for a name that is taken or is none for a folder, `CaseError`."""
    if not _NAME.fullmatch(name) or name.endswith("."):
        raise UsageError(f"{name!r} is no name for a case: letters, digits, '.', '_' and '-', such as visit-2026-03.")
    folder = home() / name
    if folder.exists():
        raise UsageError(f"There is a case {name} already: choose another name.")
    about = About(name=name, title=title, by=by, created=now())
    try:
        for one in (folder, folder / "runs", folder / "evidence"):
            one.mkdir(parents=True, mode=0o700)
    except OSError as error:
        raise CaseError(f"{folder} could not be made: {error.strerror or error}.") from error
    _write(folder / "case.json", about)
    return Case(folder, about)


def cases() -> Iterator[Case]:
    """All cases by name."""
    for file in sorted(home().glob("*/case.json")):
        yield Case(file.parent, _decoded(_bytes(file), About, str(file)))


def find(name: str) -> Case:
    """The case of this name. Raises `UsageError` where there is none."""
    found = {one.name: one for one in cases()}
    if name not in found:
        known = nearest(name, found) if found else f"there is none yet: `tiegraph case new {name}`."
        raise UsageError(f"There is no case {name!r}; {known}")
    return found[name]


def now() -> str:
    """Day and time (UTC)."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def _write(file: Path, content: Struct) -> None:
    try:
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as out:
            out.write(msgspec.json.format(msgspec.json.encode(content), indent=1) + b"\n")
    except OSError as error:
        raise CaseError(f"{file} could not be written: {error.strerror or error}.") from error


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise CaseError(f"{file} could not be read: {error.strerror or error}.") from error


def _decoded(content: bytes, form: type[Read], where: str) -> Read:
    try:
        return msgspec.json.decode(content, type=form)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise CaseError(f"{where} is not as tiegraph wrote it: {error}.") from error
