"""The US Consolidated Screening List: one file that holds copies of the lists of three departments, as CSV or JSON.

It is no list itself and no authority: an entry gets the key that its own list's reader gives it, so that both are one
designation with two sources. Its `_id` is a hash that changes, and is used only for Treasury's lists, whose number it
is. Entries of the State and Commerce departments are known by country and name, or by name alone where files have no
country (`loader.us_entries.key_of`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
from msgspec.structs import replace

from loader import countries, ofac_entries, reading
from loader.citations import EFFECTIVE, LISTED, citations, days_printed, listed_from
from loader.entry_text import split_aliases, split_names, split_see
from loader.errors import SourceError
from loader.identifiers import day_range, text
from loader.lists import control_list
from loader.ofac_entries import INVESTMENT, OTHER, SDN, Alias, Entry
from loader.records import Designation, Period, Rejected, Row
from loader.source import Source
from loader.unknown_fields import UnknownFields
from loader.us_entries import key_of

_WHAT = "the Consolidated Screening List (CSV, or JSON with `results`)"
#: Without `_id`, which older files lack.
COLUMNS = (
    "source", "entity_number", "type", "programs", "name", "title", "addresses", "federal_register_notice",
    "start_date", "end_date", "standard_order", "license_requirement", "license_policy", "call_sign", "vessel_type",
    "gross_tonnage", "gross_registered_tonnage", "vessel_flag", "vessel_owner", "remarks", "source_list_url",
    "alt_names", "citizenships", "dates_of_birth", "nationalities", "places_of_birth", "source_information_url", "ids",
)  # fmt: skip
_JSON_FIELDS = {*COLUMNS, "id", "country"}
#: Our list by the short name in brackets in `source`.
LISTS = {
    "CAP": OTHER,
    "CMIC": INVESTMENT,
    "DPL": "us-dpl",
    "DTC": "us-dtc",
    "EL": "us-entity-list",
    "FSE": OTHER,
    "ISN": "us-isn",
    "MEU": "us-meu",
    "NS-MBS": OTHER,
    "PLC": OTHER,
    "SDN": SDN,
    "SSI": OTHER,
    "UVL": "us-uvl",
}
_TREASURY = {SDN, INVESTMENT, OTHER}
#: Lists whose start date is the day the measure takes effect; what it is on the others is nowhere said.
_STARTS = {"us-dpl", "us-isn"}
_SHORT_NAME = re.compile(r"\(([A-Z-]+)(?: List)?\)(?: List)? - ")
_BETWEEN = re.compile(r"\s*;\s+(?:and\s+)?")
_SUCCESSORS = re.compile(
    r"[,;]? \band (?:any successor|its sub-?unit|its successor)[^;]*?(?:thereof|successors|sub-?units)\s*$",
    re.IGNORECASE,
)
_IN_BRACKETS = re.compile(r"\s*\[aka ([^\]]+)\]")
_US_POSTCODE = re.compile(r",\s*[A-Z]{2},\s*\d{5}(?:-\d{4})?$")
_DAY_IN_NAME = re.compile(r"(20\d{2}-\d{2})(-\d{2})?")
#: Letters of a Windows code page that were taken for control characters: quotes and dashes.
_WINDOWS = {code: letter for code in range(0x80, 0xA0) if (letter := bytes([code]).decode("cp1252", "ignore"))}
_LOST = "Has ? where the publisher lost characters"
_DOCUMENT = msgspec.json.Decoder(dict[str, Any])

Fields = Mapping[str, str]


def read(path: Path) -> Iterator[Row | Rejected]:
    """The lists that the file has entries of, then the entries in its order: by line (CSV), or numbered from 1 (JSON).

    Raises `SourceError` where the file is not of this format, naming a column that is missing or new; a new field of
    the JSON is noted once.
    """
    unknown = UnknownFields(_JSON_FIELDS)
    items = list(_records(path))
    for list_id in sorted({found for item in items if not isinstance(item, Rejected) and (found := _list(item[1]))}):
        yield Row(1, control_list(list_id, path.parent))
    days = days_printed(item[1]["federal_register_notice"] for item in items if not isinstance(item, Rejected))
    for item in items:
        if isinstance(item, Rejected):
            yield item
        else:
            line, fields, raw = item
            yield _row(line, fields, raw, days, unknown.notes(raw.keys() - {"_id"}))


def _records(path: Path) -> Iterator[tuple[int, Fields, dict[str, Any]] | Rejected]:
    """Each record by column as the CSV writes it, and as it stands in the file."""
    start = reading.beginning(path)
    if not start.startswith((b"{", b"[")):
        columns = ("_id", *COLUMNS) if start.lstrip(b'"').startswith(b"_id") else COLUMNS
        for item in reading.table(path, columns):
            if isinstance(item, Rejected):
                yield item
            else:
                line, cells = item
                yield line, _repaired(cells), {name: cell for name, cell in cells.items() if cell}
        return
    results = reading.json_document(path, _DOCUMENT, _WHAT).get("results")
    if not isinstance(results, list):
        raise SourceError(f"{path.name} is not {_WHAT}: it has no list `results`. Name the source that fits.")
    for number, record in enumerate(results, 1):
        if not isinstance(record, dict):
            yield Rejected(number, "results", "is no record", reading.shown(str(record)))
            continue
        fields = {column: _cell(record.get(column)) for column in (*COLUMNS, "country")}
        yield number, _repaired(fields), {name: value for name, value in record.items() if value}


#: The order in which the CSV writes the parts of an address and of a document.
_PARTS = ("address", "city", "state", "postal_code", "country", "number", "type")


def _repaired(fields: Fields) -> Fields:
    return {name: cell.translate(_WINDOWS) for name, cell in fields.items()}


def _cell(value: Any) -> str:
    """A JSON value as the CSV writes it: parts with commas, several values with semicolons."""
    if isinstance(value, list):
        return "; ".join(cell for one in value if (cell := _cell(one)))
    if isinstance(value, dict):
        order = _PARTS if "address" in value else ("country", "number", "type")
        return ", ".join(cell for part in order if (cell := _cell(value.get(part))))
    return "" if value is None else str(value).strip()


def _list(fields: Fields) -> str | None:
    match = _SHORT_NAME.search(fields["source"])
    return LISTS.get(match[1]) if match else None


def _row(
    line: int, fields: Fields, raw: dict[str, Any], days: Mapping[str, date], notes: tuple[str, ...]
) -> Row | Rejected:
    list_id = _list(fields)
    if list_id is None:
        reason = f"{fields['source']!r} is a list that this release does not know: it knows {', '.join(LISTS)}"
        return Rejected(line, "source", reason, reading.shown(str(raw)))
    if list_id in _TREASURY:
        return ofac_entries.row(line, _treasury(fields, raw, list_id), list_id, notes=notes)
    for field in ("start_date", "end_date"):
        if fields[field] and day_range(fields[field]) is None:
            return Rejected(line, field, f"{fields[field]!r} is no date", reading.shown(str(raw)))
    printed, remarks = split_see(text(fields["name"]) or "")
    if _SUCCESSORS.search(printed):
        printed = _SUCCESSORS.sub("", printed)
        remarks.append("Includes any successor, sub-unit or subsidiary, the entry says")
    bracketed = [name for found in _IN_BRACKETS.findall(printed) for name in found.split(", ")]
    names = split_names(_IN_BRACKETS.sub("", printed))
    if not names:
        return Rejected(line, "name", "is empty: an entry without a name cannot be matched", reading.shown(str(raw)))
    addresses, codes = _addresses(fields)
    aliases, native_names = split_aliases(names[0], [*names[1:], *bracketed, *_several(fields["alt_names"])])
    if "?" in " ".join([names[0], *aliases, *addresses]):
        remarks.append(_LOST)
        notes = (*notes, "name: has ? where the publisher lost characters, in it, an alias or an address")
    cited = citations(fields["federal_register_notice"])
    if fields["federal_register_notice"] and not cited:
        found = fields["federal_register_notice"]
        notes = (*notes, f"federal_register_notice: no citation found in {found!r}")
    designation = Designation(
        list=list_id,
        key=key_of(list_id, codes[0] if codes else None, names),
        name=names[0],
        kind="person" if "individual" in fields["name"].lower() else "unknown",
        aliases=aliases,
        native_names=native_names,
        addresses=addresses,
        countries=tuple(dict.fromkeys(codes)),
        programs=tuple(dict.fromkeys(_several(fields["programs"]))),
        licence_requirement=text(fields["license_requirement"]),
        licence_policy=text(fields["license_policy"]),
        citations=tuple(one.printed for one in cited),
        remarks=text("; ".join([fields["remarks"], *remarks] if fields["remarks"] else remarks)),
        period=_period(list_id, fields, days),
        raw=(raw,),
    )
    return Row(line, designation, notes=notes)


def _treasury(fields: Fields, raw: dict[str, Any], list_id: str) -> Entry:
    # "02 Aug 2021, Effective Date (CMIC)": the label stands behind.
    facts = (" ".join(reversed(fact.rsplit(", ", 1))) for fact in _several(fields["ids"]))
    return Entry(
        number=text(fields["entity_number"]),
        name=text(fields["name"]),
        kind=fields["type"],
        programs=tuple(dict.fromkeys(_several(fields["programs"]))),
        aliases=tuple(Alias(name) for name in _several(fields["alt_names"])),
        addresses=tuple((address, _country(address)) for address in _several(fields["addresses"])),
        title=text(fields["title"]),
        listed_on=(fields["source"].partition(" - ")[0],) if list_id == OTHER else (),
        facts=(*_several(fields["remarks"]), *facts),
        raw=raw,
    )


def _several(cell: str) -> list[str]:
    return [value for part in _BETWEEN.split(cell) if (value := text(part.strip(" ;")))]


def _addresses(fields: Fields) -> tuple[tuple[str, ...], list[str]]:
    """Addresses, and the codes of their countries with that of the entry itself first, where the file has one."""
    addresses = list(dict.fromkeys(_several(fields["addresses"])))
    printed: Iterable[str | None] = (fields.get("country"), *(_country(address) for address in addresses))
    return tuple(addresses), [code for one in printed if (code := countries.code(one))]


def _country(address: str) -> str | None:
    """Code of an address's country: its last part, a code or a name. Addresses in the US may end in a postcode."""
    return "US" if _US_POSTCODE.search(address) else countries.code(address.rsplit(",", 1)[-1])


def _period(list_id: str, fields: Fields, days: Mapping[str, date]) -> Period:
    """When the entry began to stand on its list: what its first notice says, with the start date where that is better.

    A start date after the first notice is of a later amendment, and stays in the raw row.
    """
    start, end = day_range(fields["start_date"]), day_range(fields["end_date"])
    period = listed_from(citations(fields["federal_register_notice"]), days)
    amended = start is not None and period.from_max is not None and period.from_max < start[0]
    known_to_the_day = period.from_min is not None and period.from_min == period.from_max
    if start and not amended and (list_id in _STARTS or not known_to_the_day):
        basis = EFFECTIVE if list_id in _STARTS else LISTED
        period = replace(period, from_min=start[0], from_max=start[1], basis=basis)
    return replace(period, to_min=end[0], to_max=end[1]) if end else period


def _as_of(path: Path) -> date | None:
    """The day in the file's name, else the latest start date that it prints, in the month of the name where there is
    one: the file is not older than that.
    """
    match = _DAY_IN_NAME.search(path.name)
    named = day_range(match.group()) if match else None
    if named and named[0] == named[1]:
        return named[0]
    printed = (day_range(item[1]["start_date"]) for item in _records(path) if not isinstance(item, Rejected))
    starts = [days[0] for days in printed if days and (not named or days[0] <= named[1])]
    return max([*starts, *(named[:1] if named else ())], default=None)


SOURCE = Source(
    id="csl",
    title="US Consolidated Screening List",
    licence="public domain (US government work)",
    redistributable="yes",
    address="https://data.trade.gov/downloadable_consolidated_screening_list/v1/consolidated.csv",
    kind="lists",
    lists=tuple(sorted(set(LISTS.values()))),
    precedence=50,
    read=read,
    as_of=_as_of,
    floor=10_000,
    complete=False,
)
