"""The files of an import: headers and columns as the model declares them.

Fields and the elements of arrays are told apart by control characters, which no text holds
(`loader.identifiers.text`): only what goes over several lines needs to be quoted, which takes much of the time else.
Neither writer stores empty strings or lists; an array may hold empty strings, but for one that is nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from cypher.model import NODE, NODES, RELATIONSHIP, RELATIONSHIPS, NodeType, Property, RelationshipType, Type
from loader.errors import LoadError

ARRAY_DELIMITER, DELIMITER, QUOTE = "\x1f", "\x1e", "\x1d"
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
#: Rows of one table that are held before they are written.
_HELD = 2_000


def _strings(values: list[str]) -> str:
    if len(values) == 1 and (only := values[0]) and ARRAY_DELIMITER not in only:
        return only
    joined = ARRAY_DELIMITER.join(values)
    if joined.count(ARRAY_DELIMITER) != len(values) - 1 or not joined:
        raise LoadError(f"{values!r} cannot be written as an array: this is a fault of tiegraph, please report it.")
    return joined


def _numbers(values: list[Any]) -> str:
    return ARRAY_DELIMITER.join(map(str, values))


def _boolean(value: bool) -> str:
    return "true" if value else "false"


_CONVERT: dict[Type, Callable[[Any], str]] = {
    Type.INTEGER: str,
    Type.FLOAT: str,
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
        columns = [f"{kind.key}:ID({kind.label})", *columns, ":LABEL"]
    else:
        columns = [f":START_ID({kind.start})", f":END_ID({kind.end})", *columns]
    return DELIMITER.join(columns) + "\n"


class _Table:
    """One file of rows of one kind."""

    def __init__(self, path: Path, kind: NodeType | RelationshipType) -> None:
        self._path = path
        self._delimiters = _header(kind).count(DELIMITER)
        self._rows: list[str] = []
        #: by property: its column after the ids, and how it is written where not as it is
        self._columns = {one.name: (place, _CONVERT.get(one.type)) for place, one in enumerate(_declared(kind))}
        #: whether a field goes over several lines
        self.breaks = False

    def cells(self, properties: Mapping[str, Any]) -> list[str]:
        """The declared properties, in the order of their columns."""
        columns = self._columns
        cells = [""] * len(columns)
        for name, value in properties.items():
            if value is not None and name in columns:
                place, convert = columns[name]
                cells[place] = convert(value) if convert else value
        return cells

    def add(self, cells: list[str]) -> None:
        self._rows.append(DELIMITER.join(cells))
        if len(self._rows) >= _HELD:
            self.flush()

    def flush(self) -> None:
        """Write what is held. Raises `LoadError` where text holds one of the delimiters."""
        rows, self._rows = self._rows, []
        text = "\n".join([*rows, ""])
        if text.count(DELIMITER) != len(rows) * self._delimiters or QUOTE in text:
            raise LoadError(
                f"{self._path.name}: text holds a delimiter: this is a fault of tiegraph, please report it."
            )
        if text.count("\n") != len(rows) or "\r" in text:
            self.breaks = True
            text = "\n".join([*map(_quoted, rows), ""])
        with self._path.open("a", encoding="utf-8", newline="") as stream:
            stream.write(text)


def _quoted(row: str) -> str:
    """A row with fields that go over several lines."""
    cells = (f"{QUOTE}{cell}{QUOTE}" if "\n" in cell or "\r" in cell else cell for cell in row.split(DELIMITER))
    return DELIMITER.join(cells)


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
    found = ["database", "import", "full", "neo4j", "--overwrite-destination=true"]
    given = (("delimiter", DELIMITER), ("array-delimiter", ARRAY_DELIMITER), ("quote", QUOTE))
    found += [f"--{name}=U+{ord(character):04X}" for name, character in given]
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
