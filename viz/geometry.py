"""Boxes, bands, and the two pieces of one-dimensional geometry that both layouts need."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

#: Lines of text of what is a mark, not a card.
MARK = -1


@dataclass(frozen=True, slots=True)
class Box:
    """A node's place: centre, size, lines of text. World units; y grows downwards.

    No lines: a chip that shows its year alone; `MARK`: no card, but a mark whose name stands beneath it.
    """

    x: float
    y: float
    width: float
    height: float
    lines: int


@dataclass(frozen=True, slots=True)
class Band:
    """A titled area behind the nodes; `x`, `y` is its upper left corner, the title stands inside at the top."""

    title: str
    count: int
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Picture:
    """`layout` is the one used. `level` tells for columns which column a node is in (None: in the row beneath)."""

    layout: str
    boxes: dict[str, Box]
    bands: tuple[Band, ...] = ()
    level: dict[str, float | None] = field(default_factory=dict)


def spread(
    wanted: Sequence[float],
    sizes: Sequence[float],
    gaps: Sequence[float],
    low: float = -math.inf,
    high: float = math.inf,
) -> list[float]:
    """Centres as near as possible to the wanted ones (least squares), in the given order, none closer than allowed.

    `gaps[i]` is the free space before item i (`gaps[0]` is ignored). All stay between `low` and `high` where they fit.
    Pool-adjacent-violators on the wanted places less the least offset of each item; O(n).
    """
    offsets = [0.0] * len(wanted)
    for i in range(1, len(wanted)):
        offsets[i] = offsets[i - 1] + sizes[i - 1] / 2 + gaps[i] + sizes[i] / 2
    pools: list[tuple[float, int]] = []
    for place, offset in zip(wanted, offsets, strict=True):
        mean, weight = place - offset, 1
        while pools and pools[-1][0] > mean:
            other, others = pools.pop()
            mean, weight = (mean * weight + other * others) / (weight + others), weight + others
        pools.append((mean, weight))
    if sizes:
        least, most = low + sizes[0] / 2, high - offsets[-1] - sizes[-1] / 2
        pools = [(max(least, min(mean, most)), weight) for mean, weight in pools]
    bases = [mean for mean, weight in pools for _ in range(weight)]
    return [base + offset for base, offset in zip(bases, offsets, strict=True)]
