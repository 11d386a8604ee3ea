"""An answer in sentences, and as Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tiegraph.answer import Answer
from tiegraph.render.fields import fields, printable

_MARKUP = re.compile(r"([\\`*_\[\]<>|])")


def text(answer: Answer) -> str:
    """Title, question, each row as a sentence, leads, what was searched, caveats."""
    return "\n".join(_text_lines(answer)) + "\n"


def _text_lines(answer: Answer) -> Iterator[str]:
    yield answer.question.title
    yield answer.question.question
    yield ""
    yield from sentences(answer)
    for one in answer.beside:
        yield one.question.title
        yield ""
        yield from sentences(one)
    for heading, lines in _notes(answer):
        yield f"{heading}:"
        yield from (f"- {printable(line)}" for line in lines)
        yield ""


def sentences(answer: Answer) -> Iterator[str]:
    """Each row as a sentence under the heading of its table, then what they come to."""
    for table in answer.tables():
        if table.heading:
            yield f"{table.heading}:"
        yield from (f"- {printable(answer.say(row))}" for row in table.rows)
        yield ""
    yield answer.empty or answer.summary
    yield ""


def _notes(answer: Answer) -> Iterator[tuple[str, tuple[str, ...]]]:
    if answer.warnings:
        yield "To be read with this answer", tuple(map(str, answer.warnings))
    if answer.searched:
        yield "What was searched", answer.searched
    yield "What this does not say", answer.caveats


def markdown(answer: Answer) -> str:
    """The same with tables, as GitHub reads them."""
    return "\n".join(_markdown_lines(answer)) + "\n"


def _markdown_lines(answer: Answer) -> Iterator[str]:
    yield f"# {markdown_text(answer.question.title)}"
    yield ""
    yield markdown_text(answer.question.question)
    yield ""
    yield from _tables(answer)
    for one in answer.beside:
        yield f"## {markdown_text(one.question.title)}"
        yield ""
        yield from _tables(one)
    for heading, lines in _notes(answer):
        yield f"## {heading}"
        yield ""
        yield from (f"- {markdown_text(line)}" for line in lines)
        yield ""


def _tables(answer: Answer) -> Iterator[str]:
    for table in answer.tables():
        shown = fields(table.columns)
        if table.heading:
            yield f"### {markdown_text(table.heading)}"
            yield ""
        yield _row(field.heading for field in shown)
        yield _row("---:" if field.number else "---" for field in shown)
        for row in table.rows:
            yield _row(markdown_text(field.text(row)) for field in shown)
        yield ""
    yield f"**{markdown_text(answer.empty or answer.summary)}**"
    yield ""


def _row(cells: Iterator[str]) -> str:
    return f"| {' | '.join(cells)} |"


def markdown_text(value: str) -> str:
    """Text in which Markdown sees no markup."""
    return _MARKUP.sub(r"\\\1", printable(value))
