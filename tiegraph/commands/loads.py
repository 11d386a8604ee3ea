"""`tiegraph loads`: what was loaded, when, and what became of it."""

from __future__ import annotations

import click

import tiegraph
from tiegraph.options import console, say, shared


@click.command()
@shared
def loads(instance: str | None) -> None:
    """List the loads of the database, oldest first."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    with tiegraph.connect(instance) as kb:
        found = kb.loads()
    if not found:
        say("Nothing was loaded yet: `tiegraph load SOURCE PATH…`.")
        return
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 2, 0, 0))
    for heading in ("load", "source", "files", "as of", "started", "state"):
        table.add_column(heading, overflow="fold")
    for heading in ("read", "written", "unchanged", "merged", "rejected"):
        table.add_column(heading, justify="right", no_wrap=True)
    for one in found:
        numbers = (one.get(name) for name in ("read", "written", "unchanged", "merged", "rejected"))
        table.add_row(
            one["id"],
            one["source"],
            Text(", ".join(one["files"])),
            str(one.get("as_of") or "–"),
            f"{one['started']:%Y-%m-%d %H:%M}",
            one["state"],
            *("–" if number is None else f"{number:,}" for number in numbers),
        )
    console().print(table)
