"""List entries to institutions: the entry's names → bodies under these names → the same body, a unit of it, or none.

A listing never climbs from a unit to its parent nor falls to a unit: an entry that names a unit of a body is resolved
to the unit's own record, or becomes an institution of its own, part of the body.
"""

from __future__ import annotations

from msgspec import Struct

from loader.records import Designation
from loader.resolve import bounds, places
from loader.resolve import text as texts
from loader.resolve.entry_names import EntryName, entry_names, is_body
from loader.resolve.hits import CARING
from loader.resolve.index import Index, Name
from loader.resolve.model import Body, Candidate, EntryReading, Match
from loader.resolve.text import Text
from loader.resolve.weights import CAP, ENTRY_AGREES, ENTRY_BASE, ENTRY_MISSES, PART_OF, UNIT_OF_PARENT

#: A generic name of this many words still names one body of its country ("Nuclear Science and Technology Research
#: Institute"); a shorter one ("Institute of Automation") needs its city or its parent.
_LONG_GENERIC = 4


class Link(Struct):
    """A body under one of the entry's names, with the evidence."""

    entry: EntryName
    name: Name
    country: int
    #: 1 a city of the body is in the addresses, -1 only others of its country are, 0 nothing is known
    city: int

    @property
    def body(self) -> Body:
        return self.name.record

    @property
    def score(self) -> float:
        score = ENTRY_BASE[self.entry.kind, self.name.kind]
        score += ENTRY_AGREES["country"] * (self.country > 0) + ENTRY_AGREES["city"] * (self.city > 0)
        score -= ENTRY_MISSES["city"] * (self.city < 0) + ENTRY_MISSES["generic"] * self.name.generic
        return round(min(score, CAP), 3)

    @property
    def evidence(self) -> str:
        reasons = [f"{self.entry.kind} “{self.entry.printed}” is {self.name.description}"]
        if self.country:
            reasons.append(f"country {self.body.country} agrees")
        if self.city > 0:
            reasons.append("its city is in the entry's address")
        if self.city < 0:
            reasons.append("the entry's address is in another city")
        return "; ".join(reasons)


def resolve_entry(index: Index, entry: Designation) -> EntryReading:
    """The institution that a list entry names, those a person should look at, and whether it becomes one of its own.

    Bodies that stem from lists (`lst:…`) are not looked at: `unify` joins entries with each other. Raises nothing.
    """
    if entry.kind in ("person", "vessel", "aircraft"):
        return EntryReading()
    names = entry_names(entry)
    if entry.kind == "unknown" and not any(is_body(name) for name in names):
        return EntryReading()
    where = _addresses(index, entry)
    links = _links(index, entry, names, where)
    target = _target(links)
    if target is not None:
        match = Match(target.body.id, f"{target.entry.kind} = {target.name.kind}", target.score, target.evidence)
        return EntryReading((match,), _candidates(links, {target.body.id}))
    parents, unit = _parents(index, entry, names[0], where)
    if unit is not None:
        above = [parent for parent in parents if parent.id != unit.institution]
        known = {unit.institution, *(parent.id for parent in above)}
        return EntryReading((unit,), (*_part_of(names[0], above), *_candidates(links, known)))
    return EntryReading(
        (),
        (*_part_of(names[0], parents), *_candidates(links, {parent.id for parent in parents})),
        own=True,
        part_of=parents[0].id if len(parents) == 1 else None,
    )


def _addresses(index: Index, entry: Designation) -> set[str]:
    """Keys of the places in the entry's addresses."""
    found: set[str] = set()
    for address in entry.addresses:
        words = texts.read(address)
        found.update(words.key(start, end) for start, end, _ in index.places.find(words))
    return found


def _agree(entry: Designation, body: Body) -> int:
    if body.country is None or not entry.countries:
        return 0
    return 1 if any(places.compatible(body.country, country) for country in entry.countries) else -1


def _city(index: Index, body: Body, where: set[str]) -> int:
    cities = index.cities(body)
    if cities & where:
        return 1
    other = any(
        body.country in place.cities and place.weight >= 3
        for key in where
        if (place := index.places.get(key)) is not None and not place.countries
    )
    return -1 if other and cities else 0


def _links(index: Index, entry: Designation, names: list[EntryName], where: set[str]) -> list[Link]:
    """Bodies of a compatible country under the entry's names, the strongest link of each, by score."""
    best: dict[str, Link] = {}
    for printed in names:
        if printed.kind == "acronym":
            continue
        for name in _lookup(index, printed):
            body = name.record
            country = _agree(entry, body)
            if country < 0 or name.kind not in _WHOLE or (printed.company and body.kind in _SCHOOLS):
                continue
            link = Link(printed, name, country, _city(index, body, where))
            if body.id not in best or best[body.id].score < link.score:
                best[body.id] = link
    return sorted(best.values(), key=lambda link: (-link.score, link.body.id))


_WHOLE = frozenset(("name", "native name", "alias"))
#: A company that carries the name of one of these is not it.
_SCHOOLS = frozenset(("education", "university", "military university"))


def _lookup(index: Index, printed: EntryName) -> tuple[Name, ...]:
    found: dict[str, Name] = {}
    for key in printed.keys:
        for name in index.names.get(key) or ():
            if not name.record.id.startswith("lst:"):
                found.setdefault(name.record.id, name)
    return tuple(found.values())


def _target(links: list[Link]) -> Link | None:
    """The one link that says: the same body."""
    certain = [link for link in links if _is_certain(link)]
    primary = [link for link in certain if link.entry.kind != "alias"]
    for strongest in (primary, certain):
        if strongest:
            tied = [link for link in strongest if link.score >= strongest[0].score - 0.02]
            return strongest[0] if len(tied) == 1 else None
    return None


def _is_certain(link: Link) -> bool:
    name, alias = link.name, link.entry.kind == "alias"
    if name.generic:
        if alias or link.city < 0:
            return False
        own = name.kind != "alias" and (name.length >= _LONG_GENERIC or (name.teaching and link.country > 0))
        return link.city > 0 or own
    if alias:
        # An alias of both sides is weak; an alias of the entry is a body's own name where nothing speaks against it.
        placed = link.city > 0 if name.kind == "alias" else link.city >= 0
        return link.country > 0 and placed and name.length > 1
    return name.length > 1 or link.city > 0 or link.country > 0


def _candidates(links: list[Link], known: set[str]) -> tuple[Candidate, ...]:
    return tuple(
        Candidate(link.body.id, "same body", f"{link.entry.kind} = {link.name.kind}", link.score, link.evidence)
        for link in links
        if link.body.id not in known
    )


def _part_of(name: EntryName, parents: list[Body]) -> tuple[Candidate, ...]:
    return tuple(
        Candidate(
            parent.id,
            "part of",
            "name contains it",
            PART_OF,
            f"the entry's name “{name.printed}” contains {parent.name}",
        )
        for parent in parents
    )


def _parents(index: Index, entry: Designation, name: EntryName, where: set[str]) -> tuple[list[Body], Match | None]:
    """Bodies that the entry's name says it is a unit of, the most specific only; and the unit's own record, if any."""
    words = texts.read(name.whole)
    spans = _spans(index, entry, words)
    parents: dict[str, Body] = {}
    unit: Match | None = None
    around = bounds.Around({start for start, _, _ in spans}, {end for _, end, _ in spans}, {}, set())
    for start, end, found in spans:
        body = found.record
        company = body.kind == "company"
        if name.company and not company:
            continue
        if bounds.longer(words, start, end, around, company, body.kind in CARING):
            continue
        rest = _rest(words, start, end)
        if not rest:
            continue
        parents[body.id] = body
        unit = unit or _unit(index, entry, body, rest, where)
    above = {ancestor for body in parents.values() for ancestor in index.ancestors(body)}
    return [body for body in parents.values() if body.id not in above], unit


def _spans(index: Index, entry: Designation, words: Text) -> list[tuple[int, int, Name]]:
    """Names of bodies in the entry's name, longest first, none inside another, each of one body only."""
    found = sorted(index.names.find(words), key=lambda span: (span[0] - span[1], span[0]))
    taken: set[int] = set()
    spans = []
    for start, end, names in found:
        if end - start == len(words) or not taken.isdisjoint(range(start, end)):
            continue
        likely = [
            name
            for name in names
            if not name.record.id.startswith("lst:")
            and name.kind in ("name", "native name", "alias")
            and (_agree(entry, name.record) > 0 or (_agree(entry, name.record) == 0 and not name.generic))
            and name.length > 1
        ]
        taken.update(range(start, end))
        if len(likely) == 1 and (not likely[0].generic or _agree(entry, likely[0].record) > 0):
            spans.append((start, end, likely[0]))
    return spans


def _rest(words: Text, start: int, end: int) -> str:
    """Key of what the name holds beside the parent, without the countries in it."""
    before, after = words.words[:start], words.words[end:]
    named = places.countries_and_regions()
    for side in (before, after):
        place = named.get("".join(side))
        if place is not None and place.countries:
            side.clear()
    return "".join(before + after)


def _unit(index: Index, entry: Designation, parent: Body, rest: str, where: set[str]) -> Match | None:
    """The record of the unit called `rest` of `parent`, if there is exactly one."""
    found = {
        name.record.id: name.record
        for name in index.names.get(rest) or ()
        if parent.id in index.ancestors(name.record) and _agree(entry, name.record) >= 0 and name.kind != "acronym"
    }
    if len(found) != 1:
        return None
    body = next(iter(found.values()))
    city = " and its city is in the address" if _city(index, body, where) > 0 else ""
    return Match(
        body.id,
        "unit of printed parent",
        UNIT_OF_PARENT,
        f"the name prints {parent.name} and its unit {body.name}{city}",
    )
