"""What an institution is asked to reply to: the exact statements, what each rests on, and what would rebut it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from textwrap import fill
from typing import Any

from cypher.catalogue import STANDING_CAVEATS
from tiegraph.case.content import Content
from tiegraph.case.evidence import Evidence, entries_of, institutions_in, papers_of
from tiegraph.case.rows import columns_of, statement, title, typed
from tiegraph.runs import Run
from viz.words import country

#: Papers of one statement that are told in full.
MOST_PAPERS = 50
_WIDTH = 100
Row = Mapping[str, Any]

_BY_ENTRY = (
    "That the entry names another body than this institution: its names and addresses as printed stand above.",
    "That the entry was removed or changed, or did not stand on the list on the day that this speaks for: a notice of "
    "its authority.",
)
_BY_PAPER = (
    "That an affiliation string is not what the paper prints, was read as the wrong institution, or is wrong in print: "
    "the paper, or a correction by its publisher.",
    "That a paper was withdrawn, or that it was published on another day than is given here.",
)
_BY_LINK = "That the reasons given for taking the entry for this institution do not hold."


class _Entries:
    """The list entries of a case and their rows as published, by run and id."""

    def __init__(self, content: Content) -> None:
        self._shown = {(run, row["entry"]): row for row in content.entries() for run in row["runs"]}
        self._rows: dict[tuple[str, str], list[Any]] = {}
        for row in content.list_rows():
            for run in row["runs"]:
                self._rows.setdefault((run, row["entry"]), []).append(row["row"])
        self._persons = content.persons

    def of(self, run: Run, id: str) -> tuple[Row, list[Any]]:
        """An entry and its rows; none of a person's."""
        key = run.id, self._persons.text(id)
        return self._shown[key], [row for row in self._rows.get(key, ()) if row is not None]


def letters(content: Content) -> Iterator[tuple[str, str]]:
    """(file name, text) for each institution of which a run found something, by id."""
    about: dict[str, list[tuple[Run, Evidence, Row, str]]] = {}
    names: dict[str, tuple[str, str]] = {}
    entries = _Entries(content)
    for run, found in content.runs:
        columns = columns_of(run)
        for row in content.rows(run):
            # Rows of a screening name an institution also where nothing was found of it.
            text = statement(run, typed(columns, row))
            for id in dict.fromkeys(institutions_in(row)):
                if text and id in found.institutions:
                    about.setdefault(id, []).append((run, found, row, text))
                    body = found.institutions[id]["institution"]
                    names[id] = (str(body.get("name") or id), country(body["country"]) if body.get("country") else "")
    for at, id in enumerate(sorted(about), 1):
        name, place = names[id]
        plain = re.sub(r"[^a-z0-9]+", "-", id.lower()).strip("-")[:60]
        yield f"{at:03}-{plain}.txt", "\n".join(_letter(content, entries, id, name, place, about[id])) + "\n"


def _letter(
    content: Content, known: _Entries, id: str, name: str, place: str, rows: Sequence[tuple[Run, Evidence, Row, str]]
) -> Iterator[str]:
    yield name
    yield ", ".join(filter(None, (place, id)))
    yield ""
    yield from _prose(
        "This is what we found about this institution in published papers and official lists. We ask for your reply "
        "before we rely on it: please say what is wrong, with a document that shows it."
    )
    said: dict[str, int] = {}
    #: what was told in full → under which statement
    told: dict[str, int] = {}
    for run, found, row, text in rows:
        if text in said:
            continue
        said[text] = len(said) + 1
        yield from ("", f"STATEMENT {said[text]}", "")
        yield from _prose(text, "  ")
        yield from ("", f"  From: {title(run)}, asked on {run.at[:10]} (run {run.id}).", "", "  Evidence", "")
        entries = [one for one in sorted(entries_of([row])) if one in found.entries]
        papers = [one for one in papers_of([row]) if one in found.papers]
        for one in entries:
            shown, published = known.of(run, one)
            lines = _entry(shown, published, id)
            yield from _once(told, said[text], f"{shown['entry']} {shown['on_list']}", lines)
        for one in papers[:MOST_PAPERS]:
            yield from _once(told, said[text], one, _paper(content, found, one, id))
        if len(papers) > MOST_PAPERS:
            yield f"  and {len(papers) - MOST_PAPERS:,} more papers: papers.csv and affiliations.csv have all."
            yield ""
        if not entries and not papers:
            yield from ("  The statement itself, as the question counts it.", "")
        yield from ("  What would rebut it", "")
        for line in (
            *(_BY_ENTRY if entries else ()),
            *((_BY_LINK,) if entries else ()),
            *(_BY_PAPER if papers else ()),
        ):
            yield from _prose(line, "  - ")
    yield from ("", "WHAT THIS DOES NOT SAY", "")
    for line in STANDING_CAVEATS:
        yield from _prose(line, "- ")


def _once(told: dict[str, int], number: int, key: str, lines: Iterator[str]) -> Iterator[str]:
    """Evidence in full the first time, and after that where it stands."""
    before = told.setdefault(key, number)
    if before == number:
        yield from lines
    else:
        yield f"{next(lines)} — see statement {before}"
        yield ""


def _entry(shown: Row, published: Sequence[Any], institution: str) -> Iterator[str]:
    yield f"  List entry {shown['name']} ({shown['entry']})"
    for name, value in (
        ("List", f"{shown['title']}; in law: {shown['nature']}"),
        ("Kept by", shown["authority"]),
        ("On the list", "; ".join(shown["on_list"])),
        ("Notices cited", "; ".join(shown["citations"] or ())),
        ("Other names as printed", "; ".join(shown["aliases"] or ())),
        ("Addresses as printed", "; ".join(shown["addresses"] or ())),
        ("Reason as printed", shown["reason"]),
        ("What links it to this institution", "; ".join(_mine(shown["because"], institution))),
    ):
        if value:
            yield from _prose(f"{name}: {value}", "    ")
    for row in published:
        yield f"    As published: {json.dumps(row, ensure_ascii=False, sort_keys=True)}"
    for file, digest, day in zip(shown["files"], shown["sha256"], shown["as_of"], strict=True):
        yield f"    File: {file}, sha256 {digest}; speaks for {day or 'a day not known'}"
    yield ""


def _paper(content: Content, found: Evidence, id: str, institution: str) -> Iterator[str]:
    one = found.papers[id]
    yield f"  {content.citation(id, one)}"
    for at in one["printed"]:
        if at["institution"] == institution:
            for string in dict.fromkeys(at.get("strings") or ()):
                yield f"    Printed: “{content.persons.text(string)}”"
    yield ""


def _mine(because: Sequence[str], institution: str) -> list[str]:
    mark = f"{institution}: "
    return [text.removeprefix(mark) for text in because if text.startswith(mark)]


def _prose(text: str, indent: str = "") -> Iterator[str]:
    later = " " * len(indent)
    yield from fill(
        text, _WIDTH, initial_indent=indent, subsequent_indent=later, break_long_words=False, break_on_hyphens=False
    ).splitlines()
