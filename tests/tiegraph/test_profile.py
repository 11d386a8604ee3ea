"""What a question costs, on the practice world."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from cypher.errors import UsageError
from cypher.profile import Profile, Step, steps
from tiegraph.knowledge import KnowledgeBase

Run = Callable[..., Any]


def test_steps_of_a_plan() -> None:
    plan = {
        "operatorType": "ProduceResults@neo4j",
        "args": {"Details": "paper", "DbHits": 2, "Rows": 1},
        "children": [{"operatorType": "NodeUniqueIndexSeek@neo4j", "args": {"DbHits": 5}}],
    }
    found = Profile(1, 3.0, 1.0, tuple(steps(plan)))
    assert found.steps == (Step("ProduceResults", "paper", 2, 1), Step("NodeUniqueIndexSeek", "", 5, 0))
    assert found.db_hits == 7
    assert [step.name for step in found.costly(1)] == ["NodeUniqueIndexSeek"]


def test_a_question_is_counted_and_timed(kb: KnowledgeBase) -> None:
    cost = kb.profile(
        "papers-between", institution="cur:amberfield-practice-university", other="kp:moonhill-practice-university"
    )
    assert cost.rows == 5
    assert cost.db_hits > 50
    assert cost.first_ms > 0
    assert cost.again_ms > 0
    assert any("Seek" in step.name for step in cost.steps)


def test_an_unknown_id_is_refused_before_it_is_counted(kb: KnowledgeBase) -> None:
    with pytest.raises(UsageError, match="There is no author"):
        kb.profile("author-career", author="orcid:0000-0000-0000-0001")
    with pytest.raises(UsageError, match=r"There is no rule .*did you mean unscr-2321-11"):
        kb.profile("papers-after-rule", rule="unscr-2321")


def test_profile_on_the_command_line(tiegraph: Run, kb: KnowledgeBase) -> None:
    printed = tiegraph("ask", "hubs", "--profile", "--instance", "test")
    assert printed.code == 0
    assert printed.out.startswith("hubs: ")
    assert "db hits" in printed.out
    assert "Most of it:" in printed.out
    assert "because all institutions are compared" in printed.err.replace("\n", " ")
