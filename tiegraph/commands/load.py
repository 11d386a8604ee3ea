"""`tiegraph load`: a publisher's files into the graph, with every record accounted for."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from contextlib import suppress
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.shell_completion import CompletionItem

import tiegraph
from cypher.errors import TiegraphError, UsageError
from loader.errors import LoadError
from tiegraph.options import shared
from tiegraph.progress import ProgressLines
from tiegraph.render.loaded import as_json, tell
from tiegraph.stopping import ends_in_time

if TYPE_CHECKING:
    from loader.load_report import LoadReport

_STOPPED = "Stopped. What was loaded stays; run the same command again to go on."
_CUT = "Stopped. What was loaded stays, what was just being written is taken back; run the same command again to go on."


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
@click.option("--json", "machine", is_flag=True, help="The report as JSON; progress on stderr as one object a line.")
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
    machine: bool,
    instance: str | None,
) -> None:
    """Load files of one SOURCE (`tiegraph sources` lists them).

    Ends with counts that balance: read = written + unchanged + merged + rejected. Loading a file again changes nothing;
    a stopped load goes on when it is run again.
    """
    progress = ProgressLines(_server_age(instance), as_json=machine)
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
            _in_bulk([(source, path), *map(_further, also)], day, allow_shrink, tables, instance, progress, machine)
            return
        with ends_in_time(_CUT), tiegraph.connect(instance) as kb:
            report = kb.load(source, *path, as_of=day, allow_shrink=allow_shrink, report=progress)
    except KeyboardInterrupt:
        progress.end()
        raise LoadError(_STOPPED) from None
    progress.end()
    _tell([report], machine)
    _check(report)


def _tell(reports: Sequence[LoadReport], machine: bool) -> None:
    if machine:
        click.echo(json.dumps({"loads": [as_json(report) for report in reports]}, ensure_ascii=False, indent=1))
        return
    for report in reports:
        tell(report)


def _server_age(instance: str | None) -> float | None:
    """Seconds since the local server was started; None for a remote one, or where none runs."""
    from tiegraph import settings
    from tiegraph.local import Instance

    # What is wrong with the command is said first; where no server runs, connecting says it.
    with suppress(TiegraphError):
        name = settings.connection(instance).instance
        running = Instance(name).running() if name else None
        return time.time() - running.create_time() if running else None
    return None


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
    machine: bool,
) -> None:
    from loader.bulk.run import Part
    from loader.sources import SOURCES, no_such
    from tiegraph.bulk import load_in_bulk

    if unknown := [name for name, _ in named if name not in SOURCES]:
        raise UsageError(no_such(unknown[0]))
    parts = [Part(SOURCES[name], paths, day) for name, paths in named]
    done = load_in_bulk(instance, parts, tables=tables, allow_shrink=allow_shrink, report=progress)
    progress.end()
    _tell(done.reports, machine)
    if done.command:
        told = partial(click.echo, err=machine)
        told(f"The tables are in {done.folder.absolute()}. With Neo4j stopped, run on its machine:")
        told(f"  {done.command}")
        told("then start Neo4j and run here: tiegraph load --finish")
    for report in done.reports:
        _check(report)


def _finish(instance: str | None, progress: ProgressLines) -> None:
    from tiegraph.bulk import finish

    linked = finish(instance, report=progress)
    progress.end()
    click.echo(
        f"Ready: {linked.targets:,} links from {linked.entries:,} list entries, {linked.papers:,} papers read anew."
    )
