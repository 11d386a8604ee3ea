"""`tiegraph site`: a small static site from chosen questions and institutions, to be read from disk."""

from __future__ import annotations

import sys
from pathlib import Path

import click

import tiegraph
from tiegraph.options import say, shared
from tiegraph.people import PEOPLE
from tiegraph.question_options import redistributable_option, timeout_option
from tiegraph.words import counted


@click.command("site")
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=True, path_type=Path))
@click.option(
    "--question",
    "questions",
    multiple=True,
    metavar="'ID NAME=VALUE …'",
    help="A question to have a page, with its parameters; may be given again. [default: listed-to-dprk list=any]",
)
@click.option(
    "--institution",
    "institutions",
    multiple=True,
    metavar="ID",
    help="An institution to have a dossier; may be given again. Not given: those that the answers' networks hold.",
)
@click.option(
    "--most",
    type=click.IntRange(min=0),
    default=500,
    show_default=True,
    metavar="NUMBER",
    help="At most this many dossiers of institutions that were not named.",
)
@click.option(
    "--people",
    type=click.Choice(PEOPLE),
    default="none",
    show_default=True,
    help="How persons appear: not at all, by initials, or by name.",
)
@click.option("--force", is_flag=True, help="Bring a folder up to date that is there already.")
@redistributable_option()
@timeout_option()
@shared
def site(
    folder: Path,
    questions: tuple[str, ...],
    institutions: tuple[str, ...],
    most: int,
    people: str,
    force: bool,
    redistributable: bool,
    timeout: float,
    instance: str | None,
) -> None:
    """Write a static site into DIR: pages of questions, dossiers of institutions, and an index to search.

    It works from disk, without a server or a network. Pages that did not change are left as they are.
    """
    from tiegraph.site import Chosen, Folder, build

    chosen = [Chosen.read(text) for text in questions or ("listed-to-dprk list=any",)]
    if Folder.taken(folder) and not force and sys.stdin.isatty():
        force = click.confirm(f"{folder} holds something already. Write the site's pages into it?", abort=True)
    target = Folder(folder, force=force)

    def progress(done: int, of: int) -> None:
        if sys.stderr.isatty():
            click.echo(f"\r{done:,} of {of:,} institutions", nl=done == of, err=True)

    with tiegraph.connect(instance) as kb, target:
        built = build(
            kb,
            target,
            chosen,
            institutions,
            people=people,
            most=most,
            progress=progress,
            timeout=timeout,
            redistributable=redistributable,
        )
    click.echo(folder / "index.html")
    left_out = f"; {built.left_out:,} more institutions were met (--most)" if built.left_out else ""
    say(
        f"{counted(built.questions, 'question')}, {counted(built.dossiers, 'dossier')}{left_out}. Pages written: "
        f"{target.written}, unchanged: {target.unchanged}, removed: {target.removed}."
    )
