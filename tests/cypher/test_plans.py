"""How the server would answer each question: from an index on, side by side with nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import neo4j
import pytest

from cypher.catalogue import catalogue, question
from cypher.client import Client
from cypher.statements import statement
from tiegraph.could_hold import GIVEN
from tiegraph.local import Instance

#: Kinds of node of which a graph holds few, however many papers it has: reading them all is no scan.
FEW = ("ControlList", "Rule", "Report", "Load", "Country", "Model", "Designated")


def operators(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield plan
    for child in plan.get("children", ()):
        yield from operators(child)


def reads_all(operator: dict[str, Any]) -> bool:
    """Whether an operator reads every node or relationship of a kind that can be large."""
    name, details = operator["operatorType"].partition("@")[0], operator["args"].get("Details", "")
    if name == "NodeByLabelScan":
        return not details.endswith(FEW)
    return ("Scan" in name and "Index" not in name) or name in ("NodeIndexScan", "DirectedRelationshipIndexScan")


@pytest.fixture(scope="module")
def plans(server: Instance, required: Callable[[str], dict[str, str]]) -> Iterator[Any]:
    uri, *auth = server.connection()
    with neo4j.GraphDatabase.driver(uri, auth=tuple(auth), notifications_min_severity="OFF") as driver:

        def plan(name: str) -> list[dict[str, Any]]:
            if name == "could_hold":
                text, values = statement(name), dict.fromkeys((*GIVEN, "include_inferred", "max_authors"))
            else:
                text, values = question(name).statement, question(name).bind(**required(name))
            found = driver.execute_query("EXPLAIN " + text, values).summary.plan
            assert found is not None
            return list(operators(found))

        yield plan


@pytest.mark.parametrize("name", catalogue())
def test_a_plan_starts_at_an_index_and_multiplies_nothing(practice: Client, plans: Any, name: str) -> None:
    found = plans(name)
    names = [one["operatorType"].partition("@")[0] for one in found]
    assert "CartesianProduct" not in names
    assert "AllNodesScan" not in names
    scans = [f"{one['operatorType']} {one['args'].get('Details')}" for one in found if reads_all(one)]
    if question(name).scan:
        assert scans, "the header gives a reason for a scan that the plan does not have"
    else:
        assert not scans, "say in the header why: `scan: …`"


def test_what_is_said_of_an_empty_answer_starts_at_an_index_too(practice: Client, plans: Any) -> None:
    assert not [one["operatorType"] for one in plans("could_hold") if reads_all(one)]
