"""The picture with its papers folded into lines: institutions that stand on the same papers, joined directly.

Pairs are those that the answers count: a DPRK institution and another; among institutions of one side only where a
paper prints no other side.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations, product

from cypher.result import Edge, Node, Subgraph
from viz.style import SHARED, kind

#: With more papers than this they are too small to be read one by one, and the page opens with lines.
READABLE_PAPERS = 36


def folded(subgraph: Subgraph) -> Subgraph | None:
    """The same without papers and their authors; each `SHARED` edge has `papers`, the ids of the papers it stands for.

    None where no paper joins two institutions.
    """
    nodes = {node.id: node for node in subgraph.nodes}
    on_paper: dict[str, set[str]] = defaultdict(set)
    for edge in subgraph.edges:
        if edge.type == "LISTS" and nodes[edge.source].label == "Paper" and nodes[edge.target].label == "Institution":
            on_paper[edge.source].add(edge.target)
    shared: dict[tuple[str, str], list[str]] = defaultdict(list)
    for paper in sorted(on_paper):
        for pair in _pairs([nodes[id] for id in sorted(on_paper[paper])]):
            shared[pair].append(paper)
    if not shared:
        return None
    gone = {node.id for node in subgraph.nodes if node.label in ("Paper", "Author")}
    kept = [edge for edge in subgraph.edges if edge.source not in gone and edge.target not in gone]
    lines = [Edge(f"shared:{a}:{b}", a, b, SHARED, {"papers": papers}) for (a, b), papers in sorted(shared.items())]
    return Subgraph(tuple(node for node in subgraph.nodes if node.id not in gone), (*kept, *lines))


def _pairs(institutions: list[Node]) -> list[tuple[str, str]]:
    dprk = [node.id for node in institutions if kind(node) == "dprk"]
    others = [node.id for node in institutions if kind(node) != "dprk"]
    return list(product(dprk, others)) if dprk and others else list(combinations(dprk or others, 2))
