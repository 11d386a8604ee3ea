"""The files of a load as pieces that are read at once: parts of a folder, and parts of one large file of lines.

A large file is unpacked and cut by one process, while the others parse what was cut.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import IO

from loader import reading
from loader.parts import parts_of
from loader.records import Rejected
from loader.source import Source

#: Files of fewer bytes are not worth the copy; a piece has about so many, unpacked.
_LARGE, _PIECE = 16 << 20, 32 << 20


@dataclass(frozen=True, slots=True)
class File:
    """A file or folder to read, for one of the loads."""

    source: Source
    load: int
    path: Path
    as_of: date | None


@dataclass(frozen=True, slots=True)
class Piece:
    """What one process reads to the end: the `number`th of all pieces, by files and lines, of the `file`th file."""

    number: int
    file: int
    path: Path
    #: whether it is a copy, to be removed once it is read
    copy: bool = False
    #: lines of the file before it
    before: int = 0
    #: where the file breaks off after it
    broken: Rejected | None = None


def pieces(files: Sequence[File], folder: Path) -> Iterator[Piece]:
    """The pieces of all files; copies are put into `folder` as they are asked for."""
    number = 0
    for at, file in enumerate(files):
        for path, copy, before, broken in _of(file, folder / f"piece.{at}"):
            yield Piece(number, at, path, copy, before, broken)
            number += 1


_Cut = tuple[Path, bool, int, Rejected | None]


def _of(file: File, name: Path) -> Iterator[_Cut]:
    if file.path.is_dir():
        # Where works were merged, the folder says so as a whole.
        whole = any(file.path.rglob("merged_ids"))
        yield from ((path, False, 0, None) for path in ([file.path] if whole else parts_of(file.path)))
    elif file.source.may_begin and file.path.stat().st_size >= _LARGE:
        yield from _cut(file, name)
    else:
        yield file.path, False, 0, None


def _cut(file: File, name: Path) -> Iterator[_Cut]:
    may_begin = file.source.may_begin
    assert may_begin is not None
    with reading.open_bytes(file.path) as stream:
        rest = _line(stream)
        if not isinstance(rest, bytes) or not may_begin(rest.removeprefix(reading.BOM)):
            # Not of lines, or not of this format: reading it says so.
            yield file.path, False, 0, None
            return
        before = place = 0
        broken: Rejected | None = None
        while rest and broken is None:
            path, lines = name.with_name(f"{name.name}.{place}"), 0
            with path.open("wb") as copy:
                while rest and (copy.tell() < _PIECE or not may_begin(rest)):
                    lines += copy.write(rest) > 0
                    found = _line(stream)
                    if isinstance(found, Rejected):
                        broken = Rejected(before + lines + 1, found.field, found.reason)
                        break
                    rest = found
            yield path, True, before, broken
            before, place = before + lines, place + 1


def _line(stream: IO[bytes]) -> bytes | Rejected:
    """The next line; nothing at the end, a refusal where the file breaks off."""
    try:
        return stream.readline()
    except reading.BrokenGzip as error:
        return reading.breaks_off(0, error)
