"""`tiegraph diff`: what changed in a list between two of its files."""

from __future__ import annotations

import sys
from datetime import date, datetime

import click

import tiegraph
from tiegraph.options import console, say, shared

FORMATS = ("text", "csv", "json")
_DAY = click.DateTime(["%Y-%m-%d"])


@click.command()
@click.argument("list_id", metavar="LIST")
@click.option("--from", "since", type=_DAY, metavar="DATE", help="Compare the newest file up to this day …")
@click.option("--to", "until", type=_DAY, metavar="DATE", help="… with the newest file up to this one.")
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", show_default=True, help="What to print.")
@click.option(
    "--most",
    default=20,
    show_default=True,
    type=click.IntRange(0, 100_000),
    help="At most this many of a kind, as text.",
)
@shared
def diff(
    list_id: str, since: datetime | None, until: datetime | None, form: str, most: int, instance: str | None
) -> None:
    """Say what changed in LIST between two of its files: the last two, or those of --from and --to.

    Entries added, removed and changed, with the fields; institutions that become designated or cease to be, and on how
    many papers each stands with DPRK institutions. Only whole files of the list's own authority are compared.
    """
    from tiegraph.render.diff import csv_text, json_text, show

    with tiegraph.connect(instance) as kb:
        found = kb.diff(list_id, since=_day(since), until=_day(until))
    if form == "text":
        show(found, console(), most)
        return
    sys.stdout.write(csv_text(found) if form == "csv" else json_text(found))
    if form == "csv":
        # A file of rows has no place for what must stand beside them.
        for line in (found.summary, *found.notes):
            say(line)


def _day(given: datetime | None) -> date | None:
    return given.date() if given else None
