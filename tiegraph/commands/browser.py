"""`tiegraph browser`: the questions in Neo4j Browser."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import click

from cypher.errors import UsageError
from tiegraph.browser import PORT, address
from tiegraph.options import say, shared


def _settings(_context: click.Context, _parameter: click.Parameter, given: tuple[str, ...]) -> dict[str, str]:
    wrong = next((text for text in given if not all(text.partition("="))), None)
    if wrong is not None:
        raise click.BadParameter(f"{wrong!r} is no NAME=VALUE, such as list=any.")
    return {name: value for name, _, value in (text.partition("=") for text in given)}


@click.command()
@click.option(
    "-o",
    "--output",
    metavar="FOLDER",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("browser"),
    show_default=True,
    help="Where the files go; those of an earlier run are replaced.",
)
@click.option(
    "--set",
    "given",
    metavar="NAME=VALUE",
    multiple=True,
    callback=_settings,
    help="What the favourite 'set defaults' sets instead, such as list=any. May be repeated.",
)
@click.option("--serve", is_flag=True, help="Let Browser fetch guide and style from here, until Ctrl-C.")
@click.option(
    "--port", type=click.IntRange(1, 65535), default=PORT, show_default=True, help="Where to serve, on this machine."
)
@shared
def browser(output: Path, given: dict[str, str], serve: bool, port: int, instance: str | None) -> None:
    """Write what Neo4j Browser needs to ask and draw the questions: favourites, a style sheet, a guide.

    Then say how they get into the Browser of the local server.
    """
    from tiegraph.browser.kit import make, write
    from tiegraph.browser.serve import server

    made = make(given, address(port))
    where = _where(instance)
    web = server(made, port) if serve else None
    try:
        write(made, output)
        for line in (where, *_how(output, address(port) if web else None)):
            click.echo(line)
        if web:
            web.serve_forever()
    except KeyboardInterrupt:
        say("No longer served.")
    finally:
        if web:
            web.server_close()


def _where(instance: str | None) -> str:
    """How to get into Browser. Raises `UsageError` for an instance that does not exist."""
    from tiegraph.local import Instance
    from tiegraph.settings import DEFAULT_INSTANCE

    local = Instance(instance or DEFAULT_INSTANCE)
    if local.exists and (instance or not os.environ.get("NEO4J_URI")):
        found = local.status()
        return (
            f"Open {found.browser_url} (server '{found.name}', {found.state}) and connect to {found.uri} as "
            f"{found.user} with the password in {found.password_file}."
        )
    if instance:
        raise UsageError(f"There is no local server '{instance}': `tiegraph server start {instance}` makes one.")
    return "Open the Browser of your server, usually http://127.0.0.1:7474, and log in."


def _how(folder: Path, address: str | None) -> Iterator[str]:
    from tiegraph.browser.kit import FAVOURITES, GUIDE, STYLE

    yield f"Drop {folder / FAVOURITES} on its window: the questions then stand under the star."
    if address:
        yield f"In its command line, run  :style {address}/{STYLE}  and  :guide {address}/{GUIDE}"
    else:
        yield f"Drop {folder / STYLE} on it: captions and colours. With --serve it can fetch them, and the guide."
    yield "Run the favourite 'set defaults', then any question."
    if address:
        yield "Serving until Ctrl-C."
