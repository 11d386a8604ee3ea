"""Which records may be about one work, however many there are: eight bytes of memory a record.

Records that share the hash of an id are put into one group. Two works in one group by mistake, because hashes of two
ids happen to be equal, stay two: within a group the ids themselves are compared (`loader.paper_joining`).
"""

from __future__ import annotations

import hashlib
from array import array
from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

_BUCKETS = 64
_HELD = 1 << 14


class IdHashes:
    """Hashes of ids with the numbers of their records, written by one process."""

    def __init__(self, folder: Path, part: str) -> None:
        self._folder = folder
        self._part = part
        self._held = [array("Q") for _ in range(_BUCKETS)]

    def add(self, ids: Mapping[str, str], number: int) -> None:
        """A record and its ids. `number` is that of its file, times 2**32, and its place in it."""
        for name, value in ids.items():
            digest = int.from_bytes(hashlib.blake2b(f"{name}:{value}".encode(), digest_size=8).digest(), "little")
            held = self._held[digest % _BUCKETS]
            held.append(digest)
            held.append(number)
            if len(held) >= _HELD:
                self._flush(digest % _BUCKETS)

    def flush(self) -> None:
        for bucket in range(_BUCKETS):
            self._flush(bucket)

    def _flush(self, bucket: int) -> None:
        with (self._folder / f"ids.{bucket}.{self._part}").open("ab") as stream:
            self._held[bucket].tofile(stream)
        self._held[bucket] = array("Q")


class Groups:
    """The group of each record, by the first of its records. `sizes`: records of each file, in order."""

    def __init__(self, folder: Path, sizes: list[int]) -> None:
        self._first = np.concatenate([[0], np.cumsum(np.array(sizes, dtype=np.int64))]).astype(np.int64)
        self._parent = np.arange(self._first[-1], dtype=np.int64)
        self._shared = np.zeros(self._first[-1], dtype=np.bool_)
        for one, other in self._pairs(folder):
            self._join(one, other)

    def of_frame(self, file: int, place: int, size: int) -> list[int]:
        """For each of `size` records from `place` on: the number of its group, or -1 where it is alone."""
        begin = int(self._first[file]) + place
        groups = np.full(size, -1, dtype=np.int64)
        for at in np.flatnonzero(self._shared[begin : begin + size]):
            groups[at] = self._root(begin + int(at))
        return groups.tolist()

    def _pairs(self, folder: Path) -> Iterator[tuple[int, int]]:
        for bucket in range(_BUCKETS):
            parts: list[NDArray[np.uint64]] = [
                np.fromfile(path, dtype=np.uint64).reshape(-1, 2) for path in sorted(folder.glob(f"ids.{bucket}.*"))
            ]
            if not parts:
                continue
            rows = np.concatenate(parts)
            rows = rows[np.argsort(rows[:, 0], kind="stable")]
            files, places = rows[:, 1] >> np.uint64(32), rows[:, 1] & np.uint64(0xFFFFFFFF)
            numbers = self._first[files.astype(np.int64)] + places.astype(np.int64)
            for at in np.flatnonzero(rows[1:, 0] == rows[:-1, 0]):
                yield int(numbers[at]), int(numbers[at + 1])

    def _root(self, number: int) -> int:
        parent = self._parent
        while (above := int(parent[number])) != number:
            parent[number] = parent[above]
            number = int(parent[number])
        return number

    def _join(self, one: int, other: int) -> None:
        if one == other:
            return
        self._shared[one] = self._shared[other] = True
        first, second = sorted((self._root(one), self._root(other)))
        self._parent[second] = first
