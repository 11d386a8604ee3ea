from __future__ import annotations

import gzip
import shutil
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loader.errors import SourceError
from loader.ofac_csv import _WEAK
from loader.ofac_entries import Entry, row
from loader.records import ControlList, Designation, Period, Rejected, Row
from loader.sources.ofac import SOURCE, read

SAMPLES = Path(__file__).parents[1] / "data" / "ofac"
BOMB = '<!DOCTYPE b [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'
ENTRY = (
    "<sdnEntry><uid>{uid}</uid><lastName>{name}</lastName><sdnType>{kind}</sdnType>"
    "<programList><program>DPRK3</program></programList>{more}</sdnEntry>"
)


def simple(*entries: str, count: int | None = None) -> str:
    stated = len(entries) if count is None else count
    return (
        '<sdnList xmlns="https://example.org"><publshInformation><Publish_Date>05/07/2024</Publish_Date>'
        f"<Record_Count>{stated}</Record_Count></publshInformation>{''.join(entries)}</sdnList>"
    )


def entry(uid: str = "7", name: str = "HILL CO", kind: str = "Entity", more: str = "") -> str:
    return ENTRY.format(uid=uid, name=name, kind=kind, more=more)


def items(path: Path) -> list[Row | Rejected]:
    return [item for item in read(path) if isinstance(item, Rejected) or isinstance(item.record, Designation)]


def designations(path: Path) -> dict[str, Designation]:
    return {
        row.record.id: row.record for row in items(path) if isinstance(row, Row) and isinstance(row.record, Designation)
    }


def lists(path: Path) -> set[str]:
    return {row.record.id for row in read(path) if isinstance(row, Row) and isinstance(row.record, ControlList)}


def write(folder: Path, name: str, content: str) -> Path:
    path = folder / name
    path.write_bytes(content.encode())
    return path


def test_the_three_files_are_read_together() -> None:
    path = SAMPLES / "sdn-2024-05-03.csv"
    found = designations(path)
    assert found == designations(SAMPLES)
    assert lists(path) == {"us-ofac-sdn"}
    assert {one.name[:3] for one in SOURCE.files(path)} == {"sdn", "alt", "add"}
    assert SOURCE.as_of(path) == SOURCE.as_of(SAMPLES) == date(2024, 5, 3)
    bank = found["us-ofac-sdn/306"]
    assert (bank.name, bank.kind, bank.programs) == ("BANCO NACIONAL DE CUBA", "organisation", ("CUBA",))
    assert bank.aliases == ("NATIONAL BANK OF CUBA", "BNC")
    assert bank.remarks == "Weak alias: BNC"
    assert bank.addresses[0] == "Zweierstrasse 35, Zurich CH-8022, Switzerland"
    assert bank.countries == ("CH", "ES", "JP", "PA")
    # The list gives no dates, and none is made up.
    assert bank.period == Period()
    assert bank.raw[0]["alt"] == [
        {"ent_num": "306", "alt_num": "220", "alt_type": "aka", "alt_name": "NATIONAL BANK OF CUBA"}
    ]
    assert {one.kind for one in found.values()} == {"organisation", "vessel", "aircraft"}
    assert found["us-ofac-sdn/4243"].remarks == "Weak alias: ANA I, SAND SWAN; Former name: ANA I, SAND SWAN"
    drilling = found["us-ofac-sdn/30409"].remarks
    assert drilling
    assert "Subject to Secondary Sanctions; Linked To: ISLAMIC REVOLUTION MOSTAZAFAN FOUNDATION" in drilling
    # Particulars stay in the raw row.
    assert "Registration Number" not in drilling


def test_csv_and_xml_give_the_same_entries() -> None:
    one, other = designations(SAMPLES), designations(SAMPLES / "sdn.xml")
    assert one.keys() == other.keys()
    for key, entry in one.items():
        twin = other[key]
        assert set(entry.aliases) == set(twin.aliases)
        same = ("list", "name", "kind", "native_names", "addresses", "countries", "programs", "remarks", "period")
        assert [getattr(entry, field) for field in same] == [getattr(twin, field) for field in same]
    assert SOURCE.as_of(SAMPLES / "sdn.xml") == date(2024, 5, 7)


def test_the_other_lists_go_by_programme() -> None:
    path = SAMPLES / "consolidated.xml"
    found = designations(path)
    assert lists(path) == {"us-ofac-ns-cmic", "us-ofac-other"}
    assert {"us-ofac-ns-cmic/30902", "us-ofac-other/31695", "us-ofac-other/17016"} < found.keys()
    day = date(2021, 8, 2)
    assert found["us-ofac-ns-cmic/30902"].period == Period(from_min=day, from_max=day, basis="effective date")
    assert found["us-ofac-other/31695"].period == Period()


def test_the_enhanced_form_knows_since_when() -> None:
    path = SAMPLES / "cons_enhanced.xml"
    found = designations(path)
    # It says that an entry is on the SDN list too, but it is not the whole of that list.
    assert lists(path) == {"us-ofac-ns-cmic", "us-ofac-other"}
    assert found.keys() == {"us-ofac-ns-cmic/30902", "us-ofac-other/31695", "us-ofac-other/17016"}
    bank = found["us-ofac-other/17016"]
    assert bank.period == Period(from_min=date(2014, 7, 16), from_max=date(2014, 7, 16), basis="listed date")
    assert bank.native_names == ("ГАЗПРОМБАНК АКЦИОНЕРНОЕ ОБЩЕСТВО",)
    assert bank.remarks
    assert "List: SDN List (since 2024-11-21)" in bank.remarks
    assert found["us-ofac-ns-cmic/30902"].period.from_min == date(2021, 8, 2)
    assert SOURCE.as_of(path) == date(2025, 1, 10)


def test_persons_are_entries_with_their_names_only(tmp_path: Path) -> None:
    content = (
        '7,"EXAMPLE, Person",individual,"SDGT] [IRAN","Head of Examples",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,'
        "\"DOB 01 Jan 1900; POB Nowhere; Passport 1 (Iran); alt. f.k.a. 'EXEMPLUM'; Linked To: HILL CO..\"\r\n\x1a\r\n"
    )
    write(tmp_path, "SDN.CSV", content)
    write(tmp_path, "ALT.CSV", "7,1,aka,EXEMPLAR,-0- \r\n\x1a")
    write(tmp_path, "ADD.CSV", "7,1,-0- ,Hilltown,Palestinian,-0- \r\n7,2,-0- ,-0- ,Atlantis,-0- \r\n")
    told, found = read(tmp_path / "SDN.CSV")
    assert isinstance(told, Row)
    assert told.notes == ()
    assert isinstance(found, Row)
    assert [note.partition(":")[0] for note in found.notes] == ["country"]
    person = found.record
    assert isinstance(person, Designation)
    assert (person.name, person.kind, person.programs) == ("EXAMPLE, Person", "person", ("SDGT", "IRAN"))
    assert person.aliases == ("EXEMPLAR", "EXEMPLUM")
    assert person.countries == ("PS",)
    assert person.remarks == (
        "Title: Head of Examples; Linked To: HILL CO.; Weak alias: EXEMPLUM; Former name: EXEMPLUM"
    )
    assert "DOB" in person.raw[0]["Remarks"]


@pytest.mark.parametrize(
    ("uid", "name", "kind", "more", "field"),
    [
        ("", "HILL", "Entity", "", "number"),
        ("7", " ", "Entity", "", "name"),
        ("7", "HILL", "Ghost", "", "type"),
        ("7", "HILL", "Entity", "<akaList><aka><type>x.k.a.</type><lastName>B</lastName></aka></akaList>", "alias"),
    ],
)
def test_a_bad_entry_costs_itself_only(tmp_path: Path, uid: str, name: str, kind: str, more: str, field: str) -> None:
    rejected, good = items(write(tmp_path, "sdn.xml", simple(entry(uid, name, kind, more), entry("8"))))
    assert isinstance(rejected, Rejected)
    assert (rejected.line, rejected.field) == (1, field)
    assert isinstance(good, Row)
    assert good.line == 2


@pytest.mark.parametrize(
    ("name", "alias", "message"),
    [
        ("alt-2024-05-03.csv", "9,1,aka,NOBODY,-0- ", "1 rows belong to 1 entries that .* lacks, such as 9"),
        ("alt-2025-12.csv", "7,1,aka,LATER,-0- ", "is of 2024-05-03 and alt-2025-12.csv beside it of 2025-12"),
    ],
)
def test_files_of_another_day_are_refused(tmp_path: Path, name: str, alias: str, message: str) -> None:
    path = write(tmp_path, "sdn-2024-05-03.csv", "7,A,-0- ,CUBA,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \r\n")
    write(tmp_path, name, alias)
    write(tmp_path, "add-2024-05-03.csv", "7,1,-0- ,Hilltown,Cuba,-0- \r\n")
    with pytest.raises(SourceError, match=message):
        list(read(path))


def test_lost_characters_and_added_fields_are_told(tmp_path: Path) -> None:
    path = write(tmp_path, "sdn.xml", simple(entry(name="O?HILL", more="<mood>fine</mood>"), entry(more="<mood/>")))
    first, second = items(path)
    assert isinstance(first, Row)
    assert isinstance(second, Row)
    assert [note.partition(":")[0] for note in first.notes] == ["mood", "name"]
    assert second.notes == ()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (simple(entry(), count=9), "says it has 9 entries and has 1"),
        (simple(entry())[:-30], "breaks off"),
        (BOMB + simple(entry(name="&b;")), "declares a document type"),
        ("<export/>", "begins with <export>, not with <sdnList> or <sanctionsData>"),
        ("<html>", "begins with <html>"),
        ("<sanctionsData><publicationInfo/></sanctionsData>", "does not say which lists it holds"),
    ],
)
def test_what_is_no_such_xml_is_refused(tmp_path: Path, content: str, message: str) -> None:
    with pytest.raises(SourceError, match=message):
        items(write(tmp_path, "sdn.xml", content))


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "is empty: expected the columns ent_num, SDN_Name"),
        ("7,HILL CO,-0- ,CUBA\n", "has 4 cells .missing: Title, Call_Sign"),
        ("ent_num,SDN_Name,SDN_Type,Program,Title,a,b,c,d,e,f,Remarks\n", "and no header"),
        ('7,"HILL', "breaks off in line 1"),
    ],
)
def test_what_is_no_such_csv_is_refused(tmp_path: Path, content: str, message: str) -> None:
    for part in ("alt", "add"):
        shutil.copy(SAMPLES / f"{part}-2024-05-03.csv", tmp_path / f"{part}.csv")
    with pytest.raises(SourceError, match=message):
        items(write(tmp_path, "sdn.csv", content))


@pytest.mark.parametrize(("size", "message"), [(15, "broken gzip file"), (400, "breaks off|no XML")])
def test_a_file_that_was_cut_is_refused(tmp_path: Path, size: int, message: str) -> None:
    path = tmp_path / "sdn.xml.gz"
    path.write_bytes(gzip.compress((SAMPLES / "sdn.xml").read_bytes())[:size])
    with pytest.raises(SourceError, match=message):
        items(path)


def test_all_three_files_are_needed(tmp_path: Path) -> None:
    shutil.copy(SAMPLES / "sdn-2024-05-03.csv", tmp_path)
    with pytest.raises(SourceError, match=r"needs alt-2024-05-03.csv beside it .there is none."):
        items(tmp_path)
    shutil.copy(SAMPLES / "alt-2024-05-03.csv", tmp_path / "alt-1.csv")
    shutil.copy(SAMPLES / "alt-2024-05-03.csv", tmp_path / "alt-2.csv")
    with pytest.raises(SourceError, match=r"alt-1.csv, alt-2.csv"):
        items(tmp_path)
    with pytest.raises(SourceError, match=r"must hold one sdn.csv, and has none"):
        items(tmp_path / "..")


def test_a_bad_line_a_mark_and_a_giant_field(tmp_path: Path) -> None:
    for part in ("alt", "add"):
        (tmp_path / f"{part}.csv.gz").write_bytes(gzip.compress((SAMPLES / f"{part}-2024-05-03.csv").read_bytes()))
    tail = "-0- ,CUBA,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,"
    content = f'\ufeff173,A,{tail}-0- \r\n306,B\r\nx,C,{tail}-0- \r\n4243,D,{tail}"{"y" * 100_000}"\r\n'
    path = tmp_path / "sdn.csv.gz"
    path.write_bytes(gzip.compress(content.encode()))
    good, short, odd, giant = items(path)
    assert isinstance(good, Row)
    assert [item.field for item in (short, odd) if isinstance(item, Rejected)] == ["line", "ent_num"]
    assert isinstance(giant, Row)
    assert giant.line == 4


@given(st.text(st.characters(exclude_characters="\n"), min_size=1))
def test_weak_aliases_are_taken_whole(name: str) -> None:
    match = _WEAK.fullmatch(f"alt. a.k.a. '{name}'")
    assert match
    assert match[2] == name


@given(st.text(), st.text(), st.lists(st.text()))
def test_any_entry_is_a_record_or_refused(number: str, name: str, facts: list[str]) -> None:
    printed = Entry(number=number, name=name, kind="Entity", programs=("X",), facts=tuple(facts), raw={})
    item = row(1, printed, "us-ofac-sdn")
    assert isinstance(item, Rejected) or item.record.id == f"us-ofac-sdn/{number}"
