from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from loader.errors import SourceError
from loader.lists import COLUMNS, control_list, control_lists
from loader.sources import SOURCES, bringing, csl, meti, no_such, un
from loader.us_entries import LAYOUTS


def test_every_list_of_the_publishers_formats_is_described() -> None:
    described = control_lists()
    read = {layout.list for layout in LAYOUTS.values()} | {meti.LIST, *un.LISTS.values(), *csl.LISTS.values()}
    assert read <= set(described)


def test_the_entity_list_is_an_export_control() -> None:
    entity_list = control_list("us-entity-list")
    assert entity_list.nature == "export control"
    assert "not a sanction" in entity_list.does_not_restrict
    assert "734.7 and 734.8" in entity_list.does_not_restrict


def test_descriptions_do_not_judge() -> None:
    words = ("guilty", "violat", "illicit", "suspicious", "exposure")
    for one in control_lists().values():
        text = " ".join([one.title, one.nature, one.restricts, one.binds, one.does_not_restrict]).lower()
        assert not [word for word in words if word in text]
        assert one.address.startswith("https://")


def test_a_lists_csv_beside_the_file_wins(tmp_path: Path) -> None:
    line = "us-meu,T,A,J,N,R,B,D,L,https://example.org,,yes,2026-01-02,a book\n"
    (tmp_path / "lists.csv").write_text(",".join(COLUMNS) + "\n" + line)
    assert control_list("us-meu", tmp_path).title == "T"
    assert control_list("us-meu", tmp_path).refresh_days is None
    assert control_list("us-dpl", tmp_path).title == "US: Denied Persons List"


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (
            "x,T,A,J,N,R,B,,L,https://example.org,1,yes,2026-01-02,a book\n",
            "line 2: does_not_restrict must be filled in",
        ),
        (
            "x,T,A,J,N,R,B,D,L,https://example.org,soon,yes,2026-01-02,a book\n",
            "line 2: refresh_days must be filled in",
        ),
        ("x,T,A,J,N,R,B,D,L,https://example.org,1,yes,2026-01-02,a book\n" * 2, "line 3: x is there twice"),
        (
            "x,T,A,J,N,R,B,D,L,https://example.org,1,perhaps,2026-01-02,a book\n",
            "redistributable must be one of yes, no",
        ),
        ("x,T,A,J,N,R,B,D,L,https://example.org,1,yes,2026,a book\n", "read_on a day"),
        ("x,T\n", "line 2: has 2 cells"),
    ],
)
def test_descriptions_are_read_strictly(tmp_path: Path, lines: str, message: str) -> None:
    (tmp_path / "lists.csv").write_text(",".join(COLUMNS) + "\n" + lines)
    with pytest.raises(SourceError, match=message):
        control_list("x", tmp_path)


def test_an_unknown_list_gets_the_known_ones() -> None:
    with pytest.raises(SourceError, match="us-entity-list"):
        control_list("us-entitylist")


def test_a_list_can_have_ended(tmp_path: Path) -> None:
    assert control_list("un-2374").ended_on == date(2023, 8, 31)
    assert control_list("un-1737").ended_on is None
    line = "x,T,A,J,N,R,B,D,L,https://example.org,1,yes,2026-01-02,a book,"
    (tmp_path / "lists.csv").write_text(",".join([*COLUMNS, "ended_on"]) + f"\n{line}2020-05-01\n")
    assert control_list("x", tmp_path).ended_on == date(2020, 5, 1)
    (tmp_path / "lists.csv").write_text(",".join([*COLUMNS, "ended_on"]) + f"\n{line}2020\n")
    with pytest.raises(SourceError, match="ended_on a day or empty"):
        control_list("x", tmp_path)


def test_every_list_of_a_publishers_format_tells_its_sources() -> None:
    formats = {source.id: source.lists for source in SOURCES.values() if source.kind == "lists"}
    assert [id for id, lists in formats.items() if not lists] == ["list-csv"]
    assert {id for lists in formats.values() for id in lists} == set(control_lists())
    assert [source.id for source in bringing("us-entity-list")] == ["csl", "nsfreg", "list-csv"]
    assert "is a list, not a source: name the source whose file holds it (csl, nsfreg" in no_such("us-entity-list")
    assert no_such("opnalex").startswith("There is no source 'opnalex'; did you mean openalex")
