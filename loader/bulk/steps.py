"""What each process of a bulk load does with one task. `plan` is set before the processes begin."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path

import msgspec
from msgspec import Struct

from loader.bulk.people import write_people
from loader.bulk.pieces import File, Piece
from loader.bulk.spool import DECODER, Kept, Spooled, spool
from loader.bulk.spread import Spread, frames, gathered
from loader.bulk.tables import Tables
from loader.bulk.works import WorkTables, Written
from loader.resolve import Body, Index
from loader.resolve.store import kept_index


@dataclass
class Plan:
    """What all steps of one bulk load share."""

    folder: Path
    work: Path
    files: Sequence[File]
    loads: Sequence[str]
    precedence: Callable[[str], int]
    index: Index | None = None
    works: dict[int, WorkTables] = field(default_factory=dict)

    def tables_of_works(self) -> WorkTables:
        """This process's own; readings of strings are remembered from task to task."""
        if (known := self.works.get(os.getpid())) is None:
            assert self.index is not None
            known = WorkTables(self.folder, self.work, str(os.getpid()), self.loads, self.index, self.precedence)
            self.works = {os.getpid(): known}
        return known


class Frames(Struct, frozen=True):
    """Neighbouring frames of one spooled file; `groups` as `Groups.of_frame` gives them for all their records."""

    path: Path
    start: int
    stop: int | None
    #: number of the first record among all
    first: int
    groups: tuple[int, ...]


class _Grouped(Struct, array_like=True, gc=False):
    group: int
    number: int
    kept: Kept


_GROUPED: msgspec.msgpack.Decoder[list[_Grouped]] = msgspec.msgpack.Decoder(list[_Grouped])

plan: Plan


def begin(of: Plan) -> None:
    """Set what the steps share."""
    global plan
    plan = of


def keep_index(task: tuple[Sequence[Body], Path, bool]) -> None:
    """Build the index of these bodies, unless it is kept already."""
    kept_index(*task)


def read_piece(piece: Piece) -> Spooled:
    return spool(piece, plan.files[piece.file], plan.work)


def write_alone(task: Frames) -> Written:
    """Write the works of records that share no id with another; the others are put aside."""
    works, together = plan.tables_of_works(), Spread(plan.work, "together", str(os.getpid()))
    number = task.first
    for frame in frames(task.path, task.start, task.stop):
        for kept in DECODER.decode(frame):
            group = task.groups[number - task.first]
            if group < 0:
                works.group([(number, kept)])
            else:
                together.add(str(group), _Grouped(group, number, kept))
            number += 1
    together.flush()
    return works.close()


def write_together(piece: int) -> Written:
    """Write the works of the records that were put aside, group by group."""
    works = plan.tables_of_works()
    for group in _groups(piece):
        works.group(group)
    return works.close()


def _groups(piece: int) -> Iterator[list[tuple[int, Kept]]]:
    found = sorted(gathered(plan.work, "together", piece, _GROUPED), key=lambda one: (one.group, one.number))
    for _, same in groupby(found, key=lambda one: one.group):
        yield [(one.number, one.kept) for one in same]


def write_persons(piece: int) -> tuple[int, bool]:
    """Write the people of one piece: how many, and whether a field goes over several lines."""
    tables = Tables(plan.folder, str(os.getpid()))
    return write_people(plan.work, piece, tables, plan.loads), tables.flush()
