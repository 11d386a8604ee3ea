"""Which days the loaded files of each list speak for."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from msgspec import Struct

from cypher.client import Client
from cypher.statements import statement


class FileDate(Struct, frozen=True, order=True):
    """A file of a list's authority: the day it speaks for, and the load that brought it.

    One that is not `whole`, as records of it were refused, tells what it has and nothing of what it lacks.
    """

    day: date
    load: str
    whole: bool = True

    def __str__(self) -> str:
        return f"{self.day.isoformat()}|{self.load}"

    @classmethod
    def parse(cls, text: str, whole: bool = True) -> FileDate:
        day, _, load = text.partition("|")
        return cls(date.fromisoformat(day), load, whole)


#: The files of each list's authority, by the list's id, in the order of their days.
Files = Mapping[str, Sequence[FileDate]]


def files(client: Client) -> dict[str, list[FileDate]]:
    """The files that were loaded of each list in the graph."""
    found = {}
    for row in client.rows("list_file_dates"):
        whole = [FileDate.parse(text) for text in row["dated_by"]]
        found[row["id"]] = sorted([*whole, *(FileDate.parse(text, whole=False) for text in row["read_in_part"])])
    return found


def newest(known: Sequence[FileDate]) -> date | None:
    """The day of the newest whole file."""
    return max((file.day for file in known if file.whole), default=None)


def whole_days(known: Sequence[FileDate]) -> dict[date, str]:
    """The days of the whole files, each with the load that first brought one."""
    days: dict[date, str] = {}
    for file in sorted(known, key=lambda file: (file.day, number(file.load))):
        if file.whole:
            days.setdefault(file.day, file.load)
    return days


def number(load: str) -> int:
    """A load's place among the loads."""
    return int(load.rpartition("-")[2])


def add(known: Files, lists: Iterable[str], file: FileDate) -> dict[str, list[FileDate]]:
    """The files once a load has brought one of each of these lists; nothing is written."""
    those = {id: sorted({*known.get(id, ()), file}) for id in lists}
    return {id: those.get(id) or list(known[id]) for id in {**known, **those}}


def remove(known: Files, load: str, same: Collection[str] = ()) -> dict[str, list[FileDate]]:
    """The files without those that a load brought; nothing is written.

    Other files of one of its days go too: which of them had an entry is not kept. Those of the loads `same` are the
    same files, and stay.
    """
    left = {}
    for id, those in known.items():
        days = {file.day for file in those if file.load == load}
        left[id] = [file for file in those if file.load != load and (file.day not in days or file.load in same)]
    return left


def write(client: Client, known: Files) -> None:
    """Note the files of each of these lists in the graph."""
    rows: list[dict[str, Any]] = []
    for id, those in known.items():
        whole = [file for file in those if file.whole]
        first, last = (whole[0].day, whole[-1].day) if whole else (None, None)
        in_part = [str(file) for file in those if not file.whole]
        dated_by = [str(file) for file in whole]
        rows.append(
            {"list": id, "dated_by": dated_by or None, "in_part": in_part or None, "first": first, "last": last}
        )
    client.write([(statement("list_dates"), {"rows": rows})])
