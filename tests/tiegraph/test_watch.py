"""What is watched is asked again after a refresh: one line says what is new, and which list entry made it so."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cypher.client import Client
from tests.tiegraph.conftest import Printed
from tiegraph.knowledge import KnowledgeBase
from tiegraph.local import Instance
from tiegraph.runs.record import Rows, Run, State, run
from tiegraph.settings import Connection
from tiegraph.watch import news
from tiegraph.watch.watched import path

PRACTICE = Path(__file__).parents[2] / "data" / "practice"
Tiegraph = Callable[..., Printed]


@pytest.fixture(autouse=True)
def nothing_watched() -> None:
    path().unlink(missing_ok=True)


def test_a_refreshed_list_is_one_line_and_exit_code_3(
    empty: Client, server: Instance, tiegraph: Tiegraph, tmp_path: Path
) -> None:
    kb = KnowledgeBase(empty, Connection(*server.connection(), instance=server.name))
    kb.load("gazetteer", PRACTICE / "gazetteer.csv", relink=False)
    kb.load("list-csv", PRACTICE / "lists" / "2021" / "practice-controlled.csv")
    where = ("--instance", server.name)
    file, other = tmp_path / "partners.csv", tmp_path / "other.csv"
    file.write_text("name,country\nKelp Practice Observatory,HM\nCedarwick Practice University,HM\nNobody,HM\n")
    other.write_text("name,country\nAmberfield Practice University,AQ\n")

    assert tiegraph("watch", "run").code == 2
    for what in ("institutions", str(file)), ("institutions", str(other)), ("listed-to-dprk", "--list", "any"):
        added = tiegraph("watch", "add", *what, *where)
        assert added.code == 0, added.err
    assert "watched already" in tiegraph("watch", "add", "institutions", str(file), "--name", "other", *where).err
    nothing = tiegraph("watch", "run")
    assert (nothing.code, "3 watched items, nothing new" in nothing.out) == (0, True)
    assert tiegraph("watch", "run", "--quiet").out == ""

    # A list is refreshed: an entry has ended, and the day of the list's last file is another in every row.
    kb.load("list-csv", PRACTICE / "lists" / "2023" / "practice-controlled.csv")
    # One of the files is gone, and for one the server is down: told, and all others are asked all the same.
    other.unlink()
    content = path().read_text(encoding="utf-8")
    path().write_text(content.replace(f'"instance": "{server.name}"', '"instance": "nowhere"', 1), encoding="utf-8")
    down = tiegraph("watch", "run")
    assert down.code == 1
    assert "partners: The local server 'nowhere' is not running" in down.out
    assert f"other: {other} is no longer there" in down.out
    assert "Nothing new in: listed-to-dprk." in down.out
    path().write_text(content, encoding="utf-8")
    assert tiegraph("watch", "remove", "other").code == 0

    found = tiegraph("watch", "run", "partners")
    assert found.code == 3, found.err
    lines = [line for line in found.out.splitlines() if line.startswith("  ")]
    assert len(lines) == 2
    assert lines[0].startswith("  changed: Kelp Practice Observatory, HM · Kelp Practice Observatory (cur:")
    assert "standing: in force → ended" in lines[0]
    assert lines[0].endswith("list entry practice-controlled/kelp). Because of: list.")
    assert lines[1] == "  What differs: list: loaded since: list-csv practice-controlled.csv, as of 2023-01-01"

    # What was told once is not told again; a file that is another is, with the rows that it changed.
    file.write_text("name,country\nCedarwick Practice University,HM\nKelp Practice Observatory,HM\nAnother,HM\n")
    told = tiegraph("watch", "run", "partners", "--json")
    content = json.loads(told.out)
    assert (told.code, content["code"], content["watched"][0]["counts"]) == (3, 3, {"new": 1, "gone": 1, "changed": 0})
    assert {change["about"] for change in content["watched"][0]["changes"]} == {"Another, HM", "Nobody, HM"}
    assert {cause for change in content["watched"][0]["changes"] for cause in change["causes"]} == {"screened file"}


def test_a_run_is_watched_from_then_on_and_persons_stay_unnamed(
    practice: Client, server: Instance, tiegraph: Tiegraph, tmp_path: Path
) -> None:
    file = tmp_path / "faculty.csv"
    file.write_text("Name,ORCID\nBravo Sample,0000-0000-0000-0028\nNobody Sample,\n")
    assert tiegraph("screen", "people", str(file), "--instance", server.name).code == 0
    assert tiegraph("watch", "add", "run", "last").code == 0
    assert "faculty: screen people faculty.csv" in tiegraph("watch", "list").out
    file.write_text("Name,ORCID\nCharlie Sample,0000-0000-0000-0036\nAnother Sample,\n")
    found = tiegraph("watch", "run")
    assert found.code == 3, found.err
    assert "Moonhill Practice University" in found.out
    assert "line 2" in found.out
    for name in ("Bravo", "Charlie", "Another", "Nobody", "0000-0000"):
        assert name not in found.out


def test_what_changes_with_every_file_is_no_news() -> None:
    def answered(*rows: dict[str, Any]) -> Run:
        kept = Rows()
        for row in rows:
            kept.add({"source": "a-list", "designation": "a-list/x", "state": "in force", **row})
        return run("ask", "designations-of", {}, [], State("test", "test", [], None, "1.0"), kept, "")

    one = answered({"as_of": "2021-01-01", "files": ["a"], "score": 0.9}, {"designation": "a-list/y"})
    same = answered({"as_of": "2023-01-01", "files": ["b"], "score": 0.8}, {"designation": "a-list/y"})
    assert news(one, same).changes == ()
    assert news(one, answered({"state": "ended"})).counts == {"new": 0, "gone": 1, "changed": 1}


def test_what_a_file_says_of_persons_is_no_news() -> None:
    def screened(what: str, *given: str) -> Run:
        kept = Rows()
        for at, text in enumerate(given, 1):
            row = {"row": at, "given": text, "state": "could not check", "is": None, "reason": "line is broken"}
            kept.add(row)
        return run("screen", what, {}, [], State("test", "test", [], None, "1.0"), kept, "", file="a", file_sha256="")

    for what, text in ("papers", "TY  - JOUR AU  - Hidden, Harriet"), ("people", "Hidden · Harriet"):
        found = news(screened(what, "A"), screened(what, "A", text), title="ask author-papers (author openalex:A12)")
        assert [change.about for change in found.changes] == ["line 2"]
        assert found.title == "ask author-papers (author person 1)"
