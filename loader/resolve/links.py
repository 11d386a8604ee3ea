"""Bodies under the names of a list entry, and which of them is the same body for certain."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from loader.records import Designation
from loader.resolve.entry_names import EntryName
from loader.resolve.index import Index, Name
from loader.resolve.model import Body
from loader.resolve.structure import Parts, agree
from loader.resolve.weights import CAP, ENTRY_AGREES, ENTRY_BASE, ENTRY_MISSES, SAME_WORDS

#: A generic name of this many words still names one body of its country ("Nuclear Science and Technology Research
#: Institute"); a shorter one ("Institute of Automation") needs its city or its parent.
_LONG_GENERIC = 4
#: Scores closer than this do not tell two bodies apart.
_TIE = 0.02
#: How many bodies of a similar name a person is shown.
_SHOWN = 3
_WHOLE = frozenset(("name", "native name", "alias"))
#: A company that carries the name of one of these is not it.
SCHOOLS = frozenset(("education", "university", "military university"))


class Link(Struct):
    """A body that has one of the entry's names, or a similar one, with the evidence."""

    entry: EntryName
    body: Body
    #: what of the body has the name, or None where the names are similar only
    name: Name | None
    country: int
    #: 1 a city of the body is in the addresses, -1 only others of its country are, 0 nothing is known
    city: int
    #: the entry's name prints what the body is part of
    parent: bool
    #: 1 for the same name, else the share of weight in the words that both names have
    share: float = 1.0
    #: number of words these are
    stems: int = 0

    @property
    def method(self) -> str:
        return f"{self.entry.kind} = {self.name.kind}" if self.name else "similar words"

    @property
    def score(self) -> float:
        if self.name:
            score = ENTRY_BASE[self.entry.kind, self.name.kind] - ENTRY_MISSES["generic"] * self.name.generic
        else:
            score = SAME_WORDS["score"] * self.share
        score += ENTRY_AGREES["country"] * (self.country > 0) + ENTRY_AGREES["city"] * (self.city > 0)
        score += ENTRY_AGREES["parent"] * self.parent - ENTRY_MISSES["city"] * (self.city < 0)
        return round(min(score, CAP), 3)

    @property
    def evidence(self) -> str:
        share = f"by {self.share:.0%} of the same words as a name of {self.body.name}"
        what = self.name.description if self.name else share
        reasons = [f"{self.entry.kind} “{self.entry.printed}” is {what}"]
        if self.country:
            reasons.append(f"country {self.body.country} agrees")
        if self.parent:
            reasons.append("what it is part of is in the entry's name")
        if self.city > 0:
            reasons.append("its city is in the entry's address")
        if self.city < 0:
            reasons.append("the entry's address is in another city")
        return "; ".join(reasons)


def find(index: Index, entry: Designation, names: list[EntryName], parts: Parts) -> list[Link]:
    """Bodies of a compatible country under the entry's names, the strongest link of each, by score."""
    best: dict[str, Link] = {}
    for link in _same(index, entry, names, parts):
        if link.body.id not in best or best[link.body.id].score < link.score:
            best[link.body.id] = link
    for link in _similar(index, entry, names, parts):
        best.setdefault(link.body.id, link)
    return sorted(best.values(), key=lambda link: (-link.score, link.body.id))


def target(found: list[Link]) -> Link | None:
    """The one link that says: the same body. Names go before aliases; a tie says nothing."""
    certain = [link for link in found if _is_certain(link)]
    own = [link for link in certain if link.entry.kind != "alias"]
    strongest = own or certain
    tied = [link for link in strongest if link.score > strongest[0].score - _TIE]
    return tied[0] if len(tied) == 1 else None


def _same(index: Index, entry: Designation, names: list[EntryName], parts: Parts) -> Iterable[Link]:
    for printed in names:
        if printed.kind == "acronym":
            continue
        for key in printed.keys:
            for name in index.names.get(key) or ():
                if name.kind in _WHOLE and _possible(entry, printed, name.record):
                    yield _link(index, entry, printed, name.record, name, parts)


def _similar(index: Index, entry: Designation, names: list[EntryName], parts: Parts) -> Iterable[Link]:
    found: list[Link] = []
    for printed in names:
        if printed.kind in ("name", "alias") and printed.own:
            for like in index.similar.find(printed.printed):
                if like.share >= SAME_WORDS["share"] and _possible(entry, printed, like.body):
                    link = _link(index, entry, printed, like.body, None, parts)
                    link.share, link.stems = like.share, like.stems
                    found.append(link)
    found.sort(key=lambda link: (-link.score, link.body.id))
    return found[:_SHOWN]


def _possible(entry: Designation, printed: EntryName, body: Body) -> bool:
    from_list = body.id.startswith("lst:")
    return not from_list and agree(entry, body) >= 0 and not (printed.company and body.kind in SCHOOLS)


def _link(index: Index, entry: Designation, printed: EntryName, body: Body, name: Name | None, parts: Parts) -> Link:
    parent = not parts.printed.isdisjoint(index.ancestors(body))
    return Link(printed, body, name, agree(entry, body), _city(index, body, parts.places), parent)


def _city(index: Index, body: Body, where: frozenset[str]) -> int:
    cities = index.cities(body)
    if cities & where:
        return 1
    return -1 if cities and where & index.cities_of(body.country) else 0


def _is_certain(link: Link) -> bool:
    if link.name is None:
        same = link.share >= SAME_WORDS["certain share"] and link.stems >= SAME_WORDS["certain words"]
        return same and link.entry.kind == "name" and link.country > 0 and link.city >= 0
    name, alias = link.name, link.entry.kind == "alias"
    if name.generic:
        if link.parent:
            return link.entry.own
        if alias or link.city < 0:
            return False
        own = name.kind != "alias" and (name.length >= _LONG_GENERIC or (name.teaching and link.country > 0))
        return link.city > 0 or own
    if alias:
        # An alias of both sides is weak; an alias of the entry is a body's own name where nothing speaks against it.
        placed = link.city > 0 or link.parent if name.kind == "alias" else link.city >= 0
        return link.entry.own and link.country > 0 and placed and name.length > 1
    return name.length > 1 or link.city > 0 or link.country > 0
