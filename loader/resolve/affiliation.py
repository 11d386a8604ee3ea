"""Affiliation strings to institutions: words → names found → evidence for each → decision with reasons."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from loader.resolve import bounds, places
from loader.resolve import text as texts
from loader.resolve.index import Index, Name
from loader.resolve.model import Body, Match, Reading
from loader.resolve.places import Printed
from loader.resolve.text import Text
from loader.resolve.weights import AGREES, BASE, CAP, PUBLISHER, UNRESOLVED_PART
from loader.resolve.words import COMPOSED

#: Kinds of body that are not composed of institutes in the sense of `words.COMPOSED`.
_WHOLE = frozenset(("education", "university", "company", "military university"))


class Hit(Struct):
    """A name found in the string, and the evidence for the body it names."""

    start: int
    end: int
    name: Name
    #: 1 the body's country is printed, -1 another is, 0 neither
    country: int = 0
    city: str | None = None
    parent: str | None = None
    #: why the words belong to a longer name
    longer: str | None = None

    @property
    def body(self) -> Body:
        return self.name.body

    @property
    def support(self) -> int:
        return 2 * (self.parent is not None) + 2 * (self.city is not None) + (self.country > 0)


def resolve_affiliation(
    index: Index,
    text: str,
    publisher_ids: tuple[str, ...] = (),
    publisher_countries: tuple[str, ...] = (),
    read_as: str | None = None,
) -> Reading:
    """The institutions that an affiliation string names, the countries it prints, and contradictions with the publisher.

    `publisher_ids` (`ror:…`, `openalex:I…`) and `publisher_countries` (alpha-2) are what the publisher attached to this
    very string: evidence used where the string does not decide, and contradicted openly. `read_as`, a curator's reading
    by id or name, wins. Time is linear in the string's length. Raises nothing: what does not decide gives no match.
    """
    words = texts.read(text)
    printed = places.find(words, index.places)
    matches = _curated(index, read_as) if read_as else ()
    if not matches:
        matches = _decide(index, words, printed)
    if not matches and publisher_ids:
        matches, conflicts = _published(index, words, printed, publisher_ids)
    else:
        conflicts = ()
    countries = _countries(index, printed, matches)
    return Reading(matches, countries, (*conflicts, *_country_conflicts(countries, publisher_countries)))


def _curated(index: Index, read_as: str) -> tuple[Match, ...]:
    body = index.by_id(read_as)
    if body is None:
        names = index.names.get(texts.key(read_as)) or ()
        found = {name.body.id: name.body for name in names if name.kind in ("name", "native name")}
        body = next(iter(found.values())) if len(found) == 1 else None
    if body is None or (current := index.current(body)) is None:
        return ()
    return (Match(current.id, "curated", 1.0, f"a reader took the string for {current.name}"),)


def _decide(index: Index, text: Text, printed: Printed) -> tuple[Match, ...]:
    hits = _hits(index, text)
    if not hits:
        return ()
    _weigh(index, text, printed, hits)
    chosen: list[Hit] = []
    taken: set[int] = set()
    for group in _by_length(hits):
        span = range(group[0].start, group[0].end)
        if not taken.isdisjoint(span):
            continue
        open_hits = [hit for hit in group if hit.longer is None]
        if not open_hits:
            continue
        taken.update(span)
        best = _best(open_hits)
        if best is not None and _stands(index, text, best, hits):
            chosen.append(best)
    return _matches(index, text, chosen)


def _hits(index: Index, text: Text) -> list[Hit]:
    hits = []
    for start, end, names in index.names.find(text):
        for name in names:
            if name.kind == "acronym" and not _as_acronym(text, start, end):
                continue
            hits.append(Hit(start, end, name))
    return hits


def _as_acronym(text: Text, start: int, end: int) -> bool:
    printed = text.printed[start:end]
    letters = "".join(part for part in printed if not part[0].isdigit())
    return end - start <= 2 and len(letters) >= 2 and letters.isupper()


def _weigh(index: Index, text: Text, printed: Printed, hits: list[Hit]) -> None:
    """Evidence for every hit, in place."""
    cities: dict[str, list[tuple[int, int]]] = {}
    for start, end, key in printed.spans:
        cities.setdefault(key, []).append((start, end))
    starts = {hit.start for hit in hits}
    ends = {hit.end for hit in hits}
    for hit in hits:
        hit.country = printed.agree(hit.body.country)
        for city in index.cities(hit.body):
            if any(end <= hit.start or start >= hit.end for start, end in cities.get(city, ())):
                hit.city = city
                break
    whole = {
        hit.body.id
        for hit in hits
        if hit.name.kind != "acronym" and hit.country >= 0 and (not hit.name.generic or hit.support)
    }
    bounded: dict[tuple[int, int, bool], str | None] = {}
    for hit in hits:
        body = hit.body
        above = index.ancestors(hit.name.record) & whole
        if above:
            hit.parent = min(above)
        company = body.kind == "company" or (
            text.legal[hit.end - 1] and hit.name.kind != "acronym" and body.kind is None
        )
        question = (hit.start, hit.end, company)
        if question not in bounded:
            bounded[question] = bounds.longer(
                text, hit.start, hit.end, starts - {hit.start}, ends - {hit.end}, printed.standing, company
            )
        hit.longer = bounded[question]
        if (
            hit.longer is None
            and body.kind not in ("healthcare", "hospital")
            and bounds.cares(text, hit.start, hit.end)
        ):
            hit.longer = "a hospital that carries the name"


def _by_length(hits: list[Hit]) -> Iterable[list[Hit]]:
    """Hits grouped by their words, longest first."""
    groups: dict[tuple[int, int], list[Hit]] = {}
    for hit in hits:
        groups.setdefault((hit.start, hit.end), []).append(hit)
    return (groups[span] for span in sorted(groups, key=lambda span: (span[0] - span[1], span[0])))


def _best(hits: list[Hit]) -> Hit | None:
    """The one body of these that the evidence singles out, or None."""
    likely = [hit for hit in hits if hit.country >= 0]
    if not likely:
        return None
    likely.sort(key=lambda hit: (-hit.support, hit.name.kind != "name", hit.body.id))
    if len(likely) > 1 and likely[0].support == likely[1].support:
        first, second = likely[0].name.kind, likely[1].name.kind
        if not (first in ("name", "native name") and second in ("alias", "acronym", "part name") and likely[0].support):
            return None
    return likely[0]


def _stands(index: Index, text: Text, hit: Hit, hits: list[Hit]) -> bool:
    """Whether the name and the evidence are enough."""
    kind = hit.name.kind
    if kind == "part name":
        return hit.parent is not None
    fills = _fills(text, hit)
    if kind == "acronym":
        return fills and (hit.city is not None or hit.parent is not None or hit.country > 0)
    others = [
        other for other in hits
        if not other.name.generic and other.longer is None and other.country >= 0 and other.name.kind != "acronym"
        and (other.end <= hit.start or other.start >= hit.end) and other.body.id != hit.body.id
    ]  # fmt: skip
    if hit.name.generic:
        strangers = [
            other for other in others
            if other.body.id not in index.ancestors(hit.body) and hit.body.id not in index.ancestors(other.body)
            and text.statement[other.start] == text.statement[hit.start]
        ]  # fmt: skip
        if hit.parent:
            return True
        if strangers:
            return False
        return hit.city is not None or (hit.country > 0 and fills and hit.name.length >= 2)
    if hit.name.length == 1:
        return fills and (hit.support > 0 or len(text) == 1)
    return True


def _fills(text: Text, hit: Hit) -> bool:
    """True where the name is all of its segment."""
    before = hit.start == 0 or text.segment[hit.start - 1] != text.segment[hit.start]
    after = hit.end == len(text) or text.segment[hit.end] != text.segment[hit.end - 1]
    return before and after


def _matches(index: Index, text: Text, chosen: list[Hit]) -> tuple[Match, ...]:
    best: dict[str, Match] = {}
    below = {ancestor for hit in chosen for ancestor in index.ancestors(hit.body)}
    for hit in sorted(chosen, key=lambda hit: (hit.start, hit.end)):
        if hit.body.id in below:
            continue
        match = _match(text, hit, chosen)
        known = best.get(hit.body.id)
        if known is None or known.score < match.score:
            best[hit.body.id] = match
    return tuple(best.values())


def _match(text: Text, hit: Hit, chosen: list[Hit]) -> Match:
    kind = hit.name.kind
    score = BASE[kind]
    reasons = [f"prints “{text.quote(hit.start, hit.end)}”, {_ARTICLE[kind]} of {hit.body.name}"]
    if hit.country > 0:
        score += AGREES["country"]
        reasons.append(f"country {hit.body.country} agrees")
    if hit.city:
        score += AGREES["city"]
        reasons.append(f"city {hit.city.capitalize()} is printed")
    if hit.parent:
        score += AGREES["parent"]
        reasons.append("what it is part of is printed")
    if _fills(text, hit):
        score += AGREES["fills"]
    if _has_unresolved_part(text, hit, chosen):
        return Match(
            hit.body.id,
            "parent printed",
            round(min(score, CAP) - UNRESOLVED_PART, 3),
            "; ".join([*reasons, "a part of it is printed that is not known"]),
        )
    return Match(hit.body.id, kind, round(min(score, CAP), 3), "; ".join(reasons))


_ARTICLE = {
    "name": "the name",
    "alias": "an alias",
    "native name": "a native name",
    "acronym": "an acronym",
    "part name": "the name within its parent",
}


def _has_unresolved_part(text: Text, hit: Hit, chosen: list[Hit]) -> bool:
    """True where an institute of a composed body is printed beside it, and no institution was found there."""
    if hit.body.kind in _WHOLE:
        return False
    known = {position for other in chosen for position in range(other.start, other.end)}
    statement = text.statement[hit.start]
    near = (*range(max(0, hit.start - 24), hit.start), *range(hit.end, min(len(text), hit.end + 24)))
    return any(text.words[i] in COMPOSED and i not in known and text.statement[i] == statement for i in near)


def _published(
    index: Index, text: Text, printed: Printed, ids: tuple[str, ...]
) -> tuple[tuple[Match, ...], tuple[str, ...]]:
    matches: list[Match] = []
    conflicts: list[str] = []
    for id in ids:
        body = index.by_id(id)
        current = index.current(body) if body else None
        if current is None:
            continue
        if current.country == "KP" and "KP" not in printed.countries:
            conflicts.append(f"the publisher attached {current.name} (KP), and the string does not print the DPRK")
        elif printed.agree(current.country) < 0:
            conflicts.append(
                f"the publisher attached {current.name} ({current.country}), and the string prints "
                f"{', '.join(places.resolve_korea(printed.named, ()))}"
            )
        elif current.id not in {match.institution for match in matches}:
            matches.append(
                Match(
                    current.id,
                    "publisher id",
                    PUBLISHER,
                    f"the publisher attached {current.name}; the string does not contradict",
                )
            )
    return tuple(matches), tuple(conflicts)


def _country_conflicts(countries: tuple[str, ...], flags: tuple[str, ...]) -> tuple[str, ...]:
    if not countries or not flags:
        return ()
    if "KP" in flags and "KP" not in countries:
        return (f"the publisher flags KP, and the string prints {', '.join(countries)}",)
    if "KP" in countries and "KP" not in flags:
        return (f"the string prints KP, and the publisher flags {', '.join(sorted(flags))}",)
    return ()


def _countries(index: Index, printed: Printed, matches: tuple[Match, ...]) -> tuple[str, ...]:
    """Countries printed; where none is, those of the institutions printed. A DPRK institution always says DPRK."""
    named = {index.bodies[match.institution].country for match in matches if match.method != "publisher id"} - {None}
    codes = printed.countries | (named if not printed.countries else named & {"KP"})
    return places.resolve_korea(codes, named)
