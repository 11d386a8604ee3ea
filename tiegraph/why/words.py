"""Facts of nodes and relationships as lines of text: the same words that the page shows at a click."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from cypher.result import Edge, Node, Subgraph
from viz.evidence import edge_facts, node_facts
from viz.words import country, link, period, when


@dataclass(frozen=True)
class Surroundings:
    """A subgraph with its nodes and edges at hand."""

    graph: Subgraph
    nodes: Mapping[str, Node] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "nodes", {node.id: node for node in self.graph.nodes})

    def edges(self, *types: str, source: str | None = None, target: str | None = None) -> list[Edge]:
        """The edges of these types, from `source` and to `target` where given."""
        return [
            edge
            for edge in self.graph.edges
            if edge.type in types and source in (None, edge.source) and target in (None, edge.target)
        ]

    def labelled(self, label: str) -> list[Node]:
        """The nodes of this label, by id."""
        return [node for node in self.graph.nodes if node.label == label]


def name(node: Node) -> str:
    """What a node is called."""
    for key in ("name", "title", "statement"):
        if value := node.properties.get(key):
            return str(value)
    return node.id


def named(node: Node) -> str:
    """Name and id."""
    return node.id if name(node) == node.id else f"{name(node)} ({node.id})"


def cited(paper: Node) -> str:
    """A paper as one cites it: title, when, and where to find it."""
    p = paper.properties
    published = when(p.get("date_min"), p.get("date_max")) or "no date"
    retracted = ", retracted" if p.get("retracted") else ""
    where = link(paper.id) or p.get("address")
    title = f"“{name(paper)}”" if name(paper) != paper.id else "A paper whose title was not read"
    return f"{title}, {published}{retracted}, {paper.id}" + (f" <{where}>" if where else "")


def place(institution: Node) -> str:
    """Country of an institution in words, or an empty text."""
    code = institution.properties.get("country")
    return country(code) if code else ""


def about_node(node: Node, *without: str) -> list[str]:
    """All facts of a node, but for those under the headings `without`."""
    return list(_lines(fact for fact in node_facts(node) if fact[1] not in without))


def about_edge(edge: Edge, *without: str) -> list[str]:
    """All facts of a relationship, but for those under the headings `without`."""
    return list(_lines(fact for fact in edge_facts(edge) if fact[1] not in without))


def listed(edges: Iterable[Edge]) -> str:
    """The periods on a list in words."""
    periods = []
    for edge in sorted(edges, key=lambda edge: edge.properties.get("period", 1)):
        rests = edge.properties.get("basis")
        dates = period(edge.properties)
        notice = edge.properties.get("citation")
        known = ", ".join(filter(None, (rests if dates and rests != "unknown" else "", notice)))
        periods.append((dates or "since a day not known") + (f" ({known})" if known else ""))
    return "; again ".join(periods)


def printed(edge: Edge, signed: Mapping[int, str]) -> list[str]:
    """The affiliation strings behind a LISTS relationship, each with who signed it and how it was read."""
    quotes: list[list[str]] = next((fact[2] for fact in edge_facts(edge) if fact[0] == "quotes"), [])
    lines = []
    for position, (text, remark) in zip(edge.properties.get("author_positions", ()), quotes, strict=True):
        signature = f" ({signed[position]})" if position in signed else ""
        whose, _, how = remark.partition("; ")
        lines += [f"“{text}”", f"  {whose}{signature}; {how}"]
    return lines


def signatures(around: Surroundings, paper: str) -> dict[int, str]:
    """Names as signed on a paper, by place in its author list."""
    signed = around.edges("AUTHORED", target=paper)
    return {edge.properties["position"]: edge.properties.get("raw_name", "") for edge in signed}


def _lines(facts: Iterable[list[Any]]) -> Iterator[str]:
    for form, heading, value in facts:
        match form:
            case "text":
                yield f"{heading}: {value}"
            case "texts":
                yield f"{heading}: {'; '.join(value)}"
            case "link":
                yield f"{heading}: " + "; ".join(
                    text if address in (None, text) else f"{text} <{address}>" for text, address in value
                )
            case "quotes":
                yield f"{heading}:"
                for text, remark in value:
                    yield f"  “{text}”" + (f" ({remark})" if remark else "")
            case "raw":
                yield f"{heading}:"
                yield from (f"  {line.strip()}" for text in value for line in text.splitlines())
