"""The rows of a recorded run as the answer had them: with their columns, with days as days, in its tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from cypher.catalogue import question
from cypher.errors import UsageError
from cypher.question import Column, Question
from cypher.result import Result
from cypher.sentences import sentence, words
from tiegraph.answer import Answer, AnswerTable
from tiegraph.runs import Run
from tiegraph.runs.record import ASK
from tiegraph.screen import institutions, papers, people
from tiegraph.screen.papers import ON_PAPER
from tiegraph.screen.screening import COULD_NOT, MATCH, NOT_FOUND, OUTCOMES, REVIEW, group, heading

_COLUMNS = {"institutions": institutions.COLUMNS, "papers": papers.COLUMNS, "people": people.COLUMNS}
_LISTING = (
    "The entry “{entry}” of the list {list}, {nature}, was taken for {institution} ({relation}; {standing} on the day "
    "asked for): on the list from {since}[ to {until}]."
)


def title(run: Run) -> str:
    """What was asked, in a few words."""
    if run.kind != ASK:
        return f"Screening of {run.what}"
    asked = _question(run)
    return asked.title if asked else f"The question {run.what}"


def _question(run: Run) -> Question | None:
    """The question of a run; None where this tiegraph has it no longer, or with other columns: cases outlive them."""
    try:
        asked = question(run.what)
    except UsageError:
        return None
    return asked if all(column.name in row for column in asked.columns for row in run.rows[:1]) else None


def columns_of(run: Run) -> tuple[Column, ...]:
    """The columns of its rows; one that the question no longer has is a text."""
    if run.kind == ASK:
        asked = _question(run)
        known = asked.columns if asked else ()
    else:
        names = {column.name for column in OUTCOMES}
        known = (*OUTCOMES, *(column for column in _COLUMNS[run.what] if column.name not in names))
    if not run.rows:
        return known
    there = run.rows[0]
    own = {column.name: column for column in known if column.name in there}
    return (*own.values(), *(Column(name, "", "text") for name in there if name not in own))


def typed(columns: Sequence[Column], row: Mapping[str, Any]) -> dict[str, Any]:
    """A row with its days as days, and every column."""
    return {column.name: _value(column, row.get(column.name)) for column in columns}


def tables(run: Run, rows: Sequence[Mapping[str, Any]]) -> list[AnswerTable]:
    """Rows of a run (`typed`) in tables: lists of different nature apart; of a screening what was found first."""
    columns = columns_of(run)
    if run.kind == ASK:
        if (asked := _question(run)) is None:
            return [AnswerTable("", columns, tuple(rows))]
        answered = Answer(asked, {}, Result(tuple(one.name for one in columns), rows)).tables()
        return answered or [AnswerTable("", columns, ())]
    found: list[AnswerTable] = []
    own = tuple(column for column in columns if column.name in {one.name for one in _COLUMNS[run.what]})
    groups: dict[tuple[bool, str], list[Mapping[str, Any]]] = {}
    for row in rows:
        if row["state"] in (MATCH, REVIEW) and statement(run, row):
            groups.setdefault(group(row["state"], row), []).append(row)
    found += [AnswerTable(heading(*of), own, tuple(some)) for of, some in sorted(groups.items())]
    once = {row["row"]: row for row in rows}
    for state, above, names in (
        (NOT_FOUND, "Not found", ("row", "given", "is", "is_id", "known_by", "reason")),
        (COULD_NOT, "Could not be checked", ("row", "given", "reason", "candidates")),
    ):
        if some := [row for row in once.values() if row["state"] == state]:
            shown = tuple(replace(column, shown=column.name in names) for column in OUTCOMES)
            found.append(AnswerTable(above, shown, tuple(some)))
    every = tuple(replace(column, shown=True) for column in OUTCOMES)
    return [*found, AnswerTable("All rows of the file", every, tuple(once.values()))]


def statement(run: Run, row: Mapping[str, Any]) -> str:
    """A row (`typed`) as a sentence; empty for a row of a screening in which nothing was found."""
    if run.kind == ASK:
        asked = _question(run)
        return asked.say(row) if asked else _plainly(row)
    if not (row.get("designation") if run.what == "institutions" else row.get("paper")):
        return ""
    try:
        return sentence(_LISTING, row) if run.what == "institutions" else question(ON_PAPER).say(row)
    except KeyError:
        return _plainly(row)


def _plainly(row: Mapping[str, Any]) -> str:
    """A row of a version whose sentences this tiegraph does not have."""
    return "; ".join(f"{name}: {words(value)}" for name, value in row.items() if value not in (None, "", [])) + "."


def _value(column: Column, value: Any) -> Any:
    if column.type == "date" and isinstance(value, str):
        return date.fromisoformat(value[:10])
    return value
