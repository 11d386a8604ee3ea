"""An answer on a terminal: tables where they fit the width, else one card a row."""

from __future__ import annotations

import shlex
from collections.abc import Mapping, Sequence
from typing import Any

from rich import box
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from tiegraph.answer import Answer, AnswerTable
from tiegraph.render.fields import UNKNOWN, Field, fields, printable
from tiegraph.render.lines import flowing, hanging

#: A column of text is readable down to this width, broken at blanks; words up to twice as long stay whole.
_TEXT_WIDTH = 12
_GAP = 2
#: On a card, a text longer than this stands on a line of its own.
_SHORT = 32
_CARD_INDENT = 4
#: Leads beyond these are counted, with how to see them all.
_MOST_BESIDE = 10
_DIM, _HEADING, _TITLE = "dim", "bold", "bold cyan"


def show(answer: Answer, console: Console, *, sentences: bool = False) -> None:
    """Print an answer with everything that stands under it; with `sentences`, each row in plain English too."""
    hanging(console, Text(printable(answer.question.title), _TITLE))
    hanging(console, Text(printable(answer.question.question), "italic"))
    console.print()
    if answer.empty:
        hanging(console, Text(printable(answer.empty), _HEADING))
    for table in answer.tables():
        if table.heading:
            hanging(console, Text(printable(table.heading), _HEADING))
        show_rows(table, console)
    if not answer.empty:
        hanging(console, Text(answer.summary, _HEADING))
        hanging(console, Text("On cards, counts of 0 are left out.", _DIM))
    console.print()
    if sentences:
        show_notes("In sentences", answer.sentences, console)
    for one in answer.beside:
        _beside(one, console)
    show_notes("To be read with this answer", [str(one) for one in answer.warnings], console)
    show_notes("What was searched", answer.searched_papers, console)
    if answer.searched_lists.rows:
        _lists(answer.searched_lists, console)
    show_notes("What this does not say", answer.caveats, console)


def _lists(table: AnswerTable, console: Console) -> None:
    """The lists searched; their notes only where one of them has any."""
    noted = any(row["note"] for row in table.rows)
    columns = tuple(column for column in table.columns if noted or column.name != "note")
    show_rows(AnswerTable(table.heading, columns, table.rows), console)
    if any("file" in row["note"] for row in table.rows):
        hanging(console, Text(f"{columns[-1].meaning}.", _DIM))
        console.print()


def _beside(answer: Answer, console: Console) -> None:
    """What stands under an answer, in sentences: it must not be taken for the answer."""
    rows = [(table.heading, answer.say(row)) for table in answer.tables() for row in table.rows]
    shown = rows[:_MOST_BESIDE]
    for heading in dict.fromkeys(heading for heading, _ in shown):
        title = ": ".join(filter(None, (answer.question.title, heading)))
        show_notes(title, [text for under, text in shown if under == heading], console)
    if answer.empty:
        show_notes(answer.question.title, (answer.empty,), console)
    if len(rows) > len(shown):
        hanging(console, Text(f"{len(rows) - len(shown)} more: {_command(answer)}", _DIM))
        console.print()


def _command(answer: Answer) -> str:
    """What asks this answer's question again on its own."""
    parts = ["tiegraph", "ask", answer.question.id]
    for name, value in answer.asked_with.items():
        option = f"--{name.replace('_', '-')}"
        parts += [option] if value is True else [option, str(value)]
    return shlex.join(parts)


def show_notes(heading: str, lines: Sequence[str], console: Console) -> None:
    """Print lines under a heading, each with a mark before it; nothing where there are none."""
    if not lines:
        return
    hanging(console, Text(printable(heading), _HEADING))
    for line in lines:
        hanging(console, Text(printable(line)), 2, "·")
    console.print()


def show_rows(table: AnswerTable, console: Console) -> None:
    """Print rows as a table where it fits the width, else one card a row."""
    shown = fields(table.columns)
    texts = [[field.text(row) for field in shown] for row in table.rows]
    columns = [[row[at] for row in texts] for at in range(len(shown))]
    widths = _widths(shown, columns, console.width - _GAP * (len(shown) - 1))
    if widths:
        console.print(_flat(shown, texts, widths))
        console.print()
        return
    for row in table.rows:
        _card(shown, row, console)


def _widths(shown: Sequence[Field], columns: Sequence[Sequence[str]], room: int) -> list[int]:
    """The width of each column: what each needs, and the rest to those that want more. Empty where they do not fit."""
    least = [_least(field, texts) for field, texts in zip(shown, columns, strict=True)]
    wanted = [max(map(cell_len, (field.heading, *texts))) for field, texts in zip(shown, columns, strict=True)]
    spare = room - sum(least)
    if spare < 0:
        return []
    widths = list(least)
    for at in sorted(range(len(shown)), key=lambda at: wanted[at] - least[at]):
        if not shown[at].number:
            more = min(spare, wanted[at] - least[at])
            widths[at] += more
            spare -= more
    return widths


def _least(field: Field, texts: Sequence[str]) -> int:
    longest_word = max(cell_len(word) for text in (field.heading, *texts) for word in text.split() or ("",))
    if field.number:
        return longest_word
    natural = max(map(cell_len, (field.heading, *texts)))
    if longest_word == max((cell_len(text) for text in texts), default=0):
        # Ids and the like: who copies one must find it whole.
        return longest_word
    return min(natural, max(_TEXT_WIDTH, min(longest_word, 2 * _TEXT_WIDTH)))


def _flat(shown: Sequence[Field], texts: Sequence[Sequence[str]], widths: Sequence[int]) -> Table:
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 1, 0, 0), header_style=_HEADING)
    for field, width in zip(shown, widths, strict=True):
        table.add_column(Text(field.heading), justify="right" if field.number else "left", width=width, overflow="fold")
    for row in texts:
        table.add_row(*map(Text, row))
    return table


def _card(shown: Sequence[Field], row: Mapping[str, Any], console: Console) -> None:
    """What the row is about as a heading, then what is short, then numbers and days, then long texts and lists."""
    named = [field for field in shown if field.names] or [field for field in shown[:2] if not field.number]
    rest = [field for field in shown if field not in named]
    countable = [field for field in rest if field.number or field.until or field.type in ("date", "boolean")]
    texts = [field for field in rest if field not in countable]
    numbers = [field for field in countable if field.text(row) != "0"]
    short = [field for field in texts if field.type == "text" and len(field.text(row)) <= _SHORT]
    long = [field for field in texts if field not in short and field.text(row) != UNKNOWN]
    hanging(console, Text(" — ").join([Text(field.text(row), _HEADING) for field in named]), 2, "▪")
    for some in (short, numbers):
        flowing(console, [_labelled(field, row) for field in some], _CARD_INDENT)
    for field in long:
        hanging(console, _labelled(field, row), _CARD_INDENT)
    console.print()


def _labelled(field: Field, row: Mapping[str, Any]) -> Text:
    value = field.text(row)
    return Text.assemble((f"{field.label} ", _DIM), (value, _DIM if value == UNKNOWN else ""))
