"""Both writers make one graph: random small worlds through each, compared node by node on the real server."""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from cypher.client import Client, ConnectionFailed
from cypher.statements import statement
from loader.bulk.run import Bulk, Part, finish, write_folder
from loader.bulk.tables import ARRAY_DELIMITER, DELIMITER, QUOTE
from loader.errors import LoadError
from loader.link import NOTHING, link
from loader.lists import control_list
from loader.load_report import LoadReport
from loader.progress import Progress
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
from loader.run import load
from loader.source import Source
from tiegraph.local import Instance
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


def _text(labels: Sequence[str], start: Any, end: Any, properties: Mapping[str, Any]) -> str:
    kept = {name: value for name, value in properties.items() if name not in _OF_THE_RUN}
    return json.dumps([sorted(labels), start, end, kept], sort_keys=True, default=str)


def _graph(client: Client) -> Counter[str]:
    """Every node and relationship with all that it holds, as text."""
    rows = client.read(
        "MATCH (n) RETURN labels(n) AS labels, properties(n) AS properties, null AS a, null AS b UNION ALL "
        "MATCH (a)-[r]->(b) RETURN [type(r)] AS labels, properties(r) AS properties, coalesce(a.id, a.code) AS a, "
        "coalesce(b.id, b.code) AS b"
    ).rows
    return Counter(_text(row["labels"], row["a"], row["b"], row["properties"]) for row in rows)


_VALUES: dict[str, Callable[[str], Any]] = {"long": int, "double": float, "boolean": "true".__eq__}


def _tables(folder: Path) -> Counter[str]:
    """The same of tables, read by their headers as the importer does."""
    found: Counter[str] = Counter()
    for header in folder.glob("*-header.csv"):
        name = header.name.removesuffix("-header.csv")
        columns = [column.partition(":") for column in header.read_text(encoding="utf-8").rstrip("\n").split(DELIMITER)]
        for table in folder.glob(f"{name}.*.csv"):
            with table.open(encoding="utf-8", newline="") as stream:
                for row in csv.reader(stream, delimiter=DELIMITER, quotechar=QUOTE):
                    labels, ends, properties = [name], {}, {}
                    for (column, _, type), cell in zip(columns, row, strict=True):
                        if type.startswith(("START_ID", "END_ID")):
                            ends[type.partition("_")[0]] = cell
                        elif type == "LABEL":
                            labels += [cell] if cell else []
                        elif cell:
                            value = _VALUES.get(type.removesuffix("[]"), str)
                            many = [value(part) for part in cell.split(ARRAY_DELIMITER)]
                            properties[column] = many if type.endswith("[]") else many[0]
                    found[_text(labels, ends.get("START"), ends.get("END"), properties)] += 1
    return found


def _before_the_end(graph: Counter[str]) -> Counter[str]:
    """What tables hold: works are joined with each other, and loads marked, once the database is there."""
    kept: Counter[str] = Counter()
    for text, times in graph.items():
        labels, start, end, properties = json.loads(text)
        # Which corrections were taken over, and by which rules was read, is noted at the end.
        noted = properties.get("id") in ("corrections", "readings")
        if labels not in (["VERSION_OF"], ["CORRECTS"], ["Load"]) and not noted:
            properties.pop("retracted", None)
            kept[json.dumps([labels, start, end, properties], sort_keys=True)] += times
    return kept


def _told(reports: Sequence[LoadReport]) -> list[Any]:
    return [
        (one.id, one.account.read, +one.account.outcomes, one.account.reasons, one.notes, sorted(one.conflicts))
        for one in reports
    ]


class _Drawn:
    """Papers that a test draws; a hundred of them are not to be printed."""

    def __init__(self, papers: list[Paper]) -> None:
        self.papers = papers


_worlds = st.builds(_Drawn, st.lists(_papers(), min_size=60, max_size=80))


class _World:
    """Records of two sources of papers, beside a registry and a list, loaded either way."""

    def __init__(self, client: Client, folder: Path, first: Sequence[Paper], second: Sequence[Paper]) -> None:
        self._client = client
        self._file = folder / "records"
        self._file.write_text("anything")
        self._tables = folder / "tables"
        self._facts: dict[str, Any] = {"reports": folder / "reports", "version": "test", "purpose": "test"}
        beside = Institution(id="openalex:I7", name="Place That Works Name", country="US", as_of=date(2020, 1, 1))
        refused = Rejected(9, "field", "is not right")
        lists = [control_list("us-entity-list"), *ENTRIES]
        self._small = [_source("ror", 60, "institutions", BODIES), _source("list-csv", 10, "lists", lists)]
        self._papers = [
            _source("openalex", 50, "papers", [beside, *first, refused]),
            _source("crossref", 70, "papers", second),
        ]

    def usual(self) -> list[LoadReport]:
        """Load all over bolt."""
        self._wipe()
        reports = self._load([*self._small, *self._papers])
        link(self._client)
        self._client.write([(statement("mark_loads_linked"), {})])
        return reports

    def in_bulk(self, processes: int) -> tuple[list[LoadReport], Bulk]:
        """Load the small sources over bolt and write the tables."""
        self._wipe()
        reports = self._load(self._small)
        bulk = self.folder(processes)
        return [*reports, *bulk.loads], bulk

    def folder(self, processes: int) -> Bulk:
        parts = [Part(source, [self._file]) for source in self._papers]
        return write_folder(
            self._client, parts, self._tables, beside=NOTHING, processes=processes, report=_quiet, **self._facts
        )

    def _load(self, sources: Sequence[Source]) -> list[LoadReport]:
        return [load(self._client, source, [self._file], relink=False, **self._facts) for source in sources]

    def _wipe(self) -> None:
        self._client.execute("MATCH (n) DETACH DELETE n")


def _quiet(progress: Progress) -> None:
    pass


# An example costs seconds: it is not made smaller where it fails.
@settings(
    max_examples=4,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.generate],
    print_blob=False,
)
@given(drawn=st.data())
def test_random_worlds_become_the_same_rows_through_both_writers(
    empty: Client, tmp_path: Path, drawn: st.DataObject
) -> None:
    papers = drawn.draw(_worlds).papers
    world = _World(empty, tmp_path, papers[:40], papers[40:])
    usual = world.usual()
    expected = _graph(empty)
    reports, bulk = world.in_bulk(processes=1)
    assert _told(reports) == _told(usual)
    assert _before_the_end(_tables(bulk.folder)) == _before_the_end(expected)


def test_an_import_makes_the_graph_that_the_usual_way_makes(empty: Client, server: Instance, tmp_path: Path) -> None:
    """The tables through `neo4j-admin`, on the real server; one that fails leaves the database as it was."""
    papers = [_paper(number) for number in range(60)]
    world = _World(empty, tmp_path, papers[:40], papers[40:])
    usual = world.usual()
    expected = _graph(empty)
    reports, bulk = world.in_bulk(processes=2)
    assert _told(reports) == _told(usual)
    before = _graph(empty)
    broken = tmp_path / "Paper.csv"
    broken.write_text("id:ID(Paper),nonsense:nosuchtype\n1,2\n")
    report = f"--report-file={tmp_path / 'import.report'}"
    with pytest.raises(LocalServerError, match="database import failed"):
        import_tables(server, [*bulk.arguments[:5], report, f"--nodes=Paper={broken}"])
    _reach(empty)
    assert _graph(empty) == before
    assert "IMPORT DONE" in import_tables(server, bulk.arguments)
    _reach(empty)
    linked = finish(empty, purpose="test", beside=NOTHING, report=_quiet, index=bulk.index)
    assert linked.papers == 0, "the tables were not read with the same institutions"
    assert _graph(empty) == expected
    with pytest.raises(LoadError, match="this one holds papers: leave --bulk out"):
        world.folder(processes=1)


def _reach(client: Client) -> None:
    """The server was started anew: connections that were open before are found dead."""
    for _ in range(5):
        with suppress(ConnectionFailed):
            client.rows("ping")


def _paper(number: int) -> Paper:
    """Works that share ids, authors, strings and topics in every way that there is."""
    names = ("doi", "openalex", "pmid")
    ids = {name: f"{'10.1/' if name == 'doi' else ''}{number % (20 + at)}" for at, name in enumerate(names)}
    ids["openalex"] = f"W{ids['openalex']}"
    ids["pmid"] = str(int(ids["pmid"]) + 1)
    strings = [STRINGS[(number + at) % len(STRINGS)] for at in range(3)]
    return Paper(
        **{name: ids[name] for at, name in enumerate(names) if (number + at) % 3},  # type: ignore[arg-type]
        title=None if number % 4 == 0 else f'Title "{number}"; with all, of it',
        date_min=date(2015 + number % 5, 1, 1),
        date_max=date(2015 + number % 5, 12, 31),
        retracted=number % 7 == 0,
        version_of=(f"doi:10.1/{number % 19}",) if number % 5 == 0 else (),
        corrects=(f"retraction|doi:10.1/{number % 11}",) if number % 6 == 0 else (),
        authors=tuple(
            Authorship(
                position=at + 1,
                name=NAMES[(number + at) % len(NAMES)],
                orcid="0000-0002-1825-0097" if (number + at) % 5 == 0 else None,
                openalex=f"A{(number + at) % 7}" if at else None,
                affiliations=(Affiliation(string, "aggregator", publisher_ids=("ror:0aaaaaa01",) * (at % 2)),),
                publisher_countries=("NL",) * (number % 2),
            )
            for at, string in enumerate(strings)
        ),
        authors_truncated=number % 9 == 0,
        topics=TOPICS if number % 2 else (),
        funders=(Funder("openalex:F1", "Fund", "ror:0aaaaaa03"),) if number % 3 else (),
        as_of=date(2022, 1, 1 + number % 20),
    )
