"""Bodies under the names of a list entry, and which of them is the same body for certain."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from loader.records import Designation
from loader.resolve import text as texts
from loader.resolve.entry_names import EntryName
from loader.resolve.index import Index
from loader.resolve.model import Body
from loader.resolve.name_forms import Name
from loader.resolve.places_of_entry import agree, city, country_of
from loader.resolve.similar import Bag, Likeness, bag
from loader.resolve.structure import Parts
from loader.resolve.weights import ACRONYM, CAP, ENTRY_AGREES, ENTRY_BASE, ENTRY_MISSES, SAME_WORDS

#: A generic name of this many words still names one body of its country ("Nuclear Science and Technology Research
#: Institute"); a shorter one ("Institute of Automation") needs its city or its parent.
_LONG_GENERIC = 4
#: Scores closer than this do not tell two bodies apart.
_TIE = 0.02
#: How many bodies of a similar name a person is shown.
_SHOWN = 3
_WHOLE = frozenset(("name", "native name", "alias"))
#: Words that a unit's name must share.
_ENOUGH = 3
#: Kinds of an entry's name that are not printed as its own.
_SECONDARY = frozenset(("alias", "lent name"))
#: A company that carries the name of one of these is not it.
SCHOOLS = frozenset(("education", "university", "military university"))


class Link(Struct):
    """A body that has one of the entry's names, or a similar one, with the evidence."""

    entry: EntryName
    body: Body
    #: what of the body has the name, or None where the names are similar only
    name: Name | None
    #: alpha-2, the body's or that of what it is part of
    code: str | None
    country: int
    #: 1 a city of the body is in the addresses, -1 only others of its country are, 0 nothing is known
    city: int
    #: the entry's name prints what the body is part of
    parent: bool
    #: 1 for the same name, else the share of weight in the words that both names have
    share: float = 1.0
    #: the body is of the very country of the entry, not of one that may be said for it (Taiwan for China)
    exact: bool = False
    #: the words that both have, and whether those that one has more only name the country
    shared: Bag | None = None
    national: bool = False

    @property
    def method(self) -> str:
        if self.name is None:
            return "similar words"
        return f"{self.entry.kind} = {self.name.kind}"

    @property
    def score(self) -> float:
        if self.name is None:
            score = SAME_WORDS["score"] * self.share
        elif self.name.kind == "acronym":
            score = ACRONYM["score"]
        else:
            score = ENTRY_BASE[self.entry.kind, self.name.kind] - ENTRY_MISSES["generic"] * self.name.generic
        score += ENTRY_AGREES["country"] * (self.country > 0) + ENTRY_AGREES["city"] * (self.city > 0)
        score += ENTRY_AGREES["parent"] * self.parent - ENTRY_MISSES["city"] * (self.city < 0)
        return round(min(score, CAP), 3)

    @property
    def evidence(self) -> str:
        share = f"by {self.share:.0%} of the same words as a name of {self.body.name}"
        what = self.name.description if self.name else share
        lent = f" (of {self.entry.lender}, which prints the same name)" if self.entry.lender else ""
        reasons = [f"{self.entry.kind} “{self.entry.printed}”{lent} is {what}"]
        if self.country:
            reasons.append(f"country {self.code} agrees")
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
        if link.body.id not in best or _rank(best[link.body.id]) < _rank(link):
            best[link.body.id] = link
    for link in (*_similar(index, entry, names, parts), *_by_acronym(index, entry, names, parts)):
        best.setdefault(link.body.id, link)
    return sorted(best.values(), key=lambda link: (-link.score, link.body.id))


def _rank(link: Link) -> tuple[bool, bool, float]:
    """Links that say the same body go before others, and those of the entry's own names before those of its aliases."""
    certain = _is_certain(link)
    return certain and link.entry.kind not in _SECONDARY, certain, link.score


def target(found: list[Link]) -> Link | None:
    """The one link that says: the same body. Names go before aliases; a tie says nothing."""
    certain = [link for link in found if _is_certain(link)]
    own = [link for link in certain if link.entry.kind not in _SECONDARY]
    strongest = own or certain
    tied = [link for link in strongest if link.score > strongest[0].score - _TIE]
    return tied[0] if len(tied) == 1 else None


def _same(index: Index, entry: Designation, names: list[EntryName], parts: Parts) -> Iterator[Link]:
    for printed in names:
        if printed.kind == "acronym":
            continue
        for key in printed.keys:
            for name in index.names.get(key) or ():
                if name.kind in _WHOLE and _possible(index, entry, printed, name.record):
                    yield _link(index, entry, printed, name.record, name, parts)
        head, comma, tail = printed.printed.rpartition(", ")
        if comma and (place := texts.key(tail)) in index.places:
            # "Institute of Applied Physics, Beijing"
            for name in index.names.get(texts.key(head)) or ():
                if name.kind in _WHOLE and _possible(index, entry, printed, name.record):
                    link = _link(index, entry, printed, name.record, name, parts)
                    link.city = city(index, name.record, frozenset((place,)))
                    yield link


def _similar(index: Index, entry: Designation, names: list[EntryName], parts: Parts) -> Iterable[Link]:
    found: list[Link] = []
    for printed in (*names, *(replace(names[0], printed=rest) for rest in parts.rests)):
        if printed.kind in ("name", "alias", "native name") and printed.own:
            for like in index.similar.find(printed.printed):
                if _is_like(like) and _possible(index, entry, printed, like.body):
                    link = _link(index, entry, printed, like.body, None, parts)
                    link.share, link.shared, link.national = like.share, like.shared, like.national
                    found.append(link)
    found.sort(key=lambda link: (-link.score, link.body.id))
    return found[:_SHOWN]


def units_in_aliases(
    index: Index, entry: Designation, names: list[EntryName], parts: Parts, whole: Body
) -> Iterator[Link]:
    """Units of the body that the entry names, where its aliases hold all words of their names ("Southwest …")."""
    for body in index.similar.below((whole.id,)):
        for printed in names:
            if printed.kind == "alias" and _possible(index, entry, printed, body):
                for like in index.similar.of(body, printed.printed):
                    if like.within and len(like.shared.stems) >= SAME_WORDS["telling words"]:
                        link = _link(index, entry, printed, body, None, parts)
                        link.share, link.shared = like.share, like.shared
                        yield link


def units_like(index: Index, entry: Designation, names: list[EntryName], parts: Parts) -> Iterator[Link]:
    """Units of the bodies that the entry's name holds, like what else it holds but for a word: "(Beijing) Institute …".

    For a person to judge.
    """
    for body in index.similar.below(parent.id for parent in parts.parents):
        for rest in parts.rests:
            printed = replace(names[0], printed=rest)
            for like in index.similar.of(body, rest) if _possible(index, entry, printed, body) else ():
                if like.within and like.share >= SAME_WORDS["share"] and len(like.shared.stems) >= _ENOUGH:
                    link = _link(index, entry, printed, body, None, parts)
                    link.share, link.shared = like.share, like.shared
                    yield link


def _is_like(like: Likeness) -> bool:
    inside = like.within and len(like.shared.stems) >= SAME_WORDS["within"] and like.shared.telling > 0
    return like.share >= SAME_WORDS["share"] or (inside and len(like.shared.stems) >= SAME_WORDS["telling words"])


def _by_acronym(index: Index, entry: Designation, names: list[EntryName], parts: Parts) -> Iterator[Link]:
    """Bodies with the entry's acronym that share its city and words of its name."""
    own = bag(names[0].printed).stems
    for printed in names:
        for key in printed.keys if printed.kind in ("acronym", "alias") else ():
            for name in index.names.get(key) or ():
                if name.kind == "acronym" and _possible(index, entry, printed, name.record):
                    link = _link(index, entry, printed, name.record, name, parts)
                    words = own & bag(name.record.name).stems
                    if link.country > 0 and link.city > 0 and len(words) >= ACRONYM["words"]:
                        yield link


def _possible(index: Index, entry: Designation, printed: EntryName, body: Body) -> bool:
    if body.of_list or (printed.company and body.kind in SCHOOLS):
        return False
    if printed.kind == "lent name":
        # One name in Chinese characters may be a body's of either side of the strait.
        return country_of(index, body) in entry.countries
    return agree(entry, body, index) >= 0


def _link(index: Index, entry: Designation, printed: EntryName, body: Body, name: Name | None, parts: Parts) -> Link:
    parent = not parts.printed.isdisjoint(index.ancestors(body))
    where = city(index, body, parts.places)
    code = country_of(index, body)
    exact = code in entry.countries
    return Link(printed, body, name, code, agree(entry, body, index), where, parent, exact=exact)


def _is_certain(link: Link) -> bool:
    if link.name is None:
        return link.shared is not None and _is_one_name(link, link.shared)
    name, secondary = link.name, link.entry.kind in _SECONDARY
    if name.kind == "acronym":
        return False
    if name.generic:
        if link.parent:
            return link.entry.own
        if secondary or link.city < 0:
            return False
        own = name.kind != "alias" and (name.length >= _LONG_GENERIC or (name.teaching and link.country > 0))
        own = own and (link.exact or link.country == 0)
        return link.city > 0 or own
    if secondary:
        # An alias of both sides is weak; an alias of the entry is a body's own name where nothing speaks against it.
        placed = link.city > 0 or link.parent if name.kind == "alias" else link.city >= 0
        return link.entry.own and link.country > 0 and placed and name.length > 1
    return name.length > 1 or link.city > 0 or link.country > 0


def _is_one_name(link: Link, shared: Bag) -> bool:
    """True for a name that is the body's, word by word, in another order or ending."""
    if link.country < 0 or link.city < 0:
        return False
    words = len(shared.stems)
    if link.country == 0 and (words < SAME_WORDS["certain words"] or not shared.telling):
        return False
    if link.share < SAME_WORDS["certain share"]:
        # "Renmin University" is the one "of China"; a company of that name may be a branch.
        named = link.country > 0 and shared.telling > 0 and link.entry.kind == "name"
        return named and link.national and link.body.kind in SCHOOLS
    if shared.transcribed and words < SAME_WORDS["certain words"]:
        return False
    if link.entry.kind in _SECONDARY:
        telling = shared.telling > 1 or (shared.telling > 0 and words >= SAME_WORDS["certain words"])
        return link.city > 0 and link.entry.own and telling
    return words >= SAME_WORDS["certain words"] or (words >= SAME_WORDS["telling words"] and shared.telling > 0)
