"""What is known of one institution as a page: its lists over time, papers, partners, people, and the evidence.

Everything comes from questions of the catalogue: `institution-profile`, `designations-of`, `institution-papers` and
`our-listed-partners`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import viz
from cypher.question import Column
from cypher.sentences import bound
from tiegraph.answer import Answer
from tiegraph.people import People
from tiegraph.render.fields import in_words
from tiegraph.site.asked import Asked
from tiegraph.words import counted
from viz.words import country

_PARTNERS = ("DPRK institution", "partner institution", "partner country")
_FACTS = ("fact", "structure")
#: Designation sentences under the name; all stand in the table.
_MOST_SENTENCES = 6
_PARTNER_COLUMNS = (
    viz.Column("kind", "Whether it is an institution or a country, at most ten of each; of DPRK institutions all"),
    viz.Column("partner", "The other institution, or the country"),
    viz.Column("papers", "Papers that print both. Do not add lines up"),
    viz.Column("first", "First day on which the earliest of them can have been published"),
    viz.Column("last", "Last day on which the latest of them can have been published"),
)


@dataclass(frozen=True, slots=True)
class Dossier:
    """The page of an institution, and what the index says of it."""

    id: str
    name: str
    country: str
    papers: int
    lists: tuple[str, ...]
    page: viz.Page


def dossier(asked: Asked, id: str, people: People, links: Mapping[str, str], searched: Sequence[str]) -> Dossier:
    """The page. `links` are addresses of other dossiers by their institution's name; `searched` stands under it."""
    name = asked.name or id
    others = [str(row["item"]) for row in asked.of("name") if row["detail"] != "name"]
    code = next((str(row["item"]) for row in asked.of("fact") if row["detail"] == "country"), "")
    entries = [row for row in asked.designations.rows if _same_body(row)]
    lists = tuple(dict.fromkeys(str(row["title"]) for row in entries))
    page = viz.Page(
        title="Dossier of an institution",
        question=name,
        answer=tuple(_sentences(asked, entries)),
        tables=tuple(_tables(asked, people, links)),
        subgraph=None,
        searched=tuple(searched),
        caveats=tuple(dict.fromkeys(text for answer in asked.all for text in answer.caveats)),
        facts=tuple(_facts(asked, id, others)),
        chart=_chart(asked.papers.rows, entries),
        up=("index.html", "All pages"),
    )
    return Dossier(id, name, code, len(asked.papers), lists, page)


def _same_body(row: Mapping[str, Any]) -> bool:
    return row["by"] == "name" and row["relation"] == "same body" and row["judgement"] in ("auto", "confirmed")


def _sentences(asked: Asked, entries: Sequence[Mapping[str, Any]]) -> list[str]:
    count = len(asked.papers)
    days = [day for row in asked.papers.rows for day in (row["published_min"], row["published_max"]) if day]
    first, last = (min(days).year, max(days).year) if days else (0, 0)
    years = f", {first} to {last}" if first < last else f", in {first}" if days else ""
    said = [f"{counted(count, 'paper')} of those loaded {'prints' if count == 1 else 'print'} it{years}."]
    if not entries:
        return [
            *said,
            "No entry of the lists that were loaded was found to be this institution; that is never a clearance.",
        ]
    return [*said, *(asked.designations.question.say(row) for row in entries[:_MOST_SENTENCES])]


def _facts(asked: Asked, id: str, others: Sequence[str]) -> list[tuple[str, str]]:
    facts: dict[str, list[str]] = {}
    for row in asked.of(*_FACTS):
        text = country(str(row["item"])) if row["detail"] == "country" else str(row["item"])
        facts.setdefault(str(row["detail"]), []).append(text)
    made = [("Also named", "; ".join(others))] if others else []
    made += [(f"{heading[0].upper()}{heading[1:]}", "; ".join(items)) for heading, items in facts.items()]
    if topics := [str(row["item"]) for row in asked.of("topic")]:
        made.append(("Topics of its papers", "; ".join(topics)))
    return [*made, ("Identifier", id)]


def _chart(papers: Sequence[Mapping[str, Any]], entries: Sequence[Mapping[str, Any]]) -> viz.Chart | None:
    years: Counter[int] = Counter()
    undated = 0
    for row in papers:
        day = row["published_min"] or row["published_max"]
        if day:
            years[day.year] += 1
        else:
            undated += 1
    listings = tuple(
        viz.Listing(row["title"], row["since_min"], row["since_max"], row["until_min"], row["until_max"])
        for row in entries
    )
    chart = viz.Chart(dict(years), listings, undated)
    return chart if chart.svg() else None


def _tables(asked: Asked, people: People, links: Mapping[str, str]) -> list[viz.Table]:
    partners = [
        {
            "kind": row["section"],
            "partner": row["item"],
            **{name: bound(name, row[name]) for name in ("papers", "first", "last")},
        }
        for row in asked.of(*_PARTNERS)
    ]
    made = [
        _table("On lists and under rules", asked.designations, people, links),
        viz.Table("Partners", _PARTNER_COLUMNS, partners, "On the same papers, the most papers first.", links),
        _table("Partners on lists", asked.listed_partners, people, links),
        _table("Papers", asked.papers, people, links),
    ]
    return [table for table in made if table.rows]


def _table(title: str, answer: Answer, people: People, links: Mapping[str, str]) -> viz.Table:
    told, rows = in_words(answer.question.columns, answer.rows)
    columns = tuple(
        viz.Column(column.name, column.meaning, column.shown or (column.name == "people" and people.how != "none"))
        for column in told
        if not (people.how == "none" and _of_persons(column))
    )
    return viz.Table(title, columns, [people.row(row) for row in rows], links=links)


def _of_persons(column: Column) -> bool:
    return column.name == "people"
