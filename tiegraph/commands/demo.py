"""`tiegraph demo`: from nothing to the first answer."""

from __future__ import annotations

from pathlib import Path

import click

from tiegraph.options import console, say, verbose


@click.command()
@click.option("--practice", is_flag=True, help="Load the invented practice world instead of the bundled data.")
@click.option(
    "-o",
    "--output",
    metavar="FOLDER",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("demo"),
    show_default=True,
    help="Where the page goes; a page of an earlier demo is replaced.",
)
@verbose
def demo(practice: bool, output: Path) -> None:
    """Start a local Neo4j of its own, load the bundled data, ask the headline question, write the answer as a page.

    A second run takes what is there already.
    """
    from tiegraph.demo import DEMO, PRACTICE, ready
    from tiegraph.local import TerminalReport
    from tiegraph.progress import ProgressLines
    from tiegraph.render.table import show
    from viz import PageError

    try:
        # First of all: minutes of loading should not end at a folder that cannot be made.
        output.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise PageError(f"The folder {output} cannot be made ({error.strerror}): name another with -o.") from error
    world = PRACTICE if practice else DEMO
    lines = ProgressLines()
    running, kb = ready(world, TerminalReport(), lines, say)
    out = console()
    with kb:
        lines.end()
        for list_id in world.lists:
            answer = kb.ask("listed-to-dprk", list=list_id)
            show(answer, out, sentences=True)
        page = answer.save(output / world.page, force=True)
    click.echo(f"The network as a page:  {page}")
    click.echo(f"Neo4j Browser:          {running.browser_url}  (connect to {running.uri})")
    click.echo(f"user:                   {running.user}")
    click.echo(f"password:               in {running.password_file}")
    click.echo(f"ask more:               tiegraph ask ID --instance {running.name}  (`tiegraph questions` lists them)")
    click.echo(f"stop the server:        tiegraph server stop {running.name}")
