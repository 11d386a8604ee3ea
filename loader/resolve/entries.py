"""List entries to institutions: the entry's names → bodies under these names → the same body, a unit of it, or none.

A listing never climbs from a unit to its parent nor falls to a unit: an entry that names a unit of a body is resolved
to the unit's own record, or becomes an institution of its own, part of the body.
"""

from __future__ import annotations

from loader.records import Designation
from loader.resolve import links, structure
from loader.resolve.entry_names import EntryName, entry_names, is_body
from loader.resolve.index import Index
from loader.resolve.links import Link
from loader.resolve.model import Body, Candidate, EntryReading, Match
from loader.resolve.weights import PART_OF


def resolve_entry(index: Index, entry: Designation) -> EntryReading:
    """The institution that a list entry names, those a person should look at, and whether it becomes one of its own.

    Bodies that stem from lists (`lst:…`) are not looked at: `unify` joins entries with each other. Raises nothing.
    """
    if entry.kind in ("person", "vessel", "aircraft"):
        return EntryReading()
    names = entry_names(entry)
    if entry.kind == "unknown" and not any(is_body(name) for name in names):
        return EntryReading()
    parts = structure.read(index, entry, names[0])
    found = links.find(index, entry, names, parts)
    target = links.target(found)
    if target is not None:
        named = [link for link in found if link.name is not None]
        return EntryReading((_match(target),), _candidates(named, {target.body.id}))
    if parts.unit is not None:
        above = [parent for parent in parts.parents if parent.id != parts.unit.institution]
        known = {parts.unit.institution, *(parent.id for parent in above)}
        return EntryReading((parts.unit,), (*_part_of(names[0], above), *_candidates(found, known)))
    candidates = (*_part_of(names[0], parts.parents), *_candidates(found, {parent.id for parent in parts.parents}))
    part_of = parts.parents[0].id if len(parts.parents) == 1 else None
    return EntryReading((), candidates, own=True, part_of=part_of)


def _match(link: Link) -> Match:
    return Match(link.body.id, link.method, link.score, link.evidence, link.entry.source)


def _candidates(found: list[Link], known: set[str]) -> tuple[Candidate, ...]:
    return tuple(
        Candidate(link.body.id, "same body", link.method, link.score, link.evidence, link.entry.source)
        for link in found
        if link.body.id not in known
    )


def _part_of(name: EntryName, parents: list[Body]) -> tuple[Candidate, ...]:
    evidence = f"the entry's name “{name.printed}” contains "
    return tuple(
        Candidate(parent.id, "part of", "name contains it", PART_OF, evidence + parent.name, name.source)
        for parent in parents
    )
