"""What stands on a node: a main text, a line beneath it, a year before it; and how much room that takes.

The browser wraps the text to the card's real width. Here the number of lines is only estimated, so that the layout can
give each card its height; a text that turns out longer is cut with an ellipsis, never drawn over its neighbour.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from cypher.result import Edge, Node, Subgraph
from viz.style import LOOKS, list_of
from viz.weight import papers_of
from viz.words import country, period, plain, when

#: World units (pixels at zoom 1) of the texts on a card, as `assets/draw.js` draws them.
LINE_HEIGHT = 15
SUB_HEIGHT = 13
PADDING = 7
LEAD_WIDTH = 40
SIDE = 13
#: Mean advance of a character of the main text: system fonts at 12.5 px take 6 to 6.6, wide scripts a full square.
_NARROW, _WIDE = 6.3, 12.5
#: A label longer than this says nothing more on a card; the panel has the full text.
LONGEST = 140
#: How much wider and taller the card of the heaviest is.
_WIDER, _TALLER = 56, 18
#: Properties that name a node; the first that it has is its caption.
TEXTS = ("title", "name", "statement")


@dataclass(frozen=True, slots=True)
class Caption:
    """`text` (shortened), `sub` beneath, `lead` before; `full` is the unshortened text.

    `weight` is 0 to 1 and makes the card larger.
    """

    full: str
    text: str
    sub: str = ""
    lead: str = ""
    weight: float = 0.0

    def lines(self, width: float, most: int) -> int:
        """Lines that the main text is likely to take on a card of this width, at most `most`."""
        room = width - 2 * SIDE - (LEAD_WIDTH if self.lead else 0)
        length = sum(_WIDE if unicodedata.east_asian_width(c) in "WF" else _NARROW for c in self.text)
        # Words do not fill a line: each line but the last loses about half a word.
        return max(1, min(most, 1 + int(length // (room * 0.9))))

    def height(self, lines: int) -> int:
        return 2 * PADDING + lines * LINE_HEIGHT + (SUB_HEIGHT if self.sub else 0) + round(_TALLER * self.weight)


def _text(properties: Mapping[str, Any], *names: str) -> str:
    for name in names:
        if value := properties.get(name):
            return " ".join(plain(value).split())
    return ""


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1].rstrip() + "…"


def _year(properties: Mapping[str, Any]) -> str:
    return plain(properties.get("year")) or when(properties.get("date_min"), properties.get("date_max"))[:4]


def caption(node: Node, periods: Mapping[str, Edge], lists: Mapping[str, Node]) -> Caption:
    """Caption of a node. `periods`: designation id → its first ON_LIST edge; `lists`: list id → its node."""
    p = node.properties
    full = _text(p, *TEXTS) or node.id
    sub = lead = ""
    match node.label:
        case "Institution":
            sub = ", ".join(filter(None, (_text(p, "city"), country(p["country"]) if p.get("country") else "")))
        case "Paper":
            lead = _year(p) if (p.get("date_min") or p.get("year")) else "n.d."
        case "Designation":
            list_id = list_of(node)
            title = _text(lists[list_id].properties, "title") if list_id in lists else list_id
            dates = period(periods[node.id].properties) if node.id in periods else ""
            sub = f"{dates} · {title}" if dates else title
        case "ControlList":
            sub = _text(p, "nature")
        case "Report":
            sub = " ".join(filter(None, (_text(p, "publisher"), _text(p, "year"))))
        case "Rule":
            sub = period(p)
        case "Author":
            sub = _text(p, "identity")
    return Caption(full, _shortened(full), _shortened(sub), lead[:12])


def captions_of(subgraph: Subgraph) -> dict[str, Caption]:
    """Captions of all nodes by id; an entry's tells list and dates, which are on other nodes and edges."""
    lists = {node.id: node for node in subgraph.nodes if node.label == "ControlList"}
    periods: dict[str, Edge] = {}
    for edge in subgraph.edges:
        if edge.type == "ON_LIST":
            periods.setdefault(edge.source, edge)
    papers = papers_of(subgraph)
    most = max(papers.values(), default=1)
    made = {}
    for node in subgraph.nodes:
        text = caption(node, periods, lists)
        if count := papers.get(node.id):
            sub = " · ".join(filter(None, (f"{count:,} paper{'s' if count > 1 else ''}", text.sub)))
            text = replace(text, sub=sub, weight=math.sqrt(count / most) if count > 1 else 0.0)
        made[node.id] = text
    return made


def card(kind: str, text: Caption, most_lines: int = 3) -> tuple[int, int, int]:
    """Width, height and number of text lines of a node's card."""
    width = LOOKS[kind].width + round(_WIDER * text.weight)
    lines = text.lines(width, most_lines)
    return width, text.height(lines), lines
