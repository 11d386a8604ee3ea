"""Columns by role: the DPRK side left, what is shared in the middle, partners right, list entries outside of both.

The order within a column follows the barycentres of neighbours (Sugiyama, Tagawa and Toda, 1981), papers of one pair of
sides stay together, and heights are then chosen so that edges run as level as the given order allows.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cypher.result import Node, Subgraph
from viz.caption import Caption, card
from viz.geometry import Band, Box, Picture, spread
from viz.levels import levels, spine
from viz.style import LOOKS, SHARED, kind

_COLUMN_GAP = 68
_AUTHOR_GAP = 52
#: Lines that stand for papers need room for their width and their number.
_FOLDED_GAP = 200
_ITEM_GAP = 14
_GROUP_GAP = 22
_INNER_GAP = 8
_BAND_PADDING = 14
_HEADING = 40
_ROW_GAP = 26
_SWEEPS = 12

#: Up to here papers have cards with three lines, with two, with one; beyond they are chips that show the year.
_THREE_LINES, _TWO_LINES, _ONE_LINE = 9, 18, 36
_CHIP = (46, 22)


@dataclass(slots=True)
class _Item:
    """What moves as one in a column: a node, or the papers that join the same institutions, in a grid."""

    members: list[str]
    sizes: list[tuple[int, int, int]]
    across: int
    key: tuple[str, ...]
    y: float = 0.0

    @property
    def width(self) -> float:
        cell = max(size[0] for size in self.sizes)
        return self.across * cell + (self.across - 1) * _INNER_GAP

    @property
    def rows(self) -> list[int]:
        """Height of each row of the grid."""
        return [
            max(size[1] for size in self.sizes[start : start + self.across])
            for start in range(0, len(self.sizes), self.across)
        ]

    @property
    def height(self) -> float:
        return sum(self.rows) + _INNER_GAP * (len(self.rows) - 1)

    def place(self, x: float) -> dict[str, Box]:
        """Boxes of the members around the centre (x, self.y)."""
        boxes: dict[str, Box] = {}
        cell = max(size[0] for size in self.sizes)
        top = self.y - self.height / 2
        for row, height in enumerate(self.rows):
            for place in range(self.across):
                at = row * self.across + place
                if at < len(self.members):
                    w, h, lines = self.sizes[at]
                    left = x - self.width / 2 + place * (cell + _INNER_GAP)
                    boxes[self.members[at]] = Box(left + cell / 2, top + height / 2, w, h, lines)
            top += height + _INNER_GAP
        return boxes


def has_sides(subgraph: Subgraph) -> bool:
    """Whether a DPRK side can be told from another side that something ties to it."""
    kinds = {node.id: kind(node) for node in subgraph.nodes}
    if "dprk" not in kinds.values():
        return False
    tied = any(kinds[id] in ("paper", "author") for id in spine(subgraph)) or _is_folded(subgraph)
    return tied or "report" in kinds.values()


def _is_folded(subgraph: Subgraph) -> bool:
    return any(edge.type == SHARED for edge in subgraph.edges)


def columns(subgraph: Subgraph, captions: Mapping[str, Caption]) -> Picture:
    """Place every node in the column of its role, or in the rows beneath. Deterministic; no two boxes overlap."""
    nodes = {node.id: node for node in subgraph.nodes}
    level = levels(subgraph)
    between = _FOLDED_GAP if _is_folded(subgraph) else _COLUMN_GAP
    items = _items(subgraph, nodes, level, captions)
    order = sorted(items)
    _arrange([items[place] for place in order], subgraph)

    boxes: dict[str, Box] = {}
    bands: list[Band] = []
    top = min((item.y - item.height / 2 for column in items.values() for item in column), default=0.0)
    bottom = max((item.y + item.height / 2 for column in items.values() for item in column), default=0.0)
    x = 0.0
    for place in order:
        column = items[place]
        width = max(item.width for item in column)
        for item in column:
            boxes.update(item.place(x + width / 2))
        members = [id for item in column for id in item.members]
        title = _title(place, [kind(nodes[id]) for id in members])
        bands.append(
            Band(
                title,
                len(members),
                x - _BAND_PADDING,
                top - _HEADING,
                width + 2 * _BAND_PADDING,
                bottom - top + _HEADING + _BAND_PADDING,
            )
        )
        x += width + (between if place.is_integer() else _AUTHOR_GAP)
    loose = [node for node in subgraph.nodes if level[node.id] is None]
    _rows(loose, subgraph, captions, boxes, bands, bottom + _BAND_PADDING)
    return Picture("columns", boxes, tuple(bands), level)


def _title(place: float, kinds: Sequence[str]) -> str:
    present = [k for k in LOOKS if k in kinds]
    if present == ["institution"] and place > 2:
        return "Partners of those"
    names = [LOOKS[k].many for k in present]
    return " and ".join([names[0], *(name[0].lower() + name[1:] for name in names[1:])])


def _items(
    subgraph: Subgraph,
    nodes: Mapping[str, Node],
    level: Mapping[str, float | None],
    captions: Mapping[str, Caption],
) -> dict[float, list[_Item]]:
    """The items of each column, papers grouped by what they join, sorted by name."""
    ties = spine(subgraph)
    papers = [id for id, node in nodes.items() if node.label == "Paper"]
    across = 1 if len(papers) <= _ONE_LINE else min(12, max(5, round((len(papers) / 4) ** 0.5)))
    groups: dict[tuple[float, tuple[str, ...]], list[str]] = defaultdict(list)
    for id, node in nodes.items():
        place = level[id]
        if place is not None:
            key = tuple(sorted(set(ties.get(id, ())))) if node.label == "Paper" else (captions[id].full, id)
            groups[float(place), key].append(id)
    items: dict[float, list[_Item]] = defaultdict(list)
    for (place, key), ids in sorted(groups.items()):
        # By year, the undated last.
        members = sorted(ids, key=lambda id: (captions[id].lead, captions[id].full, id))
        sizes = [_size(nodes[id], captions[id], len(papers)) for id in members]
        items[place].append(_Item(members, sizes, min(across, len(members)), key))
    return dict(items)


def _size(node: Node, text: Caption, papers: int) -> tuple[int, int, int]:
    if node.label != "Paper":
        return card(kind(node), text)
    if papers > _ONE_LINE:
        return (*_CHIP, 0)
    return card("paper", text, most_lines=3 if papers <= _THREE_LINES else 2 if papers <= _TWO_LINES else 1)


def _gaps(column: Sequence[_Item]) -> list[float]:
    return [_GROUP_GAP if len(item.members) > 1 else _ITEM_GAP for item in column]


def _arrange(order: Sequence[list[_Item]], subgraph: Subgraph) -> None:
    """Order each column in place and set the items' y."""
    home = {id: item for column in order for item in column for id in item.members}
    beside: dict[int, list[_Item]] = defaultdict(list)
    for edge in subgraph.edges:
        a, b = home.get(edge.source), home.get(edge.target)
        if a is not None and b is not None and a is not b:
            beside[id(a)].append(b)
            beside[id(b)].append(a)

    def wanted(item: _Item) -> float:
        near = beside[id(item)]
        return sum(other.y for other in near) / len(near) if near else item.y

    for column in order:
        _stack(column, [0.0] * len(column))
    best = (_crossings(order, beside), [list(column) for column in order])
    for sweep in range(_SWEEPS):
        for column in order if sweep % 2 == 0 else reversed(order):
            column.sort(key=lambda item: (wanted(item), item.key))
            _stack(column, [0.0] * len(column))
        if (crossings := _crossings(order, beside)) < best[0]:
            best = (crossings, [list(column) for column in order])
    for column, ordered in zip(order, best[1], strict=True):
        column[:] = ordered
        _stack(column, [0.0] * len(column))
    for sweep in range(_SWEEPS):
        for column in order if sweep % 2 == 0 else reversed(order):
            _stack(column, [wanted(item) for item in column])


def _crossings(order: Sequence[list[_Item]], beside: Mapping[int, list[_Item]]) -> int:
    """Crossings of edges between each two columns, as inversions of their ends."""
    at = {id(item): (column, row) for column, items in enumerate(order) for row, item in enumerate(items)}
    ends: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    for column, items in enumerate(order):
        for row, item in enumerate(items):
            for other in beside[id(item)]:
                there, far = at[id(other)]
                if there > column:
                    ends[column, there].append((row, far))
    count = 0
    for pairs in ends.values():
        passed: list[int] = []
        for _, far in sorted(pairs):
            count += len(passed) - bisect_right(passed, far)
            insort(passed, far)
    return count


def _stack(column: Sequence[_Item], wanted: Sequence[float]) -> None:
    places = spread(wanted, [item.height for item in column], _gaps(column))
    for item, y in zip(column, places, strict=True):
        item.y = y


def _rows(
    loose: Sequence[Node],
    subgraph: Subgraph,
    captions: Mapping[str, Caption],
    boxes: dict[str, Box],
    bands: list[Band],
    top: float,
) -> None:
    """Rows beneath the columns, one kind after the other, each node near what it is tied to."""
    left = min((band.x for band in bands), default=0.0)
    right = max((band.x + band.width for band in bands), default=1000.0)
    near: dict[str, list[float]] = defaultdict(list)
    for edge in subgraph.edges:
        for here, there in ((edge.source, edge.target), (edge.target, edge.source)):
            if there in boxes and here not in boxes:
                near[here].append(boxes[there].x)
    middle = (left + right) / 2

    def wanted(id: str) -> float:
        return sum(near[id]) / len(near[id]) if near[id] else middle

    for k in LOOKS:
        members = sorted((node.id for node in loose if kind(node) == k), key=lambda id: (wanted(id), id))
        if not members:
            continue
        top += _ROW_GAP
        y = top + _HEADING
        sizes = {id: card(k, captions[id], most_lines=2) for id in members}
        each = max(1, int((right - left - 2 * _BAND_PADDING) // (LOOKS[k].width + _ITEM_GAP)))
        rows = -(-len(members) // each)
        for row in range(rows):
            # Every rows-th member: each row then spans the whole width.
            some = members[row::rows]
            height = max(sizes[id][1] for id in some)
            xs = spread(
                [wanted(id) for id in some],
                [sizes[id][0] for id in some],
                [_ITEM_GAP] * len(some),
                low=left + _BAND_PADDING,
                high=right - _BAND_PADDING,
            )
            for id, x in zip(some, xs, strict=True):
                boxes[id] = Box(x, y + height / 2, *sizes[id])
            y += height + _ITEM_GAP
        bands.append(Band(LOOKS[k].many, len(members), left, top, right - left, y - top))
        top = y
