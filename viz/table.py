"""Tables under the picture: what the caller gives, and what the template shows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from cypher.result import Subgraph
from viz.words import humanise, link, plain

#: A text longer than this is given room to be read in.
_PROSE = 90
#: Up to here a value without spaces stands on one line, and beyond a text needs more than a narrow column.
_SHORT = 24


@dataclass(frozen=True)
class Column:
    """A column by its key in the rows. Those not `shown` are left out on screen and kept in the CSV download."""

    name: str
    meaning: str
    shown: bool = True

    @property
    def heading(self) -> str:
        return humanise(self.name)


@dataclass(frozen=True)
class Table:
    """Rows under a title. A value is plain (text, number, truth value, date) or a list of those, or None."""

    title: str
    columns: tuple[Column, ...]
    rows: Sequence[Mapping[str, Any]]
    note: str = ""
    #: text of a value → address of its page beside this one
    links: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Part:
    """One value of a cell: its text, the address it opens, the node of the picture it stands for."""

    text: str
    address: str | None = None
    node: int | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """The parts of a cell; `form` is `number`, `date`, `prose`, `text`, `token` or empty."""

    parts: tuple[Part, ...]
    form: str
    shown: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """A table ready for the template."""

    title: str
    note: str
    columns: tuple[Column, ...]
    rows: list[list[Cell]] = field(default_factory=list)

    @property
    def number(self) -> list[bool]:
        """For each column, whether it holds numbers and nothing else."""
        forms = [{row[at].form for row in self.rows if row[at].parts} for at in range(len(self.columns))]
        return [form == {"number"} for form in forms]


def tables(given: Sequence[Table], subgraph: Subgraph) -> list[Shown]:
    """Cells in words; a value that is the id or the unique name of a node leads to it."""
    nodes = _nodes_by_text(subgraph)
    return [
        Shown(
            table.title,
            table.note,
            table.columns,
            [
                [_cell(row.get(column.name), column, nodes, table.links) for column in table.columns]
                for row in table.rows
            ],
        )
        for table in given
    ]


def _nodes_by_text(subgraph: Subgraph) -> dict[str, int]:
    """Ids, and names that one node alone has; an institution's name counts before an entry's that prints the same."""
    found: dict[str, int] = {}
    for wanted in (False, True):
        names = {
            at: str(node.properties.get("name") or node.properties.get("title") or "")
            for at, node in enumerate(subgraph.nodes)
            if (node.label == "Institution") is wanted
        }
        often = Counter(names.values())
        found |= {name: at for at, name in names.items() if name and often[name] == 1}
    return found | {node.id: at for at, node in enumerate(subgraph.nodes)}


def _cell(value: Any, column: Column, nodes: Mapping[str, int], links: Mapping[str, str]) -> Cell:
    values = value if isinstance(value, Sequence) and not isinstance(value, str) else [value]
    parts = tuple(Part(text, link(text) or links.get(text), nodes.get(text)) for text in map(plain, values) if text)
    number = isinstance(value, int | float) and not isinstance(value, bool)
    form = "number" if number else "date" if isinstance(value, date) else _form([part.text for part in parts])
    return Cell(parts, form, column.shown)


def _form(texts: Sequence[str]) -> str:
    longest = max(map(len, texts), default=0)
    if longest > _SHORT:
        return "prose" if longest > _PROSE else "text"
    return "token" if texts and not any(" " in text for text in texts) else ""
