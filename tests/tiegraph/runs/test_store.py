"""Run records: one line each, found by the beginning of their id, compared by what they depend on."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from cypher.catalogue import question
from cypher.errors import UsageError
from tiegraph.runs import Run, State, append, compare, find, runs, store
from tiegraph.runs.record import MOST_ROWS, Load, Rows, run

LIST = Load("load-1", "list-csv", ["a.csv"], ["aa"], "2021-01-01")
STATE = State("test", "test", [LIST], None, "1.0")


def made(*rows: dict[str, Any], state: State = STATE, **given: Any) -> Run:
    kept = Rows()
    assert list(kept.through(rows)) == list(rows)
    return run("ask", "designations-of", given, [question("designations-of")], state, kept, f"{len(rows)} rows")


def entry(name: str, **values: Any) -> dict[str, Any]:
    return {"source": "a-list", "designation": f"a-list/{name}", "state": "in force", "evidence": "same name", **values}


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TIEGRAPH_HOME", str(tmp_path))
    return tmp_path


def test_records_are_lines_that_anybody_can_read(home: Path) -> None:
    assert list(runs()) == []
    with pytest.raises(UsageError, match="no run 'last'"):
        find("last")
    one, other = made(entry("x"), as_of=date(2021, 1, 1), limit=None), made()
    append(one)
    # A writer that was stopped in the middle costs its own line only.
    with store.path().open("ab") as file:
        file.write(b'{"id": "half')
    append(other)
    assert list(runs()) == [one, other]
    assert find("last") == other
    assert find(one.id) == one
    lines = store.path().read_text(encoding="utf-8").splitlines()
    record = json.loads(lines[0])
    assert (record["asked"], record["as_of"]) == ({"as_of": "2021-01-01"}, "2021-01-01")
    assert record["state"]["loads"][0]["sha256"] == ["aa"]
    assert store.path().stat().st_mode & 0o077 == 0
    with pytest.raises(UsageError, match="2 runs begin with '20'"):
        find("20")


def test_long_answers_are_counted_and_hashed_whole() -> None:
    rows = [{"n": number} for number in range(MOST_ROWS + 2)]
    one = made(*rows)
    assert (one.count, len(one.rows)) == (MOST_ROWS + 2, MOST_ROWS)
    assert one.sha256 != made(*rows[:-1], {"n": -1}).sha256
    assert "the first 20,000 of 20,002 rows were kept" in compare(one, one).notes[0]


def test_each_change_has_its_cause() -> None:
    newer = replace(STATE, loads=[LIST, Load("load-2", "list-csv", ["b.csv"], ["bb"], "2023-01-01")])
    before = made(entry("gone"), entry("kept"), entry("ends"))
    after = made(entry("ends", state="ended"), entry("kept"), entry("new"), state=newer)
    found = compare(before, after)
    assert {(one.kind, one.entries, one.causes) for one in found.changes} == {
        ("gone", ("a-list/gone",), ("list",)),
        ("new", ("a-list/new",), ("list",)),
        ("changed", ("a-list/ends",), ("list",)),
    }
    assert found.differs == {"list": ("loaded since: list-csv b.csv, as of 2023-01-01",)}
    assert found.summary == "3 rows then, 3 now: new 1, gone 1, changed 1."

    judged = compare(
        before, made(*before.rows[:2], entry("ends", evidence="a person"), state=replace(STATE, judgements="cc"))
    )
    assert [one.causes for one in judged.changes] == [("judgement",)]
    tool = compare(before, made(*before.rows[:2], state=replace(STATE, version="2.0")))
    assert [(one.kind, one.causes) for one in tool.changes] == [("gone", ("tool",))]
    assert compare(before, made(*before.rows, roll_up=True)).differs == {"parameters": ("roll_up: None, then True",)}
    assert compare(before, made(*before.rows)).changes == ()
    assert "by other means than a load" in compare(before, made()).notes[0]
    with pytest.raises(UsageError, match="compare two of the same"):
        compare(before, replace(before, what="coverage"))
