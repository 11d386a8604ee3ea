"""The structure of a list entry's name: does it say that it is a unit of a body, and of which?"""

from __future__ import annotations

from msgspec import Struct

from loader.records import Designation
from loader.resolve import bounds, places
from loader.resolve import text as texts
from loader.resolve.entry_names import EntryName
from loader.resolve.hits import CARING
from loader.resolve.index import Index, Name
from loader.resolve.model import Body, Match
from loader.resolve.text import Text
from loader.resolve.weights import UNIT_OF_PARENT
from loader.resolve.words import OWNERS


class Parts(Struct):
    """What an entry's name and addresses hold beside the body it names."""

    #: bodies of which it says it is a unit, the most specific only
    parents: list[Body]
    #: the unit's own record, where the index has it
    unit: Match | None
    #: ids of all bodies whose names the entry's name contains
    printed: frozenset[str]
    #: keys of the places in the addresses
    places: frozenset[str]


def read(index: Index, entry: Designation, name: EntryName) -> Parts:
    """The parts of the entry's own name, `name`, and the places of its addresses."""
    words = texts.read(name.whole)
    spans = _spans(index, entry, words)
    named = [(start, end, words.key(start, end)) for start, end, place in index.places.find(words) if place.countries]
    around = bounds.Around(
        {start for start, _, _ in spans},
        {end for _, end, _ in spans},
        {start: key for start, _, key in named},
        {end for _, end, _ in named},
    )
    parents: dict[str, Body] = {}
    unit: Match | None = None
    for start, end, found in spans:
        body = found.record
        company = body.kind == "company"
        if name.company and not company:
            continue
        if bounds.longer(words, start, end, around, company, body.kind in CARING):
            continue
        rest = _rest(words, start, end, named)
        if not rest or _owned(words, start, end):
            continue
        parents[body.id] = body
        unit = unit or _unit(index, entry, body, rest)
    above = {ancestor for body in parents.values() for ancestor in index.ancestors(body)}
    lowest = [body for body in parents.values() if body.id not in above]
    return Parts(lowest, unit, frozenset(found.record.id for _, _, found in spans), _addresses(index, entry))


def agree(entry: Designation, body: Body) -> int:
    """1 where the body is of a country of the entry, -1 where of another, 0 where one of them has none."""
    if body.country is None or not entry.countries:
        return 0
    return 1 if any(places.compatible(body.country, country) for country in entry.countries) else -1


def _addresses(index: Index, entry: Designation) -> frozenset[str]:
    found: set[str] = set()
    for address in entry.addresses:
        words = texts.read(address)
        found.update(words.key(start, end) for start, end, _ in index.places.find(words))
    return frozenset(found)


def _spans(index: Index, entry: Designation, words: Text) -> list[tuple[int, int, Name]]:
    """Names of bodies in the entry's name, longest first, none inside another, each of one body only."""
    found = sorted(index.names.find(words), key=lambda span: (span[0] - span[1], span[0]))
    taken: set[int] = set()
    spans = []
    for start, end, names in found:
        if end - start == len(words) or not taken.isdisjoint(range(start, end)):
            continue
        taken.update(range(start, end))
        likely = [name for name in names if _can_be_parent(entry, name)]
        if len(likely) == 1:
            spans.append((start, end, likely[0]))
    return spans


def _can_be_parent(entry: Designation, name: Name) -> bool:
    if name.record.id.startswith("lst:") or name.kind not in ("name", "native name", "alias") or name.length < 2:
        return False
    country = agree(entry, name.record)
    return country > 0 or (country == 0 and not name.generic)


def _owned(words: Text, start: int, end: int) -> bool:
    """True where an owner is printed before the body ("Academy X — Institute Y"): the entry is no unit of it."""
    before = words.words[:start]
    return end == len(words) and words.joined[start] == "" and not OWNERS.isdisjoint(before)


def _rest(words: Text, start: int, end: int, named: list[tuple[int, int, str]]) -> str:
    """Key of what the name holds beside the parent and the country printed with it ("of the DPRK")."""
    for first, last, _ in named:
        if first == end:
            end = last
        if last == start:
            start = first
    return words.key(0, start) + words.key(end)


def _unit(index: Index, entry: Designation, parent: Body, rest: str) -> Match | None:
    """The record of the unit called `rest` of `parent`, if there is exactly one."""
    found = {
        name.record.id: name.record
        for name in index.names.get(rest) or ()
        if parent.id in index.ancestors(name.record) and agree(entry, name.record) >= 0 and name.kind != "acronym"
    }
    if len(found) != 1:
        return None
    body = next(iter(found.values()))
    evidence = f"the name prints {parent.name} and its unit {body.name}"
    return Match(body.id, "unit of printed parent", UNIT_OF_PARENT, evidence)
