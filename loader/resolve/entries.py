"""List entries to institutions: the entry's names → bodies under these names → the same body, a unit of it, or none.

A listing never climbs from a unit to its parent nor falls to a unit: an entry that names a unit of a body is resolved
to the unit's own record, or becomes an institution of its own, part of the body.
"""

from __future__ import annotations

from loader.records import Designation
from loader.resolve import links, structure
from loader.resolve.bridge import Bridge
from loader.resolve.entry_names import EntryName, entry_names, is_body
from loader.resolve.index import Index
from loader.resolve.links import Link
from loader.resolve.model import Candidate, EntryReading, Match
from loader.resolve.structure import Parts
from loader.resolve.weights import PART_OF, PART_OF_ASIDE

_PART = ("part of", "name contains it")


def resolve_entry(index: Index, entry: Designation, bridge: Bridge | None = None) -> EntryReading:
    """The institution that a list entry names, those a person should look at, and whether it becomes one of its own.

    `bridge` holds the other lists' entries, whose names it may borrow. Bodies that stem from lists (`lst:…`) are not
    looked at: `unify` joins entries with each other. Raises nothing.
    """
    if entry.kind in ("person", "vessel", "aircraft"):
        return EntryReading()
    names = bridge.names(entry) if bridge is not None else entry_names(entry)
    if entry.kind == "unknown" and not any(is_body(name) for name in names):
        return EntryReading()
    lent: list[EntryName] = []
    if bridge is not None:
        entry, lent = bridge.cross(entry)
    parts = structure.read(index, entry, names)
    found = links.find(index, entry, [*names, *lent], parts)
    target = links.target(found)
    if target is not None and parts.unit is not None and target.body.id != parts.unit.institution:
        # The name says one thing, and the registry's aliases another.
        unit = parts.unit
        other = Candidate(unit.institution, "same body", unit.method, unit.score, unit.evidence, unit.entry_name)
        return EntryReading((), (other, *_open(names[0], parts, found, {unit.institution})), own=True)
    if target is not None:
        named = [link for link in found if link.name is not None]
        named += links.units_in_aliases(index, entry, names, parts, target.body)
        return _reading(_match(target), names[0], parts, named)
    if parts.unit is not None:
        return _reading(parts.unit, names[0], parts, found)
    whole = [parent.id for parent in parts.parents if parent.id not in parts.heads]
    found += links.units_like(index, entry, names, parts)
    return EntryReading(
        (), _open(names[0], parts, found, set()), own=True, part_of=whole[0] if len(whole) == 1 else None
    )


def _reading(match: Match, name: EntryName, parts: Parts, found: list[Link]) -> EntryReading:
    return EntryReading((match,), _open(name, parts, found, {match.institution}))


def _open(name: EntryName, parts: Parts, found: list[Link], known: set[str]) -> tuple[Candidate, ...]:
    """What a person should look at: first what the entry may be a part of, then what it may be."""
    candidates: dict[str, Candidate] = {}
    for parent in parts.parents:
        evidence = f"the entry's name “{name.printed}” contains {parent.name}"
        relation, method = ("same body", "name before its owner's") if parent.id in parts.heads else _PART
        candidates[parent.id] = Candidate(parent.id, relation, method, PART_OF, evidence, name.source)
    for link in found:
        one = Candidate(link.body.id, "same body", link.method, link.score, link.evidence, link.entry.source)
        candidates.setdefault(link.body.id, one)
    for beside in parts.beside:
        evidence = f"the entry's {beside.where} “{beside.text}” contains {beside.body.name}"
        method = f"{beside.where} contains it"
        one = Candidate(beside.body.id, "part of", method, PART_OF_ASIDE, evidence, beside.source)
        candidates.setdefault(beside.body.id, one)
    return tuple(candidate for id, candidate in candidates.items() if id not in known)


def _match(link: Link) -> Match:
    return Match(link.body.id, link.method, link.score, link.evidence, link.entry.source)
