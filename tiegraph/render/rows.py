"""Rows for other programs, written one after the other: memory does not grow with their number."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import IO, Any

from tiegraph.render.cells import cell, plain

Rows = Iterable[Mapping[str, Any]]


def write_csv(columns: Sequence[str], rows: Rows, out: IO[str], run: str = "") -> None:
    """All columns: days as 2024-01-31, lists with " | " between, no text that a spreadsheet reads as a formula.

    The id of the record, `run`, stands in a last column of its own: each row can be followed back, wherever it goes.
    """
    writer = csv.writer(out, lineterminator="\n")
    last = [run] if run else []
    writer.writerow([*columns, *(["run"] if run else [])])
    writer.writerows([*(cell(row[name]) for name in columns), *last] for row in rows)


def write_jsonl(columns: Sequence[str], rows: Rows, out: IO[str]) -> None:
    """One JSON object a line and row, with all columns: days as ISO texts, lists as lists."""
    for row in rows:
        out.write(json.dumps({name: row[name] for name in columns}, ensure_ascii=False, default=plain) + "\n")
