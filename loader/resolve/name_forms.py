"""The forms in which a body's names are printed: as registries have them, and those that stand beside a place."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from loader.resolve import text, variants
from loader.resolve.dprk_names import DPRK_SHARED
from loader.resolve.lexicon import Lexicon
from loader.resolve.model import Body
from loader.resolve.places import Place
from loader.resolve.words import (
    DEMONYMS,
    GENERIC,
    GENERIC_MORPHEMES,
    NATIONAL,
    SHARED_COUNTRIES,
    TEACHING,
    UNIVERSITY_ENDINGS,
)

#: Bodies with the (kind, words) of all their names.
Listed = Sequence[tuple[Body, list[tuple[str, list[str]]]]]
#: "CRRC (China)": the registry's way to tell branches apart; nobody prints it.
_TAIL = re.compile(r"\s*\(([^()]*)\)\s*$")
#: "Ryazan State Medical University named after Academician I. P. Pavlov": the person is seldom printed.
_DEDICATION = re.compile(r"\s+(?:named (?:after|for)|n\.a\.|imeni|имени|им\.)\s")
#: "P.N. Lebedev Physical Institute of the Russian Academy of Sciences", whether or not the registry says of which.
_ACADEMY = re.compile(r",?\s+(?:of\s+)?(?:the\s+)?\w+\s+Academy\s+of\s+Sciences$")


class Name(Struct, frozen=True):
    """One name of one body, as the index holds it under its key."""

    #: the record that has the name (or its successor, where it was withdrawn)
    record: Body
    #: the body that a string with this name is read as: the university of a unit, else the record
    body: Body
    #: name, alias, native name, acronym; part name (of a unit, to be read beside its parent); short name (without its
    #: city), turned name ("X University" for "University of X"), to be read beside their city; shared name (that bodies
    #: elsewhere bear too), to be read beside its country, city or parent
    kind: str
    #: made of words that many bodies share: identifies nobody without a place or a parent
    generic: bool
    #: number of words
    length: int
    #: a name of its own with a word for universities
    teaching: bool
    #: followed by a city it is another body's: "University of Minnesota", "University of Minnesota Duluth"
    branching: bool = False
    #: a short name that says nothing of campuses: turned around, or without a city before it
    loose: bool = False

    @property
    def description(self) -> str:
        return f"{_DESCRIPTION[self.kind]} of {self.record.name}"


_DESCRIPTION = {
    "name": "the name",
    "alias": "an alias",
    "native name": "a native name",
    "acronym": "an acronym",
    "part name": "the name within its parent",
    "short name": "the name without its city",
    "turned name": "the name turned around",
    "shared name": "a name, which bodies elsewhere bear too,",
}


#: Which kind of name stands where one body has a key under two.
KINDS = {
    kind: rank
    for rank, kind in enumerate(
        ("name", "native name", "alias", "short name", "shared name", "part name", "turned name", "acronym")
    )
}


def readings(body: Body, parents: Sequence[Body], cities: Collection[str]) -> Iterator[tuple[str, list[str]]]:
    """(kind, words) of every name: as it is, and the variants that are printed beside a city or a parent.

    `parents`: the bodies it is part of; `cities`: keys of its cities.
    """
    for printed, kind in _names(body):
        words = text.read(printed).words
        yield kind, words
        if kind == "acronym":
            continue
        if body.country == "KP":
            yield from ((kind, other) for other in variants.spelled_otherwise(words))
        if words and words[0] in NATIONAL:
            yield "alias", [NATIONAL[words[0]], *words[1:]]
        for ending in UNIVERSITY_ENDINGS:
            if len(words) > 4 and printed.endswith(ending):
                yield from ((kind, [*words[: -len(ending)], *other]) for other in UNIVERSITY_ENDINGS)
                break
        for city in cities:
            if body.country == "KP" and (behind := variants.behind_city(words, city)):
                yield "loose short name", behind
            if short := variants.without_city(words, city):
                yield "short name", short
                if turned := variants.turned(short):
                    yield "loose short name", turned
        if kind == "name" and (turned := variants.turned(words)):
            yield "turned name", turned
        if "studi" in words and len(words) > 2:
            yield "alias", [word for word in words if word != "studi"]
        if kind != "alias" and (dedication := _DEDICATION.search(printed)) and dedication.start() > 2:
            yield "alias", text.read(printed[: dedication.start()]).words
        if kind != "alias" and (academy := _ACADEMY.search(printed)) and academy.start() > 2:
            yield "part name", text.read(printed[: academy.start()]).words
        if words[:2] == ["united", "state"] and len(words) > 3:
            yield kind, ["us", *words[2:]]
            if len(words) > 4:
                yield kind, words[2:]  # common words: they stand beside their city or country only
        if printed.endswith(")") and (tail := _TAIL.search(printed)) and tail.start() > 2:
            # "University of X (Campus)": without its city the name is another's.
            campus = text.key(tail.group(1)) in cities
            yield "short name" if campus else kind, text.read(printed[: tail.start()]).words
        for parent in parents:
            for whole in (parent.name, *parent.native_names):
                if rest := variants.without(printed, whole):
                    yield "part name", text.read(rest).words
    for printed in DPRK_SHARED.get(body.id, ()):
        yield "shared name", text.read(printed).words


def _names(body: Body) -> Iterator[tuple[str, str]]:
    yield body.name, "name"
    for name in body.native_names:
        yield name, "native name"
    for name in body.aliases:
        yield name, "acronym" if is_acronym(name) else "alias"
    for name in body.acronyms:
        yield name, "acronym"


def is_acronym(name: str) -> bool:
    """True for one printed word in capitals, with figures at most: "KAIST", "CETC-38"."""
    letters = [c for c in name if c.isalpha()]
    return (
        len(name) <= 10
        and " " not in name.strip()
        and bool(letters)
        and all(c.isupper() and c.isascii() for c in letters)
    )


def in_order(words: Iterable[str]) -> str:
    """Key of words whatever their order."""
    return " ".join(sorted(words))


def city_keys(body: Body) -> Iterator[str]:
    for city in body.cities:
        key = text.key(city)
        if len(key) > 2:
            yield key
            # GeoNames' ending for Korean cities: Hŭich'ŏn-si
            if key.endswith("si") and body.country in ("KP", "KR"):
                yield key.removesuffix("si")


def common_words(listed: Listed, known_places: Lexicon[Place]) -> frozenset[str]:
    """Words of the general vocabulary, and those that the index's bodies share across many countries, places aside.

    A company's branches in many countries bear one name: that makes no word common.
    """
    where: dict[str, set[str]] = {}
    bearers: dict[str, set[str]] = {}
    for body, readings in listed:
        if body.country and not body.of_list:
            distinct = text.key(_TAIL.sub("", body.name))
            for kind, words in readings:
                if kind in ("name", "alias"):
                    for word in words:
                        where.setdefault(word, set()).add(body.country)
                        bearers.setdefault(word, set()).add(distinct)
    shared = {
        word
        for word, found in where.items()
        if len(found) >= SHARED_COUNTRIES and len(bearers[word]) > len(found) and word not in known_places
    }
    return (frozenset(shared) | GENERIC) - DEMONYMS


def is_generic(key: str, words: list[str], common: frozenset[str]) -> bool:
    if text.is_lone(key[0]):
        for morpheme in GENERIC_MORPHEMES:
            key = key.replace(morpheme, "")
        return not key
    return key in common or all(word in common or word.isdigit() for word in words)


def reordered(listed: Listed, found: dict[str, dict[str, Name]], known: Lexicon[Place]) -> Iterator[tuple[str, Name]]:
    seen: set[tuple[str, str]] = set()
    for body, readings in listed:
        for kind, words in readings:
            name = found.get("".join(words), {}).get(body.id)
            if kind not in ("name", "alias") or len(words) < 3 or name is None or name.generic:
                continue
            if TEACHING.isdisjoint(words):
                continue
            whole = (in_order(words),) if _is_telling(words, known) else ()
            for key in (*whole, *_with_city_moved(words, city_keys(body))):
                if (key, body.id) not in seen:
                    seen.add((key, body.id))
                    yield key, replace(name, kind="turned name", branching=False)


def _with_city_moved(words: list[str], cities: Iterable[str]) -> Iterator[str]:
    for city in cities:
        for start in range(len(words)):
            for end in range(start + 1, min(len(words), start + 3) + 1):
                if "".join(words[start:end]) == city:
                    yield moved_key(city, words[:start] + words[end:])


def moved_key(city: str, others: Sequence[str]) -> str:
    """Key of a name whose city stands elsewhere than in the name: "University Hospital | Heidelberg"."""
    return f"{city}|{' '.join(others)}"


def _is_telling(words: list[str], known: Lexicon[Place]) -> bool:
    """True where one word is neither common nor a place: "X Sci-Tech University" is no "X University of Science"."""
    return any(word not in GENERIC and word not in known for word in words)
