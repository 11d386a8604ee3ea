"""The EU's consolidated list of financial sanctions: FSF XML 1.1, and the WHOLE/ENTITY XML that it replaced.

Both number their entries alike (`logicalId`, `Id`), so the key is the same in files of either form. The regulation of
an entry is the latest one that touched it: only a `designationDate` says when it was listed, and the older form has
none. Of persons, births, citizenships and documents are not kept. Ships are entries of type "enterprise", and
their IMO numbers are not told apart from those of shipping companies: all are organisations here.
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
from loader.identifiers import day_range, text
from loader.lists import control_list
from loader.printed_dates import day_month_year, first_day
from loader.records import Designation, Rejected, Row
from loader.source import Source
from loader.unknown_fields import UnknownFields
from loader.xml_reading import elements, plain, root, value, values

LIST = "eu-fsf"
_WHAT = "the EU's consolidated list of financial sanctions (FSF XML 1.1, or the older WHOLE/ENTITY form)"
_NEW, _OLD = "export", "WHOLE"
_KINDS = {"P": "person", "E": "organisation"}
_KNOWN = {
    _NEW: {
        "@designationDate", "@designationDetails", "@euReferenceNumber", "@logicalId", "@unitedNationId", "remark",
        "regulation", "subjectType", "nameAlias", "address",
        # Not used: what identifies a person or a company by number.
        "birthdate", "citizenship", "identification",
    },
    # The same of the older form; links are to the regulation cited.
    _OLD: {
        "@Id", "@Type", "@legal_basis", "@reg_date", "@pdf_link", "@programme", "@remark", "NAME", "ADDRESS",
        "BIRTH", "CITIZEN", "PASSPORT",
    },
}  # fmt: skip
_ADDRESS = ("poBox", "street", "place", "zipCode", "city", "region", "countryDescription")
_OLD_ADDRESS = ("NUMBER", "STREET", "ZIPCODE", "CITY", "COUNTRY")
_NO_COUNTRY = {"00", "UNKNOWN"}


def read(path: Path) -> Iterator[Row | Rejected]:
    """The list, then its entries in order, numbered from 1. Raises `SourceError` where the file is of neither form."""
    form = _form(path).tag
    yield Row(1, control_list(LIST, path.parent))
    unknown = UnknownFields(_KNOWN[form])
    name, build = ("sanctionEntity", _entity) if form == _NEW else ("ENTITY", _old_entity)
    for number, element in elements(path, (name,), _WHAT):
        try:
            entry = build(element)
        except BadField as bad:
            yield Rejected(number, bad.field, bad.reason, reading.shown(tostring(element, encoding="unicode")))
        else:
            fields = [*(child.tag for child in element), *(f"@{attribute}" for attribute, _ in element.items())]
            yield Row(number, entry, notes=unknown.notes(fields))


def _form(path: Path) -> Element:
    found = root(path, _WHAT)
    if found.tag not in _KNOWN:
        raise SourceError(f"{path.name} is not {_WHAT}: it begins with <{found.tag}>. Name the source that fits.")
    return found


def _entity(element: Element) -> Designation:
    subject = element.find("subjectType")
    kind = _kind("subjectType", subject.get("classificationCode") if subject is not None else None)
    printed = [(text(one.get("wholeName")), text(one.get("nameLanguage"))) for one in element.iterfind("nameAlias")]
    name, aliases, native_names = _names("nameAlias", printed)
    designated = element.get("designationDate")
    listed = day_range(designated)
    if designated and not listed:
        raise BadField("designationDate", f"{designated!r} is no date")
    regulations = element.findall("regulation")
    addresses = element.findall("address")
    codes = (countries.code(one.get("countryIso2Code")) for one in addresses)
    return Designation(
        list=LIST,
        key=_key("logicalId", element.get("logicalId")),
        name=name,
        kind=kind,
        aliases=aliases,
        native_names=native_names,
        addresses=several(joined(_place(one.get(part)) for part in _ADDRESS) for one in addresses),
        countries=several(codes),
        programs=several(one.get("programme") for one in regulations),
        citations=several(_citation(one.get("numberTitle"), one.get("publicationDate")) for one in regulations),
        remarks=remarks([
            *values(element, "remark"),
            element.get("designationDetails"),
            *(
                said(one.get("wholeName", ""), remark)
                for one in element.iterfind("nameAlias")
                for remark in values(one, "remark")
            ),
            *values(element, "address/remark"),
            said("EU reference", element.get("euReferenceNumber")),
            said("UN reference", element.get("unitedNationId")),
        ]),
        period=begun(listed),
        raw=(plain(element),),
    )  # fmt: skip


def _old_entity(element: Element) -> Designation:
    kind = _kind("Type", element.get("Type"))
    printed = [(value(one, "WHOLENAME"), value(one, "LANGUAGE")) for one in element.iterfind("NAME")]
    name, aliases, native_names = _names("NAME", printed)
    addresses = element.findall("ADDRESS")
    printed_remark = (element.get("remark") or "").removeprefix("(").removesuffix(")")
    return Designation(
        list=LIST,
        key=_key("Id", element.get("Id")),
        name=name,
        kind=kind,
        aliases=aliases,
        native_names=native_names,
        addresses=several(joined(value(one, part) for part in _OLD_ADDRESS) for one in addresses),
        countries=several(countries.code(value(one, "COUNTRY")) for one in addresses),
        programs=several([element.get("programme")]),
        citations=several([_citation(element.get("legal_basis"), element.get("reg_date"))]),
        remarks=remarks([printed_remark, *values(element, "ADDRESS/OTHER")]),
        raw=(plain(element),),
    )


def _key(field: str, printed: str | None) -> str:
    if not (printed and printed.isascii() and printed.isdigit()):
        raise BadField(field, f"{printed!r} is not the number by which the publisher knows an entry")
    return printed


def _kind(field: str, printed: str | None) -> str:
    if printed not in _KINDS:
        raise BadField(field, f"{printed!r} is a type of subject that this release does not know")
    return _KINDS[printed]


def _names(field: str, printed: list[tuple[str | None, str | None]]) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """The name, aliases and native names. Entries begin with any of 24 languages: English or unmarked comes first."""
    names = [(name, language) for name, language in printed if name]
    if not names:
        raise BadField(field, "there is no name: such an entry cannot be matched")
    main = next((name for name, language in names if language in (None, "EN")), names[0][0])
    return main, *split_aliases(main, [name for name, _ in names])


def _place(printed: str | None) -> str | None:
    return None if printed in _NO_COUNTRY else printed


def _citation(regulation: str | None, day: str | None) -> str | None:
    return f"{regulation}, {day}" if regulation and day else regulation


def _as_of(path: Path) -> date | None:
    """The day on which the publisher made the file."""
    found = _form(path)
    if found.tag == _OLD:
        return day_month_year(found.get("Date"))
    return first_day((found.get("generationDate") or "")[:10])


SOURCE = Source(
    id="eu-fsf",
    title="EU consolidated list of financial sanctions (FSF)",
    licence="Commission Decision 2011/833/EU (reuse with acknowledgement)",
    redistributable="yes",
    address="https://webgate.ec.europa.eu/fsd/fsf/public/files/xmlFullSanctionsList_1_1/content",
    kind="lists",
    lists=(LIST,),
    precedence=60,
    read=read,
    as_of=_as_of,
    floor=500,
    complete=True,
)
