"""Author lists of one paper from several sources: which one stands, and what the others add to it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from msgspec.structs import replace

from loader.merging import UNLOADED, Stamp
from loader.records import Affiliation, Authorship, Paper

Strings = tuple[Affiliation, ...]
#: What a string's reading rests on, the best first.
BASES = ("printed", "publisher", "aggregator", "inferred")
CURATED, COMPLETE, TRUNCATED = "curated", "complete", "truncated"
_STATES = (TRUNCATED, COMPLETE, CURATED)
#: Stands for a name that somebody asked to be left out (`loader.corrections`): it agrees with any other.
LEFT_OUT = "(name left out on request)"


@dataclass(frozen=True, slots=True)
class AuthorList:
    """An author list and how far it can be trusted: state, then source precedence, then date."""

    state: str
    stamp: Stamp
    authors: tuple[Authorship, ...]

    def __str__(self) -> str:
        return f"{self.state}|{self.stamp}"

    def rank(self, precedence: Callable[[str], int]) -> tuple[Any, ...]:
        state = _STATES.index(self.state)
        return (state, precedence(self.stamp.source), self.stamp.as_of, len(self.authors), repr(self.authors))

    def without(self, source: str) -> AuthorList:
        """The list without the strings that stand in it on the word of `source` alone."""
        authors = tuple(replace(one, affiliations=_strings((), one.affiliations, source)) for one in self.authors)
        return AuthorList(self.state, self.stamp, authors)

    @classmethod
    def of(cls, paper: Paper, stamp: Stamp) -> AuthorList | None:
        if not paper.authors:
            return None
        state = TRUNCATED if paper.authors_truncated else CURATED if paper.curated else COMPLETE
        source = (stamp.source,)
        # Co-authors of one institute share their strings.
        stamped: dict[Strings, Strings] = {}
        authors = []
        for author in paper.authors:
            strings = author.affiliations
            if strings and (known := stamped.get(strings)) is None:
                known = tuple(
                    [Affiliation(one.raw, one.basis, one.read_as, one.publisher_ids, source) for one in strings]
                )
                stamped[strings] = known
            authors.append(replace(author, affiliations=known) if strings else author)
        return cls(state, stamp, tuple(authors))


def join_lists(
    stored: AuthorList | None, new: AuthorList | None, precedence: Callable[[str], int]
) -> AuthorList | None:
    """The better list; strings and ids of the other are added where lengths and family names agree.

    A source's newer list replaces its older one; what other sources had added to it stays.
    """
    if stored is None or new is None or stored.stamp.source == UNLOADED:
        return new or stored
    if stored.stamp.source == new.stamp.source and stored.state == new.state:
        older, newer = (stored, new) if new.stamp.as_of >= stored.stamp.as_of else (new, stored)
        return _with_additions(newer, older, gone=newer.stamp.source)
    if stored.stamp.source != new.stamp.source:
        stored = stored.without(new.stamp.source)
    worse, better = sorted((stored, new), key=lambda one: one.rank(precedence))
    return _with_additions(better, worse)


def _with_additions(base: AuthorList, other: AuthorList, gone: str | None = None) -> AuthorList:
    """`base` with what `other` adds; what stands in `other` on the word of the source `gone` alone is left out."""
    if not _agree(base.authors, other.authors):
        return base
    joined = []
    for author, further in zip(base.authors, other.authors, strict=True):
        countries = sorted({*author.publisher_countries, *further.publisher_countries})
        joined.append(
            Authorship(
                position=author.position,
                name=author.name,
                orcid=author.orcid or further.orcid,
                openalex=author.openalex or further.openalex,
                corresponding=author.corresponding or further.corresponding,
                person=_person(author, further),
                affiliations=_strings(author.affiliations, further.affiliations, gone),
                publisher_countries=tuple(countries),
            )
        )
    return AuthorList(base.state, base.stamp, tuple(joined))


def _strings(own: Strings, further: Strings, gone: str | None) -> Strings:
    """The strings of both, each once; sorted where some are added, so that the order of loading leaves no trace."""
    found = {one.raw: one for one in own}
    for one in further:
        sources = tuple(source for source in one.sources if source != gone)
        if sources:
            known = found.get(one.raw)
            found[one.raw] = _one_string(known, one, sources) if known else replace(one, sources=sources)
    together = tuple(found.values())
    return (
        together
        if together == own or not own
        else tuple(sorted(together, key=lambda one: (BASES.index(one.basis), one.raw)))
    )


def _one_string(one: Affiliation, other: Affiliation, sources: tuple[str, ...]) -> Affiliation:
    """A string that two lists have, on the better basis, with the ids that either attached to it."""
    return Affiliation(
        raw=one.raw,
        basis=min(one.basis, other.basis, key=BASES.index),
        read_as=one.read_as or other.read_as,
        publisher_ids=tuple(sorted({*one.publisher_ids, *other.publisher_ids})),
        sources=tuple(sorted({*one.sources, *sources})),
    )


def _person(author: Authorship, further: Authorship) -> str | None:
    """The name goes with the id. Of several names for one the greatest stands, as over several papers."""
    named = [one.person or one.name for one in (author, further) if one.orcid or one.openalex]
    return max(named) if named else author.person


def _agree(one: Iterable[Authorship], other: Iterable[Authorship]) -> bool:
    return same_people([author.name for author in one], [author.name for author in other])


def same_people(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two author lists have one length and, place by place, names that share a word of two letters or more."""
    return len(one) == len(other) and all(
        _words(a) & _words(b) or LEFT_OUT in (a, b) for a, b in zip(one, other, strict=True)
    )


def _words(name: str) -> set[str]:
    folded = unicodedata.normalize("NFKD", name).casefold()
    letters = "".join(char for char in folded if not unicodedata.combining(char) and char not in "-'’")
    return {word for word in re.findall(r"\w+", letters) if len(word) > 1}
