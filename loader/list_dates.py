"""Which days the loaded files of each list speak for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from msgspec import Struct

from cypher.client import Client
from cypher.statements import statement


class FileDate(Struct, frozen=True, order=True):
    """A file of a list's authority: the day it speaks for, and the load that brought it."""

    day: date
    load: str

    def __str__(self) -> str:
        return f"{self.day.isoformat()}|{self.load}"

    @classmethod
    def parse(cls, text: str) -> FileDate:
        day, _, load = text.partition("|")
        return cls(date.fromisoformat(day), load)


#: The files of each list's authority, by the list's id, in the order of their days.
Files = Mapping[str, Sequence[FileDate]]


def files(client: Client) -> dict[str, list[FileDate]]:
    """The files that were loaded of each list in the graph."""
    return {row["id"]: sorted(map(FileDate.parse, row["dated_by"])) for row in client.rows("list_file_dates")}


def newest(known: Sequence[FileDate]) -> date | None:
    """The day of the newest file."""
    return max((file.day for file in known), default=None)


def following(known: Sequence[FileDate], day: date) -> FileDate | None:
    """The first file after a day."""
    return min((file for file in known if file.day > day), default=None)


def add(client: Client, lists: Iterable[str], as_of: date, load: str) -> None:
    """Note that a load brought a file of `as_of` of each of these lists' authority."""
    known = files(client)
    _write(client, {id: sorted({*known.get(id, ()), FileDate(as_of, load)}) for id in lists})


def remove(client: Client, load: str) -> None:
    """Forget the files that a load brought."""
    _write(client, {id: [file for file in known if file.load != load] for id, known in files(client).items()})


def _write(client: Client, known: Files) -> None:
    rows: list[dict[str, Any]] = []
    for id, those in known.items():
        first, last = (those[0].day, those[-1].day) if those else (None, None)
        rows.append({"list": id, "dated_by": [str(file) for file in those] or None, "first": first, "last": last})
    client.write([(statement("list_dates"), {"rows": rows})])
