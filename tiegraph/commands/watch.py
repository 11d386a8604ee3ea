"""`tiegraph watch`: files and questions that are asked again after every refresh, and what is new in them."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.shell_completion import CompletionItem

import tiegraph
from cypher.errors import UsageError
from cypher.question import Question
from tiegraph.commands.screen import given_of, screen
from tiegraph.options import say, shared
from tiegraph.people import PEOPLE
from tiegraph.question_options import Questions, parameter_options, redistributable_option

if TYPE_CHECKING:
    from tiegraph.runs import Run

#: Options of `tiegraph screen` that say how FILE is read, beside those that say what is wanted.
_READING = ("file", "columns", "encoding", "kind", "instance")
_RUN = "run"
_NAME = click.option(
    "--name", metavar="NAME", default="", help="What to call it.  [default: from the file or question]"
)
_JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


def _watched(_context: click.Context, _parameter: click.Parameter, text: str) -> list[CompletionItem]:
    from tiegraph.watch.watched import watched

    return [CompletionItem(one.name, help=one.title) for one in watched() if one.name.startswith(text)]


@click.group()
def watch() -> None:
    """Ask again after every refresh, and tell only what is new, gone or changed.

    Add screened files and questions once; then let cron or CI call `tiegraph watch run`. It ends with 0 where nothing
    is new, 3 where something is, and 1 where something could not be asked.
    """


class Addable(Questions):
    """What can be watched: the screenings, a run that was made, and every question of the catalogue."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [*_SCREENINGS, _RUN, *super().list_commands(ctx)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name == _RUN:
            return _add_run
        return _screening(cmd_name) if cmd_name in _SCREENINGS else super().get_command(ctx, cmd_name)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args[0] in (*_SCREENINGS, _RUN):
            return args[0], self.get_command(ctx, args[0]), args[1:]
        return super().resolve_command(ctx, args)


def _question(question: Question) -> click.Command:
    @click.command(question.id, help=f"Watch the question: {question.question}", short_help=question.title)
    @parameter_options(question)
    @_NAME
    @redistributable_option()
    @shared
    def add_question(name: str, redistributable: bool, instance: str | None, **parameters: Any) -> None:
        from tiegraph.runs.record import ASK

        asked = {**parameters, **({"redistributable": True} if redistributable else {})}
        _add(name, instance, {"kind": ASK, "what": question.id, "asked": asked})

    return add_question


_SCREENINGS = tuple(screen.commands)


def _screening(what: str) -> click.Command:
    """As `tiegraph screen`, with what is watched instead of where the answer goes."""
    from dataclasses import fields

    from tiegraph.screen.asked import Wanted

    # A run records the rows of the file, not the tables of partners beside them: a question watches those.
    wanted = {*_READING, *(one.name for one in fields(Wanted))} - {"partners"}
    like = screen.commands[what]

    def add_file(name: str, file: Path, instance: str | None, **options: Any) -> None:
        from tiegraph.runs.record import SCREEN

        _add(name, instance, {"kind": SCREEN, "what": what, "asked": given_of(options), "file": str(file.absolute())})

    made = click.command(what, help=f"Watch a FILE of {what}: see `tiegraph screen {what} --help`.")(add_file)
    made.params = [*(one for one in like.params if one.name in wanted), *_named()]
    made.short_help = f"A FILE of {what}."
    return made


def _named() -> list[click.Parameter]:
    @_NAME
    def only(name: str) -> None: ...

    return list(getattr(only, "__click_params__", ()))


@click.command(_RUN, short_help="What was asked or screened before, by the ID of its run.")
@click.argument("id")
@_NAME
def _add_run(id: str, name: str) -> None:
    """Watch what run ID asked or screened (`last` is the newest), from that run on.

    So who the rows of a file are, as a person said at `tiegraph screen`, holds for every time. Nothing is asked now.
    """
    from tiegraph.runs import find

    _keep(find(id), name)


@watch.group("add", cls=Addable, command_of=_question, subcommand_metavar="WHAT …")
def add() -> None:
    """Watch a file (institutions, papers, people), what a run asked (run), or a question by its id.

    It is asked once now; from then on `tiegraph watch run` tells what is new.
    """


def _add(name: str, instance: str | None, what: dict[str, Any]) -> None:
    """Ask once, and watch it from that run on."""
    from tiegraph.runs.again import again
    from tiegraph.runs.record import plain
    from tiegraph.watch import Watched
    from tiegraph.watch.run import as_run
    from tiegraph.watch.watched import check_free

    check_free(name)
    what["asked"] = {key: plain(value) for key, value in what["asked"].items() if value is not None}
    with tiegraph.connect(instance) as kb:
        run = again(kb, as_run(Watched(name=name, instance=kb.connection.instance, last="", since="", **what)))
    _keep(run, name)


def _keep(run: Run, name: str) -> None:
    from tiegraph.watch import watched

    one = watched.of_run(run, name)
    watched.add(one)
    say(f"{run.summary}")
    if run.asked.get("partners"):
        say("Partners are not watched with it: `tiegraph watch add our-listed-partners --institution ID` does that.")
    say(f"Watched as {one.name}, from run {run.id} on: `tiegraph watch run` says what is new.")


@watch.command("list")
@_JSON
def list_watched(as_json: bool) -> None:
    """List what is watched: its name, what is asked, of which server, since when."""
    from tiegraph.render.watch import facts_of, printable_line
    from tiegraph.watch.watched import watched

    found = watched()
    if as_json:
        sys.stdout.write(json.dumps([facts_of(one) for one in found], ensure_ascii=False, indent=2) + "\n")
        return
    if not found:
        say(_NOTHING)
    for one in found:
        where = f"instance {one.instance}" if one.instance else "the server of NEO4J_URI"
        click.echo(printable_line(f"{one.name}: {one.title}, of {where}, compared with run {one.last}"))


@watch.command()
@click.argument("name", shell_complete=_watched)
def remove(name: str) -> None:
    """Watch NAME no longer. Its runs stay recorded."""
    from tiegraph.watch.watched import remove as forget

    say(f"No longer watched: {forget(name).title}.")


@watch.command("run")
@click.argument("names", nargs=-1, metavar="[NAME]...", shell_complete=_watched)
@_JSON
@click.option("-q", "--quiet", is_flag=True, help="Print nothing where nothing is new: cron then sends no mail.")
@click.option("--most", default=50, show_default=True, type=click.IntRange(1), help="At most this many lines for each.")
@click.option(
    "--people",
    type=click.Choice(PEOPLE),
    default="none",
    show_default=True,
    help="How persons appear: not at all, by initials, or by name.",
)
@shared
def run_watched(
    names: tuple[str, ...], as_json: bool, quiet: bool, most: int, people: str, instance: str | None
) -> int:
    """Ask again what is watched (or only NAME), and tell what is new, gone or changed, and because of what.

    Prints a short text that can be mailed. Ends with 0 where nothing is new, with 3 where something is, and with 1
    where something could not be asked or compared; all others are asked all the same. What is told is told once: the
    next run compares with this one.
    """
    from tiegraph.render import watch as render
    from tiegraph.watch.run import code_of, run_all
    from tiegraph.watch.watched import moved_on, named, watched

    these = [named(name) for name in dict.fromkeys(names)] or list(watched())
    if not these:
        raise UsageError(_NOTHING)
    told = _told(len(these))
    outcomes = []
    for one in run_all(these, instance, people):
        outcomes.append(one)
        told(len(outcomes))
    now, code = datetime.now(UTC).astimezone(), code_of(outcomes)
    if as_json:
        sys.stdout.write(render.json_text(outcomes, now.isoformat(timespec="seconds")))
    elif code or not quiet:
        sys.stdout.write(render.text(outcomes, f"{now:%Y-%m-%d %H:%M}", most))
    # Only what was told is not told again.
    sys.stdout.flush()
    moved_on({one.watched.name: one.run for one in outcomes if one.run})
    return code


_NOTHING = "Nothing is watched yet: `tiegraph watch add institutions FILE`, or `tiegraph watch add QUESTION`."


def _told(of: int) -> Callable[[int], None]:
    shown = sys.stderr.isatty()

    def progress(done: int) -> None:
        if shown:
            click.echo(f"\r{done:,} of {of:,} asked", nl=done == of, err=True)

    return progress
