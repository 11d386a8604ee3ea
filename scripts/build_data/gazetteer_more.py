"""Spellings and bodies of the DPRK that public pages name beside the facts: `gazetteer_more.csv`, each with its source.

A row whose name an institution has already adds to it; another makes an institution of its own.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

_FILE = Path(__file__).with_suffix(".csv")


def rows() -> Iterator[dict[str, str]]:
    """Rows with `name`, `native_names`, `aliases`, `acronyms` (` | ` between), `kind`, `parent`, `city`, `source`."""
    with _FILE.open(encoding="utf-8", newline="") as stream:
        yield from csv.DictReader(stream, strict=True)


def several(text: str) -> list[str]:
    """The values of a cell."""
    return [part.strip() for part in text.split(" | ") if part.strip()]
