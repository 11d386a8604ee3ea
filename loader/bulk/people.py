"""People into tables: what the papers say of each, put together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from loader.bulk.spread import gathered
from loader.bulk.tables import Tables
from loader.bulk.works import Signed

_DECODER: msgspec.msgpack.Decoder[list[Signed]] = msgspec.msgpack.Decoder(list[Signed])


@dataclass(slots=True)
class _Person:
    identity: str
    name: str
    openalex: str | None = None
    loads: set[int] = field(default_factory=set)
    stays: bool = False
    #: by institution: number of papers and their years
    institutions: dict[str, tuple[int, set[int]]] = field(default_factory=dict)


def write_people(folder: Path, piece: int, tables: Tables, loads: Sequence[str]) -> int:
    """Write the people of one piece; how many. Who stands on no paper any more is left out.

    As over the other way, the greatest name and id win, so that the order of papers does not matter.
    """
    people: dict[str, _Person] = {}
    for one in gathered(folder, "people", piece, _DECODER):
        person = people.get(one.key)
        if person is None:
            person = people[one.key] = _Person(one.identity, one.name)
        elif one.name > person.name:
            person.name = one.name
        if one.openalex and one.openalex > (person.openalex or ""):
            person.openalex = one.openalex
        person.loads.add(one.load)
        person.stays = person.stays or one.final
        for institution in one.institutions:
            papers, years = person.institutions.setdefault(institution, (0, set()))
            if one.year is not None:
                years.add(one.year)
            person.institutions[institution] = papers + 1, years
    written = 0
    for key, person in people.items():
        if not person.stays:
            continue
        written += 1
        named = [loads[number] for number in sorted(person.loads)]
        properties = {"identity": person.identity, "name": person.name, "openalex": person.openalex, "loads": named}
        tables.node("Author", key, properties)
        for institution, (papers, years) in person.institutions.items():
            tables.relationship("AFFILIATED_WITH", key, institution, {"papers": papers, "years": sorted(years) or None})
    return written
