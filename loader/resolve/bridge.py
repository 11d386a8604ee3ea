"""What other lists say of the body that an entry names: an entry of the same printed name lends its native names.

The US lists print English names only; the ASPI tracker and Japan's list print the same names beside Chinese ones, and
say where the bodies are that the §1286 list prints without countries.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from loader.records import Designation
from loader.resolve import places
from loader.resolve.entry_names import EntryName, entry_names, is_generic
from loader.resolve.text import read
from loader.resolve.words import TEACHING


class _Lender(Struct, frozen=True):
    entry: str
    countries: tuple[str, ...]
    names: tuple[EntryName, ...]


class Bridge:
    """The names of all entries, to be lent between those that print one name."""

    def __init__(self, entries: Iterable[Designation] = ()) -> None:
        self._lenders: dict[str, list[_Lender]] = {}
        self._names: dict[str, list[EntryName]] = {}
        for entry in sorted(entries, key=lambda entry: entry.id):
            if entry.kind not in ("person", "vessel", "aircraft"):
                own, *others = self._names[entry.id] = entry_names(entry)
                natives = tuple(name for name in others if name.kind == "native name")
                if (natives or entry.countries) and own.keys:
                    self._lenders.setdefault(own.keys[0], []).append(_Lender(entry.id, entry.countries, natives))

    def names(self, entry: Designation) -> list[EntryName]:
        """The entry's own names, read once."""
        return self._names.get(entry.id) or entry_names(entry)

    def cross(self, entry: Designation) -> tuple[Designation, list[EntryName]]:
        """`entry`, with a country where it has none and all lenders agree on one; and the native names lent to it."""
        names = self.names(entry)
        key = names[0].keys[0] if names[0].keys else ""
        lenders = [one for one in self._lenders.get(key, ()) if one.entry != entry.id]
        if not entry.countries:
            said = {one.countries for one in lenders if one.countries}
            if len(said) == 1:
                entry = replace(entry, countries=said.pop())
        words = read(names[0].printed).words
        # "Naval Medical University" is generic, but one school has it in a country; "Institute of Physics" is not so.
        identifies = not is_generic(entry.name) or (len(words) > 2 and not TEACHING.isdisjoint(words))
        known = {key for name in names for key in name.keys}
        lent = [
            replace(name, kind="lent name", own=identifies, source=entry.name, lender=one.entry)
            for one in lenders
            if _compatible(entry.countries, one.countries)
            for name in one.names
            if known.isdisjoint(name.keys)
        ]
        return entry, list({name.keys: name for name in lent}.values())


def _compatible(some: Iterable[str], others: Iterable[str]) -> bool:
    return any(places.compatible(one, other) for one in some for other in others)
