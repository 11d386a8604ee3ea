"""Names of institutions found in a string, each with the evidence for and against the body it names."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from msgspec import Struct

from loader.resolve import bounds
from loader.resolve.index import Index
from loader.resolve.model import Body
from loader.resolve.name_forms import Name, in_order, moved_key
from loader.resolve.places import Printed
from loader.resolve.text import Text, is_lone
from loader.resolve.weights import ACRONYM_LETTERS
from loader.resolve.words import CODES, EXTENDING, SCHOOL, TEACHING

#: Kinds of body that are hospitals.
CARING = frozenset(("healthcare", "hospital"))
#: Kinds of name that can stand for a body by themselves.
_WHOLE = frozenset(("name", "native name", "alias"))
#: Parts of more words are no names.
_LONGEST_PART = 10
_OWN = frozenset(("name", "native name"))
#: Kinds that leave open whether a body is a company: of registries that say nothing, and of list entries.
_UNSAID = (None, "organisation", "unknown")


class Hit(Struct):
    """Words `start` to `end` of a string are a name of a body."""

    start: int
    end: int
    name: Name
    #: number of bodies that have this very name
    namesakes: int
    #: 1 the body's country is printed, -1 another is, 0 neither
    country: int = 0
    #: a city of the body that is printed beside the name
    city: str | None = None
    #: a body it is part of that is printed beside the name
    parent: str | None = None
    #: why the words belong to a longer name of something else
    longer: str | None = None
    #: True where the name is all of its part of the string, places and numbers after it aside
    fills: bool = False
    #: True where a centre or system is printed right after the name: "University of X | Health Sciences Center"
    extended: bool = False
    #: True where the name itself holds a city of the body
    seated: bool = False
    #: True for the acronym of a body that many others are part of
    umbrella: bool = False
    #: True where no other body of the printed countries, or of all where none is printed, has this name
    alone: bool = False

    @property
    def body(self) -> Body:
        return self.name.body

    @property
    def support(self) -> int:
        """Independent evidence, comparable between namesakes."""
        return 2 * (self.parent is not None) + 2 * (self.city is not None) + (self.country > 0)

    @property
    def whole(self) -> bool:
        """True for a name that can stand for its body by itself."""
        return self.name.kind in _WHOLE and (not self.name.generic or self.support > 0)


def find(index: Index, text: Text, printed: Printed) -> list[Hit]:
    """Every name in `text`, by first word and length, with its evidence."""
    # A name that is a part of a place's is none: "Menlo" of "Menlo Park".
    ends = {position: end for start, end, _ in printed.spans for position in range(start, end)}
    hits = [hit for hit in _found(index, text, printed.spans) if ends.get(hit.start, 0) < hit.end]
    if hits:
        _add_places(index, text, printed, hits)
        _add_parents(index, hits)
        _add_bounds(index, text, printed, hits)
    return hits


def _found(index: Index, text: Text, spans: list[tuple[int, int, str]]) -> Iterator[Hit]:
    """Names in `text`; those without their city only where it is among the places printed, `spans`."""
    cities = {key for _, _, key in spans}
    places = {start: (end, key) for start, end, key in spans}
    for start, end, names in index.names.find(text):
        namesakes = sum(name.kind in _WHOLE for name in names)
        for name in names:
            if name.kind == "short name" and cities.isdisjoint(index.cities(name.body)):
                continue
            if name.kind != "acronym" or _as_acronym(text, start, end):
                umbrella = name.kind == "acronym" and end - start == 1 and index.is_umbrella(name.record)
                umbrella = umbrella and len(text.printed[start]) >= ACRONYM_LETTERS["umbrella"]
                yield Hit(start, end, name, namesakes, umbrella=umbrella)
    for start, end in _parts(text):
        words = text.words[start:end]
        if "".join(words) in index.names:
            continue
        keys = {in_order(words)}
        for first in range(start, end):
            last, city = places.get(first, (end + 1, ""))
            if last <= end:
                keys.add(moved_key(city, text.words[start:first] + text.words[last:end]))
        found = {name.record.id: name for key in keys for name in index.reordered.get(key, ())}
        yield from (Hit(start, end, name, 0) for name in found.values())


def _parts(text: Text) -> Iterator[tuple[int, int]]:
    """Parts between commas that name a university."""
    starts = [i for i in range(len(text)) if i == 0 or text.segment[i] != text.segment[i - 1]] + [len(text)]
    for start, end in pairwise(starts):
        if 2 < end - start <= _LONGEST_PART and not TEACHING.isdisjoint(text.words[start:end]):
            yield start, end


def _as_acronym(text: Text, start: int, end: int) -> bool:
    letters = "".join(part for part in text.printed[start:end] if not part[0].isdigit())
    return end - start <= 2 and len(letters) >= 2 and letters.isupper()


def _add_places(index: Index, text: Text, printed: Printed, hits: list[Hit]) -> None:
    cities: dict[str, list[tuple[int, int]]] = {}
    for start, end, key in printed.spans:
        cities.setdefault(key, []).append((start, end))
    for hit in hits:
        for city in index.cities(hit.body) if cities else ():
            spans = cities.get(city)
            if spans and any(end <= hit.start or start >= hit.end for start, end in spans):
                hit.city = city
                break
            hit.seated = hit.seated or spans is not None
        hit.country = printed.agree(hit.body.country, text.statement[hit.start], hit.city is not None)
        if hit.body.country == "KP" and "KP" not in printed.countries and _borne_elsewhere(hit.name):
            hit.country = min(hit.country, 0)  # "National Academy of Sciences, Korea" is of the Republic
        if hit.body.country is None and hit.name.kind == "alias" and printed.countries and hit.body.of_list:
            hit.country = (
                -1
            )  # "People's Liberation Army", Beijing: an alias of Peru's Shining Path, listed without Peru
    likely: dict[tuple[int, int], set[str]] = {}
    for hit in hits:
        if hit.country >= 0:
            likely.setdefault((hit.start, hit.end), set()).add(hit.body.id)
    for hit in hits:
        hit.alone = likely.get((hit.start, hit.end)) == {hit.body.id}


def _borne_elsewhere(name: Name) -> bool:
    """True for a name that bodies of the other Korea may have too, so that "Korea" does not say whose it is."""
    return name.generic or name.kind in ("shared name", "acronym")


def _add_parents(index: Index, hits: list[Hit]) -> None:
    printed: dict[str, list[Hit]] = {}
    for hit in hits:
        if hit.whole and hit.country >= 0:
            printed.setdefault(hit.body.id, []).append(hit)
    for hit in hits:
        for above in index.ancestors(hit.name.record) if hit.name.record.part_of else ():
            if any(other.end <= hit.start or other.start >= hit.end for other in printed.get(above, ())):
                hit.parent = above
                break


def _add_bounds(index: Index, text: Text, printed: Printed, hits: list[Hit]) -> None:
    firm = [hit for hit in hits if hit.whole and hit.name.length > 1]
    around = bounds.Around(
        {hit.start for hit in firm},
        {hit.end for hit in firm},
        {start: key for start, _, key in printed.spans},
        {end for _, end, _ in printed.spans} | set(_countries_in_runs(index, text)),
        {start: key for start, _, key in printed.spans if index.is_city(key)},
    )
    covered = {position for start, end, _ in printed.spans for position in range(start, end)}
    known: dict[tuple[int, int, bool, bool, bool, bool, bool], str | None] = {}
    for hit in hits:
        company = is_company(hit.body, text.legal[hit.end - 1])
        own = hit.name.kind in _OWN and not hit.name.generic
        question = (
            *(hit.start, hit.end, company, hit.body.kind in CARING),
            *(
                (own or hit.name.kind == "acronym") and hit.city is not None,
                _is_teaching(hit),
                hit.name.kind == "acronym",
            ),
        )
        if question not in known:
            known[question] = bounds.longer(text, hit.start, hit.end, around, *question[2:])
        hit.longer = known[question]
        hit.extended = _extended(text, hit.end)
        hit.fills = _fills(text, hit.start, hit.end, covered)
        cities = index.cities(hit.body)
        elsewhere = cities and bounds.other_campus(text, hit.end, around, cities, hit.name.branching)
        if hit.longer is None and elsewhere and not _is_own_acronym(text, hit):
            hit.longer = "another campus"


def _is_teaching(hit: Hit) -> bool:
    """True for a university's own name; one of common words ("Monash University") where its country or city agrees."""
    return hit.name.kind in _OWN and hit.name.teaching and (not hit.name.generic or hit.support > 0)


def _countries_in_runs(index: Index, text: Text) -> Iterator[int]:
    """Where a country's name ends that begins a run of characters: "中国|清华大学"."""
    if any(map(is_lone, text.words)):
        for start, end, place in index.places.find(text):
            begins = start == 0 or not is_lone(text.words[start - 1]) or text.divided[start] != ""
            if place.countries and begins and is_lone(text.words[start]):
                yield end


def _fills(text: Text, start: int, end: int, places: set[int]) -> bool:
    before = start - 1
    same = before >= 0 and text.segment[before] == text.segment[start] and text.joined[start] != "and"
    if same and not text.words[before][0].isdigit():
        # In scripts without commas the place goes before: "평양 리과대학".
        placed = before in places and is_lone(text.words[start])
        if not placed:
            return False
    for i in range(end, len(text)):
        if text.segment[i] != text.segment[end - 1]:
            break
        if i not in places and not text.words[i][0].isdigit() and text.words[i] not in CODES:
            return False
    return True


def _extended(text: Text, end: int) -> bool:
    for i in range(end, min(len(text), end + 4)):
        if text.segment[i] != text.segment[end - 1] or text.joined[i] == "and" or text.words[i] in SCHOOL:
            return False
        if text.words[i] in EXTENDING:
            return True
    return False


def _is_own_acronym(text: Text, hit: Hit) -> bool:
    """True where the body's acronym follows: Kut is a city in Iraq, and "… University of Technology (KUT)" none."""
    return hit.end < len(text) and text.printed[hit.end] in hit.name.record.acronyms


def is_company(body: Body, legal: bool) -> bool:
    """Whether a legal form printed after the name (`legal`) is no sign of another body."""
    return body.kind == "company" or (legal and body.kind in _UNSAID)
