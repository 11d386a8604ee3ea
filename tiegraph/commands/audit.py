"""`tiegraph audit`: the state of the data, in the terminal, as JSON, or as one HTML page."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click

import tiegraph
from tiegraph.options import check_free, console, force_option, say, shared

if TYPE_CHECKING:
    from tiegraph.audit import Audit

FORMATS = ("text", "html", "json")


@click.command()
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", show_default=True, help="What to write.")
@click.option(
    "-o", "--output", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file."
)
@force_option
@click.option(
    "--most", default=20, show_default=True, type=click.IntRange(1, 10_000), help="At most this many cases a table."
)
@shared
def audit(form: str, output: Path | None, force: bool, most: int, instance: str | None) -> None:
    """Say how current and how complete the data are: lists, papers, affiliations, loads.

    Every number is counted anew, which takes seconds, on a million papers minutes.
    """
    if form == "html" and output is None:
        raise click.UsageError("An HTML page needs a file: add -o audit.html.")
    if output is not None:
        check_free(output, force)
    with tiegraph.connect(instance) as kb:
        found = kb.audit(most=most)
    if form == "html" and output is not None:
        found.save(output, force=force)
        click.echo(output)
        say(" ".join(found.summary))
        return
    if output is None:
        _write(found, form, sys.stdout)
        return
    try:
        with output.open("w", encoding="utf-8", newline="") as file:
            _write(found, form, file)
    except OSError as error:
        raise click.FileError(str(output), error.strerror) from error
    say(f"{' '.join(found.summary)} Written to {output}.")


def _write(found: Audit, form: str, file: TextIO) -> None:
    from tiegraph.render import trimmed
    from tiegraph.render.audit import json_text, show

    if form == "json":
        file.write(json_text(found))
        return
    out = console(file)
    with trimmed(out):
        show(found, out)
