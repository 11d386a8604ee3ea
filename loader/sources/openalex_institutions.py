"""OpenAlex institutions, from the snapshot or from list answers.

They go back to ROR, whose own records have precedence; what OpenAlex adds are its id, and names.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

import msgspec

from loader import json_records, reading
from loader.countries import name as country_name
from loader.errors import BadField, SourceError
from loader.identifiers import openalex_id, ror, text
from loader.json_form import FormDecoder
from loader.openalex_institution_form import InstitutionForm
from loader.parts import each_part, parts_of
from loader.publication_dates import of_text
from loader.records import Institution, Rejected, Row
from loader.source import Source

_WHAT = "a file of OpenAlex institutions, one JSON object a line"
_PARENT = "parent"


@each_part
def read(path: Path) -> Iterator[Row | Rejected]:
    """Each institution. Raises `SourceError` where the first object is none."""
    decoder, begun = FormDecoder(InstitutionForm), False
    for item in json_records.records(path, _WHAT):
        if isinstance(item, Rejected):
            yield item
            continue
        line, raw = item
        if not begun and b"openalex.org/I" not in raw:
            raise SourceError(f"{path.name} is not {_WHAT}: its first object has no such id.")
        begun = True
        notes: list[str] = []
        try:
            institution = _institution(decoder.decode(raw, notes), notes)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            yield reading.undecodable(line, error, raw)
        except BadField as bad:
            yield Rejected(line, bad.field, bad.reason, reading.shown(raw))
        else:
            yield Row(line, institution, notes=tuple(notes))


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
    updated = of_text((given.updated_date or "")[:10])
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
        as_of=updated[1] if updated else None,
    )


def _key(registered: str | None, own: str | None) -> str | None:
    number = openalex_id(own, "I")
    return ror(registered) or (f"openalex:{number}" if number else None)


def _others(name: str, printed: Iterable[str | None]) -> tuple[str, ...]:
    """The texts that are not the name, each once, in their order."""
    return tuple(dict.fromkeys(one for one in map(text, printed) if one and one != name))


def _as_of(path: Path) -> date | None:
    """None: each record carries the day of its own last change."""
    return None


SOURCE = Source(
    id="openalex-institutions",
    title="OpenAlex institutions",
    licence="CC0 1.0",
    redistributable="yes",
    address="https://docs.openalex.org/download-all-data/openalex-snapshot",
    kind="institutions",
    precedence=40,
    read=read,
    as_of=_as_of,
    files=parts_of,
)
