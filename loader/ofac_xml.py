"""OFAC's lists as XML, in both forms that it publishes: `sdnList` (sdn.xml, consolidated.xml) and `sanctionsData`
(SDN_ENHANCED.XML, CONS_ENHANCED.XML), which alone says since when an entry stands on a list.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

from loader.citations import begun
from loader.errors import SourceError
from loader.identifiers import day_range, text
from loader.lists import control_list
from loader.ofac_entries import INVESTMENT, OTHER, SDN, Alias, Entry, non_sdn_list, row
from loader.records import Rejected, Row
from loader.unknown_fields import UnknownFields
from loader.xml_reading import elements, plain, value, values

WHAT = "an OFAC list (XML)"
#: Programmes of the non-SDN lists that mark the consolidated file: `sdnList` does not say which of the two it is.
_ONLY_NON_SDN = {"CMIC-EO13959", "FSE-IR", "FSE-SY", "561-Related"}
_CONSOLIDATED = "Consolidated List"
_LISTS = {
    "SDN List": SDN,
    "Non-SDN CMIC List": INVESTMENT,
    "CAPTA List": OTHER,
    "FSE List": OTHER,
    "Non-SDN Menu-Based Sanctions List": OTHER,
    "Non-SDN Palestinian Legislative Council List": OTHER,
    "Sectoral Sanctions Identifications List": OTHER,
}
_SIMPLE_FIELDS = {
    "uid", "firstName", "lastName", "title", "sdnType", "remarks", "programList", "idList", "akaList", "addressList",
    # Not used: particulars of persons and vessels.
    "dateOfBirthList", "placeOfBirthList", "nationalityList", "citizenshipList", "vesselInfo",
}  # fmt: skip
_ENHANCED_FIELDS = {
    "generalInfo", "sanctionsLists", "sanctionsPrograms", "names", "addresses", "features", "relationships",
    # Not used: the programmes say it, or particulars of persons and bodies.
    "sanctionsTypes", "legalAuthorities", "identityDocuments",
}  # fmt: skip
_CITY, _STATE, _POSTCODE = "CITY", "STATE/PROVINCE", "POSTAL CODE"
_STREET = ("ADDRESS1", "ADDRESS2", "ADDRESS3", "REGION")


def read_simple(path: Path) -> Iterator[Row | Rejected]:
    """The lists of sdn.xml or consolidated.xml, then its entries, numbered from 1.

    All are read before the first is given: the file says how many it has, and only the programmes of all together say
    which list it is.
    """
    entries: list[Entry] = []
    notes: list[tuple[str, ...]] = []
    stated, unknown = None, UnknownFields(_SIMPLE_FIELDS)
    for _, element in elements(path, {"sdnEntry", "publshInformation"}, WHAT):
        if element.tag == "sdnEntry":
            entries.append(_simple(element))
            notes.append(unknown.notes(child.tag for child in element))
        else:
            stated = value(element, "Record_Count")
    if stated != str(len(entries)):
        raise SourceError(f"{path.name} says it has {stated} entries and has {len(entries)}: fetch it anew.")
    consolidated = any(not _ONLY_NON_SDN.isdisjoint(entry.programs) for entry in entries)
    for list_id in (INVESTMENT, OTHER) if consolidated else (SDN,):
        yield Row(1, control_list(list_id, path.parent))
    for number, (entry, told) in enumerate(zip(entries, notes, strict=True), 1):
        yield row(number, entry, non_sdn_list(entry.programs) if consolidated else SDN, notes=told)


def _simple(element: Element) -> Entry:
    facts = (
        *values(element, "remarks"),
        *(f"{value(one, 'idType')} {value(one, 'idNumber')}" for one in element.iterfind("idList/id")),
    )
    aliases = [
        Alias(name, (value(one, "type") or "").replace(".", "").lower(), value(one, "category") == "weak")
        for one in element.iterfind("akaList/aka")
        if (name := _full_name(one))
    ]
    return Entry(
        number=value(element, "uid"),
        name=_full_name(element),
        kind=value(element, "sdnType"),
        programs=values(element, "programList/program"),
        aliases=tuple(aliases),
        addresses=tuple(_simple_address(one) for one in element.iterfind("addressList/address")),
        title=value(element, "title"),
        facts=facts,
        raw=plain(element),
    )


def _full_name(element: Element) -> str | None:
    """As the other formats write it: `LAST, First`."""
    return text(", ".join(part for tag in ("lastName", "firstName") if (part := value(element, tag))))


def _simple_address(element: Element) -> tuple[str | None, str | None]:
    street = [part for tag in ("address1", "address2", "address3") if (part := value(element, tag))]
    country = value(element, "country")
    place = _place(value(element, "city"), value(element, "stateOrProvince"), value(element, "postalCode"))
    return text(", ".join(part for part in (*street, place, country) if part)), country


def _place(city: str | None, state: str | None, postcode: str | None) -> str:
    return " ".join(part for part in (", ".join(part for part in (city, state) if part), postcode) if part)


def read_enhanced(path: Path) -> Iterator[Row | Rejected]:
    """The lists that the file is the whole of, then its entries on them, numbered from 1.

    The consolidated file also says which of its entries are on the SDN list; those are no whole SDN list, and it is a
    remark here.
    """
    scope: set[str] = set()
    unknown = UnknownFields(_ENHANCED_FIELDS)
    number = 0
    for _, element in elements(path, {"publicationInfo", "entity"}, WHAT):
        if element.tag == "publicationInfo":
            scope = _scope(path, values(element, "filters/sanctionsLists/sanctionsList"))
            for list_id in sorted(scope):
                yield Row(1, control_list(list_id, path.parent))
            continue
        number += 1
        yield from _enhanced_rows(number, element, scope, unknown.notes(child.tag for child in element))


def _scope(path: Path, names: tuple[str, ...]) -> set[str]:
    """Our lists that a file holds whole, by what its publisher says it was filtered by."""
    scope: set[str] = set()
    for name in names:
        if name not in _LISTS and name != _CONSOLIDATED:
            raise SourceError(
                f"{path.name} holds {name!r}, which this release does not know: it knows {sorted(_LISTS)}."
            )
        scope |= {INVESTMENT, OTHER} if name == _CONSOLIDATED else {_LISTS[name]}
    if not scope:
        raise SourceError(f"{path.name} does not say which lists it holds: fetch it anew.")
    return scope


def _enhanced_rows(number: int, element: Element, scope: set[str], notes: tuple[str, ...]) -> Iterator[Row | Rejected]:
    entry = _enhanced(element)
    listed: dict[str, list[str]] = {}
    for one in element.iterfind("sanctionsLists/sanctionsList"):
        name = text(one.text)
        if name == _CONSOLIDATED:
            continue
        if name not in _LISTS:
            yield Rejected(
                number, "sanctionsList", f"{name!r} is a list this release does not know", str(entry.raw)[:500]
            )
            return
        listed.setdefault(_LISTS[name], []).append(one.get("datePublished") or "")
    lists = sorted(listed.keys() & scope)
    if not lists:
        yield Rejected(number, "sanctionsLists", "names none of the lists that the file holds", str(entry.raw)[:500])
    for place, list_id in enumerate(lists):
        days = day_range(min(listed[list_id]))
        period = begun(days) if days and list_id != INVESTMENT else None
        item = row(number, entry, list_id, period, notes if not place else ())
        # One entry on two lists is two designations, and one record read.
        yield Row(item.line, item.record, side=place > 0, notes=item.notes) if isinstance(item, Row) else item


def _enhanced(element: Element) -> Entry:
    name: str | None = None
    aliases: list[Alias] = []
    native_names: list[str] = []
    for one in element.iterfind("names/name"):
        primary = value(one, "isPrimary") == "true"
        for translation in one.iterfind("translations/translation"):
            printed = value(translation, "formattedFullName")
            if not printed:
                continue
            if value(translation, "script") != "Latin":
                native_names.append(printed)
            elif primary and name is None:
                name = printed
            else:
                kind = (value(one, "aliasType") or "aka").replace(".", "").lower()
                aliases.append(Alias(printed, kind, value(one, "isLowQuality") == "true"))
    lists = [
        f"{text(one.text)} (since {one.get('datePublished')})"
        for one in element.iterfind("sanctionsLists/sanctionsList")
        if text(one.text) != _CONSOLIDATED
    ]
    return Entry(
        number=element.get("id"),
        name=name,
        kind=value(element, "generalInfo/entityType"),
        programs=values(element, "sanctionsPrograms/sanctionsProgram"),
        aliases=tuple(aliases),
        native_names=tuple(native_names),
        addresses=tuple(_enhanced_address(one) for one in element.iterfind("addresses/address")),
        title=value(element, "generalInfo/title"),
        listed_on=tuple(lists),
        facts=(
            *values(element, "generalInfo/remarks"),
            *(f"{value(one, 'type')} {value(one, 'value')}" for one in element.iterfind("features/feature")),
            *(
                f"Linked To: {value(one, 'relatedEntity')} ({value(one, 'type')})"
                for one in element.iterfind("relationships/relationship")
            ),
        ),
        raw=plain(element),
    )


def _enhanced_address(element: Element) -> tuple[str | None, str | None]:
    """The address in Latin letters. Its spelling in another script stays in the raw row."""
    country = value(element, "country")
    parts: dict[str, str] = {}
    for translation in element.iterfind("translations/translation"):
        if value(translation, "script") == "Latin" and not parts:
            for part in translation.iterfind("addressParts/addressPart"):
                parts[value(part, "type") or ""] = value(part, "value") or ""
    street = [parts[kind] for kind in _STREET if kind in parts]
    place = _place(parts.get(_CITY), parts.get(_STATE), parts.get(_POSTCODE))
    return text(", ".join(part for part in (*street, place, country) if part)), country
