"""An answer in a notebook: plain tables that neither bring scripts nor styles for the rest of the page."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from tiegraph.answer import Answer
from tiegraph.render.fields import fields, printable

_CELL = 'style="text-align:left;vertical-align:top;padding:2px 8px"'
_MOST_ROWS = 50


def html(answer: Answer) -> str:
    """Title, tables (at most 50 rows each), leads, what was searched, caveats."""
    return f"<div>{''.join(_parts(answer))}</div>"


def _parts(answer: Answer) -> Iterator[str]:
    yield f"<p><b>{_safe(answer.question.title)}</b><br><i>{_safe(answer.question.question)}</i></p>"
    yield from _tables(answer)
    for one in answer.beside:
        yield f"<p><b>{_safe(one.question.title)}</b></p>"
        yield from _tables(one)
    if answer.warnings:
        items = "".join(f"<li>{_safe(str(one))}</li>" for one in answer.warnings)
        yield f"<p>To be read with this answer</p><ul>{items}</ul>"
    for heading, lines in (("What was searched", answer.searched), ("What this does not say", answer.caveats)):
        if lines:
            items = "".join(f"<li>{_safe(line)}</li>" for line in lines)
            yield f"<details><summary>{heading}</summary><ul>{items}</ul></details>"


def _tables(answer: Answer) -> Iterator[str]:
    for table in answer.tables():
        shown = fields(table.columns)
        if table.heading:
            yield f"<p>{_safe(table.heading)}</p>"
        head = "".join(f"<th {_CELL}>{_safe(field.heading)}</th>" for field in shown)
        rows = "".join(
            f"<tr>{''.join(f'<td {_CELL}>{_safe(field.text(row))}</td>' for field in shown)}</tr>"
            for row in table.rows[:_MOST_ROWS]
        )
        yield f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
        if len(table.rows) > _MOST_ROWS:
            yield f"<p>{_MOST_ROWS} of {len(table.rows):,} rows; to_pandas() gives all.</p>"
    yield f"<p>{_safe(answer.empty or answer.summary)}</p>"


def _safe(text: str) -> str:
    return escape(printable(text))
