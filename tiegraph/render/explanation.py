"""An explanation on a terminal."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from tiegraph.render.fields import printable
from tiegraph.render.lines import hanging
from tiegraph.why import Explanation


def show(explanation: Explanation, console: Console) -> None:
    """Title, summary, sections with their lines indented."""
    hanging(console, Text(printable(explanation.title), "bold cyan"))
    hanging(console, Text(printable(explanation.summary)))
    for section in explanation.sections:
        console.print()
        hanging(console, Text(printable(section.heading), "bold"))
        for line in section.lines:
            hanging(console, Text(printable(line)), 2 + len(line) - len(line.lstrip()))
