"""US lists as the community project nsfreg extracts them from the official texts: one JSON file a list.

https://github.com/phagehunter/nsfreg. The arrangement is the project's, the words are the agencies'. The file's
`list_id` tells the list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Raw, Struct

from loader import countries, reading
from loader.citations import citations, days_printed, written_day
from loader.entry_text import address_country, split_address_off, split_addresses, split_aliases, split_names, split_see
from loader.errors import BadField, SourceError
from loader.identifiers import day_range, text
from loader.lists import control_list
from loader.ofac_entries import INVESTMENT
from loader.records import Designation, Rejected, Row
from loader.source import Source
from loader.unknown_fields import UnknownFields
from loader.us_entries import LAYOUTS, Entity, Layout, key_of

_WHAT = "a list of nsfreg (`list_id`, `extracted`, `count`, `entities`)"


class ListFile(Struct):
    list_id: str
    source_file: str
    extracted: str
    count: int
    entities: list[Raw]


_FILE = msgspec.json.Decoder(ListFile)
_ENTITY = msgspec.json.Decoder(Entity)


def read(path: Path) -> Iterator[Row | Rejected]:
    """The list, then its entries in order, numbered from 1; rows that share a key are one designation.

    Raises `SourceError` where the file is not of this format, of a list that is not known, or not complete.
    """
    file, layout = _open(path)
    yield Row(1, control_list(layout.list, path.parent))
    entities: list[tuple[int, Entity, bytes]] = []
    unknown = UnknownFields(Entity.__struct_fields__)
    for number, raw in enumerate(file.entities, 1):
        try:
            entities.append((number, _ENTITY.decode(raw), bytes(raw)))
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            yield reading.undecodable(number, error, bytes(raw))
    days = days_printed(entity.federal_register for _, entity, _ in entities)
    for number, entity, raw_entity in entities:
        try:
            plain = msgspec.json.decode(raw_entity)
            yield _designation(number, entity, plain, layout, days, unknown.notes(plain))
        except BadField as bad:
            yield Rejected(number, bad.field, bad.reason, reading.shown(raw_entity))


def _open(path: Path) -> tuple[ListFile, Layout]:
    file = reading.json_document(path, _FILE, _WHAT)
    if file.list_id not in LAYOUTS:
        raise SourceError(f"{path.name} holds the list {file.list_id!r}: this release reads {', '.join(LAYOUTS)}.")
    if file.count != len(file.entities):
        raise SourceError(f"{path.name} says it has {file.count} entries and has {len(file.entities)}: fetch it anew.")
    return file, LAYOUTS[file.list_id]


def _designation(
    number: int,
    entity: Entity,
    plain: dict[str, Any],
    layout: Layout,
    days: Mapping[str, date],
    told: tuple[str, ...],
) -> Row:
    printed, remarks = split_see(entity.name)
    names = split_names(printed)
    if not names:
        raise BadField("name", "is empty: an entry without a name cannot be matched")
    if entity.status:
        raise BadField("status", f"{entity.status!r} is a status that this release does not know")
    notes = list(told)
    addresses, printed_aliases, more = _addresses(entity)
    aliases, native_names = split_aliases(names[0], [*names[1:], *printed_aliases])
    country = countries.code(entity.country)
    if entity.country and not country:
        remarks.append(f"Listed under: {entity.country}")
        notes.append(f"country: {entity.country!r} is no country that this release knows, kept as a remark")
    cited = citations(entity.federal_register)
    if entity.federal_register and not cited:
        notes.append(f"federal_register: no citation found in {entity.federal_register!r}")
    codes = [country, *(address_country(address) for address in addresses)]
    fields = layout.reading(entity, days)
    remarks = [fields.pop("remarks", None) or "", *remarks, *more]
    designation = Designation(
        list=layout.list,
        key=key_of(layout.list, country, [names[0], *aliases]),
        name=names[0],
        aliases=aliases,
        native_names=native_names,
        addresses=addresses,
        countries=tuple(dict.fromkeys(code for code in codes if code)),
        citations=tuple(one.printed for one in cited),
        remarks=text("; ".join(remark for remark in remarks if remark)),
        raw=(plain,),
        **fields,
    )
    return Row(number, designation, notes=tuple(notes))


def _addresses(entity: Entity) -> tuple[tuple[str, ...], list[str], list[str]]:
    """Addresses, aliases and remarks. Where an entry has no address, its last alias may have swallowed it."""
    printed, remarks = split_see(entity.address or "")
    addresses, before = split_addresses(printed)
    aliases = [*before, *entity.aliases]
    if not addresses and aliases:
        last, more = split_see(aliases[-1])
        aliases[-1], printed_address = split_address_off(last)
        addresses = split_addresses(printed_address or "")[0]
        remarks += more
    return addresses, aliases, remarks


def _as_of(path: Path) -> date | None:
    """The day that the publisher's text speaks for where the file says it, else the day of extraction.

    `dpl_04142026.csv` is of that day, `May-2025-…` of that month's end, `FY24 …` of that fiscal year's (30 September),
    and a notice that restates a whole list (§1260H) of the one day that all its entries give.
    """
    file, _ = _open(path)
    dates = {_ENTITY.decode(raw).effective_date for raw in file.entities}
    if match := re.search(r"_(\d{2})(\d{2})(\d{4})\b", file.source_file):
        days = day_range(f"{match[3]}-{match[1]}-{match[2]}")
    elif match := re.match(r"([A-Z][a-z]+)-(\d{4})\b", file.source_file):
        first = written_day(f"{match[1]} 1, {match[2]}")
        days = day_range(f"{first:%Y-%m}") if first else None
    elif match := re.match(r"FY(\d{2})\b", file.source_file):
        days = day_range(f"20{match[1]}-09-30")
    else:
        days = day_range(dates.pop() if len(dates) == 1 else None) or day_range(file.extracted)
    return days[1] if days else None


SOURCE = Source(
    id="nsfreg",
    title="US lists, extracted from the official texts by nsfreg",
    licence="public domain (US government works); the arrangement is nsfreg's, without a licence",
    address="https://github.com/phagehunter/nsfreg",
    kind="lists",
    lists=tuple(sorted(layout.list for layout in LAYOUTS.values())),
    precedence=60,
    read=read,
    as_of=_as_of,
    complete=True,
    # OFAC publishes its list itself, in formats that have its numbers.
    copies=frozenset({INVESTMENT}),
)
