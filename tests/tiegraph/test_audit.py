"""The audit counts what one can count by hand, and says what touches an answer."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cypher.client import Client
from cypher.schema import prepare
from tiegraph.audit import NOTE, WARNING, Audit, audit
from tiegraph.audit.finding import named, open_loads, papers_in_doubt, percent, stale_lists
from tiegraph.audit.of_answer import warnings_of
from tiegraph.cli import run
from tiegraph.knowledge import KnowledgeBase
from tiegraph.settings import Connection

DAY = date(2023, 6, 1)


def _row(found: Audit, section: str, column: str, value: str) -> dict[str, Any]:
    return dict(next(row for row in found[section].rows if row[column] == value))


def _list(**values: Any) -> dict[str, Any]:
    return {
        "list": "a-list",
        "as_of": date(2023, 1, 1),
        "seen_in": None,
        "refresh_days": 30,
        "ended_on": None,
        **values,
    }


# --- the practice world, counted by hand in data/practice ------------------------------------------------------------


def test_the_practice_world_is_counted_as_by_hand(kb: KnowledgeBase) -> None:
    found = kb.audit(today=DAY, most=3)
    # Eleven keys in two files; the observatory is gone from the second one, and the college's entry prints its end.
    state = _row(found, "lists", "list", "practice-controlled")
    assert (state["entries"], state["in_force"], state["closed"], state["without_date"]) == (11, 9, 2, 1)
    assert (state["last_file"], state["days"], state["state"]) == (date(2023, 1, 1), 151, "current")
    meant = _row(found, "entries", "list", "practice-controlled")
    assert (meant["persons"], meant["vessels"]) == (1, 0)
    assert meant["bodies"] + meant["kind_unknown"] == 10
    for row in found["entries"].rows:
        compared = row["bodies"] + row["kind_unknown"]
        assert compared == row["on_record"] + row["to_review"] + row["own"] + row["unmatched"]
        assert row["entries"] == compared + row["persons"] + row["vessels"]
    assert _row(found, "lists", "list", "practice-watch")["without_date"] == 2
    assert "us-entity-list" in {row["list"] for row in found["lists-not-loaded"].rows}

    papers = _row(found, "papers", "source", "all papers")
    assert papers["papers"] == kb.client.read("MATCH (p:Paper) RETURN count(p) AS n").rows[0]["n"]
    # PW18 has 3,000 authors of which two are known; PW05 was taken back.
    assert (papers["cut_lists"], papers["long_lists"], papers["retracted"]) == (1, 1, 1)
    # A year stays a year, its last day is not made up for a paper.
    latest = kb.client.read(
        "MATCH (p:Paper) RETURN p.date_min AS day, p.date_max AS last ORDER BY last DESC, day DESC LIMIT 1"
    )
    assert (papers["last_min"], papers["last_max"]) == tuple(latest.rows[0].values())
    assert _row(found, "most-long-papers", "paper_id", "doi:10.5555/practice.18")["authors"] == 3000
    # A publisher's KR against “DPR Korea”; a bureau of the DPRK that no registry has.
    conflict = found["dprk-conflicts"].rows
    assert [(row["paper"], row["flagged"], row["read"]) for row in conflict] == [
        ("openalex:W9999990029", ["KR"], ["KP"])
    ]
    unplaced = found["dprk-without-institution"].rows
    assert [row["strings"] for row in unplaced] == [["Unnamed Practice Bureau, Pyongyang, DPR Korea"]]
    assert len(found["most-institutions"].rows) == 3
    assert all(row["papers"] > 1 for row in found["most-authors"].rows)

    assert all(row["balance"] == "yes" and row["linked"] for row in found["loads"].rows)
    assert (len(found["loads"].rows), found["loads"].of) == (3, len(kb.loads()))
    assert found["loads"].more.endswith("--most shows more.")


def test_strings_are_counted_as_under_an_answer(kb: KnowledgeBase) -> None:
    found = kb.audit(today=DAY)
    printed = _row(found, "affiliations", "source", "all papers")
    coverage = next(row for row in kb.ask("coverage") if row["about"] == "affiliations")
    assert (printed["with_institution"], printed["strings"]) == (coverage["count"], coverage["of"])
    led, open_cases, none = (printed[name] for name in ("with_institution", "inferred", "without_institution"))
    assert led + open_cases + none == printed["strings"]
    # PW17 has a curator's inference beside what is printed.
    (case,) = found["inferred"].rows
    assert (open_cases, found["inferred"].of, case["paper"]) == (1, 1, "doi:10.5555/practice.17")
    assert "for review: 1" in coverage["text"]


def test_findings_name_what_they_touch(kb: KnowledgeBase) -> None:
    found = kb.audit(today=date(2024, 6, 1))
    by_id = {one.id: one for one in found.findings}
    assert set(by_id["list-stale"].touches) >= {"practice-controlled", "practice-watch"}
    assert "517 days before 2024-06-01" in by_id["list-stale"].sentence
    assert {"authors-cut", "dprk-conflict", "retracted", "dprk-without-institution"} <= by_id.keys()
    severities = [one.severity for one in found.findings]
    assert severities == sorted(severities, reverse=True)
    assert set(severities) == {WARNING, NOTE}
    assert not [one for one in kb.audit(today=DAY).findings if one.id == "list-stale"]


def test_an_answer_carries_the_warnings_that_touch_it(kb: KnowledgeBase) -> None:
    answer = kb.ask("listed-to-dprk", list="practice-controlled")
    assert {one.id for one in answer.warnings} == {"list-stale", "retracted"}
    assert all(set(one.touches) <= {"practice-controlled", "papers"} for one in answer.warnings)
    assert answer.warnings[0].sentence in answer.text()
    # As of a day that the list's files reach, their age says nothing; countries are asked of no list.
    assert {one.id for one in kb.ask("listed-to-dprk", list="practice-controlled", as_of="2022-06-01").warnings} == {
        "retracted"
    }
    assert "list-stale" not in {one.id for one in kb.ask("dprk-partner-countries").warnings}
    assert kb.ask("listed-to-dprk", list="practice-controlled", beside=False).warnings == ()


# --- what the practice world lacks -----------------------------------------------------------------------------------


def test_addresses_namesakes_candidates_and_loose_ends(empty: Client) -> None:
    prepare(empty, "test")
    empty.execute(
        """CREATE (l:ControlList {id: 'x', title: 'Invented list', nature: 'invented', refresh_days: 30,
            seen_in: date('2022-01-01')})
        CREATE (i:Institution {id: 'ror:0x', name: 'Invented A'}), (j:Institution {id: 'ror:0y', name: 'Invented B'})
        WITH l, i, j
        UNWIND [['1', 'Address 07'], ['2', 'Invented Works'], ['3', 'INVENTED WORKS'], ['4', 'Addressing Institute'],
            ['5', 'Address 08, Unit 2'], ['6', 'Room 3, 9 Invented Road'], ['7', 'Address 9 Software Works']] AS entry
        CREATE (d:Designation {id: 'x/' + entry[0], list: 'x', name: entry[1], kind: 'unknown',
            addresses: ['ROOM 3, 9 Invented Road']})
        CREATE (d)-[:ON_LIST {period: 1}]->(l)
        FOREACH (_ IN CASE entry[0] WHEN '2' THEN [1] ELSE [] END |
            CREATE (d)-[:MAY_TARGET {relation: 'same body', judgement: 'auto'}]->(i)
            CREATE (d)-[:MAY_TARGET {relation: 'same body', judgement: 'unsure'}]->(j))
        FOREACH (_ IN CASE entry[0] WHEN '3' THEN [1] ELSE [] END |
            CREATE (d)-[:MAY_TARGET {relation: 'same body', judgement: 'rejected'}]->(i))
        FOREACH (_ IN CASE entry[0] WHEN '4' THEN [1] ELSE [] END |
            CREATE (d)-[:TARGETS {judgement: 'confirmed'}]->(i))"""
    )
    empty.execute(
        """CREATE (:Paper {id: 'doi:10.5555/a', hashes: ['invented|1']})
        CREATE (:Paper {id: 'doi:10.5555/b', linked_by: 'now'})
        CREATE (:Load {id: 'load-1', source: 'invented', files: ['a'], state: 'complete', started: datetime(),
            linked: true, read: 3, written: 1, unchanged: 0, merged: 0, rejected: 1})
        CREATE (:Load {id: 'load-2', source: 'invented', files: ['b'], state: 'stopped', started: datetime()})
        CREATE (:Load {id: 'load-3', source: 'invented', files: ['c'], state: 'complete', started: datetime(),
            read: 0, written: 0, unchanged: 0, merged: 0, rejected: 0})
        CREATE (:Load {id: 'load-4', source: 'invented', files: ['d'], state: 'unloaded', started: datetime()})"""
    )
    found = audit(empty, "here", DAY, 10)
    meant = _row(found, "entries", "list", "x")
    assert (meant["address_only"], meant["same_name"], meant["several"]) == (3, 2, 1)
    assert (meant["bodies"], meant["kind_unknown"]) == (0, 7)
    assert (meant["on_record"], meant["to_review"], meant["own"], meant["unmatched"]) == (1, 1, 0, 5)
    assert _row(found, "lists", "list", "x")["state"] == "stale; no whole file of its authority"
    by_id = {one.id: one for one in found.findings}
    assert (
        "known only from a file that is not its authority's whole list, of 2022-01-01" in by_id["list-stale"].sentence
    )
    assert by_id["load-unbalanced"].touches == ("load-1",)
    assert by_id["load-not-ended"].touches == ("load-2",)
    assert by_id["load-not-linked"].touches == ("load-3",)
    assert "1 at least" in by_id["papers-not-read"].sentence
    assert {"load-not-ended", "load-not-linked", "read-by-other-rules"} == {
        one.id for one in warnings_of(empty, {}, (), DAY)
    }
    assert _row(found, "papers", "source", "invented")["papers"] == 1


def test_a_graph_without_papers_says_so(empty: Client) -> None:
    prepare(empty, "test")
    found = audit(empty, "here", DAY, 10)
    assert "no papers" in found.summary[0]
    assert [one.id for one in found.findings] == ["lists-not-loaded", "no-papers"]
    leads = KnowledgeBase(empty, Connection("bolt://test", "", "", None)).ask("reported-leads", list="any")
    # Not that no report names an institution: there is none that could.
    assert (leads.not_loaded, leads.empty) == (
        ("ControlList", "Report"),
        "Asked with list any: no control list is loaded. No report is loaded.",
    )


# --- sentences -------------------------------------------------------------------------------------------------------


def test_a_list_is_stale_from_the_day_after_its_pace() -> None:
    assert stale_lists([_list()], date(2023, 1, 31)) == []
    (finding,) = stale_lists([_list()], date(2023, 2, 1))
    assert "31 days before 2023-02-01" in finding.sentence
    assert stale_lists([_list(refresh_days=None), _list(as_of=None)], date(2030, 1, 1)) == []


def test_a_list_that_has_ended_grows_no_older() -> None:
    ended = _list(ended_on=date(2023, 1, 20))
    assert stale_lists([ended], date(2030, 1, 1)) == []
    (finding,) = stale_lists([_list(as_of=date(2020, 1, 20), ended_on=date(2023, 1, 20))], date(2030, 1, 1))
    assert "1,096 days before the list ended on 2023-01-20; it was usually revised every 30 days" in finding.sentence
    # Before its end it was a list like any other.
    assert "41 days before 2023-02-11" in stale_lists([_list(ended_on=date(2024, 1, 1))], date(2023, 2, 11))[0].sentence


def test_lists_of_one_age_share_a_sentence() -> None:
    rows = [_list(list=f"list-{at}", refresh_days=7 + at) for at in range(7)]
    (finding,) = stale_lists(rows, DAY)
    assert finding.sentence.startswith(
        "list-0, list-1, list-2, list-3, list-4, list-5, list-6: last file loaded is of 2023-01-01"
    )
    assert "every 7 to 13 days" in finding.sentence
    assert len(finding.touches) == 7


def test_nothing_is_said_where_there_is_nothing_to_say() -> None:
    assert papers_in_doubt({"papers": 3, "cut_lists": 0, "dprk_conflicts": 0, "retracted": 0}) == []
    assert open_loads([{"id": "load-1", "source": "x", "state": "complete", "linked": True}]) == []
    assert named("abcde") == "a, b, c, d, e"
    assert named("abcde", most=4) == "a, b, c, d and 1 more"


@given(st.integers(0, 10**7), st.integers(1, 10**7))
def test_percentages_are_none_or_all_only_where_it_is_so(part: int, whole: int) -> None:
    part = min(part, whole)
    found = percent(part, whole)
    assert found is not None
    assert abs(found - 100 * part / whole) < 0.11
    assert (found == 0) == (part == 0)
    assert (found == 100) == (part == whole)


# --- the command -----------------------------------------------------------------------------------------------------


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch, kb: KnowledgeBase) -> None:
    """Commands without --instance talk to the test server."""
    monkeypatch.setenv("NEO4J_URI", kb.connection.uri)
    monkeypatch.setenv("NEO4J_PASSWORD", kb.connection.password)


@pytest.mark.usefixtures("here")
def test_the_command_writes_text_json_and_a_page(tiegraph: Callable[..., Any], tmp_path: Path) -> None:
    text = tiegraph("audit", "--most", "2")
    assert text.code == 0
    assert "To be read with the answers they touch" in text.out
    assert "practice-controlled" in text.out
    facts = json.loads(tiegraph("audit", "--format", "json").out)
    assert {one["list"] for one in facts["sections"]["lists"]["rows"]} >= {"practice-controlled", "practice-watch"}
    assert facts["sections"]["loads"]["rows_in_all"] == len(facts["sections"]["loads"]["rows"])
    target = tmp_path / "audit.html"
    assert tiegraph("audit", "--format", "html", "-o", str(target)).code == 0
    page = target.read_text(encoding="utf-8")
    assert "Practice List of Controlled Parties" in page
    # Persons have neither names nor ids in a page that is passed on.
    assert "orcid:" not in page
    assert "person 1" in page
    assert tiegraph("audit", "--format", "html", "-o", str(target)).code == 2
    assert tiegraph("audit", "-o", str(target), "--force").code == 0
    assert target.read_text(encoding="utf-8").startswith("Audit of the data")


def test_a_page_needs_a_file(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["audit", "--format", "html"]) == 2
    assert "add -o audit.html" in capsys.readouterr().err
