"""`why` on the practice world: the evidence behind nodes, pairs and rows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from cypher.errors import UsageError
from cypher.model import NODES
from tiegraph.knowledge import KnowledgeBase

Run = Callable[..., Any]
AMBERFIELD, MOONHILL = "cur:amberfield-practice-university", "kp:moonhill-practice-university"
CEDARWICK, BRIDGES = "cur:cedarwick-practice-university", "cur:amberfield-practice-institute-of-bridges"
ENTRY = "practice-controlled/amberfield"


def test_an_institution_tells_its_entries_and_what_the_link_rests_on(kb: KnowledgeBase) -> None:
    told = kb.why(AMBERFIELD)
    assert told.title == f"Amberfield Practice University ({AMBERFIELD})"
    assert "practice-controlled" in told.summary
    text = told.text()
    assert ENTRY in text
    assert "since 2019-05-21" in text
    assert "Found by: " in text
    assert "Why: " in text
    assert "made by rule, not looked at by a person" in text
    assert "gazetteer.csv, sha256 " in text


def test_an_entry_tells_list_row_and_file(kb: KnowledgeBase) -> None:
    text = kb.why(ENTRY).text()
    assert "Practice List of Controlled Parties" in text
    assert "The same body as Amberfield Practice University" in text
    assert "Row as published:" in text
    assert "practice-controlled.csv, sha256 " in text
    assert "as of 20" in text


def test_a_paper_tells_who_printed_what(kb: KnowledgeBase) -> None:
    rows = kb.ask("papers-between", institution=AMBERFIELD, other=MOONHILL).rows
    for row in rows:
        text = kb.why(row["paper"]).text()
        assert row["title"] in text
        assert all(string in text for string in [*row["strings"], *row["other_strings"]])


def test_a_paper_is_known_by_every_id_it_has(kb: KnowledgeBase) -> None:
    papers = kb.client.read("MATCH (p:Paper) WHERE p.doi IS NOT NULL AND p.curated IS NOT NULL RETURN p {.*} AS p").rows
    assert papers
    for row in papers[:3]:
        titles = {
            kb.why(id).summary
            for id in (
                row["p"]["id"],
                row["p"]["doi"].upper(),
                f"https://doi.org/{row['p']['doi']}",
                row["p"]["curated"],
            )
        }
        assert len(titles) == 1


@pytest.mark.parametrize("node", NODES, ids=lambda node: node.label)
def test_every_kind_of_node_can_be_asked_about(kb: KnowledgeBase, node: Any) -> None:
    found = kb.client.read(f"MATCH (n:{node.label}) RETURN n.{node.key} AS id ORDER BY id LIMIT 1").rows
    for row in found:
        assert kb.why(row["id"]).sections


def test_two_institutions_tell_their_papers_and_the_kind_of_tie(kb: KnowledgeBase) -> None:
    told = kb.why(AMBERFIELD, MOONHILL)
    rows = kb.ask("papers-between", institution=AMBERFIELD, other=MOONHILL).rows
    text = told.text()
    assert f"{len(rows)}" in told.summary
    for row in rows:
        assert row["title"] in text
        assert all(string in text for string in [*row["strings"], *row["other_strings"]])
    assert {f"{row['kind']}: " in text for row in rows} == {True}
    assert kb.why(MOONHILL, AMBERFIELD).summary == told.summary


def test_two_institutions_without_papers_are_no_clearance(kb: KnowledgeBase) -> None:
    assert "no clearance" in kb.why(CEDARWICK, BRIDGES).summary


def test_an_entry_and_a_unit_of_what_it_means(kb: KnowledgeBase) -> None:
    assert "is the same body as Amberfield Practice University" in kb.why(ENTRY, AMBERFIELD).summary
    unit = kb.why(BRIDGES, ENTRY)
    assert "is a unit of" in unit.summary
    assert "Nothing links" in kb.why(ENTRY, CEDARWICK).summary


def test_every_row_of_the_headline_can_be_explained(kb: KnowledgeBase) -> None:
    answer = kb.ask("listed-to-dprk", list="any", links="probable", roll_up=True)
    for number, row in enumerate(answer.rows):
        text = answer.why(number).text()
        assert row["partner_id"] in text
        assert row["dprk_id"] in text
        assert all(entry in text for entry in row["designations"])
        assert all(paper in text for paper in [*row["paper_ids"], *row["dual_ids"]][:10])
    with pytest.raises(UsageError, match="no row"):
        answer.why(len(answer))


@pytest.mark.parametrize("question", ["dprk-partner-institutions", "bridge-authors", "reported-leads", "coverage"])
def test_rows_of_other_questions_can_be_explained(kb: KnowledgeBase, question: str) -> None:
    answer = kb.ask(question, list="any") if question == "reported-leads" else kb.ask(question)
    for number in range(len(answer)):
        assert answer.why(number).summary == answer.question.say(answer.rows[number])


def test_an_unknown_id_gets_the_nearest(tiegraph: Run, kb: KnowledgeBase) -> None:
    done = tiegraph("why", "cur:amberfeld-practice-university", "--instance", "test")
    assert done.code == 2
    assert AMBERFIELD in done.err
    done = tiegraph("why", AMBERFIELD, "practice-rule-universities", "--instance", "test")
    assert done.code == 2
    assert "(Rule): what joins these two is not told" in done.err


def test_why_prints_the_same_words(tiegraph: Run, kb: KnowledgeBase) -> None:
    done = tiegraph("why", AMBERFIELD, MOONHILL, "--instance", "test")
    assert done.code == 0
    assert " ".join(done.out.split()) == " ".join(kb.why(AMBERFIELD, MOONHILL).text().split())
