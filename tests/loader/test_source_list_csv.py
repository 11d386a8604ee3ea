from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from loader.errors import SourceError
from loader.lists import COLUMNS as LIST_COLUMNS
from loader.records import ControlList, Designation, Period, Rejected, Row
from loader.sources.list_csv import COLUMNS, read

WriteTable = Callable[..., Path]
ENTRY = {
    "key": "kp-hill-university",
    "name": "Hill University",
    "kind": "organisation",
    "aliases": "University of the Hill | Hill Univ",
    "native_names": "언덕대학",
    "addresses": "1 Slope Street, Hilltown",
    "countries": "KP",
    "programs": "water",
    "licence_requirement": "For all water.",
    "licence_policy": "Presumption of thirst.",
    "reason": "It is on a hill.",
    "citations": "1 HR 1 | 2 HR 2",
    "remarks": "invented",
    "from": "2020-06-05",
    "from_basis": "effective date",
    "from_citation": "1 HR 1",
    "to": "2021",
    "source": "entry 1",
}


@pytest.fixture
def write_list(write_table: WriteTable) -> Callable[..., Path]:
    facts = dict.fromkeys(LIST_COLUMNS, "invented") | {"id": "hill-list", "refresh_days": "30"}
    facts |= {"redistributable": "yes", "read_on": "2026-01-02"}
    write_table("lists.csv", LIST_COLUMNS, facts)
    return lambda *rows: write_table("hill-list.csv", COLUMNS, *rows)


def test_the_list_comes_first_and_then_its_entries(write_list: Callable[..., Path]) -> None:
    first, second = read(write_list(ENTRY))
    assert isinstance(first, Row)
    assert isinstance(first.record, ControlList)
    assert first.record.id == "hill-list"
    assert second == Row(
        2,
        Designation(
            list="hill-list",
            key="kp-hill-university",
            name="Hill University",
            kind="organisation",
            aliases=("University of the Hill", "Hill Univ"),
            native_names=("언덕대학",),
            addresses=("1 Slope Street, Hilltown",),
            countries=("KP",),
            programs=("water",),
            licence_requirement="For all water.",
            licence_policy="Presumption of thirst.",
            reason="It is on a hill.",
            citations=("1 HR 1", "2 HR 2"),
            remarks="invented",
            period=Period(
                from_min=date(2020, 6, 5),
                from_max=date(2020, 6, 5),
                to_min=date(2021, 1, 1),
                to_max=date(2021, 12, 31),
                basis="effective date",
                citation="1 HR 1",
            ),
            raw=(ENTRY,),
        ),
    )


def test_a_key_is_made_where_there_is_none(write_list: Callable[..., Path]) -> None:
    _, entry = read(write_list({"name": "Vale & Sons, Ltd.", "kind": "unknown", "countries": "CN"}))
    assert isinstance(entry, Row)
    assert isinstance(entry.record, Designation)
    assert entry.record.id == "hill-list/cn-vale-sons-ltd"
    assert entry.record.period == Period()


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"name": ""}, "name"),
        ({"kind": ""}, "kind"),
        ({"kind": "school"}, "kind"),
        ({"countries": "Hilland"}, "countries"),
        ({"from": "soon"}, "from"),
        ({"from_basis": ""}, "from_basis"),
        ({"from": ""}, "from_basis"),
        ({"from_basis": "rumour"}, "from_basis"),
        ({"to": "2019"}, "to"),
    ],
)
def test_a_bad_entry_is_rejected(write_list: Callable[..., Path], change: dict[str, str], field: str) -> None:
    _, row = read(write_list({**ENTRY, **change}))
    assert isinstance(row, Rejected)
    assert (row.line, row.field) == (2, field)


def test_a_file_named_for_no_list_is_refused(write_table: WriteTable) -> None:
    with pytest.raises(SourceError, match="no-such-list"):
        list(read(write_table("no-such-list.csv", COLUMNS)))


def test_a_known_list_needs_no_description_beside_it(write_table: WriteTable) -> None:
    (row,) = read(write_table("us-entity-list.csv", COLUMNS))
    assert isinstance(row, Row)
    assert isinstance(row.record, ControlList)
