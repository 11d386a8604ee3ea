"""What a screening says: one outcome for each row of the file, with the findings it rests on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cypher.question import Column
from loader.records import Rejected
from loader.resolve.model import PUBLISHER_ID
from tiegraph.answer import NATURE, AnswerTable
from tiegraph.words import counted

if TYPE_CHECKING:
    import pandas

#: The row is known for certain, and what was looked for was found, found certain or confirmed by a person.
MATCH = "match"
#: Something was found that a person must look at: who the row is, a link, or a listing that is not in force.
REVIEW = "review"
#: The row is known, and nothing was found. That is no clearance.
NOT_FOUND = "not found"
#: The row could not be read, or nothing that is loaded is known to be what it names.
COULD_NOT = "could not check"
STATES = (MATCH, REVIEW, NOT_FOUND, COULD_NOT)

NEVER = "“Not found” is never a clearance: it says that what was loaded does not hold it."

#: Who signs for an institution on a person's paper.
PERSON, OTHERS = "the person", "others, or not known"

#: The rows of the file, each once.
OUTCOMES = (
    Column("row", "Line of the file on which the row begins", "integer"),
    Column("given", "What the file says", "text"),
    Column("state", f"{MATCH}, {REVIEW}, {NOT_FOUND} or {COULD_NOT}", "text"),
    Column("is", "What the row was taken for", "text"),
    Column("is_id", "Its id", "text"),
    Column("known_by", "How that is known", "text"),
    Column("reason", "Why it has this state", "text"),
    Column("candidates", "What else the row may mean, for a person to choose from", "texts"),
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """One row of the file. `findings` have the columns of the screening."""

    line: int
    given: str
    state: str
    reason: str
    name: str | None = None
    id: str | None = None
    known_by: str = ""
    candidates: tuple[str, ...] = ()
    findings: tuple[Mapping[str, Any], ...] = ()

    @property
    def row(self) -> dict[str, Any]:
        """The row by the names of `OUTCOMES`."""
        values = (
            *(self.line, self.given, self.state, self.name, self.id),
            *(self.known_by or None, self.reason, list(self.candidates)),
        )
        return dict(zip((column.name for column in OUTCOMES), values, strict=True))


@dataclass(frozen=True, slots=True)
class Screening:
    """The answer for one file. `columns` are those of the findings, `beside` tables that stand under them.

    `notes` say what was seen of the file as a whole, such as rows that repeat others.
    """

    #: institutions, papers or people
    what: str
    question: str
    file: Path
    sha256: str
    #: what was asked, by name of the option
    asked: Mapping[str, Any]
    outcomes: tuple[Outcome, ...]
    columns: tuple[Column, ...]
    beside: tuple[AnswerTable, ...]
    notes: tuple[str, ...]
    warnings: tuple[str, ...]
    searched: tuple[str, ...]
    searched_lists: AnswerTable
    caveats: tuple[str, ...] = ()
    #: id of the run record; empty where none was made
    run: str = ""

    @property
    def counts(self) -> dict[str, int]:
        """How many rows have each of the four states; together they are all rows of the file."""
        found = Counter(one.state for one in self.outcomes)
        return {state: found[state] for state in STATES}

    @property
    def summary(self) -> str:
        """The counts in words."""
        said = ", ".join(f"{state} {number:,}" for state, number in self.counts.items())
        return f"{counted(len(self.outcomes), 'row')} of {self.file.name}: {said}."

    def of(self, state: str) -> tuple[Outcome, ...]:
        """The rows with this state, in the order of the file."""
        return tuple(one for one in self.outcomes if one.state == state)

    def findings(self) -> Iterator[AnswerTable]:
        """Findings as tables: what was matched, then what is to be reviewed, lists of different nature apart.

        What waits for a person stands under review, also where its row is a match by another finding.
        """
        groups: dict[tuple[bool, str], list[Mapping[str, Any]]] = {}
        for one in self.outcomes:
            for finding in one.findings:
                groups.setdefault(group(one.state, finding), []).append(finding)
        for of, rows in sorted(groups.items()):
            yield AnswerTable(heading(*of), _with_values(self.columns, rows), tuple(rows))

    @property
    def lines(self) -> tuple[tuple[Column, ...], list[dict[str, Any]]]:
        """Columns and rows of one flat table: each row of the file with each of its findings, or with none."""
        own = tuple(column for column in self.columns if column.name not in {one.name for one in OUTCOMES})
        empty = dict.fromkeys(column.name for column in own)
        rows = [{**one.row, **empty, **_only(found, empty)} for one in self.outcomes for found in one.findings or ({},)]
        return (*OUTCOMES, *own), rows

    def to_pandas(self) -> pandas.DataFrame:
        """`lines` as a DataFrame, typed: days as datetime64, lists as lists; what is not known is NA."""
        from tiegraph.frames import frame

        return frame(*self.lines)

    @property
    def facts(self) -> dict[str, Any]:
        """Everything as plain values; days are `date`s."""
        return {
            "screened": self.what,
            "file": self.file.name,
            "sha256": self.sha256,
            "run": self.run,
            "asked": dict(self.asked),
            "rows": len(self.outcomes),
            "counts": self.counts,
            "outcomes": [{**one.row, "findings": [dict(found) for found in one.findings]} for one in self.outcomes],
            "beside": {table.heading: [dict(row) for row in table.rows] for table in self.beside},
            "notes": self.notes,
            "warnings": self.warnings,
            "searched": self.searched,
            "lists": [dict(row) for row in self.searched_lists.rows],
            "caveats": self.caveats,
        }


def is_sure(finding: Mapping[str, Any]) -> bool:
    """Whether nothing of a finding waits for a person: institution, link, that it is listed, that the person signs.

    An id that a source attached to a string that does not decide is often that of another body.
    """
    read = finding.get("basis") != "inferred" and finding.get("methods") != [PUBLISHER_ID]
    known = finding.get("institution") and read and finding.get("signs") != OTHERS
    standing = finding["standing"] if "standing" in finding else finding.get("listing")
    return bool(known and finding.get("relation") in (None, "same body") and standing in (None, "in force"))


def group(state: str, finding: Mapping[str, Any]) -> tuple[bool, str]:
    """The table that a finding of a row with this state stands in: whether it is to be reviewed, nature of its list."""
    return state != MATCH or not is_sure(finding), finding.get(NATURE) or ""


def heading(review: bool, nature: str) -> str:
    """What stands above such a table."""
    return f"{(REVIEW if review else MATCH).capitalize()} · {nature or 'DPRK institutions on no list'}"


def _with_values(columns: Sequence[Column], rows: Sequence[Mapping[str, Any]]) -> tuple[Column, ...]:
    """The columns, those in which no row says anything hidden."""
    said = {name for row in rows for name, value in row.items() if value not in (None, "", [])}
    return tuple(replace(column, shown=column.shown and column.name in said) for column in columns)


def unread(one: Rejected) -> Outcome:
    """The outcome of a row that could not be read."""
    return Outcome(one.line, one.raw, COULD_NOT, f"{one.field} {one.reason}" if one.field != "line" else one.reason)


def _only(found: Mapping[str, Any], names: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in found.items() if name in names}
