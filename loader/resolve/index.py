"""The names of all institutions, ready to be found in strings, and what the resolver must know of each institution."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator

import msgspec
from msgspec import Struct

from loader.resolve import places, text
from loader.resolve.lexicon import LONGEST, Lexicon
from loader.resolve.model import Body
from loader.resolve.places import Place
from loader.resolve.words import GENERIC, SHARED_COUNTRIES

#: Raised with every change of rules that may change a result: stored readings of an older version are made anew.
VERSION = 1

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
    #: name, alias, native name, acronym, or part name (of a unit, to be read beside its parent)
    kind: str
    #: made of words that many bodies share: identifies nobody without a place or a parent
    generic: bool
    #: number of words
    length: int


class Index:
    """The institution data, indexed once; immutable."""

    def __init__(self, bodies: Iterable[Body]) -> None:
        self.bodies: dict[str, Body] = {body.id: body for body in bodies}
        self.fingerprint = _fingerprint(self.bodies.values())
        self._current: dict[str, Body | None] = {}
        self._standing: dict[str, Body | None] = {}
        self._ancestors: dict[str, frozenset[str]] = {}
        self._by_openalex = {f"openalex:{body.openalex}": body for body in self.bodies.values() if body.openalex}
        self.names: Lexicon[tuple[Name, ...]] = Lexicon()
        self.places: Lexicon[Place] = Lexicon()
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
        return frozenset(_city_keys(body))

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
        for body in self.bodies.values():
            if body.country:
                for key in _city_keys(body):
                    counts = found.setdefault(key, {})
                    counts[body.country] = counts.get(body.country, 0) + 1
        for key, counts in found.items():
            known = self.places.get(key) or Place()
            self.places[key] = msgspec.structs.replace(
                known, cities=known.cities | frozenset(counts), weight=sum(counts.values()), capitals=False
            )

    def _add_names(self) -> None:
        listed = [(body, list(_names(body))) for body in self.bodies.values()]
        shared = _shared_words(listed)
        found: dict[str, dict[str, Name]] = {}
        for body, names in listed:
            record, target = self.standing(body), self.current(body)
            if record is None or target is None:
                continue
            for printed, kind in names:
                for reading, as_kind in self._variants(body, printed, kind):
                    words = text.read(reading).words
                    key = "".join(words)
                    if not 2 <= len(key) <= LONGEST or key in self.places:
                        continue
                    generic = as_kind == "part name" or all(word in shared or word.isdigit() for word in words)
                    name = Name(record, target, as_kind, generic, len(words))
                    best = found.setdefault(key, {}).setdefault(record.id, name)
                    if _KINDS[as_kind] < _KINDS[best.kind]:
                        found[key][record.id] = name
        for key, by_id in found.items():
            self.names[key] = tuple(sorted(by_id.values(), key=lambda name: name.record.id))

    def _variants(self, body: Body, printed: str, kind: str) -> Iterator[tuple[str, str]]:
        """`printed` itself, without a bracketed tail, and, for a part, without its parent's name."""
        yield printed, kind
        if (tail := _TAIL.search(printed)) and tail.start() > 2:
            yield printed[: tail.start()], kind
        for id in body.part_of:
            parent = self.bodies.get(id)
            if parent is None or kind == "acronym":
                continue
            for whole in (parent.name, *parent.native_names):
                rest = _without(printed, whole)
                if rest:
                    yield rest, "part name"


#: Which kind of name stands where one body has a key under two.
_KINDS = {"name": 0, "native name": 1, "alias": 2, "part name": 3, "acronym": 4}


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


def _city_keys(body: Body) -> Iterator[str]:
    for city in body.cities:
        key = text.key(city)
        if len(key) > 2:
            yield key
            # GeoNames' ending for Korean cities: Hŭich'ŏn-si
            if key.endswith("si") and body.country in ("KP", "KR"):
                yield key.removesuffix("si")


def _shared_words(listed: list[tuple[Body, list[tuple[str, str]]]]) -> frozenset[str]:
    """Words of the general vocabulary, and those that the index's own bodies share across many countries."""
    where: dict[str, set[str]] = {}
    for body, names in listed:
        if body.country and not body.id.startswith("lst:"):
            for printed, kind in names:
                if kind in ("name", "alias"):
                    for word in text.read(printed).words:
                        where.setdefault(word, set()).add(body.country)
    shared = {word for word, found in where.items() if len(found) >= SHARED_COUNTRIES}
    return frozenset(shared) | GENERIC


def _fingerprint(bodies: Iterable[Body]) -> str:
    """Hash of the institution data and of the rules' version, whatever the order of the bodies."""
    digests = sorted(hashlib.blake2b(msgspec.msgpack.encode(body), digest_size=16).digest() for body in bodies)
    whole = hashlib.blake2b(f"resolver {VERSION}".encode(), digest_size=16)
    for digest in digests:
        whole.update(digest)
    return whole.hexdigest()
