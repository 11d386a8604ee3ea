"""An explanation on a terminal."""

from __future__ import annotations

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from tiegraph.render.fields import printable
from tiegraph.why import Explanation


def show(explanation: Explanation, console: Console) -> None:
    """Title, summary, sections with their lines indented."""
    console.print(Text(printable(explanation.title), "bold cyan"))
    console.print(Text(printable(explanation.summary)))
    for section in explanation.sections:
        console.print()
        console.print(Text(printable(section.heading), "bold"))
        for line in section.lines:
            depth = 2 + len(line) - len(line.lstrip())
            console.print(Padding(Text(printable(line)), (0, 0, 0, depth)))
