"""Keeping what the command line answered; where that cannot be kept, the answer stands all the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from cypher.catalogue import question
from cypher.question import Question
from tiegraph.options import say
from tiegraph.runs.record import ASK, SCREEN, Rows, Run, State, run
from tiegraph.runs.store import append

if TYPE_CHECKING:
    from tiegraph.knowledge import KnowledgeBase
    from tiegraph.screen import Screening


def keep_answer(
    kb: KnowledgeBase, asked: Question, given: Mapping[str, Any], rows: Rows, summary: str, id: str | None = None
) -> Run:
    """Record the answer to a question, under the `id` that it was written with."""
    made = run(ASK, asked.id, given, (asked, *map(question, asked.beside)), State.of(kb), rows, summary, id)
    _append(made)
    return made


def keep_screening(
    kb: KnowledgeBase, found: Screening, given: Mapping[str, Any], questions: Sequence[str], chosen: Mapping[int, str]
) -> Run:
    """Record a screening. `given`: what the command was given; `chosen`: by line, who a person said it is."""
    rows = Rows()
    for row in found.lines[1]:
        rows.add(row)
    made = run(
        SCREEN,
        found.what,
        given,
        [question(id) for id in questions],
        State.of(kb),
        rows,
        found.summary,
        file=str(found.file.absolute()),
        file_sha256=found.sha256,
        chosen={str(line): id for line, id in chosen.items()},
    )
    _append(made)
    return made


def _append(made: Run) -> None:
    try:
        append(made)
    except OSError as error:
        say(f"This run could not be recorded: {error.strerror or error}.")
