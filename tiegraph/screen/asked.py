"""What is asked of every row, and where the list entries that are found come from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from cypher.catalogue import question
from tiegraph import there
from tiegraph.answer import AnswerTable
from tiegraph.screen.facts import files_of

if TYPE_CHECKING:
    from tiegraph.knowledge import KnowledgeBase

ANY = "any"
#: A question that can be asked about one list: so it is checked that there is such a list.
_ABOUT_A_LIST = "our-listed-partners"


@dataclass(frozen=True, slots=True)
class Wanted:
    """The options of a screening. `lists`: ids, none for all. `years`: how far back what has ended counts."""

    lists: tuple[str, ...] = ()
    as_of: date | None = None
    links: str = "probable"
    roll_up: bool = False
    years: int | None = None
    partners: bool = False
    include_inferred: bool = False
    #: of persons: current, past or any
    affiliations: str = ANY

    @property
    def given(self) -> dict[str, Any]:
        """The parameters of the questions."""
        return {"as_of": self.as_of, "links": self.links, "roll_up": self.roll_up}

    @property
    def one_list(self) -> str:
        """The list where only one is wanted, else `any`."""
        return self.lists[0] if len(self.lists) == 1 else ANY

    @property
    def asked(self) -> dict[str, Any]:
        """What was asked, for the report."""
        return {"list": list(self.lists) or [ANY], **self.given}

    def only(self, table: AnswerTable) -> AnswerTable:
        """The table of lists with those that are wanted."""
        return replace(table, rows=tuple(row for row in table.rows if not self.lists or row["list"] in self.lists))

    def begin(self, today: date) -> date | None:
        """What ended before this day does not count; None where everything does."""
        if self.years is None:
            return None
        day = self.as_of or today
        # The last of February has no day of its own in most years.
        return day.replace(year=max(1, day.year - self.years), day=min(day.day, 28))


@dataclass(frozen=True, slots=True)
class Origin:
    """Where entries are from: the file of each, and the day of each list's last file."""

    files: Mapping[str, str]
    last: Mapping[str, date | None]

    def of(self, list: str | None, entries: Sequence[str]) -> dict[str, Any]:
        """The columns `files` and `as_of` of a finding."""
        names = [self.files[id] for id in entries if id in self.files]
        return {"files": sorted(set(names)), "as_of": self.last.get(list or "")}


def lists_of(kb: KnowledgeBase, wanted: Wanted) -> None:
    """Raise `UsageError` for a list that is not loaded."""
    for id in wanted.lists:
        there.has_lists(kb.client, question(_ABOUT_A_LIST), {"list": id})


def origin_of(kb: KnowledgeBase, entries: Iterable[str | None], lists: AnswerTable) -> Origin:
    """The origin of these entries; `lists` is the table of the lists searched."""
    files = files_of(kb, (id for id in entries if id))
    return Origin(files, {row["list"]: row["last_file"] for row in lists.rows})
