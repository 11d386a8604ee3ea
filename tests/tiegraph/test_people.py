"""Pages do not name persons unless asked to."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from cypher.catalogue import catalogue
from cypher.errors import UsageError
from cypher.result import Node, Subgraph
from tiegraph.knowledge import KnowledgeBase
from tiegraph.people import People, initials

INSTITUTIONS = {"institution": "cur:amberfield-practice-university", "other": "kp:moonhill-practice-university"}


def persons(kb: KnowledgeBase) -> set[str]:
    """Every name, signature and id of an author in the graph, but for names that a list prints as an entry."""
    rows = kb.client.read(
        "MATCH (a:Author)-[s:AUTHORED]->() RETURN a.id AS id, a.name AS name, s.raw_name AS signed"
    ).rows
    listed = {row["name"] for row in kb.client.read("MATCH (d:Designation) RETURN d.name AS name").rows}
    return {str(row[name]) for row in rows for name in ("id", "name", "signed") if row[name]} - listed


@pytest.mark.parametrize("question", sorted(catalogue()))
def test_no_name_and_no_id_of_a_person_gets_into_a_page(
    kb: KnowledgeBase, tmp_path: Path, required: Callable[[str], dict[str, str]], question: str
) -> None:
    asked = catalogue()[question]
    every = {"list": "any", "identity": "cluster", **INSTITUTIONS, **required(question)}
    given = {parameter.name: every[parameter.name] for parameter in asked.parameters if parameter.name in every}
    answer, names = kb.ask(question, **given), persons(kb)
    for people in ("none", "initials"):
        html = answer.save(tmp_path / f"{people}.html", people=people).read_text(encoding="utf-8")
        assert [name for name in names if name in html] == []


def test_no_e_mail_address_gets_into_a_page_without_names() -> None:
    people = People("none", ())
    string = "Department of Samples, Amberfield Practice University (a.sample@amberfield.example)"
    row = people.row({"title": "Write to b.sample@moonhill.example", "strings": [string], "papers": 3, "dual": None})
    assert row == {
        "title": "Write to [e-mail]",
        "strings": ["Department of Samples, Amberfield Practice University ([e-mail])"],
        "papers": 3,
        "dual": None,
    }
    node = Node("p", "Paper", {"title": "Ask c@d.example", "unplaced_affiliations": [string]})
    assert "@" not in str(people.graph(Subgraph((node,), ())).nodes[0].properties)
    assert people.row({"other_strings": [string]})["other_strings"] != [string]
    assert People("names", ()).row({"strings": [string]}) == {"strings": [string]}


def test_names_are_shown_where_they_are_wanted(kb: KnowledgeBase, tmp_path: Path) -> None:
    answer = kb.ask("bridge-authors")
    named = answer.save(tmp_path / "named.html", people="names").read_text(encoding="utf-8")
    shortened = answer.save(tmp_path / "short.html", people="initials").read_text(encoding="utf-8")
    author = answer.rows[0]["author"]
    assert author in named
    assert initials(author) in shortened


def test_another_way_to_show_people_is_refused(kb: KnowledgeBase, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="did you mean names"):
        kb.ask("bridge-authors").save(tmp_path / "x.html", people="name")


def test_initials_are_taken_in_any_script() -> None:
    assert initials("Ann-Example Sample") == "A. E. S."
    assert initials("견본") == "견."
    assert initials("") == ""
