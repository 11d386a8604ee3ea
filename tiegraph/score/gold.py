"""Labelled files as other people make them: CSV (any of `,` `;` tab, with or without a byte order mark) or JSON.

Columns are found by any of the names in use. What cannot be read stops the scoring with file, line and field: a figure
over half a file would be wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from loader import identifiers, reading, spreadsheet
from loader.cells import institution_id
from loader.errors import SourceError

#: Our name of a column → the names that files have for it, ours first.
COLUMNS: dict[str, tuple[str, ...]] = {
    "string": ("string", "affiliation", "original_affiliation", "raw_affiliation", "raw_string", "raw"),
    "institutions": ("institutions", "ror_ids", "labels", "ror_id", "ror", "institution"),
    "country": ("country", "entry_country"),
    "difficulty": ("difficulty", "kind", "split"),
    "note": ("note", "why", "notes"),
    "list": ("list",),
    "entry_name": ("entry_name", "name", "entry"),
    "entry_key": ("entry_key", "key"),
    "aliases": ("aliases", "entry_aliases"),
    "native_names": ("native_names",),
    "addresses": ("addresses", "entry_addresses", "address"),
    "institution": ("ror_id", "institution", "institution_id"),
    "label": ("label",),
    "candidate_name": ("candidate_name", "institution_name"),
    "entries": ("entries", "designations"),
    "record": ("record",),
    "schema": ("schema",),
    "name1": ("name1",),
    "name2": ("name2",),
    "is_match": ("is_match", "label"),
    "category": ("category",),
}
#: A label cell that says: nothing has to be found here.
_NOTHING = frozenset(("{}", "[]", "set()", "none", "no record", "-"))
_ITEM = re.compile(r"""\s*(?:'([^']*)'|"([^"]*)"|([^,|;]+))\s*(?:[,|;]|$)""")


@dataclass(frozen=True, slots=True)
class Row:
    """One labelled row: its line in the file and its cells, by our names and by the file's own."""

    line: int
    cells: Mapping[str, str]

    def get(self, column: str) -> str:
        """The cell under one of our names (or the file's own); empty where the file has no such column."""
        return next((self.cells[name] for name in COLUMNS.get(column, (column,)) if name in self.cells), "")


def rows(path: Path, needed: Iterable[str]) -> list[Row]:
    """All rows of a labelled file. Every column of `needed` must be there under one of its names; others may be.

    Raises `SourceError` naming what is missing, or the line that cannot be read.
    """
    if reading.beginning(path)[:1] in (b"[", b"{"):
        found = _json(path, reading.whole(path))
    else:
        found = [Row(line, cells) for line, cells in spreadsheet.rows(path)]
    if not found:
        raise SourceError(f"{path.name} holds no rows: expected {_expected(needed)}.")
    for column in needed:
        if not any(name in row.cells for row in found for name in COLUMNS[column]):
            raise SourceError(f"{path.name} has no column for {column!r}: expected {_expected(needed)}.")
    return found


def _expected(needed: Iterable[str]) -> str:
    return ", ".join(" or ".join(COLUMNS[column]) for column in needed)


def _json(path: Path, content: bytes) -> list[Row]:
    """A list of objects, or one object a line. A list value becomes a cell as Python writes it."""
    try:
        if content.lstrip()[:1] == b"[":
            objects: list[tuple[int, Any]] = list(enumerate(msgspec.json.decode(content), 1))
        else:
            objects = [(n, msgspec.json.decode(one)) for n, one in enumerate(content.splitlines(), 1) if one.strip()]
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise SourceError(f"{path.name} is not complete JSON ({error}).") from error
    found = []
    for line, one in objects:
        if not isinstance(one, dict):
            raise SourceError(f"{path.name}, record {line}: is no object with columns.")
        found.append(Row(line, {name: _cell(value) for name, value in one.items()}))
    return found


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return msgspec.json.encode(value).decode()
    return str(value).strip()


@dataclass(frozen=True, slots=True)
class Label:
    """Institutions that a row says are meant: ids, and names of those that have no id."""

    ids: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


def label(path: Path, row: Row, column: str = "institutions") -> Label | None:
    """The institutions of a label cell: ids alone, JSON, a Python set, or several with `|`, `;` or `,` between.

    None where the cell is empty: such a row is predicted and not scored. `{}`, `[]` or "none" says that nothing is to
    be found. A name stands for a body without an id. Raises `SourceError` for an id that is none.
    """
    cell = row.get(column)
    if not cell:
        return None
    if cell.casefold() in _NOTHING:
        return Label()
    inside = cell[1:-1] if cell[0] in "[{" and cell[-1] in "]}" else cell
    items = [next(part for part in found.groups() if part is not None) for found in _ITEM.finditer(inside)]
    ids, names = [], []
    for item in (item.strip() for item in items):
        normal = institution_id(item) or identifiers.ror(item)
        if normal:
            ids.append(normal)
        elif "ror.org" in item or item.startswith(("ror:", "kp:", "lst:", "cur:")):
            raise SourceError(f"{path.name}, line {row.line}: {column} {item!r} is no institution id: correct it.")
        elif item:
            names.append(item)
    return Label(tuple(dict.fromkeys(ids)), tuple(dict.fromkeys(names)))
