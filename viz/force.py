"""A spring layout for neighbourhoods: igraph per connected part, parts packed side by side, boxes pushed apart."""

from __future__ import annotations

import math
import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

import igraph

from cypher.result import Subgraph
from viz.geometry import Box, Picture

#: Kamada–Kawai gives the calmer picture and costs O(n²) memory and time; beyond, Fruchterman–Reingold.
_KAMADA_KAWAI_AT_MOST = 120
#: Rounds by number of nodes: large parts look no better for more.
_ROUNDS, _ROUNDS_OF_MANY, _MANY = 150, 56, 2000
_APART_ROUNDS = 120
#: From here on the places of marks are evened out, by so much of the way.
_MANY_MARKS, _EVENNESS = 400, 0.85
#: How much wider than high they then are: as the window that they are seen in.
_WIDE_MANY = 1.9
_GAP = 14.0
#: Distance of neighbours in world units before boxes are pushed apart.
_STEP_CARD, _STEP_MARK = 105.0, 46.0
#: Side of the square that each mark of a large part has to itself on average: crowded, but each can be seen.
_ROOM = 34.0
#: Width to height of the area that a picture is fitted into: a page may scroll for cards, a cloud of marks is wide.
_SHAPE_CARDS, _SHAPE_MARKS = 1.0, 2.0
#: Shelf widths that are tried, as multiples of the side of a square that would hold all.
_SHELVES = (0.8, 0.9, 1.0, 1.1, 1.2, 1.4, 1.6, 1.8, 2.0)


def force(subgraph: Subgraph, boxes: Mapping[str, Box], *, cards: bool) -> Picture:
    """Place the given boxes (their sizes count, their places do not). Deterministic; cards do not overlap."""
    index = {node.id: i for i, node in enumerate(subgraph.nodes)}
    pairs = {
        (min(index[edge.source], index[edge.target]), max(index[edge.source], index[edge.target]))
        for edge in subgraph.edges
        if edge.source != edge.target
    }
    graph = igraph.Graph(n=len(index), edges=sorted(pairs))
    sizes = [(boxes[node.id].width, boxes[node.id].height) for node in subgraph.nodes]
    step = _STEP_CARD if cards else _STEP_MARK
    # igraph draws from a generator that the whole process shares: ours for the time of the layout.
    igraph.set_random_number_generator(random.Random(1))
    try:
        parts = [_part(graph, members, sizes, step, cards=cards) for members in graph.connected_components()]
    finally:
        igraph.set_random_number_generator(random)
    places = _pack(parts, sizes, _SHAPE_CARDS if cards else _SHAPE_MARKS)
    placed = {node.id: replace(boxes[node.id], x=places[i][0], y=places[i][1]) for i, node in enumerate(subgraph.nodes)}
    return Picture("force", placed)


def _part(
    graph: igraph.Graph, members: list[int], sizes: list[tuple[float, float]], step: float, *, cards: bool
) -> dict[int, tuple[float, float]]:
    """Places of one connected part."""
    if len(members) == 1:
        return {members[0]: (0.0, 0.0)}
    part = graph.induced_subgraph(members)
    circle = [
        [math.cos(2 * math.pi * i / len(members)), math.sin(2 * math.pi * i / len(members))]
        for i in range(len(members))
    ]
    if len(members) <= _KAMADA_KAWAI_AT_MOST:
        layout = part.layout_kamada_kawai(seed=circle)
        unit = step
    else:
        reach = math.sqrt(len(members))
        seed = [[x * reach, y * reach] for x, y in circle]
        layout = part.layout_fruchterman_reingold(
            niter=_ROUNDS if len(members) <= _MANY else _ROUNDS_OF_MANY, seed=seed, start_temp=reach / 3, grid="grid"
        )
        if len(members) > _MANY_MARKS and not cards:
            layout = _evened(layout)
        lengths = sorted(math.dist(layout[a], layout[b]) for a, b in part.get_edgelist())
        extent = max(max(x for x, _ in layout) - min(x for x, _ in layout), 1e-9)
        unit = max(step / max(lengths[len(lengths) // 2], 1e-9), _ROOM * reach / extent)
    # Cards are wide and pages too: stretch sideways rather than push everything apart later.
    wide = 1.5 if cards else _WIDE_MANY if len(members) > _MANY_MARKS else 1.2
    places = [(x * unit * wide, y * unit * (0.62 if cards else 1.0)) for x, y in layout]
    if cards:
        places = _push_apart(places, [sizes[member] for member in members])
    return dict(zip(members, places, strict=True))


def _evened(layout: Iterable[Sequence[float]]) -> list[tuple[float, float]]:
    """The same directions from the middle, and the same order outwards, at distances that give each the same room.

    Springs crowd what has many neighbours into the middle, where of thousands nothing could be told apart.
    """
    places = [(x, y) for x, y in layout]
    middle = sum(x for x, _ in places) / len(places), sum(y for _, y in places) / len(places)
    far = [math.dist(place, middle) for place in places]
    order = sorted(range(len(places)), key=lambda at: (far[at], at))
    reach = far[order[-1]] or 1.0
    even = [0.0] * len(places)
    for rank, at in enumerate(order):
        wanted = reach * math.sqrt((rank + 0.5) / len(places))
        even[at] = (_EVENNESS * wanted + (1 - _EVENNESS) * far[at]) / (far[at] or 1.0)
    return [
        (middle[0] + (x - middle[0]) * by, middle[1] + (y - middle[1]) * by)
        for (x, y), by in zip(places, even, strict=True)
    ]


def _push_apart(places: list[tuple[float, float]], sizes: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Move overlapping boxes apart until none overlap; where pushing alone does not get there, draw all further out."""
    xs, ys = [x for x, _ in places], [y for _, y in places]
    while not any(_push_once(xs, ys, sizes) == 0 for _ in range(_APART_ROUNDS)):
        xs, ys = [x * 1.2 for x in xs], [y * 1.2 for y in ys]
    return list(zip(xs, ys, strict=True))


def _push_once(xs: list[float], ys: list[float], sizes: list[tuple[float, float]]) -> int:
    """Push each overlapping pair apart along the axis where less is needed; how many pairs there were."""
    pushed = 0
    for a in range(len(xs)):
        for b in range(a + 1, len(xs)):
            dx, dy = xs[b] - xs[a], ys[b] - ys[a]
            over_x = (sizes[a][0] + sizes[b][0]) / 2 + _GAP - abs(dx)
            over_y = (sizes[a][1] + sizes[b][1]) / 2 + _GAP - abs(dy)
            if over_x <= 1e-6 or over_y <= 1e-6:
                continue
            pushed += 1
            if over_x < over_y:
                push = math.copysign(over_x / 2, dx or 1.0)
                xs[a], xs[b] = xs[a] - push, xs[b] + push
            else:
                push = math.copysign(over_y / 2, dy or 1.0)
                ys[a], ys[b] = ys[a] - push, ys[b] + push
    return pushed


def _pack(
    parts: list[dict[int, tuple[float, float]]], sizes: list[tuple[float, float]], shape: float
) -> dict[int, tuple[float, float]]:
    """Put the parts on shelves, the highest first, as wide as lets the whole be shown largest."""
    gap = 3 * _GAP
    frames = []
    for part in parts:
        left = min(x - sizes[i][0] / 2 for i, (x, _) in part.items())
        right = max(x + sizes[i][0] / 2 for i, (x, _) in part.items())
        top = min(y - sizes[i][1] / 2 for i, (_, y) in part.items())
        bottom = max(y + sizes[i][1] / 2 for i, (_, y) in part.items())
        frames.append((left, top, right - left, bottom - top))
    order = sorted(range(len(parts)), key=lambda at: (-frames[at][3], -frames[at][2], at))
    side = math.sqrt(sum((width + gap) * (height + gap) for _, _, width, height in frames))
    widest = max((width for _, _, width, _ in frames), default=0.0)
    tried = [_shelve([frames[at][2:] for at in order], gap, max(widest, share * side)) for share in _SHELVES]
    corners, _, _ = min(tried, key=lambda found: max(found[1] / shape, found[2]))
    return {
        i: (px - frames[at][0] + x, py - frames[at][1] + y)
        for at, (x, y) in zip(order, corners, strict=True)
        for i, (px, py) in parts[at].items()
    }


def _shelve(
    frames: list[tuple[float, float]], gap: float, limit: float
) -> tuple[list[tuple[float, float]], float, float]:
    """Upper left corners of frames (width, height) on shelves of at most this width, and the size of all."""
    corners: list[tuple[float, float]] = []
    x = y = shelf = wide = 0.0
    for width, height in frames:
        if x > 0 and x + width > limit:
            x, y, shelf = 0.0, y + shelf + gap, 0.0
        corners.append((x, y))
        wide, shelf = max(wide, x + width), max(shelf, height)
        x += width + gap
    return corners, wide, y + shelf
