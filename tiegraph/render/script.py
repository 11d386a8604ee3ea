"""The graph of an answer as a Cypher script that makes it again in another database: cypher-shell, or Neo4j Browser."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from cypher.model import NODE, RELATIONSHIP
from cypher.parameters import literal
from cypher.result import Edge, Node, Subgraph
from cypher.statements import statement
from viz.style import DESIGNATED

#: Rows a statement: longer texts take the server's parser long.
_ROWS = 200


def script(subgraph: Subgraph, about: Sequence[str]) -> str:
    """The statements, which may be run twice, below `about` as comments."""
    return "\n".join([*(f"// {' '.join(line.split())}" for line in about), "", *_statements(subgraph)])


def _statements(subgraph: Subgraph) -> Iterator[str]:
    nodes: dict[str, list[Node]] = defaultdict(list)
    for node in subgraph.nodes:
        nodes[node.label].append(node)
    edges: dict[str, list[Edge]] = defaultdict(list)
    for edge in subgraph.edges:
        edges[edge.type].append(edge)
    for label in sorted(nodes):
        yield statement("export_keys", label)
    for label, members in sorted(nodes.items()):
        yield from _filled(statement("export_nodes", label), [_node(node) for node in members])
    for type_, lines in sorted(edges.items()):
        yield from _filled(statement("export_relationships", type=type_), [_edge(edge) for edge in lines])


def _filled(text: str, rows: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    for at in range(0, len(rows), _ROWS):
        part = ",\n  ".join(map(_literal, rows[at : at + _ROWS]))
        yield text.replace("$rows", f"[\n  {part}\n]")


def _node(node: Node) -> dict[str, Any]:
    key = NODE[node.label].key
    return {
        "key": node.properties[key],
        "designated": DESIGNATED in node.also,
        "properties": {name: value for name, value in node.properties.items() if name != key},
    }


def _edge(edge: Edge) -> dict[str, Any]:
    places = {name: edge.properties[name] for name in RELATIONSHIP[edge.type].key}
    return {"start": edge.source, "end": edge.target, **places, "properties": edge.properties}


def _literal(value: Any) -> str:
    if isinstance(value, Mapping):
        # Names of properties are the model's.
        return "{" + ", ".join(f"{name}: {_literal(one)}" for name, one in value.items()) + "}"
    return literal(value)
