"""Papers of a publisher's files, kept on disk between reading them and writing the tables."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from loader.bulk.groups import IdHashes
from loader.bulk.pieces import File, Piece
from loader.bulk.spread import write_frame
from loader.load_files import stamp_of
from loader.merging import Stamp
from loader.papers import ids_of
from loader.parts import one_part
from loader.records import Institution, Paper, Rejected, Row
from loader.sidecar import Sidecar

#: Records of one frame: what is read at once.
FRAME = 500


class Kept(Struct, array_like=True, gc=False):
    """A paper as read: by which load, in whose words, for which day."""

    load: int
    source: str
    as_of: date
    paper: Paper

    @property
    def stamp(self) -> Stamp:
        return Stamp(self.as_of, self.source)


DECODER: msgspec.msgpack.Decoder[list[Kept]] = msgspec.msgpack.Decoder(list[Kept])


@dataclass
class Spooled:
    """One file as read: its frames' beginnings on disk, and the account of its reading."""

    path: Path
    #: where each frame begins, and the records in it
    frames: list[tuple[int, int]] = field(default_factory=list)
    #: institutions beside the papers
    institutions: list[tuple[Institution, Stamp]] = field(default_factory=list)
    #: the piece's first mention of each that papers name
    mentions: list[tuple[Institution, Stamp]] = field(default_factory=list)
    read: int = 0
    rejected: int = 0
    reasons: Counter[str] = field(default_factory=Counter)
    notes: Counter[str] = field(default_factory=Counter)
    sidecars: dict[str, Path | None] = field(default_factory=dict)

    @property
    def papers(self) -> int:
        return sum(size for _, size in self.frames)


def spool(piece: Piece, file: File, folder: Path) -> Spooled:
    """Read one piece to the end. Raises `SourceError` where it is not of the source's format."""
    source, number, load = file.source, piece.number, file.load
    done = Spooled(folder / f"spool.{number}")
    hashes = IdHashes(folder, str(os.getpid()))
    held: list[Any] = []
    place = 0
    with (
        done.path.open("wb") as stream,
        Sidecar(folder, f"file-{number}", "rejected") as rejects,
        Sidecar(folder, f"file-{number}", "notes") as notes,
    ):
        name = file.path.name
        for item in _items(piece, file):
            if isinstance(item, Rejected):
                done.read += 1
                done.rejected += 1
                done.reasons[f"{item.field}: {item.reason}"] += 1
                told = {"file": name, **msgspec.to_builtins(item), "line": item.line + piece.before}
                rejects.write(told)
                continue
            done.read += not item.side
            for note in item.notes:
                done.notes[note] += 1
                notes.write({"file": name, "line": item.line + piece.before, "note": note})
            record, stamp = item.record, stamp_of(source, item, file.as_of)
            if isinstance(record, Institution):
                (done.mentions if item.side else done.institutions).append((record, stamp))
            elif not isinstance(record, Paper):
                raise TypeError(f"{source.id} yields {type(record).__name__} beside papers")
            else:
                hashes.add(ids_of(record), number << 32 | place)
                place += 1
                held.append((load, stamp.source, stamp.as_of, record))
                if len(held) >= FRAME:
                    done.frames.append((stream.tell(), len(held)))
                    write_frame(stream, held)
                    held = []
        if held:
            done.frames.append((stream.tell(), len(held)))
            write_frame(stream, held)
    hashes.flush()
    if piece.copy:
        piece.path.unlink()
    done.sidecars = {"rejected": rejects.path, "notes": notes.path}
    return done


def _items(piece: Piece, file: File) -> Iterator[Row | Rejected]:
    if file.path.is_dir() and piece.path != file.path:
        yield from one_part(file.source.read, file.path, piece.path)
    else:
        yield from file.source.read(piece.path)
    if piece.broken:
        # Its line is that of the file.
        yield Rejected(piece.broken.line - piece.before, piece.broken.field, piece.broken.reason)
