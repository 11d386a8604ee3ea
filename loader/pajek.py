"""A Pajek network whose vertices are countries: vertices with their labels, then arcs with their values."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from loader import reading
from loader.errors import BadField, SourceError
from loader.records import Rejected

_VERTEX = re.compile(r'\s*(\d+)\s+"([^"]*)"\s*')
_ARC = re.compile(r"\s*(\d+)\s+(\d+)\s+(\d+)\s*")


@dataclass
class Network:
    """Labels by number with the line of each, the value of each arc, the comments, and the lines that are neither."""

    labels: dict[int, str] = field(default_factory=dict)
    lines: dict[int, int] = field(default_factory=dict)
    arcs: dict[int, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))
    comments: list[str] = field(default_factory=list)
    refused: list[Rejected] = field(default_factory=list)


def read_network(path: Path) -> Network:
    """The network in a file. Raises `SourceError` where it is none; single lines that are not right are `refused`."""
    found = Network()
    part, announced = "", 0
    for item in reading.lines(path):
        if isinstance(item, Rejected):
            found.refused.append(item)
            break
        number, raw = item
        line = raw.decode("utf-8", "replace").strip()
        if line.startswith("%"):
            found.comments.append(line)
        elif line.startswith("*"):
            part, _, size = line[1:].lower().partition(" ")
            announced = int(size) if part == "vertices" and size.strip().isdecimal() else announced
        else:
            try:
                _take(found, part, line, number)
            except BadField as bad:
                found.refused.append(Rejected(number, bad.field, bad.reason, reading.shown(line)))
    if not found.labels or not found.arcs:
        raise SourceError(f"{path.name} is no Pajek network (*vertices with labels, then *arcs): name the .net file.")
    if announced != len(found.labels):
        raise SourceError(
            f"{path.name} announces {announced} vertices and has {len(found.labels)}: fetch it anew, it may be cut."
        )
    return found


def _take(found: Network, part: str, line: str, number: int) -> None:
    if part == "vertices" and (vertex := _VERTEX.fullmatch(line)):
        key = int(vertex[1])
        if key in found.labels:
            raise BadField("vertex", f"{key} stands on line {found.lines[key]} already: fetch the file anew")
        found.labels[key], found.lines[key] = vertex[2], number
    elif part == "arcs" and (arc := _ARC.fullmatch(line)):
        start, end, value = map(int, arc.groups())
        if unknown := next((one for one in (start, end) if one not in found.labels), None):
            raise BadField("arc", f"names the vertex {unknown}, which the file does not have: fetch it anew")
        if end in found.arcs[start]:
            raise BadField("arc", f"from {start} to {end} is there twice: fetch the file anew")
        found.arcs[start][end] = value
    else:
        raise BadField(
            "line", f"is no {'vertex' if part == 'vertices' else 'arc'} (under *{part}): fetch the file anew"
        )
