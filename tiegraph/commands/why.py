"""`tiegraph why`: the evidence behind one thing, or behind what joins two."""

from __future__ import annotations

import click

import tiegraph
from tiegraph.options import console, shared


@click.command()
@click.argument("id")
@click.argument("other", required=False)
@shared
def why(id: str, other: str | None, instance: str | None) -> None:
    """Say why ID (an institution, list entry, list, paper …) is in the graph as it is; with OTHER, what joins the two.

    Two institutions: the papers that print both, with the affiliation strings. A list entry and an institution: what
    the link between them rests on.
    """
    from tiegraph.render.explanation import show

    with tiegraph.connect(instance) as kb:
        explanation = kb.why(id, other)
    show(explanation, console())
