"""The pages that are measured side by side, each of the same graph: ours and three that others would make."""

from __future__ import annotations

import importlib.metadata
import json
from collections.abc import Callable
from dataclasses import dataclass
from importlib.resources import files

from cypher.result import Subgraph
from viz import Page
from viz.caption import captions_of
from viz.layout import picture
from viz.page import render

_TITLE = "Invented papers, for measuring"


@dataclass(frozen=True, slots=True)
class Contender:
    """`make` builds the HTML (that is what Python seconds are), `fragment` goes to the address.

    The rest is JavaScript that the page itself runs: `ready` is true once everything is drawn, `spot` gives the place
    of a node in the window that a click may be tried on, `answered` is true once the page has answered it. `moves`
    says that the page holds what it shows still, so that a step of a drag can be measured.
    """

    name: str
    make: Callable[[Subgraph], str]
    ready: str
    spot: str
    answered: str
    fragment: str = ""
    moves: bool = True
    #: larger graphs are not tried
    most: int = 10**9


def ours(subgraph: Subgraph) -> str:
    """The whole page, with evidence, search, filters and tables."""
    return render(Page(_TITLE, "How fast is this page?", ("An invented answer.",), (), subgraph, (), ()))


def bare(subgraph: Subgraph) -> str:
    """Nothing but vis-network: dots with names and straight edges, where our layout puts them."""
    boxes = picture(subgraph, captions_of(subgraph), "force").boxes
    index = {node.id: at for at, node in enumerate(subgraph.nodes)}
    nodes = [
        {"id": at, "label": _name(subgraph, at), "shape": "dot", "size": 7, "x": boxes[one.id].x, "y": boxes[one.id].y}
        for at, one in enumerate(subgraph.nodes)
    ]
    edges = [{"from": index[edge.source], "to": index[edge.target]} for edge in subgraph.edges]
    data = json.dumps({"nodes": nodes, "edges": edges})
    options = "{physics: false, layout: {improvedLayout: false}, edges: {smooth: false}}"
    return (
        "<!doctype html><meta charset=utf-8>"
        "<style>body{margin:0}#net{width:1280px;height:624px}</style><div id=net></div>"
        f"<script>{_vis()}</script><script>const given = {data};\n"
        "const sets = {nodes: new vis.DataSet(given.nodes), edges: new vis.DataSet(given.edges)};"
        f"window.net = new vis.Network(document.getElementById('net'), sets, {options});"
        "net.once('afterDrawing', () => { window.drawn = true; });</script>"
    )


def pyvis_default(subgraph: Subgraph) -> str:
    """What pyvis makes if nothing is set but that its scripts come with the page."""
    from pyvis.network import Network

    net = Network(cdn_resources="in_line")
    net.add_nodes(range(len(subgraph.nodes)), label=[_name(subgraph, at) for at in range(len(subgraph.nodes))])
    index = {node.id: at for at, node in enumerate(subgraph.nodes)}
    net.add_edges((index[edge.source], index[edge.target]) for edge in subgraph.edges)
    html: str = net.generate_html()
    settled = "network.once('stabilizationIterationsDone', () => { window.drawn = true; });"
    return html.replace("return network;", f"{settled} window.net = network; return network;", 1)


def neo4j_viz(subgraph: Subgraph) -> str:
    """neo4j-viz with its defaults, but for the number of nodes that it allows."""
    from neo4j_viz import Node, Relationship, VisualizationGraph

    index = {node.id: at for at, node in enumerate(subgraph.nodes)}
    graph = VisualizationGraph(
        nodes=[Node(id=str(at), caption=_name(subgraph, at)) for at in range(len(subgraph.nodes))],
        relationships=[
            Relationship(source=str(index[edge.source]), target=str(index[edge.target]), caption=edge.type)
            for edge in subgraph.edges
        ],
    )
    return str(graph.render(max_allowed_nodes=10**6).data)


def contenders() -> list[Contender]:
    """In the order of the table. The versions are those of the packages that are installed."""
    bare_spot = "(() => { const id = net.body.nodeIndices[0]; return net.canvasToDOM(net.getPosition(id)); })()"
    clicked = "net.getSelectedNodes().length > 0"
    our_spot = (
        "(() => { const s = document.getElementById('stage'); s.scrollIntoView({block: 'center'});"
        " const b = s.getBoundingClientRect(); const n = tiegraph.data.nodes[tiegraph.drawn()[0]];"
        " const p = tiegraph.network.canvasToDOM({x: n.x, y: n.y}); return {x: b.left + p.x, y: b.top + p.y}; })()"
    )
    our_ready = "document.body && document.body.dataset.ready === 'yes'"
    answered = "!document.getElementById('panel').hidden"
    canvas = "document.querySelector('canvas')"
    return [
        Contender("tiegraph, every node drawn", ours, our_ready, our_spot, answered, "#view=papers"),
        Contender("tiegraph, as it opens", ours, our_ready, our_spot, answered),
        Contender("vis-network alone, same places", bare, "window.drawn", bare_spot, clicked),
        Contender(
            f"neo4j-viz {importlib.metadata.version('neo4j-viz')}",
            neo4j_viz,
            f"{canvas} && {canvas}.width > 300",
            "",
            "",
            moves=False,
        ),
        Contender("pyvis, default", pyvis_default, "window.drawn", "", "", moves=False, most=1000),
    ]


def _name(subgraph: Subgraph, at: int) -> str:
    properties = subgraph.nodes[at].properties
    return str(properties.get("title") or properties.get("name"))


def _vis() -> str:
    return files("pyvis").joinpath("templates/lib/vis-9.1.2/vis-network.min.js").read_text(encoding="utf-8")
