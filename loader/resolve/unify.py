"""Entries of several lists that name one body which no registry has share one institution."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from loader.records import Designation
from loader.resolve import places
from loader.resolve import text as texts
from loader.resolve.entry_names import EntryName, entry_names, is_generic
from loader.resolve.model import OWN

_SHARES = frozenset(("jsc", "ao", "oao", "zao", "pao", "ojsc", "cjsc", "pjsc", "ag", "sa"))
_LIMITED = frozenset(("ooo", "llc", "gmbh"))
#: Legal forms that one body does not have at once.
_APART = ((_SHARES, _LIMITED), (_LIMITED, _SHARES))


def unify(entries: Sequence[Designation]) -> dict[str, str]:
    """Designation id → `lst:<designation id>`, one for all entries that name the same body.

    Two entries are one where the printed name of one is the printed name, or an alias that is not generic, of the
    other (legal forms folded), and both are of one country; entries of one list under several countries where they
    share the name and a citation. The smallest id of a group names it, so the order of `entries` does not matter.
    Persons, vessels and aircraft are left out.
    """
    bodies = sorted(
        (entry for entry in entries if entry.kind not in ("person", "vessel", "aircraft")), key=lambda e: e.id
    )
    root = {entry.id: entry.id for entry in bodies}

    def find(id: str) -> str:
        while root[id] != id:
            root[id] = root[root[id]]
            id = root[id]
        return id

    primary: dict[str, list[Designation]] = {}
    names = {entry.id: entry_names(entry) for entry in bodies}
    for entry in bodies:
        for key in names[entry.id][0].keys:
            primary.setdefault(key, []).append(entry)
    for entry in bodies:
        for name in names[entry.id]:
            if name.kind == "acronym" or not name.own:
                continue
            for key in name.keys:
                for other in primary.get(key, ()):
                    if other.id != entry.id and _same(entry, name, names[entry.id][0], other, names[other.id][0]):
                        first, second = sorted((find(entry.id), find(other.id)))
                        root[second] = first
    return {entry.id: f"{OWN}{find(entry.id)}" for entry in bodies}


def _same(one: Designation, name: EntryName, own: EntryName, other: Designation, others: EntryName) -> bool:
    """Whether two entries are one body, where `name` of `one` is the printed name of `other`, `others`.

    `own` is the printed name of `one`.
    """
    if any(name.forms & form and others.forms & apart for form, apart in _APART):
        return False
    generic = is_generic(name.printed)
    if _one_country(one.countries, other.countries):
        return not generic or (name is own and _share_city(one, other))
    # Sister companies of several countries differ in their legal form; one body listed under several does not.
    notice = one.list == other.list and not set(one.citations).isdisjoint(other.citations)
    return notice and name is own and not generic and name.forms == others.forms


def _one_country(one: Iterable[str], other: Iterable[str]) -> bool:
    return any(places.compatible(a, b) for a in one for b in other)


def _share_city(one: Designation, other: Designation) -> bool:
    """Whether the addresses share a word that is no number, no country and no word of streets: taken for the city."""
    return bool(_places(one) & _places(other))


def _places(entry: Designation) -> set[str]:
    known = places.countries_and_regions()
    found: set[str] = set()
    for address in entry.addresses:
        for part in address.split(",")[1:]:
            key = texts.key(part)
            if key and not any(c.isdigit() for c in key) and not (key in known and known[key].countries):
                found.add(key)
    return found
