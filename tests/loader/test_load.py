"""Loads on the real server: accounting, idempotence, order, interruption, and taking out again."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from cypher.client import Client, WrongModel
from cypher.errors import UsageError
from cypher.model import MODEL_VERSION
from loader.errors import LoadError
from loader.link import link
from loader.lists import control_list
from loader.load_report import LoadReport
from loader.records import (
    Affiliation,
    Authorship,
    ControlList,
    Designation,
    Institution,
    Paper,
    Period,
    Record,
    Rejected,
    Row,
)
from loader.run import load, only_load
from loader.source import Source
from loader.unload import unload
from tiegraph.local import Instance

#: What differs between two runs that end in the same graph: when and in which order, not what.
_OF_THE_RUN = {"loads", "linked", "started", "finished", "state", "files", "sha256", "version", "hashes", "dated_by"}

Loads = Callable[..., LoadReport]


def graph(client: Client) -> set[str]:
    """Everything in the database but the load runs, as comparable text."""

    def told(properties: dict[str, Any]) -> str:
        kept = {name: value for name, value in properties.items() if name not in _OF_THE_RUN}
        return json.dumps(kept, sort_keys=True, default=str)

    nodes = client.read(
        "MATCH (n) WHERE NOT n:Load RETURN labels(n) AS labels, properties(n) AS properties ORDER BY labels"
    ).rows
    edges = client.read(
        "MATCH (a)-[r]->(b) RETURN coalesce(a.id, a.code) AS a, type(r) AS type, coalesce(b.id, b.code) AS b, "
        "properties(r) AS properties ORDER BY a, type, b"
    ).rows
    return {f"{sorted(row['labels'])} {told(row['properties'])}" for row in nodes} | {
        f"{row['a']} {row['type']} {row['b']} {told(row['properties'])}" for row in edges
    }


def _source(
    *items: Record | Rejected,
    kind: str = "papers",
    id: str = "openalex",
    complete: bool = False,
    day: date | None = date(2026, 1, 1),
) -> Source:
    def read(path: Path) -> Iterator[Row | Rejected]:
        for line, item in enumerate(items, 1):
            yield item if isinstance(item, Rejected) else Row(line, item)

    return Source(
        id=id,
        title="records made by a test",
        licence="none",
        address="none",
        kind=kind,
        precedence=50,
        read=read,
        as_of=lambda path: day,
        complete=complete,
    )


@pytest.fixture
def loads(empty: Client, tmp_path: Path) -> Loads:
    """`loads(record, …, id=, as_of=)` loads records as a file of a source would."""

    def run(*items: Record | Rejected, given: date | None = None, **facts: Any) -> LoadReport:
        path = tmp_path / "records"
        path.write_text(str(len(items)))
        return load(empty, _source(*items, **facts), [path], reports=tmp_path / "reports", version="test", as_of=given)

    return run


LIST = ControlList(
    id="practice-list",
    title="Practice list",
    authority="Nobody",
    jurisdiction="none",
    nature="practice",
    restricts="nothing",
    binds="nobody",
    does_not_restrict="everything",
    licence="none",
    address="none",
)
UNIVERSITY = Institution(id="kp:moonhill", name="Moonhill University", country="KP", cities=("Moonhill",))
PARTNER = Institution(id="ror:0aaaaaa01", name="Fictional Polytechnic", country="NL", cities=("Nowhere",))


def _paper(number: int, *affiliations: str, **more: Any) -> Paper:
    authors = tuple(
        Authorship(
            place,
            f"Author {place} Example",
            openalex=f"A{number}{place}",
            affiliations=(Affiliation(text, "aggregator"),),
        )
        for place, text in enumerate(affiliations, 1)
    )
    return Paper(openalex=f"W{number}", title=f"Invented work {number}", authors=authors, **more)


TIE = ("Department of Tides, Moonhill University, Moonhill, DPR Korea", "Fictional Polytechnic, Nowhere, Netherlands")


def _names(client: Client) -> list[tuple[str, str]]:
    rows = client.read("MATCH (p:Paper)-[:LISTS]->(i:Institution) RETURN p.id AS p, i.id AS i ORDER BY p, i").rows
    return [(row["p"], row["i"]) for row in rows]


def test_every_record_is_accounted_for_and_the_refused_one_is_kept(loads: Loads, empty: Client) -> None:
    done = loads(_paper(1), Rejected(2, "title", "is missing: add it", "{}"), _paper(3), _paper(1))
    assert str(done.account) == "4 read = 2 written + 1 unchanged + 0 merged + 1 rejected"
    assert done.rejected_file is not None
    assert json.loads(done.rejected_file.read_text()) == {
        "file": "records",
        "line": 2,
        "field": "title",
        "reason": "is missing: add it",
        "raw": "{}",
    }
    stored = empty.rows("loads")[0]["properties"]
    assert (stored["read"], stored["written"], stored["rejected"], stored["state"]) == (4, 2, 1, "complete")


def test_loading_again_writes_nothing(loads: Loads, empty: Client) -> None:
    records = (_paper(1, *TIE), _paper(2, "Fictional Polytechnic"))
    loads(UNIVERSITY, PARTNER, kind="institutions", id="gazetteer")
    loads(*records)
    before = graph(empty)
    again = loads(*records)
    assert (again.account.written, again.account.unchanged) == (0, 2)
    assert graph(empty) == before


def test_a_corrected_file_of_the_same_day_counts_and_then_changes_nothing(loads: Loads, empty: Client) -> None:
    loads(UNIVERSITY, PARTNER, kind="institutions", id="gazetteer")
    loads(_paper(1, *TIE))
    corrected = _paper(1, TIE[0], "Another place, Nowhere")
    assert loads(corrected).account.written == 1
    assert _names(empty) == [("openalex:W1", "kp:moonhill")]
    assert loads(corrected).account.unchanged == 1


def test_two_rows_of_one_work_are_found_unchanged(loads: Loads) -> None:
    rows = (_paper(1, "One"), _paper(1, "Two"))
    assert str(loads(*rows).account) == "2 read = 1 written + 0 unchanged + 1 merged + 0 rejected"
    assert loads(*rows).account.unchanged == 2


def test_order_of_loading_does_not_matter(empty: Client, database: Any, loads: Loads) -> None:
    steps: dict[str, Callable[[], object]] = {
        "papers": lambda: loads(_paper(1, *TIE, doi="10.1/x", date_min=date(2020, 1, 1), date_max=date(2020, 12, 31))),
        "curated": lambda: loads(
            Paper(
                doi="10.1/x",
                curated="P1",
                title="Invented work, as printed",
                authors=(
                    Authorship(1, "A. Example", affiliations=(Affiliation("Moonhill Univ", "printed", "kp:moonhill"),)),
                    Authorship(2, "B. Example"),
                ),
            ),
            id="papers",
        ),
        "institutions": lambda: loads(UNIVERSITY, PARTNER, kind="institutions", id="gazetteer"),
        "entries": lambda: loads(
            Designation(list="practice-list", key="1", name=UNIVERSITY.name, kind="organisation", countries=("KP",)),
            kind="lists",
            id="list-csv",
        ),
    }
    graphs = []
    for order in (steps, reversed(steps), ("entries", "papers", "institutions", "curated")):
        database.wipe()
        _list_node(empty)
        for name in order:
            steps[name]()
        graphs.append(graph(empty))
    assert graphs[0] == graphs[1] == graphs[2]
    assert ("doi:10.1/x", "kp:moonhill") in _names(empty)


def _list_node(client: Client) -> None:
    client.execute(
        f"MERGE (:Model {{id: 'tiegraph', version: {MODEL_VERSION}, purpose: 'data'}}) "
        "MERGE (:ControlList {id: 'practice-list'})"
    )


def test_records_that_share_an_id_are_one_paper(loads: Loads, empty: Client) -> None:
    loads(Paper(arxiv="2001.00001", title="Preprint"), Paper(doi="10.1/y", title="Article"))
    done = loads(Paper(doi="10.1/y", arxiv="2001.00001", openalex="W9", title="Article"), id="papers")
    assert done.account.merged == 1
    rows = empty.read("MATCH (p:Paper) RETURN p.id AS id, p.arxiv AS arxiv, p.openalex AS openalex").rows
    assert rows == [{"id": "doi:10.1/y", "arxiv": "2001.00001", "openalex": "W9"}]


def test_works_with_other_dois_stay_apart_and_the_conflict_is_told(loads: Loads, empty: Client) -> None:
    done = loads(
        Paper(doi="10.1/a", arxiv="2001.00001", title="One"), Paper(doi="10.1/b", arxiv="2001.00001", title="Two")
    )
    assert len(done.conflicts) == 1
    assert "2001.00001" in done.conflicts[0]
    assert empty.read("MATCH (p:Paper) RETURN count(p) AS n").rows == [{"n": 2}]


def test_an_author_who_signs_twice_and_three_thousand_authors(loads: Loads, empty: Client) -> None:
    twice = Paper(
        openalex="W1", title="T", authors=(Authorship(1, "A", openalex="A1"), Authorship(2, "A", openalex="A1"))
    )
    many = Paper(openalex="W2", title="T", authors=tuple(Authorship(n, f"Author {n}") for n in range(1, 3001)))
    loads(twice, many)
    rows = empty.read("MATCH (:Author)-[w:AUTHORED]->(p:Paper) RETURN p.id AS id, count(w) AS n ORDER BY id").rows
    assert rows == [{"id": "openalex:W1", "n": 2}, {"id": "openalex:W2", "n": 3000}]


def test_hostile_text_is_data(loads: Loads, empty: Client) -> None:
    title = "</script><img onerror=alert(1)> '}) MATCH (n) DETACH DELETE n //"
    loads(
        Paper(
            openalex="W1",
            title=title,
            authors=(Authorship(1, "x", affiliations=(Affiliation("é" * 50_000, "printed"),)),),
        )
    )
    assert empty.read("MATCH (p:Paper) RETURN p.title AS title").rows == [{"title": title}]


def test_an_entry_without_a_registry_record_is_an_institution_that_papers_can_name(loads: Loads, empty: Client) -> None:
    _list_node(empty)
    entry = Designation(
        list="practice-list",
        key="xx",
        name="Placeholder Institute of Imaginary Optics",
        kind="organisation",
        countries=("NL",),
    )
    loads(entry, kind="lists", id="list-csv")
    loads(_paper(1, "Placeholder Institute of Imaginary Optics, Nowhere, Netherlands"))
    assert _names(empty) == [("openalex:W1", "lst:practice-list/xx")]
    rows = empty.read(
        "MATCH (d)-[t:TARGETS]->(i:Designated) RETURN d.id AS d, i.id AS i, t.judgement AS judgement"
    ).rows
    assert rows == [{"d": "practice-list/xx", "i": "lst:practice-list/xx", "judgement": "auto"}]


def test_a_newer_complete_file_closes_what_it_lacks_and_opens_what_is_back(loads: Loads, empty: Client) -> None:
    _list_node(empty)
    first, second = (
        Designation(list="practice-list", key=key, name=f"Entry {key}", kind="organisation", period=Period())
        for key in ("1", "2")
    )
    of_lists = {"kind": "lists", "id": "list-csv", "complete": True}
    loads(LIST, first, second, day=date(2026, 1, 1), **of_lists)
    assert loads(LIST, first, day=date(2026, 2, 1), **of_lists).closed == 1
    loads(LIST, first, second, day=date(2026, 3, 1), **of_lists)
    rows = empty.read(
        "MATCH (:Designation {id: 'practice-list/2'})-[on:ON_LIST]->() RETURN on.period AS period, on.from_min AS a, "
        "on.from_max AS b, on.to_min AS c, on.to_max AS d ORDER BY period"
    ).rows
    assert rows == [
        {"period": 1, "a": None, "b": None, "c": date(2026, 1, 2), "d": date(2026, 2, 1)},
        {"period": 2, "a": date(2026, 2, 2), "b": date(2026, 3, 1), "c": None, "d": None},
    ]


def test_a_file_with_refused_entries_closes_nothing(loads: Loads, empty: Client) -> None:
    _list_node(empty)
    facts = control_list("us-entity-list", None)
    first, second = (Designation(list=facts.id, key=key, name=f"Entry {key}") for key in ("1", "2"))
    of_lists = {"kind": "lists", "id": "list-csv", "complete": True}
    loads(facts, first, second, day=date(2026, 1, 1), **of_lists)
    done = loads(facts, first, Rejected(2, "name", "is missing"), day=date(2026, 2, 1), **of_lists)
    assert (done.closed, len(done.means)) == (0, 1)
    # A complete file without any entry of a list it speaks for ends all of them.
    assert loads(facts, day=date(2026, 3, 1), **of_lists).closed == 2


def test_an_older_file_loaded_later_opens_nothing(loads: Loads, empty: Client) -> None:
    _list_node(empty)
    stays, went = (Designation(list="practice-list", key=key, name=f"Entry {key}") for key in ("1", "2"))
    of_lists = {"kind": "lists", "id": "list-csv", "complete": True}
    loads(LIST, stays, day=date(2026, 2, 1), **of_lists)
    loads(LIST, stays, went, day=date(2026, 1, 1), **of_lists)
    rows = empty.read("MATCH (d:Designation)-[on:ON_LIST]->() WHERE on.to_max IS NULL RETURN d.id AS id").rows
    assert rows == [{"id": "practice-list/1"}]


def test_a_file_that_only_contains_the_list_adds_to_an_entry_and_dates_nothing(loads: Loads, empty: Client) -> None:
    _list_node(empty)
    day = date(2020, 1, 1)
    listed = Period(from_min=day, from_max=day, basis="listed date")
    entry = Designation(list="practice-list", key="1", name="Entry 1", period=listed)
    loads(entry, kind="lists", id="list-csv", complete=True)
    other = Designation(list="practice-list", key="1", name="Entry 1", remarks="seen elsewhere")
    assert loads(other, kind="lists", id="container").account.merged == 1
    rows = empty.read("MATCH (d:Designation)-[on:ON_LIST]->() RETURN d.remarks AS remarks, on.from_min AS since").rows
    assert rows == [{"remarks": "seen elsewhere", "since": day}]


def test_unload_takes_out_what_only_that_load_wrote(loads: Loads, empty: Client) -> None:
    loads(UNIVERSITY, PARTNER, kind="institutions", id="gazetteer")
    loads(_paper(1, *TIE))
    before = graph(empty)
    mistaken = loads(_paper(2, *TIE), _paper(3, "Fictional Polytechnic"))
    done = unload(empty, mistaken.id)
    assert done.removed == {"Paper": 2}
    assert graph(empty) == before


def test_what_a_taken_out_load_had_overruled_comes_back(loads: Loads, empty: Client) -> None:
    loads(UNIVERSITY, PARTNER, kind="institutions", id="gazetteer")
    right = _paper(1, *TIE, doi="10.1/x")
    loads(right)
    before = graph(empty)
    wrong = Paper(doi="10.1/x", curated="P1", title="Wrong", authors=(Authorship(1, "X"), Authorship(2, "Y")))
    mistaken = loads(wrong, id="papers")
    done = unload(empty, mistaken.id)
    assert (done.kept, done.load_again) == (1, {"load-2"})
    loads(right)
    after = graph(empty)
    rows = empty.read("MATCH (p:Paper) RETURN p.title AS title").rows
    assert rows == [{"title": "Invented work 1"}]
    assert len(_names(empty)) == 2
    assert len(before) == len(after)


def test_a_mistaken_list_file_taken_out_leaves_the_list_as_it_was(loads: Loads, empty: Client) -> None:
    of_lists = {"kind": "lists", "id": "list-csv", "complete": True}
    first, second = (Designation(list="practice-list", key=key, name=f"Entry {key}") for key in ("1", "2"))
    loads(LIST, first, second, day=date(2026, 1, 1), **of_lists)
    before = graph(empty)
    mistaken = loads(LIST, first, day=date(2027, 1, 1), **of_lists)
    assert mistaken.closed == 1
    unload(empty, mistaken.id)
    loads(LIST, first, second, day=date(2026, 1, 1), **of_lists)
    assert graph(empty) == before


def test_the_day_of_a_list_must_be_known_and_must_not_be_contradicted(loads: Loads, empty: Client) -> None:
    entry = Designation(list="practice-list", key="1", name="Entry 1")
    with pytest.raises(UsageError, match="which day it speaks for"):
        loads(LIST, entry, kind="lists", day=None)
    with pytest.raises(UsageError, match="speaks for 2026-01-01, not for 2027-01-01"):
        loads(LIST, entry, kind="lists", given=date(2027, 1, 1))
    assert empty.rows("loads") == []


def test_a_second_load_is_told_who_holds_the_database(loads: Loads, empty: Client, server: Instance) -> None:
    loads(_paper(1))
    with only_load(empty), pytest.raises(LoadError, match="Another load holds this database"):
        loads(_paper(2))


def test_a_database_of_others_and_of_another_purpose_is_refused(loads: Loads, empty: Client, tmp_path: Path) -> None:
    empty.execute("CREATE (:Customer {id: 1})")
    with pytest.raises(WrongModel, match="did not make"):
        loads(_paper(1))
    empty.execute("MATCH (n) DETACH DELETE n")
    loads(_paper(1))
    with pytest.raises(WrongModel, match="made for data, not for practice"):
        load(empty, _source(), [], reports=tmp_path, version="test", purpose="practice")
    empty.execute("MATCH (m:Model) SET m.version = 0")
    with pytest.raises(WrongModel, match="model version 0"):
        loads(_paper(1))


def test_a_publishers_flag_conflicts_only_where_no_string_accounts_for_it(loads: Loads, empty: Client) -> None:
    loads(UNIVERSITY, PARTNER, kind="institutions", id="gazetteer")
    flags = ("KP", "NL")
    both = Authorship(1, "A", affiliations=tuple(Affiliation(text, "aggregator") for text in TIE))
    one = Authorship(2, "B", affiliations=(Affiliation(TIE[1], "aggregator"),))
    authors = tuple(replace(author, publisher_countries=flags) for author in (both, one))
    loads(Paper(openalex="W1", title="T", authors=authors))
    rows = empty.read("MATCH ()-[w:AUTHORED]->() RETURN w.position AS n, w.conflicts AS c ORDER BY n").rows
    assert rows[0]["c"] is None
    assert "KP" in rows[1]["c"][0]


def test_a_registry_with_withdrawn_records_and_circles_is_read_to_its_end(loads: Loads, empty: Client) -> None:
    def body(id: str, name: str, **facts: Any) -> Institution:
        return Institution(id=f"ror:{id}", name=name, country="NL", cities=("Moonhill",), **facts)

    loads(
        body("0a", "Amberfield Practice School", status="withdrawn", succeeded_by=("ror:0b",)),
        body("0b", "Bramble Practice School", status="withdrawn", succeeded_by=("ror:0a",)),
        body("0c", "Clover Practice Institute", part_of=("ror:0d", "ror:0c")),
        body("0d", "Driftwood Practice Academy", part_of=("ror:0c",)),
        body("0e", "Elder Practice School", status="withdrawn", succeeded_by=("ror:0f",)),
        body("0f", "Fern Practice School"),
        body("0g", "Gorse Practice School", status="withdrawn"),
        kind="institutions",
        id="ror",
    )
    names = (
        "Amberfield Practice School",
        "Clover Practice Institute",
        "Elder Practice School",
        "Gorse Practice School",
    )
    loads(*(_paper(number, f"{name}, Moonhill, Netherlands") for number, name in enumerate(names, 1)))
    assert _names(empty) == [("openalex:W2", "ror:0c"), ("openalex:W3", "ror:0f")]
    above = "MATCH (i:Institution {id: 'ror:0c'})-[:PART_OF*1..4]->(up) RETURN DISTINCT up.id AS id ORDER BY id"
    assert [row["id"] for row in empty.read(above).rows] == ["ror:0c", "ror:0d"]


def test_links_are_made_again_when_an_institution_comes_later(loads: Loads, empty: Client) -> None:
    loads(_paper(1, *TIE))
    assert _names(empty) == []
    loads(UNIVERSITY, kind="institutions", id="gazetteer")
    assert _names(empty) == [("openalex:W1", "kp:moonhill")]
    assert link(empty).papers == 0
    # A release with other rules reads anew at its first load, of whatever file.
    empty.execute("MATCH (p:Paper) SET p.linked_by = 'older'")
    empty.execute("MATCH (m:Model {id: 'readings'}) SET m.resolver = 'older'")
    assert loads(UNIVERSITY, kind="institutions", id="gazetteer").linked.papers == 1
    assert loads(UNIVERSITY, kind="institutions", id="gazetteer").linked.papers == 0
    rows = empty.read("MATCH (a:Author)-[r:AFFILIATED_WITH]->(i) RETURN a.id AS a, i.id AS i, r.papers AS n").rows
    assert rows == [{"a": "openalex:A11", "i": "kp:moonhill", "n": 1}]
