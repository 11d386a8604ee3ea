"""What a question gets back: the rows and the subgraph of a `Result`, with all that must stand under it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cypher.catalogue import STANDING_CAVEATS
from cypher.errors import UsageError
from cypher.question import Column, Question
from cypher.result import Result, Subgraph
from cypher.sentences import marked, words
from tiegraph.saying import headline, with_titles
from tiegraph.words import counted

if TYPE_CHECKING:
    import networkx
    import pandas

    from tiegraph.audit.finding import Finding
    from tiegraph.author_lists import Signed
    from tiegraph.knowledge import KnowledgeBase
    from tiegraph.why import Explanation

#: The hidden column that holds the ids of all papers a row counts.
PAPER_IDS = "paper_ids"
#: All hidden columns of paper ids: counted, dual only, on either hop, after a day, with the other.
PAPER_COLUMNS = (PAPER_IDS, "dual_ids", "near_ids", "far_ids", "after_ids", "other_ids")
#: The column that says what a list is in law. Lists of different nature never share a table.
NATURE = "nature"
COVERAGE = "coverage"
#: The column that says whether what a row names was in force on the day asked for.
STATE = "state"
#: What can be missing altogether, so that a question about it finds nothing; by label, as a sentence.
NOT_LOADED = {
    "Paper": "No paper is loaded.",
    "ControlList": "No control list is loaded.",
    "Report": "No report is loaded.",
    "Rule": "No rule is loaded.",
}
#: The lists searched, as a compact table.
_LISTS = (
    Column("list", "Id of the list", "text"),
    Column("entries", "Entries in force on the day asked for, or of the last file", "integer"),
    Column("linked", "Those that are linked to an institution", "integer"),
    Column("first_file", "Day of the first file loaded", "date"),
    Column("last_file", "Day of the last file loaded", "date"),
    Column(
        "note",
        "Before the first file, entries removed earlier are not visible; after the last file, later changes are not",
        "text",
    ),
)


@dataclass(frozen=True, slots=True)
class AnswerTable:
    """Rows that belong under one heading; `heading` is empty for an answer that has only one table."""

    heading: str
    columns: tuple[Column, ...]
    rows: tuple[Mapping[str, Any], ...]

    @property
    def shown(self) -> tuple[Column, ...]:
        """The columns that a printed table shows."""
        return tuple(column for column in self.columns if column.shown)


#: Parameters that say how much of the answer is given, and not what is asked.
_SIZES = ("limit", "max_paths")


class Answer:
    """The answer to one question. It stays readable after the connection is closed, but for `why`."""

    def __init__(
        self,
        question: Question,
        parameters: Mapping[str, Any],
        result: Result,
        beside: Sequence[Answer] = (),
        asked_of: KnowledgeBase | None = None,
    ) -> None:
        self.question = question
        #: the parameters as the statement took them, defaults included
        self.parameters = dict(parameters)
        self.rows: tuple[Mapping[str, Any], ...] = tuple(result.rows)
        self.columns: tuple[str, ...] = result.columns
        #: the nodes and relationships met on the paths of the rows (at most `max_paths` paths a row)
        self.graph: Subgraph = result.subgraph
        #: answers that stand under this one, such as the leads
        self.beside: tuple[Answer, ...] = tuple(one for one in beside if one.question.id != COVERAGE)
        self._coverage = next((one for one in beside if one.question.id == COVERAGE), None)
        self._asked_of = asked_of
        #: what to know about the lists, papers and loads that the rows rest on
        self.warnings: tuple[Finding, ...] = ()
        #: what was left out because it may not be passed on, where only the rest was asked for
        self.left_out: tuple[str, ...] = ()
        #: labels of `NOT_LOADED` that the question is about and of which nothing is loaded
        self.not_loaded: tuple[str, ...] = ()
        #: titles of the lists that are loaded, by id, where the rows name lists
        self.list_titles: Mapping[str, str] = {}
        #: the author lists of the papers in `graph`, as printed, by the paper's id
        self.author_lists: Mapping[str, Sequence[Signed]] = {}
        #: rows that `limit` left out; None: it took too long to count them
        self.more: int | None = 0
        #: id of its record among the runs; empty where none is made
        self.run = ""
        #: of an answer without rows, whether the data could have held one, in a sentence
        self.could_hold = ""

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[Mapping[str, Any]]:
        return iter(self.rows)

    def __repr__(self) -> str:
        return f"<Answer to {self.question.id}: {self.summary}>"

    def _repr_html_(self) -> str:
        from tiegraph.render.html import html

        return html(self)

    @property
    def sentences(self) -> tuple[str, ...]:
        """Each row in plain English, in the order of `tables`."""
        return tuple(self.say(row) for table in self.tables() for row in table.rows)

    def say(self, row: Mapping[str, Any]) -> str:
        """One row in plain English, with lists by their titles."""
        return self.question.say(with_titles(row, self.list_titles))

    @property
    def headline(self) -> str:
        """The top finding as one sentence."""
        return headline(self)

    @cached_property
    def papers(self) -> int | None:
        """How many different papers all rows count together; None where the question does not count papers.

        A paper can stand in several rows, so the rows' own numbers must not be added up.
        """
        if PAPER_IDS not in self.columns:
            return None
        return len({id for row in self.rows for id in row[PAPER_IDS] or ()})

    @property
    def cut(self) -> str:
        """What `limit` left out, in words; empty where all rows are there."""
        if self.more == 0:
            return ""
        more = "perhaps more" if self.more is None else f"{self.more:,} more"
        return f"{more}, left out by limit {self.parameters['limit']:,}"

    @property
    def summary(self) -> str:
        """The states of the rows, their number and that of those in a table of their own, and of the papers counted."""
        text = counted(len(self.rows), "row") + (f" ({self.cut})" if self.cut else "")
        if STATE in self.columns:
            states = Counter(row[STATE] for row in self.rows)
            text = ", ".join(f"{state}: {number}" for state, number in states.items()) + f" ({text})"
        if split := self.question.split:
            values = [row[split.column] for row in self.rows]
            for value, heading in split.headings.items():
                if number := values.count(value):
                    text += f", {heading[0].lower()}{heading[1:]} in {number} of them"
            for value, none in split.none.items():
                if value not in values:
                    text += f"; {none[0].lower()}{none[1:]}"
        if self.papers is None or not self.rows:
            return text
        return f"{text}; {counted(self.papers, 'paper')} in all (rows must not be added up)"

    @property
    def empty(self) -> str | None:
        """What to say where there are no rows; None where there are some."""
        if self.rows:
            return None
        if self.cut:
            return f"No row was asked for: {self.cut}."
        text = " ".join(NOT_LOADED[label] for label in self.not_loaded) or self.question.when_empty
        if asked := ", ".join(f"{name.replace('_', ' ')} {words(value)}" for name, value in self.asked_with.items()):
            text = f"Asked with {asked}: {text[0].lower()}{text[1:]}"
        text = f"{text} {self.could_hold}".rstrip()
        papers = self._papers_searched()
        if papers is None or PAPER_IDS not in self.columns:
            return text
        return f"{text} Not found in {counted(papers, 'paper')}; that is never a clearance."

    @property
    def asked_with(self) -> dict[str, Any]:
        """The parameters that say what was asked and were not left as they are by default."""
        return {
            one.name: given
            for one in self.question.parameters
            if one.name not in _SIZES
            and (given := self.parameters.get(one.name)) is not None
            and (one.required or one.value(given) != one.value(one.default))
        }

    def _papers_searched(self) -> int | None:
        rows = self._coverage.rows if self._coverage else ()
        return next((row["count"] for row in rows if row["item"] == "papers"), None)

    @property
    def searched(self) -> tuple[str, ...]:
        """What was searched: what was left out, papers and their years, lists and dates, what could not be read."""
        return (*self.searched_papers, *self._said_of(lambda about: about == "list"))

    @property
    def searched_papers(self) -> tuple[str, ...]:
        """What was searched, without the lists."""
        papers = self._said_of(lambda about: about == "papers")
        return (*self.left_out, *papers, *self._said_of(lambda about: about not in ("papers", "list")))

    @property
    def searched_lists(self) -> AnswerTable:
        """The lists that were searched, as a compact table; `searched` says them in sentences."""
        rows = [row for row in self._coverage.rows if row["about"] == "list"] if self._coverage else []
        values = [
            (row["item"], row["count"], row["linked"], row["first_max"], row["last_max"], row["note"]) for row in rows
        ]
        names = [column.name for column in _LISTS]
        return AnswerTable("", _LISTS, tuple(dict(zip(names, one, strict=True)) for one in values))

    def _said_of(self, wanted: Callable[[str], bool]) -> Iterator[str]:
        """The sentences of `coverage` about what is wanted."""
        if self._coverage:
            yield from (marked(self._coverage.question.say(row)) for row in self._coverage.rows if wanted(row["about"]))

    @property
    def caveats(self) -> tuple[str, ...]:
        """What this answer does not say: the question's own caveats, then those that stand under every answer."""
        own = dict.fromkeys(text for one in (self, *self.beside) for text in one.question.caveats)
        return (*own, *STANDING_CAVEATS)

    @property
    def cypher(self) -> str:
        """What to paste into Neo4j Browser: the lines that set the parameters, an empty line, the statement."""
        return f"{self.question.browser_parameters(**self.parameters)}\n{self.question.text}"

    def tables(self) -> list[AnswerTable]:
        """The rows as tables: the main ones, then those that the question splits off; lists apart by nature in law."""
        split, columns = self.question.split, self.question.columns
        headings = split.headings if split else {}
        groups: dict[str, dict[str, list[Mapping[str, Any]]]] = {heading: {} for heading in ("", *headings.values())}
        for row in self.rows:
            heading = headings.get(row[split.column], "") if split else ""
            groups[heading].setdefault(row.get(NATURE) or "", []).append(row)
        return [
            AnswerTable(_heading(heading, nature), columns, tuple(rows))
            for heading, by_nature in groups.items()
            for nature, rows in by_nature.items()
        ]

    def to_pandas(self) -> pandas.DataFrame:
        """The rows as a DataFrame with all columns, typed: dates as datetime64, whole numbers as Int64, lists as lists.

        What is not known is NA (NaT for dates, an empty list for lists).
        """
        from tiegraph.frames import frame

        return frame(self.question.columns, self.rows)

    def to_networkx(self) -> networkx.MultiDiGraph[str]:
        """`graph` for networkx, under the same ids: see `tiegraph.graphs.to_networkx`."""
        from tiegraph.graphs import to_networkx

        return to_networkx(self.graph)

    def text(self) -> str:
        """Title, question, each row as a sentence, and everything that stands under the answer."""
        from tiegraph.render.text import text

        return text(self)

    def save(
        self, path: str | Path, *, force: bool = False, people: str = "none", max_nodes: int | None = None
    ) -> Path:
        """Write the answer as one HTML page that needs no network. Returns its path.

        `people` says how persons appear: `none` (not at all), `initials`, or `names`. A file that exists is only
        replaced with `force`. Of a picture with more than `max_nodes` nodes (10,000) the page says what it leaves out.
        The network holds what `graph` holds, so ask with `max_paths` above 0 (the default).
        Raises `viz.PageError` where the page cannot be written, `UsageError` for another value of `people`.
        """
        from tiegraph.page import page
        from viz import write

        target = Path(path)
        write(page(self, people, max_nodes), target, force=force)
        return target

    def why(self, row: int) -> Explanation:
        """The evidence behind a row (counted from 0): list entries, papers, affiliation strings as printed.

        Raises `UsageError` where there is no such row.
        """
        from tiegraph.why import explain_row

        return explain_row(*self._explainable(row))

    def chain(self, row: int) -> Explanation:
        """As `why`, under the links that the row rests on, the weakest of them, and what else could explain it."""
        from tiegraph.why import explain_chain

        return explain_chain(*self._explainable(row))

    def _explainable(self, row: int) -> tuple[KnowledgeBase, Answer, Mapping[str, Any]]:
        if not 0 <= row < len(self.rows):
            raise UsageError(f"There is no row {row}: {self.question.id} gave {counted(len(self), 'row')}, from 0.")
        if self._asked_of is None:
            raise UsageError("This answer was not asked of a database: ask it again with kb.ask(…).")
        return self._asked_of, self, self.rows[row]


def _heading(heading: str, nature: str) -> str:
    return " · ".join(filter(None, (heading, f"Nature of the list: {nature}" if nature else "")))
