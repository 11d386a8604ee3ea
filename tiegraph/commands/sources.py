"""`tiegraph sources`: what can be loaded, from whom, on what terms; and what cannot be had yet."""

from __future__ import annotations

from collections.abc import Iterable

import click

from tiegraph.options import console, verbose

#: Lists that people ask for, and why no file of them can be loaded.
WANTED = (
    (
        "ca-nro",
        "Canada's Named Research Organizations",
        "published as a web page only; no copy of it that could be checked was at hand. Write it down as "
        "ca-nro.csv in our own format, with a lists.csv beside it, and load it with list-csv.",
    ),
    ("us-dod-1286", "US Department of Defense, section 1286", "published yearly as a PDF; as above, with list-csv."),
    ("us-uvl", "US Unverified List", "not among the files at hand; as above, with list-csv."),
    ("un-1718", "UN Security Council, 1718 Committee", "needs a reader of the UN's XML, which this release lacks."),
    ("us-ofac-sdn", "OFAC SDN List", "needs a reader of OFAC's XML, which this release lacks."),
)


@click.command()
@verbose
def sources() -> None:
    """List the publishers' formats that can be loaded: title, licence, address; and the lists still wanted."""
    from rich.text import Text

    from loader.lists import control_lists
    from loader.sources import SOURCES

    out = console()

    def entry(name: str, title: str, facts: Iterable[tuple[str, str]]) -> None:
        out.print(Text.assemble((name, "green"), "  ", (title, "bold")))
        for heading, value in facts:
            out.print(Text(f"    {heading:<9}{value}"), soft_wrap=True)

    out.print(Text("Formats: tiegraph load SOURCE PATH…", "bold cyan"))
    for one in SOURCES.values():
        entry(one.id, one.title, (("gives", _GIVES[one.kind]), ("licence", one.licence), ("address", one.address)))
    out.print()
    out.print(Text("Lists that list-csv knows by the file's name", "bold cyan"))
    for known in control_lists().values():
        entry(known.id, known.title, (("nature", known.nature), ("licence", known.licence), ("address", known.address)))
    out.print()
    out.print(Text("Wanted, and not here", "bold cyan"))
    for id, title, reason in WANTED:
        entry(id, title, (("why", reason),))


_GIVES = {
    "papers": "papers with authors and affiliations",
    "institutions": "institutions with their names, countries and parents",
    "lists": "lists and their entries",
    "facts": "reports by others, or rules",
}
