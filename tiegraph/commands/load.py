"""`tiegraph load`: a publisher's files into the graph, with every record accounted for."""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.shell_completion import CompletionItem

import tiegraph
from cypher.errors import UsageError
from loader.errors import LoadError
from tiegraph.options import say, shared

if TYPE_CHECKING:
    from loader.run import LoadReport, Progress

#: Reasons, notes and conflicts beyond these stand in their files, or behind the last line.
_MOST_REASONS = 10
_MOST_NOTES = 5
_MOST_CONFLICTS = 5
_MOST_RENAMED = 5
#: Seconds between lines where stderr is no terminal, and between rewritten lines where it is.
_EVERY_PLAIN, _EVERY_LIVE = 10.0, 0.2


class _SourceName(click.ParamType[str]):
    name = "source"

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        from loader.sources import SOURCES

        return [CompletionItem(one.id, help=one.title) for one in SOURCES.values() if one.id.startswith(incomplete)]


@click.command()
@click.argument("source", type=_SourceName(), required=False)
@click.argument("path", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option(
    "--as-of",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="YYYY-MM-DD",
    help="The day the files speak for, where they do not say it themselves.",
)
@click.option(
    "--allow-shrink",
    is_flag=True,
    help="Take a list's file that has far fewer entries than the last one, or than any whole file.",
)
@click.option(
    "--bulk",
    is_flag=True,
    help="First load of many papers, into a database without papers, through neo4j-admin's import.",
)
@click.option(
    "--also",
    metavar="SOURCE=PATH",
    multiple=True,
    help="With --bulk: files of a further source (registry, list, papers); may be given several times.",
)
@click.option(
    "--tables",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="FOLDER",
    help="With --bulk: where the tables of the import are written; needs about 4 GB for a million papers.",
)
@click.option(
    "--finish",
    is_flag=True,
    help="After an import that was run by hand on a remote server: indexes and the last links.",
)
@shared
def load(
    source: str | None,
    path: tuple[Path, ...],
    as_of: datetime | None,
    allow_shrink: bool,
    bulk: bool,
    also: tuple[str, ...],
    tables: Path | None,
    finish: bool,
    instance: str | None,
) -> None:
    """Load files of one SOURCE (`tiegraph sources` lists them).

    Ends with counts that balance: read = written + unchanged + merged + rejected. Loading a file again changes nothing;
    a stopped load goes on when it is run again.
    """
    progress = ProgressLines()
    day = as_of.date() if as_of else None
    if finish:
        _finish(instance, progress)
        return
    if source is None or not path:
        raise click.UsageError("Name a SOURCE and a PATH.")
    if not bulk and (also or tables):
        raise UsageError("--also and --tables go with --bulk: load each source with a command of its own, or add it.")
    try:
        if bulk:
            _in_bulk([(source, path), *map(_further, also)], day, allow_shrink, tables, instance, progress)
            return
        with tiegraph.connect(instance) as kb:
            report = kb.load(source, *path, as_of=day, allow_shrink=allow_shrink, report=progress)
    except KeyboardInterrupt:
        progress.end()
        say("Stopped. What was loaded stays; run the same command again to go on.")
        raise
    progress.end()
    tell(report)
    _check(report)


def _check(report: LoadReport) -> None:
    """Raise `LoadError` where nothing of the files, or not all of them, could be read."""
    if report.account.read == report.account.rejected:
        raise LoadError(f"No record of {', '.join(report.files)} could be loaded; the reasons stand above.")
    unread = sum(number for reason, number in report.account.reasons.items() if reason.startswith("file: "))
    if unread:
        raise LoadError(
            f"{unread:,} of the files could not be read, or not to the end; what could be read is loaded. "
            "Mend them as said above and run the same command again."
        )


def _further(given: str) -> tuple[str, tuple[Path, ...]]:
    source, _, path = given.partition("=")
    if not path or not Path(path).exists():
        raise UsageError(f"--also {given}: give a source and a file or folder that exists, as in --also ror=ror.zip.")
    return source, (Path(path),)


def _in_bulk(
    named: Sequence[tuple[str, tuple[Path, ...]]],
    day: date | None,
    allow_shrink: bool,
    tables: Path | None,
    instance: str | None,
    progress: ProgressLines,
) -> None:
    from loader.bulk.run import Part
    from loader.sources import SOURCES, no_such
    from tiegraph.bulk import load_in_bulk

    if unknown := [name for name, _ in named if name not in SOURCES]:
        raise UsageError(no_such(unknown[0]))
    parts = [Part(SOURCES[name], paths, day) for name, paths in named]
    done = load_in_bulk(instance, parts, tables=tables, allow_shrink=allow_shrink, report=progress)
    progress.end()
    for report in done.reports:
        tell(report)
    if done.command:
        click.echo(f"The tables are in {done.folder.absolute()}. With Neo4j stopped, run on its machine:")
        click.echo(f"  {done.command}")
        click.echo("then start Neo4j and run here: tiegraph load --finish")
    for report in done.reports:
        _check(report)


def _finish(instance: str | None, progress: ProgressLines) -> None:
    from tiegraph.bulk import finish

    linked = finish(instance, report=progress)
    progress.end()
    click.echo(
        f"Ready: {linked.targets:,} links from {linked.entries:,} list entries, {linked.papers:,} papers read anew."
    )


class ProgressLines:
    """Tells on stderr how far a load is: one rewritten line on a terminal, else a line now and then."""

    def __init__(self) -> None:
        self._live = sys.stderr.isatty()
        self._step = ""
        self._began = self._told = time.monotonic()
        self._done_before = 0
        self._shown = 0

    def __call__(self, progress: Progress) -> None:
        now = time.monotonic()
        if progress.step != self._step:
            self.end()
            # Nobody knows when the first part began: the rate is that of what came after it.
            self._step, self._began, self._done_before = progress.step, now, progress.done
        elif now - self._told < (_EVERY_LIVE if self._live else _EVERY_PLAIN):
            return
        self._told = now
        seconds, done = now - self._began, progress.done - self._done_before
        rate = f", {done / seconds:,.0f}/s" if seconds > 1 and done > 0 else ""
        rejected = f", {progress.rejected:,} rejected" if progress.rejected else ""
        text = f"{progress.step}: {progress.done:,}{rate}{rejected}"
        if self._live:
            sys.stderr.write(f"\r{text:<{self._shown}}")
            sys.stderr.flush()
            self._shown = len(text)
        else:
            say(text)

    def end(self) -> None:
        """Finish the rewritten line."""
        if self._shown:
            sys.stderr.write("\n")
            self._shown = 0


def tell(report: LoadReport) -> None:
    """What a load did, on stdout."""
    account, linked = report.account, report.linked
    click.echo(f"{report.id}: {report.source}, {', '.join(report.files)}, {report.seconds:.1f} s")
    click.echo(f"{account}.")
    if account.merged:
        click.echo("Merged: rows that share a key with an earlier row of the file, or add to another source's record.")
    for text in report.means:
        click.echo(text)
    if report.closed:
        click.echo(f"Closed, as this file no longer has them: {report.closed:,} entries.")
    if report.renamed:
        click.echo(f"Written differently from before, and kept as one entry each: {len(report.renamed):,}.")
        for kept, printed in report.renamed[:_MOST_RENAMED]:
            click.echo(f"  {kept} (here {printed.partition('/')[2]})")
        if len(report.renamed) > _MOST_RENAMED:
            click.echo(f"  and {len(report.renamed) - _MOST_RENAMED:,} more, see the notes")
    if account.rejected:
        click.echo(f"Rejected records, each with its reason: {report.rejected_file}")
        _tell_most(account.reasons, _MOST_REASONS, "reasons")
    if report.notes or report.renamed:
        where = f", each with its line: {report.notes_file}" if report.notes_file else ":"
        click.echo(f"Notes on what was loaded{where}")
        _tell_most(report.notes, _MOST_NOTES, "notes")
    if report.conflicts:
        click.echo(f"Conflicts between sources, kept on the paper: {len(report.conflicts):,}")
        for text in report.conflicts[:_MOST_CONFLICTS]:
            click.echo(f"  {text}")
    if linked.entries or linked.papers:
        click.echo(
            f"Linked: {linked.targets:,} links from {linked.entries:,} list entries ({linked.candidates:,} more for a "
            f"person to judge, {linked.own_institutions:,} bodies that no registry has); {linked.papers:,} papers read "
            f"anew, {linked.resolved_strings:,} of {linked.strings:,} affiliation strings recognised."
        )
    if linked.judged:
        click.echo(f"Links that a person has judged: {linked.judged:,}.")
    if linked.unknown_judgements:
        click.echo(
            f"Judgements without effect here: {len(linked.unknown_judgements):,} (`tiegraph review --apply` names them)"
        )


def _tell_most(counted: Counter[str], most: int, what: str) -> None:
    for text, number in counted.most_common(most):
        click.echo(f"  {number:,} × {text}")
    if len(counted) > most:
        click.echo(f"  and {len(counted) - most} more {what}")
