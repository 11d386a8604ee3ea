"""OpenAlex institutions, from the snapshot or from list answers.

They go back to ROR, whose own records have precedence; what OpenAlex adds are its id, and names.
"""

from __future__ import annotations

from collections.abc import Iterable

from loader.countries import name as country_name
from loader.errors import BadField
from loader.identifiers import openalex_id, ror, text
from loader.openalex_entities import day, source
from loader.openalex_institution_form import InstitutionForm
from loader.records import Institution

_PARENT = "parent"


def _institution(given: InstitutionForm, notes: list[str]) -> Institution:
    key, name = _key(given.ror, given.id), text(given.display_name)
    if not key:
        raise BadField("id", "neither a ROR id nor an OpenAlex institution id: nothing to know it by")
    if not name:
        raise BadField("display_name", "is empty: an institution must have a name")
    country = given.country_code
    if country and country_name(country) is None:
        notes.append(f"country_code: {country} is no ISO 3166-1 code, left out")
        country = None
    international = given.international.display_name if given.international else None
    associated = given.associated_institutions or ()
    parents = [_key(one.ror, one.id) for one in associated if one.relationship == _PARENT]
    return Institution(
        id=key,
        name=name,
        aliases=_others(name, given.display_name_alternatives or ()),
        native_names=_others(name, (international or {}).values()),
        acronyms=_others(name, given.display_name_acronyms or ()),
        country=country or None,
        cities=_others("", [given.geo.city if given.geo else None]),
        kind=text(given.type),
        openalex=openalex_id(given.id, "I"),
        wikidata=((given.ids and given.ids.wikidata) or "").rpartition("/")[2] or None,
        website=text(given.homepage_url),
        part_of=tuple(dict.fromkeys(parent for parent in parents if parent and parent != key)),
        as_of=day(given.updated_date),
    )


def _key(registered: str | None, own: str | None) -> str | None:
    number = openalex_id(own, "I")
    return ror(registered) or (f"openalex:{number}" if number else None)


def _others(name: str, printed: Iterable[str | None]) -> tuple[str, ...]:
    """The texts that are not the name, each once, in their order."""
    return tuple(dict.fromkeys(one for one in map(text, printed) if one and one != name))


SOURCE = source("institutions", "I", InstitutionForm, _institution, kind="institutions")
