"""What the page's filters go by: for each paper its years, its side of a listing, its countries and its lists."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from cypher.result import Edge, Node, Subgraph
from viz.style import targets
from viz.words import country

#: How a paper can stand to a listing of an institution it prints, in the order in which the page offers them.
SIDES = {
    "before": "before a listing",
    "soon": "within twelve months after a listing",
    "after": "later than that after a listing",
    "open": "dates leave it open",
}


def filters(subgraph: Subgraph, letter_of: Mapping[str, str], lists_of: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """`papers` by their place in the subgraph, each with `years` [first, last] (or null), `sides`, `countries` and
    `lists` (letters); and the words for the sides and the countries. No papers: nothing to filter by.
    """
    nodes = {node.id: node for node in subgraph.nodes}
    printed: dict[str, list[Node]] = defaultdict(list)
    for edge in subgraph.edges:
        if edge.type == "LISTS":
            printed[edge.source].append(nodes[edge.target])
    begins = _begins(subgraph)
    papers: dict[int, dict[str, Any]] = {
        at: {
            "years": years_of(node),
            "sides": sorted(
                {side for one in printed[node.id] for begin in begins[one.id] if (side := _side(node, begin))}
            ),
            "countries": sorted({code for one in printed[node.id] if (code := one.properties.get("country"))}),
            "lists": sorted({letter_of[name] for one in printed[node.id] for name in lists_of.get(one.id, ())}),
        }
        for at, node in enumerate(subgraph.nodes)
        if node.label == "Paper"
    }
    codes = sorted({code for paper in papers.values() for code in paper["countries"]}, key=country)
    return {"papers": papers, "sides": SIDES, "countries": [[code, country(code)] for code in codes]}


Days = tuple[date | None, date | None]


def _begins(subgraph: Subgraph) -> dict[str, list[Days]]:
    """For each institution the days between which each of its listings began."""
    periods: dict[str, list[Days]] = defaultdict(list)
    for edge in subgraph.edges:
        if edge.type == "ON_LIST":
            periods[edge.source].append(_days(edge, "from_min", "from_max"))
    found: dict[str, list[Days]] = defaultdict(list)
    for edge in subgraph.edges:
        if targets(edge):
            found[edge.target] += periods[edge.source]
    return found


def _days(of: Node | Edge, first: str, last: str) -> Days:
    a, b = (value if isinstance(value := of.properties.get(name), date) else None for name in (first, last))
    return a, b


def _side(paper: Node, begin: Days) -> str:
    """As the questions count: before is earlier than the first possible day, after not earlier than the last."""
    first, last = _days(paper, "date_min", "date_max")
    begin_min, begin_max = begin
    if last and begin_min and last < begin_min:
        return "before"
    if first and begin_max and first >= begin_max:
        return "soon" if first < _a_year_after(begin_max) else "after"
    return "open"


def _a_year_after(day: date) -> date:
    return day.replace(year=day.year + 1, day=28) if (day.month, day.day) == (2, 29) else day.replace(year=day.year + 1)


def years_of(paper: Node) -> list[int] | None:
    """First and last year in which it can have been published; None: no date is known."""
    first, last = _days(paper, "date_min", "date_max")
    known = [day.year for day in (first or last, last or first) if day]
    return known or None
