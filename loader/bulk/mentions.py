"""Institutions that papers mention along the way, of many files: those that count once all are loaded, and no more."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from loader.merging import Stamp
from loader.records import Institution

Mention = tuple[Institution, Stamp]


class Mentions:
    """What the pieces of one load's files say of institutions.

    As when the files are read whole, one after the other, a file's first mention of each counts; of several files, the
    newest, as it takes the place of the older ones. Of files in a row that say the same, the first and the last are
    kept: memory grows with the number of institutions, not of files.
    """

    def __init__(self) -> None:
        #: by file: by institution, the piece that mentions it first, and how
        self._of_file: dict[int, dict[str, tuple[int, Mention]]] = {}
        #: by institution: the newest mentions, with their files
        self._newest: dict[str, list[tuple[int, Mention]]] = {}

    def add(self, file: int, piece: int, mentions: Iterable[Mention]) -> None:
        known = self._of_file.setdefault(file, {})
        for mention in mentions:
            before = known.get(mention[0].id)
            if before is None or piece < before[0]:
                known[mention[0].id] = piece, mention

    def close(self, file: int) -> None:
        """All pieces of this file were added."""
        for key, (_, mention) in self._of_file.pop(file, {}).items():
            newest = self._newest.get(key)
            if newest is None or mention[1].as_of > newest[0][1][1].as_of:
                self._newest[key] = [(file, mention)]
            elif mention[1].as_of == newest[0][1][1].as_of:
                newest.append((file, mention))
                newest.sort(key=lambda one: one[0])
                # Between two that say the same, it says nothing.
                around = zip(newest, newest[1:], newest[2:], strict=False)
                inner = [here for before, here, after in around if not before[1] == here[1] == after[1]]
                newest[1:-1] = inner

    def __iter__(self) -> Iterator[Mention]:
        """In the order in which they are to be written."""
        for file in sorted(self._of_file):
            self.close(file)
        for mentions in self._newest.values():
            yield from (mention for _, mention in mentions)
