"""`tiegraph case`: runs, notes and decisions kept together, passed on as one zip, and checked years later."""

from __future__ import annotations

import getpass
import sys
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.shell_completion import CompletionItem

import tiegraph
from cypher.errors import UsageError
from tiegraph.options import check_free, force_option, say, shared
from tiegraph.people import PEOPLE
from tiegraph.words import counted

if TYPE_CHECKING:
    from tiegraph.case import Entry


def _cases(_context: click.Context, _parameter: click.Parameter, text: str) -> list[CompletionItem]:
    from tiegraph.case import cases

    return [CompletionItem(one.name, help=one.about.title) for one in cases() if one.name.startswith(text)]


_case = click.argument("name", shell_complete=_cases)
_by = click.option("--by", metavar="WHO", help="Who does this.  [default: the user's name]")
_about = click.option("--about", metavar="TEXT", default="", help="What it is about, such as a row or an institution.")
_of_run = click.option("--run", metavar="ID", default="", help="The run of this case that it is about.")


@click.group()
def case() -> None:
    """Keep runs, notes and decisions together, and pass them on as one zip that can be checked.

    A case is a folder of plain files in tiegraph's home. It keeps what each run rests on (list rows, citations,
    affiliation strings), so that it can be shown when the database is long gone.
    """


@case.command()
@click.argument("name")
@click.option("--title", metavar="TEXT", default="", help="What it is about, in a sentence.")
@_by
def new(name: str, title: str, by: str | None) -> None:
    """Open the case NAME."""
    from tiegraph.case import new as opened

    made = opened(name, by or getpass.getuser(), title)
    click.echo(made.folder)
    say(f"Next: `tiegraph case add {name} last` keeps the newest run in it.")


@case.command()
@_case
@click.argument("ids", metavar="RUN...", nargs=-1, required=True)
@_by
@shared
def add(name: str, ids: tuple[str, ...], by: str | None, instance: str | None) -> None:
    """Keep runs in the case NAME, with what they rest on; RUN is an id that `tiegraph runs` lists, or `last`.

    The evidence is taken from the database now: do it before the lists are refreshed.
    """
    from tiegraph.case import collect, find
    from tiegraph.runs import find as find_run

    kept = find(name)
    for run in [find_run(id) for id in ids]:
        with tiegraph.connect(instance or run.state.instance) as kb:
            evidence = collect(kb, run)
        kept.add(run, evidence, by or getpass.getuser())
        say(f"Run {run.id} kept: {run.summary.rstrip('.')}.")
        entries, papers = len(evidence.entries), len(evidence.papers)
        say(f"With what it rests on: {counted(entries, 'list entry', 'list entries')}, {counted(papers, 'paper')}.")
        for note in evidence.notes:
            say(note)


@case.command()
@_case
@click.argument("text")
@_about
@_of_run
@_by
def note(name: str, text: str, about: str, run: str, by: str | None) -> None:
    """Write a note into the case NAME; TEXT - reads it from stdin."""
    from tiegraph.case.folder import NOTE, Entry, find, now

    entry = Entry(kind=NOTE, at=now(), by=by or getpass.getuser(), text=_text(text), about=about, run=run)
    find(name).put(entry)
    say(f"Noted in {name}.")


@case.command()
@_case
@click.argument("decision")
@click.option("--why", metavar="TEXT", required=True, help="The reasons; - reads them from stdin.")
@click.option(
    "--on",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATE",
    help="Day on which it was decided.  [default: today]",
)
@_about
@_of_run
@_by
def decide(name: str, decision: str, why: str, on: datetime | None, about: str, run: str, by: str | None) -> None:
    """Write a DECISION into the case NAME: what was decided, by whom, when, and why.

    A decision is never changed: another one that takes its place is written down after it.
    """
    from tiegraph.case.folder import DECISION, Entry, find, now

    day = (on.date() if on else date.today()).isoformat()
    who = by or getpass.getuser()
    entry = Entry(kind=DECISION, at=now(), by=who, text=_text(decision), why=_text(why), on=day, about=about, run=run)
    find(name).put(entry)
    say(f"Decided in {name} on {day} by {who}.")


@case.command("list")
def list_cases() -> None:
    """List the cases with what they hold."""
    from tiegraph.case import cases

    found = list(cases())
    if not found:
        say("There is no case yet: `tiegraph case new NAME`.")
    for one in found:
        title = f": {one.about.title}" if one.about.title else ""
        click.echo(f"{one.name}{title} ({_holds(one.log())}, opened {one.about.created[:10]} by {one.about.by})")


@case.command()
@_case
def show(name: str) -> None:
    """Print what was put into the case NAME, in the order in which it came."""
    from tiegraph.case import find
    from tiegraph.render.fields import printable

    kept = find(name)
    log = kept.log()
    click.echo(printable(f"{kept.name}{f': {kept.about.title}' if kept.about.title else ''} ({_holds(log)})"))
    for one in log:
        click.echo(printable(_line(one)))
    say(f"Its files: {kept.folder}")


@case.command()
@_case
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write to this file.  [default: NAME.zip]",
)
@click.option(
    "--people",
    type=click.Choice(PEOPLE),
    default="none",
    show_default=True,
    help="How persons appear, in every file: not at all, by initials, or by name.",
)
@click.option(
    "--right-of-reply",
    is_flag=True,
    help="Also a text for each institution: the exact statements, their evidence, and what would rebut them.",
)
@force_option
def export(name: str, output: Path | None, people: str, right_of_reply: bool, force: bool) -> None:
    """Write the case NAME as one zip: a page, CSV, list rows, citations, strings as printed, searches, decisions.

    The same case gives the same bytes. `tiegraph case verify` checks it by its manifest.
    """
    import hashlib

    from tiegraph.case import find
    from tiegraph.case.content import Content
    from tiegraph.case.files import files_of
    from tiegraph.case.pack import packed
    from viz.whole import whole

    target = output or Path(f"{name}.zip")
    check_free(target, force)
    content = Content(find(name), people)
    if not content.log:
        raise UsageError(f"The case {name} is empty: `tiegraph case add {name} RUN` keeps a run in it.")
    files = files_of(content, right_of_reply=right_of_reply)
    digest = hashlib.sha256()
    try:
        with whole(target) as out:
            for part in packed(files):
                digest.update(part)
                out.write(part)
    except OSError as error:
        raise click.FileError(str(target), error.strerror) from error
    except ValueError as error:
        raise UsageError(f"The case {name} is {error}: put fewer runs into it.") from error
    click.echo(target)
    say(f"{counted(len(files), 'file')}, {_persons(people)}. sha256 of the zip, to be kept elsewhere:")
    say(digest.hexdigest())


@case.command()
@click.argument("file", metavar="ZIP", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--sha256", metavar="HEX", help="What `case export` said of the zip: it must be that very file.")
def verify(file: Path, sha256: str | None) -> int:
    """Check the zip of a case: every file against its sha256 in the manifest. Needs no database, unpacks nothing.

    Ends with 1 where a file does not match, is missing or is extra, each of which is named.
    """
    from tiegraph.case import verify as verified

    found = verified(file)
    faults = list(found.faults)
    if sha256 and sha256.strip().lower() != found.sha256:
        faults.append(f"It is not the zip that was noted: its sha256 is {found.sha256}.")
    for fault in faults:
        click.echo(fault)
    if faults:
        say(f"{file} was rejected: {counted(len(faults), 'fault')} in the zip of the case {found.case}.")
        return 1
    click.echo(f"{file}: all {counted(found.files, 'file')} of the case {found.case} are as they were exported.")
    if not sha256:
        say(
            f"sha256 of the zip: {found.sha256}. Compare it with the one that was told at the export, or give --sha256."
        )
    return 0


def _text(given: str) -> str:
    text = (sys.stdin.read() if given == "-" else given).strip()
    if not text:
        raise UsageError("There is no text: give it in quotes, or - to read it from stdin.")
    return text


def _holds(log: list[Entry]) -> str:
    kinds = [one.kind for one in log]
    return ", ".join(counted(kinds.count(kind), kind) for kind in ("run", "note", "decision"))


def _line(one: Entry) -> str:
    from tiegraph.case.folder import DECISION

    about = "".join(f" ({kind} {value})" for kind, value in (("on", one.about), ("run", one.run)) if value)
    why = f" — why: {one.why}" if one.why else ""
    when = one.on if one.kind == DECISION else one.at
    return f"{when} {one.kind}{about}, {one.by}: {one.text}{why}"


def _persons(people: str) -> str:
    from tiegraph.case.page import PERSONS

    return PERSONS[people]
