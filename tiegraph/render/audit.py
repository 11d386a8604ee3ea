"""An audit on a terminal, as JSON, and as the page that `viz` writes."""

from __future__ import annotations

import json
from dataclasses import replace

from rich.console import Console
from rich.text import Text

import viz
from tiegraph.audit import NOTE, WARNING, Audit, Finding, Section
from tiegraph.audit.report import CAVEATS
from tiegraph.people import People
from tiegraph.render.cells import plain
from tiegraph.render.fields import in_words, printable
from tiegraph.render.lines import hanging
from tiegraph.render.table import show_notes, show_rows

TITLE = "Audit of the data"
QUESTION = "How current and how complete are the data that answers rest on?"
_HEADINGS = {WARNING: "To be read with the answers they touch", NOTE: "More to know"}
_FINDINGS = (
    viz.Column("severity", "warning: an answer can be wrong, or lack something, because of it; note: good to know"),
    viz.Column("finding", "What was found"),
    viz.Column("touches", "Lists or loads that it speaks of, or papers"),
    viz.Column("id", "Kind of finding", shown=False),
)


def show(audit: Audit, console: Console) -> None:
    """Print findings first, then each section as a table, or as cards where it does not fit the width."""
    hanging(console, Text(TITLE, "bold cyan"))
    hanging(console, Text(f"{audit.database}, {audit.day}", "dim"))
    console.print()
    for line in audit.summary:
        hanging(console, Text(printable(line)))
    console.print()
    for severity, heading in _HEADINGS.items():
        show_notes(heading, [one.sentence for one in audit.findings if one.severity == severity], console)
    for section in audit.sections:
        _section(section, console)
    show_notes("What this does not say", CAVEATS, console)


def _section(section: Section, console: Console) -> None:
    hanging(console, Text(printable(section.title), "bold"))
    hanging(console, Text(printable(section.note), "dim"))
    if section.rows:
        show_rows(section.table, console)
    else:
        hanging(console, Text("None."))
        console.print()
    if section.more:
        hanging(console, Text(section.more, "dim"))
        console.print()


def json_text(audit: Audit) -> str:
    """`Audit.facts` as JSON; days as ISO texts."""
    return json.dumps(audit.facts, ensure_ascii=False, indent=2, default=plain) + "\n"


def page(audit: Audit) -> viz.Page:
    """The audit as a page without a picture. Persons have no names and no ids there."""
    people = People("none", [])
    return viz.Page(
        title=f"{TITLE} · {audit.database} · {audit.day}",
        question=QUESTION,
        answer=audit.summary,
        tables=(
            viz.Table("Findings", _FINDINGS, [_finding(one) for one in audit.findings]),
            *(_table(section, people) for section in audit.sections),
        ),
        subgraph=None,
        searched=(),
        caveats=CAVEATS,
    )


def _finding(one: Finding) -> dict[str, object]:
    return {"severity": one.severity, "finding": one.sentence, "touches": list(one.touches), "id": one.id}


def _table(section: Section, people: People) -> viz.Table:
    columns, rows = in_words([replace(column, shown=True) for column in section.columns], section.rows)
    return viz.Table(
        title=section.title,
        columns=tuple(viz.Column(column.name, column.meaning, column.shown) for column in columns),
        rows=[people.row(row) for row in rows],
        note=" ".join(filter(None, (section.note, section.more))),
    )
