"""A list is refreshed between two runs, and the second says which entry changed the answer."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

from cypher.client import Client
from tests.tiegraph.conftest import Printed
from tiegraph.knowledge import KnowledgeBase
from tiegraph.local import Instance
from tiegraph.runs import find
from tiegraph.settings import Connection

PRACTICE = Path(__file__).parents[3] / "data" / "practice"


def test_a_refreshed_list_is_named(
    empty: Client,
    server: Instance,
    tiegraph: Callable[..., Printed],
    tmp_path: Path,
) -> None:
    kb = KnowledgeBase(empty, Connection(*server.connection(), instance=server.name))
    kb.load("gazetteer", PRACTICE / "gazetteer.csv", relink=False)
    kb.load("list-csv", PRACTICE / "lists" / "2021" / "practice-controlled.csv")
    where = ("--instance", server.name)
    file = tmp_path / "some.csv"
    file.write_text("name,country\nKelp Practice Observatory,HM\nCedarwick Practice University,HM\nNobody,HM\n")

    screened = tiegraph("screen", "institutions", str(file), *where, "--yes", "--format", "json")
    assert json.loads(screened.out)["counts"] == {"match": 0, "review": 1, "not found": 1, "could not check": 1}
    first = re.search(r"rerun (\S+)`", screened.err)
    assert first
    asked = tiegraph(
        "ask", "designations-of", "--institution", "cur:kelp-practice-observatory", *where, "--format", "csv"
    )
    assert "practice-controlled/kelp" in asked.out
    question_run = find("last")
    assert (question_run.what, question_run.count) == ("designations-of", len(asked.out.splitlines()) - 1)
    nothing = tiegraph("rerun", first[1], *where)
    assert "3 rows then, 3 now: new 0, gone 0, changed 0." in nothing.out
    assert "nothing that a run records" in nothing.out

    kb.load("list-csv", PRACTICE / "lists" / "2023" / "practice-controlled.csv")
    again = tiegraph("rerun", first[1], *where)
    assert again.code == 0, again.err
    told = " ".join(again.out.split())
    assert "list: loaded since: list-csv practice-controlled.csv, as of 2023-01-01" in told
    assert "list entry practice-controlled/kelp" in told
    assert "standing: in force → ended" in told
    assert "Because of: list." in told

    compared = json.loads(tiegraph("runs", "compare", first[1], "last", "--format", "json").out)
    changed = [one for one in compared["changes"] if "practice-controlled/kelp" in one["entries"]]
    assert [(one["kind"], one["causes"]) for one in changed] == [("changed", ["list"])]
    question_again = tiegraph("rerun", question_run.id, *where)
    assert "state: in force → ended" in " ".join(question_again.out.split())
    listed = tiegraph("runs").out
    assert first[1] in listed
    assert "screen institutions some.csv" in listed
    shown = " ".join(tiegraph("runs", "show", first[1]).out.split())
    assert "practice-controlled.csv (sha256" in shown
    wrong = tiegraph("runs", "compare", first[1], question_run.id)
    assert (wrong.code, "compare two of the same" in wrong.err) == (2, True)
    file.unlink()
    assert "is no longer there" in tiegraph("rerun", first[1], *where).err
