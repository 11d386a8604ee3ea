"""Who is meant: each row of a table of institutions to one institution, or to those it may mean."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from loader import countries
from loader.bibliography.institutions import Asked
from loader.link import body_of
from loader.resolve import Body, Index, resolve_affiliation
from loader.resolve import text as texts
from loader.resolve.places import compatible
from loader.resolve.store import kept_index
from tiegraph import settings
from tiegraph.screen.facts import batches

if TYPE_CHECKING:
    from tiegraph.knowledge import KnowledgeBase

BY_ID = "exact id"
BY_NAME = "exact name and country"
BY_NAME_ALONE = "exact name, no country given"
CHOSEN = "chosen by a person"
#: Kinds of names that say who a body is. An acronym is never enough.
_NAMES = ("name", "native name", "alias")
_MOST = 5


@dataclass(frozen=True, slots=True)
class Candidate:
    """An institution that a row may mean."""

    id: str
    name: str
    country: str | None

    def __str__(self) -> str:
        return f"{self.name} ({', '.join(filter(None, (self.country, self.id)))})"


@dataclass(frozen=True, slots=True)
class Identity:
    """Who a row is: `institution`, known `by`, or else the `problem` in words; `candidates`: what else it may mean."""

    asked: Asked
    institution: Candidate | None = None
    by: str = ""
    candidates: tuple[Candidate, ...] = ()
    problem: str = ""

    @property
    def certain(self) -> bool:
        """True where an id or a person says who it is; a name alone waits for one."""
        return self.by.startswith((BY_ID, CHOSEN))

    def chosen(self, candidate: Candidate) -> Identity:
        """The same row as a person took it."""
        return replace(self, institution=candidate, by=CHOSEN, candidates=(), problem="")


def identify(kb: KnowledgeBase, rows: Iterable[Asked]) -> list[Identity]:
    """Each row by its id, and where it has none by its exact name and country. Nothing is guessed.

    Names are compared without case, accents, punctuation and blanks, with every name that is loaded of an institution.
    """
    given = list(rows)
    known = _by_id(kb, {one.id for one in given if one.id})
    index: Index | None = None
    found = []
    for one in given:
        if one.id:
            found.append(_with_id(one, known))
            continue
        if index is None:
            index = kept_index((body_of(row["properties"]) for row in kb.client.stream("bodies")), settings.indexes())
        found.append(_with_name(one, index))
    return found


def _by_id(kb: KnowledgeBase, ids: set[str]) -> dict[str, list[tuple[Candidate, str | None]]]:
    found: dict[str, list[tuple[Candidate, str | None]]] = {}
    for some in batches(sorted(ids), 2_000):
        for row in kb.client.rows("find_institutions", ids=some):
            one = Candidate(row["institution"], row["name"], row["country"])
            found.setdefault(row["id"], []).append((one, row["succeeds"]))
    return found


def _with_id(one: Asked, known: dict[str, list[tuple[Candidate, str | None]]]) -> Identity:
    found = known.get(one.id or "", [])
    if len(found) == 1:
        institution, before = found[0]
        by = f"{BY_ID}, withdrawn: {before} is now this" if before else BY_ID
        if one.country and institution.country and not compatible(one.country, institution.country):
            problem = (
                f"the id is that of {institution.name} in {institution.country}, and the row says {one.country}: "
                "correct one of them"
            )
            return Identity(one, candidates=(institution,), problem=problem)
        return Identity(one, institution, by)
    if found:
        return Identity(one, candidates=tuple(c for c, _ in found), problem="several institutions have this id")
    return Identity(one, problem=f"no institution that is loaded has the id {one.id}: load a file that holds it")


def _with_name(one: Asked, index: Index) -> Identity:
    names = [name for name in index.names.get(texts.key(one.name)) or () if name.kind in _NAMES]
    bodies = {name.record.id: name.record for name in names}
    here = [body for body in bodies.values() if one.country is None or _in(body, one.country)]
    # A body's own name says who a row is rather than what somebody else was also called.
    own = {name.record.id for name in names if name.kind != "alias"}
    others = [body for body in here if body.id not in own] if any(body.id in own for body in here) else []
    here = [body for body in here if body not in others]
    if len(here) == 1 and not all(name.generic for name in names if name.record.id == here[0].id):
        by = BY_NAME if one.country else BY_NAME_ALONE
        return Identity(one, _candidate(here[0]), by, tuple(map(_candidate, others[:_MOST])))
    if len(here) == 1:
        return Identity(one, candidates=(_candidate(here[0]),), problem="the name is made of words that many share")
    if here:
        problem = f"{len(here)} institutions{_place(one)} have this name: choose one, or give an id"
        return Identity(one, candidates=tuple(map(_candidate, here[:_MOST])), problem=problem)
    if bodies:
        problem = f"an institution of this name is loaded, but not{_place(one)}"
        return Identity(one, candidates=tuple(map(_candidate, list(bodies.values())[:_MOST])), problem=problem)
    place = countries.name(one.country) if one.country else None
    reading = resolve_affiliation(index, ", ".join(filter(None, (one.name, place))))
    read = [index.bodies[match.institution] for match in reading.matches if match.institution in index.bodies]
    problem = "no institution and no list entry that is loaded has this very name"
    if read:
        problem += ", and the text can be read as one of these"
    return Identity(one, candidates=tuple(map(_candidate, read[:_MOST])), problem=problem)


def _in(body: Body, country: str) -> bool:
    return body.country is not None and compatible(body.country, country)


def _place(one: Asked) -> str:
    return f" in {countries.name(one.country)}" if one.country else ""


def _candidate(body: Body) -> Candidate:
    return Candidate(body.id, body.name, body.country)


def told(identities: Sequence[Identity]) -> str:
    """How many rows are known, and by what, in words."""
    by = {BY_ID: 0, BY_NAME: 0, BY_NAME_ALONE: 0, CHOSEN: 0}
    ambiguous = unknown = 0
    for one in identities:
        if one.institution:
            by[next(kind for kind in by if one.by.startswith(kind))] += 1
        elif one.candidates:
            ambiguous += 1
        else:
            unknown += 1
    parts = [f"{number:,} by {kind}" for kind, number in by.items() if number]
    parts += [f"{ambiguous:,} that may be one of several"] if ambiguous else []
    parts += [f"{unknown:,} not known"] if unknown else []
    return "; ".join(parts) or "none"
