"""Run records as JSON lines in the user's folder: plain, append-only, readable without this tool."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import msgspec
from filelock import FileLock

from cypher.errors import UsageError
from tiegraph import settings
from tiegraph.runs.record import Run

_LAST = "last"


def path() -> Path:
    """The file of all runs."""
    return settings.home() / "runs.jsonl"


def append(run: Run) -> None:
    """Write a record at the end. Raises OSError where the folder cannot be written to."""
    file = path()
    file.parent.mkdir(parents=True, exist_ok=True)
    line = msgspec.json.encode(run) + b"\n"
    with FileLock(f"{file}.lock"):
        # Rows can name persons: the file is its owner's alone.
        descriptor = os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        with os.fdopen(descriptor, "ab") as out:
            if out.tell() and not _ends(file):
                # What a stopped writer left stays on a line of its own.
                out.write(b"\n")
            out.write(line)


def runs() -> Iterator[Run]:
    """All runs, oldest first. A line that is no record is left out: another version, or a writer that was stopped."""
    file = path()
    if not file.is_file():
        return
    with file.open("rb") as lines:
        for line in lines:
            try:
                yield msgspec.json.decode(line, type=Run)
            except (msgspec.DecodeError, UnicodeDecodeError):
                continue


def find(id: str) -> Run:
    """The run whose id begins so; `last` is the newest. Raises `UsageError` where there is none, or are several."""
    found = list(runs())
    if id == _LAST and found:
        return found[-1]
    fitting = [one for one in found if one.id == id] or [one for one in found if one.id.startswith(id)]
    if len(fitting) == 1:
        return fitting[0]
    if not fitting:
        raise UsageError(f"There is no run {id!r}: `tiegraph runs` lists them.")
    raise UsageError(f"{len(fitting)} runs begin with {id!r}: give more of the id, such as {fitting[-1].id}.")


def _ends(file: Path) -> bool:
    with file.open("rb") as lines:
        lines.seek(-1, os.SEEK_END)
        return lines.read(1) == b"\n"
