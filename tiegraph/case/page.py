"""A case as one page that needs no network."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import viz
from tiegraph.answer import AnswerTable
from tiegraph.case.content import Content
from tiegraph.case.evidence import Evidence
from tiegraph.case.folder import Entry
from tiegraph.case.rows import columns_of, tables, title, typed
from tiegraph.render.fields import in_words
from tiegraph.runs import Run
from tiegraph.words import counted

#: Rows of one kind on the page; the CSV files have all.
MOST = 500
Row = Mapping[str, Any]

#: In words, how persons are shown.
PERSONS = {"none": "persons are not named", "initials": "persons by their initials", "names": "persons by name"}
_DECISIONS = (
    viz.Column("on", "Day of the decision"),
    viz.Column("by", "Who decided"),
    viz.Column("text", "What was decided"),
    viz.Column("why", "Why"),
    viz.Column("about", "What it is about"),
    viz.Column("run", "The run that it is about"),
    viz.Column("at", "When it was written down (UTC)", shown=False),
)
_NOTES = (
    viz.Column("at", "When it was written down (UTC)"),
    viz.Column("by", "Who wrote it"),
    viz.Column("text", "The note"),
    viz.Column("about", "What it is about"),
    viz.Column("run", "The run that it is about"),
)
_SEARCHES = {
    "run": "Id of the run",
    "at": "When it was asked (UTC)",
    "what": "Id of the question, or what was screened",
    "asked": "The parameters that were given",
    "file": "What was screened",
    "rows": "Rows of the answer",
    "summary": "What came out",
    "questions": "The questions, with the sha256 of their text; the texts are in the folder questions",
    "version": "Version of tiegraph",
}
_ENTRIES = {
    "list": "Id of the list",
    "nature": "What the list is in law",
    "name": "Name of the entry as printed",
    "aliases": "Other names as printed",
    "addresses": "Addresses as printed",
    "on_list": "When it was on the list, and what that rests on",
    "reason": "Reason as printed",
    "citations": "Notices cited",
    "because": "The institution that it was taken for, why, and who judged that",
    "entry": "Id of the entry; its rows as published are in list-rows.jsonl",
    "files": "Files that brought it",
}
_PAPERS = {
    "citation": "The paper as one cites it",
    "doi": "DOI",
    "paper": "Id of the paper",
    "authors": "Length of the author list as far as known",
    "retracted": "True where a source says it is retracted",
}
_STRINGS = {
    "paper": "Id of the paper",
    "institution": "The institution that the string was read as; empty where it only prints the DPRK",
    "string": "The affiliation string as printed",
    "basis": "Where the string is from: printed, publisher, aggregator or inferred",
    "read_by": "How it was read",
    "signed_by": "Who signed it, as far as known",
}
_FILES = {
    "source": "Source",
    "file": "File that was loaded",
    "as_of": "The day it speaks for",
    "licence": "Its licence",
    "may_be_passed_on": "Whether that lets one pass it on",
    "sha256": "Its sha256",
}


def page(content: Content) -> viz.Page:
    """The case, with what was decided first, then what was found and what it rests on."""
    about = content.case.about
    persons = PERSONS[content.persons.how]
    evidence = [found for _, found in content.runs]
    asked = [f"{_run(at)}, {title(run)}, {run.at[:10]}: {content.summary(run)}" for at, (run, _) in _numbered(content)]
    return viz.Page(
        title=f"Case {about.name} · {persons}",
        question=content.title or f"What is in the case {about.name}?",
        answer=(*map(decided, reversed(content.decisions)), *(_undecided(content)), *asked),
        tables=tuple(_tables(content)),
        subgraph=None,
        searched=tuple(dict.fromkeys(text for found in evidence for text in found.searched)),
        caveats=tuple(dict.fromkeys(text for found in evidence for text in found.caveats)),
        warnings=tuple(_warnings(content)),
        facts=(
            ("Opened", f"{about.created[:10]}, by {about.by}"),
            ("Holds", f"{counted(len(content.runs), 'run')}, {counted(len(content.notes), 'note')}"),
            ("Of persons", persons),
        ),
        search=True,
    )


def decided(one: Entry) -> str:
    """A decision in a sentence."""
    about = f" on {one.about}" if one.about else ""
    return f"Decided{about} on {one.on} by {one.by}: {one.text}. Why: {one.why}"


def _undecided(content: Content) -> tuple[str, ...]:
    return () if content.decisions else ("Nothing was decided yet.",)


def _warnings(content: Content) -> Iterator[str]:
    """What to know of the runs, each once with the runs that it holds for."""
    holds: dict[str, list[str]] = {}
    for at, (_, found) in _numbered(content):
        for text in (*found.notes, *found.warnings):
            holds.setdefault(text, []).append(str(at))
    return (f"Run{'s' if len(runs) > 1 else ''} {', '.join(runs)}: {text}" for text, runs in holds.items())


def _numbered(content: Content) -> Iterator[tuple[int, tuple[Run, Evidence]]]:
    return enumerate(content.runs, 1)


def _run(number: int) -> str:
    return f"Run {number}"


def _tables(content: Content) -> Iterator[viz.Table]:
    if content.decisions:
        yield viz.Table("Decisions", _DECISIONS, [_said(one) for one in content.decisions])
    if content.notes:
        yield viz.Table("Notes", _NOTES, [_said(one) for one in content.notes])
    for at, (run, _) in _numbered(content):
        columns = columns_of(run)
        rows = [typed(columns, row) for row in content.rows(run)]
        for number, table in enumerate(tables(run, rows)):
            # The first table of a run says what was asked; the others are under it.
            parts = (_run(at), "" if number and table.heading else title(run), table.heading)
            yield _table(
                " · ".join(filter(None, parts)), table, f"{title(run)}, run {run.id}; all in runs/{run.id}.csv"
            )
    for heading, meanings, found, file in (
        ("List entries", _ENTRIES, content.entries(), "list-entries.csv; the publishers' rows: list-rows.jsonl"),
        ("Papers", _PAPERS, content.papers(), "papers.csv"),
        ("Affiliation strings as printed", _STRINGS, content.strings(), "affiliations.csv"),
        ("Searches run", _SEARCHES, content.searches(), "searches.csv"),
        ("Files that were loaded", _FILES, content.files(), "files.csv"),
    ):
        if found:
            shown = tuple(viz.Column(name, meaning) for name, meaning in meanings.items())
            yield viz.Table(heading, shown, found[:MOST], _note(len(found), f"With all columns: {file}"))


def _table(heading: str, table: AnswerTable, note: str) -> viz.Table:
    shown = [one for one in table.columns if one.name != "ask"]
    columns, rows = in_words(shown, table.rows[:MOST])
    said = {name for row in rows for name, value in row.items() if value not in (None, "", [])}
    columns = [replace(one, shown=one.shown and (one.name in said or not rows)) for one in columns]
    return viz.Table(
        heading,
        tuple(viz.Column(one.name, one.meaning, one.shown) for one in columns),
        rows,
        _note(len(table.rows), note),
    )


def _note(number: int, note: str) -> str:
    return f"The first {MOST:,} of {number:,}. {note}." if number > MOST else f"{note}."


def _said(one: Entry) -> Row:
    return {name: getattr(one, name) or None for name in ("on", "at", "by", "text", "why", "about", "run")}


__all__: Sequence[str] = ["MOST", "PERSONS", "decided", "page"]
