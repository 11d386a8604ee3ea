"""Countries, regions and cities printed in a string, and what they say about where the body is.

A country's name counts where it stands as a place: a part of its own, or at the end of a part. It does not count inside
a name ("Korea University") nor after "in" or "for" ("Liberty in North Korea").
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import cache

import pycountry
from msgspec import Struct

from loader import countries
from loader.resolve import text as texts
from loader.resolve.dprk_names import DPRK_ALONE, DPRK_CITIES, DPRK_NAMES
from loader.resolve.lexicon import Lexicon
from loader.resolve.place_names import ALSO, COUNTRIES, KOREA, REGION_SUFFIXES, WITH_CODES, WITH_REGIONS
from loader.resolve.place_readings import (
    TOPIC,
    busy_segments,
    dprk_alone,
    dprk_cities,
    dprk_names,
    is_called,
    is_called_after,
    is_high_school,
    is_readable,
    is_road,
    is_tail,
)
from loader.resolve.text import Text
from loader.resolve.words import ACADEMIC


def compatible(one: str, other: str) -> bool:
    """True where two country codes may be said of one place (Hong Kong and China; "Korea" and either state)."""
    return one == other or other in ALSO.get(one, ()) or one in ALSO.get(other, ())


class Place(Struct, frozen=True):
    """What a name of a place may be."""

    countries: frozenset[str] = frozenset()
    regions: frozenset[str] = frozenset()
    #: countries in which the index has a body in a city of this name
    cities: frozenset[str] = frozenset()
    #: number of those bodies
    weight: int = 0
    #: read only where printed in capitals ("US", "MA")
    capitals: bool = False


class Printed(Struct):
    """The places of one string."""

    #: countries named as such, or by a state's name, or by a DPRK city
    named: set[str]
    #: the same by statement
    by_statement: dict[int, set[str]]
    #: countries that standing cities imply, read only where no country is named
    implied: set[str]
    #: (first word, word after the last, key) of every place
    spans: list[tuple[int, int, str]]
    #: words that belong to a place standing by itself
    standing: set[int]

    def name(self, statement: int, countries: Collection[str]) -> None:
        """Note countries named in a statement."""
        self.by_statement.setdefault(statement, set()).update(countries)

    @property
    def countries(self) -> set[str]:
        return self.named or self.implied

    def agree(self, country: str | None, statement: int, city: bool) -> int:
        """1 where `country` is printed, -1 where only others are, 0 where nothing is said.

        The countries of the body's own statement count first; those of another only where no `city` of the body is
        printed ("Tsinghua University, Beijing; Korea University, Seoul, Korea").
        """
        if country is None:
            return 0
        here = self.by_statement.get(statement)
        if country in self.implied or any(compatible(country, named) for named in here or self.named):
            return 1
        return -1 if here or (self.named and not city) else 0


@cache
def countries_and_regions() -> dict[str, Place]:
    """Every name of a country or region, by key."""
    known: dict[str, dict[str, set[str]]] = {}
    capitals: dict[str, bool] = {}

    def add(name: str, field: str, code: str) -> None:
        key = texts.key(name)
        if key:
            known.setdefault(key, {}).setdefault(field, set()).add(code)
            short = len(key) <= 3 and name.isascii()
            capitals[key] = capitals.get(key, True) and short

    for code, names in COUNTRIES.items():
        for name in names:
            add(name, "countries", code)
    for name, code in countries.spellings().items():
        if len(name) > 3:
            add(name, "countries", code)
    for code in WITH_REGIONS:
        for region in pycountry.subdivisions:
            if region.country_code != code:
                continue
            name = region.name
            for suffix in REGION_SUFFIXES:
                name = name.removesuffix(suffix)
            add(name, "regions", code)
            if code in WITH_CODES:
                add(region.code.partition("-")[2], "regions", code)
    for name in DPRK_CITIES + DPRK_NAMES + DPRK_ALONE:
        add(name, "cities", "KP")
    places = {
        key: Place(
            frozenset(found.get("countries", ())),
            frozenset(found.get("regions", ())) if "countries" not in found or key == "georgia" else frozenset(),
            frozenset(found.get("cities", ())),
            capitals=capitals[key],
        )
        for key, found in known.items()
    }
    # "Korea" is a name of both states, wherever else it is listed.
    places["korea"] = Place(frozenset({KOREA}))
    return places


#: Bodies in a city from which on its name stands for its country where no country is printed.
_KNOWN = 3


def find(text: Text, lexicon: Lexicon[Place]) -> Printed:
    """The places printed in `text`."""
    printed = Printed(set(), {}, set(), [], set())
    spans = _longest(
        (start, end, place) for start, end, place in lexicon.find(text) if is_readable(text, start, end, place.capitals)
    )
    if not spans:
        return printed
    segments = text.segment
    academic = {segments[i] for i in range(len(text)) if text.words[i] in ACADEMIC and not is_high_school(text, i)}
    keyed = [(start, end, text.key(start, end), place) for start, end, place in spans]
    for start, end, key, _ in keyed:
        if key in dprk_names() and (is_called_after(text, end) or is_called(text, start)):
            printed.name(text.statement[start], {"KP"})
    keyed = [span for span in keyed if span[2] not in dprk_names() and not is_road(text, span[1])]
    covered = {position for start, end, _, _ in keyed for position in range(start, end)}
    busy = busy_segments(text, covered)
    placed = {
        text.statement[start]
        for start, end, _, place in keyed
        if place.countries and all(segments[i] not in busy for i in range(start, end))
    }
    called_after: list[int] = []
    for start, end, key, place in keyed:
        printed.spans.append((start, end, key))
        alone = all(segments[i] not in busy for i in range(start, end))
        if alone:
            printed.standing.update(range(start, end))
        if key in dprk_cities():
            if alone:
                printed.name(text.statement[start], {"KP"})
            elif segments[start] in academic:
                called_after.append(text.statement[start])
        elif alone and key in dprk_alone():
            printed.implied.add("KP")
        elif alone and place.weight >= _KNOWN and len(place.cities) == 1:
            printed.implied |= place.cities
        if text.joined[start] in TOPIC and not alone:
            continue
        # "Research Institute of North Korea, Seoul, Republic of Korea": what it is about, not where it is.
        if not alone and text.joined[start] == "of" and text.statement[start] in placed:
            continue
        tail = alone or is_tail(text, end, covered)
        where = place.countries if tail else frozenset()
        if place.regions and (alone or (tail and (place.capitals or place.countries))):
            where = where | place.regions
        if len(where) == 1:
            printed.name(text.statement[start], where)
    for statement in called_after:
        # "Kaesong High School, Seoul, Korea": a body in the South may be called after a city in the North.
        if not (KOREA in printed.by_statement.get(statement, ()) and "KR" in printed.implied):
            printed.name(statement, {"KP"})
    for said in printed.by_statement.values():
        if said & {"KP", "KR"}:
            said.discard(KOREA)
        printed.named |= said
    return printed


def resolve_korea(printed: Iterable[str | None], institutions: Collection[str | None]) -> tuple[str, ...]:
    """Countries as reported: "Korea" alone is the Republic's, unless it is all that is said of a DPRK institution."""
    codes = {code for code in printed if code}
    if KOREA in codes:
        codes.discard(KOREA)
        codes.add("KP" if "KP" in institutions and "KP" not in codes else "KR")
    return tuple(sorted(codes))


def _longest(spans: Iterable[tuple[int, int, Place]]) -> list[tuple[int, int, Place]]:
    """Occurrences not inside or overlapping a longer, earlier one."""
    kept: list[tuple[int, int, Place]] = []
    for span in spans:
        if kept and span[0] < kept[-1][1]:
            if span[0] == kept[-1][0]:
                kept[-1] = span
            continue
        kept.append(span)
    return kept
