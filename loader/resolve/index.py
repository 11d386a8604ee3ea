"""The names of all institutions, ready to be found in strings, and what the resolver must know of each institution."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cached_property

import msgspec
from msgspec.structs import replace
from rapidfuzz import fuzz, process

from loader.resolve import places
from loader.resolve.lexicon import LONGEST, Lexicon
from loader.resolve.misspelled import Vocabulary
from loader.resolve.model import Body
from loader.resolve.name_forms import KINDS, Name, city_keys, common_words, is_generic, readings, reordered
from loader.resolve.places import Place
from loader.resolve.similar import Similar
from loader.resolve.words import UNIVERSITY
from loader.resolver_rules import rules

#: So many parts make a body one whose acronym its parts print beside their names.
UMBRELLA = 20
#: Kinds of body that teach.
SCHOOLS = frozenset(("education", "university", "military university"))
#: An alias is a city's name where it has so many letters, and is spelt so nearly alike (per cent): "Dolgoprudny" among
#: the names of a design bureau, of the town Dolgoprudnyy.
_TOWN_LETTERS, _TOWN_ALIKE = 6, 90
#: Longest chain of parents or successors that is followed; registries hold circles.
_DEPTH = 6


class Index:
    """The institution data, indexed once; immutable."""

    def __init__(self, bodies: Iterable[Body]) -> None:
        self.bodies: dict[str, Body] = {body.id: body for body in bodies}
        self.fingerprint = fingerprint(self.bodies.values())
        self._current: dict[str, Body | None] = {}
        self._standing: dict[str, Body | None] = {}
        self._cities: dict[str, frozenset[str]] = {}
        self._parts = Counter(above for body in self.bodies.values() for above in body.part_of)
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
            body for body in self.bodies.values() if not body.unit and body.status != "withdrawn" and not body.of_list
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

    def is_umbrella(self, body: Body) -> bool:
        """True for a body that many others are part of and print beside their own names, by its acronym: CNRS, CSIC."""
        return self._parts.get(body.id, 0) >= UMBRELLA and body.kind not in SCHOOLS

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
            keys = self._cities[body.id] = frozenset(city_keys(body))
            if body.country:
                by_country.setdefault(body.country, set()).update(keys)
                for key in keys:
                    counts = found.setdefault(key, {})
                    counts[body.country] = counts.get(body.country, 0) + 1
        self._cities_of = {country: frozenset(keys) for country, keys in by_country.items()}
        for key, counts in found.items():
            known = self.places.get(key) or Place()
            self.places[key] = replace(
                known, cities=known.cities | frozenset(counts), weight=sum(counts.values()), capitals=False
            )

    def _add_names(self) -> None:
        listed = [(body, list(self._readings(body))) for body in self.bodies.values()]
        common = common_words(listed, self.places)
        found: dict[str, dict[str, Name]] = {}
        for body, forms in listed:
            record, target = self.standing(body), self.current(body)
            if record is None or target is None:
                continue
            for form, words in forms:
                loose = form == "loose short name"
                kind = "short name" if loose else form
                key = "".join(words)
                if not 2 <= len(key) <= LONGEST or key in self.places or all(word in self.places for word in words):
                    continue
                if kind == "alias" and len(words) == 1 and self._is_a_town(key, body):
                    continue
                generic = is_generic(key, words, common)
                if generic and (len(words) == 1 or key in common):
                    continue
                if kind == "part name" and not generic and len(words) > 1:
                    kind = "alias"
                teaching = kind in ("name", "native name") and not UNIVERSITY.isdisjoint(words)
                known = found.setdefault(key, {}).get(record.id)
                if known is None or KINDS[kind] < KINDS[known.kind]:
                    found[key][record.id] = Name(record, target, kind, generic, len(words), teaching, loose=loose)
        printed = (word for _, forms in listed for _, words in forms for word in words)
        self.vocabulary = Vocabulary((*printed, *self.places.values))
        for key, name in reordered(listed, found, self.places):
            self.reordered.setdefault(key, []).append(name)
        for key, by_id in found.items():
            names = [by_id[id] for id in sorted(by_id)]
            if len(names) > 1 and any(name.kind == "short name" and not name.loose for name in names):
                names = [name if name.kind == "short name" else replace(name, branching=True) for name in names]
            self.names[key] = tuple(names)

    def _is_a_town(self, key: str, body: Body) -> bool:
        """True for a name in a list entry that is a city of its country in another spelling: lists print places so."""
        if not body.of_list or len(key) < _TOWN_LETTERS:
            return False
        cities = self.cities_of(body.country)
        return process.extractOne(key, cities, scorer=fuzz.ratio, score_cutoff=_TOWN_ALIKE) is not None

    def _readings(self, body: Body) -> Iterator[tuple[str, list[str]]]:
        parents = [self.bodies[id] for id in body.part_of if id in self.bodies]
        return readings(body, parents, self._cities[body.id])


def fingerprint(bodies: Iterable[Body]) -> str:
    """Hash of the institution data and of the rules, whatever the order of the bodies."""
    digests = sorted(hashlib.blake2b(msgspec.msgpack.encode(body), digest_size=16).digest() for body in bodies)
    whole = hashlib.blake2b(rules().encode(), digest_size=16)
    for digest in digests:
        whole.update(digest)
    return whole.hexdigest()
