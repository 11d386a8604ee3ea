"""The mapping file of one's own tables: which file holds papers, authors, institutions, and which column says what.

The file is YAML; `docs/how-to` shows one. Tables are read with pandas, in any encoding and with any delimiter, and come
out with the columns of the project's own formats.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pandas
import yaml

from loader.errors import SourceError
from loader.printed_dates import first_day
from loader.reading import shown
from loader.records import Rejected

_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_CHUNK = 20_000
#: What other programs write for yes and no.
_YES, _NO = ("true", "1", "y", "x"), ("false", "0", "n")


@dataclass(frozen=True, slots=True)
class Table:
    """One CSV file. `columns` gives each of our columns that it has the name of its own column."""

    path: Path
    columns: Mapping[str, str]
    delimiter: str = ","
    encoding: str = "utf-8"
    #: what stands between several values in one cell
    separator: str = " | "

    def rows(self, every: Collection[str]) -> Iterator[tuple[int, dict[str, str]] | Rejected]:
        """Each row by our columns, those of `every` that the table lacks empty, with its number (the header is 1).

        Raises `SourceError` where the file cannot be read as the mapping says.
        """
        bad: list[list[str]] = []
        try:
            with pandas.read_csv(
                self.path,
                sep=self.delimiter,
                encoding="utf-8-sig" if self.encoding.lower() in ("utf-8", "utf8") else self.encoding,
                dtype=str,
                keep_default_na=False,
                na_filter=False,
                engine="python",
                chunksize=_CHUNK,
                on_bad_lines=lambda cells: bad.append(cells),
            ) as chunks:
                yield from self._rows(chunks, every)
        except UnicodeError as error:
            raise SourceError(
                f"{self.path.name} is not {self.encoding} ({error}): name its encoding in the mapping, such as cp1252, "
                "gb18030 or utf-16."
            ) from error
        except LookupError as error:
            raise SourceError(f"The mapping gives {self.path.name} the encoding {self.encoding!r}: {error}.") from error
        except (pandas.errors.ParserError, pandas.errors.EmptyDataError) as error:
            raise SourceError(f"{self.path.name} cannot be read as a table: {error}.") from error
        except OSError as error:
            raise SourceError(
                f"{self.path} cannot be read ({error.strerror}): correct `file` in the mapping."
            ) from error
        for cells_read in bad:
            reason = (
                f"has {len(cells_read)} cells, more than the header: put quotes around cells with {self.delimiter!r}"
            )
            yield Rejected(0, "line", reason, shown(self.delimiter.join(cells_read)))

    def _rows(
        self, chunks: Iterable[pandas.DataFrame], every: Collection[str]
    ) -> Iterator[tuple[int, dict[str, str]] | Rejected]:
        number = 1
        for chunk in chunks:
            if number == 1:
                self._check(chunk)
            for values in chunk.itertuples(index=False, name=None):
                number += 1
                cells = dict(zip(chunk.columns, values, strict=True))
                if any(not isinstance(cells[name], str) for name in self.columns.values()):
                    yield Rejected(number, "line", f"has fewer cells than the header's {len(cells)}")
                else:
                    yield number, dict.fromkeys(every, "") | {ours: cells[own] for ours, own in self.columns.items()}

    def _check(self, chunk: pandas.DataFrame) -> None:
        header = list(chunk.columns)
        if not isinstance(chunk.index, pandas.RangeIndex):
            raise SourceError(f"{self.path.name} has more cells in its rows than in its header: name every column.")
        missing = [own for own in self.columns.values() if own not in header]
        if not missing:
            return
        other = [sign for sign in (";", "\t", "|", ",") if len(header) == 1 and sign in header[0]]
        hint = f" (is {other[0]!r} its delimiter?)" if other else ""
        raise SourceError(
            f"{self.path.name} has no column {', '.join(map(repr, missing))}, only {', '.join(map(repr, header))}"
            f"{hint}: correct the mapping."
        )


@dataclass(frozen=True, slots=True)
class TableMapping:
    """A mapping file. `name` begins the ids of what has no other id; `basis` is that of the affiliation strings."""

    name: str
    basis: str
    as_of: date | None
    tables: Mapping[str, Table] = field(default_factory=dict)


def read_mapping(path: Path, tables: Mapping[str, Collection[str]], bases: Collection[str]) -> TableMapping:
    """The mapping; `tables` gives our columns of each table that it may name.

    Raises `SourceError`, naming the key, where it is not as it should be.
    """
    try:
        # Everything is text: YAML would take a column called No for false.
        content = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    except (OSError, UnicodeError, yaml.YAMLError) as error:
        raise SourceError(f"{path} is not a mapping file in YAML ({error}).") from error
    if not isinstance(content, dict):
        raise SourceError(f"{path.name} is not a mapping file: it must hold `name`, `basis` and tables.")
    _only(path, "the file", content, {"name", "basis", "as_of", *tables})
    name, basis, as_of = content.get("name"), content.get("basis"), content.get("as_of")
    if not isinstance(name, str) or not _NAME.fullmatch(name):
        raise SourceError(f"{path.name}: `name` is {name!r}: write small letters, digits and hyphens, such as my-lab.")
    if not isinstance(basis, str) or basis not in bases:
        raise SourceError(
            f"{path.name}: `basis` is {basis!r}: write what the affiliations rest on: {', '.join(bases)}."
        )
    day = first_day(as_of)
    if as_of and (day is None or day.isoformat() != as_of):
        raise SourceError(f"{path.name}: `as_of` is {as_of!r}: write a day such as 2026-05-01.")
    found = {table: _table(path, table, content[table], tables[table]) for table in tables if table in content}
    if not found:
        raise SourceError(f"{path.name} names no table: add one of {', '.join(tables)}.")
    return TableMapping(name, basis, day, found)


def _table(path: Path, name: str, given: Any, ours: Collection[str]) -> Table:
    if (
        not isinstance(given, dict)
        or not isinstance(given.get("file"), str)
        or not isinstance(given.get("columns"), dict)
    ):
        raise SourceError(f"{path.name}: `{name}` must have `file` and `columns`.")
    _only(path, name, given, {"file", "columns", "delimiter", "encoding", "separator"})
    _only(path, f"{name}.columns", given["columns"], ours)
    reading = {key: given[key] for key in ("delimiter", "encoding", "separator") if key in given}
    return Table(path.parent / given["file"], given["columns"], **reading)


def _only(path: Path, where: str, given: Mapping[Any, Any], allowed: Collection[str]) -> None:
    if unknown := [str(key) for key in given if key not in allowed]:
        raise SourceError(
            f"{path.name}: {where} has the unknown key {', '.join(unknown)}; possible are {', '.join(sorted(allowed))}."
        )


def yes_or_no(cell: str) -> str:
    """`yes` or `no` for what other programs write; anything else as it stands."""
    word = cell.strip().casefold()
    return "yes" if word in _YES else "no" if word in _NO else word
