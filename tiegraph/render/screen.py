"""A screening on a terminal, as CSV and JSON, and as the page that `viz` writes."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from rich.console import Console
from rich.text import Text

import viz
from cypher.question import Column
from tiegraph.answer import AnswerTable
from tiegraph.people import People
from tiegraph.render.cells import plain
from tiegraph.render.fields import in_words, printable
from tiegraph.render.lines import hanging
from tiegraph.render.rows import write_csv
from tiegraph.render.table import show_notes, show_rows
from tiegraph.render.workbook import book_of
from tiegraph.screen.by_line import by_line
from tiegraph.screen.screening import COULD_NOT, NOT_FOUND, OUTCOMES, Outcome, Screening

#: What screens persons; a page of it is made to be passed on.
PEOPLE = "people"
_PERSON_ID = re.compile(r"(?:orcid|openalex):[\w-]+(?: or (?:orcid|openalex):[\w-]+)*")
_HEADINGS = {NOT_FOUND: "Not found", COULD_NOT: "Could not be checked"}


def show(found: Screening, console: Console, most: int) -> None:
    """Print findings first, then what was not found and what could not be checked, at most `most` rows a table."""
    hanging(console, Text(printable(found.question), "bold cyan"))
    hanging(
        console,
        Text(printable(f"{found.file.name}, sha256 {found.sha256}{f', run {found.run}' if found.run else ''}"), "dim"),
    )
    console.print()
    hanging(console, Text(printable(found.summary), "bold"))
    console.print()
    for table in (*found.findings(), *found.beside):
        _table(table, console, most)
    for state, heading in _HEADINGS.items():
        lines = [_line(one) for one in found.of(state)]
        more = [f"and {len(lines) - most:,} more: --most shows more, --format csv all"] if len(lines) > most else []
        show_notes(heading, [*lines[:most], *more], console)
    show_notes("Of the file as a whole", found.notes, console)
    show_notes("To be read with this answer", found.warnings, console)
    show_notes("What was searched", found.searched, console)
    if found.searched_lists.rows:
        show_rows(found.searched_lists, console)
    show_notes("What this does not say", found.caveats, console)


def _table(table: AnswerTable, console: Console, most: int) -> None:
    hanging(console, Text(printable(table.heading), "bold"))
    show_rows(replace(table, rows=table.rows[:most]), console)
    if len(table.rows) > most:
        hanging(console, Text(f"{len(table.rows) - most:,} more: --most shows more, --format csv all.", "dim"))
        console.print()


def _line(one: Outcome) -> str:
    """A row without findings, on one line."""
    if one.state == NOT_FOUND:
        who = f"{one.name} ({one.id})" if one.name else one.id
        return f"Row {one.line}, {one.given}: taken for {who}, {one.known_by}; {one.reason}"
    candidates = f"; may be {'; '.join(one.candidates)}" if one.candidates else ""
    return f"Row {one.line}, {one.given}: {one.reason}{candidates}"


def _rest(found: Screening) -> Sequence[AnswerTable]:
    """The rows without findings: what was not found, what could not be checked."""
    shown = {
        NOT_FOUND: ("row", "given", "is", "is_id", "known_by", "reason"),
        COULD_NOT: ("row", "given", "reason", "candidates"),
    }
    tables = []
    for state, names in shown.items():
        columns = tuple(replace(column, shown=column.name in names) for column in OUTCOMES)
        if some := tuple(one.row for one in found.of(state)):
            tables.append(AnswerTable(_HEADINGS[state], columns, some))
    return tables


def csv_text(found: Screening) -> str:
    """Each row of the file with each of its findings, or with none: no row of the file is missing."""
    columns, rows = found.lines
    out = io.StringIO()
    write_csv([column.name for column in columns], rows, out, found.run)
    return out.getvalue()


def workbook(found: Screening) -> bytes:
    """As `csv_text` as an Excel workbook, with the tables that stand under the findings, and what is to be said."""
    columns, rows = found.lines
    sheets = [("rows", [column.name for column in columns], rows)]
    sheets += [
        (f"beside {number}", [column.name for column in table.columns], list(map(dict, table.rows)))
        for number, table in enumerate(found.beside, 1)
    ]
    lists = found.searched_lists
    sheets.append(("lists", [column.name for column in lists.columns], list(map(dict, lists.rows))))
    return book_of(sheets, _about(found, columns))


def _about(found: Screening, columns: Sequence[Column]) -> Iterable[tuple[str, Any]]:
    yield from (("screened", found.what), ("question", found.question))
    yield from ((name.lower(), value) for name, value in (*_run(found), *_file(found), *_asked(found)))
    yield "answer", found.summary
    yield from ((f"column {column.name}", column.meaning) for column in columns)
    yield from ((f"sheet beside {number}", table.heading) for number, table in enumerate(found.beside, 1))
    yield from (("of the file as a whole", text) for text in found.notes)
    yield from (("to be read with this answer", text) for text in found.warnings)
    yield from (("what was searched", text) for text in found.searched)
    yield from (("what this does not say", text) for text in found.caveats)


def _file(found: Screening) -> list[tuple[str, str]]:
    return [("File", found.file.name), ("sha256", found.sha256)]


def content(found: Screening, form: str) -> str | bytes:
    """A screening as csv, json or xlsx. Raises KeyError for another form."""
    if form == "xlsx":
        return workbook(found)
    return {"csv": csv_text, "json": json_text}[form](found)


def json_text(found: Screening) -> str:
    """`Screening.facts` as JSON; days as ISO texts."""
    return json.dumps(found.facts, ensure_ascii=False, indent=2, default=plain) + "\n"


def page(found: Screening) -> viz.Page:
    """The screening as a page without a picture, with a search over its rows.

    Persons have no names and no ids there; rows of persons, and rows that were not read, are known by their lines only.
    """
    found = replace(found, outcomes=tuple(_unnamed(one, found.what) for one in found.outcomes))
    people = People("none", [])
    outcomes = AnswerTable("All rows of the file", OUTCOMES, tuple(one.row for one in found.outcomes))
    tables = (*found.findings(), *found.beside, *_rest(found), outcomes)
    return viz.Page(
        title=f"Screening of {found.what} · {found.file.name}",
        question=found.question,
        answer=(found.summary, *found.notes),
        tables=tuple(_page_table(table, people) for table in tables),
        subgraph=None,
        searched=(*found.searched, *_lists(found)),
        caveats=found.caveats,
        warnings=found.warnings,
        facts=(*_file(found), *_run(found), *_asked(found)),
        search=True,
    )


def _page_table(table: AnswerTable, people: People) -> viz.Table:
    columns, rows = in_words([one for one in table.columns if one.name != "ask"], table.rows)
    shown = tuple(viz.Column(column.name, column.meaning, column.shown) for column in columns)
    return viz.Table(title=table.heading, columns=shown, rows=[people.row(row) for row in rows])


def _unnamed(one: Outcome, what: str) -> Outcome:
    """The row without what its file may say of persons; that of a person without ids too."""
    shown = by_line(one.row, what)
    one = replace(one, given=shown["given"], reason=shown["reason"])
    if what != PEOPLE:
        return one
    return replace(one, id=None, candidates=(), reason=_PERSON_ID.sub("the id that the row gives", one.reason))


def _run(found: Screening) -> list[tuple[str, str]]:
    return [("Run", found.run)] if found.run else []


def _asked(found: Screening) -> list[tuple[str, str]]:
    # No years are a number of years, and no false.
    named = ((name, value) for name, value in found.asked.items() if value is not None and value is not False)
    return [(name.replace("_", " ").capitalize(), _said(value)) for name, value in named]


def _said(value: object) -> str:
    if value is True:
        return "yes"
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _lists(found: Screening) -> list[str]:
    return [
        f"{row['list']}: {row['entries']} entries in force, file of {row['last_file'] or 'a day not known'}"
        + (f"; {row['note']}" if row["note"] else "")
        + "."
        for row in found.searched_lists.rows
    ]
