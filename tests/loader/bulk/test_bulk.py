"""Both writers make one graph: random small worlds through each, compared node by node on the real server."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cypher.client import Client
from loader.bulk.run import Bulk, Part, finish, write_folder
from loader.errors import LoadError
from loader.link import NOTHING, link
from loader.lists import control_list
from loader.records import (
    Affiliation,
    Authorship,
    Designation,
    Funder,
    Institution,
    Paper,
    Period,
    Record,
    Rejected,
    Row,
    Topic,
)
from loader.run import LoadReport, load
from loader.source import Source
from tiegraph.local import Instance
from tiegraph.local.conf import GIB
from tiegraph.local.errors import LocalServerError
from tiegraph.local.imports import import_tables

#: When a load ran and where its file lay, not what it did.
_OF_THE_RUN = {"started", "finished"}

BODIES = (
    Institution(id="kp:moonhill", name="Moonhill University", country="KP", cities=("Moonhill",)),
    Institution(id="ror:0aaaaaa01", name="Fictional Polytechnic", country="NL", cities=("Nowhere",), aliases=("FP x",)),
    Institution(id="ror:0aaaaaa02", name="Institute of Invented Physics", country="CN", part_of=("ror:0aaaaaa01",)),
)
ENTRIES = (
    Designation(
        list="us-entity-list",
        key="cn-iip",
        name="Institute of Invented Physics",
        countries=("CN",),
        remarks='two\nlines, "quoted"',
        period=Period(from_min=date(2019, 1, 1), from_max=date(2019, 1, 1)),
    ),
    Designation(list="us-entity-list", key="nl-nobody", name="Nobody's Laboratory, Far Side", countries=("NL",)),
)
STRINGS = (
    "Moonhill University, Moonhill, DPR Korea",
    "Fictional Polytechnic, Nowhere, Netherlands",
    'Institute of "Invented" Physics; Beijing, China',
    "Nobody's Laboratory, Far Side, Netherlands",
    "a string | that ; nobody, reads",
)
TOPICS = (Topic("openalex:T1", "Topic", 0.25, "sub"), Topic("openalex:T2", "Two", 1.0))
NAMES = ("Ada Sample", "Bo Sample", "Ada Sämple-Test", "Sample A.")

_days = st.sampled_from([date(2015, 1, 1), date(2018, 6, 30), date(2021, 2, 3)])
_ids = st.integers(1, 25)
_affiliations = st.builds(
    Affiliation,
    raw=st.sampled_from(STRINGS),
    basis=st.sampled_from(("printed", "publisher", "aggregator")),
    read_as=st.sampled_from((None, None, "Moonhill University")),
    publisher_ids=st.sampled_from(((), ("ror:0aaaaaa01",), ("ror:0aaaaaa02", "openalex:I7"))),
)


@st.composite
def _authors(draw: st.DrawFn) -> tuple[Authorship, ...]:
    return tuple(
        Authorship(
            position=position,
            name=draw(st.sampled_from(NAMES)),
            orcid=draw(st.sampled_from((None, None, "0000-0002-1825-0097"))),
            openalex=draw(st.sampled_from((None, "A1", "A2", "A3"))),
            corresponding=draw(st.booleans()),
            affiliations=tuple(draw(st.lists(_affiliations, max_size=2, unique_by=lambda one: one.raw))),
            publisher_countries=draw(st.sampled_from(((), ("NL",), ("CN", "KP")))),
        )
        for position in range(1, draw(st.integers(0, 4)) + 1)
    )


@st.composite
def _papers(draw: st.DrawFn) -> Paper:
    number = draw(_ids)
    ids: dict[str, str] = draw(
        st.sampled_from(
            (
                {"doi": f"10.1/{number}"},
                {"doi": f"10.1/{number}", "openalex": f"W{number}"},
                {"openalex": f"W{number}", "pmid": str(number)},
                {"pmid": str(number), "arxiv": f"{2000 + number}.00001"},
                {"doi": f"10.1/{number}", "arxiv": f"{2000 + number // 2}.00001"},
            )
        )
    )
    day = draw(st.none() | _days)
    return Paper(
        **ids,  # type: ignore[arg-type]
        title=draw(st.sampled_from((None, "A title", 'Another "title", with all; of it', "標題 \\ title"))),
        date_min=day,
        date_max=day,
        received=draw(st.sampled_from((None, (date(2014, 1, 1), date(2014, 1, 31))))),
        retracted=draw(st.booleans()),
        version_of=draw(st.sampled_from(((), ("doi:10.1/1", "arxiv:2001.00001")))),
        corrects=draw(st.sampled_from(((), ("retraction|doi:10.1/2",)))),
        authors=draw(_authors()),
        authors_truncated=draw(st.booleans()),
        n_authors=draw(st.sampled_from((None, 120))),
        unplaced=tuple(draw(st.lists(_affiliations, max_size=2, unique_by=lambda one: one.raw))),
        topics=draw(
            st.sampled_from(((), (Topic("openalex:T1", "Topic", 0.25, "sub"), Topic("openalex:T2", "Two", 1.0))))
        ),
        funders=draw(st.sampled_from(((), (Funder("openalex:F1", "Fund", "ror:0aaaaaa03"),)))),
        as_of=draw(st.none() | _days),
    )


@dataclass
class _Server:
    instance: Instance

    def import_(self, bulk: Bulk) -> None:
        import_tables(self.instance, bulk.arguments)


@pytest.fixture(scope="module")
def other(server: Instance) -> Iterator[Instance]:
    """A second server, whose database is made by imports."""
    instance = Instance("bulk")
    instance.start(heap=GIB // 2)
    yield instance
    instance.stop()


def _source(id: str, precedence: int, kind: str, items: Sequence[Record | Rejected]) -> Source:
    def read(path: Path) -> Iterator[Row | Rejected]:
        for line, item in enumerate(items, 1):
            if isinstance(item, Rejected):
                yield item
            else:
                beside = kind == "papers" and isinstance(item, Institution)
                yield Row(line, item, side=beside, notes=("a note",) if line == 1 else ())

    return Source(
        id=id, title="made by a test", licence="none", address="none", kind=kind, precedence=precedence, read=read,
        as_of=lambda path: date(2022, 2, 2),
    )  # fmt: skip


def _graph(client: Client) -> dict[str, int]:
    """Every node and relationship with all that it holds, as text, and how often it is there."""
    rows = client.read(
        "MATCH (n) RETURN labels(n) AS labels, properties(n) AS properties, null AS a, null AS b UNION ALL "
        "MATCH (a)-[r]->(b) RETURN [type(r)] AS labels, properties(r) AS properties, coalesce(a.id, a.code) AS a, "
        "coalesce(b.id, b.code) AS b"
    ).rows
    found: dict[str, int] = {}
    for row in rows:
        properties = {name: value for name, value in row["properties"].items() if name not in _OF_THE_RUN}
        # Lists whose order is that of the database's own reading.
        text = json.dumps([sorted(row["labels"]), row["a"], row["b"], properties], sort_keys=True, default=str)
        found[text] = found.get(text, 0) + 1
    return found


def _told(reports: Sequence[LoadReport]) -> list[Any]:
    return [
        (one.id, one.account.read, +one.account.outcomes, one.account.reasons, one.notes, sorted(one.conflicts))
        for one in reports
    ]


@settings(max_examples=2, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(
    first=st.lists(_papers(), min_size=40, max_size=80),
    second=st.lists(_papers(), min_size=20, max_size=50),
)
def test_random_worlds_become_one_graph_through_both_writers(
    empty: Client, other: Instance, tmp_path: Path, first: list[Paper], second: list[Paper]
) -> None:
    path = tmp_path / "records"
    path.write_text("anything")
    beside = Institution(id="openalex:I7", name="Place That Works Name", country="US", as_of=date(2020, 1, 1))
    refused = Rejected(9, "field", "is not right")
    lists = [control_list("us-entity-list", None), *ENTRIES]
    small = [_source("ror", 60, "institutions", BODIES), _source("list-csv", 10, "lists", lists)]
    papers = [
        _source("openalex", 50, "papers", [beside, *first, refused]),
        _source("crossref", 70, "papers", second),
    ]
    facts: dict[str, Any] = {"reports": tmp_path / "reports", "version": "test", "purpose": "test"}

    def wipe(client: Client) -> None:
        client.execute("MATCH (n) DETACH DELETE n")

    wipe(empty)
    usual = [load(empty, source, [path], relink=False, **facts) for source in (*small, *papers)]
    link(empty)

    folder = tmp_path / "tables"
    with Client.connect(*other.connection()) as client:
        wipe(client)
        reports = [load(client, source, [path], relink=False, **facts) for source in small]
        bulk = write_folder(
            client,
            [Part(source, [path]) for source in papers],
            folder,
            beside=NOTHING,
            processes=2,
            report=lambda progress: None,
            **facts,
        )
    import_tables(other, bulk.arguments)
    with Client.connect(*other.connection()) as client:
        linked = finish(client, purpose="test", beside=NOTHING, report=lambda progress: None)
        found = _graph(client)
        assert linked.papers == 0, "the tables were not read with the same institutions"
        with pytest.raises(LoadError, match="this one holds papers: leave --bulk out"):
            write_folder(client, [Part(papers[0], [path])], folder, beside=NOTHING, processes=1, report=print, **facts)
    empty.write([("MATCH (l:Load) SET l.linked = true", {})])
    assert _told([*reports, *bulk.loads]) == _told(usual)
    expected = _graph(empty)
    assert {text: expected.get(text) for text in expected.keys() - found.keys()} == {}
    assert found == expected
    shutil.rmtree(folder)


def test_a_failed_import_leaves_the_database_as_it_was(other: Instance, tmp_path: Path) -> None:
    with Client.connect(*other.connection()) as client:
        client.execute("MERGE (m:Model {id: 'tiegraph'}) SET m.purpose = 'kept'")
    table = tmp_path / "Paper.csv"
    table.write_text("id:ID(Paper),nonsense:nosuchtype\n1,2\n")
    with pytest.raises(LocalServerError, match="database import failed"):
        import_tables(other, ["database", "import", "full", "neo4j", f"--nodes=Paper={table}"])
    with Client.connect(*other.connection()) as client:
        assert client.read("MATCH (m:Model) RETURN m.purpose AS purpose").rows == [{"purpose": "kept"}]
