"""What list entries and institutions have to do with each other: readings, then what people decided, over them.

Pure: entries, an index and judgements in; links, and the institutions that exist because entries name them, out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from loader.judgements import CONFIRMED, REJECTED, SAME_BODY, Judgement
from loader.records import Designation
from loader.resolve import Body, Bridge, Candidate, EntryReading, Index, Match, cities_of_entry, resolve_entry, unify
from loader.resolve.entry_names import unit_name
from loader.resolve.model import OWN

Properties = dict[str, Any]
TARGETS, MAY_TARGET = "TARGETS", "MAY_TARGET"
_NOT_JUDGED: Properties = {"judgement": "auto", "judged_by": None, "judged_on": None, "judged_why": None}
_NO_RULE = "A person said so; no rule had found it."


@dataclass
class EntryLinks:
    """Properties of each link by (entry, type, institution), and the institutions of entries' own by id."""

    links: dict[tuple[str, str, str], Properties] = field(default_factory=dict)
    own: dict[str, Body] = field(default_factory=dict)


@dataclass
class _Decided:
    """An entry's links by institution: the same body, and what a person should look at or has put aside."""

    targets: dict[str, Properties]
    candidates: dict[str, Properties]
    own: bool
    part_of: str | None


def entry_links(
    index: Index, entries: Sequence[Designation], judged: Mapping[str, Mapping[str, Judgement]]
) -> EntryLinks:
    """The links of all entries. `judged`: entry id → institution id → what a person decided; it wins over any score."""
    bridge = Bridge(entries)
    decided = {entry.id: _decide(resolve_entry(index, entry, bridge), judged.get(entry.id, {})) for entry in entries}
    shared = _own_ids([entry for entry in entries if decided[entry.id].own], judged)
    done = EntryLinks()
    for entry in entries:
        one = decided[entry.id]
        for institution, properties in one.targets.items():
            done.links[entry.id, TARGETS, institution] = properties
        for institution, properties in one.candidates.items():
            done.links[entry.id, MAY_TARGET, institution] = properties
        if one.own:
            cities = cities_of_entry(index, entry)
            body = own_institution(entry, shared[entry.id], one.part_of, cities, done.own.get(shared[entry.id]))
            done.own[body.id] = body
            done.links[entry.id, TARGETS, body.id] = _own_link(judged.get(entry.id, {}).get(body.id))
    return done


def own_institution(
    entry: Designation, id: str, part_of: str | None, cities: tuple[str, ...], known: Body | None
) -> Body:
    """The institution that an entry names and no registry has; entries that share it add their names and cities."""
    names = [*(known.aliases if known else ()), *entry.aliases, entry.name]
    if unit := unit_name(entry.name):
        names.append(unit)
    name = min(known.name, entry.name) if known else entry.name
    parents = {*(known.part_of if known else ()), *((part_of,) if part_of else ())}
    return Body(
        id=id,
        name=name,
        aliases=tuple(sorted({*names, *((known.name,) if known else ())} - {name})),
        native_names=tuple(sorted({*(known.native_names if known else ()), *entry.native_names})),
        country=(known.country if known else None) or (entry.countries[0] if entry.countries else None),
        cities=tuple(sorted({*(known.cities if known else ()), *cities})),
        kind=entry.kind,
        part_of=tuple(sorted(parents)),
    )


def _decide(reading: EntryReading, judged: Mapping[str, Judgement]) -> _Decided:
    targets = {match.institution: _found(match) for match in reading.targets}
    candidates = {one.institution: {**_found(one), "relation": one.relation} for one in reading.candidates}
    part_of = reading.part_of
    for institution, judgement in judged.items():
        found = targets.pop(institution, None) or candidates.pop(institution, None)
        properties = {**(found or _unfound(judgement)), **_signature(judgement)}
        properties.pop("relation", None)
        if institution.startswith(OWN) and judgement.judgement == CONFIRMED:
            # `_own_ids` joins the two; what the rules had found instead gives way.
            continue
        if judgement.judgement == CONFIRMED and judgement.relation == SAME_BODY:
            targets[institution] = properties
        else:
            candidates[institution] = {**properties, "relation": judgement.relation}
        if judgement.relation == "part of":
            if judgement.judgement == CONFIRMED:
                part_of = institution
            elif judgement.judgement == REJECTED and part_of == institution:
                part_of = None
    joined = any(one.judgement == CONFIRMED and id.startswith(OWN) for id, one in judged.items())
    if joined or any(one["judgement"] == CONFIRMED for one in targets.values()):
        # A person has said which body it is: what the rules took for it is one more to look at.
        for institution in [id for id, one in targets.items() if one["judgement"] != CONFIRMED]:
            candidates[institution] = {**targets.pop(institution), "relation": SAME_BODY}
    is_body = reading.own or bool(reading.targets) or joined
    return _Decided(targets, candidates, is_body and not targets, part_of)


def _own_ids(entries: Sequence[Designation], judged: Mapping[str, Mapping[str, Judgement]]) -> dict[str, str]:
    """Entry id → id of its own institution: entries of one body share it, unless a person says otherwise."""
    ids = unify(entries)
    for entry in entries:
        alone = f"{OWN}{entry.id}"
        for institution, judgement in judged.get(entry.id, {}).items():
            if not institution.startswith(OWN):
                continue
            if judgement.judgement == CONFIRMED:
                ids[entry.id] = institution
            elif judgement.judgement == REJECTED and ids.get(entry.id) == institution:
                ids[entry.id] = alone
        ids.setdefault(entry.id, alone)
    return ids


def _found(match: Match | Candidate) -> Properties:
    return {
        "method": match.method,
        "score": match.score,
        "evidence": match.evidence,
        "entry_name": match.entry_name,
        **_NOT_JUDGED,
    }


def _unfound(judgement: Judgement) -> Properties:
    return {
        "method": "judged",
        "score": float(judgement.judgement == CONFIRMED),
        "evidence": _NO_RULE,
        "entry_name": None,
    }


def _own_link(judgement: Judgement | None) -> Properties:
    properties: Properties = {
        "method": "own institution",
        "score": 1.0,
        "evidence": "The entry's body has no record in the registries loaded; it stands for itself.",
        **_NOT_JUDGED,
    }
    return {**properties, **(_signature(judgement) if judgement and judgement.judgement == CONFIRMED else {})}


def _signature(judgement: Judgement) -> Properties:
    return {
        "judgement": judgement.judgement,
        "judged_by": judgement.who or None,
        "judged_on": judgement.when,
        "judged_why": judgement.why or None,
    }
