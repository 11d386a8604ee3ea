"""How much weighs what: institutions by the papers that print them, lines by the papers behind them."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping

from cypher.result import Edge, Subgraph

#: Widths of lines in world units: of one paper, and the widest.
_THIN, _STEP, _WIDEST = 1.4, 1.1, 9.0
#: Sides of marks in world units: of one paper or of what has no papers, and the largest.
_SMALL, _LARGE = 14.0, 44.0


def papers_of(subgraph: Subgraph) -> dict[str, int]:
    """How many papers of the subgraph print each institution, by its id; those with none are left out."""
    printed: dict[str, set[str]] = defaultdict(set)
    for edge in subgraph.edges:
        if edge.type == "LISTS":
            printed[edge.target].add(edge.source)
    return {id: len(papers) for id, papers in printed.items()}


def share(papers: Mapping[str, int], id: str) -> float:
    """0 for no papers, 1 for the institution with most: by area, so the root."""
    return math.sqrt(papers.get(id, 0) / max(papers.values())) if papers else 0.0


def mark_side(papers: Mapping[str, int], id: str) -> int:
    """Side of the mark of an institution, in world units."""
    return round(_SMALL + (_LARGE - _SMALL) * share(papers, id)) if papers.get(id, 0) > 1 else round(_SMALL)


def width_of(edge: Edge) -> float | None:
    """Width of an edge that itself counts papers; None for the others, which are all as thin."""
    papers = edge.properties.get("papers")
    if not isinstance(papers, int) or isinstance(papers, bool) or papers < 2:
        return None
    return round(min(_WIDEST, _THIN + _STEP * math.sqrt(papers - 1)), 1)
