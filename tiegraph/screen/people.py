"""Persons of a table, each by an id: the listed and DPRK institutions on their papers, and for which they sign."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cypher.catalogue import STANDING_CAVEATS, question
from cypher.question import Column
from loader.bibliography.people import Asked, read
from loader.records import Rejected
from tiegraph import there
from tiegraph.screen import facts
from tiegraph.screen.asked import Origin, Wanted, lists_of, origin_of
from tiegraph.screen.facts import Progress, quiet
from tiegraph.screen.papers import ON_PAPER
from tiegraph.screen.screening import COULD_NOT, MATCH, NEVER, NOT_FOUND, REVIEW, Outcome, Screening, unread
from tiegraph.words import counted

if TYPE_CHECKING:
    from tiegraph.knowledge import KnowledgeBase

QUESTION = (
    "For which institutions on control lists, or of the DPRK, do these persons sign, and which stand on their papers?"
)
PAPERS, CAREER = "author-papers", "author-career"
#: No paper is left out for its number of authors.
_ALL = 2**31
PERSON, OTHERS = "the person", "others, or not known"
ORCID, CLUSTER = "ORCID", "OpenAlex id, a cluster that can mix people of one name"

COLUMNS = (
    Column("row", "Line of the file", "integer"),
    Column("author_id", "The person", "text"),
    Column("signs", f"Who signs for the institution: {PERSON}; {OTHERS}", "text"),
    *(one for one in question(ON_PAPER).columns if one.name != "title"),
    Column("files", "The files that brought the list entries as they stand", "texts"),
    Column("as_of", "Day of the list's last file", "date"),
    Column("ask", "What asks for the person's affiliations again", "text", shown=False),
)


def screen(
    kb: KnowledgeBase,
    path: Path,
    wanted: Wanted,
    columns: Mapping[str, str] | None = None,
    encoding: str | None = None,
    progress: Progress = quiet,
    today: date | None = None,
) -> Screening:
    """Screen the persons of the table at `path`; no name is searched for, and none stands in what is found.

    Raises `SourceError` where the file cannot be read at all, `UsageError` for a list that is not loaded.
    """
    there.holds_something(kb.client, kb.connection)
    lists_of(kb, wanted)
    today = today or date.today()
    rows = list(read(path, columns or {}, encoding))
    asked = [one for one in rows if isinstance(one, Asked)]
    known = _looked_up(kb, asked)
    given = {**wanted.given, "include_inferred": wanted.include_inferred, "max_authors": _ALL}
    people = {id for ids in known.values() for id in ids}
    papers = _since(facts.of_each(kb, PAPERS, "author", people, given, progress), wanted.begin(today))
    careers = facts.of_each(kb, CAREER, "author", people, given, progress)
    on_papers = facts.of_each(kb, ON_PAPER, "paper", (id for ids in papers.values() for id in ids), given, progress)
    seen = [{"paper_ids": sorted(on_papers)}] if on_papers else []
    answer, warnings = facts.under(kb, ON_PAPER, {"as_of": wanted.as_of, "list": wanted.one_list}, seen, today)
    searched = wanted.only(answer.searched_lists)
    entries = (id for found in on_papers.values() for row in found for id in row["designations"])
    origin = origin_of(kb, entries, searched)
    outcomes = [unread(one) for one in rows if isinstance(one, Rejected)]
    for one in asked:
        ids = known[one.line]
        findings = [
            finding
            for id in ids
            for finding in _findings(one, id, papers.get(id, []), careers.get(id, ()), on_papers, origin, wanted)
        ]
        outcomes.append(_outcome(one, ids, sum(len(papers.get(id, ())) for id in ids), findings))
    own = dict.fromkeys((*question(CAREER).caveats, *question(ON_PAPER).caveats))
    return Screening(
        what="people",
        question=QUESTION,
        file=path,
        sha256=hashlib.sha256(path.read_bytes()).hexdigest(),
        asked={**wanted.asked, "years": wanted.years, "include_inferred": wanted.include_inferred},
        outcomes=tuple(sorted(outcomes, key=lambda one: one.line)),
        columns=COLUMNS,
        beside=(),
        notes=tuple(_notes(asked, known)),
        warnings=warnings,
        searched=answer.searched_papers,
        searched_lists=searched,
        caveats=(NEVER, *own, *STANDING_CAVEATS),
    )


def _looked_up(kb: KnowledgeBase, asked: Sequence[Asked]) -> dict[int, tuple[str, ...]]:
    """By line: the persons of the graph that its ids are of. Several where ORCID and OpenAlex id are of two."""
    wanted = sorted({id for one in asked for id in one.ids})
    found: dict[str, list[str]] = {}
    for some in facts.batches(wanted, 2_000):
        for row in kb.client.rows("find_nodes", "Author", keys=some):
            found[row["key"]] = [row["key"]]
    clusters = sorted({one.openalex for one in asked if one.openalex and f"openalex:{one.openalex}" not in found})
    if clusters:
        for row in kb.client.rows("authors_by_openalex", ids=clusters):
            found.setdefault(f"openalex:{row['openalex']}", []).append(row["id"])
    return {one.line: tuple(dict.fromkeys(id for key in one.ids for id in found.get(key, ()))) for one in asked}


def _since(found: Mapping[str, Sequence[Mapping[str, Any]]], begin: date | None) -> dict[str, list[str]]:
    """By person: ids of the papers, those that came out before `begin` left out."""
    return {
        id: [
            row["paper"]
            for row in rows
            if not (begin and row["published_max"] is not None and row["published_max"] < begin)
        ]
        for id, rows in found.items()
    }


def _findings(
    asked: Asked,
    person: str,
    papers: Sequence[str],
    career: Sequence[Mapping[str, Any]],
    on_papers: Mapping[str, Sequence[Mapping[str, Any]]],
    origin: Origin,
    wanted: Wanted,
) -> list[dict[str, Any]]:
    """What the person's papers print, each with who signs for it; what the person signs for first."""
    signed = {(id, row["institution_id"]) for row in career for id in row["paper_ids"]}
    unread_strings = {string for row in career if row["institution_id"] is None for string in row["strings"]}
    findings = []
    for paper in papers:
        for row in on_papers.get(paper, ()):
            if wanted.lists and row["list"] is not None and row["list"] not in wanted.lists:
                continue
            known = row["institution_id"] is not None
            own = (paper, row["institution_id"]) in signed if known else bool(unread_strings & set(row["strings"]))
            findings.append(
                {
                    "row": asked.line,
                    "author_id": person,
                    "signs": PERSON if own else OTHERS,
                    **{column.name: row[column.name] for column in COLUMNS if column.name in row},
                    **origin.of(row["list"], row["designations"]),
                    "ask": facts.command(CAREER, author=person),
                }
            )
    return sorted(findings, key=lambda one: one["signs"] != PERSON)


def _outcome(asked: Asked, ids: Sequence[str], papers: int, findings: Sequence[Mapping[str, Any]]) -> Outcome:
    by = ORCID if any(id.startswith("orcid:") for id in ids) and asked.orcid else CLUSTER
    state, reason = _judged(asked, ids, papers, findings, by)
    return Outcome(
        line=asked.line,
        given=", ".join(asked.ids),
        state=state,
        reason=reason,
        id=ids[0] if len(ids) == 1 else None,
        known_by=by if ids else "",
        candidates=tuple(ids) if len(ids) > 1 else (),
        findings=tuple(findings),
    )


def _judged(
    asked: Asked, ids: Sequence[str], papers: int, findings: Sequence[Mapping[str, Any]], by: str
) -> tuple[str, str]:
    """The state of a row, and why."""
    if not ids:
        return COULD_NOT, f"no paper that is loaded is signed with {' or '.join(asked.ids)}"
    if len(ids) > 1:
        return (REVIEW if findings else COULD_NOT), "its ORCID and its OpenAlex id are of two persons: correct one"
    if not papers:
        return COULD_NOT, "no paper of the years asked for is loaded"
    own = [one for one in findings if one["signs"] == PERSON]
    sure = [one for one in own if one["institution"] and one["relation"] in (None, "same body")]
    if own:
        said = _places(own)
        if sure and by == ORCID:
            return MATCH, f"signs for {said}"
        return REVIEW, f"signs for {said}" + ("" if by == ORCID else f"; known by {by}")
    if findings:
        return REVIEW, f"stands on papers with {_places(findings)}, and was not found to sign for them"
    return NOT_FOUND, f"{counted(papers, 'paper')}, none of which was found to print such an institution"


def _places(findings: Sequence[Mapping[str, Any]]) -> str:
    """Institutions with their lists, and on how many papers."""
    papers: dict[str, set[str]] = {}
    for one in findings:
        where = f"{one['list']}, {one['nature']}" if one["list"] else "DPRK"
        papers.setdefault(f"{one['institution'] or 'an institution that is not known'} ({where}", set()).add(
            one["paper"]
        )
    return "; ".join(f"{place}; {counted(len(some), 'paper')})" for place, some in papers.items())


def _notes(asked: Sequence[Asked], known: Mapping[int, Sequence[str]]) -> list[str]:
    """What was seen of the file as a whole: persons who stand in it twice."""
    first: dict[str, int] = {}
    again = []
    for one in asked:
        keys = tuple(known[one.line]) or one.ids
        if earlier := next((first[key] for key in keys if key in first), None):
            again.append(f"{one.line} (as {earlier})")
        for key in keys:
            first.setdefault(key, one.line)
    if not again:
        return []
    return [f"{counted(len(again), 'row')} of a person who stands in the file before: line {', '.join(again[:20])}."]
