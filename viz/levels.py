"""Which column a node belongs to, read off its distance from the DPRK institutions.

Level 0 holds the DPRK institutions, 1 what they share with others (papers, or people where the answer has no papers),
2 their partners, 3 and 4 the papers and partners of those, and so on. Authors stand half a level from their papers, on
the side of their institutions. List entries stand outside of the institutions they target. Everything that belongs to
no side (lists, rules, countries) has no level: it goes to the rows beneath.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable

from cypher.result import Subgraph
from viz.style import SHARED, kind

_LINKS = ("TARGETS", "MAY_TARGET")
_KIN = ("PART_OF", "SUCCEEDED_BY")


def _neighbours(subgraph: Subgraph, types: Iterable[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    wanted = set(types)
    for edge in subgraph.edges:
        if edge.type in wanted:
            found[edge.source].append(edge.target)
            found[edge.target].append(edge.source)
    return found


def _distances(starts: Iterable[str], neighbours: dict[str, list[str]]) -> dict[str, int]:
    distance = dict.fromkeys(starts, 0)
    queue = deque(distance)
    while queue:
        here = queue.popleft()
        for there in neighbours.get(here, ()):
            if there not in distance:
                distance[there] = distance[here] + 1
                queue.append(there)
    return distance


def spine(subgraph: Subgraph) -> dict[str, list[str]]:
    """What ties the sides together: papers to institutions (or what they are folded into), else people to either."""
    if any(edge.type == SHARED for edge in subgraph.edges):
        return _neighbours(subgraph, (SHARED,))
    if any(edge.type == "LISTS" for edge in subgraph.edges):
        return _neighbours(subgraph, ("LISTS",))
    return _neighbours(subgraph, ("AUTHORED", "AFFILIATED_WITH"))


def levels(subgraph: Subgraph) -> dict[str, float | None]:
    """Level of every node, None for those of no side."""
    kinds = {node.id: kind(node) for node in subgraph.nodes}
    by_spine = spine(subgraph)
    reached = _distances([id for id, k in kinds.items() if k == "dprk"], by_spine)
    kin = _neighbours(subgraph, _KIN)

    level: dict[str, float | None] = {}
    for id, k in kinds.items():
        if k == "dprk":
            level[id] = 0
        elif k == "institution":
            near = [reached[other] for other in kin.get(id, ()) if reached.get(other)]
            level[id] = reached.get(id, min(near, default=2))
        elif k in ("paper", "author"):
            level[id] = reached.get(id, 1)
        elif k == "report":
            level[id] = 1
        else:
            level[id] = None
    if any(k == "paper" for k in kinds.values()):
        _place_authors(subgraph, kinds, level)
    _place_entries(subgraph, kinds, level)
    return level


def _mean(values: list[float]) -> float:
    return sum(values) / len(values)


def signed_for(subgraph: Subgraph) -> dict[str, set[str]]:
    """The institutions that each author signs for, as far as the papers of the subgraph tell which author it was."""
    institutions: dict[str, set[str]] = defaultdict(set)
    places: dict[tuple[str, int], str] = {}
    for edge in subgraph.edges:
        if edge.type == "AUTHORED":
            places[edge.target, edge.properties.get("position", 0)] = edge.source
        elif edge.type == "AFFILIATED_WITH":
            institutions[edge.source].add(edge.target)
    for edge in subgraph.edges:
        if edge.type == "LISTS":
            for position in edge.properties.get("author_positions") or ():
                if (author := places.get((edge.source, position))) is not None:
                    institutions[author].add(edge.target)
    return institutions


def _place_authors(subgraph: Subgraph, kinds: dict[str, str], level: dict[str, float | None]) -> None:
    papers: dict[str, list[str]] = defaultdict(list)
    for edge in subgraph.edges:
        if edge.type == "AUTHORED":
            papers[edge.source].append(edge.target)
    institutions = signed_for(subgraph)
    for id, k in kinds.items():
        if k != "author":
            continue
        middle = [place for paper in papers[id] if (place := level[paper]) is not None]
        sides = [place for institution in institutions[id] if (place := level.get(institution)) is not None]
        if middle and sides:
            level[id] = round(_mean(middle) + _mean(sides)) / 2
        elif middle:
            level[id] = round(_mean(middle))


def _place_entries(subgraph: Subgraph, kinds: dict[str, str], level: dict[str, float | None]) -> None:
    targets: dict[str, list[float]] = defaultdict(list)
    for edge in subgraph.edges:
        if edge.type in _LINKS and (place := level.get(edge.target)) is not None:
            targets[edge.source].append(place)
    right = max((place for place in level.values() if place is not None), default=0) + 1
    for id, k in kinds.items():
        if k == "designation":
            level[id] = -1 if targets[id] and max(targets[id]) <= 0 else max(right, 1)
