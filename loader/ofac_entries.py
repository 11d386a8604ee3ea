"""What the entries of OFAC's lists say, whichever of its formats they were read from.

One entry has one number (`ent_num`, `uid`, `id`) in all formats and for as long as it exists: that is its key. Of the
particulars that OFAC prints (births, papers, tax and registration numbers, tonnage) none is taken out of the record,
those of bodies stay in the raw row; remarks keep what is said of the measure and of the persons it is linked to.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from msgspec import Struct

from loader import countries
from loader.citations import EFFECTIVE, begun, written_day
from loader.entry_text import split_aliases
from loader.identifiers import text
from loader.records import Designation, Period, Rejected, Row

SDN, INVESTMENT, OTHER = "us-ofac-sdn", "us-ofac-ns-cmic", "us-ofac-other"
#: Programme of the NS-CMIC list; every other programme of the consolidated non-SDN file belongs to `us-ofac-other`.
INVESTMENT_PROGRAM = "CMIC-EO13959"
_KINDS = {"individual": "person", "entity": "organisation", "vessel": "vessel", "aircraft": "aircraft"}
_ALIAS_KINDS = {"aka": None, "fka": "Former name", "nka": "Now known as"}
#: Spellings of places that OFAC gives instead of a country, and that mean one country here only.
_PLACES = {"Gaza": "PS", "Palestinian": "PS", "West Bank": "PS"}
_OF_THE_MEASURE = re.compile(
    r"linked to|sanctions?\b|directive|prohibited|executive order|caatsa|(?:listing|effective|divestment) date",
    re.IGNORECASE,
)
_BETWEEN_FACTS = re.compile(r";\s+")
_LINKED = "Linked To:"
_EFFECTIVE_DATE = re.compile(r"Effective Date \(CMIC\) (\d{1,2} [A-Z][a-z]{2} \d{4})")


class Alias(Struct, frozen=True):
    """Another name of an entry; `kind` is aka, fka or nka. Weak ones are broad or common, OFAC says."""

    name: str
    kind: str = "aka"
    weak: bool = False


class Entry(Struct, frozen=True, kw_only=True):
    """An entry as printed. `facts` are its remarks, also several in one: "Secondary sanctions risk: …"."""

    number: str | None
    name: str | None
    kind: str | None
    programs: tuple[str, ...]
    aliases: tuple[Alias, ...] = ()
    native_names: tuple[str, ...] = ()
    #: the address as one text, and its country
    addresses: tuple[tuple[str | None, str | None], ...] = ()
    title: str | None = None
    #: the publisher's names of its lists, where the format gives them
    listed_on: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    raw: dict[str, Any]


def non_sdn_list(programs: Iterable[str]) -> str:
    """The list of an entry of the consolidated non-SDN file."""
    return INVESTMENT if INVESTMENT_PROGRAM in programs else OTHER


def row(
    line: int, entry: Entry, list_id: str, period: Period | None = None, notes: Iterable[str] = ()
) -> Row | Rejected:
    """The entry on a list as a record, or what keeps it from being one. Unknown countries and alias kinds are noted."""
    problem = _problem(entry)
    if problem or not entry.name or not entry.number:
        field, reason = problem or ("name", "is empty")
        return Rejected(line, field, reason, str(entry.raw)[:500])
    told = list(notes)
    aliases, native_names = split_aliases(entry.name, [*(one.name for one in entry.aliases), *entry.native_names])
    designation = Designation(
        list=list_id,
        key=entry.number,
        name=entry.name,
        kind=_KINDS[(entry.kind or "").lower()],
        aliases=aliases,
        native_names=native_names,
        addresses=tuple(dict.fromkeys(address for address, _ in entry.addresses if address)),
        countries=_codes(entry, told),
        programs=entry.programs,
        remarks=_remarks(entry),
        period=period or _printed_period(entry, list_id),
        raw=(entry.raw,),
    )
    if "?" in " ".join([entry.name, *aliases]):
        told.append("name: has ? where the publisher lost characters")
    return Row(line, designation, notes=tuple(told))


def _problem(entry: Entry) -> tuple[str, str] | None:
    if not entry.number or not entry.number.isdecimal():
        return "number", f"{entry.number!r} is no number of an OFAC entry"
    if not entry.name:
        return "name", "is empty: an entry without a name cannot be matched"
    if (entry.kind or "").lower() not in _KINDS:
        return "type", f"{entry.kind!r} is a kind that this release does not know: it knows {', '.join(_KINDS)}"
    if not entry.programs:
        return "program", "is empty: what an entry means depends on its programme"
    unknown = [one.kind for one in entry.aliases if one.kind not in _ALIAS_KINDS]
    if unknown:
        return "alias", f"{unknown[0]!r} is a kind that this release does not know: it knows {', '.join(_ALIAS_KINDS)}"
    return None


def _codes(entry: Entry, notes: list[str]) -> tuple[str, ...]:
    codes: dict[str, None] = {}
    for _, printed in entry.addresses:
        place = printed.removeprefix("Region: ") if printed else None
        if code := _PLACES.get(place or "") or countries.code(place):
            codes[code] = None
        elif printed:
            notes.append(f"country: {printed!r} is no country that this release knows, kept in the address")
    return tuple(codes)


def _remarks(entry: Entry) -> str | None:
    """The title that OFAC prints, what is said of the measure, and which names are weak or former ones."""
    facts = [_bare(part) for fact in entry.facts for part in _BETWEEN_FACTS.split(fact)]
    said = [f"Title: {entry.title}"] if entry.title else []
    said += [f"List: {name}" for name in entry.listed_on]
    # The formats differ in the order of the rest too: what an entry is linked to comes last in most.
    said += sorted((fact for fact in facts if _OF_THE_MEASURE.search(fact)), key=lambda fact: fact.startswith(_LINKED))
    weak = [one.name for one in entry.aliases if one.weak]
    said += [f"Weak alias: {', '.join(weak)}"] * bool(weak)
    for kind, title in _ALIAS_KINDS.items():
        names = [one.name for one in entry.aliases if one.kind == kind]
        said += [f"{title}: {', '.join(names)}"] if title and names else []
    return text("; ".join(dict.fromkeys(said)))


def _bare(fact: str) -> str:
    """Without the brackets that one format puts around what an entry is linked to."""
    fact = fact.strip()
    if fact.startswith("(") and ")" not in fact[:-1]:
        fact = fact[1:]
    return fact[:-1] if fact.endswith(")") and fact.count(")") > fact.count("(") else fact


def _printed_period(entry: Entry, list_id: str) -> Period:
    """Only the NS-CMIC list prints dates in all formats: the ban on purchases begins on the effective date."""
    match = _EFFECTIVE_DATE.search("; ".join(entry.facts)) if list_id == INVESTMENT else None
    day = written_day(match[1]) if match else None
    return begun(day, EFFECTIVE)
