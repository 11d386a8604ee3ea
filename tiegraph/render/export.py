"""An answer for other programs: CSV with all columns, JSON with everything."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from typing import Any

from tiegraph.answer import Answer

SEPARATOR = " | "
#: A spreadsheet would run a cell that begins so as a formula.
_FORMULA = ("=", "+", "-", "@", "\t")


def csv_text(answer: Answer) -> str:
    """The rows with all columns: days as 2024-01-31, lists with " | " between, texts never read as a formula."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(answer.columns)
    writer.writerows([cell(row[name]) for name in answer.columns] for row in answer.rows)
    return out.getvalue()


def cell(value: Any) -> str:
    """A value as a cell of a CSV file."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    text = SEPARATOR.join(map(str, value)) if isinstance(value, list | tuple) else str(value)
    # A line of ours ends in a line feed, so the writer would leave a carriage return unquoted, and readers break there.
    text = text.replace("\r", " ")
    return f"'{text}" if text.startswith(_FORMULA) else text


def json_text(answer: Answer) -> str:
    """Question, parameters, rows, what stands beside them, what was searched, caveats; days as ISO texts."""
    return json.dumps(_facts(answer), ensure_ascii=False, indent=2, default=plain) + "\n"


def _facts(answer: Answer) -> dict[str, Any]:
    return {
        "id": answer.question.id,
        "title": answer.question.title,
        "question": answer.question.question,
        "parameters": answer.parameters,
        "columns": {column.name: column.meaning for column in answer.question.columns},
        "rows": answer.rows,
        "papers": answer.papers,
        "empty": answer.empty,
        "beside": [
            {"id": one.question.id, "title": one.question.title, "rows": one.rows, "empty": one.empty}
            for one in answer.beside
        ],
        "warnings": [
            {"id": one.id, "severity": one.severity, "sentence": one.sentence, "touches": one.touches}
            for one in answer.warnings
        ],
        "searched": answer.searched,
        "caveats": answer.caveats,
    }


def plain(value: Any) -> Any:
    """What JSON does not have as what it has: days as ISO texts. Raises TypeError for anything else."""
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{value!r} is no value of an answer")
