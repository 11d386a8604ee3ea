"""How a question is asked: what it names is checked, then it runs with those that stand beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from cypher.catalogue import catalogue, question
from cypher.client import StatementFailed, TimedOut
from cypher.of_many import number_of_rows
from cypher.parameters import shared
from cypher.passing_on import Licences, only_passable
from cypher.question import Question
from cypher.result import Result
from tiegraph import there
from tiegraph.answer import NOT_LOADED, Answer
from tiegraph.audit.of_answer import warnings_of
from tiegraph.author_lists import author_lists
from tiegraph.could_hold import could_hold
from tiegraph.passing_on import left_out, licences_of
from tiegraph.saying import LIST_COLUMNS
from tiegraph.stream import Stream

if TYPE_CHECKING:
    from tiegraph.knowledge import KnowledgeBase


@dataclass(frozen=True)
class Asked:
    """A question that can be asked of a database: all that it names is there."""

    kb: KnowledgeBase
    question: Question
    #: what its statement takes
    bound: dict[str, Any]
    #: after which the server ends each statement
    seconds: float
    #: whether those that stand beside it, and warnings, are asked for too
    beside: bool = True
    #: of what may be passed on; None: of everything
    licences: Licences | None = None
    #: rows that everything loaded gives, where only a part is asked for
    of_all: int = 0

    def answer(self) -> Answer:
        """All rows, with what stands under them."""
        return self._with_notes(self.kb.client.read(self._mine.statement, self.bound, timeout=self.seconds))

    def stream(self) -> Stream:
        """The rows one at a time; memory stays flat."""

        def under(count: int, rows: Sequence[Mapping[str, Any]]) -> Answer:
            return self._with_notes(Result(tuple(column.name for column in self.question.columns), rows), count)

        return Stream(self._mine, self._each(self._mine), under)

    @property
    def _mine(self) -> Question:
        return only_passable(self.question, self.licences) if self.licences else self.question

    def _each(self, asked: Question) -> Iterator[dict[str, Any]]:
        return self.kb.client.each(asked.statement, self.bound, timeout=self.seconds)

    def _with_notes(self, result: Result, count: int | None = None) -> Answer:
        """The answer; `count` is its number of rows where `result` holds only the first of them."""
        under = [self._beside(catalogue()[id]) for id in (self.question.beside if self.beside else ())]
        answer = Answer(self._mine, self.bound, result, under, self.kb)
        for one in (answer, *under):
            one.not_loaded = self._not_loaded(one)
            if self.beside and one.graph.nodes:
                one.author_lists = author_lists(self.kb.client, one.graph)
            if one.rows and any(column in LIST_COLUMNS for column in one.columns):
                one.list_titles = self._list_titles
        # Of everything that is loaded: what may not be passed on says nothing about the rest.
        if self.beside and not (answer.rows or answer.not_loaded or self.licences):
            answer.could_hold = could_hold(self.kb.client, self.question, self.bound)
        if self.licences:
            rows = len(answer) if count is None else count
            answer.left_out = left_out(self.kb.client, self.licences, self._mine, self.bound, self.of_all, rows)
        answer.more = self._more(len(answer) if count is None else count)
        if self.beside:
            answer.warnings = warnings_of(self.kb.client, self.bound, answer.rows, date.today())
        return answer

    def _more(self, rows: int) -> int | None:
        """How many rows `limit` left out; None where to count them takes too much."""
        limit = self.bound.get("limit")
        if not self.beside or limit is None or rows < limit:
            return 0
        sizes = {name: value for name, value in (("limit", None), ("max_paths", 0)) if name in self.bound}
        try:
            text = number_of_rows(self._mine)
            found = self.kb.client.read(text, {**self.bound, **sizes}, timeout=self.seconds)
        except (TimedOut, StatementFailed):
            # All rows can take longer, or more memory, than the few that were asked for.
            return None
        return int(found.rows[0]["number"]) - rows

    @cached_property
    def _list_titles(self) -> dict[str, str]:
        return {row["id"]: row["title"] for row in self.kb.client.rows("control_lists") if row["title"]}

    def _beside(self, other: Question) -> Answer:
        asked = only_passable(other, self.licences) if self.licences else other
        bound = asked.bind(**self.question.shared_with(other, self.bound))
        return Answer(asked, bound, self.kb.client.read(asked.statement, bound, timeout=self.seconds), (), self.kb)

    def _not_loaded(self, answer: Answer) -> tuple[str, ...]:
        """What an answer without rows is about and of which nothing is loaded: to have found none says nothing then."""
        if answer.rows:
            return ()
        loaded = {row["label"] for row in self.kb.client.rows("what_is_loaded") if row["number"]}
        return tuple(label for label in answer.question.labels(NOT_LOADED) if label not in loaded)


def asked(kb: KnowledgeBase, id: str, timeout: float | None, parameters: Mapping[str, Any]) -> Asked:
    """A question with its parameters bound and checked. Raises as `KnowledgeBase.ask`."""
    wanted = question(id)
    seconds = shared()["timeout"].value(shared()["timeout"].default if timeout is None else timeout)
    there.holds_something(kb.client, kb.connection)
    bound = wanted.bind(**there.with_ids(kb.client, wanted, parameters))
    there.has_lists(kb.client, wanted, bound)
    return Asked(kb, wanted, bound, seconds)


def of_what_may_be_passed_on(all_: Asked) -> Asked:
    """The same asked only of what a source's licence lets one pass on."""
    of_all = sum(1 for _ in all_._each(all_.question))
    return replace(all_, licences=licences_of(all_.kb.client), of_all=of_all)
