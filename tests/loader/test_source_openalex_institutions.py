from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from loader.errors import SourceError
from loader.records import Institution, Rejected, Row
from loader.sources.openalex_institutions import SOURCE


def _institution(**fields: Any) -> dict[str, Any]:
    return {"id": "https://openalex.org/I7", "display_name": "Example University"} | fields


def _read(tmp_path: Path, *objects: Any) -> list[Row | Rejected]:
    path = tmp_path / "institutions.jsonl"
    path.write_text("\n".join(json.dumps(one) for one in objects), encoding="utf-8")
    return list(SOURCE.read(path))


def test_what_the_graph_keeps(tmp_path: Path) -> None:
    (row,) = _read(
        tmp_path,
        _institution(
            ror="https://ror.org/05a28rw58",
            display_name_alternatives=["University of Example", "Example University"],
            display_name_acronyms=["EU"],
            international={"display_name": {"en": "Example University", "de": "Beispieluniversität"}},
            country_code="CH",
            type="education",
            geo={"city": "Exampleton", "latitude": 1.5},
            ids={"wikidata": "https://www.wikidata.org/wiki/Q42", "mag": 1},
            associated_institutions=[
                {"id": "https://openalex.org/I8", "relationship": "parent"},
                {"id": "https://openalex.org/I9", "relationship": "child"},
            ],
            updated_date="2026-02-03T01:02:03",
        ),
    )
    assert isinstance(row, Row)
    assert row.record == Institution(
        id="ror:05a28rw58",
        name="Example University",
        aliases=("University of Example",),
        native_names=("Beispieluniversität",),
        acronyms=("EU",),
        country="CH",
        cities=("Exampleton",),
        kind="education",
        openalex="I7",
        wikidata="Q42",
        part_of=("openalex:I8",),
        as_of=date(2026, 2, 3),
    )


def test_what_cannot_be_read_is_told(tmp_path: Path) -> None:
    row, *rejected = _read(
        tmp_path,
        _institution(country_code="ZZ", novelty=1),
        _institution(id=None),
        _institution(display_name=" "),
        _institution(geo=7),
    )
    assert isinstance(row, Row)
    assert row.notes == (
        "novelty: a field that this release does not know, left out",
        "country_code: ZZ is no ISO 3166-1 code, left out",
    )
    assert [one.field for one in rejected if isinstance(one, Rejected)] == ["id", "display_name", "geo"]


def test_another_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no such id"):
        _read(tmp_path, {"id": "https://openalex.org/W1"})
