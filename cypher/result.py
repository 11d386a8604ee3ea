"""What an answer is made of, free of driver types: rows, and the subgraph met on the way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

#: The column of paths, which every question's statement returns last: it becomes the subgraph and no table's column.
PATHS = "paths"


@dataclass(frozen=True, slots=True)
class Node:
    """A node by its business key (`id`: the model's key property, for countries the code) and its label in the model.

    `also` holds further labels, such as `Designated`. `properties` holds plain Python values: str, int, float, bool,
    datetime.date, or lists of them.
    """

    id: str
    label: str
    properties: Mapping[str, Any] = field(default_factory=dict)
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Edge:
    """A relationship `source -[type]-> target` between two node ids. `id` tells parallel relationships apart."""

    id: str
    source: str
    target: str
    type: str
    properties: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Subgraph:
    """Nodes and edges, each once, sorted by id; every edge's ends are among the nodes."""

    nodes: tuple[Node, ...] = ()
    edges: tuple[Edge, ...] = ()


@dataclass(frozen=True, slots=True)
class Result:
    """What one statement returned: `rows` are dicts with exactly `columns` as keys, `subgraph` what its paths held."""

    columns: tuple[str, ...]
    rows: Sequence[Mapping[str, Any]]
    subgraph: Subgraph = field(default_factory=Subgraph)
