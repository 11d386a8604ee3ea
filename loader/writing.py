"""Rows for the generic write statements, and the check that all of them arrived."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from operator import itemgetter
from typing import Any, TypeVar

from cypher.client import Client
from cypher.model import NODE, RELATIONSHIP, NodeType, RelationshipType
from cypher.statements import statement
from loader.errors import LoadError

Rows = list[dict[str, Any]]
Step = tuple[str, Mapping[str, Any]]
Item = TypeVar("Item")

#: Records of one transaction: all or nothing, and where a stopped load goes on.
BATCH = 1_000
_KEY = itemgetter("key")


def chunks(items: Iterable[Item], size: int = BATCH) -> Iterator[list[Item]]:
    """The items in lists of `size`, streaming."""
    iterator = iter(items)
    while chunk := list(islice(iterator, size)):
        yield chunk


def _declared(kind: NodeType | RelationshipType, rows: Rows) -> None:
    """Only what the model declares is written: a slip would otherwise stay in every graph made."""
    names = set().union(*[row["properties"] for row in rows if "properties" in row])
    if unknown := names.difference(one.name for one in kind.properties):
        raise KeyError(f"{kind} does not declare {sorted(unknown)}")


class Batch:
    """Steps of one transaction, in order: nodes before relationships. Rows are sorted by key, so that two writers
    take locks in one order; the number the server wrote is checked against the number sent."""

    def __init__(self) -> None:
        self._steps: list[Step] = []
        self._expected: list[tuple[str, int] | None] = []

    def run(self, name: str, **parameters: Any) -> None:
        """A statement whose rows are not counted."""
        self._steps.append((statement(name), parameters))
        self._expected.append(None)

    def nodes(self, label: str, rows: Rows, name: str = "merge_nodes") -> None:
        """Merge nodes: rows of `key` and `properties`."""
        _declared(NODE[label], rows)
        self._counted(label, statement(name, label), sorted(rows, key=_KEY))

    def relationships(
        self, type: str, rows: Rows, name: str = "merge_relationships", by: tuple[str, str] = ("start", "end")
    ) -> None:
        """Merge relationships: rows of `start`, `end`, `properties` and the type's key properties.

        `by`: first the end that other transactions write to as well.
        """
        _declared(RELATIONSHIP[type], rows)
        self._counted(type, statement(name, type=type), sorted(rows, key=itemgetter(*by)))

    def replace(self, type: str, keys: Sequence[str], rows: Rows) -> None:
        """Take off all relationships of a type that start at `keys`, then write `rows`."""
        if keys:
            self._steps.append((statement("replace_outgoing", type=type), {"keys": sorted(keys)}))
            self._expected.append(None)
        self.relationships(type, rows)

    def remove_nodes(self, label: str, keys: Sequence[str]) -> None:
        """Remove nodes with all their relationships."""
        self._steps.append((statement("remove_nodes", label), {"keys": sorted(keys)}))
        self._expected.append(None)

    def _counted(self, what: str, text: str, rows: Rows) -> None:
        if rows:
            self._steps.append((text, {"rows": rows}))
            self._expected.append((what, len(rows)))

    def commit(self, client: Client) -> None:
        """Write everything, or nothing. Raises `LoadError` where rows did not find their ends."""
        if not self._steps:
            return
        answers = client.write(self._steps)
        for expected, answer in zip(self._expected, answers, strict=True):
            if expected is not None and answer[0]["count"] != expected[1]:
                raise LoadError(
                    f"{expected[1]} rows of {expected[0]} were sent and {answer[0]['count']} written; load the file "
                    "again, and report it if it happens twice."
                )
