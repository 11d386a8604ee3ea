"""`tiegraph review`: people decide which institution a list entry names."""

from __future__ import annotations

import getpass
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

import tiegraph
from cypher.errors import UsageError
from tiegraph.options import check_free, console, force_option, say, shared

if TYPE_CHECKING:
    from tiegraph.knowledge import KnowledgeBase
    from tiegraph.review.cases import Filter

_FILE = click.Path(dir_okay=False, path_type=Path)


@click.command()
@click.option("--list", "list_id", metavar="ID", help="Cases of this list only.")
@click.option(
    "--relation",
    type=click.Choice(["same body", "part of", "successor"]),
    help="Cases of this relation only.",
)
@click.option(
    "--below",
    type=click.FloatRange(0, 1),
    default=0.0,
    metavar="SCORE",
    help="Also links that stand of themselves, with a score below this one.",
)
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="At most so many cases.")
@click.option("--export", "export_to", metavar="FILE.csv", type=_FILE, help="Write the cases for a spreadsheet.")
@click.option(
    "--import",
    "import_from",
    metavar="FILE.csv",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Take over a spreadsheet's judgements: its rows with confirmed, rejected or unsure.",
)
@click.option(
    "--apply",
    "apply_only",
    is_flag=True,
    help="Read names anew where judgements, institutions or this release's rules say otherwise than before.",
)
@click.option("--judgements", metavar="FILE", type=_FILE, help="The file of judgements, instead of the user's own.")
@click.option("--by", metavar="NAME", help="Who judges.  [default: the user's name]")
@force_option
@shared
def review(
    list_id: str | None,
    relation: str | None,
    below: float,
    limit: int | None,
    export_to: Path | None,
    import_from: Path | None,
    apply_only: bool,
    judgements: Path | None,
    by: str | None,
    force: bool,
    instance: str | None,
) -> None:
    """Judge which institutions list entries name, those that most papers print first.

    Shows entry and institution side by side and waits for a key: y (yes), n (no), u (unsure), s (skip), z (undo), w
    (say why), q (quit). --export and --import do the same with a spreadsheet. Judgements stand in one CSV, which can
    be put under version control: TIEGRAPH_JUDGEMENTS or --judgements names another. They win over any score.
    """
    from tiegraph import settings
    from tiegraph.review.cases import ALL, Filter, export, open_cases

    if sum((export_to is not None, import_from is not None, apply_only)) > 1:
        raise UsageError("Give one of --export, --import and --apply.")
    asked = Filter(list_id, relation, below, limit or ALL)
    path = judgements or settings.judgements()
    who = by or getpass.getuser()
    with tiegraph.connect(instance) as kb:
        if export_to is not None:
            check_free(export_to, force)
            number = export(export_to, open_cases(kb.client, asked))
            say(f"{number:,} cases written to {export_to}: fill in the column judgement, then --import it.")
            return
        if import_from is not None:
            _take_over(import_from, path, who)
        elif not apply_only:
            made = _walk(kb, asked, path, who)
            say(f"Judgements made: {made:,}. They stand in {path}.")
            if not made:
                return
        _bring_up_to_date(kb, path)


def _walk(kb: KnowledgeBase, asked: Filter, path: Path, who: str) -> int:
    from tiegraph.review.cases import count, open_cases
    from tiegraph.review.walk import Walk, walk

    total = min(count(kb.client, asked), asked.limit)
    if not total:
        say("No case is open.")
        return 0
    state = Walk(path, who, date.today())
    # All of them at once: nobody holds a transaction open while he thinks.
    walk(list(open_cases(kb.client, asked)), total, state, console(), _key, _reason)
    return len(state.made)


def _key() -> str:
    """One key of a terminal; from a pipe or file, the first letter of a line, and q at its end."""
    if sys.stdin.isatty():
        return click.getchar()
    return next((line.strip()[:1] or " " for line in iter(sys.stdin.readline, "")), "q")


def _reason() -> str:
    click.echo("Why: ", nl=False)
    return sys.stdin.readline().strip()


def _take_over(source: Path, path: Path, who: str) -> None:
    from loader import judgements

    new = [judgements.signed(one, who, date.today()) for one in judgements.read(source)]
    known = judgements.read(path)
    before = {one.pair: one for one in known}
    judgements.write(path, judgements.together(known, new))
    replaced = sum(one.pair in before for one in new)
    say(f"Judgements taken over: {len(new):,}, in place of earlier ones: {replaced:,}. They stand in {path}.")


def _bring_up_to_date(kb: KnowledgeBase, path: Path) -> None:
    from loader.progress import Progress
    from tiegraph.progress import ProgressLines
    from tiegraph.review.changes import apply

    progress = ProgressLines()
    changes = apply(
        kb.client, kb.beside(path), lambda step, done: progress(Progress(f"reading affiliations of {step}", done))
    )
    progress.end()
    for line in changes.lines(path.name):
        click.echo(line)
