"""An answer as an Excel workbook: a sheet for the rows, one for each answer beside them, one for all that is said."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from cypher.errors import TiegraphError
from loader.spreadsheet import safe
from tiegraph.answer import Answer
from tiegraph.render.cells import joined
from tiegraph.render.graph_files import NO_XML

if TYPE_CHECKING:
    from openpyxl.cell import Cell
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

#: What a sheet of Excel can hold (support.microsoft.com, "Excel specifications and limits").
MOST_ROWS, MOST_CHARACTERS = 1_048_576, 32_767
_CUT = " … (cut here: more than a cell of Excel holds; --format json has all)"


class TooLarge(TiegraphError):
    """More rows than a sheet holds."""


def workbook(answer: Answer) -> bytes:
    """The workbook. Cells are typed: numbers, days, truth values; lists are texts with " | " between.

    A text that a spreadsheet would take for a formula is stored as text and marked so that editing it keeps it one.
    Raises `TooLarge`.
    """
    sheets = zip(_sheet_names(answer), (answer, *answer.beside), strict=True)
    return book_of(((name, one.columns, one.rows) for name, one in sheets), _about(answer))


def book_of(
    sheets: Iterable[tuple[str, Sequence[str], Sequence[Mapping[str, Any]]]], about: Iterable[tuple[str, Any]]
) -> bytes:
    """A workbook of sheets, each with name, columns and rows, and one that says what they are. Raises `TooLarge`."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    for name, columns, rows in sheets:
        if len(rows) >= MOST_ROWS:
            raise TooLarge(f"{len(rows):,} rows are more than a sheet of Excel holds: use --format csv.")
        _fill(book.create_sheet(name), columns, ([row[column] for column in columns] for row in rows))
    last = book.create_sheet("about")
    _fill(last, ("what", "text"), about)
    last.column_dimensions["B"].width = 120
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _sheet_names(answer: Answer) -> list[str]:
    """Ids of questions, as far as they fit: Excel takes 31 characters."""
    return [one.question.id[:31] for one in (answer, *answer.beside)]


def _about(answer: Answer) -> Iterable[tuple[str, Any]]:
    if answer.run:
        yield "run", answer.run
    yield "title", answer.question.title
    yield "question", answer.question.question
    for name, value in answer.parameters.items():
        yield f"parameter {name}", value
    yield "answer", answer.empty or answer.summary
    for column in answer.question.columns:
        yield f"column {column.name}", column.meaning
    for one in answer.warnings:
        yield "to be read with this answer", str(one)
    for line in answer.searched:
        yield "what was searched", line
    for line in answer.caveats:
        yield "what this does not say", line


def _fill(sheet: WriteOnlyWorksheet, heading: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    sheet.freeze_panes = "A2"
    sheet.append(list(heading))
    for row in rows:
        sheet.append([_cell(sheet, value) for value in row])


def _cell(sheet: WriteOnlyWorksheet, value: Any) -> Cell | bool | int | float | date | str | None:
    from openpyxl.cell import WriteOnlyCell

    if value is None or isinstance(value, bool | int | float | date):
        return value
    text = NO_XML.sub("\ufffd", joined(value))
    if len(text) > MOST_CHARACTERS:
        text = text[: MOST_CHARACTERS - len(_CUT)] + _CUT
    if safe(text) == text:
        return text
    kept = WriteOnlyCell(sheet, text)
    kept.data_type = "s"
    kept.quotePrefix = True
    return kept
