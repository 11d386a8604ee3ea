"""Rows in plain English for readers who know lists by their titles, and the whole answer in one sentence."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from cypher.sentences import fields, sentence
from tiegraph.words import counted

if TYPE_CHECKING:
    from tiegraph.answer import Answer, AnswerTable

Row = Mapping[str, Any]
#: Columns whose values are ids of lists, or begin with one: `us-entity-list (since 2019-05-21)`.
LIST_COLUMNS = ("list", "lists")
#: A sentence with fewer fields than this says too little to stand alone ("State: in force").
_LEAST_FIELDS = 2
_YEAR = "year"
#: The list, and a number of things: `{papers:paper}`.
_NEEDED = (re.compile(r"\{list\}"), re.compile(r"\{\w+:[^{}]*\}"))
#: Such as `[ On {list}, {relation}.]`, and the full stop before it.
_OPTIONAL_SENTENCE = re.compile(r"(\.?)\[ ([^\[\]]*)\.\]")


def with_titles(row: Row, titles: Mapping[str, str]) -> Row:
    """The row with lists by their titles; a list without a title keeps its id."""

    def titled(value: Any) -> Any:
        if isinstance(value, list | tuple):
            return [titled(one) for one in value]
        if not isinstance(value, str):
            return value
        id, space, rest = value.partition(" ")
        return f"{titles.get(id, id)}{space}{rest}"

    return {name: titled(value) if name in LIST_COLUMNS else value for name, value in row.items()}


def headline(answer: Answer, shown: Callable[[Row], Row] = lambda row: row) -> str:
    """The answer's top finding as one sentence; of an answer without rows, what to say of that.

    It is the first row, as questions put first what weighs most; of rows by year, the year with most. `shown` gives
    the row as readers may see it, such as without names of persons.
    """
    if answer.empty:
        return answer.empty
    table = answer.tables()[0]
    told = with_titles(shown(_top(table)), answer.list_titles)
    said = f"{sentence(_first(answer.question.sentence), told).removesuffix('.')}."
    if len(table.rows) > 1 and _by_year(table):
        said = f"Most in {said}"
    elif len(table.rows) > 1 and said.startswith('"'):
        # No paper of a list of papers weighs more than the others.
        said = f"{counted(len(answer), 'paper')}, the first of them {said}"
    split = answer.question.split
    apart = split and table.heading.startswith(tuple(split.headings.values()))
    return f"{table.heading}: {said}" if apart else said


def _by_year(table: AnswerTable) -> bool:
    return table.columns[0].name == _YEAR


def _top(table: AnswerTable) -> Row:
    counts = [column.name for column in table.columns[1:] if column.type == "integer"]
    if not _by_year(table) or not counts:
        return table.rows[0]
    return max(table.rows, key=lambda row: row[counts[0]] or 0)


def _first(template: str) -> str:
    """The beginning of a row's template as one sentence: up to the list that it names, and to what it counts."""
    parts = list(_sentences(template))
    taken = max(next((at for at, part in enumerate(parts, 1) if found.search(part)), 1) for found in _NEEDED)
    while taken < len(parts) and len(set(fields("".join(parts[:taken])))) < _LEAST_FIELDS:
        taken += 1
    return "; ".join(parts[:taken])


def _sentences(template: str) -> Iterator[str]:
    """The sentences of a template without their full stops; an optional one counts only where it names the list."""
    depth, begun = 0, 0
    sure = _OPTIONAL_SENTENCE.sub(_of_the_list, template).replace("[. ", "[; ")
    for at, character in enumerate(sure):
        depth += (character in "[{") - (character in "]}")
        if character == "." and not depth and sure[at + 1 : at + 2] in ("", " "):
            yield sure[begun:at].strip()
            begun = at + 1
    if rest := sure[begun:].strip():
        yield rest


def _of_the_list(optional: re.Match[str]) -> str:
    stop, text = optional.groups()
    return f"[; {text[0].lower()}{text[1:]}]{stop}" if "{list}" in text else stop
