from __future__ import annotations

from collections.abc import Callable

import pytest

from cypher.catalogue import catalogue
from cypher.client import Client
from cypher.passing_on import LABELS, Licences, only_passable, restricted
from loader.source import AS_THE_LIST, REDISTRIBUTABLE
from loader.sources import SOURCES
from tiegraph.knowledge import KnowledgeBase
from tiegraph.passing_on import licences_of
from tiegraph.settings import Connection


@pytest.fixture
def kb(practice: Client) -> KnowledgeBase:
    return KnowledgeBase(practice, Connection("bolt://test", "", "", None))


def test_every_source_says_whether_it_may_be_passed_on() -> None:
    assert {source.redistributable for source in SOURCES.values()} <= {*REDISTRIBUTABLE, AS_THE_LIST}
    assert SOURCES["ofac"].redistributable == "yes"
    assert SOURCES["un"].redistributable == "unknown"


def test_a_condition_in_every_pattern_of_a_record() -> None:
    statement = "MATCH (a:Paper {id: 'x (y:Paper)'})<-[:NAMES]-(:Report) RETURN a // (b:Paper)\n"
    given = restricted(statement, Licences(frozenset({"ror"})))
    allowed = (
        "any({0}_given IN coalesce({0}.provenance, []) + coalesce({0}.hashes, []) "
        "WHERE split(split(split({0}_given, '|')[0], '@')[0], ' (')[0] IN [\"ror\"])"
    )
    assert given == (
        f"MATCH (a:Paper {{id: 'x (y:Paper)'}} WHERE {allowed.format('a')})"
        f"<-[:NAMES]-(passable_2:Report WHERE {allowed.format('passable_2')}) RETURN a // (b:Paper)\n"
    )


@pytest.mark.parametrize("id", catalogue())
def test_no_question_shows_what_may_not_be_passed_on(
    kb: KnowledgeBase, required: Callable[[str], dict[str, str]], id: str
) -> None:
    asked = catalogue()[id]
    bound = asked.bind(**required(id))
    before = kb.client.read(asked.statement, bound)
    nothing = kb.client.read(only_passable(asked, Licences(frozenset())).statement, bound)
    met = {node.label for node in nothing.subgraph.nodes}
    assert not met & set(LABELS)
    assert len(nothing.rows) <= len(before.rows)


def test_the_answer_says_what_was_left_out(kb: KnowledgeBase) -> None:
    everything = kb.ask("listed-to-dprk", list="any")
    assert {row["list"] for row in everything} == {"practice-controlled", "practice-tracker", "practice-watch"}
    assert everything.left_out == ()
    passable = kb.ask("listed-to-dprk", list="any", redistributable=True)
    assert {row["list"] for row in passable} == {"practice-controlled", "practice-watch"}
    told, *left_out = passable.searched[: len(passable.left_out)]
    assert f"{len(passable)} rows, where everything loaded gives {len(everything)}" in told
    assert left_out == [
        "Left out, as no licence known allows to pass it on: 2 list entries (list-csv: as the list: see lists.csv)."
    ]
    assert "_given IN" in passable.cypher
    # Of a list that may not be passed on nothing is left: that is said first, and not only that there are no rows.
    told, *left_out = kb.ask("listed-to-dprk", list="practice-tracker", redistributable=True).left_out
    assert told.startswith("Nothing was left to compare: of 2 list entries loaded of the list practice-tracker, none")
    assert left_out == [
        "Left out, as no licence known allows to pass it on: 2 list entries (list-csv: as the list: see lists.csv)."
    ]
    assert kb.ask("listed-to-dprk", list="practice-watch", redistributable=True).left_out[0].startswith("Only what may")
    # Nothing but the tracker is missing.
    kept = [row for row in everything if row["list"] != "practice-tracker"]
    assert [dict(row) for row in passable] == [dict(row) for row in kept]


def test_licences_of_lists_come_from_the_graph(practice: Client) -> None:
    licences = licences_of(practice)
    assert licences.lists == {"practice-controlled", "practice-watch"}
    assert licences.by_list == {"list-csv"}
    assert "openalex" in licences.sources
    assert "un" not in licences.sources
