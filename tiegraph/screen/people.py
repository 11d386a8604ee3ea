"""Persons of a table, each by an id: the listed and DPRK institutions on their papers, and for which they sign."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from cypher.catalogue import STANDING_CAVEATS, question
from cypher.question import Column
from loader.bibliography.people import Asked, read
from loader.records import Rejected
from tiegraph.screen import facts
from tiegraph.screen.asked import ANY, Origin, Wanted
from tiegraph.screen.papers import ON_PAPER
from tiegraph.screen.screening import (
    COULD_NOT,
    MATCH,
    NEVER,
    NOT_FOUND,
    OTHERS,
    PERSON,
    REVIEW,
    Outcome,
    Screening,
    is_sure,
)
from tiegraph.screen.work import Work
from tiegraph.words import counted

if TYPE_CHECKING:
    from tiegraph.knowledge import KnowledgeBase

QUESTION = (
    "For which institutions on control lists, or of the DPRK, do these persons sign, and which stand on their papers?"
)
PAPERS, CAREER = "author-papers", "author-career"
#: No paper is left out for its number of authors.
_ALL = 2**31
_LEFT_OUT = "left out, as it is not"
ORCID, CLUSTER = "ORCID", "OpenAlex id, a cluster that can mix people of one name"

#: An affiliation is current where the person signs so on a paper of the year before the newest paper that is loaded.
_CURRENT = timedelta(days=366)
NEWEST = (
    "An affiliation is called current where a paper of the twelve months before the person's newest loaded paper has "
    "it: what is loaded can be old, or lack the newest."
)

COLUMNS = (
    Column("row", "Line of the file", "integer"),
    Column("author_id", "The person", "text"),
    Column("signs", f"Who signs for the institution: {PERSON}; {OTHERS}", "text"),
    Column("affiliation", "current or past, where the person signs for it: by the newest papers loaded", "text"),
    *(one for one in question(ON_PAPER).columns if one.name != "title"),
    Column("files", "The files that brought the list entries as they stand", "texts"),
    Column("as_of", "Day of the list's last file", "date"),
    Column("ask", "What asks for the person's affiliations again", "text", shown=False),
)


def screen(work: Work, columns: Mapping[str, str] | None = None, encoding: str | None = None) -> Screening:
    """Screen the persons of a table; no name is searched for, and none stands in what is found.

    Raises `SourceError` where the file cannot be read at all.
    """
    wanted = work.wanted
    rows = list(read(work.path, columns or {}, encoding))
    asked = [one for one in rows if isinstance(one, Asked)]
    known = _looked_up(work.kb, asked)
    more = {"include_inferred": wanted.include_inferred, "max_authors": _ALL}
    people = {id for ids in known.values() for id in ids}
    papers = _since(work.of_each(PAPERS, "author", people, **more), work.begin)
    careers = work.of_each(CAREER, "author", people, **more)
    on_papers = work.of_each(ON_PAPER, "paper", (id for ids in papers.values() for id in ids), **more)
    under = work.under(ON_PAPER, on_papers)
    origin = work.origin(under, (id for found in on_papers.values() for row in found for id in row["designations"]))
    outcomes = []
    for one in asked:
        ids = known[one.line]
        findings = [
            finding
            for id in ids
            for finding in _findings(one, id, papers.get(id, []), careers.get(id, ()), on_papers, origin, wanted)
        ]
        outcomes.append(_outcome(one, ids, sum(len(papers.get(id, ())) for id in ids), findings, wanted.affiliations))
    own = dict.fromkeys((*question(CAREER).caveats, *question(ON_PAPER).caveats))
    return work.screening(
        under,
        [one for one in rows if isinstance(one, Rejected)],
        outcomes,
        what="people",
        question=QUESTION,
        asked={"affiliations": wanted.affiliations, "include_inferred": wanted.include_inferred},
        columns=COLUMNS,
        notes=(*_notes(asked, known), *_left_out(outcomes, wanted.affiliations)),
        caveats=(NEVER, NEWEST, *own, *STANDING_CAVEATS),
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
    current = _current(career)
    findings = []
    for paper in papers:
        for row in on_papers.get(paper, ()):
            if wanted.lists and row["list"] is not None and row["list"] not in wanted.lists:
                continue
            known = row["institution_id"] is not None
            own = (paper, row["institution_id"]) in signed if known else bool(unread_strings & set(row["strings"]))
            now = "current" if row["institution_id"] in current else "past"
            findings.append(
                {
                    "row": asked.line,
                    "author_id": person,
                    "signs": PERSON if own else OTHERS,
                    "affiliation": now if own else None,
                    **{column.name: row[column.name] for column in COLUMNS if column.name in row},
                    **origin.of(row["list"], row["designations"]),
                    "ask": facts.command(CAREER, author=person),
                }
            )
    return sorted(findings, key=lambda one: one["signs"] != PERSON)


def _current(career: Sequence[Mapping[str, Any]]) -> set[str | None]:
    """The institutions that a person signs for on the newest papers; None for what was not read as any."""
    newest = max((row["last"] for row in career if row["last"]), default=None)
    return {row["institution_id"] for row in career if newest is None or (row["last"] or newest) > newest - _CURRENT}


def _outcome(
    asked: Asked, ids: Sequence[str], papers: int, every: Sequence[Mapping[str, Any]], affiliations: str
) -> Outcome:
    by = ORCID if any(id.startswith("orcid:") for id in ids) and asked.orcid else CLUSTER
    findings = [one for one in every if affiliations == ANY or one["affiliation"] in (None, affiliations)]
    state, reason = _judged(asked, ids, papers, findings, by)
    if left := [one for one in every if one not in findings]:
        reason = f"{reason}; {_LEFT_OUT} {affiliations}: signs for {_places(left)}"
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
    sure = [one for one in own if is_sure(one)]
    if own:
        said = _places(own)
        if sure and by == ORCID:
            return MATCH, f"signs for {said}"
        return REVIEW, f"signs for {said}" + ("" if by == ORCID else f"; known by {by}")
    if findings:
        return REVIEW, f"stands on papers with {_places(findings)}, and was not found to sign for them"
    return NOT_FOUND, f"{counted(papers, 'paper')}, none of which was found to print an institution that was asked for"


def _places(findings: Sequence[Mapping[str, Any]]) -> str:
    """Institutions with their lists, and on how many papers."""
    papers: dict[str, set[str]] = {}
    for one in findings:
        where = f"{one['list']}, {one['nature']}" if one["list"] else "DPRK"
        papers.setdefault(f"{one['institution'] or 'an institution that is not known'} ({where}", set()).add(
            one["paper"]
        )
    return "; ".join(f"{place}; {counted(len(some), 'paper')})" for place, some in papers.items())


def _left_out(outcomes: Sequence[Outcome], affiliations: str) -> list[str]:
    """Which rows have own affiliations that were not asked for: without that, a row would look as if it had none."""
    lines = [str(one.line) for one in outcomes if _LEFT_OUT in one.reason]
    if not lines:
        return []
    return [
        f"{counted(len(lines), 'row')} of a person who also signs for what is not {affiliations}, which was left "
        f"out; the reason of the row names it: line {', '.join(lines[:20])}."
    ]


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
