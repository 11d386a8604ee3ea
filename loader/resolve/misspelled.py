"""Words misread or misspelled by one letter: "Univcrsity", "Datyon", "Kyusyu"."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz.distance import OSA

#: Shorter words are one letter from too many others.
_SHORTEST = 5
_EDGE = 2


class Vocabulary:
    """Known words, found by what is one letter off: changed, left out, doubled, or changed places with the next."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = frozenset(words)
        self._by_edge: dict[tuple[str, bool], list[str]] = {}
        for word in sorted(self._words):
            if len(word) >= _SHORTEST and word.isalpha() and word.isascii():
                self._by_edge.setdefault((word[: _EDGE + 1], False), []).append(word)
                self._by_edge.setdefault((word[-_EDGE - 1 :], True), []).append(word)

    def corrected(self, word: str) -> str | None:
        """The one known word that `word` is one letter off; None where it is known itself, or none or several are."""
        if len(word) < _SHORTEST or word in self._words or not word.isalpha() or not word.isascii():
            return None
        near = {
            known
            for edge in ((word[: _EDGE + 1], False), (word[-_EDGE - 1 :], True))
            for known in self._by_edge.get(edge, ())
            if abs(len(known) - len(word)) <= 1 and OSA.distance(known, word, score_cutoff=1) <= 1
        }
        return near.pop() if len(near) == 1 else None
