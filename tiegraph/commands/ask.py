"""`tiegraph ask`: one command for each question of the catalogue, with its parameters as options."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

import tiegraph
from cypher.errors import UsageError
from cypher.profile import Profile
from cypher.question import Question
from tiegraph.options import check_free, console, force_option, say, shared
from tiegraph.output import give
from tiegraph.question_options import Questions, parameter_options, redistributable_option, timeout_option
from tiegraph.render.formats import FORMATS, format_of


def _command(question: Question) -> click.Command:
    # Tables show no paths.
    rows_only = {parameter.name: 0 for parameter in question.parameters if parameter.name == "max_paths"}

    @click.command(question.id, help=f"{question.question}\n\n{question.title}.", short_help=question.title)
    @parameter_options(question, **rows_only)
    @click.option(
        "--format",
        "form",
        type=click.Choice(tuple(FORMATS)),
        help="What to write: a table by default, or what the ending of FILE says.",
    )
    @click.option(
        "-o", "--output", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file."
    )
    @force_option
    @click.option("--cypher", is_flag=True, help="Print parameters and statement for Neo4j Browser; ask nothing.")
    @click.option("--profile", is_flag=True, help="Print what the question costs the server: time, db hits, steps.")
    @click.option(
        "--explain-row",
        metavar="N",
        type=click.IntRange(1),
        help="Instead of the answer, print what row N (from 1) rests on: its evidence, the weakest link of it, and "
        "what else could explain it.",
    )
    @redistributable_option()
    @timeout_option()
    @shared
    def ask_question(
        form: str | None,
        output: Path | None,
        force: bool,
        cypher: bool,
        profile: bool,
        explain_row: int | None,
        timeout: float,
        redistributable: bool,
        instance: str | None,
        **parameters: Any,
    ) -> None:
        if cypher:
            _print_cypher(_passable(question, instance) if redistributable else question, parameters)
            return
        if profile:
            with tiegraph.connect(instance) as kb:
                _print_profile(question, kb.profile(question.id, timeout=timeout, **{**rows_only, **parameters}))
            return
        if explain_row:
            _print_row(question.id, explain_row, instance, timeout=timeout, **{**rows_only, **parameters})
            return
        if output is not None:
            check_free(output, force)
        form = form or format_of(output.suffix if output else "")
        from tiegraph.runs.keep import keep_answer
        from tiegraph.runs.record import Rows, new_id

        rows, run = Rows(), new_id()
        with tiegraph.connect(instance) as kb:
            asked = {**parameters, **({"redistributable": True} if redistributable else {})}
            summary = give(kb, question.id, form, output, rows, run, timeout=timeout, **asked)
            keep_answer(kb, question, asked, rows, summary, run)

    return ask_question


def _passable(question: Question, instance: str | None) -> Question:
    """The question as it is asked of what may be passed on, which depends on the lists that are loaded."""
    from cypher.passing_on import only_passable
    from tiegraph.passing_on import licences_of

    with tiegraph.connect(instance) as kb:
        return only_passable(question, licences_of(kb.client))


def _print_row(id: str, number: int, instance: str | None, **asked: Any) -> None:
    from tiegraph.render.explanation import show

    with tiegraph.connect(instance) as kb:
        answer = kb.ask(id, beside=False, **asked)
        if number > len(answer):
            raise UsageError(answer.empty or f"There is no row {number}: {id} gave {answer.summary}.")
        show(answer.chain(number - 1), console())


def _print_cypher(question: Question, parameters: dict[str, Any]) -> None:
    say("Paste the lines up to the empty one into Neo4j Browser and run them; then paste the rest and run it.")
    click.echo(question.browser_parameters(**parameters))
    click.echo(question.text)


def _print_profile(question: Question, cost: Profile) -> None:
    click.echo(f"{question.id}: {cost.rows:,} rows, {cost.db_hits:,} db hits")
    click.echo(f"first run {cost.first_ms:,.0f} ms (with planning, where it is new), again {cost.again_ms:,.0f} ms")
    click.echo("Most of it:")
    for step in cost.costly():
        click.echo(f"{step.db_hits:>12,}  {step.name}  {step.details[:90]}".rstrip())
    if question.scan:
        say(f"It reads all of a kind, because {question.scan}.")


@click.command("ask", cls=Questions, command_of=_command, subcommand_metavar="ID [OPTIONS]")
def ask() -> None:
    """Ask a question; `tiegraph ask ID --help` lists its parameters, `tiegraph questions` all questions."""
