"""The UK Sanctions List as XML, in the form of 2026.

Of persons, births, nationalities and documents are not kept; positions stay in the raw row, as do parents and
subsidiaries of companies: an entry names its target only. What the entry imposes stands in the remarks.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from xml.etree.ElementTree import Element, tostring

from loader import countries, reading
from loader.citations import begun
from loader.entry_parts import joined, remarks, said, several
from loader.entry_text import split_aliases
from loader.errors import BadField, SourceError
from loader.lists import control_list
from loader.printed_dates import day_month_year
from loader.records import Designation, Period, Rejected, Row
from loader.source import Source
from loader.unknown_fields import UnknownFields
from loader.xml_reading import elements, plain, root, value, values

LIST = "uk-sanctions"
_WHAT = "the UK Sanctions List (XML)"
_ROOT = "Designations"
_KINDS = {"Individual": "person", "Entity": "organisation", "Ship": "vessel"}
_PRIMARY = "Primary Name"
_NAME_TYPES = (_PRIMARY, "Primary Name Variation", "Alias")
_NAME = ("Name1", "Name2", "Name3", "Name4", "Name5", "Name6")
_ADDRESS = (*(f"AddressLine{number}" for number in range(1, 7)), "AddressPostalCode", "AddressCountry")
_KNOWN = {
    "DateDesignated", "UniqueID", "OFSIGroupID", "UNReferenceNumber", "Names", "NonLatinNames", "RegimeName",
    "IndividualEntityShip", "DesignationSource", "SanctionsImposed", "OtherInformation", "UKStatementofReasons",
    "Addresses",
    # Not used: said again, of the person or body, or of the publisher's own housekeeping.
    "SanctionsImposedIndicators", "Titles", "PhoneNumbers", "EmailAddresses", "Websites", "IndividualDetails",
    "EntityDetails", "ShipDetails", "LastUpdated",
}  # fmt: skip


def read(path: Path) -> Iterator[Row | Rejected]:
    """The list, then its entries in order, numbered from 1. Raises `SourceError` where the file is not of this form."""
    _check(path)
    yield Row(1, control_list(LIST, path.parent))
    unknown = UnknownFields(_KNOWN)
    for number, element in elements(path, ("Designation",), _WHAT):
        try:
            entry, notes = _entry(element)
        except BadField as bad:
            yield Rejected(number, bad.field, bad.reason, reading.shown(tostring(element, encoding="unicode")))
        else:
            yield Row(number, entry, notes=(*unknown.notes(child.tag for child in element), *notes))


def _check(path: Path) -> None:
    found = root(path, _WHAT)
    if found.tag != _ROOT:
        raise SourceError(f"{path.name} is not {_WHAT}: it begins with <{found.tag}>. Name the source that fits.")


def _entry(element: Element) -> tuple[Designation, list[str]]:
    name, others = _names(element)
    aliases, native_names = split_aliases(
        name, [*others, *values(element, "NonLatinNames/NonLatinName/NameNonLatinScript")]
    )
    addresses = element.findall("Addresses/Address")
    codes, notes = _countries(values(element, "Addresses/Address/AddressCountry"))
    entry = Designation(
        list=LIST,
        key=_required(element, "UniqueID"),
        name=name,
        kind=_kind(_required(element, "IndividualEntityShip")),
        aliases=aliases,
        native_names=native_names,
        addresses=several(joined(value(one, part) for part in _ADDRESS) for one in addresses),
        countries=codes,
        programs=(_required(element, "RegimeName"),),
        reason=value(element, "UKStatementofReasons"),
        remarks=remarks([
            said("Imposes", _enumerated(value(element, "SanctionsImposed"))),
            said("Designated by", _enumerated(value(element, "DesignationSource"))),
            *_qualities(element),
            value(element, "OtherInformation"),
            said("UN reference", value(element, "UNReferenceNumber")),
            said("OFSI group", value(element, "OFSIGroupID")),
        ]),
        period=_period(value(element, "DateDesignated")),
        raw=(plain(element),),
    )  # fmt: skip
    return entry, notes


def _required(element: Element, field: str) -> str:
    found = value(element, field)
    if found is None:
        raise BadField(field, "is missing or empty: every entry has it")
    return found


def _kind(printed: str) -> str:
    if printed not in _KINDS:
        raise BadField("IndividualEntityShip", f"{printed!r} is none of {', '.join(_KINDS)}")
    return _KINDS[printed]


def _names(element: Element) -> tuple[str, list[str]]:
    """The primary name, and all others."""
    by_type: dict[str, list[str]] = {kind: [] for kind in _NAME_TYPES}
    for one in element.iterfind("Names/Name"):
        kind = value(one, "NameType")
        if kind not in by_type:
            raise BadField("NameType", f"{kind!r} is none of {', '.join(_NAME_TYPES)}")
        if name := _whole(one):
            by_type[kind].append(name)
    names = [name for same in by_type.values() for name in same]
    if not names:
        raise BadField("Names", "there is no name: such an entry cannot be matched")
    return names[0], names[1:]


def _whole(name: Element) -> str | None:
    return joined((value(name, part) for part in _NAME), " ")


def _qualities(element: Element) -> list[str | None]:
    named = ((value(one, "AliasStrength"), _whole(one)) for one in element.iterfind("Names/Name"))
    return [said(strength, name) for strength, name in named if strength]


def _enumerated(printed: str | None) -> str | None:
    return printed.replace("|", ", ") if printed else None


def _countries(printed: tuple[str, ...]) -> tuple[tuple[str, ...], list[str]]:
    unknown = [country for country in printed if not countries.code(country)]
    notes = [f"AddressCountry: {one!r} is no country that this release knows, kept in the address" for one in unknown]
    return several(map(countries.code, printed)), notes


def _period(printed: str | None) -> Period:
    if printed is None:
        return Period()
    day = day_month_year(printed)
    if day is None:
        raise BadField("DateDesignated", f"{printed!r} is no date (dd/mm/yyyy)")
    return begun(day)


def _as_of(path: Path) -> date | None:
    """The day on which the publisher made the file."""
    _check(path)
    printed = next((element.text for _, element in elements(path, ("DateGenerated",), _WHAT)), None)
    return day_month_year(printed)


SOURCE = Source(
    id="uk-sanctions",
    title="UK Sanctions List",
    licence="Open Government Licence v3.0",
    redistributable="yes",
    address="https://sanctionslist.fcdo.gov.uk/docs/UK-Sanctions-List.xml",
    kind="lists",
    lists=(LIST,),
    precedence=60,
    read=read,
    as_of=_as_of,
    floor=1000,
    complete=True,
)
