"""From a subgraph to what vis-network draws: pyvis' lists of nodes and edges, and its options."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from cypher.result import Edge, Node, Subgraph
from viz.bundles import bundled
from viz.caption import Caption, captions_of
from viz.doubts import DOUBTS, doubts, doubts_of_link
from viz.evidence import Fact, edge_facts, node_facts
from viz.filters import filters
from viz.geometry import Picture
from viz.layout import picture
from viz.packing import packed_facts
from viz.pictures import packed_bundles, pictures, place, with_members
from viz.style import DESIGNATED, LINES, LOOKS, OTHER_LINE, SHARED, UNNAMED_LETTER, kind, line, list_of, marks
from viz.weight import width_of

if TYPE_CHECKING:
    from pyvis.network import Network

#: pyvis' options are vis-network's. Positions are ours, so nothing may move: no physics, no "improved" layout.
_OPTIONS: dict[str, Any] = {
    "autoResize": True,
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False, "randomSeed": 1},
    "interaction": {
        "hover": True,
        "dragNodes": False,
        "zoomView": False,
        "multiselect": False,
        "selectConnectedEdges": False,
        "hoverConnectedEdges": False,
        "tooltipDelay": 0,
    },
    "nodes": {"shape": "custom", "borderWidth": 0},
    "edges": {"smooth": False, "width": 1.4, "selectionWidth": 1.4, "hoverWidth": 0.6, "color": {"inherit": False}},
}


def evidence(subgraph: Subgraph) -> dict[str, Any]:
    """What the panel shows of each node and each edge, packed."""
    nodes = {node.id: node for node in subgraph.nodes}
    return packed_facts(_facts(subgraph, nodes), [_edge_facts(edge, nodes) for edge in subgraph.edges])


def _edge_facts(edge: Edge, nodes: Mapping[str, Node]) -> list[Fact]:
    """Of an edge; of a link between an entry and an institution also what else could explain it."""
    facts = edge_facts(edge, _paper(edge, nodes))
    # Where the entry itself is all that is known of the institution, there is nothing to mistake it for.
    if edge.type not in ("TARGETS", "MAY_TARGET") or edge.properties.get("method") == "own institution":
        return facts
    said = doubts_of_link(edge, nodes)
    return [*facts, ["texts", DOUBTS, said]] if said else facts


def network(subgraph: Subgraph, layout: str, whole: Subgraph | None = None) -> tuple[Network, dict[str, Any]]:
    """A pyvis Network that holds the whole picture, and the legend and filters that the page shows beside it.

    `whole` is what the subgraph was before nodes were left out; groups count all of it.

    Nodes and edges go by their place in the subgraph: ids come from outside and must not become keys in a script.
    The lists are set at once: pyvis' own `add_edge` compares each edge with all before it.
    """
    captions = captions_of(whole or subgraph)
    bundles = bundled(subgraph)
    captions |= captions_of(Subgraph(tuple(node for node in bundles.graph.nodes if node.id in bundles.members), ()))
    laid = picture(bundles.graph, captions, layout)
    drawn = with_members(laid, bundles, subgraph, captions)
    nodes = {node.id: node for node in subgraph.nodes}
    letter_of, lists_of = marks(nodes, subgraph.edges)
    index = {node.id: at for at, node in enumerate(subgraph.nodes)}

    # Imported here: with what it brings along it takes 20 MB and a quarter of a second, also of loads.
    from pyvis.network import Network

    net = Network(directed=True, cdn_resources="in_line")
    net.nodes = [
        _node(at, node, captions[node.id], drawn, letter_of, lists_of) for at, node in enumerate(subgraph.nodes)
    ]
    net.edges = _edges(subgraph, nodes, index, drawn)
    net.node_ids = list(range(len(net.nodes)))
    net.options = _OPTIONS
    beside = _beside(subgraph, nodes, captions, drawn, letter_of, lists_of)
    made = pictures(subgraph, whole or subgraph, captions, drawn, layout)
    made["all"]["papers"]["bundles"] = packed_bundles(bundles, laid, captions, index)
    return net, {**beside, "pictures": made}


def _node(
    at: int,
    node: Node,
    text: Caption,
    drawn: Picture,
    letter_of: Mapping[str, str],
    lists_of: Mapping[str, list[str]],
) -> dict[str, Any]:
    box = drawn.boxes[node.id]
    made: dict[str, Any] = {
        "id": at,
        "label": text.text,
        "kind": kind(node),
        **place(box),
    }
    if text.sub:
        made["sub"] = text.sub
    if text.lead:
        made["lead"] = text.lead
    letters = [letter_of[name] for name in lists_of.get(node.id, ())]
    if letters or DESIGNATED in node.also:
        made["listed"] = letters or [UNNAMED_LETTER]
    if node.label == "Designation" and list_of(node) in letter_of:
        made["letter"] = letter_of[list_of(node)]
    if node.label == "ControlList" and node.id in letter_of:
        made["letter"] = letter_of[node.id]
    if node.properties.get("retracted"):
        made["retracted"] = True
    return made


def _edges(
    subgraph: Subgraph, nodes: Mapping[str, Node], index: Mapping[str, int], drawn: Picture
) -> list[dict[str, Any]]:
    """vis-network's edges. Parallel edges and loops differ in their curve, so that each can be seen and clicked."""
    seen: dict[tuple[int, int], int] = defaultdict(int)
    pairs = [(index[edge.source], index[edge.target]) for edge in subgraph.edges]
    pairs = [(a, b) if a < b else (b, a) for a, b in pairs]
    twins = Counter(pairs)
    made: list[dict[str, Any]] = []
    for at, edge in enumerate(subgraph.edges):
        a, b = index[edge.source], index[edge.target]
        pair = pairs[at]
        twin = seen[pair]
        seen[pair] += 1
        key = line(edge, nodes[edge.target])
        look = LINES.get(key, OTHER_LINE)
        entry: dict[str, Any] = {"id": at, "from": a, "to": b, "line": key}
        if width := width_of(edge):
            entry["width"] = width
        if look.dashed:
            entry["dashes"] = [5, 5]
        if look.mark:
            entry["label"] = look.mark
        if look.arrow:
            entry["arrows"] = {"to": {"enabled": True, "scaleFactor": 0.5}}
        if isinstance(position := edge.properties.get("position"), int):
            entry["order"] = position
        if a == b:
            entry["selfReference"] = {"size": 22 + 9 * twin, "angle": 0.785}
        elif curve := _curve(edge, twin, of=twins[pair], flipped=a > b, drawn=drawn):
            entry["smooth"] = curve
        made.append(entry)
    return made


def _curve(edge: Edge, twin: int, *, of: int, flipped: bool, drawn: Picture) -> dict[str, Any] | None:
    """How an edge bends: along the columns, out of its own column, or away from its twins; None: straight."""
    if twin:
        # Twins bow to alternate sides, further and further; which side is which depends on the direction.
        side = (twin % 2 == 1) != flipped
        return {"enabled": True, "type": "curvedCW" if side else "curvedCCW", "roundness": _bow(twin, of)}
    if drawn.layout != "columns":
        return None
    here, there = drawn.level.get(edge.source), drawn.level.get(edge.target)
    if here is not None and here == there:
        return {"enabled": True, "type": "curvedCW", "roundness": 0.45}
    direction = "vertical" if here is None or there is None else "horizontal"
    return {"enabled": True, "type": "cubicBezier", "forceDirection": direction, "roundness": 0.45}


def _bow(twin: int, of: int) -> float:
    """Roundness of the twin-th of so many parallel edges: steps of 0.18, smaller where that would pass 0.9."""
    return round((twin + 1) // 2 * min(0.18, 0.9 / (of // 2)), 4)


def _paper(edge: Edge, nodes: Mapping[str, Node]) -> Node | None:
    """The paper whose affiliation strings an edge carries."""
    ends = (nodes[edge.source], nodes[edge.target])
    return next((node for node in ends if node.label == "Paper"), None)


def _facts(subgraph: Subgraph, nodes: Mapping[str, Node]) -> list[list[Fact]]:
    """Of each node, with what else could explain what it shows."""
    edges: dict[str, list[Edge]] = defaultdict(list)
    for edge in subgraph.edges:
        edges[edge.source].append(edge)
        edges[edge.target].append(edge)
    made = []
    for node in subgraph.nodes:
        said = doubts(node, edges[node.id], nodes)
        made.append([*node_facts(node), *([["texts", DOUBTS, said]] if said else [])])
    return made


def _beside(
    subgraph: Subgraph,
    nodes: Mapping[str, Node],
    captions: Mapping[str, Caption],
    drawn: Picture,
    letter_of: Mapping[str, str],
    lists_of: Mapping[str, list[str]],
) -> dict[str, Any]:
    kinds = {"group", *(kind(node) for node in subgraph.nodes)}
    lines = {SHARED, *(line(edge, nodes[edge.target]) for edge in subgraph.edges)}
    titles = {id: captions[id].full for id in letter_of if id in captions}
    unnamed = any(DESIGNATED in node.also and node.id not in lists_of for node in subgraph.nodes)
    return {
        "filters": filters(subgraph, letter_of, lists_of),
        "ids": [node.id for node in subgraph.nodes],
        "titles": {
            at: text.full for at, node in enumerate(subgraph.nodes) if (text := captions[node.id]).full != text.text
        },
        "looks": {
            name: {
                "outline": look.outline,
                "light": look.light,
                "dark": look.dark,
                "one": look.one,
                "many": look.many,
                "meaning": look.meaning,
            }
            for name, look in LOOKS.items()
            if name in kinds
        },
        "lines": {
            name: {
                "light": look.light,
                "dark": look.dark,
                "meaning": look.meaning,
                "forth": look.forth,
                "back": look.back,
                "dashed": look.dashed,
                "mark": look.mark,
            }
            for name, look in {**LINES, **dict.fromkeys(lines - LINES.keys(), OTHER_LINE)}.items()
            if name in lines
        },
        "letters": {
            **{letter: titles.get(id, id) for id, letter in sorted(letter_of.items(), key=lambda pair: pair[1])},
            **({UNNAMED_LETTER: "a list whose entry is not in this picture"} if unnamed else {}),
        },
    }
