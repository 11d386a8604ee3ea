from __future__ import annotations

import gzip
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from loader.entry_writer import join_entries
from loader.errors import SourceError
from loader.records import Designation, Rejected, Row
from loader.sources.au_dfat import COLUMNS, SOURCE, read, split_printed_addresses

Write = Callable[..., Path]
BODY: dict[str, object] = {
    "Reference": 9001,
    "Name of Individual or Entity": "Hill Institute",
    "Type": "Entity ",
    "Name Type": "Primary Name",
    "Address": "a) Hill Street 1, Pyongyang, DPRK b) Lake Street 2, Dandong, China",
    "Additional Information": "On a hill.",
    "Listing Information": "First listed on 24 Apr. 2009 (amended on 2 March 2012). Relisted on 3 May 2015.",
    "Committees": "1718 (DPRK)",
    "Control Date": datetime(2014, 12, 15),
}
ALIAS = BODY | {
    "Reference": "9001a",
    "Name of Individual or Entity": "Hill Works",
    "Name Type": "Aka ",
    "Address": "NA",
}
SCRIPT = ALIAS | {
    "Reference": "9001b",
    "Name of Individual or Entity": "언덕 연구소",
    "Name Type": "Original script",
    "Listing Information": "Instrument of first designation: Hills Instrument 2017",
}


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def write(*rows: dict[str, object], header: tuple[object, ...] = (*COLUMNS, None, None)) -> Path:
        workbook = openpyxl.Workbook()
        sheet = workbook.worksheets[0]
        sheet.append(header)
        for row in rows:
            sheet.append([row.get(str(column)) for column in (*COLUMNS, "beyond")])
        plain = tmp_path / "plain.xlsx"
        workbook.save(plain)
        path = tmp_path / "list.xlsx.gz"
        path.write_bytes(gzip.compress(plain.read_bytes()))
        return path

    return write


def designations(path: Path) -> list[Designation]:
    return [row.record for row in read(path) if isinstance(row, Row) and isinstance(row.record, Designation)]


def test_rows_of_one_reference_are_one_designation(write: Write) -> None:
    path = write(ALIAS, BODY, SCRIPT)
    (entry,) = join_entries(designations(path))
    assert entry.id == "au-dfat/9001"
    assert (entry.name, entry.kind) == ("Hill Institute", "organisation")
    assert (entry.aliases, entry.native_names) == (("Hill Works",), ("언덕 연구소",))
    assert entry.addresses == ("Hill Street 1, Pyongyang, DPRK", "Lake Street 2, Dandong, China")
    assert entry.countries == ("KP", "CN")
    assert entry.programs == ("1718 (DPRK)",)
    assert (entry.period.from_min, entry.period.basis) == (date(2009, 4, 24), "listed date")
    assert entry.raw[1]["Control Date"] == "2014-12-15"
    assert SOURCE.as_of(path) == date(2014, 12, 15)


@pytest.mark.parametrize(
    ("printed", "day"),
    [
        ("Listed by UN 1267 Committee on 25 January 2001 (amended on 20 December 2005)", date(2001, 1, 25)),
        ("Listed 26 Feb. 2011 (amended on 2 Apr. 2012)", date(2011, 2, 26)),
        ("Designated under the Autonomous Sanctions Regulations 2011 on 2 March 2012. Relisted on 12 January 2024.",
         date(2012, 3, 2)),
        ("Instrument of first listing: Act 1945 Listing 2019 (No. 1). Last listed on: 22 May 2022", None),
        ("Assets received on or after 23 May 2003 are not controlled. Listed under Resolution 1483 (2003)", None),
        ("Relisted on 12 January 2024", None),
        (datetime(2013, 3, 7), date(2013, 3, 7)),
        (None, None),
    ],
)  # fmt: skip
def test_only_words_of_listing_give_a_date(write: Write, printed: object, day: date | None) -> None:
    (entry,) = designations(write(BODY | {"Listing Information": printed}))
    assert entry.period.from_min == day


@pytest.mark.parametrize(
    ("field", "cell"),
    [
        ("Reference", "abc"),
        ("Reference", None),
        ("Name of Individual or Entity", None),
        ("Type", "Club"),
        ("Name Type", "Nickname"),
        ("Committees", None),
    ],
)
def test_a_bad_row_costs_itself_only(write: Write, field: str, cell: object) -> None:
    _, rejected, good = read(write(BODY | {field: cell}, BODY))
    assert isinstance(rejected, Rejected)
    assert (rejected.line, rejected.field) == (2, field)
    assert isinstance(good, Row)
    assert good.line == 3


def test_a_cell_beyond_the_columns_and_empty_rows(write: Write) -> None:
    _, rejected, good = read(write({}, BODY | {"beyond": "x"}, {"beyond": " "}, BODY))
    assert isinstance(rejected, Rejected)
    assert (rejected.line, rejected.field) == (3, "line")
    assert isinstance(good, Row)
    assert good.line == 5


def test_other_files_are_refused(write: Write, tmp_path: Path) -> None:
    for header, message in (
        (COLUMNS[:-1], "lacks the column 'Control Date'"),
        ((*COLUMNS, "Colour"), "unknown column 'Colour'"),
        ((COLUMNS[1], COLUMNS[0], *COLUMNS[2:]), "another order"),
    ):
        with pytest.raises(SourceError, match=message):
            list(read(write(header=header)))
    for name, content, message in (
        ("page.xlsx", b"<html>", "web page"),
        ("text.xlsx", b"Reference,Name", "no workbook"),
        ("cut.xlsx.gz", gzip.compress(b"PK\x03\x04" * 99)[:-5], "broken gzip"),
    ):
        (tmp_path / name).write_bytes(content)
        with pytest.raises(SourceError, match=message):
            list(read(tmp_path / name))


@given(st.lists(st.from_regex(r"[A-Z][a-z]{2,9}( [A-Z][a-z]{2,9}){0,3}, [A-Z][a-z]{3,9}", fullmatch=True), max_size=4))
def test_addresses_come_apart_and_stay_whole(addresses: list[str]) -> None:
    assert split_printed_addresses(";\n".join(addresses)) == tuple(dict.fromkeys(addresses))


@given(st.text())
def test_no_cell_breaks_the_splitting_of_addresses(printed: str) -> None:
    assert all(split_printed_addresses(printed))
