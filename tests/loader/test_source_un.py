from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loader.errors import SourceError
from loader.records import ControlList, Designation, Period, Rejected, Row
from loader.sources.un import LISTS, SOURCE, _names, read

SAMPLE = Path(__file__).parents[1] / "data" / "un.xml"
BOMB = '<!DOCTYPE b [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'
MINIMAL = {
    "DATAID": "7",
    "FIRST_NAME": "HILL CO",
    "UN_LIST_TYPE": "DPRK",
    "REFERENCE_NUMBER": "KPe.907",
    "LISTED_ON": "2016-03-02",
}


def document(*entries: dict[str, str], inside: str = "") -> str:
    bodies = ("".join(f"<{tag}>{value}</{tag}>" for tag, value in entry.items()) for entry in entries)
    entities = "".join(f"<ENTITY>{body}{inside}</ENTITY>" for body in bodies)
    return f'<CONSOLIDATED_LIST dateGenerated="2026-02-27T00:00:09Z">{entities}</CONSOLIDATED_LIST>'


def items(tmp_path: Path, content: str) -> list[Row | Rejected]:
    path = tmp_path / "un.xml"
    path.write_text(content, encoding="utf-8")
    return [item for item in read(path) if isinstance(item, Rejected) or isinstance(item.record, Designation)]


def only(tmp_path: Path, content: str) -> Designation:
    (row,) = items(tmp_path, content)
    assert isinstance(row, Row)
    assert isinstance(row.record, Designation)
    return row.record


def test_every_list_is_told_also_without_entries() -> None:
    lists = [row.record for row in read(SAMPLE) if isinstance(row, Row) and isinstance(row.record, ControlList)]
    assert {one.id for one in lists} == set(LISTS.values())
    assert all("Security Council" in one.authority for one in lists)
    assert SOURCE.as_of(SAMPLE) == date(2026, 2, 27)


def test_persons_and_bodies() -> None:
    person, body = (row.record for row in read(SAMPLE) if isinstance(row, Row) and isinstance(row.record, Designation))
    assert person.id == "un-1718/KPi.901"
    assert (person.name, person.kind) == ("EXAMPLE PERSON", "person")
    assert person.aliases == ("Persona Exempli", "Persona Exempla", "The Example")
    assert person.native_names == ("보기", "보기 사람")
    # Where a person comes from is not where an entry is addressed.
    assert person.countries == ()
    assert person.period == Period(
        from_min=date(2016, 11, 30), from_max=date(2016, 11, 30), basis="listed date", citation=None
    )
    # The publisher's words, and ours apart from them.
    assert person.remarks == "An invented entry. Second line."
    assert person.notes == (
        "Low quality alias: The Example, 보기",
        "Address: moves often",
        "Last updated by the publisher: 2018-03-04",
    )
    assert person.raw[0]["INDIVIDUAL_DATE_OF_BIRTH"] == {"TYPE_OF_DATE": "EXACT", "YEAR": "1900"}

    assert (body.id, body.name, body.kind) == ("un-1737/IRe.902", "HILL TRADING COMPANY (HTC)", "organisation")
    assert body.aliases == ("SLOPE TRADING", "Hillside Export", "Hill Export")
    assert body.addresses == ("1 Slope Street, Hilltown, 123, Iran (Islamic Republic of)", "Hong Kong, China")
    assert body.countries == ("IR", "CN")
    assert body.programs == ("Iran",)
    assert "Former name: Hillside Export, Hill Export" in body.notes
    assert any("Iran (Islamic Republic of): registered office" in note for note in body.notes)
    assert body.remarks is None


def test_an_entry_without_a_reference_number_keeps_its_data_id(tmp_path: Path) -> None:
    assert only(tmp_path, document(MINIMAL | {"REFERENCE_NUMBER": " "})).key == "7"


@pytest.mark.parametrize(
    ("field", "value", "named"),
    [
        ("UN_LIST_TYPE", "Atlantis", "UN_LIST_TYPE"),
        ("FIRST_NAME", "", "FIRST_NAME"),
        ("LISTED_ON", "spring 2016", "LISTED_ON"),
        ("REFERENCE_NUMBER", "", "REFERENCE_NUMBER"),
    ],
)
def test_a_bad_entry_costs_itself_only(tmp_path: Path, field: str, value: str, named: str) -> None:
    bad = MINIMAL | {"DATAID": ""} | {field: value}
    rejected, good = items(tmp_path, document(bad, MINIMAL))
    assert isinstance(rejected, Rejected)
    assert (rejected.line, rejected.field) == (1, named)
    assert isinstance(good, Row)
    assert good.line == 2


def test_an_added_field_and_an_unknown_country_are_told_once(tmp_path: Path) -> None:
    inside = "<MOOD>fine</MOOD><ENTITY_ADDRESS><COUNTRY>Atlantis</COUNTRY></ENTITY_ADDRESS>"
    first, second = items(tmp_path, document(MINIMAL, MINIMAL, inside=inside))
    assert isinstance(first, Row)
    assert isinstance(second, Row)
    assert [note.partition(":")[0] for note in first.notes] == ["MOOD", "COUNTRY"]
    assert [note.partition(":")[0] for note in second.notes] == ["COUNTRY"]
    assert isinstance(second.record, Designation)
    assert second.record.raw[0]["MOOD"] == "fine"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (BOMB + document(MINIMAL | {"FIRST_NAME": "&b;"}), "declares a document type"),
        ('<!DOCTYPE x SYSTEM "file:///etc/hostname">' + document(MINIMAL), "declares a document type"),
        (document(MINIMAL)[:-30], "breaks off"),
        ("<sdnList/>", "begins with <sdnList>"),
        ("a,b\n1,2\n", "is not the UN Security Council's consolidated list"),
        ("", "is not the UN Security Council's consolidated list"),
    ],
)
def test_what_is_no_such_file_is_refused(tmp_path: Path, content: str, message: str) -> None:
    with pytest.raises(SourceError, match=message):
        items(tmp_path, content)


def test_marks_and_line_ends_of_other_systems(tmp_path: Path) -> None:
    assert only(tmp_path, "\ufeff" + document(MINIMAL).replace("><", ">\r\n<")).name == "HILL CO"


@given(st.text(st.characters(exclude_characters=".")))
def test_names_lose_no_letters(printed: str) -> None:
    # Small letters number an enumeration, and full stops make "a.k.a.".
    capitals = set("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    assert capitals & set("".join(_names(printed))) == capitals & set(printed)
