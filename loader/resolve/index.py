"""The names of all institutions, ready to be found in strings, and what the resolver must know of each institution."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from functools import cached_property

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from loader.resolve import places, text
from loader.resolve.dprk_names import DPRK_SPELLINGS
from loader.resolve.lexicon import LONGEST, Lexicon
from loader.resolve.misspelled import Vocabulary
from loader.resolve.model import Body
from loader.resolve.places import Place
from loader.resolve.similar import Similar
from loader.resolve.words import (
    DEMONYMS,
    GENERIC,
    GENERIC_MORPHEMES,
    NATIONAL,
    SHARED_COUNTRIES,
    TEACHING,
    UNIVERSITY,
    UNIVERSITY_ENDINGS,
)

#: Raised with every change of rules that may change a result: stored readings of an older version are made anew.
VERSION = 6

#: "CRRC (China)": the registry's way to tell branches apart; nobody prints it.
_TAIL = re.compile(r"\s*\(([^()]*)\)\s*$")
#: Longest chain of parents or successors that is followed; registries hold circles.
_DEPTH = 6


class Name(Struct, frozen=True):
    """One name of one body, as the index holds it under its key."""

    #: the record that has the name (or its successor, where it was withdrawn)
    record: Body
    #: the body that a string with this name is read as: the university of a unit, else the record
    body: Body
    #: name, alias, native name, acronym; part name (of a unit, to be read beside its parent); short name (without its
    #: city) and turned name ("X University" for "University of X"), to be read beside their city
    kind: str
    #: made of words that many bodies share: identifies nobody without a place or a parent
    generic: bool
    #: number of words
    length: int
    #: a name of its own with a word for universities
    teaching: bool
    #: followed by a city it is another body's: "University of Minnesota", "University of Minnesota Duluth"
    branching: bool = False

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
}


class Index:
    """The institution data, indexed once; immutable."""

    def __init__(self, bodies: Iterable[Body]) -> None:
        self.bodies: dict[str, Body] = {body.id: body for body in bodies}
        self.fingerprint = fingerprint(self.bodies.values())
        self._current: dict[str, Body | None] = {}
        self._standing: dict[str, Body | None] = {}
        self._cities: dict[str, frozenset[str]] = {}
        self._ancestors: dict[str, frozenset[str]] = {}
        self._by_openalex = {f"openalex:{body.openalex}": body for body in self.bodies.values() if body.openalex}
        self.names: Lexicon[tuple[Name, ...]] = Lexicon()
        self.places: Lexicon[Place] = Lexicon()
        #: names of universities by their words in alphabetical order, for strings that order them otherwise
        self.reordered: dict[str, list[Name]] = {}
        self._add_places()
        self._add_names()

    def current(self, body: Body) -> Body | None:
        """The body that answers for `body` today: successor of a withdrawn record, university of a unit, else itself.

        None where a withdrawn record has no successor here, or its successors run in a circle.
        """
        if body.id not in self._current:
            self._current[body.id] = self._follow(body, units=True)
        return self._current[body.id]

    def standing(self, body: Body) -> Body | None:
        """The record that stands for `body`: the successor of a withdrawn one, else itself; a unit stays a unit."""
        if body.id not in self._standing:
            self._standing[body.id] = self._follow(body, units=False)
        return self._standing[body.id]

    @cached_property
    def similar(self) -> Similar:
        """The bodies by the words of their names; units, withdrawn ones, and those that stem from lists left out."""
        return Similar(
            body
            for body in self.bodies.values()
            if not body.unit and body.status != "withdrawn" and not body.id.startswith("lst:")
        )

    def by_id(self, institution: str) -> Body | None:
        """The body with this id, or with this OpenAlex id (`openalex:I…`)."""
        return self.bodies.get(institution) or self._by_openalex.get(institution)

    def ancestors(self, body: Body) -> frozenset[str]:
        """Ids of what `body` is part of, directly or not."""
        known = self._ancestors.get(body.id)
        if known is None:
            known = self._ancestors[body.id] = frozenset(self._climb(body))
        return known

    def cities(self, body: Body) -> frozenset[str]:
        """Keys of the cities of `body`."""
        return self._cities.get(body.id, frozenset())

    def cities_of(self, country: str | None) -> frozenset[str]:
        """Keys of the cities of all bodies of `country`."""
        return self._cities_of.get(country or "", frozenset())

    def is_city(self, key: str) -> bool:
        """True where bodies lie in a city of this name, and it is no country's."""
        place = self.places.get(key)
        return place is not None and bool(place.cities) and not place.countries

    def _follow(self, body: Body, units: bool) -> Body | None:
        for _ in range(_DEPTH):
            if body.status == "withdrawn":
                onward = [self.bodies[id] for id in body.succeeded_by if id in self.bodies]
            elif body.unit and units:
                onward = [self.bodies[id] for id in body.part_of if id in self.bodies]
                if not onward:
                    return body
            else:
                return body
            if len(onward) != 1:
                return None
            body = onward[0]
        return None

    def _climb(self, body: Body) -> Iterator[str]:
        seen = {body.id}
        layer = [body]
        for _ in range(_DEPTH):
            layer = [self.bodies[id] for below in layer for id in below.part_of if id in self.bodies and id not in seen]
            seen.update(above.id for above in layer)
            yield from (above.id for above in layer)

    def _add_places(self) -> None:
        for key, place in places.countries_and_regions().items():
            self.places[key] = place
        found: dict[str, dict[str, int]] = {}
        by_country: dict[str, set[str]] = {}
        for body in self.bodies.values():
            keys = self._cities[body.id] = frozenset(_city_keys(body))
            if body.country:
                by_country.setdefault(body.country, set()).update(keys)
                for key in keys:
                    counts = found.setdefault(key, {})
                    counts[body.country] = counts.get(body.country, 0) + 1
        self._cities_of = {country: frozenset(keys) for country, keys in by_country.items()}
        for key, counts in found.items():
            known = self.places.get(key) or Place()
            self.places[key] = msgspec.structs.replace(
                known, cities=known.cities | frozenset(counts), weight=sum(counts.values()), capitals=False
            )

    def _add_names(self) -> None:
        listed = [(body, list(self._readings(body))) for body in self.bodies.values()]
        common = _common_words(listed, self.places)
        found: dict[str, dict[str, Name]] = {}
        for body, readings in listed:
            record, target = self.standing(body), self.current(body)
            if record is None or target is None:
                continue
            for kind, words in readings:
                key = "".join(words)
                if not 2 <= len(key) <= LONGEST or key in self.places or all(word in self.places for word in words):
                    continue
                generic = _is_generic(key, words, common)
                if generic and (len(words) == 1 or key in common):
                    continue
                if kind == "part name" and not generic and len(words) > 1:
                    kind = "alias"
                teaching = kind in ("name", "native name") and not UNIVERSITY.isdisjoint(words)
                known = found.setdefault(key, {}).get(record.id)
                if known is None or _KINDS[kind] < _KINDS[known.kind]:
                    found[key][record.id] = Name(record, target, kind, generic, len(words), teaching)
        printed = (word for _, readings in listed for _, words in readings for word in words)
        self.vocabulary = Vocabulary((*printed, *self.places.values))
        for key, name in _reordered(listed, found, self.places):
            self.reordered.setdefault(key, []).append(name)
        for key, by_id in found.items():
            names = [by_id[id] for id in sorted(by_id)]
            if len(names) > 1 and any(name.kind == "short name" for name in names):
                names = [name if name.kind == "short name" else replace(name, branching=True) for name in names]
            self.names[key] = tuple(names)

    def _readings(self, body: Body) -> Iterator[tuple[str, list[str]]]:
        """(kind, words) of every name: as it is, and the variants that are printed beside a city or a parent."""
        parents = [self.bodies[id] for id in body.part_of if id in self.bodies]
        for printed, kind in _names(body):
            words = text.read(printed).words
            yield kind, words
            if kind == "acronym":
                continue
            if body.country == "KP":
                yield from ((kind, other) for other in _spelled_otherwise(words))
            if words and words[0] in NATIONAL:
                yield "alias", [NATIONAL[words[0]], *words[1:]]
            for ending in UNIVERSITY_ENDINGS:
                if len(words) > 4 and printed.endswith(ending):
                    yield from ((kind, [*words[: -len(ending)], *other]) for other in UNIVERSITY_ENDINGS)
                    break
            for city in self._cities[body.id]:
                if short := _without_city(words, city):
                    yield "short name", short
            if kind == "name" and (turned := _turned(words)):
                yield "turned name", turned
            if printed.endswith(")") and (tail := _TAIL.search(printed)) and tail.start() > 2:
                yield kind, text.read(printed[: tail.start()]).words
            for parent in parents:
                for whole in (parent.name, *parent.native_names):
                    if rest := _without(printed, whole):
                        yield "part name", text.read(rest).words


def _reordered(
    listed: list[tuple[Body, list[tuple[str, list[str]]]]], found: dict[str, dict[str, Name]], known: Lexicon[Place]
) -> Iterator[tuple[str, Name]]:
    seen: set[tuple[str, str]] = set()
    for body, readings in listed:
        for kind, words in readings:
            if kind in ("name", "alias") and len(words) > 2 and not TEACHING.isdisjoint(words):
                name = found.get("".join(words), {}).get(body.id)
                key = in_order(words)
                if name and not name.generic and (key, body.id) not in seen and _is_telling(words, known):
                    seen.add((key, body.id))
                    yield key, replace(name, kind="turned name", branching=False)


def _is_telling(words: list[str], known: Lexicon[Place]) -> bool:
    """True where one word is neither common nor a place: "X Sci-Tech University" is no "X University of Science"."""
    return any(word not in GENERIC and word not in known for word in words)


def in_order(words: Iterable[str]) -> str:
    """Key of words whatever their order."""
    return " ".join(sorted(words))


def _spelled_otherwise(words: list[str]) -> Iterator[list[str]]:
    """Names of DPRK bodies with the other spellings of whom they are called after."""
    whole = "".join(words)
    for name, spellings in DPRK_SPELLINGS.items():
        key = text.key(name)
        if whole.startswith(key):
            rest = words[len(text.read(name).words) :] if words[0] != key else words[1:]
            yield from ([*text.read(spelling).words, *rest] for spelling in spellings)


#: Which kind of name stands where one body has a key under two.
_KINDS = {"name": 0, "native name": 1, "alias": 2, "short name": 3, "part name": 4, "turned name": 5, "acronym": 6}


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


def _without(name: str, parent: str) -> str | None:
    """What is left of "Parent, Unit" or "Unit, Parent"; None where `name` is not made so."""
    if len(name) > len(parent):
        if name.startswith(parent):
            return name[len(parent) :].lstrip(" ,:-–").rstrip() or None
        if name.endswith(parent):
            return name[: -len(parent)].rstrip(" ,:-–").removesuffix(" of the").removesuffix(" of").rstrip() or None
    return None


def _without_city(words: list[str], city: str) -> list[str] | None:
    """`words` without `city` at their end; None where it does not stand there or too little is left."""
    tail = ""
    for start in range(len(words) - 1, 1, -1):
        tail = words[start] + tail
        if len(tail) >= len(city):
            return words[:start] if tail == city else None
    return None


def _turned(words: list[str]) -> list[str] | None:
    """ "X University" for "University of X" and the other way round."""
    if len(words) < 2:
        return None
    if words[0] in TEACHING:
        return [*words[1:], words[0]]
    return [words[-1], *words[:-1]] if words[-1] in TEACHING else None


def _city_keys(body: Body) -> Iterator[str]:
    for city in body.cities:
        key = text.key(city)
        if len(key) > 2:
            yield key
            # GeoNames' ending for Korean cities: Hŭich'ŏn-si
            if key.endswith("si") and body.country in ("KP", "KR"):
                yield key.removesuffix("si")


def _common_words(
    listed: list[tuple[Body, list[tuple[str, list[str]]]]], known_places: Lexicon[Place]
) -> frozenset[str]:
    """Words of the general vocabulary, and those that the index's bodies share across many countries, places aside.

    A company's branches in many countries bear one name: that makes no word common.
    """
    where: dict[str, set[str]] = {}
    bearers: dict[str, set[str]] = {}
    for body, readings in listed:
        if body.country and not body.id.startswith("lst:"):
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


def _is_generic(key: str, words: list[str], common: frozenset[str]) -> bool:
    if text.is_lone(key[0]):
        for morpheme in GENERIC_MORPHEMES:
            key = key.replace(morpheme, "")
        return not key
    return key in common or all(word in common or word.isdigit() for word in words)


def fingerprint(bodies: Iterable[Body]) -> str:
    """Hash of the institution data and of the rules' version, whatever the order of the bodies."""
    digests = sorted(hashlib.blake2b(msgspec.msgpack.encode(body), digest_size=16).digest() for body in bodies)
    whole = hashlib.blake2b(f"resolver {VERSION}".encode(), digest_size=16)
    for digest in digests:
        whole.update(digest)
    return whole.hexdigest()
