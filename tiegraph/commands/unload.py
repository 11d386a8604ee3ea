"""`tiegraph unload`: a mistaken load taken out again."""

from __future__ import annotations

import click

import tiegraph
from tiegraph.options import shared


@click.command()
@click.argument("load")
@shared
def unload(load: str, instance: str | None) -> None:
    """Take out what only LOAD brought (`tiegraph loads` lists them), and derive the links anew."""
    with tiegraph.connect(instance) as kb:
        done = kb.unload(load)
    removed = ", ".join(f"{number:,} {label}" for label, number in sorted(done.removed.items())) or "nothing"
    click.echo(f"{load} is taken out. Removed nodes: {removed}. Kept, as other loads brought them too: {done.kept:,}.")
    if done.load_again:
        click.echo(
            f"Load the files of {', '.join(sorted(done.load_again))} again to restore what {load} had overruled."
        )
