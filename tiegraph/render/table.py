"""An answer on a terminal: tables where they fit the width, else one card a row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rich import box
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from tiegraph.answer import Answer, AnswerTable
from tiegraph.render.fields import UNKNOWN, Field, fields, printable

#: A column of text is readable down to this width, broken at blanks.
_TEXT_WIDTH = 18
_GAP = 2
_DIM, _HEADING, _TITLE = "dim", "bold", "bold cyan"


def show(answer: Answer, console: Console, *, sentences: bool = False) -> None:
    """Print an answer with everything that stands under it; with `sentences`, each row in plain English too."""
    console.print(Text(printable(answer.question.title), _TITLE))
    console.print(Text(printable(answer.question.question), "italic"))
    console.print()
    _body(answer, console)
    if sentences and answer.rows:
        _notes("In sentences", answer.sentences, console)
    for one in answer.beside:
        console.print(Text(printable(one.question.title), _TITLE))
        console.print()
        _body(one, console)
    _notes("What was searched", answer.searched, console)
    _notes("What this does not say", answer.caveats, console)


def _body(answer: Answer, console: Console) -> None:
    if answer.empty:
        console.print(Text(printable(answer.empty), _HEADING))
    for table in answer.tables():
        if table.heading:
            console.print(Text(printable(table.heading), _HEADING))
        console.print(table_of(table, console.width))
        console.print()
    if not answer.empty:
        console.print(Text(answer.summary, _HEADING))
    console.print()


def _notes(heading: str, lines: Sequence[str], console: Console) -> None:
    if not lines:
        return
    console.print(Text(heading, _HEADING))
    for line in lines:
        item = Table.grid(padding=(0, 1))
        item.add_row(Text("·"), Text(printable(line)))
        console.print(item)
    console.print()


def table_of(table: AnswerTable, width: int) -> RenderableType:
    """The rows as a table if its columns fit into `width`, else as cards."""
    shown = fields(table.columns)
    texts = [[field.text(row) for field in shown] for row in table.rows]
    least = sum(_least(field, [row[at] for row in texts]) + _GAP for at, field in enumerate(shown))
    return _flat(shown, texts) if least <= width else _cards(shown, table.rows)


def _least(field: Field, texts: Sequence[str]) -> int:
    longest_word = max(len(word) for text in (field.heading, *texts) for word in text.split() or ("",))
    if field.number:
        return longest_word
    natural = max(len(field.heading), *map(len, texts))
    return min(natural, max(_TEXT_WIDTH, min(longest_word, 2 * _TEXT_WIDTH)))


def _flat(shown: Sequence[Field], texts: Sequence[Sequence[str]]) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, _GAP, 0, 0), header_style=_HEADING)
    for at, field in enumerate(shown):
        least = _least(field, [row[at] for row in texts])
        table.add_column(
            Text(field.heading), justify="right" if field.number else "left", min_width=least, overflow="fold"
        )
    for row in texts:
        table.add_row(*map(Text, row))
    return table


def _cards(shown: Sequence[Field], rows: Sequence[Mapping[str, Any]]) -> Group:
    """A card: what the row is about as its heading, then texts, then numbers and dates, then lists."""
    kinds = (
        [field for field in shown if not field.names and field.type == "text" and not field.until],
        [field for field in shown if field.number or field.until or field.type in ("date", "boolean")],
    )
    lists = [field for field in shown if field.type == "texts"]
    names = [field for field in shown if field.names]
    cards: list[RenderableType] = []
    for number, row in enumerate(rows):
        heading = Text.assemble((f"[{number}] ", _DIM))
        heading.append_text(Text(" — ").join([Text(field.text(row), _HEADING) for field in names]))
        lines = [_line(some, row) for some in kinds if some]
        lines += [_line([field], row) for field in lists if field.text(row) != UNKNOWN]
        cards += [heading, Padding(Group(*lines), (0, 0, 1, 4))]
    return Group(*cards)


def _line(some: Sequence[Field], row: Mapping[str, Any]) -> Text:
    parts = []
    for field in some:
        value = field.text(row)
        style = _DIM if value in (UNKNOWN, "0") else ""
        # No line break between a name and its number.
        parts.append(Text.assemble((field.heading.replace(" ", "\u00a0") + "\u00a0", _DIM), (value, style)))
    return Text(" · ", _DIM).join(parts)
