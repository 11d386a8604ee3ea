"""The options of every screening."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import click

from tiegraph.options import Function, force_option, shared

FORMATS = ("text", "csv", "json", "html", "xlsx")


def _columns(_context: click.Context, _parameter: click.Parameter, given: tuple[str, ...]) -> dict[str, str]:
    named = {}
    for one in given:
        ours, sign, heading = one.partition("=")
        if not sign or not heading.strip():
            raise click.BadParameter(f"{one!r} is not COLUMN=HEADING, such as name=Institution.")
        named[ours.strip()] = heading.strip()
    return named


def _day(_context: click.Context, _parameter: click.Parameter, given: datetime | None) -> date | None:
    return given.date() if given else None


def screening_options(function: Function) -> Function:
    """What a screening is asked, and where its answer goes."""
    for option in reversed(
        (
            click.option(
                "--column",
                "columns",
                multiple=True,
                callback=_columns,
                metavar="COLUMN=HEADING",
                help="Which heading of a CSV file holds what, where it is not known by its own name; can be repeated.",
            ),
            click.option("--encoding", metavar="NAME", help="Encoding of FILE, where it is not UTF-8."),
            click.option(
                "--list", "lists", multiple=True, metavar="LIST", help="Only this list; can be repeated. [default: all]"
            ),
            click.option(
                "--as-of",
                type=click.DateTime(["%Y-%m-%d"]),
                callback=_day,
                metavar="DATE",
                help="Lists as they stood on this day, as far as the files loaded can tell.",
            ),
            click.option(
                "--links",
                type=click.Choice(("strict", "probable")),
                default="probable",
                show_default=True,
                help="strict: only links found certain or confirmed by a person. probable: also those for review.",
            ),
            click.option("--roll-up", is_flag=True, help="Also units of listed bodies, for review."),
            click.option(
                "--format",
                "form",
                type=click.Choice(FORMATS),
                help="What to write: text, or what the ending of FILE says.",
            ),
            click.option(
                "-o",
                "--output",
                metavar="FILE",
                type=click.Path(dir_okay=False, path_type=Path),
                help="Write to this file.",
            ),
            force_option,
            click.option(
                "--browser-params",
                metavar="FILE",
                type=click.Path(dir_okay=False, path_type=Path),
                help="Also write the ids found as parameters for Neo4j Browser, with a statement that takes them.",
            ),
            click.option(
                "--most",
                default=50,
                show_default=True,
                type=click.IntRange(1),
                help="At most this many rows a table, as text.",
            ),
            shared,
        )
    ):
        function = option(function)
    return function
