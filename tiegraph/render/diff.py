"""A comparison of two files of a list: on a terminal, as CSV, as JSON."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from tiegraph.diff import Changed, Diff, Entry, FieldChange, ListFile, Touched
from tiegraph.diff.result import COLUMNS, Value
from tiegraph.render.cells import SEPARATOR, cell, plain
from tiegraph.render.fields import UNKNOWN, printable
from tiegraph.render.lines import hanging
from tiegraph.words import counted

_HEADING, _DIM = "bold", "dim"
_INDENT = 4


def show(found: Diff, console: Console, most: int) -> None:
    """Print a comparison in sentences; of each kind of change `most` entries, the others counted."""
    hanging(console, Text(printable(found.title), "bold cyan"))
    hanging(console, Text(f"{found.nature}; what differs between two files of the list", "italic"))
    for word, file in (("earlier", found.before), ("later", found.after)):
        hanging(console, Text(printable(f"{word}: {_of(file)}"), _DIM))
    console.print()
    hanging(console, Text(found.summary, _HEADING))
    _part(console, "Added", [_entry(one) for one in found.added], most)
    _part(console, "Removed", [_entry(one) for one in found.removed], most)
    _part(console, "Changed", [_changed(one) for one in found.changed], most)
    became = [_touched(one) for one in found.institutions if one.becomes]
    ceased = [_touched(one) for one in found.institutions if not one.becomes]
    _part(console, "Institutions that become designated on this list", became, most)
    _part(console, "Institutions that cease to be designated on this list", ceased, most)
    if not found.is_empty and not found.institutions:
        hanging(console, Text("No institution becomes designated on this list, and none ceases to be.", _HEADING))
    console.print()
    for note in found.notes:
        hanging(console, Text(printable(note), _DIM), 2, "- ")


def _of(file: ListFile) -> str:
    entries = counted(file.entries, "entry", "entries")
    return f"{file.day}, {', '.join(file.files)} ({file.load}, {file.source}), {entries}"


def _part(console: Console, heading: str, lines: Sequence[list[str]], most: int) -> None:
    if not lines:
        return
    console.print()
    hanging(console, Text(f"{heading}: {len(lines):,}", _HEADING))
    for first, *more in lines[:most]:
        hanging(console, Text(printable(first)), 2, "- ")
        for line in more:
            hanging(console, Text(printable(line), _DIM), _INDENT)
    if len(lines) > most:
        hanging(console, Text(f"and {len(lines) - most:,} more: --most {len(lines)}, or --format csv", _DIM), _INDENT)


def _entry(entry: Entry) -> list[str]:
    back = "; it was on the list before" if entry.back else ""
    return [f"{entry.name}{_countries(entry.countries)}{back}", entry.id]


def _changed(entry: Changed) -> list[str]:
    return [f"{entry.name}{_countries(entry.countries)}", entry.id, *(_field(one) for one in entry.fields)]


def _field(change: FieldChange) -> str:
    name = change.field.replace("_", " ")
    if isinstance(change.old, tuple) or isinstance(change.new, tuple):
        old, new = (value if isinstance(value, tuple) else () for value in (change.old, change.new))
        gone = [f"− {one}" for one in old if one not in new]
        come = [f"+ {one}" for one in new if one not in old]
        return f"{name}: {'; '.join([*gone, *come])}"
    return f"{name}: {_said(change.old)} → {_said(change.new)}"


def _touched(one: Touched) -> list[str]:
    if one.papers is None:
        papers = "an institution in the DPRK itself"
    else:
        papers = f"{counted(one.papers, 'paper')} with DPRK institutions"
    name = f"{one.name}{_countries((one.country,) if one.country else ())}"
    return [f"{name}: {papers}", f"{one.id}, {', '.join(one.entries)}"]


def _countries(codes: Sequence[str]) -> str:
    return f" ({', '.join(codes)})" if codes else ""


def _said(value: Value) -> str:
    return UNKNOWN if value is None else SEPARATOR.join(value) if isinstance(value, tuple) else value


def csv_text(found: Diff) -> str:
    """One row a change (`tiegraph.diff.result.COLUMNS`), texts never read as a formula."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows([cell(row[name]) for name in COLUMNS] for row in found.rows())
    return out.getvalue()


def json_text(found: Diff) -> str:
    """Everything, with the summary; days as ISO texts."""
    facts = {"summary": found.summary, **found.to_dict()}
    return json.dumps(facts, ensure_ascii=False, indent=2, default=plain) + "\n"
