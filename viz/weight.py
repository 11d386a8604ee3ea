"""How much weighs what: institutions by the papers that print them, lines by the papers behind them."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping

from cypher.result import Edge, Subgraph
from viz.style import SHARED

#: Widths of lines in world units: of one paper, and the widest.
_THIN, _STEP, _WIDEST = 1.4, 1.1, 9.0
#: Sides of marks in world units: of one paper or of what has no papers, and the largest.
SMALL, _LARGE = 14, 44


def papers_of(subgraph: Subgraph) -> dict[str, int]:
    """How many papers of the subgraph print each institution, by its id; those with none are left out."""
    printed: dict[str, set[str]] = defaultdict(set)
    for edge in subgraph.edges:
        if edge.type == "LISTS":
            printed[edge.target].add(edge.source)
        elif edge.type == SHARED:
            for end in (edge.source, edge.target):
                printed[end].update(edge.properties.get("papers") or ())
    return {id: len(papers) for id, papers in printed.items()}


def mark_side(papers: Mapping[str, int], id: str, most: int) -> int:
    """Side of the mark of an institution, in world units, where the one with most papers has so many."""
    return SMALL + round((_LARGE - SMALL) * math.sqrt(papers[id] / most)) if papers.get(id, 0) > 1 else SMALL


def width_of(edge: Edge) -> float | None:
    """Width of an edge that itself counts papers; None for the others, which are all as thin."""
    papers = edge.properties.get("papers")
    if not isinstance(papers, int) or isinstance(papers, bool) or papers < 2:
        return None
    return round(min(_WIDEST, _THIN + _STEP * math.sqrt(papers - 1)), 1)
