"""Canada's consolidated autonomous sanctions list: `sema-lmes.xml`.

An entry is known by its place in the law: regulations, schedule and item. The column "Country" names the regulations.
For most of them it is the country of the listed body too; those on Ukraine list Russian bodies, and some are not of
one country.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from xml.etree.ElementTree import Element, tostring

from rigour.text.scripts import is_latin

from loader import countries, reading
from loader.citations import begun
from loader.entry_parts import joined, remarks, said, several
from loader.entry_text import split_aliases
from loader.errors import BadField, SourceError
from loader.identifiers import day_range, slug
from loader.lists import control_list
from loader.records import Designation, Period, Rejected, Row
from loader.source import Source
from loader.unknown_fields import UnknownFields
from loader.xml_reading import elements, plain, root, value

LIST = "ca-sema"
_WHAT = "Canada's consolidated autonomous sanctions list (sema-lmes.xml)"
_ROOT = "data-set"
_KNOWN = {
    "Country", "LastName", "GivenName", "EntityOrShip", "TitleOrShip", "ShipIMONumber", "Schedule", "Item", "Aliases",
    "DateOfListing",
    # Not used: of the person or ship.
    "DateOfBirthOrShipBuildDate",
}  # fmt: skip
_NOT_A_PLACE = {"Ukraine"}
_BRACKETED = re.compile(r"\s*\([^()]*\)")
#: "Hara Institute/Institut Hara": English and French in one field.
_BILINGUAL = re.compile(r"(?P<english>[^/]{4,}?)\s*/\s*(?P<french>[^/]{4,})")
_LEGAL_FORM = r"(?:Ltd|Limited|LLC|Inc|JSC|PJSC|OJSC|CJSC|OAO|OOO|ZAO|PAO|AO|Co|Corp|ООО|ОАО|ЗАО|ПАО|АО)\b"
_BETWEEN_ALIASES = re.compile(rf"\s*[;؛]\s*|,\s+(?!{_LEGAL_FORM})|\s+(?=(?:Arabic|Belarus+ian|Persian|Russian):)")
_LANGUAGE = re.compile(r"^(?:Arabic|Belarus+ian|Persian|Russian):\s*")


def read(path: Path) -> Iterator[Row | Rejected]:
    """The list, then its entries in order, numbered from 1. Raises `SourceError` where the file is not of this form."""
    found = root(path, _WHAT)
    if found.tag != _ROOT:
        raise SourceError(f"{path.name} is not {_WHAT}: it begins with <{found.tag}>. Name the source that fits.")
    yield Row(1, control_list(LIST, path.parent))
    unknown = UnknownFields(_KNOWN)
    for number, element in elements(path, ("record",), _WHAT):
        try:
            entry = _entry(element)
        except BadField as bad:
            yield Rejected(number, bad.field, bad.reason, reading.shown(tostring(element, encoding="unicode")))
        else:
            yield Row(number, entry, notes=unknown.notes(child.tag for child in element))


def _entry(element: Element) -> Designation:
    regulations, item = _required(element, "Country"), _required(element, "Item")
    schedule = value(element, "Schedule")
    # English, then French.
    english = regulations.split(" / ")[0]
    number = value(element, "ShipIMONumber")
    body = value(element, "EntityOrShip")
    person = joined((value(element, part) for part in ("GivenName", "LastName")), " ")
    if (body is None) == (person is None):
        raise BadField("EntityOrShip", "and LastName are both empty, or both filled: an entry is one or the other")
    name, *others = _both_languages(body) if body else [person or ""]
    aliases, native_names = split_aliases(name, [*others, *split_printed_aliases(value(element, "Aliases") or "")])
    about = value(element, "TitleOrShip") if number else None
    code = None if english in _NOT_A_PLACE else countries.code(_BRACKETED.sub("", english))
    return Designation(
        list=LIST,
        key="-".join(several([slug(english), slug(schedule or ""), "item", slug(item)])),
        name=name,
        kind="vessel" if number else "organisation" if body else "person",
        aliases=aliases,
        native_names=native_names,
        countries=(code,) if code and body and not number else (),
        programs=(english,),
        citations=several([joined([f"Schedule {schedule}" if schedule else None, f"item {item}"])]),
        remarks=remarks([said("Ship", about), said("IMO number", number)]),
        period=_period(_required(element, "DateOfListing")),
        raw=(plain(element),),
    )


def split_printed_aliases(printed: str) -> list[str]:
    """The aliases of one field: `;` or a comma between them, some with their language before them."""
    return [_LANGUAGE.sub("", part.strip()) for part in _BETWEEN_ALIASES.split(printed) if part.strip()]


def _both_languages(printed: str) -> list[str]:
    both = _BILINGUAL.fullmatch(printed)
    return [both["english"], both["french"]] if both and is_latin(printed) else [printed]


def _required(element: Element, field: str) -> str:
    found = value(element, field)
    if found is None:
        raise BadField(field, "is missing or empty: every entry has it")
    return found


def _period(printed: str) -> Period:
    days = day_range(printed)
    if days is None:
        raise BadField("DateOfListing", f"{printed!r} is no date (yyyy-mm-dd)")
    return begun(days)


def _as_of(path: Path) -> date | None:
    """The day of the latest listing: the file gives none of its own, and speaks for that day at least."""
    printed = (value(element, "DateOfListing") for _, element in elements(path, ("record",), _WHAT))
    return max((days[1] for day in printed if (days := day_range(day))), default=None)


SOURCE = Source(
    id="ca-sema",
    title="Consolidated Canadian Autonomous Sanctions List",
    licence="Open Government Licence - Canada (unclear for this list)",
    address="https://www.international.gc.ca/world-monde/assets/office_docs/international_relations-relations_internationales/sanctions/sema-lmes.xml",
    kind="lists",
    lists=(LIST,),
    precedence=60,
    read=read,
    as_of=_as_of,
    floor=2000,
    complete=True,
)
