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
    from loader.fetch.downloads import OpenAlexWorks
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
@click.option("--country", "countries", multiple=True, metavar="CODE", help="openalex: works that print the country.")
@click.option("--institution", "institutions", multiple=True, metavar="ID", help="openalex: ror:0… or I…")
@click.option("--author", "authors", multiple=True, metavar="ID", help="openalex: an ORCID or A…")
@click.option(
    "--affiliation", "affiliations", multiple=True, metavar="TEXT", help="openalex: a search in affiliation strings."
)
@click.option(
    "--dois",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="openalex: the works of a bibliography, or of a text with one DOI a line.",
)
@verbose
def fetch(
    source: str | None,
    everything: bool,
    to: Path | None,
    allow_shrink: bool,
    countries: tuple[str, ...],
    institutions: tuple[str, ...],
    authors: tuple[str, ...],
    affiliations: tuple[str, ...],
    dois: Path | None,
) -> None:
    """Download the files of one SOURCE (`tiegraph sources` lists them) from its official address.

    Only what changed is downloaded, and a file that was cut is gone on with. It replaces the one of before only when
    it is complete and its records can be read; manifest.json beside it says where it is from, when, and its sha256.

    Works of OpenAlex can be asked for by country, institution, author, text and DOIs: each may be given several times
    (one of the values has to fit), and all kinds that are given have to fit. They are kept in a folder of their own.
    """
    from loader.fetch.downloads import DOWNLOADS, by_hand, own_format
    from loader.sources import SOURCES, no_such

    if (source is None) != everything:
        raise UsageError("Name one source, or --all: `tiegraph sources` lists them.")
    root = to or settings.home() / "files"
    asked = any((countries, institutions, authors, affiliations, dois))
    if asked and source != "openalex":
        raise UsageError("--country, --institution, --author, --affiliation and --dois belong to `fetch openalex`.")
    if source is not None:
        if source not in SOURCES:
            raise UsageError(no_such(source))
        folder, wanted = root / source, None
        if asked:
            from loader.fetch.openalex_query import Query, folder_of, works_of

            query = Query(countries, institutions, authors, affiliations, _dois(dois) if dois else ())
            wanted = works_of(query)
            folder /= folder_of(wanted)
        _fetch(SOURCES[source], folder, allow_shrink, wanted)
        return
    failed = []
    for one in SOURCES.values():
        if one.id not in DOWNLOADS:
            if not own_format(one):
                say(f"Left out: {by_hand(one)}")
            continue
        try:
            _fetch(one, root / one.id, allow_shrink)
        except TiegraphError as error:
            failed.append(one.id)
            say(f"{one.id}: {error}")
    if failed:
        raise FetchError(
            f"Of {', '.join(failed)} nothing was fetched, for the reasons above; what was there before still is."
        )


def _dois(path: Path) -> tuple[str, ...]:
    """The DOIs of a bibliography; how many of its rows have none is told."""
    from loader.bibliography import papers
    from loader.bibliography.cited import Cited

    rows = list(papers.read(path))
    found = tuple(one.ids["doi"] for one in rows if isinstance(one, Cited) and "doi" in one.ids)
    if len(found) < len(rows):
        say(f"{path.name}: {len(rows) - len(found):,} of {len(rows):,} rows have no DOI, and cannot be asked for.")
    if not found:
        raise UsageError(f"{path.name} holds no DOI: a text with one a line, BibTeX, RIS, CSL-JSON or CSV is read.")
    return found


def _fetch(source: Source, folder: Path, allow_shrink: bool, wanted: OpenAlexWorks | None = None) -> None:
    from loader.fetch import run

    bars = _Bars()
    try:
        with bars.progress:
            done = run.fetch(
                source,
                folder,
                wanted=(wanted,) if wanted else None,
                allow_shrink=allow_shrink,
                access=run.OFFICIAL,
                report=bars,
            )
    except KeyboardInterrupt:
        raise FetchError("Stopped. Run the same command again to go on where it stopped.") from None
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
