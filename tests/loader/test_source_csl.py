from __future__ import annotations

import csv
import gzip
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loader.errors import SourceError
from loader.records import ControlList, Designation, Period, Rejected, Row
from loader.sources import nsfreg
from loader.sources.csl import COLUMNS, SOURCE, _cell, _several, read

SAMPLES = Path(__file__).parents[1] / "data"
CSV = SAMPLES / "csl-2022-04.csv"
JSON = SAMPLES / "csl-2026-09.json"
ENTITY_LIST = "Entity List (EL) - Bureau of Industry and Security"
DENIED = "Denied Persons List (DPL) - Bureau of Industry and Security"
SDN = "Specially Designated Nationals (SDN) - Treasury Department"


def table(folder: Path, *rows: dict[str, str], columns: tuple[str, ...] = ("_id", *COLUMNS)) -> Path:
    path = folder / "csl.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.DictWriter(stream, columns, restval="", lineterminator="\r\n", extrasaction="ignore")
        writer.writeheader()
        writer.writerows({"source": ENTITY_LIST, "name": "Hill Co."} | row for row in rows)
    return path


def results(folder: Path, *records: Any) -> Path:
    path = folder / "csl.json"
    path.write_text(json.dumps({"results": list(records)}), encoding="utf-8")
    return path


def items(path: Path) -> list[Row | Rejected]:
    return [item for item in read(path) if isinstance(item, Rejected) or isinstance(item.record, Designation)]


def designations(path: Path) -> list[Designation]:
    return [item.record for item in items(path) if isinstance(item, Row) and isinstance(item.record, Designation)]


def only(path: Path) -> Designation:
    (designation,) = designations(path)
    return designation


def day(of: date, basis: str, citation: str | None, end: date | None = None) -> Period:
    return Period(from_min=of, from_max=of, to_min=end, to_max=end, basis=basis, citation=citation)


def test_a_real_excerpt() -> None:
    lists = {row.record.id for row in read(CSV) if isinstance(row, Row) and isinstance(row.record, ControlList)}
    found: dict[str, Designation] = {}
    for one in designations(CSV):
        found.setdefault(one.id, one)
    assert {one.list for one in found.values()} == lists
    assert list(found) == [
        "us-entity-list/cn-harbin-institute-of-technology",
        "us-entity-list/by-140-repair-plant-jsc",
        "us-entity-list/il-a-leib-ltd",
        "us-isn/xx-ardis-group-of-companies-llc",
        "us-meu/cn-aecc-aviation-power-co-ltd",
        "us-uvl/cn-aw-industrial-ltd",
        "us-ofac-sdn/306",
        "us-ofac-ns-cmic/30902",
        "us-ofac-other/17016",
        "us-dtc/xx-a-c-international-trade-inc",
        "us-dpl/jo-air-freight-ltd",
        "us-entity-list/cn-avin-electronics-technology-co-ltd-aetc",
    ]
    harbin = found["us-entity-list/cn-harbin-institute-of-technology"]
    assert harbin.period == day(date(2020, 6, 5), "effective date", "85 FR 34497")
    assert len(harbin.addresses) == 4
    assert harbin.licence_policy == "Presumption of denial"
    plant = found["us-entity-list/by-140-repair-plant-jsc"]
    assert plant.aliases == ("Open Joint Stock Company 140 Repair Plant", "JSC 140 Repair Plant")
    assert found["us-isn/xx-ardis-group-of-companies-llc"].remarks == (
        "Includes any successor, sub-unit or subsidiary, the entry says"
    )
    assert found["us-entity-list/il-a-leib-ltd"].remarks == "Has ? where the publisher lost characters"
    assert found["us-ofac-ns-cmic/30902"].period == day(date(2021, 8, 2), "effective date", None)
    # The start date is that of the last renewal.
    denied = found["us-dpl/jo-air-freight-ltd"]
    assert denied.period == day(
        date(2015, 5, 28), "publication of the notice", "80 FR 30435, 5/28/15", date(2022, 5, 16)
    )
    assert len(denied.citations) == 13
    assert SOURCE.as_of(CSV) == date(2022, 4, 7)


def test_an_entry_has_the_key_of_its_own_lists_reader(tmp_path: Path) -> None:
    entity = {
        "name": "Lake Works (a.k.a. LW)", "aliases": [], "country": "China", "address": None, "status": None,
        "effective_date": None, "federal_register": None, "notes": None,
    }  # fmt: skip
    file = {
        "list_id": "bis-entity-list",
        "source_file": "t",
        "extracted": "2026-07-09",
        "count": 1,
        "entities": [entity],
    }
    path = tmp_path / "list.json"
    path.write_text(json.dumps(file))
    (authority,) = [
        row.record.id for row in nsfreg.read(path) if isinstance(row, Row) and isinstance(row.record, Designation)
    ]
    row = {"name": "Lake Works (a.k.a. LW)", "addresses": "1 Quay, Kowloon, HK"}
    assert only(table(tmp_path, row)).id == authority == "us-entity-list/cn-lake-works"


def test_json_reads_as_csv_does() -> None:
    bank, supplier = designations(JSON)
    assert bank.id == "us-ofac-sdn/906"
    assert bank.addresses == (
        "4th Floor, 189 Marsh Wall, London, E14 9SH, GB",
        "Edificio Atlantic, Oficina 4 H, Havana, 10400, CU",
    )
    assert bank.countries == ("GB", "CU")
    assert supplier.id == "us-isn/xx-spc-supachoke"
    assert supplier.period == day(date(1994, 2, 8), "effective date", "Vol. 59, No. 44, 03/07/1994")
    assert SOURCE.as_of(JSON) == date(2026, 9, 1)


def test_an_added_field_is_told_once(tmp_path: Path) -> None:
    record = {"source": ENTITY_LIST, "name": "Hill", "mood": "fine"}
    first, second = items(results(tmp_path, record, record))
    assert isinstance(first, Row)
    assert isinstance(second, Row)
    assert first.notes == ("mood: is a field that this release does not know, kept in the raw row only",)
    assert second.notes == ()
    assert isinstance(second.record, Designation)
    assert second.record.raw == (record,)


def test_names_that_hold_more_than_a_name(tmp_path: Path) -> None:
    rows = [
        {"name": "Hill Institute [aka Slope Centre, Ridge Centre]", "alt_names": "Summit; and Peak Co., Ltd."},
        {"name": "Lake Co.; and any successor, sub-unit, or subsidiary thereof"},
        {"name": "Pond Academy, and its sub-units and successors"},
        {"name": "Mr. Example (individual)"},
        {"name": "O\x92Dale", "addresses": "1 Road, Aa, Pakistan; and 2 Road, Bb, PK; 3 Road, PHARR, TX, 78577"},
    ]
    first, *others, person, mended = designations(table(tmp_path, *rows))
    assert (first.name, first.aliases) == (
        "Hill Institute", ("Slope Centre", "Ridge Centre", "Summit", "Peak Co., Ltd.")
    )  # fmt: skip
    assert [one.name for one in others] == ["Lake Co.", "Pond Academy"]
    assert person.kind == "person"
    assert mended.name == "O’Dale"
    assert mended.addresses == ("1 Road, Aa, Pakistan", "2 Road, Bb, PK", "3 Road, PHARR, TX, 78577")
    assert mended.countries == ("PK", "US")


@pytest.mark.parametrize(
    ("source", "notice", "start", "period"),
    [
        (ENTITY_LIST, "81 FR 40174", "2016-06-21", day(date(2016, 6, 21), "listed date", "81 FR 40174")),
        (ENTITY_LIST, "76 FR 50407 (8/15/2011)", "2011-08-16",
         day(date(2011, 8, 15), "publication of the notice", "76 FR 50407, 8/15/2011")),
        (ENTITY_LIST, "", "2016-06-21", day(date(2016, 6, 21), "listed date", None)),
        (ENTITY_LIST, "", "", Period()),
        # Of a later amendment: only the year of the first notice is known.
        (ENTITY_LIST, "63 FR 64322; 65 FR 14444", "2000-03-17", Period(
            from_min=date(1998, 1, 1), from_max=date(1998, 12, 31), basis="publication of the notice",
            citation="63 FR 64322")),
        (DENIED, "68 F.R. 38290 6/27/03", "2003-06-19",
         day(date(2003, 6, 19), "effective date", "68 FR 38290, 6/27/03")),
    ],
)  # fmt: skip
def test_since_when(tmp_path: Path, source: str, notice: str, start: str, period: Period) -> None:
    row = {"source": source, "federal_register_notice": notice, "start_date": start}
    assert only(table(tmp_path, row)).period == period


@pytest.mark.parametrize(
    ("row", "field"),
    [
        ({"source": "List of Lists (LOL) - Somewhere"}, "source"),
        ({"name": " "}, "name"),
        ({"start_date": "spring"}, "start_date"),
        ({"end_date": "2020-13-01"}, "end_date"),
        ({"source": SDN, "type": "Entity", "programs": "CUBA"}, "number"),
        ({"source": SDN, "type": "Ghost", "programs": "CUBA", "entity_number": "7"}, "type"),
    ],
)
def test_a_bad_entry_costs_itself_only(tmp_path: Path, row: dict[str, str], field: str) -> None:
    rejected, good = items(table(tmp_path, row, {}))
    assert isinstance(rejected, Rejected)
    assert (rejected.line, rejected.field) == (2, field)
    assert isinstance(good, Row)


def test_a_notice_without_a_citation_is_told(tmp_path: Path) -> None:
    (row,) = items(table(tmp_path, {"federal_register_notice": "Press release"}))
    assert isinstance(row, Row)
    assert row.notes == ("federal_register_notice: no citation found in 'Press release'",)


def test_columns_that_changed_are_named(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="lacks the column 'alt_names'"):
        items(table(tmp_path, columns=tuple(one for one in COLUMNS if one != "alt_names")))
    with pytest.raises(SourceError, match="has the unknown column 'mood'"):
        items(table(tmp_path, columns=(*COLUMNS, "mood")))
    # The form of 2019 had no _id.
    assert only(table(tmp_path, {}, columns=COLUMNS)).name == "Hill Co."


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ('{"results": [', "nor complete JSON"),
        ('{"entities": []}', "has no list `results`"),
        ("[]", "Expected `object`, got `array`"),
        ("<html>", "web page"),
        ("", "is empty"),
        ("36,AEROCARIBBEAN,-0- ,CUBA\n", "lacks the column 'source'"),
    ],
)
def test_other_files_are_refused(tmp_path: Path, content: str, message: str) -> None:
    path = tmp_path / "csl"
    path.write_text(content)
    with pytest.raises(SourceError, match=message):
        items(path)


@pytest.mark.parametrize("size", [15, 40, 400])
def test_a_file_that_was_cut_is_refused(tmp_path: Path, size: int) -> None:
    path = tmp_path / "csl.gz"
    path.write_bytes(gzip.compress(CSV.read_bytes())[:size])
    with pytest.raises(SourceError, match="broken gzip file"):
        items(path)


def test_no_record_and_a_giant_one(tmp_path: Path) -> None:
    rejected, giant = items(results(tmp_path, "Hill", {"source": ENTITY_LIST, "name": "Hill " * 50_000}))
    assert isinstance(rejected, Rejected)
    assert rejected.field == "results"
    assert isinstance(giant, Row)
    assert len(giant.record.id) < 200


@given(st.lists(st.text(st.characters(exclude_characters=";", exclude_categories=["C", "Z"]), min_size=1)))
def test_values_are_split_without_loss(values: list[str]) -> None:
    kept = [value for value in values if value.lower() != "and"]
    found = _several("; ".join(kept))
    assert len(found) == len(kept)


@given(
    st.recursive(
        st.none() | st.integers() | st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)
    )
)
def test_any_json_value_is_a_cell(value: Any) -> None:
    assert isinstance(_cell(value), str)
