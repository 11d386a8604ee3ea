"""The picture by year: one lane an institution, papers and listings in the column of their year.

What an institution published before and after it was listed can be read along its lane. DPRK institutions stand right
of the years, where each can be reached from every lane. A paper that prints several partners stands in the lane of the
one with most papers, and is tied to the others.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date

from cypher.result import Edge, Node, Subgraph
from viz.caption import Caption, card
from viz.filters import years_of
from viz.geometry import Band, Box, Picture, spread
from viz.style import LOOKS, kind, targets
from viz.weight import papers_of

#: More lanes than this are more than anybody scrolls; those of the institutions with most papers stay.
MOST_LANES = 60
_CHIP = (46, 22)
_GAP, _LANE_GAP, _PADDING, _HEADING, _ASIDE = 6, 16, 10, 40, 60
_UNDATED = 10_000


def timeline(subgraph: Subgraph, captions: Mapping[str, Caption]) -> Picture | None:
    """Places of institutions, dated papers and listings; the rest is not in this picture.

    None where no institution has papers of two different years.
    """
    papers = {node.id: (years_of(node) or [_UNDATED])[0] for node in subgraph.nodes if node.label == "Paper"}
    bodies = {node.id: node for node in subgraph.nodes if node.label == "Institution"}
    lanes = _lanes(subgraph, bodies)
    cells, dprk = _cells(subgraph, papers, bodies, lanes)
    known = {year for _, year in cells if year != _UNDATED}
    if len(known) < 2 or not lanes:
        return None
    across = max(1, round((max(map(len, cells.values())) / 2) ** 0.5))
    column = across * (_CHIP[0] + _GAP) - _GAP + 2 * _PADDING
    shown = [*range(min(known), max(known) + 1), *([_UNDATED] if any(y == _UNDATED for _, y in cells) else [])]
    if len(shown) > 45:
        shown = sorted({year for _, year in cells})
    names = max(card(kind(bodies[id]), captions[id], 2)[0] for id in lanes)
    left = {year: names + _ASIDE + at * (column + _GAP) for at, year in enumerate(shown)}

    boxes: dict[str, Box] = {}
    y = float(_HEADING)
    for lane in lanes:
        width, height, lines = card(kind(bodies[lane]), captions[lane], 2)
        rows = max((-(-len(cells[lane, year]) // across) for year in shown if (lane, year) in cells), default=1)
        tall = max(height, rows * (_CHIP[1] + _GAP) - _GAP)
        boxes[lane] = Box(names / 2, y + tall / 2, width, height, lines)
        for year in shown:
            for at, id in enumerate(sorted(cells.get((lane, year), ()))):
                x = left[year] + _PADDING + (at % across) * (_CHIP[0] + _GAP) + _CHIP[0] / 2
                boxes[id] = Box(x, y + _CHIP[1] / 2 + (at // across) * (_CHIP[1] + _GAP), *_CHIP, 0)
        y += tall + _LANE_GAP
    right = left[shown[-1]] + column + _ASIDE
    _place_dprk(dprk, boxes, bodies, captions, right)
    bottom = max(box.y + box.height / 2 for box in boxes.values()) + _PADDING
    bands = [
        Band(
            "n.d." if year == _UNDATED else str(year),
            sum(id in papers for lane in lanes for id in cells.get((lane, year), ())),
            left[year],
            0.0,
            column,
            bottom,
        )
        for year in shown
    ]
    return Picture("years", boxes, tuple(bands))


def _lanes(subgraph: Subgraph, bodies: Mapping[str, Node]) -> list[str]:
    """Institutions with a lane: partners, or all where there are only DPRK institutions; most papers first."""
    papers = {id: count for id, count in papers_of(subgraph).items() if id in bodies}
    partners = [id for id in papers if kind(bodies[id]) != "dprk"] or list(papers)
    return sorted(partners, key=lambda id: (-papers[id], id))[:MOST_LANES]


def _cells(
    subgraph: Subgraph, papers: Mapping[str, int], bodies: Mapping[str, Node], lanes: list[str]
) -> tuple[dict[tuple[str, int], list[str]], dict[str, list[str]]]:
    """What stands in which lane and year, and the papers of each DPRK institution without a lane."""
    rank = {id: at for at, id in enumerate(lanes)}
    lane_of: dict[str, str] = {}
    for edge in subgraph.edges:
        if edge.type == "LISTS" and edge.target in rank:
            best = lane_of.setdefault(edge.source, edge.target)
            if rank[edge.target] < rank[best]:
                lane_of[edge.source] = edge.target
    cells: dict[tuple[str, int], list[str]] = defaultdict(list)
    for paper, lane in lane_of.items():
        cells[lane, papers[paper]].append(paper)
    for entry, lane, year in _listings(subgraph, rank):
        cells[lane, year].append(entry)
    dprk: dict[str, list[str]] = defaultdict(list)
    for edge in subgraph.edges:
        aside = edge.type == "LISTS" and edge.target not in rank and edge.source in lane_of
        if aside and kind(bodies[edge.target]) == "dprk":
            dprk[edge.target].append(edge.source)
    return dict(cells), dict(dprk)


def _listings(subgraph: Subgraph, lanes: Mapping[str, int]) -> list[tuple[str, str, int]]:
    """Each entry once, in the lane of the first institution it targets and the year in which its first period began."""
    began: dict[str, int] = {}
    for edge in subgraph.edges:
        if edge.type == "ON_LIST" and (year := _year(edge)):
            began[edge.source] = min(year, began.get(edge.source, year))
    found: dict[str, tuple[str, str, int]] = {}
    for edge in subgraph.edges:
        if targets(edge) and edge.target in lanes and edge.source in began:
            found.setdefault(edge.source, (edge.source, edge.target, began[edge.source]))
    return list(found.values())


def _year(edge: Edge) -> int | None:
    day = edge.properties.get("from_min") or edge.properties.get("from_max")
    return day.year if isinstance(day, date) else None


def _place_dprk(
    dprk: Mapping[str, list[str]],
    boxes: dict[str, Box],
    bodies: Mapping[str, Node],
    captions: Mapping[str, Caption],
    x: float,
) -> None:
    wanted = {id: sum(boxes[paper].y for paper in of) / len(of) for id, of in dprk.items()}
    order = sorted(wanted, key=lambda id: (wanted[id], id))
    sizes = [card("dprk", captions[id], 2) for id in order]
    places = spread([wanted[id] for id in order], [size[1] for size in sizes], [_LANE_GAP] * len(order), low=_HEADING)
    for id, y, size in zip(order, places, sizes, strict=True):
        boxes[id] = Box(x + LOOKS[kind(bodies[id])].width / 2 + _PADDING, y, *size)
