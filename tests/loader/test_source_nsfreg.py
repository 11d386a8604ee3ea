from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from loader.errors import SourceError
from loader.records import ControlList, Designation, Period, Rejected, Row
from loader.sources.nsfreg import SOURCE, read

Write = Callable[..., Path]
ALL_ITEMS = "For all items subject to the EAR. (See § 744.11 of the EAR)"


def entity(name: str = "Hill University", **fields: Any) -> dict[str, Any]:
    return {
        "name": name,
        "aliases": [],
        "country": "China",
        "address": "1 Slope Street, Hilltown, China",
        "status": None,
        "effective_date": None,
        "federal_register": "76 FR 71869, 11/21/11",
        "notes": ALL_ITEMS,
    } | fields


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def write(list_id: str, *entities: Any, **fields: Any) -> Path:
        path = tmp_path / f"{list_id}.json"
        document = {
            "list_id": list_id,
            "source_file": "text",
            "extracted": "2026-07-09",
            "count": len(entities),
            "entities": list(entities),
        }
        path.write_text("\ufeff" + json.dumps(document | fields, ensure_ascii=False), encoding="utf-8")
        return path

    return write


def designations(path: Path) -> list[Designation]:
    return [row.record for row in read(path) if isinstance(row, Row) and isinstance(row.record, Designation)]


def only(path: Path) -> Designation:
    (designation,) = designations(path)
    return designation


def days(begin: date, basis: str, citation: str | None, end: date | None = None) -> Period:
    return Period(from_min=begin, from_max=begin, to_min=end, to_max=end, basis=basis, citation=citation)


def test_the_entity_list(write: Write) -> None:
    printed = entity(
        "Harbin Institute of Technology",
        aliases=["Harbin Institute of Technology", "HIT; and", ""],
        address="No. 92 Xidazhi Street, Harbin, China; and Kwun Tong, Kowloon, Hong Kong. (See also China).",
        federal_register="85 FR 34497, 6/5/20.\n85 FR 83769, 12/23/20",
    )
    first, row = read(write("bis-entity-list", printed))
    assert isinstance(first, Row)
    assert isinstance(first.record, ControlList)
    assert first.record.id == "us-entity-list"
    assert isinstance(row, Row)
    assert row.line == 1
    assert row.record == Designation(
        list="us-entity-list",
        key="cn-harbin-institute-of-technology",
        name="Harbin Institute of Technology",
        aliases=("HIT",),
        addresses=("No. 92 Xidazhi Street, Harbin, China", "Kwun Tong, Kowloon, Hong Kong"),
        countries=("CN", "HK"),
        licence_requirement=ALL_ITEMS,
        citations=("85 FR 34497, 6/5/20", "85 FR 83769, 12/23/20"),
        remarks="See also China",
        period=days(date(2020, 6, 5), "effective date", "85 FR 34497, 6/5/20"),
        raw=(printed,),
    )


def test_rows_of_one_body_share_a_key(write: Write) -> None:
    rows = designations(write("bis-entity-list", entity("Hill (HK) Co."), entity("Hill HK Co", address=None)))
    assert {row.id for row in rows} == {"us-entity-list/cn-hill-hk-co"}
    assert all(row.period.basis == "publication of the notice" for row in rows)


def test_a_citation_without_a_date_takes_that_of_another_entry(write: Write) -> None:
    first, second = designations(
        write(
            "bis-entity-list",
            entity(federal_register="86 FR 67319"),
            entity("Lake", federal_register="86 FR 67319, 11/26/21"),
        )
    )
    assert first.period.from_min == second.period.from_min == date(2021, 11, 26)


def test_names_and_addresses_that_were_left_together(write: Write) -> None:
    swallowed = entity(
        "Magtech", aliases=["M.A.G. Tech, 57 Slope Ave, Montreal, Canada"], address=None, country="Canada"
    )
    marked = entity("Lukoil, OAO (a.k.a. Lukoil", country="Crimea Region of Ukraine")
    first, second = designations(write("bis-entity-list", swallowed, marked))
    assert (first.aliases, first.addresses) == (("M.A.G. Tech",), ("57 Slope Ave, Montreal, Canada",))
    assert first.countries == ("CA",)
    assert (second.name, second.aliases) == ("Lukoil, OAO", ("Lukoil",))
    assert (second.key, second.countries[0]) == ("ua-lukoil-oao", "UA")


def test_investment_companies_begin_on_the_effective_date(write: Write) -> None:
    notes = "Target Type: Public Company; Listing Date (CMIC): 03 Jun 2021; Program: CMIC-EO13959"
    found = only(
        write("ofac-nscmic", entity(notes=notes, effective_date="2021-08-02", federal_register=None, aliases=["云从"]))
    )
    assert found.period == days(date(2021, 8, 2), "effective date", None)
    assert (found.kind, found.programs, found.native_names) == ("organisation", ("CMIC-EO13959",), ("云从",))
    assert found.remarks
    assert "Listing Date (CMIC): 03 Jun 2021" in found.remarks


def test_a_notice_that_restates_a_list_is_no_listing_date(write: Write) -> None:
    path = write(
        "dow-1260h",
        entity(
            notes="Listed together with subsidiaries: Hill Labs. | Hill is owned by the State.",
            federal_register="91 FR 35189 (June 10, 2026)",
            effective_date="2026-06-10",
        ),
    )
    found = only(path)
    assert found.period == Period()
    assert found.citations == ("91 FR 35189, June 10, 2026",)
    assert found.reason == "Hill is owned by the State."
    assert found.remarks == "Listed together with subsidiaries: Hill Labs."
    assert SOURCE.as_of(path) == date(2026, 6, 10)


def test_denial_orders_end(write: Write) -> None:
    notes = "Type of denial: Standard; Expires: 2031-02-03"
    found = only(
        write("bis-dpl", entity(notes=notes, effective_date="2021-02-03", federal_register="86 F.R. 9042 2/11/2021"))
    )
    assert found.period == days(date(2021, 2, 3), "effective date", "86 FR 9042, 2/11/2021", date(2031, 2, 3))


def test_each_nonproliferation_measure_is_a_period(write: Write) -> None:
    law = "Iran, North Korea, and Syria Nonproliferation Act Sanctions (INKSNA)"
    notes = (
        f"Authority: {law}; imposed 2/3/2020; status: Active; Vol. 85, No. 31, February 14, 2020, Federal Register | "
        f"Authority: Missile Sanctions laws; imposed 3/6/1992; status: Expired on 03/06/94; Vol. 57, No. 67 | "
        f"Authority: {law}; imposed 12/11/201; status: Lifted 1/2/15; Vol. 78, No. 243, 12/18/13 Federal Register | "
        f"Designation includes any successor, sub-unit, or subsidiary thereof"
    )
    found = only(write("state-nonproliferation", entity("Hill Corp. (individual)", notes=notes, country="Turkiye")))
    assert found.kind == "person"
    assert found.programs == (law, "Missile Sanctions laws")
    assert found.remarks == "Designation includes any successor, sub-unit, or subsidiary thereof"
    periods = [(one.from_min, one.to_max, one.basis) for one in (found.period, *found.further_periods)]
    assert periods == [
        (date(1992, 3, 6), date(1994, 3, 6), "effective date"),
        (date(2013, 12, 18), date(2015, 1, 2), "publication of the notice"),
        (date(2020, 2, 3), None, "effective date"),
    ]


def test_lists_that_give_no_dates(write: Write) -> None:
    table = "FY2024 Section 1286 list, Table {}"
    first, second = designations(
        write(
            "dow-1286",
            entity(country=None, federal_register=None, address=None, notes=table.format("1: institutions with")),
            entity("Hill Talents", country=None, federal_register=None, notes=table.format("2: programs")),
        )
    )
    assert (first.key, first.kind, first.period) == ("xx-hill-university", "organisation", Period())
    assert second.kind == "unknown"
    military = only(write("bis-meu", entity(notes="Subordinate institution of Hill", federal_register=None)))
    assert military.remarks == "Subordinate institution of Hill"
    labour = only(
        write("dhs-uflpa", entity(effective_date="June 21, 2022", federal_register=None, notes="UFLPA Sec. 2"))
    )
    assert labour.period.from_min == date(2022, 6, 21)


@pytest.mark.parametrize(
    ("source_file", "day"),
    [
        ("dpl_04142026.csv", date(2026, 4, 14)),
        ("May-2025-Updated-Master-Sanctions.pdf", date(2025, 5, 31)),
        ("FY24 Section 1286 List.pdf", date(2024, 9, 30)),
        ("Supplement No. 4 to Part 744—Entity List.txt", date(2026, 7, 9)),
    ],
)
def test_the_day_a_file_speaks_for(write: Write, source_file: str, day: date) -> None:
    assert SOURCE.as_of(write("bis-entity-list", entity(), source_file=source_file)) == day


@pytest.mark.parametrize(
    ("list_id", "bad", "field"),
    [
        ("bis-entity-list", entity(" "), "name"),
        ("bis-entity-list", {"name": "Hill"}, "record"),
        ("bis-entity-list", entity(aliases="Hill"), "aliases"),
        ("bis-entity-list", entity(status="gone"), "status"),
        ("ofac-nscmic", entity(notes="Mood: fine"), "notes"),
        ("bis-dpl", entity(notes="Type of denial: Standard; Expires: soon"), "notes"),
        ("dhs-uflpa", entity(effective_date="soon"), "effective_date"),
        (
            "state-nonproliferation",
            entity(notes="Authority: L; imposed 1/2/20; status: dormant; Vol. 85, No. 1"),
            "notes",
        ),
    ],
)
def test_a_bad_entry_costs_itself_only(write: Write, list_id: str, bad: dict[str, Any], field: str) -> None:
    good = entity("Lake", notes="Expires: 2031-02-03" if list_id == "bis-dpl" else "")
    items = list(read(write(list_id, bad, good)))
    (rejected,) = (item for item in items if isinstance(item, Rejected))
    assert (rejected.line, rejected.field) == (1, field)
    assert [item.line for item in items if isinstance(item, Row)][-1] == 2


def test_what_cannot_be_placed_is_kept_and_told(write: Write) -> None:
    path = write("bis-entity-list", entity(country="Middle East Region", federal_register="Press release"))
    row = list(read(path))[-1]
    assert isinstance(row, Row)
    assert isinstance(row.record, Designation)
    assert row.record.remarks == "Listed under: Middle East Region"
    assert [note.partition(":")[0] for note in row.notes] == ["country", "federal_register"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ('{"list_id": "bis-entity-list", "enti', "nor complete JSON"),
        ('{"generated": "2026-07-09", "lists": []}', "missing required field `list_id`"),
        ("<html>", "web page"),
        ("[]", "Expected `object`, got `array`"),
    ],
)
def test_other_files_are_refused(tmp_path: Path, content: str, message: str) -> None:
    path = tmp_path / "list.json"
    path.write_text(content)
    with pytest.raises(SourceError, match=message):
        list(read(path))


def test_unknown_and_incomplete_lists_are_refused(write: Write) -> None:
    with pytest.raises(SourceError, match=r"holds the list 'fcc-covered': this release reads bis-entity-list"):
        list(read(write("fcc-covered")))
    with pytest.raises(SourceError, match="says it has 3409 entries and has 1"):
        list(read(write("bis-entity-list", entity(), count=3409)))


def test_copies_of_one_list_give_one_key(write: Write) -> None:
    """The number that OFAC's own files have; and no country where another file of the list has none."""
    names = {"name": "China Aviation Engine Group Co., Ltd", "aliases": ["AECC"], "country": "China"}
    (company,) = designations(
        write("ofac-nscmic", entity(**names, notes="Program: CMIC-EO13959", federal_register=None))
    )
    assert company.id == "us-ofac-ns-cmic/30902"
    (body,) = designations(write("state-nonproliferation", entity("Hill Works", country="Iran", notes="")))
    assert body.id == "us-isn/xx-hill-works"
    assert body.countries == ("IR", "CN")


def test_a_copy_of_ofacs_list_is_not_its_authority(write: Write) -> None:
    assert SOURCE.is_complete(write("bis-entity-list", entity()))
    assert SOURCE.copies == {"us-ofac-ns-cmic"}
