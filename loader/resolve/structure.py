"""The structure of a list entry: does it say that it is a unit of a body, and of which?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from loader.records import Designation
from loader.resolve import bounds, units
from loader.resolve import text as texts
from loader.resolve.entry_forms import bare, spelled_out
from loader.resolve.entry_names import EntryName
from loader.resolve.hits import CARING, is_company
from loader.resolve.index import Index
from loader.resolve.model import Body, Match
from loader.resolve.name_forms import Name
from loader.resolve.places_of_entry import agree, places_in
from loader.resolve.text import Text
from loader.resolve.words import BODY, EMPTY, GENERIC, OWNERS, TEACHING

_WHOLE = ("name", "native name", "alias")
#: Kinds of academies, their branches, and ministries: a registry may have an institute below another branch.
_COMPOSED = frozenset(("government", "academy", "ministry"))
#: An acronym names a parent from this many letters on, beside other words and in its own country only.
_ACRONYM = 3


class Beside(Struct, frozen=True):
    """A body of which something other than the entry's own name in full says that the entry is a part."""

    body: Body
    #: "name", "alias", "native name", "address"
    where: str
    text: str
    #: the name of the entry that holds it; the entry's own for an address
    source: str


class Parts(Struct):
    """What an entry's names and addresses hold beside the body it names."""

    #: bodies of which its own name says, in full, that it is a unit, the most specific only
    parents: list[Body]
    #: the same by an acronym, an alias or an address: for a person to judge
    beside: list[Beside]
    #: the unit's own record, where the index has it
    unit: Match | None
    #: the entry's own name without a parent
    rests: tuple[str, ...]
    #: ids of all bodies whose names the entry's name contains
    printed: frozenset[str]
    #: keys of the places in the addresses
    places: frozenset[str]
    #: ids of the bodies that the name begins with, before their owner: "Second Institute …, Ministry of …"
    heads: frozenset[str] = frozenset()


class _Found(Struct):
    body: Body
    rest: str
    #: named by an acronym only
    short: bool
    #: its own academy is printed beside it, and nothing else but a dedication: the name is its own
    own: bool = False
    dedicated: bool = False
    generic: bool = False
    #: the name begins with it, and its owner follows after a comma
    head: bool = False


def read(index: Index, entry: Designation, names: Sequence[EntryName]) -> Parts:
    """The parts of the entry's names, its own first, and the places of its addresses."""
    own, *others = names
    found, printed = _parents(index, entry, own)
    parents = {one.body.id: one.body for one in found if not one.short and not one.own}
    unit = units.printed(entry, [(one.body, one.dedicated) for one in found if one.own]) or units.find(
        index, entry, [(one.body, one.rest) for one in found if not one.short and not one.own]
    )
    beside: dict[str, Beside] = {}
    for one in found:
        if one.short:
            beside.setdefault(one.body.id, Beside(one.body, "name", own.printed, own.source))
    for name in others:
        if name.kind in ("alias", "native name"):
            for one in _parents(index, entry, name)[0]:
                if one.generic:
                    continue
                beside.setdefault(one.body.id, Beside(one.body, name.kind, name.printed, name.source))
    for body, address in _schools_in(index, entry):
        beside.setdefault(body.id, Beside(body, "address", address, own.source))
    lowest = _lowest(index, list(parents.values()))
    aside = [one for id, one in sorted(beside.items()) if id not in parents]
    rests = tuple(one.rest for one in found if not one.short and not one.own)
    heads = frozenset(one.body.id for one in found if one.head)
    return Parts(lowest, aside, unit, rests, printed, places_in(index, entry), heads)


def _lowest(index: Index, bodies: list[Body]) -> list[Body]:
    above = {ancestor for body in bodies for ancestor in index.ancestors(body)}
    return [body for body in bodies if body.id not in above]


def _parents(index: Index, entry: Designation, name: EntryName) -> tuple[list[_Found], frozenset[str]]:
    """Bodies of which `name` says it is a unit, with what else it holds; ids of all bodies in it."""
    words = texts.read(spelled_out(bare(name.whole)))
    spans = _spans(index, entry, words)
    if not spans:
        return [], frozenset()
    named = [(start, end, words.key(start, end)) for start, end, place in index.places.find(words) if place.countries]
    around = bounds.Around(
        {start for start, _, _ in spans},
        {end for _, end, _ in spans},
        {start: key for start, _, key in named},
        {end for _, end, _ in named},
    )
    found: dict[str, _Found] = {}
    for start, end, one in spans:
        body = one.record
        company = is_company(body, words.legal[end - 1])
        if name.company and not company:
            continue
        if bounds.longer(words, start, end, around, company, body.kind in CARING):
            continue
        rest = _rest(words, start, end, named)
        own, dedicated = _own(index, words, body, (start, end), spans, named)
        if not rest or (not own and _owned(words, start, end)):
            continue
        head = start == 0 and end < len(words) and words.divided[end] == "," and _is_owner(words, end)
        found.setdefault(body.id, _Found(body, rest, one.kind == "acronym", own, dedicated, one.generic, head))
    return list(found.values()), frozenset(one.record.id for _, _, one in spans)


def _own(
    index: Index,
    words: Text,
    body: Body,
    span: tuple[int, int],
    spans: list[tuple[int, int, Name]],
    named: list[tuple[int, int, str]],
) -> tuple[bool, bool]:
    """Whether the name is the body's own beside that of its academy, and whether a dedication is printed too."""
    above = index.ancestors(body)
    parents = [
        (start, end)
        for start, end, name in spans
        if name.record.id in above
        or (
            name.record.kind in _COMPOSED
            and not above.isdisjoint(index.ancestors(name.record))
            and body.kind not in _COMPOSED
        )
    ]
    if not parents:
        return False, False
    covered = {i for start, end in (span, *parents, *((one[0], one[1]) for one in named)) for i in range(start, end)}
    left = [words.words[i] for i in range(len(words)) if i not in covered]
    telling = [word for word in left if len(word) > 2 and word not in EMPTY]
    dedication = not any(
        word in GENERIC or word in BODY or word in index.places or word[0].isdigit() for word in telling
    )
    return dedication, bool(telling)


def _schools_in(index: Index, entry: Designation) -> Iterator[tuple[Body, str]]:
    """Universities that print themselves in an address: "Key Laboratory …, 96 Jinzhai Road, University of …"."""
    for address in entry.addresses:
        words = texts.read(address)
        for start, end, name in _spans(index, entry, words):
            teaching = not TEACHING.isdisjoint(words.words[start:end])
            if (
                teaching
                and name.length > 1
                and name.kind in ("name", "native name")
                and agree(entry, name.record, index)
            ):
                yield name.record, address


def _spans(index: Index, entry: Designation, words: Text) -> list[tuple[int, int, Name]]:
    """Names of bodies in `words`, longest first, none inside another, each of one body only."""
    found = sorted(index.names.find(words), key=lambda span: (span[0] - span[1], span[0]))
    taken: set[int] = set()
    spans = []
    for start, end, names in found:
        if end - start == len(words) or not taken.isdisjoint(range(start, end)):
            continue
        printed = words.printed[start:end]
        likely = [name for name in names if _can_be_parent(index, entry, name, printed, len(names))]
        if len(likely) == 1:
            taken.update(range(start, end))
            spans.append((start, end, likely[0]))
        elif any(name.kind in _WHOLE for name in names):
            taken.update(range(start, end))
    return spans


def _can_be_parent(index: Index, entry: Designation, name: Name, printed: list[str], namesakes: int) -> bool:
    if name.record.of_list:
        return False
    country = agree(entry, name.record, index)
    if name.kind == "acronym":
        return len(printed) == 1 and printed[0].isupper() and len(printed[0]) >= _ACRONYM and country > 0
    if name.kind not in _WHOLE or name.length < 2:
        return False
    # A generic name without a country is a parent's where only one body bears it.
    return country > 0 or (country == 0 and (not name.generic or (namesakes == 1 and name.length > 2)))


def _owned(words: Text, start: int, end: int) -> bool:
    """True where an owner is printed before the body ("Academy X — Institute Y"): the entry is no unit of it."""
    before = words.words[:start]
    return end == len(words) and words.joined[start] == "" and not OWNERS.isdisjoint(before)


def _is_owner(words: Text, start: int) -> bool:
    """True where the part of the name that begins there is a ministry's, an academy's or the like."""
    return any(words.words[i] in OWNERS for i in range(start, len(words)) if words.segment[i] == words.segment[start])


def _rest(words: Text, start: int, end: int, named: list[tuple[int, int, str]]) -> str:
    """What the name holds beside the parent and the country printed with it ("of the DPRK"), as printed."""
    for first, last, _ in named:
        if first == end:
            end = last
        if last == start:
            start = first
    return f"{words.quote(0, start)} {words.quote(end, len(words))}".strip()
