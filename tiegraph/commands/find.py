"""`tiegraph find`: ids by name."""

from __future__ import annotations

import click

import tiegraph
from tiegraph.options import console, say, shared


@click.command()
@click.argument("name", nargs=-1, required=True)
@click.option("--papers", is_flag=True, help="Search titles of papers too.")
@click.option("--limit", default=10, show_default=True, type=click.IntRange(1, 1000), help="At most this many a kind.")
@shared
def find(name: tuple[str, ...], papers: bool, limit: int, instance: str | None) -> None:
    """Print the ids of institutions and list entries that bear NAME, in any script.

    Where none does, what is spelled like it.
    """
    from tiegraph.find import USUAL
    from tiegraph.render.found import show

    wanted = " ".join(name)
    with tiegraph.connect(instance) as kb:
        found = kb.find(wanted, limit, (*USUAL, "paper") if papers else USUAL)
    if not found:
        say(f"Nothing that is loaded is called {wanted!r}, nor anything like it.")
        return
    if found[0].alike:
        say(f"Nothing is called {wanted!r}; these are spelled like it.")
    show(found, console())
