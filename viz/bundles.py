"""Authors gathered into bundles: those who sign for the same institutions, on papers that print the same ones.

People who join different institutions stay on their own: they are who a reader looks for. The page shows a bundle as
one mark and unfolds it where it stands, on demand.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from cypher.result import Edge, Node, Subgraph
from viz.levels import signed_for

#: Fewer authors than this are not too many to be shown one by one; nor are so few of one kind.
_FEW, _LEAST = 9, 3


@dataclass(frozen=True, slots=True)
class Bundled:
    """`graph` has one node a bundle in place of its members; `members` are their ids by the bundle's."""

    graph: Subgraph
    members: dict[str, tuple[str, ...]]


def bundled(subgraph: Subgraph) -> Bundled:
    """The bundles of a subgraph; none where it has few authors. The same subgraph gives the same bundles."""
    nodes = {node.id: node for node in subgraph.nodes}
    authors = [node.id for node in subgraph.nodes if node.label == "Author"]
    if len(authors) < _FEW:
        return Bundled(subgraph, {})
    printed: dict[str, set[str]] = defaultdict(set)
    for edge in subgraph.edges:
        if edge.type == "LISTS":
            printed[edge.source].add(edge.target)
    ties: dict[str, set[str]] = defaultdict(set)
    for edge in subgraph.edges:
        if edge.type == "AUTHORED":
            ties[edge.source] |= printed.get(edge.target) or {edge.target}
    homes = signed_for(subgraph)
    alike: dict[tuple[tuple[str, ...], tuple[str, ...]], list[str]] = defaultdict(list)
    for id in authors:
        if ties[id]:
            alike[tuple(sorted(homes.get(id, ()))), tuple(sorted(ties[id]))].append(id)
    members: dict[str, tuple[str, ...]] = {}
    made: list[Node] = []
    for (home, _), ids in sorted(alike.items()):
        if len(ids) >= _LEAST:
            name = f"bundle:{len(members)}"
            members[name] = tuple(ids)
            names = [str(nodes[one].properties.get("name") or one) for one in home if one in nodes]
            made.append(Node(name, "Author", {"name": f"{len(ids):,} authors", "identity": ", ".join(names)}))
    into = {id: name for name, ids in members.items() for id in ids}
    kept = [node for node in subgraph.nodes if node.id not in into]
    edges: dict[tuple[str, str, str], Edge] = {}
    for edge in subgraph.edges:
        source, target = into.get(edge.source, edge.source), into.get(edge.target, edge.target)
        plain = (source, target) == (edge.source, edge.target)
        key = (edge.id, "", "") if plain else (source, target, edge.type)
        edges.setdefault(
            key, edge if plain else Edge(f"{source}:{edge.id}", source, target, edge.type, edge.properties)
        )
    return Bundled(Subgraph((*kept, *made), tuple(edges.values())), members)
