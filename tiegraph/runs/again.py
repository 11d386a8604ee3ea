"""Asking and screening once more what was recorded, of the data as they are now."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from cypher.catalogue import question
from cypher.errors import UsageError
from tiegraph.runs.keep import keep_answer, keep_screening
from tiegraph.runs.record import ASK, Rows, Run

if TYPE_CHECKING:
    from tiegraph.knowledge import KnowledgeBase


def again(kb: KnowledgeBase, one: Run) -> Run:
    """The same asked or screened now, recorded as a run of its own; a screened file is read again where it was.

    Raises `UsageError` where the file is no longer there, else as the question or the screening itself.
    """
    return _asked(kb, one) if one.kind == ASK else _screened(kb, one)


def _asked(kb: KnowledgeBase, one: Run) -> Run:
    asked = question(one.what)
    paths = {"max_paths": 0} if any(each.name == "max_paths" for each in asked.parameters) else {}
    rows = Rows()
    answer = kb.ask(asked.id, **{**paths, **one.asked})
    for row in answer.rows:
        rows.add(row)
    return keep_answer(kb, asked, one.asked, rows, answer.summary)


def _screened(kb: KnowledgeBase, one: Run) -> Run:
    # Screenings bring readers of bibliographies with them.
    from tiegraph.screen.again import QUESTIONS, as_chosen, screen_again

    path = Path(one.file or "")
    if not path.is_file():
        raise UsageError(f"{path} is no longer there: put the file back, or screen it from where it is now.")
    found = screen_again(kb, one.what, path, one.asked, as_chosen(one.chosen))
    chosen = {int(line): id for line, id in one.chosen.items()}
    return keep_screening(kb, found, one.asked, QUESTIONS[one.what], chosen)
