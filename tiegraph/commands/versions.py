"""`tiegraph versions`: works that may be one in two versions, for a person to judge."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

import tiegraph
from tiegraph.options import console, say, shared

if TYPE_CHECKING:
    from loader.versions import Version


@click.command()
@shared
def versions(instance: str | None) -> None:
    """List works with one title and the same authors that no source joins as versions.

    They count as two works until a source says otherwise: series and yearly reports share titles and authors too.
    """
    from rich.text import Text

    from tiegraph.render.fields import printable
    from tiegraph.render.lines import hanging

    with tiegraph.connect(instance) as kb:
        found = kb.version_proposals()
    if not found:
        say("No two works share a title and their authors without being joined.")
    out = console()
    for one in found:
        hanging(out, Text.assemble((printable(one.earlier.title), "bold"), f"  ({one.authors} authors)"))
        for work in (one.earlier, one.later):
            hanging(out, Text(printable(_told(work))), 4)


def _told(work: Version) -> str:
    days = "no date" if work.date_min is None else str(work.date_min)
    if work.date_min and work.date_min != work.date_max:
        days = f"{work.date_min} to {work.date_max}"
    return f"{work.id}  {work.venue or 'no venue'}, {days}"
