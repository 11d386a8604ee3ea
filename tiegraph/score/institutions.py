"""The index that is measured: institutions of ROR files and the gazetteer, put together as the graph does it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from loader.errors import SourceError
from loader.link import body_of
from loader.load_files import stamp_of
from loader.merging import Stamp, combine
from loader.node_writer import properties_of
from loader.records import Institution, Row
from loader.resolve import Body
from loader.source import Source
from loader.sources import SOURCES, precedence
from tiegraph.demo import data_folder


@dataclass(frozen=True, slots=True)
class Institutions:
    """Bodies, and the ids of those with a record of their own; the others are known by another record's relation."""

    bodies: list[Body]
    recorded: frozenset[str]


def institutions(ror: Sequence[Path] = (), gazetteer: Path | None = None) -> Institutions:
    """The institutions of these ROR files (default: the bundled extract) and of the gazetteer (default: the bundled).

    Raises `SourceError` where a file is not of its format.
    """
    folder = data_folder()
    files = [(SOURCES["ror"], path) for path in ror or (folder / "ror-extract.jsonl.gz",)]
    files.append((SOURCES["gazetteer"], gazetteer or folder / "gazetteer.csv"))
    stored: dict[str, list[tuple[Institution, Stamp]]] = {}
    recorded: set[str] = set()
    for source, path in files:
        for row, stamp in read_rows(source, path):
            if isinstance(row.record, Institution):
                stored.setdefault(row.record.id, []).append((row.record, stamp))
                if not row.side:
                    recorded.add(row.record.id)
    return Institutions([body_of(_together(id, records)) for id, records in stored.items()], frozenset(recorded))


def read_rows(source: Source, path: Path) -> Iterator[tuple[Row, Stamp]]:
    """Rows of one file, each with its source and day; broken ones are left out. Raises `SourceError` without any."""
    day, any_read = source.as_of(path), False
    for item in source.read(path):
        if isinstance(item, Row):
            any_read = True
            yield item, stamp_of(source, item, day)
    if not any_read:
        raise SourceError(f"{path.name} holds no record of {source.title}: name another file.")


def _together(id: str, records: list[tuple[Institution, Stamp]]) -> dict[str, Any]:
    """One institution's properties: those of its only record, else what stands after all of them."""
    if len(records) == 1:
        return {"id": id, **properties_of(records[0][0])}
    stored: dict[str, Any] = {}
    for record, stamp in records:
        stored = combine(stored, properties_of(record), stamp, precedence)
    return {"id": id, **stored}
