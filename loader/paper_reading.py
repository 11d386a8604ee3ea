"""What papers print, read: the institutions that their affiliation strings name, and what is noted on each author.

Both writers use it. A string is read once, and so is what an author prints, which co-authors and papers share; the
memory of both begins anew before it grows large.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from loader.corrections_apply import Corrected
from loader.records import Affiliation
from loader.resolve import Index, Match, Reading, resolve_affiliation
from loader.writing import Rows

_REMEMBERED = 1 << 15

#: What an author prints: strings, and the countries that the publisher flagged.
Said = tuple[tuple[Affiliation, ...], tuple[str, ...]]


class ReadSaid(NamedTuple):
    """What an author prints as read: each string with each institution that it names, and two notes."""

    named: tuple[tuple[Affiliation, Match], ...]
    country_codes: list[str] | None
    conflicts: list[str] | None


#: Position, 0 where it is not known whose; what is printed there; how it was read.
Read = tuple[int, Said, ReadSaid]


class Lists(NamedTuple):
    """A paper's LISTS rows; its strings, once for each author; of them those that were read, and those that only allow
    an institution.
    """

    rows: Rows
    strings: int
    strings_read: int
    strings_inferred: int

    @property
    def counts(self) -> dict[str, int]:
        """As the paper's properties."""
        return {
            "strings": self.strings,
            "strings_read": self.strings_read,
            "strings_inferred": self.strings_inferred,
        }


class PaperReader:
    """Reads papers with one index. `corrected`: what people took strings of single papers for."""

    def __init__(self, index: Index, corrected: Corrected | None = None) -> None:
        self._index = index
        self._corrected = corrected or Corrected()
        self._strings: dict[tuple[str, str | None, tuple[str, ...], tuple[str, ...]], Reading] = {}
        self._said: dict[Said, ReadSaid] = {}

    def said(self, paper: str, said: Said) -> ReadSaid:
        """What an author of the paper prints."""
        if paper in self._corrected.readings:
            # What a person says of one paper is never remembered for another.
            return self._read(paper, *said)
        known = self._said.get(said)
        if known is None:
            if len(self._said) >= _REMEMBERED:
                self._said.clear()
            known = self._said[said] = self._read(paper, *said)
        return known

    def lists(self, paper: str, read: Iterable[Read]) -> Lists:
        """The institutions of a paper, from what was read of all its authors."""
        by_institution: dict[str, list[tuple[int, Affiliation, Match]]] = {}
        strings = 0
        led: dict[bool, set[tuple[int, str]]] = {True: set(), False: set()}
        for position, said, one in read:
            strings += len(said[0])
            for affiliation, match in one.named:
                led[affiliation.basis != "inferred"].add((position, affiliation.raw))
                by_institution.setdefault(match.institution, []).append((position, affiliation, match))
        rows = [
            {
                "start": paper,
                "end": institution,
                "properties": {
                    "author_positions": [position for position, _, _ in ones],
                    "raw_affiliations": [affiliation.raw for _, affiliation, _ in ones],
                    "bases": [affiliation.basis for _, affiliation, _ in ones],
                    "methods": [match.method for _, _, match in ones],
                    "scores": [match.score for _, _, match in ones],
                },
            }
            for institution, unsorted in by_institution.items()
            for ones in [sorted(unsorted, key=lambda one: (one[0], one[1].raw))]
        ]
        return Lists(rows, strings, len(led[True]), len(led[False] - led[True]))

    def _read(self, paper: str, affiliations: Sequence[Affiliation], publisher_countries: Iterable[str]) -> ReadSaid:
        readings = [self._string(paper, one, ()) for one in affiliations]
        # The publisher's flags are the author's: one that any of the strings accounts for says nothing of the others.
        accounted = {code for reading in readings for code in reading.countries}
        if flags := tuple(sorted(set(publisher_countries) - accounted)):
            readings = [self._string(paper, one, flags) for one in affiliations]
        return ReadSaid(
            tuple(pair for one, reading in zip(affiliations, readings, strict=True) for pair in _named(one, reading)),
            sorted({code for reading in readings for code in reading.countries}) or None,
            sorted({text for reading in readings for text in reading.conflicts}) or None,
        )

    def _string(self, paper: str, one: Affiliation, flags: tuple[str, ...]) -> Reading:
        # What was asked: the string with all that bears on it, but not its basis.
        key = (one.raw, one.read_as, one.publisher_ids, flags)
        reading = self._strings.get(key)
        if reading is None:
            if len(self._strings) >= _REMEMBERED:
                self._strings.clear()
            reading = resolve_affiliation(self._index, one.raw, one.publisher_ids, flags, one.read_as)
            self._strings[key] = reading
        return self._corrected.reading(self._index, paper, one.raw, reading)


def _named(affiliation: Affiliation, reading: Reading) -> Iterator[tuple[Affiliation, Match]]:
    """What a string was read as, on the string's own basis; what it allows and does not decide, as inferred."""
    yield from ((affiliation, match) for match in reading.matches)
    yield from ((replace(affiliation, basis="inferred"), match) for match in reading.inferred)
