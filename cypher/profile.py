"""What a statement costs the server: work done (db hits) and the steps that did most of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Step:
    """One operator of a plan: its name, what it works on, and its own db hits and rows."""

    name: str
    details: str
    db_hits: int
    rows: int


@dataclass(frozen=True, slots=True)
class Profile:
    """Cost of one statement. A db hit is one access to the store; times are wall-clock milliseconds, rows all read.

    `first_ms` holds the planning where the server did not know the statement; `again_ms` is a second run.
    """

    rows: int
    first_ms: float
    again_ms: float
    steps: tuple[Step, ...]

    @property
    def db_hits(self) -> int:
        return sum(step.db_hits for step in self.steps)

    def costly(self, number: int = 5) -> tuple[Step, ...]:
        """The steps with the most db hits, most first."""
        return tuple(sorted(self.steps, key=lambda step: -step.db_hits)[:number])


def steps(plan: Mapping[str, Any]) -> Iterator[Step]:
    """The operators of a profiled plan as the driver gives it, a step before those that feed it."""
    arguments = plan.get("args", {})
    yield Step(
        name=str(plan["operatorType"]).partition("@")[0],
        details=str(arguments.get("Details", "")),
        db_hits=int(arguments.get("DbHits", 0)),
        rows=int(arguments.get("Rows", 0)),
    )
    for child in plan.get("children", ()):
        yield from steps(child)
