"""Batches that the database refuses, on the real server: what is in the way is rejected, the rest written."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cypher.client import OUT_OF_MEMORY, Client, ConnectionFailed, StatementFailed, TimedOut
from loader.errors import LoadError
from loader.load_report import LoadReport
from loader.pipeline import Pipeline
from loader.refused import can_be_of_data, ended_by_the_server, in_parts, why, writes_nothing
from loader.run import load
from loader.sources import SOURCES


def _work(number: int, name: str = "A. Example") -> dict[str, Any]:
    return {
        "id": f"https://openalex.org/W{number}",
        "title": f"Invented work {number}",
        "publication_date": "2020-05-04",
        "publication_year": 2020,
        "updated_date": "2026-01-01",
        "authorships": [
            {
                "author": {"id": f"https://openalex.org/A{number}", "display_name": name},
                "raw_affiliation_strings": ["Nowhere"],
                "institutions": [{"id": f"https://openalex.org/I{number}", "display_name": f"Body {number}"}],
            }
        ],
    }


Loads = Callable[..., LoadReport]


@pytest.fixture
def loads(empty: Client, tmp_path: Path) -> Loads:
    def run(*works: dict[str, Any]) -> LoadReport:
        path = tmp_path / "works.jsonl"
        path.write_text("\n".join(map(json.dumps, works)))
        return load(empty, SOURCES["openalex"], [path], reports=tmp_path / "reports", version="test")

    return run


def test_a_row_that_the_database_refuses_is_rejected_and_the_rest_written(loads: Loads, empty: Client) -> None:
    # Names are indexed, and an index takes some 8 kB.
    works = [_work(number) for number in range(1, 101)]
    works[70], works[71] = _work(71, "é" * 40_000), _work(72, "ü" * 40_000)
    done = loads(*works)
    assert str(done.account) == "100 read = 98 written + 0 unchanged + 0 merged + 2 rejected"
    rows = empty.read("MATCH (p:Paper)<-[:AUTHORED]-(a:Author) RETURN p.openalex AS id, a.name AS name").rows
    assert {row["id"] for row in rows} == {f"W{number}" for number in range(1, 101)} - {"W71", "W72"}
    assert done.rejected_file
    told = sorted(map(json.loads, done.rejected_file.read_text().splitlines()), key=lambda one: one["line"])
    assert [(one["file"], one["line"]) for one in told] == [("works.jsonl", 71), ("works.jsonl", 72)]
    assert all("the database refuses it: Property value is too large to index" in one["reason"] for one in told)
    assert str(loads(*works).account) == "100 read = 0 written + 98 unchanged + 0 merged + 2 rejected"


def test_a_batch_that_takes_too_much_is_written_in_halves() -> None:
    def write(numbers: list[int]) -> int:
        if len(numbers) > 3 or numbers == [9]:
            raise StatementFailed("too much", OUT_OF_MEMORY) if len(numbers) % 2 else TimedOut("too long")
        return sum(numbers)

    assert list(in_parts([[1, 2, 3, 4, 5], [6]], write)) == [([1, 2], 3), ([3, 4, 5], 12), ([6], 6)]
    with pytest.raises(StatementFailed):
        list(in_parts([[9]], write))


def test_what_a_server_without_room_or_time_refuses_is_tried_in_parts() -> None:
    written: list[list[int]] = []

    def write(numbers: list[int]) -> None:
        if len(numbers) > 3:
            raise StatementFailed("too much", OUT_OF_MEMORY) if len(numbers) % 2 else TimedOut("too long")
        written.append(numbers)

    def put(numbers: list[int]) -> None:
        pipeline.run(lambda: write(numbers), set(), lambda _: None, lambda error: halves(numbers))

    def halves(numbers: list[int]) -> None:
        put(numbers[: len(numbers) // 2])
        put(numbers[len(numbers) // 2 :])

    with Pipeline() as pipeline:
        put(list(range(25)))
    assert sorted(number for some in written for number in some) == list(range(25))


def test_only_what_may_be_the_datas_fault_is_tried_again() -> None:
    assert not can_be_of_data(StatementFailed("x", "Neo.DatabaseError.Transaction.TransactionCommitFailed"))
    assert writes_nothing(StatementFailed("x", "Neo.DatabaseError.Transaction.TransactionStartFailed"))
    assert not can_be_of_data(LoadError("x"))
    assert why(StatementFailed("x", OUT_OF_MEMORY)).startswith("takes more memory than the server allows")
    with pytest.raises(LoadError, match=r"raise db\.transaction\.timeout"):
        why(TimedOut("x"))


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (TimedOut("x"), "raise db.transaction.timeout there"),
        (StatementFailed("x", OUT_OF_MEMORY), "raise db.memory.transaction.max there"),
        (
            StatementFailed("x", "Neo.DatabaseError.Transaction.TransactionCommitFailed"),
            "make room where its disk is full",
        ),
        (ConnectionFailed("No Neo4j answers."), "The load was stopped: No Neo4j answers."),
    ],
)
def test_a_load_that_the_server_ends_says_what_to_do(error: Exception, told: str) -> None:
    with pytest.raises(LoadError, match=told), ended_by_the_server():
        raise error
