"""Bodies whose names are made of nearly the same words, in any order and ending: for list entries only.

"Institute of Physics named after P.N. Lebedev of the Russian Academy of Sciences" and "P.N. Lebedev Physical Institute
of the Russian Academy of Sciences" share their stems. What the words are worth is how rare they are in the index.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from functools import lru_cache

from msgspec import Struct

from loader.resolve import romanised, text
from loader.resolve.entry_forms import bare, spelled_out
from loader.resolve.model import Body
from loader.resolve.words import EMPTY, GENERIC, NATIONAL

#: Letters of a word that count: endings of cases and of nouns made adjectives are cut off.
_STEM = 6
#: A stem in more names than this leads to no candidates.
_RARE = 60
#: Before the stems of transcribed names, which are compared with each other only.
_TRANSCRIBED = "ru "
_GENERIC = frozenset(word[:_STEM] for word in GENERIC)
_EMPTY_TRANSCRIBED = frozenset(("imeni",))
_NATIONAL = frozenset(word[:_STEM] for pair in NATIONAL.items() for word in pair)
#: Longest chain of parts that is followed down from an academy.
_DEPTH = 4


class Bag(Struct, frozen=True):
    """A name as its stems and numbers, whatever their order."""

    stems: frozenset[str]
    numbers: frozenset[str]

    @property
    def telling(self) -> int:
        """Number of stems that are no part of the general vocabulary of institutions."""
        return sum(map(is_telling, self.stems))

    @property
    def transcribed(self) -> bool:
        return any(stem.startswith(_TRANSCRIBED) for stem in self.stems)


class Likeness(Struct, frozen=True):
    """A body, and how much of two names' weight is in words they share: 1 where all is."""

    body: Body
    printed: str
    share: float
    shared: Bag
    #: all words of one name are in the other
    within: bool
    #: what one has more is the name of its country
    national: bool


class _Held(Struct, frozen=True):
    body: Body
    printed: str
    bag: Bag


class Similar:
    """The names of all bodies as bags of stems."""

    def __init__(self, bodies: Iterable[Body]) -> None:
        self._held: list[_Held] = []
        self._holders: dict[str, list[int]] = {}
        self._equal: dict[Bag, list[int]] = {}
        self._of: dict[str, list[int]] = {}
        self._parts: dict[str, list[Body]] = {}
        for body in bodies:
            for whole in body.part_of:
                self._parts.setdefault(whole, []).append(body)
            for printed in (body.name, *body.aliases, *body.native_names):
                held = bag(printed)
                self._hold(body, printed, transcribed(printed) if romanised.is_cyrillic(printed) else held)
        count = len(self._held) + 1
        self._weights = {stem: math.log(count / (len(held) + 1)) for stem, held in self._holders.items()}
        self._unseen = math.log(count)

    def find(self, printed: str) -> Iterator[Likeness]:
        """Bodies that share a rare stem, or all, and all numbers with the name `printed`."""
        for wanted in {bag(printed), transcribed(printed)}:
            near = {
                number
                for stem in wanted.stems
                if len(found := self._holders.get(stem, ())) <= _RARE
                for number in found
            }
            near.update(self._equal.get(wanted, ()))
            for number in sorted(near):
                held = self._held[number]
                if held.bag.numbers == wanted.numbers:
                    yield self._likeness(held, wanted)

    def of(self, body: Body, printed: str) -> Iterator[Likeness]:
        """How like each name of `body` is to `printed`."""
        wanted = bag(printed)
        for number in self._of.get(body.id, ()):
            held = self._held[number]
            if held.bag.numbers == wanted.numbers:
                yield self._likeness(held, wanted)

    def below(self, wholes: Iterable[str]) -> list[Body]:
        """The bodies that are part of any of these, directly or not, by id."""
        found: dict[str, Body] = {}
        layer = list(wholes)
        for _ in range(_DEPTH):
            parts = [part for whole in layer for part in self._parts.get(whole, ()) if part.id not in found]
            found.update((part.id, part) for part in parts)
            layer = [part.id for part in parts]
        return [found[id] for id in sorted(found)]

    def _hold(self, body: Body, printed: str, held: Bag) -> None:
        if len(held.stems) > 1:
            number = len(self._held)
            for stem in held.stems:
                self._holders.setdefault(stem, []).append(number)
            self._equal.setdefault(held, []).append(number)
            self._of.setdefault(body.id, []).append(number)
            self._held.append(_Held(body, printed, held))

    def _likeness(self, held: _Held, wanted: Bag) -> Likeness:
        shared = wanted.stems & held.bag.stems
        share = self._weight(shared) / self._weight(wanted.stems | held.bag.stems)
        within = shared in (wanted.stems, held.bag.stems)
        national = within and (wanted.stems ^ held.bag.stems) <= _NATIONAL
        return Likeness(held.body, held.printed, share, Bag(shared, wanted.numbers), within, national)

    def _weight(self, stems: Iterable[str]) -> float:
        return sum([self._weights.get(stem, self._unseen) for stem in stems]) + 1e-9


@lru_cache(maxsize=20_000)
def bag(printed: str) -> Bag:
    """Stems and numbers of a name; initials, and words of legal forms and dedications, do not count."""
    words = text.read(spelled_out(bare(printed))).words
    return Bag(stems_of(words), frozenset(word for word in words if word.isdigit()))


def stems_of(words: Iterable[str]) -> frozenset[str]:
    """Stems of words; initials, numbers, and words of legal forms and dedications, have none."""
    return frozenset(word[:_STEM] for word in words if len(word) > 2 and not word.isdigit() and word not in EMPTY)


def is_telling(stem: str) -> bool:
    """True for a stem that is no part of the general vocabulary of institutions."""
    return stem not in _GENERIC


@lru_cache(maxsize=20_000)
def transcribed(printed: str) -> Bag:
    """The same of a Russian name, in Cyrillic letters or in a transcription."""
    words = text.read(romanised.folded(bare(printed))).words
    telling = (word for word in words if len(word) > 2 and not word.isdigit() and word not in _EMPTY_TRANSCRIBED)
    stems = frozenset(_TRANSCRIBED + word[:_STEM] for word in telling)
    return Bag(stems, frozenset(word for word in words if word.isdigit()))
