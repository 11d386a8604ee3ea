"""The author lists of the papers in an answer's network, as printed: the network itself has only whom a path met."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cypher.result import Subgraph

if TYPE_CHECKING:
    from cypher.client import Client
    from tiegraph.people import People

#: Of a longer list the first; and of a picture with more papers none, as nobody reads them all.
_MOST_AUTHORS, _MOST_PAPERS = 100, 2_000
#: The property under which a page finds them (`viz.evidence`).
PROPERTY = "author_list"


@dataclass(frozen=True, slots=True)
class Signed:
    """One place of an author list; `position` counts from 1."""

    position: int
    name: str
    affiliations: tuple[str, ...]


def author_lists(client: Client, graph: Subgraph) -> dict[str, tuple[Signed, ...]]:
    """By the id of each paper of the graph. Nothing for graphs with more than 2,000 papers."""
    papers = [node.id for node in graph.nodes if node.label == "Paper"]
    if not papers or len(papers) > _MOST_PAPERS:
        return {}
    found: dict[str, list[Signed]] = defaultdict(list)
    for row in client.rows("author_lists", papers=papers, most=_MOST_AUTHORS):
        found[row["paper"]].append(Signed(row["position"], row["name"] or "", tuple(row["affiliations"])))
    return {paper: tuple(signed) for paper, signed in found.items()}


def with_author_lists(graph: Subgraph, lists: Mapping[str, Sequence[Signed]], people: People) -> Subgraph:
    """The graph with each paper's authors in words, named as `people` allows."""
    if not lists:
        return graph
    nodes = (
        replace(node, properties={**node.properties, PROPERTY: [_said(one, people) for one in lists[node.id]]})
        if node.id in lists
        else node
        for node in graph.nodes
    )
    return Subgraph(tuple(nodes), graph.edges)


def _said(one: Signed, people: People) -> str:
    name = people.printed(one.name)
    who = f"{one.position}. {name}" if name else f"Author {one.position}"
    return f"{who}: {'; '.join(one.affiliations) or 'no affiliation on record'}"
