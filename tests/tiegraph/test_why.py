"""`why` on the practice world: the evidence behind nodes, pairs and rows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from cypher.catalogue import catalogue
from cypher.errors import UsageError
from cypher.model import NODES
from cypher.result import Node, Subgraph
from loader.records import Designation
from loader.sources import _addressed
from tiegraph.answer import Answer
from tiegraph.knowledge import KnowledgeBase
from tiegraph.people import ID_COLUMNS
from tiegraph.why.columns import COLUMNS, NOTHING, PARAMETERS, TOTAL, identified
from tiegraph.why.single import designation
from tiegraph.why.words import Surroundings

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


#: Where the defaults find nothing in the practice world.
SOME_ROWS: dict[str, dict[str, Any]] = {
    "share-with-country": {"country": "AQ"},
    "our-second-degree": {"institution": "ror:0pract263"},
    "namesakes": {"author": "doi:10.5555/practice.05#2"},
    "common-partners": {"institution": MOONHILL, "other": "kp:greyriver-practice-polytechnic"},
    "brokers-between-countries": {"country": "TF"},
}


def asked_of_all(kb: KnowledgeBase, id: str, **required: Any) -> Answer:
    """The answer to a question of the catalogue, asked as widely as it can be."""
    wide: dict[str, Any] = {
        # Two hops from the DPRK, with or without a list, is asked without: the practice world has none on a list.
        **({} if id == "two-hops-from-dprk" else {"list": "any"}),
        "links": "probable",
        "identity": "cluster",
        "roll_up": True,
        "institution": AMBERFIELD,
        "other": MOONHILL,
        **required,
    }
    names = {parameter.name for parameter in catalogue()[id].parameters}
    return kb.ask(id, **{name: value for name, value in wide.items() if name in names})


@pytest.mark.parametrize("question", sorted(catalogue()))
def test_every_row_of_every_question_has_evidence(
    kb: KnowledgeBase, required: Callable[[str], dict[str, str]], question: str
) -> None:
    answer = asked_of_all(kb, question, **{**required(question), **SOME_ROWS.get(question, {})})
    assert answer.rows
    for number, row in enumerate(answer.rows):
        told = answer.why(number)
        assert told.summary == answer.say(row)
        assert any(section.lines for section in told.sections)
        counted = NOTHING in told.text() or TOTAL.partition(":")[0] in told.text()
        assert counted == (not list(identified(answer.parameters, row)))
        ids = [id for kind, value in identified({}, row) for id in ([value] if isinstance(value, str) else value)]
        assert [id for id in ids[:10] if id not in told.text() and kb.client.rows("what_is", ids=[id])] == []


def test_every_column_of_ids_is_declared() -> None:
    held = {column.name for question in catalogue().values() for column in question.columns}
    assert COLUMNS.keys() <= held
    of_ids = {name for name in held if name in ("id", "ids") or name.endswith(("_id", "_ids"))}
    assert of_ids - COLUMNS.keys() == ID_COLUMNS
    assert PARAMETERS.keys() <= {one.name for question in catalogue().values() for one in question.parameters}


def test_a_row_of_papers_tells_what_they_print(kb: KnowledgeBase) -> None:
    between = asked_of_all(kb, "papers-between")
    for number, row in enumerate(between.rows):
        text = between.why(number).text()
        assert f"{row['kind']}: " in text
        assert all(string in text for string in [*row["strings"], *row["other_strings"]])
        assert not [one["paper"] for one in between.rows if one is not row and one["paper"] in text]
    countries = kb.ask("dprk-partner-countries")
    for number, row in enumerate(countries.rows):
        text = countries.why(number).text()
        assert "“" in text
        assert all(paper in text for paper in [*row["paper_ids"], *row["dual_ids"]])


def test_two_hops_tell_both_hops(kb: KnowledgeBase) -> None:
    answer = asked_of_all(kb, "two-hops-from-dprk")
    for number, row in enumerate(answer.rows):
        headings = [section.heading for section in answer.why(number).sections]
        far, near = (
            next(at for at, heading in enumerate(headings) if all(f"({row[id]})" in heading for id in hop))
            for hop in (("institution_id", "partner_id"), ("partner_id", "dprk_id"))
        )
        assert far < near
        assert all(any(paper in heading for heading in headings) for paper in [*row["far_ids"], *row["near_ids"]])


def test_a_designation_tells_what_links_it_and_a_rule_what_it_is(kb: KnowledgeBase) -> None:
    answer = asked_of_all(kb, "designations-of")
    assert {row["by"] for row in answer.rows} == {"name", "rule"}
    for number, row in enumerate(answer.rows):
        text = answer.why(number).text()
        assert row["title"] in text
        assert row["by"] == "rule" or f"({row['designation']}) and Amberfield Practice University" in text


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


def test_an_entry_tells_what_earlier_files_printed_and_what_is_compared_with_nobody() -> None:
    entry = Node(
        "x/1",
        "Designation",
        {
            "name": "Invented Works",
            "list": "x",
            "kind": "person",
            "former": ['2024-05-15|load-3|aliases|["Old One", "Old Two"]', "2024-05-15|load-3|reason|null"],
        },
    )
    text = designation(Surroundings(Subgraph((entry,))), "x/1", {}, []).text()
    assert (
        "What earlier files printed: until the file of 2024-05-15, other names: “Old One; Old Two”; "
        "until the file of 2024-05-15, reason: nothing"
    ) in text
    assert "Persons on lists are kept as printed and compared with nobody" in text
    assert "bears a name" not in text


def test_a_country_is_no_address() -> None:
    def entry(*addresses: str) -> Designation:
        return Designation(list="x", key="1", name="Invented", addresses=addresses, countries=("CN",))

    assert _addressed(entry("CN", "China", "Hilltown, CN", "Iran")).addresses == ("Hilltown, CN", "Iran")
