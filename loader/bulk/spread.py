"""Items spread over files by their key, so that each file can be read whole: sorting in pieces, without a sort."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar
from zlib import crc32

import msgspec

T = TypeVar("T")

#: Files that keys are spread over: at fifty million items, one holds a hundred thousand.
PIECES = 512
_LENGTH = struct.Struct("<I")
_HELD = 64


def write_frame(stream: Any, items: list[Any]) -> None:
    """Append items to a file of frames."""
    content = msgspec.msgpack.encode(items)
    stream.write(_LENGTH.pack(len(content)) + content)


def frames(path: Path, start: int = 0, stop: int | None = None) -> Iterator[bytes]:
    """The frames of a file between two of their beginnings."""
    with path.open("rb") as stream:
        stream.seek(start)
        while (stop is None or stream.tell() < stop) and (head := stream.read(_LENGTH.size)):
            yield stream.read(_LENGTH.unpack(head)[0])


class Spread:
    """What one process spreads: files `<name>.<piece>.<part>` in `folder`."""

    def __init__(self, folder: Path, name: str, part: str) -> None:
        self._folder = folder
        self._name = name
        self._part = part
        self._held: list[list[Any]] = [[] for _ in range(PIECES)]

    def add(self, key: str, item: Any) -> None:
        number = crc32(key.encode()) % PIECES
        held = self._held[number]
        held.append(item)
        if len(held) >= _HELD:
            self._flush(number)

    def flush(self) -> None:
        for number, held in enumerate(self._held):
            if held:
                self._flush(number)

    def _flush(self, number: int) -> None:
        with (self._folder / f"{self._name}.{number}.{self._part}").open("ab") as stream:
            write_frame(stream, self._held[number])
        self._held[number] = []


def gathered(folder: Path, name: str, piece: int, decoder: msgspec.msgpack.Decoder[list[T]]) -> Iterator[T]:
    """The items of one piece, of all processes; all that have one key are in one piece."""
    for path in sorted(folder.glob(f"{name}.{piece}.*")):
        for frame in frames(path):
            yield from decoder.decode(frame)
