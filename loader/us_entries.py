"""What the entries of the US lists say, list by list, in the form in which nsfreg extracts them.

All lists share one form; what stands in `notes` differs, so each list has its own reading of it. A word in a place
where only known words can stand is refused with the field, not guessed at.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from loader import ofac_entries, ofac_numbers
from loader.citations import EFFECTIVE, citations, listed_from, written_day
from loader.errors import BadField
from loader.identifiers import entry_key, text
from loader.periods import joined
from loader.records import Period


class Entity(Struct):
    """An entry as nsfreg gives it; every field is read, and one that was added is told."""

    name: str
    aliases: list[str]
    country: str | None
    address: str | None
    status: str | None
    effective_date: str | None
    federal_register: str | None
    notes: str | None


#: Hong Kong is no destination of its own in the EAR since 23 December 2020 (85 FR 83765): entries stand under China.
_UNDER_CHINA = {"us-entity-list", "us-meu", "us-uvl"}
#: Not all files of this list say under which country an entry stands, and no name stands there under two.
_WITHOUT_COUNTRY = {"us-isn"}


def key_of(list_id: str, country: str | None, names: Sequence[str]) -> str:
    """Key of an entry that a file prints without its publisher's number, its own name first in `names`.

    It is the same whichever file the entry is read from: the number where OFAC has given one, else country and name.
    """
    if list_id == ofac_entries.INVESTMENT and (number := ofac_numbers.number(names)):
        return number
    if list_id in _WITHOUT_COUNTRY:
        country = None
    elif country == "HK" and list_id in _UNDER_CHINA:
        country = "CN"
    return entry_key(country, names[0])


#: Fields of an entry's designation beyond its names, addresses and citations. The second argument is the day of each
#: notice that any entry of the file prints with its date.
Reading = Callable[[Entity, Mapping[str, date]], dict[str, Any]]


def _entity_list(entity: Entity, days: Mapping[str, date]) -> dict[str, Any]:
    period = listed_from(citations(entity.federal_register), days)
    return {"licence_requirement": text(entity.notes), "period": period}


def _military_end_users(entity: Entity, days: Mapping[str, date]) -> dict[str, Any]:
    return {"remarks": text(entity.notes), "period": listed_from(citations(entity.federal_register), days)}


def _denied_persons(entity: Entity, days: Mapping[str, date]) -> dict[str, Any]:
    said = _pairs(entity, {"Type of denial", "Expires"})
    end = _day(said["Expires"], "notes") if "Expires" in said else None
    return {"remarks": text(entity.notes), "period": _effective(entity, end)}


def _investment(entity: Entity, days: Mapping[str, date]) -> dict[str, Any]:
    # The date of listing stands in the remarks: the ban on new purchases begins on the effective date, 60 days later.
    said = _pairs(entity, {"Target Type", "Listing Date (CMIC)", "USCC", "Program", "Linked To"})
    programs = (said["Program"],) if "Program" in said else ()
    return {"kind": "organisation", "programs": programs, "remarks": text(entity.notes), "period": _effective(entity)}


def _military_companies(entity: Entity, days: Mapping[str, date]) -> dict[str, Any]:
    # Each year's notice restates the whole list: its date is no listing date, and the period stays unknown.
    parts = [part.strip() for part in (entity.notes or "").split(" | ")]
    together = [part for part in parts if part.startswith("Listed together with subsidiaries:")]
    reasons = [part for part in parts if part not in together]
    return {"kind": "organisation", "reason": text(" ".join(reasons)), "remarks": text(" ".join(together))}


def _funding(entity: Entity, days: Mapping[str, date]) -> dict[str, Any]:
    # Table 2 holds programmes, not bodies.
    institution = "Table 1: institutions" in (entity.notes or "")
    return {"kind": "organisation" if institution else "unknown", "reason": text(entity.notes)}


def _forced_labour(entity: Entity, days: Mapping[str, date]) -> dict[str, Any]:
    return {"reason": text(entity.notes), "period": _effective(entity)}


_MEASURE = re.compile(
    r"Authority: (?P<law>.*?); imposed (?P<imposed>\S+); status: (?P<status>.*?)(?:; (?P<notice>.*))?"
)
_ENDED = re.compile(r"expired|lifted|terminated|waived|removed", re.IGNORECASE)
_STILL = re.compile(r"active\b|.*\bremain\b", re.IGNORECASE)


def _nonproliferation(entity: Entity, days: Mapping[str, date]) -> dict[str, Any]:
    """Each measure is a period of its own, under the law it names."""
    laws: dict[str, None] = {}
    reasons, remarks, measures = [], [], []
    for part in (entity.notes or "").split(" | "):
        match = _MEASURE.fullmatch(part.strip())
        if not match:
            remarks.append(part.strip())
            continue
        laws[match["law"]] = None
        reasons.append(f"{match['law']}, imposed {match['imposed']}: {match['status']}")
        measures.append(_measure_period(match["imposed"], _end(match["status"]), match["notice"]))
    first, *further = joined(measures) or [Period()]
    return {
        "kind": "person" if "individual" in f"{entity.name} {entity.country}".lower() else "unknown",
        "programs": tuple(laws),
        "reason": text("; ".join(reasons)),
        "remarks": text("; ".join(remarks)),
        "period": first,
        "further_periods": tuple(further),
    }


def _end(status: str) -> date | None:
    """The day a measure ended; None where it is active, or where a part of it remains."""
    if _STILL.match(status):
        return None
    days = re.findall(r"[\d/]+", status)
    if not _ENDED.search(status) or not days:
        raise BadField("notes", f"{status!r} is a status that this release does not know")
    return _day(days[-1], "notes")


def _measure_period(imposed: str, end: date | None, notice: str | None) -> Period:
    begin = written_day(imposed)
    if begin is None and (cited := citations(notice)):
        # Some dates are cut ("imposed 12/11/201"): the notice was published later, but within weeks.
        return replace(listed_from(cited), to_min=end, to_max=end)
    return _period(_day(imposed, "notes"), end, notice)


def _effective(entity: Entity, end: date | None = None) -> Period:
    begin = _day(entity.effective_date, "effective_date") if entity.effective_date else None
    return _period(begin, end, entity.federal_register)


def _period(begin: date | None, end: date | None, notice: str | None) -> Period:
    cited = citations(notice)
    return Period(
        from_min=begin,
        from_max=begin,
        to_min=end,
        to_max=end,
        basis=EFFECTIVE if begin else "unknown",
        citation=cited[0].printed if cited else text(notice),
    )


def _day(printed: str, field: str) -> date:
    day = written_day(printed)
    if day is None:
        raise BadField(field, f"{printed!r} is no date that this release can read")
    return day


def _pairs(entity: Entity, known: set[str]) -> dict[str, str]:
    """`key: value; key: value` of the notes. Raises `BadField` where a key is not among the known ones."""
    pairs: dict[str, str] = {}
    for part in (entity.notes or "").split("; "):
        key, colon, value = part.partition(": ")
        if part and (not colon or key not in known):
            raise BadField("notes", f"{part!r} is a remark that this release does not know")
        pairs[key] = value
    return pairs


@dataclass(frozen=True, slots=True)
class Layout:
    """Our id of a list, and how its entries are read."""

    list: str
    reading: Reading


LAYOUTS = {
    "bis-entity-list": Layout("us-entity-list", _entity_list),
    "bis-meu": Layout("us-meu", _military_end_users),
    "bis-dpl": Layout("us-dpl", _denied_persons),
    "ofac-nscmic": Layout("us-ofac-ns-cmic", _investment),
    "dow-1260h": Layout("us-dod-1260h", _military_companies),
    "dow-1286": Layout("us-dod-1286", _funding),
    "dhs-uflpa": Layout("us-uflpa", _forced_labour),
    "state-nonproliferation": Layout("us-isn", _nonproliferation),
}
