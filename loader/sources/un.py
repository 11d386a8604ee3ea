"""The consolidated list of the United Nations Security Council: one XML file for the lists of all its committees.

An entry's list is that of the committee whose regime its `UN_LIST_TYPE` names; its key is the permanent reference
number. Of persons only what identifies the entry is taken out of the record: births, nationality and documents are
not kept (`loader.particulars`), offices and ranks stay in the raw row only. The publisher's comments are the remarks,
word for word; what other fields say of a name or an address stands in notes of ours.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from xml.etree.ElementTree import Element

from rigour.text.scripts import is_latin

from loader import countries
from loader.citations import begun
from loader.entry_parts import several
from loader.entry_text import split_aliases, split_names
from loader.errors import SourceError
from loader.identifiers import day_range, text
from loader.lists import control_list
from loader.printed_dates import first_day
from loader.records import Designation, Rejected, Row
from loader.source import Source
from loader.unknown_fields import UnknownFields
from loader.xml_reading import elements, plain, root, value, values

_WHAT = "the UN Security Council's consolidated list (XML)"
_ROOT = "CONSOLIDATED_LIST"
_KINDS = {"INDIVIDUAL": "person", "ENTITY": "organisation"}
#: The list of each regime, by the committee's resolution. A committee keeps its number here when a later resolution
#: renames it (751 is 2713 since 2023, 2127 is 2745 since 2024), and the 1737 list while it was kept under 2231.
LISTS = {
    "Al-Qaida": "un-1267",
    "CAR": "un-2127",
    "DPRK": "un-1718",
    "DRC": "un-1533",
    "GB": "un-2048",
    "Haiti": "un-2653",
    "Iran": "un-1737",
    "Iraq": "un-1518",
    "Libya": "un-1970",
    "Mali": "un-2374",
    "Somalia": "un-751",
    "SouthSudan": "un-2206",
    "Sudan": "un-1591",
    "Taliban": "un-1988",
    "Yemen": "un-2140",
}
_NAME_PARTS = ("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME")
_ADDRESS_PARTS = ("STREET", "CITY", "STATE_PROVINCE", "ZIP_CODE", "COUNTRY")
_KNOWN = {
    *_NAME_PARTS, "DATAID", "VERSIONNUM", "UN_LIST_TYPE", "REFERENCE_NUMBER", "LISTED_ON", "NAME_ORIGINAL_SCRIPT",
    "COMMENTS1", "LAST_DAY_UPDATED", "INDIVIDUAL_ALIAS", "ENTITY_ALIAS", "INDIVIDUAL_ADDRESS", "ENTITY_ADDRESS",
    # Not used: of the person (DESIGNATION holds offices and ranks of individuals), or the publisher's own housekeeping.
    "TITLE", "DESIGNATION", "GENDER", "NATIONALITY", "NATIONALITY2", "INDIVIDUAL_DATE_OF_BIRTH",
    "INDIVIDUAL_PLACE_OF_BIRTH", "INDIVIDUAL_DOCUMENT", "LIST_TYPE", "SORT_KEY", "SORT_KEY_LAST_MOD", "SUBMITTED_ON",
    "SUBMITTED_BY",
}  # fmt: skip
_QUALITIES = {"good": None, "a.k.a.": None, "low": "Low quality alias", "f.k.a.": "Former name"}
#: "a) X; b) Y" and "X; Y" in one element
_BETWEEN_ALIASES = re.compile(r"\s*;\s*|\s+(?=[b-z]\)\s)")
_ENUMERATION = re.compile(r"^[a-z]?\)\s*")
_BRACKETED = re.compile(r"\s*\(([^()]+)\)?$")


def read(path: Path) -> Iterator[Row | Rejected]:
    """All lists that the file can hold, also those without an entry, then its entries in order, numbered from 1.

    Raises `SourceError` where the file is not of this format, or not whole.
    """
    _root(path)
    for list_id in sorted(LISTS.values()):
        yield Row(1, control_list(list_id, path.parent))
    unknown = UnknownFields(_KNOWN)
    for number, element in elements(path, _KINDS, _WHAT):
        yield _entry(number, element, unknown)


def _root(path: Path) -> Element:
    found = root(path, _WHAT)
    if found.tag != _ROOT:
        raise SourceError(f"{path.name} is not {_WHAT}: it begins with <{found.tag}>. Name the source that fits.")
    return found


def _entry(number: int, element: Element, unknown: UnknownFields) -> Row | Rejected:
    raw = plain(element)
    regime = value(element, "UN_LIST_TYPE")
    if regime not in LISTS:
        known = ", ".join(sorted(LISTS))
        return _rejected(number, "UN_LIST_TYPE", f"{regime!r} is a regime this release does not know ({known})", raw)
    key = value(element, "REFERENCE_NUMBER") or value(element, "DATAID")
    if key is None:
        return _rejected(number, "REFERENCE_NUMBER", "is empty, and DATAID too: the entry cannot be told apart", raw)
    names = _names(" ".join(part for tag in _NAME_PARTS if (part := value(element, tag))))
    if not names:
        return _rejected(number, "FIRST_NAME", "is empty: an entry without a name cannot be matched", raw)
    listed = _days(value(element, "LISTED_ON"))
    if listed is None:
        return _rejected(number, "LISTED_ON", f"{value(element, 'LISTED_ON')!r} is no date", raw)
    notes = list(unknown.notes(child.tag for child in element))
    printed, qualities = _aliases(element, notes)
    aliases, native_names = split_aliases(names[0], [*names[1:], *printed, *values(element, "NAME_ORIGINAL_SCRIPT")])
    addresses, codes, about = _addresses(element, notes)
    updated = values(element, "LAST_DAY_UPDATED/VALUE")
    changed = [f"Last updated by the publisher: {max(updated)[:10]}"] if updated else []
    designation = Designation(
        list=LISTS[regime],
        key=key,
        name=names[0],
        kind=_KINDS[element.tag],
        aliases=aliases,
        native_names=native_names,
        addresses=addresses,
        countries=codes,
        programs=(regime,),
        remarks=text("\n".join(values(element, "COMMENTS1"))),
        notes=several([*qualities, *about, *changed]),
        period=begun(listed),
        raw=(raw,),
    )
    return Row(number, designation, notes=tuple(notes))


def _rejected(number: int, field: str, reason: str, raw: object) -> Rejected:
    return Rejected(number, field, reason, str(raw)[:500])


def _days(printed: str | None) -> tuple[date, date] | None:
    """A day, also with the time zone that some entries carry behind it (`2016-11-30-04:00`)."""
    return day_range(printed[:10]) if printed else None


def _names(printed: str) -> list[str]:
    """The names that one element holds, with `;` or the letters of an enumeration between them; native ones apart."""
    found: dict[str, None] = {}
    for part in _BETWEEN_ALIASES.split(printed):
        for name in split_names(_ENUMERATION.sub("", part.strip())):
            bracketed = _BRACKETED.search(name)
            # "Jin Tiesan (金铁三)": the same name twice. A short form in the same script stays where it is printed.
            if bracketed and is_latin(bracketed[1]) != is_latin(name[: bracketed.start()]):
                found |= dict.fromkeys([name[: bracketed.start()], bracketed[1]])
            else:
                found[name] = None
    return [name for name in found if name]


def _aliases(element: Element, notes: list[str]) -> tuple[list[str], list[str]]:
    """Aliases as printed, and what the publisher says of the quality of some."""
    aliases, qualities = [], []
    for alias in element.iterfind(f"{element.tag}_ALIAS"):
        names = [name for printed in values(alias, "ALIAS_NAME") for name in _names(printed)]
        aliases += names
        quality = value(alias, "QUALITY")
        if quality and quality.lower() not in _QUALITIES:
            notes.append(f"QUALITY: {quality!r} is a quality that this release does not know, kept as a remark")
        said = _QUALITIES.get(quality.lower(), quality) if quality else None
        if said and names:
            qualities.append(f"{said}: {', '.join(names)}")
    return aliases, qualities


def _addresses(element: Element, notes: list[str]) -> tuple[tuple[str, ...], tuple[str, ...], list[str]]:
    """Addresses, the codes of their countries, and what is said about them."""
    addresses: dict[str, None] = {}
    codes: dict[str, None] = {}
    about: list[str] = []
    for printed in element.iterfind(f"{element.tag}_ADDRESS"):
        address = ", ".join(part for tag in _ADDRESS_PARTS if (part := value(printed, tag)))
        note = value(printed, "NOTE")
        if address:
            addresses[address] = None
        if note:
            about.append(f"Address {address}: {note}" if address else f"Address: {note}")
        country = value(printed, "COUNTRY")
        if code := countries.code(country):
            codes[code] = None
        elif country:
            notes.append(f"COUNTRY: {country!r} is no country that this release knows, kept in the address")
    return tuple(addresses), tuple(codes), about


def _as_of(path: Path) -> date | None:
    """The day on which the publisher made the file."""
    return first_day((_root(path).get("dateGenerated") or "")[:10])


SOURCE = Source(
    id="un",
    title="UN Security Council Consolidated List",
    licence="UN terms of use: free to use with attribution; passing copies on is not settled",
    address="https://scsanctions.un.org/resources/xml/en/consolidated.xml",
    kind="lists",
    lists=tuple(sorted(set(LISTS.values()))),
    precedence=60,
    read=read,
    as_of=_as_of,
    floor=500,
    complete=True,
)
