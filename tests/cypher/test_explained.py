"""What `tiegraph explain` reads off a statement: the ways it goes, and the rules by which it counts."""

from __future__ import annotations

from pathlib import Path

import cypher
from cypher.catalogue import catalogue
from cypher.counting import DRAWING, RULES, counting
from cypher.explained import NOUNS, VERBS, ways
from cypher.model import EXTRA_LABELS, NODE, RELATIONSHIP

FRAGMENTS = {path.stem for path in (Path(cypher.__file__).parent / "fragments").glob("*.cypher")}


def test_every_name_and_every_rule_has_words() -> None:
    assert VERBS.keys() == RELATIONSHIP.keys()
    assert NOUNS.keys() == NODE.keys() | EXTRA_LABELS.keys()
    assert {name for rule in RULES for name in rule.fragments} | DRAWING >= FRAGMENTS
    columns = {column.name for asked in catalogue().values() for column in asked.columns}
    parameters = {parameter.name for asked in catalogue().values() for parameter in asked.parameters}
    assert {name for rule in RULES for name in rule.columns} <= columns
    assert {name for rule in RULES for name in rule.parameters} <= parameters


def test_every_question_is_explained() -> None:
    for asked in catalogue().values():
        told = ways(asked)
        assert told or "-[" not in asked.statement, asked.id
        assert not [way for way in told if "something" in way], asked.id
        assert len(counting(asked)) > 0


def test_the_headline_question() -> None:
    asked = catalogue()["listed-to-dprk"]
    assert ways(asked)[:3] == [
        "an institution “dprk” (country KP) is printed on a paper, which prints an institution “partner”",
        "a paper is about a topic",
        "an institution “body” is part of (0 to 3 times) an institution “whole”, which is named by or is perhaps named "
        "by a list entry, which stands on a list",
    ]
    rules = " ".join(counting(asked))
    for said in (
        "in full",
        "dual only are not among",
        "--max-authors",
        "--roll-up",
        "--include-inferred",
        "undetermined",
    ):
        assert said in rules
    assert "--identity" not in rules
    told = ways(catalogue()["path-between-institutions"])
    assert (
        "an institution “one” is joined, by steps of “prints” or “signed” (1 to 8 times), with an institution “two”"
        in told
    )
    assert ways(catalogue()["world-rank"]) == ["a world total (country: --home) is counted for a country"]


def test_a_country_that_is_looked_up_on_the_author_lists() -> None:
    looked_up = "an author signed a paper, looked up by country codes"
    assert ways(catalogue()["unread-strings"])[0] == f"{looked_up} (--home)"
    assert f"{looked_up} (KP)" in ways(catalogue()["dprk-partner-countries"])
