"""A snapshot's works that matter, part by part, over several processes or the workers of a cluster."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, partial
from pathlib import Path

from filelock import FileLock, Timeout

from loader.bulk import pool
from loader.errors import LoadError, SourceError
from loader.extract import Counts, Keep, clear, extract_part, outputs
from loader.link import body_of
from loader.node_writer import properties_of
from loader.parts import parts_of
from loader.records import Institution, Row
from loader.resolve import Index
from loader.sources import SOURCES
from tiegraph import cluster
from tiegraph.demo import data_folder

Task = tuple[Path, Path]


def extracted(
    snapshot: Path, keep: str, folder: Path, processes: int, scheduler: str | None = None
) -> Iterator[tuple[str, Counts | str]]:
    """Extract every part that is not done yet; each part's name with its counts, or with why it cannot be read.

    The parts are read by so many processes here, or by the workers of a Dask `scheduler`, which see both folders under
    the same paths. Raises `UsageError` for a `keep` that cannot be understood, `SourceError` where there are no parts,
    `LoadError` where another process writes into `folder`, and what `cluster.each` raises.
    """
    snapshot, folder = snapshot.resolve(), folder.resolve()
    wanted = Keep.parse(keep)
    parts = parts_of(snapshot)
    tasks = list(zip(parts, outputs(snapshot, parts, folder, keep), strict=True))
    step = partial(_one, keep=wanted)
    try:
        with FileLock(folder / ".lock", timeout=0):
            clear(folder)
            if scheduler is None:
                # Before the processes are forked, so that they share it.
                _index(wanted.dprk)
                done = pool.each(step, tasks, processes)
            else:
                done = cluster.each(step, tasks, scheduler)
            for (part, output), counts in done:
                if not isinstance(counts, str) and not output.exists():
                    counts = f"a worker wrote it to a {folder} of its own: all machines must see one and the same"
                yield part.name if part == snapshot else part.relative_to(snapshot).as_posix(), counts
    except Timeout as error:
        raise LoadError(f"{folder} is being extracted into by another process: run this when it has ended.") from error


def recogniser() -> Index:
    """The index of the DPRK's institutions, from the bundled gazetteer."""
    rows = SOURCES["gazetteer"].read(data_folder() / "gazetteer.csv")
    bodies = [row.record for row in rows if isinstance(row, Row) and isinstance(row.record, Institution)]
    return Index([body_of({"id": body.id, **properties_of(body)}) for body in bodies])


@cache
def _index(dprk: bool) -> Index:
    """One a process: workers of a cluster make their own."""
    return recogniser() if dprk else Index([])


def _one(task: Task, keep: Keep) -> Counts | str:
    try:
        return extract_part(*task, keep, _index(keep.dprk))
    except SourceError as error:
        return str(error)
