"""`tiegraph report`: what an article states, beside what the loaded data count."""

from __future__ import annotations

from pathlib import Path

import click

import tiegraph
from tiegraph.options import check_free, console, force_option, say, shared

FORMATS = ("text", "table", "csv", "json", "md", "html")


def _articles(_context: click.Context, _parameter: click.Parameter, text: str) -> list[str]:
    from tiegraph.report import articles

    return [id for id in articles() if id.startswith(text)]


@click.command()
@click.argument("article", required=False, shell_complete=_articles)
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", show_default=True, help="What to print.")
@click.option(
    "-o", "--output", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file."
)
@force_option
@click.option("--include-inferred", is_flag=True, help="Count affiliations too that were only inferred.")
@shared
def report(
    article: str | None, form: str, output: Path | None, force: bool, include_inferred: bool, instance: str | None
) -> None:
    """Set the figures that ARTICLE published beside what the loaded data count; without ARTICLE, list the articles.

    One row for each claim: published figure, our count, difference, why it may differ, and the question that counts
    it, so that anybody can ask it again. Claims that a graph of papers cannot answer say so.
    """
    if article is None:
        _list()
        return
    if output is not None:
        check_free(output, force)
    from tiegraph.render.report import write

    with tiegraph.connect(instance) as kb:
        found = kb.report(article, include_inferred=include_inferred)
    if output is None:
        write(found, form, console())
        return
    try:
        with output.open("w", encoding="utf-8", newline="") as file:
            write(found, form, console(file))
    except OSError as error:
        raise click.FileError(str(output), error.strerror) from error
    say(f"{found.summary}. Written to {output}.")


def _list() -> None:
    from tiegraph.report import articles

    for one in articles().values():
        click.echo(f"{one.id:<14}{one.title} ({len(one.claims)} claims). {one.publisher}.")
