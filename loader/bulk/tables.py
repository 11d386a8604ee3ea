"""The CSV files of an import: headers and columns as the model declares them.

Neither writer stores empty strings or lists. Array elements are told apart by U+001F, which no text holds
(`loader.identifiers.text`); an array may hold empty strings, but for one that is nothing else.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from cypher.model import NODE, NODES, RELATIONSHIP, RELATIONSHIPS, NodeType, Property, RelationshipType, Type
from loader.errors import LoadError

ARRAY_DELIMITER = "\x1f"
_TYPES = {
    Type.STRING: "string",
    Type.INTEGER: "long",
    Type.FLOAT: "double",
    Type.BOOLEAN: "boolean",
    Type.DATE: "date",
    Type.DATETIME: "datetime",
    Type.STRINGS: "string[]",
    Type.INTEGERS: "long[]",
    Type.FLOATS: "double[]",
    Type.DATES: "date[]",
}
#: Characters of one table that are held before they are written.
_HELD = 1 << 20


def _strings(values: list[str]) -> str:
    joined = ARRAY_DELIMITER.join(values)
    if joined.count(ARRAY_DELIMITER) != len(values) - 1 or not joined:
        raise LoadError(f"{values!r} cannot be written as an array: this is a fault of tiegraph, please report it.")
    return joined


def _numbers(values: list[Any]) -> str:
    return ARRAY_DELIMITER.join(map(str, values))


def _boolean(value: bool) -> str:
    return "true" if value else "false"


_CONVERT: dict[Type, Callable[[Any], str]] = {
    Type.STRINGS: _strings,
    Type.INTEGERS: _numbers,
    Type.FLOATS: _numbers,
    Type.DATES: _numbers,
    Type.BOOLEAN: _boolean,
    Type.DATE: date.isoformat,
    Type.DATETIME: datetime.isoformat,
}


def _declared(kind: NodeType | RelationshipType) -> list[Property]:
    """The properties with a column of their own; a node's key is its id column."""
    return [one for one in kind.properties if not isinstance(kind, NodeType) or one.name != kind.key]


def _header(kind: NodeType | RelationshipType) -> str:
    columns = [f"{one.name}:{_TYPES[one.type]}" for one in _declared(kind)]
    if isinstance(kind, NodeType):
        return ",".join([f"{kind.key}:ID({kind.label})", *columns, ":LABEL"]) + "\n"
    return ",".join([f":START_ID({kind.start})", f":END_ID({kind.end})", *columns]) + "\n"


class _Table:
    """One file of rows of one kind."""

    def __init__(self, path: Path, kind: NodeType | RelationshipType) -> None:
        self._path = path
        self._text = io.StringIO()
        self.write = csv.writer(self._text, lineterminator="\n").writerow
        self.columns = [(one.name, _CONVERT.get(one.type)) for one in _declared(kind)]
        self.rows = self._held = 0
        #: whether a field goes over several lines
        self.breaks = False

    def cells(self, properties: Mapping[str, Any]) -> list[Any]:
        get = properties.get
        return [
            value if convert is None or value is None else convert(value)
            for name, convert in self.columns
            for value in (get(name),)
        ]

    def add(self, row: list[Any]) -> None:
        self.write(row)
        self.rows += 1
        self._held += 1
        if self._held >= 2_000:
            self.flush()

    def flush(self) -> None:
        text = self._text.getvalue()
        self.breaks = self.breaks or text.count("\n") != self._held or "\r" in text
        with self._path.open("a", encoding="utf-8", newline="") as stream:
            stream.write(text)
        self._text.seek(0)
        self._text.truncate()
        self._held = 0


class Tables:
    """The tables that one process writes into `folder`; `part` is its name in theirs."""

    def __init__(self, folder: Path, part: str) -> None:
        self._folder = folder
        self._part = part
        self._tables: dict[str, _Table] = {}

    def node(self, label: str, key: str, properties: Mapping[str, Any], also: str = "") -> None:
        """One node; `also` is a second label."""
        table = self._table(label, NODE[label])
        table.add([key, *table.cells(properties), also])

    def relationship(self, type: str, start: str, end: str, properties: Mapping[str, Any]) -> None:
        table = self._table(type, RELATIONSHIP[type])
        table.add([start, end, *table.cells(properties)])

    def flush(self) -> bool:
        """Write what is held. Whether a field goes over several lines, which the importer must be told."""
        for table in self._tables.values():
            table.flush()
        return any(table.breaks for table in self._tables.values())

    def _table(self, name: str, kind: NodeType | RelationshipType) -> _Table:
        table = self._tables.get(name)
        if table is None:
            table = self._tables[name] = _Table(self._folder / f"{name}.{self._part}.csv", kind)
        return table


def arguments(folder: Path, breaks: bool) -> list[str]:
    """Write the headers for the tables in `folder`; the arguments of `neo4j-admin` that import them."""
    found = ["database", "import", "full", "neo4j", "--overwrite-destination=true", "--array-delimiter=U+001F"]
    if breaks:
        found.append("--multiline-fields=true")
    found.append(f"--report-file={folder / 'import.report'}")
    kinds: list[tuple[str, str, NodeType | RelationshipType]] = [("nodes", one.label, one) for one in NODES]
    kinds += [("relationships", one.type, one) for one in RELATIONSHIPS]
    for option, name, kind in kinds:
        if parts := sorted(folder.glob(f"{name}.*.csv")):
            header = folder / f"{name}-header.csv"
            header.write_text(_header(kind), encoding="utf-8")
            found.append(f"--{option}={name}=" + ",".join(map(str, [header, *parts])))
    return found
