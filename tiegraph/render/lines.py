"""Lines of text on a terminal, wrapped where people would wrap them."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console
from rich.text import Text


def hanging(console: Console, text: Text, indent: int = 0, mark: str = "") -> None:
    """Print `text` after `indent` blanks, or after `mark` in their place; lines that follow stand under the first."""
    room = max(20, console.width - indent)
    for at, line in enumerate(text.wrap(console, room)):
        line.rstrip()
        console.print(Text(f"{mark:<{indent}}" if at == 0 else " " * indent) + line, soft_wrap=True)


def flowing(console: Console, parts: Iterable[Text], indent: int = 0, between: str = " · ") -> None:
    """Print `parts` one after the other after `indent` blanks; a line ends between two of them, if it can."""
    line = Text()
    for part in parts:
        if line and len(line) + len(between) + part.cell_len > console.width - indent:
            hanging(console, line, indent)
            line = Text()
        line = line + Text(between, "dim") + part if line else part
    if line:
        hanging(console, line, indent)
