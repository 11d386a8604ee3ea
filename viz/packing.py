"""The page's data without repetition: what stands in it many times is written once and pointed to.

`assets/core.js` undoes each of these.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from viz.evidence import Fact
from viz.geometry import MARK
from viz.weight import SMALL

#: A shorter end of an address is not worth a pointer.
_SHORTEST = 4


def packed_nodes(nodes: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Nodes without their number, which is their place; marks with one side, and none for the smallest."""
    made = []
    for node in nodes:
        kept = {name: value for name, value in node.items() if name != "id"}
        if node["lines"] == MARK:
            for name in ("w", "h", "lines"):
                del kept[name]
            if node["w"] != SMALL:
                kept["side"] = node["w"]
        made.append(kept)
    return made


def packed_edges(edges: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Columns `from`, `to`, `line` (numbers of `lines`); `more` has what else an edge has, by its number."""
    lines: dict[str, int] = {}
    given = {"id", "from", "to", "line"}
    return {
        "from": [edge["from"] for edge in edges],
        "to": [edge["to"] for edge in edges],
        "line": [lines.setdefault(edge["line"], len(lines)) for edge in edges],
        "lines": list(lines),
        "more": {
            edge["id"]: {name: value for name, value in edge.items() if name not in given}
            for edge in edges
            if len(edge) > len(given)
        },
    }


class _Once(dict[Any, int]):
    """Numbers for values, the same for the same value."""

    def at(self, value: Any) -> int:
        return self.setdefault(value, len(self))


def packed_facts(nodes: Sequence[Sequence[Fact]], edges: Sequence[Sequence[Fact]]) -> dict[str, Any]:
    """Facts of nodes and of edges. A fact is [number of its form and heading, value], or the number of a shared one.

    Addresses are [number of their start, where in the text their end begins]; remarks on quotes are numbers.
    """
    often = Counter(key for facts in (*nodes, *edges) for fact in facts if (key := _key(fact)) is not None)
    heads, words, shared = _Once(), _Once(), _Once()

    def value(form: str, given: Any) -> Any:
        if form == "link":
            return [[text, _address(text, address, words)] for text, address in given]
        if form == "quotes":
            return [[text, words.at(remark)] for text, remark in given]
        return given

    def pack(fact: Fact) -> Any:
        form, heading, given = fact
        key = _key(fact)
        if key is not None and often[key] > 1:
            return shared.at(key)
        return [heads.at((form, heading)), value(form, given)]

    packed = {
        "nodes": [[pack(fact) for fact in facts] for facts in nodes],
        "edges": [[pack(fact) for fact in facts] for facts in edges],
    }
    return {**packed, "heads": list(heads), "words": list(words), "facts": list(shared)}


def _key(fact: Fact) -> tuple[Any, ...] | None:
    form, heading, value = fact
    if form == "text":
        return form, heading, value
    return (form, heading, tuple(value)) if form == "texts" else None


def _address(text: str, address: str | None, words: _Once) -> Any:
    if address is None:
        return None
    skipped = 0 if address.endswith(text) else text.find(":") + 1
    end = text[skipped:]
    if len(end) < _SHORTEST or not address.endswith(end):
        return address
    return [words.at(address[: len(address) - len(end)]), skipped]
