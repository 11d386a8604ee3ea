"""What each list is in law: who keeps it, what it restricts, whom it binds, what it leaves free.

The facts stand in `lists.csv`, in our own words, so that people can check and correct them without reading code.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from loader import reading
from loader.errors import SourceError
from loader.identifiers import day_range
from loader.records import ControlList, Rejected
from loader.source import REDISTRIBUTABLE

COLUMNS = (
    "id", "title", "authority", "jurisdiction", "nature", "restricts", "binds", "does_not_restrict", "licence",
    "address", "refresh_days", "redistributable", "read_on", "read_in",
)  # fmt: skip
#: Left out by those who describe a list of their own, unless it has ended.
OPTIONAL = ("ended_on",)
_FILE = "lists.csv"
_PACKAGED = Path(__file__).with_name(_FILE)


def control_list(list_id: str, beside: Path | None = None) -> ControlList:
    """Facts of a list from `lists.csv` in the folder `beside`, else from the package's own.

    Raises `SourceError` where neither describes it, or where the file is not right.
    """
    found: dict[str, ControlList] = {}
    for path in (_PACKAGED, *([beside / _FILE] if beside and (beside / _FILE).exists() else [])):
        found |= control_lists(path)
    if list_id not in found:
        raise SourceError(
            f"{list_id!r} is no list that {_FILE} describes: add a line to a {_FILE} beside the file, "
            f"or name one of {', '.join(sorted(found))}."
        )
    return found[list_id]


def control_lists(path: Path = _PACKAGED) -> dict[str, ControlList]:
    """All lists that a `lists.csv` describes, by id. Raises `SourceError` where one of its lines is not right."""
    found: dict[str, ControlList] = {}
    for item in reading.table(path, COLUMNS, OPTIONAL):
        if isinstance(item, Rejected):
            raise SourceError(f"{path.name}, line {item.line}: {item.reason}.")
        line, row = item
        empty = [name for name in COLUMNS if name != "refresh_days" and not row[name]]
        days = row.pop("refresh_days")
        if empty or (days and not days.isdecimal()):
            wrong = ", ".join(empty) or "refresh_days"
            raise SourceError(f"{path.name}, line {line}: {wrong} must be filled in (refresh_days with a number).")
        read_on, ended_on = _day(row.pop("read_on")), _day(printed_end := row.pop("ended_on", ""))
        if row["redistributable"] not in REDISTRIBUTABLE or not read_on or (printed_end and not ended_on):
            raise SourceError(
                f"{path.name}, line {line}: redistributable must be one of {', '.join(REDISTRIBUTABLE)}, "
                "read_on a day, and ended_on a day or empty."
            )
        if row["id"] in found:
            raise SourceError(f"{path.name}, line {line}: {row['id']} is there twice.")
        found[row["id"]] = ControlList(
            **row, refresh_days=int(days) if days else None, read_on=read_on, ended_on=ended_on
        )
    return found


def _day(printed: str) -> date | None:
    """The day that a cell holds; None where it holds none, or a month or year."""
    days = day_range(printed)
    return days[0] if days and days[0] == days[1] else None
