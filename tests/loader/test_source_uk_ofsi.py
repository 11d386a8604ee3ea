from __future__ import annotations

import csv
import gzip
import io
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from loader.entry_writer import join_entries
from loader.errors import SourceError
from loader.records import ControlList, Designation, Rejected, Row
from loader.sources.uk_ofsi import COLUMNS, SOURCE, read

Write = Callable[..., Path]
BODY = {
    "Name 6": "HILL INSTITUTE",
    "Address 1": "Hill Street 1",
    "Address 6": "Pyongyang",
    "Country": "DPRK (since 2009)",
    "Other Information": "UN Ref KPe.999.",
    "Group Type": "Entity",
    "Alias Type": "Prime Alias",
    "Regime": "North Korea (Democratic People's Republic of Korea)",
    "Listed On": "23/04/2013",
    "Last Updated": "15/09/2017",
    "Group ID": "90001",
}
FORMER = BODY | {"Name 6": "LAKE “HOUSE”", "Alias Type": "FKA", "Address 1": "", "Listed On": "01/05/2014"}


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def write(
        *rows: dict[str, str],
        first: str = "Last Updated,13/04/2018",
        columns: tuple[str, ...] = COLUMNS,
        encoding: str = "cp1252",
    ) -> Path:
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\r\n")
        writer.writerow(columns)
        writer.writerows([row.get(column, "") for column in columns] for row in rows)
        path = tmp_path / "conlist.csv.gz"
        path.write_bytes(gzip.compress(f"{first}{',' * 27}\r\n{text.getvalue()}".encode(encoding)))
        return path

    return write


@pytest.mark.parametrize("encoding", ["cp1252", "utf-8", "utf-8-sig"])
def test_rows_of_one_group_are_one_designation(write: Write, encoding: str) -> None:
    path = write(FORMER, BODY, encoding=encoding)
    first, *rows = read(path)
    assert isinstance(first, Row)
    assert isinstance(first.record, ControlList)
    assert [row.line for row in rows] == [3, 4]
    records = [row.record for row in rows if isinstance(row, Row)]
    (entry,) = join_entries(record for record in records if isinstance(record, Designation))
    assert entry.id == "uk-ofsi/90001"
    assert (entry.name, entry.kind) == ("HILL INSTITUTE", "organisation")
    assert entry.aliases == ("LAKE “HOUSE”",)
    assert entry.addresses == ("Pyongyang, DPRK (since 2009)", "Hill Street 1, Pyongyang, DPRK (since 2009)")
    assert entry.countries == ("KP",)
    assert entry.programs == ("North Korea (Democratic People's Republic of Korea)",)
    assert entry.remarks == "UN Ref KPe.999.; Former name: LAKE “HOUSE”"
    assert (entry.period.from_min, entry.period.basis) == (date(2013, 4, 23), "listed date")
    assert [raw["Alias Type"] for raw in entry.raw] == ["FKA", "Prime Alias"]
    assert SOURCE.as_of(path) == date(2018, 4, 13)


def test_names_of_persons_and_ships(write: Write) -> None:
    person = BODY | {"Name 6": "BEISPIEL", "Name 1": "Erika", "Group Type": "Individual", "Group ID": "2"}
    ship = BODY | {"Name 6": "HILL STAR", "Other Information": "(IMO number: 1234567).", "Group ID": "3"}
    owner = BODY | {"Name 6": "HILL SHIPPING", "Other Information": "Company number IMO 1234567", "Group ID": "4"}
    found = [(row.record.name, row.record.kind) for row in read(write(person, ship, owner)) if isinstance(row, Row)
             and isinstance(row.record, Designation)]  # fmt: skip
    assert found == [("Erika BEISPIEL", "person"), ("HILL STAR", "vessel"), ("HILL SHIPPING", "organisation")]


def test_an_unknown_country_stays_in_the_address_and_is_noted(write: Write) -> None:
    _, row = read(write(BODY | {"Country": "In Atlantis as at June 2013"}))
    assert isinstance(row, Row)
    assert isinstance(row.record, Designation)
    assert row.record.countries == ()
    assert "Atlantis" in row.record.addresses[0]
    assert "Atlantis" in row.notes[0]


@pytest.mark.parametrize(
    ("field", "cell"),
    [
        ("Group ID", ""),
        ("Group ID", "9-1"),
        ("Name 6", ""),
        ("Alias Type", "Nickname"),
        ("Group Type", "Club"),
        ("Listed On", "2013-04-23"),
        ("Listed On", "31/02/2013"),
        ("Regime", ""),
    ],
)
def test_a_bad_row_costs_itself_only(write: Write, field: str, cell: str) -> None:
    _, rejected, good = read(write(BODY | {field: cell}, BODY))
    assert isinstance(rejected, Rejected)
    assert (rejected.line, rejected.field) == (3, field)
    assert isinstance(good, Row)


def test_other_files_are_refused(write: Write, tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="lacks the column 'Group ID'"):
        list(read(write(columns=COLUMNS[:-1])))
    with pytest.raises(SourceError, match="unknown column 'Colour'"):
        list(read(write(columns=(*COLUMNS, "Colour"))))
    with pytest.raises(SourceError, match="its first line is not"):
        list(read(write(BODY, first="Report Date,13/04/2018")))
    for name, content, message in (("page.csv", b"<html>", "web page"), ("bytes.csv", b"Last \x81", "neither UTF-8")):
        (tmp_path / name).write_bytes(content)
        with pytest.raises(SourceError, match=message):
            list(read(tmp_path / name))
