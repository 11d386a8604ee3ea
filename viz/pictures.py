"""The pictures that a page offers of one graph, and the one that it opens with.

`papers` has every node; `lines` the papers folded into lines; `years` one lane an institution; `groups` countries or
communities. Each is offered only where it shows something else than the first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from cypher.result import Edge, Node, Subgraph
from viz.bundles import Bundled
from viz.caption import Caption, card
from viz.folding import READABLE_PAPERS, folded
from viz.force import force
from viz.geometry import MARK, Box, Picture
from viz.groups import Groups, grouped
from viz.layout import picture
from viz.style import SHARED
from viz.timeline import MOST_LANES, timeline
from viz.weight import SMALL

#: With fewer institutions than this, or nodes where there are no institutions, groups hide more than they show.
_WORTH_GROUPING = 40


def pictures(
    subgraph: Subgraph, whole: Subgraph, captions: Mapping[str, Caption], drawn: Picture, layout: str
) -> dict[str, Any]:
    """For the page's script: `first`, and `all` by name. `whole` is the graph before anything was left out of it."""
    index = {node.id: at for at, node in enumerate(subgraph.nodes)}
    n_papers = sum(node.label == "Paper" for node in subgraph.nodes)
    made = {"papers": _entry("Papers" if n_papers else "All", drawn, None)}
    first = "papers"
    if (fold := folded(subgraph)) is not None:
        made["lines"] = _entry("Papers as lines", picture(fold, captions, layout), index) | {
            "lines": _lines(fold, index)
        }
        if n_papers > READABLE_PAPERS:
            first = "lines"
        if (years := timeline(subgraph, captions)) is not None:
            made["years"] = _entry("By year", years, index) | {"hint": _lanes_left_out(subgraph, years)}
    cut = len(whole.nodes) > len(subgraph.nodes)
    if cut or _worth_grouping(whole):
        made["groups"] = _group_picture(grouped(whole, captions), index)
        first = "groups" if cut else first
    return {"first": first, "all": made}


def _entry(title: str, drawn: Picture, index: Mapping[str, int] | None) -> dict[str, Any]:
    bands = [{"title": b.title, "count": b.count, "x": b.x, "y": b.y, "w": b.width, "h": b.height} for b in drawn.bands]
    places = None if index is None else {index[id]: place(box) for id, box in drawn.boxes.items()}
    return {"title": title, "layout": drawn.layout, "bands": bands, "places": places}


def place(box: Box) -> dict[str, Any]:
    """A box as the page's script has it. A tenth of a pixel makes no difference to a card, nor a pixel to a mark."""
    if box.lines == MARK:
        return {"x": round(box.x), "y": round(box.y), "w": box.width, "h": box.height, "lines": MARK}
    return {"x": round(box.x, 1), "y": round(box.y, 1), "w": box.width, "h": box.height, "lines": box.lines}


def with_members(laid: Picture, bundles: Bundled, subgraph: Subgraph, captions: Mapping[str, Caption]) -> Picture:
    """The picture with the members of each bundle at its place, of their own size: the page puts them side by side."""
    if not bundles.members:
        return laid
    boxes, level = dict(laid.boxes), dict(laid.level)
    nodes = {node.id: node for node in subgraph.nodes}
    for name, ids in bundles.members.items():
        there = boxes.pop(name)
        for id in ids:
            width, height, lines = card("author", captions[id], 2) if there.lines >= 0 else (SMALL, SMALL, MARK)
            boxes[id] = replace(there, width=width, height=height, lines=lines)
            level[id] = level.get(name)
    return replace(laid, boxes={id: boxes[id] for id in nodes}, level=level)


def packed_bundles(
    bundles: Bundled, laid: Picture, captions: Mapping[str, Caption], index: Mapping[str, int]
) -> list[dict[str, Any]]:
    """For the page's script: place, label, members, and what each bundle is tied to as [node, type of edge]."""
    ties: dict[str, list[list[Any]]] = defaultdict(list)
    for edge in bundles.graph.edges:
        for here, there in ((edge.source, edge.target), (edge.target, edge.source)):
            if here in bundles.members and there in index:
                ties[here].append([index[there], edge.type])
    return [
        {
            "label": captions[name].text,
            "sub": captions[name].sub,
            "members": [index[id] for id in ids],
            "ties": ties[name],
            **place(_larger(laid.boxes[name], len(ids))),
        }
        for name, ids in bundles.members.items()
    ]


def _larger(box: Box, members: int) -> Box:
    """A bundle's mark, larger the more it stands for; a card says how many they are."""
    if box.lines != MARK:
        return box
    side = SMALL + min(2 * SMALL, round(3 * members**0.5))
    return replace(box, width=side, height=side)


def _lines(fold: Subgraph, index: Mapping[str, int]) -> list[list[Any]]:
    return [
        [index[edge.source], index[edge.target], [index[id] for id in edge.properties["papers"]]]
        for edge in fold.edges
        if edge.type == SHARED
    ]


def _lanes_left_out(subgraph: Subgraph, years: Picture) -> str:
    bodies = [node for node in subgraph.nodes if node.label == "Institution"]
    gone = sum(node.id not in years.boxes for node in bodies)
    return (
        f"Shows the {MOST_LANES} institutions with most papers; {gone:,} others are in the other pictures."
        if gone
        else ""
    )


def _worth_grouping(whole: Subgraph) -> bool:
    bodies = sum(node.label == "Institution" for node in whole.nodes)
    return (bodies or len(whole.nodes)) > _WORTH_GROUPING


def _roomier(drawn: Picture) -> Picture:
    """Cards further apart, so that the lines between them and their numbers can be seen."""
    return replace(drawn, boxes={id: replace(box, x=1.2 * box.x, y=1.4 * box.y) for id, box in drawn.boxes.items()})


def _group_picture(groups: Groups, index: Mapping[str, int]) -> dict[str, Any]:
    most = max(len(group.members) for group in groups.groups)
    names = [f"group:{at}" for at in range(len(groups.groups))]
    boxes: dict[str, Box] = {}
    captions = []
    for name, group in zip(names, groups.groups, strict=True):
        count = len(group.members)
        sub = f"{count:,} {'institution' if groups.by == 'countries' else 'node'}{'' if count == 1 else 's'}"
        if group.listed:
            sub += f", {group.listed:,} on a list"
        text = Caption(group.title, group.title, sub, weight=(count / most) ** 0.5)
        captions.append(text)
        boxes[name] = Box(0.0, 0.0, *card(group.kind, text, 2))
    graph = Subgraph(
        tuple(Node(name, "Group") for name in names),
        tuple(Edge(f"tie:{a}:{b}", names[a], names[b], SHARED) for a, b, _ in groups.ties),
    )
    drawn = _roomier(force(graph, boxes, cards=True))
    return {
        **_entry(groups.by.capitalize(), drawn, None),
        "what": groups.what,
        "groups": [
            {
                "label": text.text,
                "sub": text.sub,
                "kind": group.kind,
                "members": [index[id] for id in group.members if id in index],
                "count": len(group.members),
                **place(drawn.boxes[name]),
            }
            for name, group, text in zip(names, groups.groups, captions, strict=True)
        ],
        "ties": [list(tie) for tie in groups.ties],
    }
