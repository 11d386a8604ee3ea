"""`tiegraph sources`: what can be loaded, from whom, on what terms; and what cannot be had yet."""

from __future__ import annotations

import click

from tiegraph.options import console, verbose

#: Lists that people ask for and no reader or file of which is at hand: id, title, what to do.
WANTED = (
    (
        "ca-nro",
        "Canada: Named Research Organizations",
        "It is a web page of which no copy was at hand. To use it, write its names into ca-nro.csv in our own format "
        "(data/README.md) with a lists.csv beside it that says what the list is in law, and load it with list-csv.",
    ),
)
_GIVES = {
    "papers": "papers with authors and affiliations",
    "institutions": "institutions with their names, countries and parents",
    "lists": "lists and their entries",
    "facts": "reports by others, or rules",
}


@click.command()
@verbose
def sources() -> None:
    """List the formats that can be loaded (title, licence, address), the lists known, and what is still wanted."""
    from rich.text import Text

    from loader.lists import control_lists
    from loader.sources import SOURCES
    from tiegraph.render.lines import hanging

    out = console()

    def entry(id: str, title: str, *facts: str) -> None:
        hanging(out, Text.assemble((id, "green"), "  ", (title, "bold")))
        for fact in facts:
            out.print(Text(f"    {fact}"), soft_wrap=True)

    def heading(text: str) -> None:
        hanging(out, Text(text, "bold cyan"))

    heading("Formats: tiegraph load SOURCE PATH…")
    for one in SOURCES.values():
        entry(
            one.id,
            one.title,
            f"gives    {_GIVES[one.kind]}",
            f"licence  {one.licence}; passing on: {one.redistributable}",
            f"address  {one.address}",
        )
    out.print()
    heading("Lists that these formats bring, or list-csv by the file's name")
    for known in control_lists().values():
        entry(
            known.id,
            known.title,
            f"{known.nature} · {known.licence}; passing on: {known.redistributable}",
            f"facts in law read {known.read_on} in {known.read_in}",
        )
    wanted = [one for one in WANTED if one[0] not in control_lists()]
    if wanted:
        out.print()
        heading("Wanted, and not here")
    for id, title, remedy in wanted:
        entry(id, title)
        hanging(out, Text(remedy), 4)
