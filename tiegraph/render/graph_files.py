"""The graph of an answer for Gephi, Cytoscape, yEd, igraph, R and others: GraphML and GEXF.

Both know texts, numbers and truth values: days become ISO texts, lists texts with " | " between. What XML cannot hold
becomes a replacement character.
"""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any

from cypher.result import Subgraph
from tiegraph.graphs import to_networkx
from tiegraph.render.cells import joined

if TYPE_CHECKING:
    import networkx

#: Control characters other than tab and line ends, halves of surrogate pairs, and two that are no characters at all.
NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
#: GEXF gives these names of attributes of an edge a meaning of its own.
_TAKEN_BY_GEXF = {"id": "id_", "type": "type_", "weight": "weight_", "viz": "viz_", "start": "start_", "end": "end_"}


def graphml(subgraph: Subgraph) -> bytes:
    """GraphML with the ids of nodes and edges."""
    import networkx

    out = io.BytesIO()
    # The edges' keys are their ids.
    networkx.write_graphml(_plain(subgraph), out, edge_id_from_attribute="id", named_key_ids=True)
    return out.getvalue()


def gexf(subgraph: Subgraph) -> bytes:
    """GEXF 1.2 with the ids of nodes and edges."""
    import networkx

    out = io.BytesIO()
    networkx.write_gexf(_plain(subgraph, _TAKEN_BY_GEXF), out)
    return out.getvalue()


def _plain(subgraph: Subgraph, renamed: dict[str, str] | None = None) -> networkx.MultiDiGraph[str]:
    """The graph with values that both formats have; what is not known is left out."""
    import networkx

    graph = to_networkx(subgraph)
    plain: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    names = renamed or {}
    for id, properties in graph.nodes(data=True):
        plain.add_node(_text(id), **{names.get(name, name): one for name, one in _known(properties)})
    for source, target, id, properties in graph.edges(keys=True, data=True):
        said = {names.get(name, name): one for name, one in _known(properties)}
        plain.add_edge(_text(source), _text(target), key=_text(id), **{**said, "id": _text(id)})
    return plain


def _known(properties: dict[str, Any]) -> list[tuple[str, Any]]:
    return [(name, _value(value)) for name, value in properties.items() if value is not None and value != []]


def _value(value: Any) -> Any:
    return value if isinstance(value, bool | int | float) else _text(joined(value))


def _text(value: str) -> str:
    return NO_XML.sub("\ufffd", value)
