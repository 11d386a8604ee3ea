"""What a page leaves out of a graph that is larger than it may hold, and the sentence that says so."""

from __future__ import annotations

from collections import Counter

from cypher.result import Subgraph
from viz.errors import PageError
from viz.groups import rank
from viz.style import LOOKS, kind

#: Nodes that a page holds unless more are asked for: drawn at once on an office machine (docs/performance-views.md).
MAX_NODES = 10_000


def limited(subgraph: Subgraph, most: int) -> tuple[Subgraph, str]:
    """The part of the graph that is kept, and what was left out in words (empty where nothing was).

    Kept first are DPRK institutions, what is on a list, and list entries; then institutions, then papers and people,
    each by the number of their edges. Raises `PageError` for a limit below 1.
    """
    if most < 1:
        raise PageError(f"A page cannot be limited to {most} nodes: --max-nodes must be 1 or more.")
    if len(subgraph.nodes) <= most:
        return subgraph, ""
    degree: Counter[str] = Counter()
    for edge in subgraph.edges:
        degree[edge.source] += 1
        degree[edge.target] += 1
    order = sorted(subgraph.nodes, key=lambda node: rank(node, degree[node.id]))
    kept = {node.id for node in order[:most]}
    gone = Counter(kind(node) for node in order[most:])
    parts = [f"{LOOKS[name].many} {gone[name]:,}" for name in LOOKS if gone[name]]
    return (
        Subgraph(
            tuple(node for node in subgraph.nodes if node.id in kept),
            tuple(edge for edge in subgraph.edges if edge.source in kept and edge.target in kept),
        ),
        f"The picture holds {most:,} of {len(subgraph.nodes):,} nodes, those with most ties first. Left out: "
        f"{'; '.join(parts)}. Groups and their lines count all; the tables leave nothing out. To see the rest, narrow "
        "the question (one list, one institution, --limit, a lower --max-paths), or raise --max-nodes.",
    )
