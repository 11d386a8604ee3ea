"""The rows of an answer one at a time, for answers that memory should not hold."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from cypher.question import Question

if TYPE_CHECKING:
    from tiegraph.answer import Answer

#: Doubts about papers are told of the rows up to so many; the ids of more would fill the memory.
WATCHED_ROWS = 10_000


class Stream:
    """Rows as they come from the server; iterate once, then ask for what must stand under them."""

    def __init__(
        self,
        question: Question,
        rows: Iterator[Mapping[str, Any]],
        under: Callable[[int, list[Mapping[str, Any]]], Answer],
    ) -> None:
        self.question = question
        self.columns = tuple(column.name for column in question.columns)
        #: rows given so far
        self.count = 0
        self._rows = rows
        self._watched: list[Mapping[str, Any]] = []
        self._under = under

    def __iter__(self) -> Iterator[Mapping[str, Any]]:
        for row in self._rows:
            self.count += 1
            if self.count <= WATCHED_ROWS:
                self._watched.append(row)
            yield row

    def notes(self) -> tuple[str, ...]:
        """What must stand under the rows, once they are read: warnings, what was searched, caveats."""
        answer = self._under(self.count, self._watched)
        unwatched = (
            (f"Doubts about papers are told for the first {WATCHED_ROWS:,} rows: `tiegraph audit` knows all.",)
            if self.count > WATCHED_ROWS
            else ()
        )
        empty = () if answer.empty is None else (answer.empty,)
        cut = (f"Rows: {answer.cut}.",) if answer.cut and self.count else ()
        return (*empty, *cut, *map(str, answer.warnings), *unwatched, *answer.searched, *answer.caveats)
