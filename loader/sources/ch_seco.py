"""Switzerland's sanctions list as XML, from SECO's sanctions management (SESAM).

SECO publishes the whole list, in which targets that were taken off stay with the day of that, and amendments, which
hold the targets of one change only: an amendment ends nothing that it lacks, and says nothing of how the list stands on
its day. Tried on an amendment with invented targets; of a whole list only excerpts were seen.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from xml.etree.ElementTree import Element, tostring

from msgspec.structs import replace

from loader import countries, reading
from loader.citations import EFFECTIVE, begun
from loader.entry_parts import joined, remarks, said, several
from loader.entry_text import split_aliases
from loader.errors import BadField, SourceError
from loader.identifiers import day_range, text
from loader.lists import control_list
from loader.periods import joined as joined_periods
from loader.printed_dates import first_day
from loader.records import Designation, Period, Rejected, Row
from loader.source import Source
from loader.unknown_fields import UnknownFields
from loader.xml_reading import elements, plain, root, value, values

LIST = "ch-seco"
_WHAT = "the Swiss sanctions list (XML)"
_ROOT = "swiss-sanctions-list"
_WHOLE = "whole-list"
_LIST_TYPES = (_WHOLE, "amendment")
_KINDS = {"individual": "person", "entity": "organisation"}
_OBJECTS = {"vessel": "vessel", "aircraft": "aircraft"}
_LISTED, _AMENDED, _DELISTED = "listed", "amended", "de-listed"
_KNOWN = {
    "sanctions-set-id", "foreign-identifier", "individual", "entity", "object", "modification", "justification",
    "other-information", "generic-attribute",
}  # fmt: skip
_ADDRESS = ("c-o", "address-details", "p-o-box", "zip-code")
_PLACE = ("location", "area", "country")


@dataclass(frozen=True, slots=True)
class _Tables:
    """What targets refer to: programmes by the number of a set of sanctions, places by their number."""

    programs: dict[str, str] = field(default_factory=dict)
    places: dict[str, Element] = field(default_factory=dict)


def read(path: Path) -> Iterator[Row | Rejected]:
    """The list, then its targets in order, numbered from 1. Raises `SourceError` where the file is not of this form."""
    _open(path)
    yield Row(1, control_list(LIST, path.parent))
    tables = _tables(path)
    unknown = UnknownFields(_KNOWN)
    for number, element in elements(path, ("target",), _WHAT):
        try:
            entry = _target(element, tables)
        except BadField as bad:
            yield Rejected(number, bad.field, bad.reason, reading.shown(tostring(element, encoding="unicode")))
        else:
            yield Row(number, entry, notes=unknown.notes(child.tag for child in element))


def _open(path: Path) -> Element:
    found = root(path, _WHAT)
    if found.tag != _ROOT:
        raise SourceError(f"{path.name} is not {_WHAT}: it begins with <{found.tag}>. Name the source that fits.")
    if found.get("list-type") not in _LIST_TYPES:
        known = ", ".join(_LIST_TYPES)
        raise SourceError(f"{path.name} is a {found.get('list-type')!r} of {_WHAT}: this release reads {known}.")
    return found


def _tables(path: Path) -> _Tables:
    """Read before the targets: places stand behind them."""
    tables = _Tables()
    for _, element in elements(path, ("sanctions-program", "place"), _WHAT):
        if element.tag == "place":
            # The stream empties the element afterwards.
            tables.places[element.get("ssid", "")] = copy(element)
            continue
        program = _english(element, "program-key")
        for one in element.iterfind("sanctions-set"):
            if one.get("lang") == "eng":
                tables.programs[one.get("ssid", "")] = joined([program, text(one.text)], ": ") or ""
    return tables


def _english(element: Element, name: str) -> str | None:
    return next((text(one.text) for one in element.iterfind(name) if one.get("lang") == "eng"), None)


def _target(element: Element, tables: _Tables) -> Designation:
    key = element.get("ssid")
    if not key:
        raise BadField("ssid", "is missing: every target has its number")
    subject, kind = _subject(element)
    identities = sorted(subject.findall("identity"), key=lambda one: one.get("main") != "true")
    named = sorted(
        (name for identity in identities[:1] for name in identity.iterfind("name")),
        key=lambda one: one.get("name-type") != "primary-name",
    ) + [name for identity in identities[1:] for name in identity.iterfind("name")]
    names = several(spelling for name in named for spelling in _spellings(name))
    if not names:
        raise BadField("name", "there is no name: such a target cannot be matched")
    sets = values(element, "sanctions-set-id") or values(subject, "sanctions-set-id")
    if missing := [one for one in sets if one not in tables.programs]:
        raise BadField("sanctions-set-id", f"{missing[0]!r} is no set of sanctions that the file describes")
    aliases, native_names = split_aliases(names[0], names[1:])
    printed = [address for part in (*identities, subject) for address in part.iterfind("address")]
    first, *further = _periods(element)
    return Designation(
        list=LIST,
        key=key,
        name=names[0],
        kind=kind,
        aliases=aliases,
        native_names=native_names,
        addresses=several(_address(one, tables) for one in printed),
        countries=several(_country(one, tables) for one in printed),
        programs=several(tables.programs[one] for one in sets),
        reason=remarks(_everywhere(element, subject, "justification")),
        remarks=remarks([
            *_everywhere(element, subject, "other-information"),
            *(said("Identifier", one) for one in values(element, "foreign-identifier")),
        ]),
        period=first,
        further_periods=tuple(further),
        raw=(plain(element),),
    )  # fmt: skip


def _subject(element: Element) -> tuple[Element, str]:
    for child in element:
        if child.tag in _KINDS:
            return child, _KINDS[child.tag]
        if child.tag == "object":
            kind = child.get("object-type")
            if kind not in _OBJECTS:
                raise BadField("object-type", f"{kind!r} is an object that this release does not know")
            return child, _OBJECTS[kind]
    raise BadField("target", "holds no individual, entity or object")


def _spellings(name: Element) -> Iterator[str | None]:
    """The name in its parts' order, then with each other spelling of a part, in one script where there is one."""
    parts = sorted(name.findall("name-part"), key=lambda part: (part.get("order") or "").zfill(4))
    yield joined((value(part, "value") for part in parts), " ")
    for variant in (one for part in parts for one in part.iterfind("spelling-variant")):
        same = (variant.get("lang"), variant.get("script"))
        yield joined((_spelt(part, variant, same) for part in parts), " ")


def _spelt(part: Element, variant: Element, same: tuple[str | None, str | None]) -> str | None:
    variants = part.findall("spelling-variant")
    if variant in variants:
        return variant.text
    alike = (one.text for one in variants if (one.get("lang"), one.get("script")) == same)
    return next(alike, value(part, "value"))


def _address(address: Element, tables: _Tables) -> str | None:
    place = tables.places.get(address.get("place-id") or "")
    parts = [value(address, part) for part in _ADDRESS]
    return joined([*parts, *(value(place, part) for part in _PLACE)] if place is not None else parts)


def _country(address: Element, tables: _Tables) -> str | None:
    place = tables.places.get(address.get("place-id") or "")
    country = place.find("country") if place is not None else None
    return countries.code(country.get("iso-code")) if country is not None else None


def _everywhere(element: Element, subject: Element, name: str) -> tuple[str, ...]:
    return several([*values(element, name), *values(subject, name), *values(subject, f"identity/{name}")])


def _periods(element: Element) -> list[Period]:
    """One period from each day on which the target was listed to the next on which it was taken off."""
    events: list[tuple[date, str]] = []
    undated: set[str] = set()
    for one in element.iterfind("modification"):
        kind, printed = one.get("modification-type") or "", one.get("effective-date")
        if kind not in (_LISTED, _AMENDED, _DELISTED):
            raise BadField("modification-type", f"{kind!r} is a modification that this release does not know")
        days = day_range(printed)
        if printed and not days:
            raise BadField("effective-date", f"{printed!r} is no date")
        if days:
            events.append((days[0], kind))
        else:
            undated.add(kind)
    if _DELISTED in undated:
        raise BadField("effective-date", "is missing: the target was taken off, and no day says when")
    periods: list[Period] = []
    for day, kind in sorted(events):
        is_open = bool(periods) and periods[-1].to_max is None
        if kind == _LISTED and not is_open:
            periods.append(begun(day, EFFECTIVE))
        elif kind == _DELISTED:
            since = periods.pop() if is_open else Period()
            periods.append(replace(since, to_min=day, to_max=day))
    return joined_periods(periods) or [Period()]


def _as_of(path: Path) -> date | None:
    """The day of the list or of the amendment."""
    return first_day(_open(path).get("date"))


def _partial(path: Path) -> bool:
    return _open(path).get("list-type") != _WHOLE


SOURCE = Source(
    id="ch-seco",
    title="Swiss sanctions list (SECO)",
    licence="not stated: terms of the publisher's site",
    address="https://www.sesam.search.admin.ch/sesam-search-web/pages/downloadXmlGesamtliste.xhtml?lang=en&action=downloadXmlGesamtlisteAction",
    kind="lists",
    lists=(LIST,),
    precedence=60,
    read=read,
    as_of=_as_of,
    # Of a whole list; an amendment may hold one target.
    floor=500,
    complete=True,
    partial=_partial,
)
