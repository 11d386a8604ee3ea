"""Where a list entry and a body are: countries and cities of both, compared."""

from __future__ import annotations

from loader.records import Designation
from loader.resolve import places
from loader.resolve import text as texts
from loader.resolve.index import Index
from loader.resolve.model import Body


def country_of(index: Index, body: Body) -> str | None:
    """The body's country, or the one that all it is part of agree on where the registry gives it none."""
    if body.country is not None or not body.part_of:
        return body.country
    above = {index.bodies[id].country for id in index.ancestors(body)} - {None}
    return above.pop() if len(above) == 1 else None


def agree(entry: Designation, body: Body, index: Index) -> int:
    """1 where the body is of a country of the entry, -1 where of another, 0 where one of them has none."""
    country = country_of(index, body)
    if country is None or not entry.countries:
        return 0
    return 1 if any(places.compatible(country, one) for one in entry.countries) else -1


def places_in(index: Index, entry: Designation) -> frozenset[str]:
    """Keys of the places in the entry's addresses."""
    found: set[str] = set()
    for address in entry.addresses:
        words = texts.read(address)
        found.update(words.key(start, end) for start, end, _ in index.places.find(words))
    return frozenset(found)


def city(index: Index, body: Body, where: frozenset[str]) -> int:
    """1 where a city of the body is among the places `where`, -1 where only others of its country are, else 0."""
    cities = index.cities(body)
    if cities & where:
        return 1
    return -1 if cities and where & index.cities_of(body.country) else 0


def cities_of_entry(index: Index, entry: Designation) -> tuple[str, ...]:
    """The cities in the entry's addresses, as printed, in which the index has bodies of one of its countries."""
    found: dict[str, str] = {}
    for address in entry.addresses:
        words = texts.read(address)
        for start, end, place in index.places.find(words):
            if place.cities & frozenset(entry.countries):
                found.setdefault(words.key(start, end), words.quote(start, end))
    return tuple(found[key] for key in sorted(found))
