"""The picture of a graph that is too large for one: its nodes gathered into countries, or into communities.

Institutions go to their country where most of them have one. Otherwise what is connected goes together: communities by
Louvain's method (Blondel, Guillaume, Lambiotte and Lefebvre 2008) as igraph has it, and all that is tied to nothing in
one group. A tie of two groups counts the papers that print institutions of both, or, in a graph without papers, edges.
"""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations

import igraph

from cypher.result import Edge, Node, Subgraph
from viz.caption import Caption
from viz.style import DESIGNATED, kind
from viz.words import country

#: Groups in the picture; the smallest beyond are put into one.
_MOST = 60
#: The share of institutions whose country must be known for countries to say more than communities.
_KNOWN = 0.5


@dataclass(frozen=True, slots=True)
class Group:
    """`members` are the ids of its nodes, `listed` how many of them are on a list."""

    title: str
    kind: str
    members: tuple[str, ...]
    listed: int


@dataclass(frozen=True, slots=True)
class Groups:
    """`by` is `countries` or `communities`; ties are (group, group, count of `what`), by place in `groups`."""

    by: str
    what: str
    groups: tuple[Group, ...]
    ties: tuple[tuple[int, int, int], ...]


def grouped(subgraph: Subgraph, captions: Mapping[str, Caption]) -> Groups:
    """The groups, the largest first. The same graph gives the same groups."""
    nodes = {node.id: node for node in subgraph.nodes}
    bodies = [node for node in subgraph.nodes if node.label == "Institution"]
    known = {node.id: str(code) for node in bodies if (code := node.properties.get("country"))}
    if len(known) >= _KNOWN * len(bodies) and len(set(known.values())) > 1:
        home = {node.id: known.get(node.id, "") for node in bodies}
        titles = {code: country(code) if code else "Country not known" for code in home.values()}
        by = "countries"
    else:
        home = _communities(subgraph, captions)
        titles = {name: name for name in home.values()}
        by = "communities"
    members: dict[str, list[str]] = defaultdict(list)
    for id, name in home.items():
        members[name].append(id)
    order = sorted(members, key=lambda name: (-len(members[name]), name))
    if len(order) > _MOST:
        rest = order[_MOST - 1 :]
        titles[_REST] = f"{len(rest):,} smaller groups"
        members[_REST] = [id for name in rest for id in members[name]]
        home |= dict.fromkeys(members[_REST], _REST)
        order = [*order[: _MOST - 1], _REST]
    at = {name: place for place, name in enumerate(order)}
    ties, what = _ties(subgraph, {id: at[name] for id, name in home.items()})
    return Groups(
        by,
        what,
        tuple(
            Group(
                titles[name],
                "dprk" if by == "countries" and name == "KP" else "group",
                tuple(members[name]),
                sum(DESIGNATED in nodes[id].also for id in members[name]),
            )
            for name in order
        ),
        ties,
    )


_REST = "\0rest"


def _communities(subgraph: Subgraph, captions: Mapping[str, Caption]) -> dict[str, str]:
    """The community of each node, named after the member with most neighbours."""
    index = {node.id: at for at, node in enumerate(subgraph.nodes)}
    pairs = Counter(
        (min(a, b), max(a, b)) for edge in subgraph.edges if (a := index[edge.source]) != (b := index[edge.target])
    )
    graph = igraph.Graph(n=len(index), edges=sorted(pairs))
    # igraph draws from a generator that the whole process shares: ours for the time of the grouping.
    igraph.set_random_number_generator(random.Random(1))
    try:
        found = graph.community_multilevel(weights=[pairs[pair] for pair in sorted(pairs)] or None).membership
    finally:
        igraph.set_random_number_generator(random)
    degrees = graph.degree()
    centre: dict[int, int] = {}
    for at, number in enumerate(found):
        if number not in centre or degrees[at] > degrees[centre[number]]:
            centre[number] = at
    names = {number: f"Around {captions[subgraph.nodes[at].id].text}" for number, at in centre.items()}
    # Two centres can have one name.
    often = Counter(names.values())
    names = {n: name if often[name] == 1 else f"{name} ({subgraph.nodes[centre[n]].id})" for n, name in names.items()}
    return {
        node.id: names[found[at]] if degrees[at] else "Tied to nothing here" for at, node in enumerate(subgraph.nodes)
    }


def _ties(subgraph: Subgraph, home: Mapping[str, int]) -> tuple[tuple[tuple[int, int, int], ...], str]:
    printed: dict[str, set[int]] = defaultdict(set)
    for edge in subgraph.edges:
        if edge.type == "LISTS" and edge.target in home and edge.source not in home:
            printed[edge.source].add(home[edge.target])
    if printed:
        counts = Counter(pair for groups in printed.values() for pair in combinations(sorted(groups), 2))
    else:
        counts = Counter(_pair(edge, home) for edge in subgraph.edges if edge.source in home and edge.target in home)
    return tuple((a, b, n) for (a, b), n in sorted(counts.items()) if a != b), "papers" if printed else "edges"


def _pair(edge: Edge, home: Mapping[str, int]) -> tuple[int, int]:
    a, b = home[edge.source], home[edge.target]
    return min(a, b), max(a, b)


def rank(node: Node, degree: int) -> tuple[int, int, str]:
    """Which nodes are kept first where not all are: the DPRK side and what is listed, institutions, then by edges."""
    first = kind(node) == "dprk" or DESIGNATED in node.also or node.label in ("Designation", "ControlList", "Rule")
    return (0 if first else 1 if node.label == "Institution" else 2), -degree, node.id
