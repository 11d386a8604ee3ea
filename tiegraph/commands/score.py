"""`tiegraph score`: how often the resolver is right, on any labelled file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tiegraph.options import say, verbose

if TYPE_CHECKING:
    from loader.resolve import Index
    from tiegraph.score.entries import Entries
    from tiegraph.score.institutions import Institutions
    from tiegraph.score.measure import Score

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_SHOWN = 20


def _common(function: Callable[..., Any]) -> Callable[..., Any]:
    options = (
        click.option("--gold", required=True, type=_FILE, metavar="FILE", help="The labelled file, CSV or JSON."),
        click.option(
            "--ror", multiple=True, type=_FILE, metavar="FILE", help="ROR records; repeatable.  [default: the bundled]"
        ),
        click.option("--gazetteer", type=_FILE, metavar="FILE", help="Our own institutions.  [default: the bundled]"),
        *_OUTPUT,
    )
    for option in reversed(options):
        function = option(function)
    return verbose(function)


_OUTPUT = (
    click.option(
        "--predictions",
        type=click.Path(dir_okay=False, path_type=Path),
        metavar="OUT.csv",
        help="Write what is said of each row to this file.",
    ),
    click.option(
        "--failures",
        type=click.IntRange(min=0),
        default=_SHOWN,
        show_default=True,
        help="Rows not as labelled that are shown; the file of predictions has all.",
    ),
)


def _lists(function: Callable[..., Any]) -> Callable[..., Any]:
    return click.option(
        "--list",
        "lists",
        type=(str, _FILE),
        multiple=True,
        metavar="SOURCE FILE",
        help="A list's file and its source; rows that name one of its entries are read with all that stands there. "
        "Repeatable.  [default: the bundled lists]",
    )(function)


@click.group()
def score() -> None:
    """Measure the resolver on a labelled file; no database is needed.

    Prints precision, recall, F1 and speed, by difficulty and by country, and the rows that are not as labelled. Rows
    without a label are predicted and not scored.
    """


@score.command()
@_common
def affiliations(gold: Path, ror: tuple[Path, ...], gazetteer: Path | None, **output: Any) -> None:
    """Affiliation strings and the institutions they name.

    Columns: affiliation (or string, original_affiliation …) and ror_ids (or labels …): ids in JSON, as a set, or
    divided by "|" or ";". [] or "none": nothing is to be found. CSV or JSON.
    """
    from tiegraph.score import affiliations as measured

    institutions, index = _index(ror, gazetteer)
    _tell(measured.score(index, gold, institutions.recorded), **output)


@score.command()
@_common
def dprk(gold: Path, ror: tuple[Path, ...], gazetteer: Path | None, **output: Any) -> None:
    """Strings that are of the DPRK or not, and of which institution.

    Columns: raw_string and institution: an id or name, "country KP …", "place: …", or NOT_DPRK.
    """
    from tiegraph.score import dprk as measured

    _tell(measured.score(_index(ror, gazetteer)[1], gold), **output)


@score.command()
@_lists
@_common
def designations(
    gold: Path, ror: tuple[Path, ...], gazetteer: Path | None, lists: tuple[tuple[str, Path], ...], **output: Any
) -> None:
    """List entries and institutions, in pairs.

    Columns: list, entry_name, perhaps entry_country, entry_key, aliases, addresses; ror_id; label: match, no_match,
    part_of, successor, or no_record (the body has none). A row without ror_id gets what the entry is read as.
    """
    from tiegraph.score import designations as measured

    _tell(measured.score(_index(ror, gazetteer)[1], gold, _entries(lists)), **output)


@score.command()
@_lists
@_common
def strings(
    gold: Path, ror: tuple[Path, ...], gazetteer: Path | None, lists: tuple[tuple[str, Path], ...], **output: Any
) -> None:
    """Affiliation strings and the list entries that name their institutions: end to end.

    Columns: affiliation (or string …) and entries: ids of list entries (list/key), " | " between, or none.
    """
    from tiegraph.score import strings as measured

    _tell(measured.score(_index(ror, gazetteer)[1], gold, _entries(lists)), **output)


@score.command()
@click.option("--gold", required=True, type=_FILE, metavar="FILE", help="The labelled file, CSV or JSON.")
@_OUTPUT[0]
@_OUTPUT[1]
@verbose
def names(gold: Path, **output: Any) -> None:
    """Pairs of organisations' names: one body or two?

    Columns: name1, name2, is_match, perhaps schema (people and vessels are left out).
    """
    from tiegraph.score import names as measured

    _tell(measured.score(gold), **output)


def _index(ror: tuple[Path, ...], gazetteer: Path | None) -> tuple[Institutions, Index]:
    from loader.resolve.store import kept_index
    from tiegraph import settings
    from tiegraph.score.institutions import institutions

    found = institutions(ror, gazetteer)
    say(f"{len(found.bodies):,} institutions, {len(found.recorded):,} of them with a record of their own.")
    return found, kept_index(found.bodies, settings.indexes(), similar=True)


def _entries(lists: tuple[tuple[str, Path], ...]) -> Entries:
    from tiegraph.score.entries import read

    return read(lists or None)


def _tell(result: Score, predictions: Path | None, failures: int) -> None:
    from tiegraph.score.report import lines, write_predictions

    for line in lines(result, failures):
        click.echo(line)
    if predictions is not None:
        write_predictions(predictions, result)
        say(f"{len(result.predictions):,} predictions written to {predictions}.")
