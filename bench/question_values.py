"""The values that the questions are asked with: twenty sets, the same on every run on a graph.

1. `largest`: the two institutions with the most papers.
2. 13 pairs drawn in proportion to papers, as users would meet them: who publishes much is asked about much.
3. 3 listed and 3 DPRK institutions, each beside one drawn so; drawn in proportion to papers too.

Authors are those of `Made.authors`, in turn.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path
from typing import Any

from bench.questions_graph import Made
from cypher.client import Client
from cypher.question import Question

SETS = 20
_DRAWN, _LISTED, _DPRK = 13, 3, 3
_SEED = 11
_COUNTRIES = ("CN", "US", "DE", "JP")
_INSTITUTIONS = Path(__file__).with_name("hand") / "institutions.cypher"


@dataclass(frozen=True)
class Institution:
    """An institution of the graph, and the number of papers that print it."""

    id: str
    country: str
    listed: bool
    papers: int


def institutions(client: Client) -> list[Institution]:
    """All of the graph, by id."""
    return [Institution(**row) for row in client.read(_INSTITUTIONS.read_text(encoding="utf-8"), timeout=60).rows]


def pairs(all_: Sequence[Institution]) -> list[tuple[str, str]]:
    """`SETS` pairs of two institutions; the largest first."""
    random_ = random.Random(_SEED)

    def draw(among: Iterable[Institution], *, other: str = "") -> str:
        some = [one for one in among if one.id != other]
        return random_.choices([one.id for one in some], [one.papers for one in some])[0]

    largest = sorted(all_, key=lambda one: (-one.papers, one.id))[:2]
    firsts = [draw(all_) for _ in range(_DRAWN)]
    firsts += [draw(one for one in all_ if one.listed) for _ in range(_LISTED)]
    firsts += [draw(one for one in all_ if one.country == "KP") for _ in range(_DPRK)]
    return [(largest[0].id, largest[1].id), *((one, draw(all_, other=one)) for one in firsts)]


def values(question: Question, made: Made, of: Sequence[tuple[str, str]]) -> list[dict[str, Any]]:
    """Values to ask a question with, one set a pair; parameters that are not given here have their defaults."""
    names = {one.name for one in question.parameters}
    authors = islice(cycle(made.authors), len(of))
    sets = []
    for n, ((institution, other), (author, other_author)) in enumerate(zip(of, authors, strict=True)):
        given = {
            "institution": institution,
            "other": other,
            "author": author,
            "other_author": other_author,
            "since": f"{2014 + n % 4}-01-01",
            "paper": f"doi:10.5555/bench.{n}",
        }
        if question.id.endswith("with-country"):
            given["country"] = _COUNTRIES[n % len(_COUNTRIES)]
        sets.append(question.bind(**{name: value for name, value in given.items() if name in names}))
    return sets
