"""Answers as terminal tables, sentences, Markdown, and files for other programs (`formats`)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console

    from tiegraph.answer import Answer


def write(answer: Answer, form: str, console: Console) -> None:
    """Write an answer in a text format (`formats.FORMATS`) to the console's file. Raises KeyError for another."""
    if form == "table":
        from tiegraph.render.table import show

        with trimmed(console):
            show(answer, console)
        return
    from tiegraph.render.formats import content

    console.file.write(content(answer, form).decode())


@contextmanager
def trimmed(console: Console) -> Iterator[None]:
    """Take the blanks off the ends of lines that go into a file or another program."""
    if console.is_terminal:
        yield
        return
    with console.capture() as capture:
        yield
    console.file.write("\n".join(line.rstrip() for line in capture.get().split("\n")))
