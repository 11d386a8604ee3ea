from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from loader.errors import SourceError
from loader.records import Institution, Rejected, Row
from loader.sources.gazetteer import COLUMNS, read

WriteTable = Callable[..., Path]
UNIVERSITY = {
    "id": "kp:hill-university",
    "name": "Hill University",
    "native_names": "언덕대학",
    "aliases": "University of the Hill | Hill University | Hill Univ",
    "acronyms": "HU",
    "kind": "university",
    "country": "KP",
    "city": "Hilltown",
    "note": "An invented one.",
    "source": "https://example.org/hill",
}
FACULTY = {
    "id": "kp:hill-university-faculty-of-slopes",
    "name": "Hill University, Faculty of Slopes",
    "kind": "faculty",
    "unit": "yes",
    "country": "KP",
    "part_of": "kp:hill-university",
    "source": "https://example.org/hill",
}


def test_an_institution_and_its_unit(write_table: WriteTable) -> None:
    rows = list(read(write_table("gazetteer.csv", COLUMNS, UNIVERSITY, FACULTY)))
    assert rows == [
        Row(
            2,
            Institution(
                id="kp:hill-university",
                name="Hill University",
                native_names=("언덕대학",),
                aliases=("University of the Hill", "Hill Univ"),
                acronyms=("HU",),
                kind="university",
                country="KP",
                cities=("Hilltown",),
                note="An invented one. Read in: https://example.org/hill",
            ),
        ),
        Row(
            3,
            Institution(
                id="kp:hill-university-faculty-of-slopes",
                name="Hill University, Faculty of Slopes",
                kind="faculty",
                unit=True,
                country="KP",
                note="Read in: https://example.org/hill",
                part_of=("kp:hill-university",),
            ),
        ),
    ]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"id": "kp:Hill University"}, "id"),
        ({"id": "openalex:I1"}, "id"),
        ({"id": ""}, "id"),
        ({"name": ""}, "name"),
        ({"country": "KR"}, "country"),
        ({"country": "North Korea"}, "country"),
        ({"country": "KP | CN"}, "country"),
        ({"unit": "1"}, "unit"),
        ({"openalex": "W1"}, "openalex"),
        ({"wikidata": "39980"}, "wikidata"),
        ({"status": "closed"}, "status"),
        ({"source": ""}, "source"),
        ({"part_of": "kp:no-such-row"}, "part_of"),
        ({"part_of": "Hill University"}, "part_of"),
    ],
)
def test_a_bad_cell_is_rejected_and_the_rest_loads(write_table: WriteTable, change: dict[str, str], field: str) -> None:
    valley = {**UNIVERSITY, "id": "kp:valley-university", "name": "Valley University"}
    rows = list(read(write_table("gazetteer.csv", COLUMNS, UNIVERSITY, {**valley, **change})))
    assert [type(row) for row in rows] == [Row, Rejected]
    assert isinstance(rows[1], Rejected)
    assert (rows[1].line, rows[1].field) == (3, field)


def test_an_id_stands_once(write_table: WriteTable) -> None:
    rows = list(read(write_table("gazetteer.csv", COLUMNS, UNIVERSITY, UNIVERSITY)))
    assert isinstance(rows[1], Rejected)
    assert "line 2" in rows[1].reason


def test_a_parent_may_be_in_the_registry(write_table: WriteTable) -> None:
    rows = list(read(write_table("gazetteer.csv", COLUMNS, {**UNIVERSITY, "part_of": "ror:05a28rw58"})))
    assert isinstance(rows[0], Row)


@pytest.mark.parametrize(
    ("columns", "message"),
    [
        (COLUMNS[1:], "lacks the column 'id'"),
        ((*COLUMNS, "colour"), "has the unknown column 'colour'"),
    ],
)
def test_another_header_is_refused(write_table: WriteTable, columns: tuple[str, ...], message: str) -> None:
    with pytest.raises(SourceError, match=message):
        list(read(write_table("gazetteer.csv", columns)))
