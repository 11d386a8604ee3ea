"""The graph of an answer for libraries that compute on graphs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from viz.caption import TEXTS

if TYPE_CHECKING:
    import networkx

    from cypher.result import Subgraph


def to_networkx(subgraph: Subgraph) -> networkx.MultiDiGraph[str]:
    """The same nodes and edges under the same ids: a node's id is its key, an edge's id the key between its two nodes.

    A node's attributes are its properties, `label` (what our pages call it), `node_type` (its label in the model) and
    `also` (second labels); an edge's are its properties and `label` (its relationship type). Days stay
    `datetime.date`, lists stay lists.
    """
    import networkx

    graph: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    for node in subgraph.nodes:
        title = next((str(node.properties[name]) for name in TEXTS if node.properties.get(name)), node.id)
        said = {"label": title, "node_type": node.label, "also": list(node.also)}
        graph.add_node(node.id, **{**node.properties, **said})
    for edge in subgraph.edges:
        graph.add_edge(edge.source, edge.target, key=edge.id, **{**edge.properties, "label": edge.type})
    return graph
