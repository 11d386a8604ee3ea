"""Answers as texts: a table for the terminal, sentences, Markdown, CSV, JSON, HTML for notebooks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console

    from tiegraph.answer import Answer


def write(answer: Answer, form: str, console: Console) -> None:
    """Write an answer as `table`, `text`, `csv`, `json` or `md` to the console's file. Raises KeyError for another."""
    if form == "table":
        from tiegraph.render.table import show

        with trimmed(console):
            show(answer, console)
        return
    console.file.write(_writer(form)(answer))


@contextmanager
def trimmed(console: Console) -> Iterator[None]:
    """Take the blanks off the ends of lines that go into a file or another program."""
    if console.is_terminal:
        yield
        return
    with console.capture() as capture:
        yield
    console.file.write("\n".join(line.rstrip() for line in capture.get().split("\n")))


def _writer(form: str) -> Callable[[Answer], str]:
    from tiegraph.render.export import csv_text, json_text
    from tiegraph.render.text import markdown, text

    return {"text": text, "md": markdown, "csv": csv_text, "json": json_text}[form]
