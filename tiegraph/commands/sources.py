"""`tiegraph sources`: what can be loaded, from whom, on what terms; and what cannot be had yet."""

from __future__ import annotations

import click

from loader.records import ControlList
from loader.source import AS_THE_LIST, Source
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
_PASSING_ON = {
    "yes": "yes",
    "no": "no",
    "unknown": "not known, which counts as no",
    AS_THE_LIST: "as each list's own licence says, below",
}


def _may(source: Source, known: ControlList) -> str:
    """Whether entries of a list that came with files of a source may be passed on: yes, no or not known."""
    said = known.redistributable if source.redistributable == AS_THE_LIST else source.redistributable
    return "not known" if said == "unknown" else said


@click.command()
@verbose
def sources() -> None:
    """List the formats that can be loaded (title, licence, address), the lists known, and what is still wanted."""
    from rich.text import Text

    from loader.lists import control_lists
    from loader.sources import SOURCES, bringing
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
            f"licence  {one.licence}",
            f"         may its records be passed on? {_PASSING_ON[one.redistributable]}",
            f"address  {one.address}",
        )
    out.print()
    heading("Lists, and the formats that bring them (list-csv: any list, by the file's name)")
    hanging(
        out,
        Text(
            "The licence is that of the list's own text. Whether an entry may be passed on goes by the file that it "
            "was loaded from: where several brought it, one that allows it is enough.",
            "dim",
        ),
    )
    for known in control_lists().values():
        files = ", ".join(f"{one.id} ({_may(one, known)})" for one in bringing(known.id))
        entry(
            known.id,
            known.title,
            f"in law   {known.nature}" + (f"; the list itself ended on {known.ended_on}" if known.ended_on else ""),
            f"licence  {known.licence}",
            f"files    may its entries be passed on? {files}",
            f"stated   as read on {known.read_on}: {known.read_in}",
        )
    wanted = [one for one in WANTED if one[0] not in control_lists()]
    if wanted:
        out.print()
        heading("Wanted, and not here")
    for id, title, remedy in wanted:
        entry(id, title)
        hanging(out, Text(remedy), 4)
