"""What commands share: options, the connection they open, the terminal they print to."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from rich.console import Console

Function = TypeVar("Function", bound=Callable[..., Any])

#: Width of tables where the output is no terminal.
FILE_WIDTH = 100


@dataclass
class Run:
    """One call of the command line."""

    verbose: bool = False


def _verbose(context: click.Context, _parameter: click.Parameter, value: bool) -> None:
    if value:
        context.find_root().ensure_object(Run).verbose = True


verbose = click.option(
    "-v", "--verbose", is_flag=True, expose_value=False, callback=_verbose, help="Show the trace of an error."
)


def _instances(_context: click.Context, _parameter: click.Parameter, text: str) -> list[str]:
    from tiegraph.local import instances

    return [instance.name for instance in instances() if instance.name.startswith(text)]


def shared(function: Function) -> Function:
    """The options that every command has that talks to a database."""
    instance = click.option(
        "--instance",
        metavar="NAME",
        shell_complete=_instances,
        help="The local server to talk to, instead of NEO4J_URI or the server 'default'.",
    )
    return verbose(instance(function))


def console(file: IO[str] | None = None) -> Console:
    """Where results are printed: stdout, or a file. Texts are printed as they are, never read as markup."""
    from rich.console import Console

    out = file or sys.stdout
    width = None if out.isatty() else FILE_WIDTH
    return Console(file=out, width=width, markup=False, highlight=False, emoji=False, soft_wrap=False)


def say(text: str) -> None:
    """One line about the work itself, on stderr: results alone go to stdout."""
    click.echo(text, err=True)
