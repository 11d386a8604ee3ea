"""`tiegraph questions`: what can be asked, and what one question takes and gives."""

from __future__ import annotations

from collections.abc import Iterator

import click

from cypher.catalogue import by_family, catalogue, question
from cypher.parameters import Parameter
from cypher.question import Question
from tiegraph.options import console, verbose


@click.command()
@click.argument(
    "id", required=False, shell_complete=lambda _c, _p, text: [i for i in catalogue() if i.startswith(text)]
)
@verbose
def questions(id: str | None) -> None:
    """List the questions by family; with ID, one question: parameters, columns with their meaning, caveats."""
    if id:
        click.echo("\n".join(_lines(question(id))))
    else:
        _list_all()


def _list_all() -> None:
    from rich.table import Table
    from rich.text import Text

    out = console()
    for title, members in by_family().items():
        out.print(Text(title, "bold cyan"))
        table = Table.grid(padding=(0, 2))
        for one in members:
            table.add_row(Text(f"  {one.id}", "green"), Text(one.question))
        out.print(table)
        out.print()
    out.print(Text("tiegraph questions ID shows parameters and columns; tiegraph ask ID asks.", "dim"))


def _lines(one: Question) -> Iterator[str]:
    yield one.title
    yield one.question
    yield ""
    yield "Parameters"
    yield from _definitions((f"--{p.name.replace('_', '-')}", _about(p)) for p in one.parameters)
    yield ""
    yield "Columns"
    yield from _definitions(
        (c.name, f"{c.meaning}.{'' if c.shown else ' (Not in printed tables.)'}") for c in one.columns
    )
    yield ""
    yield "What the answer does not say"
    yield from (_wrapped(f"- {text}", "  ") for text in one.caveats)
    if one.beside:
        yield ""
        yield f"Printed beside it: {', '.join(one.beside)}"


def _about(parameter: Parameter) -> str:
    facts = [parameter.help]
    if parameter.choices:
        facts.append(f"One of {', '.join(parameter.choices)}.")
    if parameter.required:
        facts.append("Must be given.")
    elif parameter.default not in (None, False):
        facts.append(f"Default: {parameter.default}.")
    return " ".join(facts)


def _definitions(pairs: Iterator[tuple[str, str]]) -> Iterator[str]:
    found = list(pairs)
    indent = min(max((len(name) for name, _ in found), default=0), 22) + 4
    for name, text in found:
        yield _wrapped(f"  {name:<{indent - 2}}{text}", " " * indent)


def _wrapped(text: str, indent: str) -> str:
    # click's own wrapping joins lines at any blank, so the first line keeps its place.
    width = console().width
    return click.wrap_text(text.lstrip(), width, text[: len(text) - len(text.lstrip())], indent)
