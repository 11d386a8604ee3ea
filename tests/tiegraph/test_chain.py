"""What a row rests on: its links, the weakest of them, and what else could explain it; on the practice world."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from cypher.errors import UsageError
from tiegraph.knowledge import KnowledgeBase
from tiegraph.why import Explanation

A, M = "Amberfield Practice University", "Moonhill Practice University"


def sections(told: Explanation) -> list[tuple[str, tuple[str, ...]]]:
    return [(one.heading, one.lines) for one in told.sections[:3]]


def test_the_weakest_link_of_a_row_and_what_else_could_explain_it(kb: KnowledgeBase) -> None:
    answer = kb.ask("listed-to-dprk", list="any", max_paths=0, beside=False)
    number = next(
        at
        for at, row in enumerate(answer)
        if (row["list"], row["partner"], row["dprk_institution"]) == ("practice-watch", A, M)
    )
    told = answer.chain(number)
    (chain, links), (heading, weakest), (_, doubts) = sections(told)
    assert chain == "The chain"
    assert f"doi:10.5555/practice.01 prints {A}: printed, name" in links
    assert "doi:10.5555/practice.01 is of 2018-03-10" in links
    # The watch list has no dates: nothing else in this row is as weak.
    assert heading == "Its weakest link: inferred, waiting for a person's judgement, or without a day"
    assert weakest == ("list entry practice-watch/1 stands on practice-watch since a day not known",)
    said = " ".join(doubts)
    assert f"by the name “{M}”: another body can bear it" in said
    assert "Work can be authorised or exempt" in said
    assert f"doi:10.5555/practice.02: {A} and {M} are both printed by author 1 alone" in said
    assert "doi:10.5555/practice.05: A source says the paper is retracted." in doubts
    assert "practice.01:" not in said
    # The evidence itself stands under it.
    assert told.sections[3:] == answer.why(number).sections


def test_an_inferred_affiliation_is_the_weakest_link(kb: KnowledgeBase) -> None:
    given: dict[str, Any] = {
        "institution": "cur:amberfield-practice-university",
        "other": "kp:greyriver-practice-polytechnic",
    }
    answer = kb.ask("papers-between", include_inferred=True, max_authors=5000, max_paths=0, beside=False, **given)
    _, (heading, weakest), (_, doubts) = sections(
        answer.chain([row["paper"] for row in answer].index("doi:10.5555/practice.17"))
    )
    assert heading == "Its weakest link: inferred, waiting for a person's judgement, or without a day"
    assert weakest == ("doi:10.5555/practice.17 prints Greyriver Practice Polytechnic: inferred, name",)
    assert any("is inferred, not read" in doubt for doubt in doubts)
    (_, links), _, (_, doubts) = sections(
        answer.chain([row["paper"] for row in answer].index("doi:10.5555/practice.18"))
    )
    assert len(links) == 3
    assert any("has 3000 authors: two of them need not have worked" in doubt for doubt in doubts)


def test_the_command_line_explains_a_row_and_a_question(kb: KnowledgeBase, tiegraph: Callable[..., Any]) -> None:
    asked = ("ask", "listed-to-dprk", "--list", "any", "--instance", str(kb.connection.instance))
    found = tiegraph(*asked, "--explain-row", "1")
    assert found.code == 0
    assert "Its weakest link" in found.out
    assert "What else could explain it" in found.out
    beyond = tiegraph(*asked, "--explain-row", "999")
    assert beyond.code == 2
    assert "There is no row 999: listed-to-dprk gave " in beyond.err
    told = tiegraph("explain", "listed-to-dprk")
    assert told.code == 0
    assert "How it counts" in told.out
    assert "MATCH" in told.out
    with pytest.raises(UsageError, match="There is no row -1"):
        kb.ask("coverage", beside=False).chain(-1)
