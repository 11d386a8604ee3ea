"""An answer as JSON, with everything that stands under it."""

from __future__ import annotations

import json
from typing import Any

from tiegraph.answer import Answer
from tiegraph.render.cells import plain


def json_text(answer: Answer) -> str:
    """Question, parameters, rows, what stands beside them, what was searched, caveats; days as ISO texts."""
    return json.dumps(_facts(answer), ensure_ascii=False, indent=2, default=plain) + "\n"


def _facts(answer: Answer) -> dict[str, Any]:
    return {
        "id": answer.question.id,
        **({"run": answer.run} if answer.run else {}),
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
        "rows_left_out_by_limit": answer.more,
        "caveats": answer.caveats,
    }
