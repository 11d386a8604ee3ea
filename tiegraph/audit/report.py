"""What an audit says: findings in sentences, and sections of rows that can be counted again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from cypher.question import Column
from tiegraph.answer import AnswerTable
from tiegraph.audit.finding import Finding
from tiegraph.words import counted

CAVEATS = (
    "The audit counts what the graph holds. It does not say that what is there is right: an institution that was found "
    "may be the wrong one, and `tiegraph why` shows the evidence for each.",
    "What no file that was loaded contains is not counted here. Not found is not a clearance.",
)


@dataclass(frozen=True, slots=True)
class Section:
    """A table of the audit. `note` says what is counted and how; `of` counts all rows where some are left out."""

    id: str
    title: str
    note: str
    columns: tuple[Column, ...]
    rows: tuple[Mapping[str, Any], ...]
    of: int | None = None

    @property
    def table(self) -> AnswerTable:
        """The rows as renderers of answers take them."""
        return AnswerTable(self.title, self.columns, self.rows)

    @property
    def more(self) -> str:
        """How many rows are left out, in words; empty where all are there."""
        left_out = (self.of or 0) - len(self.rows)
        return f"{counted(left_out, 'more row')}: --most shows more." if left_out > 0 else ""


@dataclass(frozen=True, slots=True)
class Audit:
    """The state of the data on a day. `database` says where it is."""

    day: date
    database: str
    summary: tuple[str, ...]
    findings: tuple[Finding, ...]
    sections: tuple[Section, ...]

    def __getitem__(self, id: str) -> Section:
        """The section of that id. Raises KeyError where there is none."""
        return {section.id: section for section in self.sections}[id]

    @property
    def facts(self) -> dict[str, Any]:
        """Everything as plain values; days are `date`s."""
        return {
            "day": self.day,
            "database": self.database,
            "summary": self.summary,
            "findings": [
                {"id": one.id, "severity": one.severity, "sentence": one.sentence, "touches": one.touches}
                for one in self.findings
            ],
            "sections": {
                one.id: {
                    "title": one.title,
                    "note": one.note,
                    "columns": {column.name: column.meaning for column in one.columns},
                    "rows": [{column.name: row[column.name] for column in one.columns} for row in one.rows],
                    "rows_in_all": len(one.rows) if one.of is None else one.of,
                }
                for one in self.sections
            },
            "caveats": CAVEATS,
        }

    def save(self, path: str | Path, *, force: bool = False) -> Path:
        """Write the audit as one HTML page that needs no network. Returns its path.

        Persons appear as `person 1`, without their ids. A file that exists is only replaced with `force`.
        Raises `viz.PageError` where the page cannot be written.
        """
        from tiegraph.render.audit import page
        from viz import write

        target = Path(path)
        write(page(self), target, force=force)
        return target
