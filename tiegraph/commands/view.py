"""`tiegraph view`: an answer as one HTML page that works without a network."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

import tiegraph
from cypher.question import Question
from tiegraph.options import check_free, force_option, say, shared
from tiegraph.people import PEOPLE
from tiegraph.question_options import Questions, parameter_options, redistributable_option, timeout_option


def _command(question: Question) -> click.Command:
    @click.command(question.id, help=f"{question.question}\n\nWritten as a page.", short_help=question.title)
    @parameter_options(question)
    @click.option(
        "-o",
        "--output",
        metavar="FILE",
        required=True,
        type=click.Path(dir_okay=False, path_type=Path),
        help="The page to write, such as answer.html.",
    )
    @force_option
    @click.option(
        "--people",
        type=click.Choice(PEOPLE),
        default="none",
        show_default=True,
        help="How persons appear: not at all, by initials, or by name.",
    )
    @click.option(
        "--max-nodes",
        type=click.IntRange(min=1),
        metavar="NUMBER",
        help="Nodes that the page holds at most (10000); of more it shows countries first and says what it left out.",
    )
    @redistributable_option()
    @timeout_option()
    @shared
    def view_question(
        output: Path,
        force: bool,
        people: str,
        max_nodes: int | None,
        timeout: float,
        redistributable: bool,
        instance: str | None,
        **parameters: Any,
    ) -> None:
        force = check_free(output, force)
        from tiegraph.runs.keep import keep_answer
        from tiegraph.runs.record import Rows, new_id

        asked = {**parameters, **({"redistributable": True} if redistributable else {})}
        rows = Rows()
        with tiegraph.connect(instance) as kb:
            answer = kb.ask(question.id, timeout=timeout, **asked)
            answer.run = new_id()
            answer.save(output, force=force, people=people, max_nodes=max_nodes)
            for row in answer.rows:
                rows.add(row)
            keep_answer(kb, question, asked, rows, answer.summary, answer.run)
        click.echo(output)
        say(answer.empty or f"{answer.summary}.")

    return view_question


@click.command("view", cls=Questions, command_of=_command, subcommand_metavar="ID [OPTIONS]")
def view() -> None:
    """Ask a question and write its answer as one HTML page: network, tables, evidence on a click."""
