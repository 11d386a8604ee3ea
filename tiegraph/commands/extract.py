"""`tiegraph extract`: the works that matter out of a snapshot's part files."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import click

from cypher.errors import UsageError
from loader.errors import LoadError
from tiegraph.options import say, verbose


@click.command()
@click.option(
    "--from",
    "snapshot",
    required=True,
    type=click.Path(exists=True, path_type=Path),
    metavar="FOLDER",
    help="OpenAlex works as the snapshot keeps them: part files, in folders or not.",
)
@click.option(
    "--keep",
    required=True,
    metavar="WHAT",
    help='Works to which one of these applies: "countries=KP,CN; institutions=ror:…,I…; '
    'affiliation-text=dprk,TEXT; dois=FILE"; dprk reads the strings for DPRK institutions and places.',
)
@click.option("-o", "output", required=True, type=click.Path(file_okay=False, path_type=Path), metavar="FOLDER")
@click.option("--processes", type=click.IntRange(1), metavar="N", help="Default: one a processor.")
@click.option(
    "--scheduler",
    metavar="ADDRESS",
    help="Read the parts on the workers of this Dask scheduler (extra `dask`), which see both folders.",
)
@verbose
def extract(snapshot: Path, keep: str, output: Path, processes: int | None, scheduler: str | None) -> None:
    """Keep the works that matter of OpenAlex part files, one output file for each, as they stand.

    What is done stays done: run again, it goes on with the parts that are missing. Load the result with
    `tiegraph load openalex FOLDER`.
    """
    from loader.bulk.pool import cores
    from tiegraph.extracting import extracted

    if scheduler and processes:
        raise UsageError("--processes says how many read here, and --scheduler that others read: name one.")
    if output.resolve() == snapshot.resolve():
        raise UsageError("-o is the folder of the snapshot itself: name another one.")
    read = kept = unreadable = parts = 0
    reasons: Counter[str] = Counter()
    failed = []
    for part, counts in extracted(snapshot, keep, output, processes or cores(), scheduler):
        parts += 1
        if isinstance(counts, str):
            failed.append(f"{part}: {counts}")
            continue
        read, kept, unreadable = read + counts.read, kept + counts.kept, unreadable + counts.unreadable
        reasons.update(counts.reasons)
        say(f"{part}: {counts.kept:,} of {counts.read:,} works kept")
    click.echo(f"{read:,} works read in {parts:,} parts = {kept:,} kept + {read - kept:,} left; in {output}")
    for reason, number in reasons.most_common():
        click.echo(f"  {number:,} by {reason}")
    if unreadable:
        click.echo(f"{unreadable:,} lines are no works, or broke off, and were left out.")
    if failed:
        raise LoadError(f"{len(failed)} parts could not be read; mend them and run the same again. {failed[0]}")
