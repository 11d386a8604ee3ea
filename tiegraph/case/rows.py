"""The rows of a recorded run as the answer had them: with their columns, with days as days, in its tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from cypher.catalogue import question
from cypher.question import Column
from cypher.result import Result
from cypher.sentences import sentence
from tiegraph.answer import NATURE, Answer, AnswerTable
from tiegraph.runs import Run
from tiegraph.runs.record import ASK
from tiegraph.screen import institutions, papers, people
from tiegraph.screen.papers import ON_PAPER
from tiegraph.screen.screening import COULD_NOT, MATCH, NOT_FOUND, OUTCOMES, REVIEW

_COLUMNS = {"institutions": institutions.COLUMNS, "papers": papers.COLUMNS, "people": people.COLUMNS}
_LISTING = (
    "The entry “{entry}” of the list {list}, {nature}, was taken for {institution} ({relation}; {standing} on the day "
    "asked for): on the list from {since}[ to {until}]."
)


def title(run: Run) -> str:
    """What was asked, in a few words."""
    return question(run.what).title if run.kind == ASK else f"Screening of {run.what}"


def columns_of(run: Run) -> tuple[Column, ...]:
    """The columns of its rows; one that the question no longer has is a text."""
    if run.kind == ASK:
        known = question(run.what).columns
    else:
        names = {column.name for column in OUTCOMES}
        known = (*OUTCOMES, *(column for column in _COLUMNS[run.what] if column.name not in names))
    there = dict.fromkeys(name for row in run.rows for name in row)
    if not run.rows:
        return known
    own = {column.name: column for column in known if column.name in there}
    return (*own.values(), *(Column(name, "", "text") for name in there if name not in own))


def typed(columns: Sequence[Column], row: Mapping[str, Any]) -> dict[str, Any]:
    """A row with its days as days, and every column."""
    return {column.name: _value(column, row.get(column.name)) for column in columns}


def tables(run: Run, rows: Sequence[Mapping[str, Any]]) -> list[AnswerTable]:
    """Rows of a run (`typed`) in tables: lists of different nature apart; of a screening what was found first."""
    columns = columns_of(run)
    if run.kind == ASK:
        return Answer(question(run.what), {}, Result(tuple(one.name for one in columns), rows)).tables()
    found = []
    own = tuple(column for column in columns if column.name in {one.name for one in _COLUMNS[run.what]})
    for state in (MATCH, REVIEW):
        some = [row for row in rows if row["state"] == state and statement(run, row)]
        for nature in sorted({row.get(NATURE) or "" for row in some}):
            heading = f"{state.capitalize()} · {nature or 'DPRK institutions on no list'}"
            found.append(AnswerTable(heading, own, tuple(row for row in some if (row.get(NATURE) or "") == nature)))
    once = {row["row"]: row for row in rows}
    for state, heading, names in (
        (NOT_FOUND, "Not found", ("row", "given", "is", "is_id", "known_by")),
        (COULD_NOT, "Could not be checked", ("row", "given", "reason", "candidates")),
    ):
        if some := [row for row in once.values() if row["state"] == state]:
            shown = tuple(replace(column, shown=column.name in names) for column in OUTCOMES)
            found.append(AnswerTable(heading, shown, tuple(some)))
    every = tuple(replace(column, shown=True) for column in OUTCOMES)
    return [*found, AnswerTable("All rows of the file", every, tuple(once.values()))]


def statement(run: Run, row: Mapping[str, Any]) -> str:
    """A row (`typed`) as a sentence; empty for a row of a screening in which nothing was found."""
    if run.kind == ASK:
        return question(run.what).say(row)
    if run.what == "institutions":
        return sentence(_LISTING, row) if row.get("designation") else ""
    return question(ON_PAPER).say(row) if row.get("paper") else ""


def _value(column: Column, value: Any) -> Any:
    if column.type == "date" and isinstance(value, str):
        return date.fromisoformat(value[:10])
    return value
