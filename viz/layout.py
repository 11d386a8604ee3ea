"""Where everything goes: the choice of a layout, and what each returns. Nothing here draws or knows colours."""

from __future__ import annotations

from collections.abc import Mapping

from cypher.result import Subgraph
from viz.caption import Caption, card
from viz.columns import columns, has_sides
from viz.errors import PageError
from viz.force import force
from viz.geometry import MARK, Box, Picture
from viz.style import kind
from viz.weight import mark_side, papers_of

LAYOUTS = ("auto", "columns", "force")

#: Up to here nodes are cards with text in them, beyond they are marks and the browser places what labels have room.
_CARDS_AT_MOST = 90
#: Beyond, columns would be taller than anybody scrolls: papers stand in grids, the rest one beneath the other.
_COLUMNS_AT_MOST, _CARDS_IN_COLUMNS = 600, 130


def picture(subgraph: Subgraph, captions: Mapping[str, Caption], layout: str = "auto") -> Picture:
    """Place all nodes; the same subgraph always gives the same picture. No two boxes overlap.

    `auto` is columns where a DPRK side and another side can be told apart and the result stays of readable height,
    else force. Raises `PageError` for an unknown layout.
    """
    if layout not in LAYOUTS:
        raise PageError(f"There is no layout {layout!r}: use one of {', '.join(LAYOUTS)}.")
    if layout == "auto":
        cards = sum(node.label != "Paper" for node in subgraph.nodes)
        few = len(subgraph.nodes) <= _COLUMNS_AT_MOST and cards <= _CARDS_IN_COLUMNS
        layout = "columns" if few and has_sides(subgraph) else "force"
    if layout == "columns":
        return columns(subgraph, captions)
    as_cards = len(subgraph.nodes) <= _CARDS_AT_MOST
    boxes = {}
    papers = papers_of(subgraph)
    most = max(papers.values(), default=1)
    for node in subgraph.nodes:
        if as_cards:
            width, height, lines = card(kind(node), captions[node.id])
            boxes[node.id] = Box(0.0, 0.0, width, height, lines)
        else:
            side = mark_side(papers, node.id, most)
            boxes[node.id] = Box(0.0, 0.0, side, side, MARK)
    return force(subgraph, boxes, cards=as_cards)
