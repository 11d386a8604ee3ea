"""Finding many thousand names in a string in time that does not depend on how many there are."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Generic, TypeVar

from loader.resolve.text import Text

V = TypeVar("V")

#: No name is longer, in characters of its key; longer ones are not names but whole paragraphs in the wrong field.
LONGEST = 200
#: Lengths at which a key's beginning is kept, so that a walk along a string stops where no name goes on; each leads to
#: the next, and the last ends every walk.
_CUTS = (5, 9, 14, 20, 28, 40)
_NEXT = dict(zip(_CUTS, (*_CUTS[1:], LONGEST + 1), strict=True))


class Lexicon(Generic[V]):
    """Names by key, and their occurrences in a text: runs of whole words within one statement."""

    def __init__(self) -> None:
        self.values: dict[str, V] = {}
        self._beginnings: set[str] = set()

    def __setitem__(self, key: str, value: V) -> None:
        self.values[key] = value
        for cut in _CUTS:
            if len(key) >= cut:
                self._beginnings.add(key[:cut])

    def __contains__(self, key: str) -> bool:
        return key in self.values

    def get(self, key: str) -> V | None:
        return self.values.get(key)

    def find(self, text: Text) -> Iterator[tuple[int, int, V]]:
        """(first word, word after the last, value) of every occurrence, by first word and then by length.

        Each first word is followed for at most `LONGEST` characters, so the time is linear in the text.
        """
        words, statement, get, beginnings = text.words, text.statement, self.values.get, self._beginnings
        count = len(words)
        for start in range(count):
            run = ""
            cut = _CUTS[0]
            here = statement[start]
            for end in range(start, count):
                if statement[end] != here:
                    break
                run += words[end]
                value = get(run)
                if value is not None:
                    yield start, end + 1, value
                length = len(run)
                while length >= cut and run[:cut] in beginnings:
                    cut = _NEXT[cut]
                if length >= cut:
                    break
