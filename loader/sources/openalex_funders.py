"""OpenAlex funders, from the snapshot or from list answers.

Works name their funders; the funders' own records add where they sit, further names, and the ROR id, by which those
that ROR calls government bodies are known as public. That a funder sits in a country does not make it public.
"""

from __future__ import annotations

from loader.countries import name as country_name
from loader.funders import PUBLIC, public_funder
from loader.identifiers import ror, text
from loader.openalex_entities import day, number_and_name, source
from loader.openalex_entity_form import FunderForm, FunderIds
from loader.records import Funder, FunderRecord

_NO_IDS = FunderIds()


def _funder(given: FunderForm, notes: list[str]) -> FunderRecord:
    number, name = number_and_name(given.id, given.display_name, "F")
    ids = given.ids or _NO_IDS
    registered = ror(given.ror or ids.ror)
    if (given.ror or ids.ror) and not registered:
        notes.append(f"ror: {given.ror or ids.ror} is no ROR id, left out")
    seat = given.country_code
    if seat and country_name(seat) is None:
        notes.append(f"country_code: {seat} is no ISO 3166-1 code, left out")
        seat = None
    public = public_funder(Funder(f"openalex:{number}", name, registered))
    aliases = (one for one in map(text, given.alternate_titles or ()) if one and one != name)
    return FunderRecord(
        id=f"openalex:{number}",
        name=name,
        aliases=tuple(dict.fromkeys(aliases)),
        ror=registered,
        seat=seat or None,
        country=public.country if public else None,
        kind=PUBLIC if public else None,
        wikidata=(ids.wikidata or "").rpartition("/")[2] or None,
        website=text(given.homepage_url),
        as_of=day(given.updated_date),
    )


SOURCE = source("funders", "F", FunderForm, _funder)
