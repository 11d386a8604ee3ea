"""`tiegraph correct`: what people corrected about papers, in one file that every load and every answer goes by."""

from __future__ import annotations

import getpass
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

import click
from msgspec.structs import replace

import tiegraph
from cypher.errors import UsageError
from tiegraph.options import Function, say, shared

if TYPE_CHECKING:
    from loader.corrections import Correction


@click.group()
def correct() -> None:
    """Correct what was read wrongly about papers, or leave out a name: in a CSV that wins over every source.

    corrections.csv stands in tiegraph's home beside the judgements (TIEGRAPH_CORRECTIONS names another); edit it by
    hand or put it under version control as you like. Local servers go by it from the next question on; loading again
    does not undo it, and taking the row out does.
    """


def _signed(function: Function) -> Function:
    options = (
        click.option("--why", default="", metavar="TEXT", help="The reason, kept with the correction."),
        click.option("--by", metavar="NAME", help="Who corrects.  [default: the name you are logged in with]"),
        shared,
    )
    for option in reversed(options):
        function = option(function)
    return function


@correct.command()
@click.argument("paper")
@click.option("--institution", metavar="ID", help="The one that is not meant; none: whatever the string was read as.")
@click.option("--affiliation", metavar="TEXT", help="Only this string, as printed; none: every string of the paper.")
@click.option("--instead", metavar="ID", help="The institution that is meant; none: none that is known.")
@_signed
def institution(paper: str, instance: str | None, **given: Any) -> None:
    """On PAPER, an affiliation string was read as the wrong institution.

    PAPER is a DOI or another id of a paper, ID that of an institution (`tiegraph find NAME` prints ids).
    """
    _add({"corrects": "institution", "paper": paper, **given}, instance)


@correct.command()
@click.argument("paper")
@click.option("--position", metavar="N", type=click.IntRange(1), help="The place in the author list, from 1.")
@click.option("--author", metavar="ID", help="Or the person that a source puts there: an ORCID or OpenAlex id.")
@click.option("--instead", metavar="ID", help="Who signs there; none: somebody of whom no more is known.")
@_signed
def author(paper: str, instance: str | None, **given: Any) -> None:
    """PAPER is not by the person that a source says.

    The name as signed stays; the person that the source meant no longer has the paper.
    """
    _add({"corrects": "author", "paper": paper, **given}, instance)


@correct.command()
@click.argument("author", required=False)
@click.option("--paper", metavar="ID", help="Only on this paper, together with --position.")
@click.option("--position", metavar="N", type=click.IntRange(1), help="The place in the author list, from 1.")
@_signed
def name(author: str | None, instance: str | None, **given: Any) -> None:
    """At a person's request, leave out the name of AUTHOR (an ORCID or OpenAlex id), or of who signs at one place.

    The name is taken out of the graph and is kept nowhere in it. To have it back, remove the correction and load the
    source's file again.
    """
    _add({"corrects": "name", "author": author, **given}, instance)


@correct.command("list")
def list_corrections() -> None:
    """List the corrections, each with the number that `remove` takes."""
    rows = _read()
    if not rows:
        say("Nothing was corrected yet.")
    for number, one in enumerate(rows, 1):
        click.echo(f"{number}  {_told(one)}")


@correct.command()
@click.argument("number", type=click.IntRange(1))
@shared
def remove(number: int, instance: str | None) -> None:
    """Take out correction NUMBER, as `tiegraph correct list` counts: the sources' word stands again."""
    rows = _read()
    if number > len(rows):
        raise UsageError(f"There is no correction {number}: `tiegraph correct list` lists {len(rows):,}.")
    _write([one for at, one in enumerate(rows, 1) if at != number])
    click.echo(f"Taken out: {_told(rows[number - 1])}")
    _take_over(instance)


@correct.command()
@shared
def apply(instance: str | None) -> None:
    """Bring the database to what the file says: needed only on a server that is not tiegraph's own."""
    _take_over(instance)


def _add(given: Mapping[str, Any], instance: str | None) -> None:
    from loader.corrections import correction
    from loader.corrections_met import meet

    cells = {name: "" if value is None else str(value) for name, value in given.items()}
    cells |= {"who": cells.pop("by") or getpass.getuser(), "when": date.today().isoformat()}
    one = correction("This correction", cells)
    rows = _read()
    if same := [other for other in rows if other.about == one.about]:
        raise UsageError(f"This is corrected already, {_told(same[0])}: remove that first, or edit the file.")
    with tiegraph.connect(instance) as kb:
        if unknown := meet(kb.client, [*rows, one]).unknown:
            # New ones stand on no line yet.
            for text in unknown:
                if text.startswith("line 0, "):
                    raise UsageError(f"This correction meets nothing here: {text.removeprefix('line 0, ')}.")
    _write([*rows, one])
    click.echo(f"Corrected: {_told(one)}")
    _take_over(instance)


def _take_over(instance: str | None) -> None:
    from tiegraph import settings
    from tiegraph.correct.up_to_date import take_over

    with tiegraph.connect(instance) as kb:
        for line in take_over(kb.client):
            say(line)
    say(f"Corrections stand in {settings.corrections()}.")


def _read() -> tuple[Correction, ...]:
    from loader.corrections import read
    from tiegraph import settings

    return read(settings.corrections()).rows


def _write(rows: list[Correction]) -> None:
    from loader.corrections import write
    from tiegraph import settings

    write(settings.corrections(), [replace(one, line=0) for one in rows])


def _told(one: Correction) -> str:
    """A correction on one line."""
    return f"{one.paper}: {one.words}" if one.paper else one.words
