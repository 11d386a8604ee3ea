"""Which of the names found in a string stand, and what the match says."""

from __future__ import annotations

from collections.abc import Iterable

from loader.resolve import hits as found
from loader.resolve.enough import stands
from loader.resolve.hits import Hit
from loader.resolve.index import SCHOOLS, Index
from loader.resolve.model import Match
from loader.resolve.places import Printed
from loader.resolve.text import Text
from loader.resolve.weights import AGREES, BASE, CAP, UNRESOLVED_PART
from loader.resolve.words import COMPOSED, COMPOSED_MORPHEMES

#: Kinds of body that are not composed of institutes in the sense of `words.COMPOSED`.
_WHOLE = SCHOOLS | {"company"}
#: How many words around a name are looked at for other bodies' words.
_REACH = 24


def decide(index: Index, text: Text, printed: Printed) -> tuple[tuple[Match, ...], tuple[Match, ...]]:
    """The institutions that `text` names, and those it prints as their parents only, each in the order of their names.

    Longer names are judged first, and the words of a name that can stand for itself belong to it even where it is left
    open whose it is.
    """
    hits = found.find(index, text, printed)
    chosen: list[Hit] = []
    taken: set[int] = set()
    for namesakes in _by_length(hits):
        start, end = namesakes[0].start, namesakes[0].end
        likely = [hit for hit in namesakes if hit.longer is None]
        if not likely or not taken.isdisjoint(range(start, end)):
            continue
        best = _single_out(likely)
        if best is not None and stands(text, best) and not _is_aside(text, best, chosen):
            chosen.append(best)
        elif not any(hit.whole for hit in likely):
            continue
        taken.update(range(start, end))
    return _matches(index, text, chosen, hits, taken)


def _by_length(hits: Iterable[Hit]) -> list[list[Hit]]:
    """Hits grouped by their words, longest first."""
    groups: dict[tuple[int, int], list[Hit]] = {}
    for hit in hits:
        groups.setdefault((hit.start, hit.end), []).append(hit)
    return [groups[span] for span in sorted(groups, key=lambda span: (span[0] - span[1], span[0]))]


def _single_out(namesakes: list[Hit]) -> Hit | None:
    """The one of these bodies that the evidence singles out, or None."""
    likely = _in_force([hit for hit in namesakes if hit.country >= 0 and _is_placed(hit)])
    if not likely:
        return None
    likely.sort(key=lambda hit: (-hit.support, _secondary(hit), hit.body.id))
    first = likely[0]
    if len(likely) > 1 and first.support == likely[1].support:
        # Equal evidence: a body's own name goes before another's alias, but only with evidence at all.
        own = not _secondary(first) and _secondary(likely[1])
        return first if own and (first.support > 0 or first.seated) else None
    return first


def _in_force(namesakes: list[Hit]) -> list[Hit]:
    """Without bodies that are closed where another still bears the name."""
    active = [hit for hit in namesakes if hit.body.status != "inactive"]
    return active or namesakes


def _is_placed(hit: Hit) -> bool:
    """False for a name that needs its city or parent beside it and has none."""
    kind = hit.name.kind
    if hit.extended and (kind == "short name" or (hit.name.branching and hit.city is None)):
        return False
    if kind == "short name":
        return hit.city is not None and (hit.fills or not hit.name.generic)
    if kind == "turned name":
        return hit.city is not None or (hit.alone and (hit.country > 0 or (hit.seated and hit.fills)))
    if kind == "part name":
        return hit.parent is not None
    if kind == "shared name":
        return hit.parent is not None or (hit.fills and hit.support > 0)
    return True


def _secondary(hit: Hit) -> bool:
    return hit.name.kind not in ("name", "native name")


def _is_aside(text: Text, hit: Hit, chosen: Iterable[Hit]) -> bool:
    """True for an acronym beside a body named in full that is not above it: more often a unit's than a body's own."""
    if hit.name.kind != "acronym" or hit.parent or hit.umbrella or (hit.fills and hit.city):
        return False
    return any(other.name.kind != "acronym" and _beside(text, hit, other) for other in chosen)


def _matches(
    index: Index, text: Text, chosen: list[Hit], hits: list[Hit], taken: set[int]
) -> tuple[tuple[Match, ...], tuple[Match, ...]]:
    """What is named, and what is printed as a parent only. A university behind its institute is named all the same."""
    below = {ancestor for hit in chosen for ancestor in index.ancestors(hit.body)}
    starts = {hit.start for hit in chosen if not hit.start or text.segment[hit.start - 1] == text.segment[hit.start]}
    spans = {(hit.start, hit.end) for hit in chosen}
    named: dict[str, Match] = {}
    parents: dict[str, Match] = {}
    for hit in sorted(chosen, key=lambda hit: (hit.start, hit.end)):
        if hit.body.id in below and hit.name.kind == "acronym" and hit.end in starts:
            continue  # "NASA Marshall Space Flight Center"
        if hit.name.kind == "acronym" and _is_anothers(hit, chosen, hits):
            continue
        match = _match(text, hit, taken)
        if _is_sponsor(text, hit, match, chosen):
            continue
        matches = parents if hit.body.id in below and hit.body.kind not in SCHOOLS else named
        if hit.body.id not in matches or matches[hit.body.id].score < match.score:
            matches[hit.body.id] = match
    for hit in hits if below else ():
        if hit.body.id not in below:
            continue
        # "West China Hospital, Sichuan University" is one name that holds its university's.
        new = hit.body.id not in named and hit.body.id not in parents and (hit.start, hit.end) not in spans
        if new and hit.whole and _is_apart(text, hit) and not _is_campus(index, text, hit, chosen):
            parents[hit.body.id] = _match(text, hit, taken)
    return tuple(named.values()), tuple(parents.values())


def _is_sponsor(text: Text, hit: Hit, match: Match, chosen: Iterable[Hit]) -> bool:
    """True for a ministry beside another body ("X Laboratory, Ministry of Y, Z University"), and for an acronym beside
    a body that is not known ("Institute of X, SB RAS"): what the author's institution is under, not the institution.
    """
    if hit.name.kind == "acronym":
        return match.method == "parent printed"
    ministry = "ministry" in text.words[hit.start : hit.end]
    return ministry and any(other.body.id != hit.body.id and _beside(text, hit, other) for other in chosen)


def _is_anothers(hit: Hit, chosen: Iterable[Hit], hits: Iterable[Hit]) -> bool:
    """True for an acronym that a body printed in full has too: "Univ. Coll. Cork (UCC)" is no other UCC."""
    full = {one.body.id for one in chosen if one.name.kind != "acronym"} - {hit.body.id}
    return any(one.body.id in full and (one.start, one.end) == (hit.start, hit.end) for one in hits)


def _beside(text: Text, hit: Hit, other: Hit) -> bool:
    return text.statement[hit.start] == text.statement[other.start]


def _is_apart(text: Text, hit: Hit) -> bool:
    """True where a comma divides the name from the rest, and the rest is no campus: "…, University of California"."""
    after = text.divided[hit.end] if hit.end < len(text) else ""
    return hit.fills and not hit.name.branching and "," in (text.divided[hit.start] if hit.start else "", after)


def _is_campus(index: Index, text: Text, hit: Hit, chosen: Iterable[Hit]) -> bool:
    """True within the name of a campus: "University of Massachusetts, Amherst", "Chinese University … (Shenzhen)"."""
    return any(
        one.start <= hit.start and hit.end < one.end and text.key(hit.end, one.end) in index.places for one in chosen
    )


def _match(text: Text, hit: Hit, taken: set[int]) -> Match:
    reasons = [f"prints “{text.quote(hit.start, hit.end)}”, {hit.name.description}"]
    score = BASE[hit.name.kind]
    if hit.country > 0:
        score += AGREES["country"]
        reasons.append(f"country {hit.body.country} agrees")
    if hit.city:
        score += AGREES["city"]
        reasons.append(f"city {hit.city.capitalize()} is printed")
    if hit.parent:
        score += AGREES["parent"]
        reasons.append("what it is part of is printed")
    if hit.fills:
        score += AGREES["fills"]
    method, score = hit.name.kind, min(score, CAP)
    if _has_unresolved_part(text, hit, taken):
        method, score = "parent printed", score - UNRESOLVED_PART
        reasons.append("it is printed as the parent of a body that is not known")
    return Match(hit.body.id, method, round(score, 3), "; ".join(reasons))


def _has_unresolved_part(text: Text, hit: Hit, taken: set[int]) -> bool:
    """True where an institute of a composed body is printed beside it, and no institution was found there."""
    if hit.body.kind in _WHOLE:
        return False
    statement = text.statement[hit.start]
    near = (*range(max(0, hit.start - _REACH), hit.start), *range(hit.end, min(len(text), hit.end + _REACH)))
    free = [i for i in near if i not in taken and text.statement[i] == statement]
    return any(text.words[i] in COMPOSED for i in free) or _has_institute("".join(text.words[i] for i in free))


def _has_institute(rest: str) -> bool:
    return any(morpheme in rest for morpheme in COMPOSED_MORPHEMES)
