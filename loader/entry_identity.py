"""Which entries of a file are entries already known, written differently: one mechanism for all lists without keys.

Where a publisher gives no key, an entry is known by country and name, and a name is written anew now and then. An entry
that a file alone has and one that it lacks are one entry where they stand under one country, cite one notice, and share
a name or an alias but for how it is written; only where that says so of exactly one pair.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct
from rapidfuzz.distance import OSA

from loader.citations import citations
from loader.countries import name as country_name
from loader.entry_units import unit_in
from loader.identifiers import entry_key, slug
from loader.records import Designation
from loader.resolve.text import read

#: Some print the page a notice begins on, some the page the entry stands on. Notices of Commerce are shorter than this.
_PAGES = 15
#: A shared name of fewer letters is no evidence: "NII" and "MOD" are many bodies.
_LETTERS = 5
#: Names with a slip of the pen: one letter in at least so many.
_LONG = 10
#: A letter or apostrophe that the publisher lost: "Xi?an", "Co”peratief".
_LOST = re.compile(r"(?<=[^\W\d])[?”](?=[^\W\d])")


class Face(Struct, frozen=True):
    """What an entry is known again by. `names` begins with the name itself; former names are among them."""

    key: str
    names: tuple[str, ...]
    addresses: tuple[str, ...] = ()
    citations: tuple[str, ...] = ()
    #: further keys that files made of it
    keys: tuple[str, ...] = ()

    @property
    def country(self) -> str:
        return self.key.partition("-")[0]


class Same(Struct, frozen=True):
    """`known` is the key of the entry by the key that the file makes; `unsure` says in words what was left open."""

    known: dict[str, str]
    #: of `known`, those found by this file
    found: frozenset[str]
    unsure: tuple[str, ...]


def is_keyless(entry: Designation) -> bool:
    """Whether the entry's key is made of its country and name, and so changes with them."""
    return entry.key in {entry_key(code, entry.name) for code in (entry.key[:2].upper(), None)}


def face_of(entry: Designation) -> Face:
    """A file's entry."""
    return Face(entry.key, (entry.name, *entry.aliases, *entry.native_names), entry.addresses, entry.citations)


def face_of_node(properties: Mapping[str, Any]) -> Face:
    """A Designation node's properties."""
    names = [
        properties["name"],
        *(properties.get("aliases") or ()),
        *(properties.get("native_names") or ()),
        *(seen.partition("|")[2] for seen in properties.get("names_seen") or ()),
    ]
    return Face(
        key=properties["id"].partition("/")[2],
        names=tuple(dict.fromkeys(names)),
        addresses=tuple(properties.get("addresses") or ()),
        citations=tuple(properties.get("citations") or ()),
        keys=tuple(kept.partition("|")[2] for kept in properties.get("keys") or ()),
    )


def same_entries(printed: Sequence[Designation], stored: Sequence[Face]) -> Same:
    """Which of a list's stored entries the entries of a file are, where that is not the one with their key."""
    keys = {face.key for face in stored}
    taken = {entry.key for entry in printed} & keys
    known: dict[str, str] = {}
    remembered = {key: face.key for face in stored for key in face.keys}
    for entry in printed:
        before = remembered.get(entry.key)
        if entry.key not in keys and before is not None and before not in taken:
            known[entry.key] = before
            taken.add(before)
    new = [_Read(face_of(one)) for one in printed if one.key not in keys and one.key not in known and is_keyless(one)]
    gone = [_Read(face) for face in stored if face.key not in taken] if new else []
    pairs, unsure = _pairs(new, gone)
    return Same({**known, **pairs}, frozenset(pairs), unsure)


class _Read:
    """A face with its names read as words, once."""

    def __init__(self, face: Face) -> None:
        self.face = face
        self.notices = [one for text in face.citations for one in citations(text)]
        self.letters = slug(face.names[0]).replace("-", "")
        texts = [text for name in face.names for text in (name, unit_in(name)) if text]
        words = [_words(text) for text in texts]
        self.words = words[0]
        self.keys = {key for one in words if len(key := "".join(one)) >= _LETTERS}
        self.also = {word for one in words[1:] for word in one}
        said = [*face.addresses, country_name(face.country.upper()) or ""]
        self.about = {*self.words, *self.also, *(word for text in said for word in _words(text))}

    @property
    def digits(self) -> list[str]:
        return re.findall(r"\d+", self.face.names[0])


def _words(text: str) -> list[str]:
    return read(_LOST.sub("'", text)).words


def _pairs(new: Sequence[_Read], gone: Sequence[_Read]) -> tuple[dict[str, str], tuple[str, ...]]:
    """One entry each, by the strongest likeness first; what could be several is left to nobody, and said."""
    near = [
        (a, b)
        for country in sorted({one.face.country for one in new})
        for a in new
        if a.face.country == country
        for b in gone
        if b.face.country == country and _one_notice(a, b)
    ]
    pairs: dict[str, str] = {}
    open_cases: set[str] = set()
    unsure = []
    for alike in (_same_letters, _abbreviated, _with_address, _shared_name, _slip):
        found = [
            (a.face, b.face)
            for a, b in near
            if a.face.key not in pairs and a.face.key not in open_cases and b.face.key not in open_cases
            if b.face.key not in pairs.values() and alike(a, b)
        ]
        here = Counter(a.key for a, _ in found)
        there = Counter(b.key for _, b in found)
        for a, b in found:
            if here[a.key] == there[b.key] == 1:
                pairs[a.key] = b.key
            else:
                open_cases |= {a.key, b.key}
                unsure.append(f"{a.names[0]!r} may be the entry {b.names[0]!r}, among others: kept apart")
    return pairs, tuple(unsure)


def _one_notice(a: _Read, b: _Read) -> bool:
    return any(
        one.name == other.name
        or (
            (" FR " in one.name and " FR " in other.name and one.volume == other.volume)
            and abs(one.place - other.place) <= _PAGES
        )
        for one in a.notices
        for other in b.notices
    )


def _same_letters(a: _Read, b: _Read) -> bool:
    """ "32 Group China Ltd." and "32Group China Ltd."."""
    return a.letters == b.letters


def _shared_name(a: _Read, b: _Read) -> bool:
    """A name or alias in common, legal form and joining words apart."""
    return not a.keys.isdisjoint(b.keys)


def _abbreviated(a: _Read, b: _Read) -> bool:
    """One name begins with the other, and goes on with what the body is called too: "… Institute (TsAGI)"."""
    short, long, rest = _rest(a, b)
    return bool(rest) and {*short.words, *short.also, *long.also}.issuperset(rest)


def _with_address(a: _Read, b: _Read) -> bool:
    """One name begins with the other, and goes on with what that has as its address."""
    short, _, rest = _rest(a, b)
    return bool(rest) and short.about.issuperset(rest)


def _rest(a: _Read, b: _Read) -> tuple[_Read, _Read, list[str]]:
    """The entries of the shorter and the longer name, and the words that the longer one has more, if it begins so."""
    short, long = (a, b) if len(a.words) <= len(b.words) else (b, a)
    length = len(short.words)
    return short, long, long.words[length:] if length > 1 and long.words[:length] == short.words else []


def _slip(a: _Read, b: _Read) -> bool:
    """Names that differ in one letter, numbers apart: "Andey" and "Andrey"."""
    one, other = "".join(a.words), "".join(b.words)
    return min(len(one), len(other)) >= _LONG and a.digits == b.digits and OSA.distance(one, other, score_cutoff=1) <= 1
