"""What `tiegraph find` found, on a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from tiegraph.find import Found
from tiegraph.render.fields import printable
from tiegraph.render.lines import hanging
from viz.words import country

_MOST_NAMES = 4


def show(found: Sequence[Found], console: Console) -> None:
    """For each: name, id, and a line with what it is, where, its lists, what else it is called."""
    kind = ""
    for one in found:
        if one.kind != kind:
            kind = one.kind
            console.print(Text(_HEADINGS[kind], "bold cyan"))
        console.print(Text.assemble((printable(one.name), "bold"), "  ", (one.id, "green")), soft_wrap=True)
        if facts := _facts(one):
            hanging(console, Text(" · ".join(facts), "dim"), 4)


_HEADINGS = {"institution": "Institutions", "list entry": "List entries", "paper": "Papers"}


def _facts(one: Found) -> list[str]:
    facts = [
        country(one.country) if one.country else "",
        printable(one.body if one.body and one.body != "unknown" else ""),
    ]
    if one.kind == "institution" and one.lists:
        facts.append(f"on {', '.join(one.lists)}")
    if one.names:
        more = len(one.names) - _MOST_NAMES
        facts.append(
            "also " + ", ".join(map(printable, one.names[:_MOST_NAMES])) + (f" and {more} more" if more > 0 else "")
        )
    return [fact for fact in facts if fact]
