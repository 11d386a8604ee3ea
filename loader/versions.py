"""Works that may be versions of each other, for a person to judge: the same title, and the same authors.

Nothing is joined on these grounds: series, yearly reports and talks share titles and authors too.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from cypher.client import Client
from loader.author_lists import same_people

#: Shorter titles, such as "Introduction", are shared by chance; those of more works are a series.
LEAST_LETTERS, MOST_WORKS = 20, 10


@dataclass(frozen=True, slots=True)
class Version:
    """One of two works: its key and what tells it apart."""

    id: str
    title: str
    venue: str | None
    date_min: date | None
    date_max: date | None


@dataclass(frozen=True, slots=True)
class Proposal:
    """Two works that may be one in two versions, the earlier first as far as their dates tell, and how many authors."""

    earlier: Version
    later: Version
    authors: int


def proposals(client: Client) -> list[Proposal]:
    """All pairs of works with one title and, place by place, authors whose names share a word; sorted by key."""
    found = []
    for row in client.rows("same_titles", least=LEAST_LETTERS, most=MOST_WORKS):
        names = [paper.pop("authors") for paper in row["papers"]]
        if names[0] and same_people(*names):
            earlier, later = sorted((Version(**paper) for paper in row["papers"]), key=_order)
            found.append(Proposal(earlier, later, len(names[0])))
    return found


def _order(work: Version) -> tuple[Any, ...]:
    return (work.date_min or date.max, work.id)
