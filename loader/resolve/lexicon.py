"""Finding many thousand names in a string in time that does not depend on how many there are."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Generic, TypeVar

from loader.resolve.text import Text

V = TypeVar("V")

#: Lengths at which a key's beginning is kept, so that a walk along a string stops where no name goes on.
_CUTS = (5, 9, 14, 20, 28, 40)
#: No name is longer, in characters of its key; longer ones are not names but whole paragraphs in the wrong field.
LONGEST = 200


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
        words, statement, values, beginnings = text.words, text.statement, self.values, self._beginnings
        count = len(words)
        for start in range(count):
            run = ""
            passed = 0
            here = statement[start]
            for end in range(start, count):
                if statement[end] != here:
                    break
                run += words[end]
                length = len(run)
                value = values.get(run)
                if value is not None:
                    yield start, end + 1, value
                while passed < len(_CUTS) and length >= _CUTS[passed]:
                    if run[: _CUTS[passed]] not in beginnings:
                        break
                    passed += 1
                else:
                    if length > LONGEST:
                        break
                    continue
                break
