"""Every question has rows worked out by hand on the practice world: `expected/<id>.yaml`, a list of cases.

A case has `columns` (divided by blanks), `given` (parameters), `rows` in their order, and may say `why`. `@name` stands
for an id of `NAMES`, and `PW01` for the id of that paper in `data/practice/papers/papers.csv`.
"""

from __future__ import annotations

import csv
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from cypher.catalogue import catalogue, question
from cypher.client import Client

EXPECTED = Path(__file__).parent / "expected"
NAMES = yaml.safe_load((EXPECTED / "NAMES.yaml").read_text(encoding="utf-8"))


def _paper_ids() -> dict[str, str]:
    path = Path(__file__).parents[2] / "data" / "practice" / "papers" / "papers.csv"
    with path.open(encoding="utf-8", newline="") as stream:
        rows = {row["id"]: row for row in csv.DictReader(stream)}
    kept = (("doi", "doi"), ("arxiv", "arxiv"), ("cur", "id"))
    return {id: next(f"{kind}:{row[column]}" for kind, column in kept if row[column]) for id, row in rows.items()}


PAPERS = _paper_ids()


def full(value: Any) -> Any:
    """A value of a case with ids for its short names."""
    if isinstance(value, list):
        return [full(item) for item in value]
    if isinstance(value, str) and value.startswith("@"):
        return NAMES[value[1:]]
    return re.sub(r"^PW\d\d", lambda name: PAPERS[name[0]], value) if isinstance(value, str) else value


def cases(name: str) -> list[dict[str, Any]]:
    path = EXPECTED / f"{name}.yaml"
    return yaml.safe_load(path.read_text(encoding="utf-8")) if path.is_file() else []


@pytest.mark.parametrize("name", catalogue())
def test_rows(practice: Client, name: str) -> None:
    assert cases(name), f"no expected rows: write {EXPECTED.name}/{name}.yaml"
    asked = question(name)
    for case in cases(name):
        given = {key: full(value) for key, value in case.get("given", {}).items()}
        found = practice.read(asked.statement, asked.bind(**given)).rows
        columns = case["columns"].split()
        assert [[row[column] for column in columns] for row in found] == [full(row) for row in case["rows"]], given


def test_no_rows_are_expected_of_a_question_that_is_gone() -> None:
    assert {path.stem for path in EXPECTED.glob("*.yaml")} - {"NAMES"} <= catalogue().keys()
