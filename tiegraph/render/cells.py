"""Values of an answer as cells of a table for other programs."""

from __future__ import annotations

from datetime import date
from typing import Any

from loader.spreadsheet import safe

SEPARATOR = " | "


def cell(value: Any) -> str:
    """A value as a cell of a CSV file: days as 2024-01-31, lists with " | " between, no text read as a formula."""
    text = joined(value)
    return text if isinstance(value, bool | int | float) else safe(text)


def joined(value: Any) -> str:
    """A value as one text; empty where there is none."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | tuple):
        return SEPARATOR.join(map(joined, value))
    return value.isoformat() if isinstance(value, date) else str(value)


def plain(value: Any) -> Any:
    """What JSON does not have as what it has: days as ISO texts. Raises TypeError for anything else."""
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{value!r} is no value of an answer")
