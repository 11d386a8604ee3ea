"""What else could explain a tie: said exactly where it could."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from cypher.result import Edge, Node
from viz.doubts import MANY_AUTHORS, doubts

_DAY = date(2020, 3, 4)
_BODIES = {id: Node(id, "Institution", {"name": id.upper()}) for id in ("a", "b")}


def _said(paper: dict[str, Any], **positions: list[int]) -> list[str]:
    node = Node("doi:x", "Paper", {"date_min": _DAY, "date_max": _DAY, **paper})
    edges = [
        Edge(id, "doi:x", id, "LISTS", {"author_positions": at, "bases": ["printed"]}) for id, at in positions.items()
    ]
    return doubts(node, edges, {"doi:x": node, **_BODIES})


_ALWAYS = "Work can be authorised or exempt; licences and exemptions are not known here."


def test_two_people_on_a_dated_paper_leave_only_what_is_never_known() -> None:
    assert _said({"n_authors": 2}, a=[1], b=[2]) == [_ALWAYS]
    assert _said({"n_authors": 2}, a=[1, 2], b=[2]) == [_ALWAYS]


def test_one_institution_needs_no_explanation() -> None:
    assert _said({"n_authors": 2}, a=[1]) == []


def test_one_person_with_two_affiliations() -> None:
    assert any("both printed by author 2 alone" in text for text in _said({}, a=[2], b=[2]))


def test_a_place_that_is_not_known_is_nobody() -> None:
    assert _said({}, a=[0], b=[0]) == [_ALWAYS]


@pytest.mark.parametrize(
    ("paper", "part"),
    [
        ({"date_min": date(2020, 1, 1), "date_max": date(2020, 12, 31)}, "day of publication is not known"),
        ({"n_authors": MANY_AUTHORS}, f"has {MANY_AUTHORS} authors"),
        ({"retracted": True}, "retracted"),
        ({"authors_source": "truncated|openalex@2026-02-01"}, "cut by the source"),
    ],
)
def test_what_the_paper_itself_leaves_open(paper: dict[str, Any], part: str) -> None:
    assert any(part in text for text in _said(paper, a=[1], b=[2]))
    assert not any(part in text for text in _said({"n_authors": MANY_AUTHORS - 1}, a=[1], b=[2]))


@pytest.mark.parametrize(("basis", "part"), [("inferred", "is inferred"), ("aggregator", "aggregator's record")])
def test_what_nobody_read(basis: str, part: str) -> None:
    paper = Node("doi:x", "Paper", {"date_min": _DAY, "date_max": _DAY})
    edge = Edge("1", "doi:x", "a", "LISTS", {"bases": [basis], "author_positions": [1]})
    (said,) = doubts(paper, [edge], _BODIES)
    assert said.startswith("That A is on the paper ")
    assert part in said
    better = Edge("1", "doi:x", "a", "LISTS", {"bases": [basis, "printed"], "author_positions": [1, 1]})
    assert doubts(paper, [better], _BODIES) == []


def test_how_far_a_person_is_known() -> None:
    for identity, sure in (("orcid", True), ("publisher cluster", False), ("mention", False)):
        author = Node("x", "Author", {"identity": identity})
        assert (doubts(author, [], {}) == []) is sure
