"""What the zip of a case holds, in words, for a reader who has never seen the tool."""

from __future__ import annotations

from tiegraph.case.content import Content
from tiegraph.case.page import PERSONS, decided
from tiegraph.words import counted

_TEXT = """\
{title}

A case file of tiegraph: published papers and lists of designations, what was asked of them, what was found, and what
was decided. {holds}; {persons}.

case.html             All of it as one page; open it in a browser. It loads nothing from the network.
decisions.csv         Who decided what, when and why.
notes.csv             Notes, with who wrote them and when.
searches.csv          The searches run: question, parameters, as of which day, rows, version of the tool.
runs/                 The rows of each search as CSV, and its whole record as JSON.
questions/            The text of each question as it was asked; searches.csv has the sha256 of each.
list-entries.csv      The list entries that the rows name, with notices, dates, and why they were taken for whom.
list-rows.jsonl       The publishers' own rows behind these entries, one JSON object a line.
papers.csv            The papers with citations and DOIs.
affiliations.csv      The affiliation strings as printed, and as which institution each was read.
files.csv             The files that were loaded, with sha256, the day each speaks for, and its licence.
{reply}MANIFEST.json         The sha256 of every file here.

To check that nothing was altered: `tiegraph case verify` on the zip; it needs no database. The sha256 of the whole zip
was told at its export to whoever made it: only that says that the manifest, too, is the one of that day.

{decisions}

What this does not say
{caveats}
"""
_REPLY = "right-of-reply/       For each institution: what is stated of it, the evidence, and what would rebut it.\n"
_PERSONS = {
    "none": (
        "Persons have no names, no ids and no e-mail addresses in any of the files; each is `person 1` and so on. "
        "Names of files that were screened are left out, and rows that could not be read are known by their lines. "
        "Who wrote notes and who decided stands as it was given."
    ),
    "initials": "As with no names at all, but persons have initials.",
    "names": "Persons have the names that papers and lists print.",
}


def readme(content: Content, *, reply: bool = False) -> str:
    """README.txt of the zip."""
    about = content.case.about
    how = content.persons.how
    holds = ", ".join(
        (
            counted(len(content.runs), "search", "searches"),
            counted(len(content.notes), "note"),
            counted(len(content.decisions), "decision"),
        )
    )
    caveats = dict.fromkeys(text for _, found in content.runs for text in (*found.notes, *found.caveats))
    return _TEXT.format(
        title=f"Case {about.name}" + (f": {content.title}" if content.title else ""),
        holds=holds[0].upper() + holds[1:],
        persons=PERSONS[how],
        reply=_REPLY if reply else "",
        decisions="\n".join(map(decided, content.decisions)) or "Nothing was decided yet.",
        caveats="\n".join(f"- {text}" for text in (_PERSONS[how], *caveats)),
    )
