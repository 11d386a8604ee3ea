"""`tiegraph explain`: what a question asks, how it goes through the graph, how it counts, and its Cypher."""

from __future__ import annotations

import click

from cypher.catalogue import catalogue, question
from tiegraph.options import console, verbose


@click.command()
@click.argument("id", shell_complete=lambda _c, _p, text: [i for i in catalogue() if i.startswith(text)])
@verbose
def explain(id: str) -> None:
    """Say how the question ID is answered: its path in words, what it counts and leaves out, its caveats, its Cypher.

    Needs no database. `tiegraph questions ID` lists parameters and columns, `tiegraph why` tells the evidence.
    """
    from tiegraph.render.explanation import show
    from tiegraph.why.question import explain_question

    asked = question(id)
    show(explain_question(asked), console())
    click.echo("\nCypher")
    click.echo(asked.statement.strip())
    click.echo(f"\nWith the parameters set: tiegraph ask {asked.id} --cypher")
