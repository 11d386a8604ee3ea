"""`tiegraph loads`: what was loaded, when, and what became of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import click

import tiegraph
from tiegraph.options import console, say, shared


@click.command()
@shared
def loads(instance: str | None) -> None:
    """List the loads of the database, oldest first."""
    from rich.text import Text

    from tiegraph.render.fields import printable
    from tiegraph.render.lines import hanging

    with tiegraph.connect(instance) as kb:
        found = kb.loads()
    if not found:
        say("Nothing was loaded yet: `tiegraph load SOURCE PATH…`.")
    out = console()
    for one in found:
        as_of = f"as of {one['as_of']}" if one.get("as_of") else "no date of its own"
        hanging(out, Text.assemble((one["id"], "bold green"), f"  {one['source']}, {as_of}: {one['state']}"))
        hanging(out, Text(printable(f"{', '.join(one['files'])}; {one['started']:%Y-%m-%d %H:%M} UTC")), 4)
        if one.get("read") is not None:
            hanging(out, Text(_counts(one)), 4)


def _counts(one: Mapping[str, Any]) -> str:
    parts = " + ".join(f"{one[name]:,} {name}" for name in ("written", "unchanged", "merged", "rejected"))
    return f"{one['read']:,} read = {parts}"
