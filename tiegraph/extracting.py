"""A snapshot's works that matter, part by part, over several processes."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from loader.bulk.pool import each
from loader.errors import SourceError
from loader.extract import Counts, Keep, extract_part, outputs
from loader.link import body_of
from loader.node_writer import properties_of
from loader.parts import parts_of
from loader.records import Institution, Row
from loader.resolve import Index
from loader.sources import SOURCES
from tiegraph.demo import data_folder

Task = tuple[Path, Path]


def extracted(snapshot: Path, keep: str, folder: Path, processes: int) -> Iterator[tuple[str, Counts | str]]:
    """Extract every part that is not done yet; each part's name with its counts, or with why it cannot be read.

    Raises `UsageError` for a `keep` that cannot be understood, and `SourceError` where there are no parts.
    """
    wanted = Keep.parse(keep)
    parts = parts_of(snapshot)
    tasks = list(zip(parts, outputs(snapshot, parts, folder, keep), strict=True))
    step = partial(_one, keep=wanted, index=recogniser() if wanted.dprk else Index([]))
    for (part, _), counts in each(step, tasks, processes):
        yield part.name if part == snapshot else part.relative_to(snapshot).as_posix(), counts


def recogniser() -> Index:
    """The index of the DPRK's institutions, from the bundled gazetteer."""
    rows = SOURCES["gazetteer"].read(data_folder() / "gazetteer.csv")
    bodies = [row.record for row in rows if isinstance(row, Row) and isinstance(row.record, Institution)]
    return Index([body_of({"id": body.id, **properties_of(body)}) for body in bodies])


def _one(task: Task, keep: Keep, index: Index) -> Counts | str:
    try:
        return extract_part(*task, keep, index)
    except SourceError as error:
        return str(error)
