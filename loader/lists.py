"""What each list is in law: who keeps it, what it restricts, whom it binds, what it leaves free.

The facts stand in `lists.csv`, in our own words, so that people can check and correct them without reading code.
"""

from __future__ import annotations

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
    for item in reading.table(path, COLUMNS):
        if isinstance(item, Rejected):
            raise SourceError(f"{path.name}, line {item.line}: {item.reason}.")
        line, row = item
        empty = [name for name in COLUMNS if name != "refresh_days" and not row[name]]
        days = row.pop("refresh_days")
        if empty or (days and not days.isdecimal()):
            wrong = ", ".join(empty) or "refresh_days"
            raise SourceError(f"{path.name}, line {line}: {wrong} must be filled in (refresh_days with a number).")
        read_on = day_range(row.pop("read_on"))
        if row["redistributable"] not in REDISTRIBUTABLE or not read_on or read_on[0] != read_on[1]:
            raise SourceError(
                f"{path.name}, line {line}: redistributable must be one of {', '.join(REDISTRIBUTABLE)}, "
                "and read_on a day."
            )
        if row["id"] in found:
            raise SourceError(f"{path.name}, line {line}: {row['id']} is there twice.")
        found[row["id"]] = ControlList(**row, refresh_days=int(days) if days else None, read_on=read_on[0])
    return found
