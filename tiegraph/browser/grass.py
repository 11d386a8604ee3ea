"""The style sheet of Neo4j Browser (GraSS): captions and colours of our pages, as far as a label can tell.

GraSS knows labels and types only. So DPRK institutions look like others here, and dashed lines like plain ones.
"""

from __future__ import annotations

from collections.abc import Iterator

from cypher.model import NODES, RELATIONSHIPS, NodeType
from cypher.result import Node
from viz.caption import TEXTS
from viz.style import DESIGNATED, LINES, LOOKS, OTHER_LINE, kind

#: Width of the border, in pixels; of institutions that a list targets it shows from afar.
_BORDER, _BORDER_DESIGNATED = 2, 7
_DIAMETER = {"Institution": 80, "Designation": 65, "ControlList": 80, "Country": 65, "Paper": 65}
_DIAMETER_ELSE = 50


def style_sheet() -> str:
    """GraSS for every label and relationship type of the model. Later rules win, so `Designated` stands last."""
    return "\n".join(_rules())


def _rules() -> Iterator[str]:
    for node in NODES:
        fill, border, text = LOOKS[kind(Node("", node.label))].light
        yield _rule(
            f"node.{node.label}",
            {
                "diameter": f"{_DIAMETER.get(node.label, _DIAMETER_ELSE)}px",
                "color": fill,
                "border-color": border,
                "border-width": f"{_BORDER}px",
                "text-color-internal": text,
                "font-size": "10px",
                "caption": f"'{{{_caption(node)}}}'",
            },
        )
    # The border of the list entries themselves: one colour says "on a list".
    _, border, _ = LOOKS["designation"].light
    yield _rule(f"node.{DESIGNATED}", {"border-color": border, "border-width": f"{_BORDER_DESIGNATED}px"})
    for one in RELATIONSHIPS:
        line = LINES.get(one.type, OTHER_LINE)
        yield _rule(
            f"relationship.{one.type}",
            {
                "color": line.light,
                "shaft-width": "2px",
                "font-size": "8px",
                "padding": "3px",
                "text-color-external": "#000000",
                "text-color-internal": "#ffffff",
                "caption": "'<type>'",
            },
        )


def _caption(node: NodeType) -> str:
    """The property that our pages show on it."""
    return next((name for name in TEXTS if name in node), node.key)


def _rule(selector: str, properties: dict[str, str]) -> str:
    return "\n".join([f"{selector} {{", *(f"  {name}: {value};" for name, value in properties.items()), "}\n"])
