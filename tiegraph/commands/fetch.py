"""`tiegraph fetch`: a publisher's files from its official address, or word of why they could not be had."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.shell_completion import CompletionItem

from cypher.errors import TiegraphError, UsageError
from loader.errors import FetchError
from tiegraph import settings
from tiegraph.options import say, verbose

if TYPE_CHECKING:
    from loader.fetch.manifest import Manifest
    from loader.fetch.run import Fetched
    from loader.fetch.transfer import Progress
    from loader.source import Source


def _fetchable(_context: click.Context, _parameter: click.Parameter, text: str) -> list[CompletionItem]:
    from loader.fetch.downloads import DOWNLOADS
    from loader.sources import SOURCES

    known = (one for one in SOURCES.values() if one.id in DOWNLOADS and one.id.startswith(text))
    return [CompletionItem(one.id, help=one.title) for one in known]


@click.command()
@click.argument("source", required=False, shell_complete=_fetchable)
@click.option("--all", "everything", is_flag=True, help="Fetch every source that has a direct address.")
@click.option(
    "--to",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="FOLDER",
    help="Keep the files in FOLDER/SOURCE instead of files/SOURCE in tiegraph's home.",
)
@click.option("--allow-shrink", is_flag=True, help="Believe a file that lost many records, or has less than expected.")
@verbose
def fetch(source: str | None, everything: bool, to: Path | None, allow_shrink: bool) -> None:
    """Download the files of one SOURCE (`tiegraph sources` lists them) from its official address.

    Only what changed is downloaded, and a file that was cut is gone on with. It replaces the one of before only when
    it is complete and its records can be read; manifest.json beside it says where it is from, when, and its sha256.
    """
    from loader.fetch.downloads import DOWNLOADS, by_hand, own_format
    from loader.sources import SOURCES, no_such

    if (source is None) != everything:
        raise UsageError("Name one source, or --all: `tiegraph sources` lists them.")
    root = to or settings.home() / "files"
    if source is not None:
        if source not in SOURCES:
            raise UsageError(no_such(source))
        _fetch(SOURCES[source], root, allow_shrink)
        return
    failed = []
    for one in SOURCES.values():
        if one.id not in DOWNLOADS:
            if not own_format(one):
                say(f"Left out: {by_hand(one)}")
            continue
        try:
            _fetch(one, root, allow_shrink)
        except TiegraphError as error:
            failed.append(one.id)
            say(f"{one.id}: {error}")
    if failed:
        raise FetchError(
            f"Of {', '.join(failed)} nothing was fetched, for the reasons above; what was there before still is."
        )


def _fetch(source: Source, root: Path, allow_shrink: bool) -> None:
    from loader.fetch import run

    bars = _Bars()
    try:
        with bars.progress:
            done = run.fetch(source, root / source.id, allow_shrink=allow_shrink, access=run.OFFICIAL, report=bars)
    except KeyboardInterrupt:
        say("Stopped. Run the same command again to go on where it stopped.")
        raise
    _tell(source, done)


class _Bars:
    """Tells on stderr how far a download is: a bar for each file on a terminal, else only what went wrong."""

    def __init__(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

        self.progress = Progress(
            TextColumn("{task.description}", markup=False),
            BarColumn(),
            TextColumn("{task.completed:,.0f} {task.fields[unit]}", markup=False),
            TimeRemainingColumn(),
            console=Console(stderr=True),
            transient=True,
            disable=not sys.stderr.isatty(),
        )
        self._tasks: dict[str, TaskID] = {}

    def __call__(self, at: Progress) -> None:
        if at.note:
            self.progress.console.print(f"{at.file}: {at.note}", markup=False, highlight=False, soft_wrap=True)
            return
        if at.file not in self._tasks:
            self._tasks[at.file] = self.progress.add_task(at.file, unit=at.unit)
        self.progress.update(self._tasks[at.file], completed=at.done, total=at.total)


def _tell(source: Source, done: Fetched) -> None:
    """What a fetch did, on stdout; what it cost and what comes next, on stderr."""
    manifest = done.manifest
    click.echo(f"{manifest.source}: {'fetched' if done.changed else 'nothing new'}")
    for kept, path in zip(manifest.files, done.paths, strict=True):
        rejected = f", {kept.rejected:,} rejected" if kept.rejected else ""
        speaks = f", as of {kept.as_of}" if kept.as_of else ""
        click.echo(f"  {path}: {kept.rows:,} records{rejected}{speaks}")
        click.echo(f"    retrieved {kept.retrieved:%Y-%m-%d %H:%M} UTC, {kept.bytes:,} bytes, sha256 {kept.sha256}")
    for file, limits in done.limits.items():
        said = (f"{name.removeprefix('x-ratelimit-')} {value}" for name, value in limits.items())
        say(f"{file}, as the server says: {', '.join(said)}")
    if done.changed:
        say(f"Load with: tiegraph load {manifest.source} {shlex.join(map(str, done.paths))}{_day(source, manifest)}")


def _day(source: Source, manifest: Manifest) -> str:
    """The option that `load` wants where a list's file does not say of which day it is: it was current when fetched."""
    undated = [kept.retrieved for kept in manifest.files if kept.as_of is None]
    return f" --as-of {min(undated):%Y-%m-%d}" if undated and source.kind == "lists" else ""
