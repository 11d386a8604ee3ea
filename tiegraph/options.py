"""What commands share: options, the connection they open, the terminal they print to."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, TypeVar

import click

from cypher.errors import UsageError

if TYPE_CHECKING:
    from rich.console import Console

Function = TypeVar("Function", bound=Callable[..., Any])

#: Width of tables where the output is no terminal.
FILE_WIDTH = 100


@dataclass
class Run:
    """One call of the command line."""

    verbose: bool = False
    instance: str | None = None


def _remember(context: click.Context, _parameter: click.Parameter, value: str | None) -> None:
    context.find_root().ensure_object(Run).instance = value


def _instance(context: click.Context, _parameter: click.Parameter, value: str | None) -> str | None:
    return value or context.find_root().ensure_object(Run).instance


def _verbose(context: click.Context, _parameter: click.Parameter, value: bool) -> None:
    if value:
        context.find_root().ensure_object(Run).verbose = True


verbose = click.option(
    "-v", "--verbose", is_flag=True, expose_value=False, callback=_verbose, help="Show the trace of an error."
)


def _instances(_context: click.Context, _parameter: click.Parameter, text: str) -> list[str]:
    from tiegraph.local import instances

    return [instance.name for instance in instances() if instance.name.startswith(text)]


_INSTANCE: dict[str, Any] = {
    "metavar": "NAME",
    "shell_complete": _instances,
    "help": "The local server to talk to, instead of NEO4J_URI or the server 'default'.",
}
#: Before the command's name it holds for every command.
instance_for_all = click.option("--instance", expose_value=False, callback=_remember, **_INSTANCE)


def shared(function: Function) -> Function:
    """The options that every command has that talks to a database."""
    return verbose(click.option("--instance", callback=_instance, **_INSTANCE)(function))


#: For commands with an option -o FILE, which call `check_free`.
force_option = click.option("--force", is_flag=True, help="Replace FILE if it exists.")


def check_free(output: Path, force: bool) -> bool:
    """Whether `output` may be replaced: with `force`, or as a person at a terminal says. Call it before all else.

    Raises `UsageError` where it is a file already and must not be.
    """
    if force or not output.is_file():
        return force
    if sys.stdin.isatty() and sys.stderr.isatty() and click.confirm(f"{output} exists. Replace it?", err=True):
        return True
    raise UsageError(f"{output} exists: choose another name, or overwrite it with --force.")


def console(file: IO[str] | None = None) -> Console:
    """Where results are printed: stdout, or a file. Texts are printed as they are, never read as markup."""
    from rich.console import Console

    out = file or sys.stdout
    width = None if out.isatty() or os.environ.get("COLUMNS") else FILE_WIDTH
    return Console(file=out, width=width, markup=False, highlight=False, emoji=False, soft_wrap=False)


def say(text: str) -> None:
    """One line about the work itself, on stderr: results alone go to stdout."""
    click.echo(text, err=True)
