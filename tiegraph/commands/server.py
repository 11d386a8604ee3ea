"""`tiegraph server`: the local Neo4j, started, stopped, looked at, dumped and loaded."""

from __future__ import annotations

import re
from pathlib import Path

import click

from cypher.errors import UsageError
from tiegraph.local import Instance, Status, TerminalReport, instances
from tiegraph.local.conf import GIB, MIB
from tiegraph.local.dumps import dump, load
from tiegraph.local.logs import follow, tail
from tiegraph.settings import DEFAULT_INSTANCE

NAME = click.argument("name", default=DEFAULT_INSTANCE, shell_complete=lambda _ctx, _param, text: _names(text))
REQUIRED_NAME = click.argument("name", shell_complete=lambda _ctx, _param, text: _names(text))


def _size(_ctx: click.Context, _param: click.Parameter, value: str | None) -> int | None:
    """An amount of memory such as 512m or 2g, in bytes. Below 256 MiB Neo4j does not start."""
    if value is None:
        return None
    match = re.fullmatch(r"(\d+)([mg])", value.lower())
    amount = int(match[1]) * (GIB if match[2] == "g" else MIB) if match else 0
    if amount < 256 * MIB:
        raise click.BadParameter(f"{value!r} is no size from 256m on; write it as 512m or 2g.")
    return amount


@click.group()
def server() -> None:
    """The local Neo4j: named instances, each with its own data, ports and password."""


@server.command()
@NAME
@click.option(
    "--heap", callback=_size, help="Memory for queries and loads, e.g. 2g; remembered. Default: by the machine."
)
@click.option(
    "--page-cache", callback=_size, help="Memory for the data on disk, e.g. 1g; remembered. Default: likewise."
)
def start(name: str, heap: int | None, page_cache: int | None) -> None:
    """Start the server NAME and wait until it answers."""
    instance = Instance(name)
    running = instance.start(TerminalReport(), heap=heap, page_cache=page_cache)
    if running.was_running and (heap or page_cache):
        click.echo(f"'{name}' runs already, so its memory was left as it is; stop it first.", err=True)
    click.echo(_describe(instance.status()))


@server.command()
@NAME
def stop(name: str) -> None:
    """Stop the server NAME; its data stay."""
    stopped = Instance(name).stop(TerminalReport())
    click.echo(f"'{name}' is stopped." if stopped else f"'{name}' was not running.")


@server.command()
@click.argument("name", required=False, shell_complete=lambda _ctx, _param, text: _names(text))
def status(name: str | None) -> None:
    """What runs, where, and where its password is kept: the server NAME, or all of them."""
    there = instances()
    found = [one for one in there if name in (None, one.name)]
    if name and not found:
        names = ", ".join(one.name for one in there) or "none yet"
        raise UsageError(f"There is no local server '{name}'; there are: {names}.")
    if not found:
        click.echo("There is no local server yet: `tiegraph server start` makes one.")
    click.echo("\n\n".join(_describe(instance.status()) for instance in found))


@server.command()
@NAME
@click.option("-n", "--lines", default=50, show_default=True, type=click.IntRange(min=1), help="How many.")
@click.option("-f", "--follow", "keep_on", is_flag=True, help="Go on with new lines until Ctrl-C.")
def logs(name: str, lines: int, keep_on: bool) -> None:
    """The last lines that the server NAME wrote about itself."""
    folder = Instance(name).folder / "logs"
    for line in tail(folder, lines):
        click.echo(line)
    if keep_on:
        for line in follow(folder):
            click.echo(line)


@server.command("dump")
@REQUIRED_NAME
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--force", is_flag=True, help="Replace FILE if it exists.")
def dump_command(name: str, file: Path, force: bool) -> None:
    """Write the database of NAME to FILE, in neo4j-admin's dump format; the server pauses meanwhile."""
    dump(Instance(name), file, TerminalReport(), force)
    click.echo(f"{file} ({file.stat().st_size / MIB:.1f} MiB)")


@server.command("load")
@REQUIRED_NAME
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--force", is_flag=True, help="Replace the database that NAME has.")
def load_command(name: str, file: Path, force: bool) -> None:
    """Make the dump FILE the database of NAME; a running server pauses meanwhile."""
    load(Instance(name), file, TerminalReport(), force)
    click.echo(f"'{name}' now holds the database of {file}.")


def _names(text: str) -> list[str]:
    return [instance.name for instance in instances() if instance.name.startswith(text)]


def _describe(found: Status) -> str:
    state = f"{found.state}, process {found.pid}" if found.pid else found.state
    facts = {
        "state": state,
        "Bolt": found.uri or "(none before the first start)",
        "Browser": found.browser_url or "(none before the first start)",
        "user": found.user,
        "password": f"in {found.password_file}",
        "data": f"{found.data_bytes / MIB:.1f} MiB in {found.folder}",
    }
    return "\n".join([found.name, *(f"  {name:<9}{value}" for name, value in facts.items())])
