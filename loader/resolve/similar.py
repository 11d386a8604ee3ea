"""Bodies whose names are made of nearly the same words, in any order and ending: for list entries only.

"Institute of Physics named after P.N. Lebedev of the Russian Academy of Sciences" and "P.N. Lebedev Physical Institute
of the Russian Academy of Sciences" share their stems. What the words are worth is how rare they are in the index.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator

from msgspec import Struct

from loader.resolve import text
from loader.resolve.model import Body
from loader.resolve.words import EMPTY

#: Letters of a word that count: endings of cases and of nouns made adjectives are cut off.
_STEM = 6
#: A stem in more names than this leads to no candidates.
_RARE = 60


class Likeness(Struct, frozen=True):
    """A body, and how much of two names' weight is in words they share: 1 where all is."""

    body: Body
    printed: str
    share: float
    #: number of words they share
    stems: int


class _Bag(Struct, frozen=True):
    body: Body
    printed: str
    stems: frozenset[str]
    numbers: frozenset[str]


class Similar:
    """The names of all bodies as bags of stems."""

    def __init__(self, bodies: Iterable[Body]) -> None:
        self._bags: list[_Bag] = []
        self._holders: dict[str, list[int]] = {}
        for body in bodies:
            for printed in (body.name, *body.aliases, *body.native_names):
                stems, numbers = bag(printed)
                if len(stems) > 1:
                    for stem in stems:
                        self._holders.setdefault(stem, []).append(len(self._bags))
                    self._bags.append(_Bag(body, printed, stems, numbers))

    def find(self, printed: str) -> Iterator[Likeness]:
        """Bodies that share a rare stem and all numbers with the name `printed`."""
        stems, numbers = bag(printed)
        near = {number for stem in stems if len(found := self._holders.get(stem, ())) <= _RARE for number in found}
        for number in sorted(near):
            other = self._bags[number]
            if other.numbers == numbers:
                shared = stems & other.stems
                share = self._weight(shared) / self._weight(stems | other.stems)
                yield Likeness(other.body, other.printed, share, len(shared))

    def _weight(self, stems: Iterable[str]) -> float:
        count = len(self._bags) + 1
        return sum(math.log(count / (len(self._holders.get(stem, ())) + 1)) for stem in stems) + 1e-9


def bag(printed: str) -> tuple[frozenset[str], frozenset[str]]:
    """Stems and numbers of a name; initials, and words of legal forms and dedications, do not count."""
    words = text.read(printed).words
    stems = frozenset(word[:_STEM] for word in words if len(word) > 2 and not word.isdigit() and word not in EMPTY)
    return stems, frozenset(word for word in words if word.isdigit())
