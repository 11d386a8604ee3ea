"""The record of the unit that an entry's name prints beside its parent ("Institute of X, Y Academy")."""

from __future__ import annotations

from collections.abc import Sequence

from loader.records import Designation
from loader.resolve import text as texts
from loader.resolve.index import Index
from loader.resolve.model import Body, Match
from loader.resolve.places_of_entry import agree, city, places_in
from loader.resolve.similar import Likeness, bag
from loader.resolve.weights import UNIT_BY_WORDS, UNIT_OF_PARENT
from loader.resolve.words import BODY, GENERIC

#: Words that both names share, so that a name without its dedication is still that unit's: "Institute of Semiconductor
#: Physics" is enough, "Institute of Physics" is not.
_ENOUGH = 3


def printed(entry: Designation, bodies: Sequence[tuple[Body, bool]]) -> Match | None:
    """The body whose own name stands beside its academy's; True with it where a dedication is printed too."""
    if len(bodies) != 1:
        return None
    body, dedicated = bodies[0]
    if dedicated and len(bag(body.name).stems) < _ENOUGH:
        return None
    evidence = f"the name prints {body.name} and what it is part of" + ("; dedications aside" if dedicated else "")
    return Match(
        body.id, "unit of printed parent", UNIT_BY_WORDS if dedicated else UNIT_OF_PARENT, evidence, entry.name
    )


def find(index: Index, entry: Designation, parents: Sequence[tuple[Body, str]]) -> Match | None:
    """The one unit that is called as what the name holds beside a parent; `parents` are bodies and that rest."""
    for parent, rest in parents:
        for body in _named(index, entry, parent, rest):
            evidence = f"the name prints {parent.name} and its unit {body.name}"
            return Match(body.id, "unit of printed parent", UNIT_OF_PARENT, evidence, entry.name)
    for parent, rest in parents:
        found = _alike(index, entry, [body for body, _ in parents], rest)
        if len(found) == 1:
            like = found[0]
            evidence = (
                f"the name prints {parent.name}, and beside it all words of “{like.printed}”, a name of its unit "
                f"{like.body.name}, dedications aside"
            )
            return Match(like.body.id, "unit of printed parent", UNIT_BY_WORDS, evidence, entry.name)
    return None


def _named(index: Index, entry: Designation, parent: Body, rest: str) -> list[Body]:
    """The unit of `parent` called `rest`, if there is exactly one."""
    found = {
        name.record.id: name.record
        for name in index.names.get(texts.key(rest)) or ()
        if parent.id in index.ancestors(name.record)
        and agree(entry, name.record, index) >= 0
        and name.kind != "acronym"
    }
    return list(found.values()) if len(found) == 1 else []


def _alike(index: Index, entry: Designation, parents: list[Body], rest: str) -> list[Likeness]:
    """Units of the parents, or of what these are part of, whose names differ from `rest` by dedications only."""
    wholes = {parent.id for parent in parents}
    wholes.update(ancestor for parent in parents for ancestor in index.ancestors(parent))
    if len(bag(rest).stems) < _ENOUGH:
        return []
    ignored = frozenset(stem for id in wholes for stem in bag(index.bodies[id].name).stems)
    where = places_in(index, entry)
    found: dict[str, Likeness] = {}
    for body in index.similar.below(wholes):
        if body.id in wholes or agree(entry, body, index) < 0 or city(index, body, where) < 0:
            continue
        for like in index.similar.of(body, rest):
            if len(like.shared.stems) >= _ENOUGH and not _differs(index, like, rest, ignored):
                found.setdefault(body.id, like)
    return list(found.values())


def _differs(index: Index, like: Likeness, rest: str, ignored: frozenset[str]) -> bool:
    """True where a word that only one of the names has is more than a person's name or the academy's."""
    one, other = bag(rest).stems, bag(like.printed).stems
    here, there = one - other - ignored, other - one - ignored
    if here and there:
        return True
    printed = rest if here else like.printed
    for word in texts.read(printed).words:
        apart = any(word.startswith(stem) for stem in here | there)
        if apart and (word in GENERIC or word in BODY or word in index.places):
            return True
    return False
