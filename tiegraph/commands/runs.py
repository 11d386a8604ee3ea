"""`tiegraph runs` and `tiegraph rerun`: what was asked and screened before, what changed since, and why."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from itertools import islice
from typing import TYPE_CHECKING

import click
from click.shell_completion import CompletionItem

import tiegraph
from tiegraph.options import console, say, shared

if TYPE_CHECKING:
    from tiegraph.runs import Comparison


def _known(_context: click.Context, _parameter: click.Parameter, text: str) -> list[CompletionItem]:
    from tiegraph.runs import runs as all_runs

    return [CompletionItem(one.id, help=f"{one.kind} {one.what}") for one in all_runs() if one.id.startswith(text)]


_TEXT_OR_JSON = click.option(
    "--format", "form", type=click.Choice(("text", "json")), default="text", show_default=True, help="What to print."
)


@click.group(invoke_without_command=True)
@click.option("--most", default=20, show_default=True, type=click.IntRange(1), help="At most this many, the newest.")
@click.pass_context
def runs(context: click.Context, most: int) -> None:
    """List what was asked and screened on this machine, the newest first.

    Every `ask` and `screen` leaves a line in runs.jsonl in tiegraph's home: question, parameters, loads with the sha256
    of their files, judgements, version, rows. It never leaves this machine by itself.
    """
    if context.invoked_subcommand is not None:
        return
    from tiegraph.runs import runs as all_runs

    found = list(all_runs())
    if not found:
        say("Nothing was asked yet: `tiegraph ask ID`, `tiegraph screen KIND FILE`.")
    for one in islice(reversed(found), most):
        click.echo(f"{one.id}  {one.title}: {one.summary}")


@runs.command()
@click.argument("id", shell_complete=_known)
@_TEXT_OR_JSON
def show(id: str, form: str) -> None:
    """Print run ID (its beginning is enough; `last` is the newest): what was asked, of what, and what came out."""
    import msgspec

    from tiegraph.render.lines import hanging
    from tiegraph.render.table import show_notes
    from tiegraph.runs import find

    one = find(id)
    if form == "json":
        sys.stdout.write(msgspec.json.format(msgspec.json.encode(one), indent=2).decode() + "\n")
        return
    from rich.text import Text

    from tiegraph.render.fields import printable

    out = console()
    hanging(out, Text(f"Run {one.id}", "bold cyan"))
    hanging(out, Text(printable(f"{one.title}: {one.summary}")))
    out.print()
    show_notes("Asked", [f"at {one.at}", *(f"{name}: {value}" for name, value in one.asked.items())], out)
    if one.file:
        show_notes("Screened", [f"{one.file}, sha256 {one.file_sha256}"], out)
    files = (("judgements", one.state.judgements), ("corrections", one.state.corrections))
    beside = [f"{name}: sha256 {digest or '(no file)'}" for name, digest in files]
    show_notes("With", [f"tiegraph {one.state.version}", *beside], out)
    show_notes("Questions, by the sha256 of their text", [f"{id} {text}" for id, text in one.questions.items()], out)
    loads = [
        f"{load.source}, as of {load.as_of or 'a day not known'}: "
        + ", ".join(f"{name} (sha256 {digest})" for name, digest in zip(load.files, load.sha256, strict=True))
        for load in one.state.loads
    ]
    show_notes(f"Loaded in {one.state.database}", loads, out)
    show_notes("Rows", [f"{one.count:,}, sha256 {one.sha256}; --format json prints them"], out)


@runs.command("compare")
@click.argument("id", shell_complete=_known)
@click.argument("other", shell_complete=_known)
@_TEXT_OR_JSON
@click.option("--most", default=50, show_default=True, type=click.IntRange(1), help="At most this many rows, as text.")
def compare_runs(id: str, other: str, form: str, most: int) -> None:
    """Say what changed from run ID to run OTHER: rows that are new, gone or changed, and what explains each.

    A list, a paper, a match, a judgement, the parameters, or the tool: whatever differs between the runs.
    """
    from tiegraph.runs import compare, find

    found = compare(find(id), find(other))
    if form == "json":
        sys.stdout.write(_json(found))
        return
    _show(found, most)


@click.command()
@click.argument("id", shell_complete=_known)
@click.option("--most", default=50, show_default=True, type=click.IntRange(1), help="At most this many rows.")
@shared
def rerun(id: str, most: int, instance: str | None) -> None:
    """Ask or screen again what run ID was, of the data as they are now, and say what changed and why.

    The answer becomes a run of its own. A file that was screened is read again where it was.
    """
    from tiegraph.runs import compare, find
    from tiegraph.runs.again import again

    one = find(id)
    with tiegraph.connect(instance or one.state.instance) as kb:
        new = again(kb, one)
    say(f"Run {new.id}: {new.summary}")
    _show(compare(one, new), most)


def _show(found: Comparison, most: int) -> None:
    from rich.text import Text

    from tiegraph.render.fields import printable
    from tiegraph.render.lines import hanging
    from tiegraph.render.table import show_notes

    out = console()
    hanging(out, Text(f"From {found.one.id} to {found.other.id}", "bold cyan"))
    hanging(out, Text(printable(found.summary), "bold"))
    out.print()
    differs = [f"{kind}: {text}" for kind, texts in found.differs.items() for text in texts]
    show_notes("What differs between the runs", differs or ["nothing that a run records"], out)
    lines: Sequence[str] = [str(one) for one in found.changes]
    more = [f"and {len(lines) - most:,} more: --most shows more"] if len(lines) > most else []
    show_notes("What changed in the answer", [*lines[:most], *more], out)
    show_notes("To be read with this", found.notes, out)


def _json(found: Comparison) -> str:
    import json
    from dataclasses import asdict

    content = {
        "from": found.one.id,
        "to": found.other.id,
        "summary": found.summary,
        "differs": dict(found.differs),
        "changes": [asdict(one) for one in found.changes],
        "notes": found.notes,
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"
