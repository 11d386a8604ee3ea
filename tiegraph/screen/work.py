"""One screening under way: what all kinds of it begin, ask and end with."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from loader.records import Rejected
from tiegraph import there
from tiegraph.screen import facts
from tiegraph.screen.asked import Origin, Wanted, lists_of, origin_of
from tiegraph.screen.facts import Progress, quiet
from tiegraph.screen.screening import Outcome, Screening, unread

if TYPE_CHECKING:
    from tiegraph.answer import Answer, AnswerTable
    from tiegraph.knowledge import KnowledgeBase
    from tiegraph.screen.journal import Journal


@dataclass
class Work:
    """A file that is screened with the options `wanted`; what has ended is counted from `today`.

    `journal` keeps what was asked, for one that is stopped. Raises `EmptyDatabase`, `UsageError` for a list that is
    not loaded.
    """

    kb: KnowledgeBase
    path: Path
    wanted: Wanted
    progress: Progress = quiet
    today: date = field(default_factory=date.today)
    journal: Journal | None = None

    def __post_init__(self) -> None:
        there.holds_something(self.kb.client, self.kb.connection)
        lists_of(self.kb, self.wanted)

    @cached_property
    def begin(self) -> date | None:
        """What ended or came out before this day does not count; None where everything does."""
        return self.wanted.begin(self.today)

    def of_each(self, id: str, parameter: str, ids: Iterable[str], **given: Any) -> dict[str, list[dict[str, Any]]]:
        """The rows of a question for each of `ids`, with the options that are wanted; as `facts.of_each`."""
        asked = {**self.wanted.given, **given}
        return facts.of_each(self.kb, id, parameter, ids, asked, self.progress, journal=self.journal)

    def under(self, id: str, papers: Iterable[str] = ()) -> Under:
        """What must stand under an answer to the question `id` that rests on these papers."""
        seen = [{"paper_ids": ids}] if (ids := sorted(papers)) else []
        given = {"as_of": self.wanted.as_of, "list": self.wanted.one_list}
        answer, warnings = facts.under(self.kb, id, given, seen, self.today)
        return Under(answer, self.wanted.only(answer.searched_lists), warnings)

    def origin(self, under: Under, entries: Iterable[str | None]) -> Origin:
        """Where list entries are from."""
        return origin_of(self.kb, entries, under.lists)

    def screening(
        self, under: Under, rejected: Iterable[Rejected], outcomes: Sequence[Outcome], **more: Any
    ) -> Screening:
        """The whole: `outcomes` and what could not be read, in the order of the file; `more` are fields of it."""
        every = [*map(unread, rejected), *outcomes]
        defaults: Mapping[str, Any] = {"beside": (), "searched": under.answer.searched_papers}
        asked = {**self.wanted.asked, "years": self.wanted.years, **more.pop("asked", {})}
        return Screening(
            file=self.path,
            sha256=hashlib.sha256(self.path.read_bytes()).hexdigest(),
            outcomes=tuple(sorted(every, key=lambda one: one.line)),
            warnings=under.warnings,
            searched_lists=under.lists,
            asked=asked,
            **{**defaults, **more},
        )


@dataclass(frozen=True, slots=True)
class Under:
    """What stands under a screening: an answer without rows, the lists that were wanted, warnings."""

    answer: Answer
    lists: AnswerTable
    warnings: tuple[str, ...]
