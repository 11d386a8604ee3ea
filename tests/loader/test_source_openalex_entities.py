"""OpenAlex authors, funders and topics: what is read, and what it means beside the papers that name them."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from datetime import date
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from cypher.client import Client
from loader.errors import SourceError
from loader.load_report import LoadReport
from loader.records import FunderRecord, Person, Rejected, Row, TopicRecord
from loader.run import load
from loader.sources import SOURCES
from loader.unload import unload

TOPIC = {
    "id": "https://openalex.org/T10089",
    "display_name": "Advanced Memory and Neural Computing",
    "description": "Invented sentence about memory.",
    "keywords": ["Memristor", "Spintronics", "Memristor"],
    "subfield": {"id": "https://openalex.org/subfields/2208", "display_name": "Electrical Engineering"},
    "field": {"id": "https://openalex.org/fields/22", "display_name": "Engineering"},
    "domain": {"id": "https://openalex.org/domains/3", "display_name": "Physical Sciences"},
    "siblings": [],
    "works_count": 7,
    "updated_date": "2026-02-03T01:02:03",
}
FUNDER = {
    "id": "https://openalex.org/F4320321001",
    "display_name": "Example Science Council",
    "alternate_titles": ["ESC", "Example Science Council"],
    "country_code": "CH",
    "homepage_url": "https://council.invalid",
    "ids": {"ror": "https://ror.org/05a28rw58", "wikidata": "https://www.wikidata.org/entity/Q7", "doi": "x"},
    "grants_count": 3,
    "updated_date": "2026-02-03",
}
AUTHOR = {
    "id": "https://openalex.org/A11",
    "display_name": "A. Example",
    "orcid": "https://orcid.org/0000-0002-1825-0097",
    "display_name_alternatives": ["Somebody Else"],
    "affiliations": [],
    "updated_date": "2026-02-03",
}
WORK = {
    "id": "https://openalex.org/W1",
    "title": "Invented work",
    "publication_date": "2020-05-04",
    "publication_year": 2020,
    "updated_date": "2026-01-01",
    "authorships": [
        {
            "author": {"id": AUTHOR["id"], "display_name": "Z. Example as printed", "orcid": AUTHOR["orcid"]},
            "raw_affiliation_strings": [],
            "institutions": [],
        }
    ],
    "topics": [{"id": TOPIC["id"], "display_name": "Old name", "score": 0.5, "field": {"display_name": "Old field"}}],
    "funders": [{"id": FUNDER["id"], "display_name": "Old council", "ror": None}],
}
OBJECTS = {"openalex-topics": TOPIC, "openalex-funders": FUNDER, "openalex-authors": AUTHOR, "openalex": WORK}

Loads = Callable[..., LoadReport]


def _read(source: str, tmp_path: Path, *objects: Any) -> list[Row | Rejected]:
    path = tmp_path / "records.jsonl"
    path.write_text("\n".join(json.dumps(one) for one in objects), encoding="utf-8")
    return list(SOURCES[source].read(path))


def test_what_the_graph_keeps(tmp_path: Path) -> None:
    found = [row.record for id in OBJECTS for row in _read(id, tmp_path, OBJECTS[id]) if isinstance(row, Row)]
    assert found[:3] == [
        TopicRecord(
            id="openalex:T10089",
            name="Advanced Memory and Neural Computing",
            subfield="Electrical Engineering",
            field="Engineering",
            domain="Physical Sciences",
            description="Invented sentence about memory.",
            keywords=("Memristor", "Spintronics"),
            as_of=date(2026, 2, 3),
        ),
        FunderRecord(
            id="openalex:F4320321001",
            name="Example Science Council",
            aliases=("ESC",),
            ror="ror:05a28rw58",
            seat="CH",
            wikidata="Q7",
            website="https://council.invalid",
            as_of=date(2026, 2, 3),
        ),
        Person(
            id="orcid:0000-0002-1825-0097",
            name="A. Example",
            identity="orcid",
            openalex="A11",
            as_of=date(2026, 2, 3),
        ),
    ]


def test_a_public_funder_is_of_its_country_and_a_wrong_orcid_is_a_cluster(tmp_path: Path) -> None:
    (funder,) = _read("openalex-funders", tmp_path, FUNDER | {"ids": {"ror": "https://ror.org/01h0zpd94"}})
    assert isinstance(funder, Row)
    assert (funder.record.country, funder.record.kind) == ("CN", "public")  # type: ignore[union-attr]
    (person,) = _read("openalex-authors", tmp_path, AUTHOR | {"orcid": "https://orcid.org/0000-0002-1825-0098"})
    assert isinstance(person, Row)
    assert (person.record.id, person.record.identity) == ("openalex:A11", "publisher cluster")  # type: ignore[union-attr]
    assert person.notes == ("orcid: https://orcid.org/0000-0002-1825-0098 is not an ORCID, left out",)


@pytest.mark.parametrize("source", ["openalex-topics", "openalex-funders", "openalex-authors"])
def test_what_cannot_be_read_is_told(source: str, tmp_path: Path) -> None:
    good = OBJECTS[source]
    row, *rejected = _read(
        source, tmp_path, good | {"novelty": 1}, good | {"id": None}, good | {"display_name": " "}, 7
    )
    assert isinstance(row, Row)
    assert row.notes == ("novelty: a field that this release does not know, left out",)
    assert [one.field for one in rejected if isinstance(one, Rejected)] == ["id", "display_name", "record"]
    with pytest.raises(SourceError, match="no such id"):
        _read(source, tmp_path, {"id": "https://openalex.org/W1"})
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "part_000.gz").write_bytes(gzip.compress(json.dumps(good).encode()))
    (folder / "part_001.gz").write_bytes(b"")
    (folder / "part_002.gz").write_bytes(gzip.compress(json.dumps(good).encode())[:-9])
    items = list(SOURCES[source].read(folder))
    assert [type(one) for one in items] in ([Row, Rejected], [Row, Row, Rejected])


@pytest.fixture
def loads(empty: Client, tmp_path: Path) -> Loads:
    def run(id: str, **fields: Any) -> LoadReport:
        path = tmp_path / f"{id}.jsonl"
        path.write_text(json.dumps(OBJECTS[id] | fields))
        return load(empty, SOURCES[id], [path], reports=tmp_path / "reports", version="test")

    return run


def _told(client: Client) -> list[Any]:
    left_out = {"loads", "hashes", "linked_by"}
    rows = client.read(
        "MATCH (n:Topic|Funder|Author|Paper) OPTIONAL MATCH (n)-[r]->(m:Topic|Funder|Paper) "
        "RETURN n.id AS id, properties(n) AS told, collect([type(r), m.id]) AS edges ORDER BY id"
    ).rows
    return [
        (row["id"], {name: value for name, value in row["told"].items() if name not in left_out}, sorted(row["edges"]))
        for row in rows
    ]


def test_own_records_stand_over_papers_in_any_order(loads: Loads, empty: Client, database: Any) -> None:
    graphs = []
    for order in list(permutations(OBJECTS))[::8]:
        database.wipe()
        for id in order:
            assert loads(id).account.rejected == 0
        graphs.append(_told(empty))
    assert all(one == graphs[0] for one in graphs)
    told = {id: properties for id, properties, _ in graphs[0]}
    assert told["openalex:T10089"]["name"] == TOPIC["display_name"]
    assert told["openalex:F4320321001"]["seat"] == "CH"
    assert "country" not in told["openalex:F4320321001"]
    assert told["orcid:0000-0002-1825-0097"]["name"] == "A. Example"
    again = loads("openalex-authors").account
    assert (again.written, again.unchanged) == (0, 1)


def test_taken_out_their_papers_stay(loads: Loads, empty: Client) -> None:
    topics = loads("openalex-topics")
    authors = loads("openalex-authors")
    papers = loads("openalex")
    unload(empty, authors.id)
    assert [id for id, _, _ in _told(empty)] == [
        "openalex:F4320321001",
        "openalex:T10089",
        "openalex:W1",
        "orcid:0000-0002-1825-0097",
    ]
    unload(empty, papers.id)
    # The topic has a record of its own; the author's was taken out.
    assert [id for id, _, _ in _told(empty)] == ["openalex:T10089"]
    unload(empty, topics.id)
    assert _told(empty) == []
