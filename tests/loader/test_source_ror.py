from __future__ import annotations

import gzip
import json
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from loader.errors import SourceError
from loader.records import Institution, Rejected, Row
from loader.sources.ror import SOURCE, read

SAMPLE = Path(__file__).parents[1] / "data" / "ror.jsonl"
SCHEMA_1, SCHEMA_2 = "https://ror.org/0044e2g62", "https://ror.org/001xhss06"


def institutions(path: Path) -> dict[str, Institution]:
    rows = [row for row in read(path) if isinstance(row, Row)]
    return {row.record.id: row.record for row in rows if isinstance(row.record, Institution)}


def record(**fields: Any) -> dict[str, Any]:
    """A record of schema 2."""
    return {
        "id": "https://ror.org/05a28rw58",
        "status": "active",
        "types": ["education"],
        "names": [{"value": "Hill University", "types": ["ror_display", "label"], "lang": "en"}],
        "admin": {"last_modified": {"date": "2025-01-02", "schema_version": "2.1"}},
    } | fields


@pytest.fixture
def write(tmp_path: Path):  # type: ignore[no-untyped-def]
    def write(*records: dict[str, Any] | bytes) -> Path:
        path = tmp_path / "ror.jsonl"
        path.write_bytes(b"\n".join(one if isinstance(one, bytes) else json.dumps(one).encode() for one in records))
        return path

    return write


def test_both_schemas() -> None:
    found = institutions(SAMPLE)
    university = found["ror:0044e2g62"]
    assert university.name == "Minzu University of China"
    assert university.aliases == ("Zhōngyāng Mínzú Dàxúe",)
    assert university.native_names == ("中央民族大学",)
    assert university.acronyms == ("MUC",)
    assert (university.country, university.cities, university.kind) == ("CN", ("Beijing",), "education")
    assert (university.wikidata, university.website) == ("Q190336", "https://www.muc.edu.cn")
    assert (university.status, university.as_of) == ("active", None)

    directorate = found["ror:001xhss06"]
    assert directorate.name == "Directorate for Biological Sciences"
    assert directorate.aliases == ()
    assert directorate.acronyms == ("NSF BIO",)
    assert directorate.kind == "government"
    assert directorate.part_of == ("ror:021nxhr62",)
    assert directorate.as_of == date(2024, 11, 19)

    zoology = found["ror:00ybseg45"]
    assert (zoology.country, zoology.native_names) == ("KP", ("국가과학원 동물학연구소",))


def test_withdrawn_records_lead_to_their_successor() -> None:
    withdrawn = institutions(SAMPLE)["ror:0006jh821"]
    assert withdrawn.status == "withdrawn"
    assert withdrawn.succeeded_by == ("ror:03qn8fb07",)


def test_bodies_known_only_from_relations() -> None:
    rows = [row for row in read(SAMPLE) if isinstance(row, Row)]
    sides = {row.record.id: row for row in rows if row.side and isinstance(row.record, Institution)}
    assert len(rows) - len(sides) == 4
    assert sides["ror:03qn8fb07"].record.name == "Commonwealth Scientific and Industrial Research Organisation"
    # A child says nothing itself, its parent says it.
    assert sides["ror:04qn9mx93"].record.part_of == ("ror:001xhss06",)
    assert sides["ror:04qn9mx93"].line == 2


def test_predecessors_are_succeeded_by_the_record(write) -> None:  # type: ignore[no-untyped-def]
    relation = {"type": "predecessor", "id": SCHEMA_1, "label": "Old Hill University"}
    found = institutions(write(record(relationships=[relation, relation | {"type": "related"}])))
    assert found["ror:0044e2g62"].succeeded_by == ("ror:05a28rw58",)
    assert found["ror:05a28rw58"].succeeded_by == ()


def test_the_newest_version_stands_for_all(write) -> None:  # type: ignore[no-untyped-def]
    changed = {"last_modified": {"date": "2025-06-01"}}
    other = [{"value": "University of the Hill", "types": ["ror_display"]}]
    path = write(record(), record(names=other, admin=changed), record(status="inactive"))
    rows = [row for row in read(path) if isinstance(row, Row)]
    assert sorted(row.line for row in rows) == [1, 2, 3]
    assert {row.record.name for row in rows if isinstance(row.record, Institution)} == {"University of the Hill"}
    assert {row.line for row in rows if row.notes} == {1, 3}

    old = record(_release="v1.9", admin=changed)
    new = record(_release="v1.10", names=other)
    assert institutions(write(new, old))["ror:05a28rw58"].name == "University of the Hill"


def test_a_dump_as_zip_array_or_lines(tmp_path: Path) -> None:
    lines = SAMPLE.read_bytes().splitlines()
    array = tmp_path / "v1.63-2025-04-03-ror-data_schema_v2.json"
    array.write_bytes(b"\xef\xbb\xbf [" + b",\n".join(lines) + b"]")
    packed = tmp_path / "v1.63-2025-04-03-ror-data.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("ror-data.csv", "id\n")
        archive.writestr("ror-data.json", "[]")
        archive.write(array, array.name)
    gzipped = tmp_path / "records.jsonl.gz"
    gzipped.write_bytes(gzip.compress(SAMPLE.read_bytes()))
    expected = list(read(SAMPLE))
    for path in (array, packed, gzipped):
        assert list(read(path)) == expected
    assert SOURCE.as_of(array) == SOURCE.as_of(packed) == date(2025, 4, 3)
    assert SOURCE.as_of(gzipped) == date(2024, 11, 19)


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"id": "https://ror.org/05a28rw59"}, "id"),
        ({"status": "asleep"}, "status"),
        ({"types": ["guild"]}, "types"),
        ({"relationships": [{"type": "cousin", "id": SCHEMA_1}]}, "relationships.type"),
        ({"names": [{"value": "x", "types": ["nickname"]}]}, "names.types"),
        ({"links": [{"type": "song", "value": "x"}]}, "links.type"),
        ({"names": []}, "names"),
        ({"names": [{"value": "  ", "types": ["label"]}]}, "names"),
        ({"shoe_size": 42}, "record"),
        ({"types": "education"}, "types"),
    ],
)
def test_what_is_not_known_is_refused_by_field(write, fields: dict[str, Any], field: str) -> None:  # type: ignore[no-untyped-def]
    good = record(id=SCHEMA_2)
    rejected, row = read(write(record(**fields), good))
    assert isinstance(rejected, Rejected)
    assert (rejected.line, rejected.field) == (1, field)
    assert isinstance(row, Row)
    assert row.line == 2


def test_broken_lines_cost_themselves_only(write) -> None:  # type: ignore[no-untyped-def]
    path = write(b'{"id": "\xff"}', json.dumps(record()).encode()[:50], record())
    rejected_1, rejected_2, row = read(path)
    assert isinstance(rejected_1, Rejected)
    assert isinstance(rejected_2, Rejected)
    assert isinstance(row, Row)


@pytest.mark.parametrize("content", [b'{"id": "https://openalex.org/W1"}', b"[1, 2]", b"[", b"PK\x03\x04", b""])
def test_other_files_are_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "file"
    path.write_bytes(content)
    with pytest.raises(SourceError):
        list(read(path))
