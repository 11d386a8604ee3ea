"""The command line `tiegraph`. One module in `tiegraph.commands` for each command."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Sequence

import click

from cypher.errors import TiegraphError
from tiegraph.commands.ask import ask
from tiegraph.commands.audit import audit
from tiegraph.commands.browser import browser
from tiegraph.commands.case import case
from tiegraph.commands.correct import correct
from tiegraph.commands.demo import demo
from tiegraph.commands.diff import diff
from tiegraph.commands.doctor import doctor
from tiegraph.commands.explain import explain
from tiegraph.commands.extract import extract
from tiegraph.commands.fetch import fetch
from tiegraph.commands.find import find
from tiegraph.commands.load import load
from tiegraph.commands.loads import loads
from tiegraph.commands.questions import questions
from tiegraph.commands.report import report
from tiegraph.commands.review import review
from tiegraph.commands.runs import rerun, runs
from tiegraph.commands.score import score
from tiegraph.commands.screen import screen
from tiegraph.commands.server import server
from tiegraph.commands.site import site
from tiegraph.commands.sources import sources
from tiegraph.commands.unload import unload
from tiegraph.commands.versions import versions
from tiegraph.commands.view import view
from tiegraph.commands.watch import watch
from tiegraph.commands.why import why
from tiegraph.options import Run, instance_for_all, verbose


class InOrder(click.Group):
    """Lists the commands in the order in which people meet them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)


@click.group(cls=InOrder, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="tiegraph", message="%(prog)s %(version)s")
@instance_for_all
@verbose
def cli() -> None:
    """Who publishes with whom, and who of them is on which list: every answer with its evidence.

    Connects to NEO4J_URI (with NEO4J_USERNAME, NEO4J_PASSWORD, NEO4J_DATABASE) if it is set, else to the local server
    'default'; --instance names another local server. Results go to stdout, everything else to stderr.
    """


for _command in (
    demo,
    questions,
    explain,
    find,
    ask,
    view,
    site,
    browser,
    why,
    report,
    screen,
    runs,
    rerun,
    watch,
    case,
    fetch,
    extract,
    load,
    loads,
    diff,
    unload,
    versions,
    audit,
    review,
    correct,
    score,
    sources,
    server,
    doctor,
):
    cli.add_command(_command)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and end the process: 0 fine, 1 failed, 2 wrong usage."""
    sys.exit(run(arguments))


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; the exit code. Errors are told in one sentence on stderr, with -v after their trace."""
    state = Run()
    try:
        code = cli.main(arguments, prog_name="tiegraph", standalone_mode=False, obj=state)
        sys.stdout.flush()
        return code if isinstance(code, int) else 0
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except click.Abort:
        return _failed("Stopped.")
    except BrokenPipeError:
        # Whoever reads our output has enough; what is still buffered must not fail again at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except TiegraphError as error:
        if state.verbose:
            traceback.print_exc()
        return _failed(str(error), error.exit_code)


def _failed(sentence: str, code: int = 1) -> int:
    click.echo(f"Error: {sentence}", err=True)
    return code
