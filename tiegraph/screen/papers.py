"""Papers of a bibliography against the loaded graph: `listed-on-paper`, asked of every paper that is known by an id."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from rapidfuzz import fuzz

from cypher.catalogue import STANDING_CAVEATS, question
from cypher.question import Column
from loader.bibliography.cited import IDS, Cited
from loader.bibliography.papers import read
from loader.records import Rejected
from loader.resolve import text as texts
from loader.resolve.model import PUBLISHER_ID
from tiegraph.screen import facts
from tiegraph.screen.asked import Origin, Wanted
from tiegraph.screen.screening import COULD_NOT, MATCH, NEVER, NOT_FOUND, REVIEW, Outcome, Screening, is_sure
from tiegraph.screen.work import Work
from tiegraph.words import counted

if TYPE_CHECKING:
    from tiegraph.knowledge import KnowledgeBase

QUESTION = "Which papers of this file print institutions on control lists, or of the DPRK, and when?"
ON_PAPER = "listed-on-paper"
#: Titles of which fewer words than this (per cent) are the same are of two papers.
ALIKE = 60

COLUMNS = (
    Column("row", "Line of the file", "integer"),
    Column("given", "What the file says", "text"),
    *(one for one in question(ON_PAPER).columns if one.name != "title"),
    Column("files", "The files that brought the list entries as they stand", "texts"),
    Column("as_of", "Day of the list's last file", "date"),
    Column("ask", "What asks the question again for this paper", "text", shown=False),
)
COMPLETE = (
    "`tiegraph screen papers FILE --fetch` fetches those with a DOI from OpenAlex and loads them; `tiegraph fetch "
    "openalex --dois FILE` only fetches them."
)


@dataclass(frozen=True, slots=True)
class Known:
    """What the graph has for a row: the papers its ids lead to, one where all is well."""

    cited: Cited
    papers: tuple[Mapping[str, Any], ...] = field(default=())

    @property
    def one(self) -> Mapping[str, Any] | None:
        """The paper; None where there is none, or where the ids lead to several."""
        return self.papers[0] if len(self.papers) == 1 else None

    @property
    def other_title(self) -> bool:
        """True where the file's title is not that of the paper that its id leads to."""
        printed = self.one.get("title") if self.one else None
        if not printed or not self.cited.title:
            return False
        ours, theirs = (" ".join(texts.read(title).words) for title in (self.cited.title, printed))
        return bool(ours and theirs) and fuzz.token_set_ratio(ours, theirs) < ALIKE


def screen(
    work: Work,
    form: str | None = None,
    columns: Mapping[str, str] | None = None,
    encoding: str | None = None,
) -> Screening:
    """Screen the papers of a bibliography; `form` is one of `loader.bibliography.papers.FORMS`.

    A paper is never left out for its number of authors. Raises `SourceError` where the file cannot be read at all.
    """
    wanted = work.wanted
    rows = list(read(work.path, form, columns, encoding))
    known = looked_up(work.kb, [one for one in rows if isinstance(one, Cited)])
    ids = {str(paper["id"]) for one in known for paper in one.papers if not _before(paper, work.begin)}
    found = work.of_each(ON_PAPER, "paper", ids, include_inferred=wanted.include_inferred)
    under = work.under(ON_PAPER, ids)
    origin = work.origin(under, (id for rows_ in found.values() for row in rows_ for id in row["designations"]))
    return work.screening(
        under,
        [one for one in rows if isinstance(one, Rejected)],
        [_outcome(one, found, origin, wanted, work.begin) for one in known],
        what="papers",
        question=QUESTION,
        asked={"include_inferred": wanted.include_inferred},
        columns=COLUMNS,
        notes=tuple(_notes(known)),
        caveats=(NEVER, *question(ON_PAPER).caveats, *STANDING_CAVEATS),
    )


def _before(paper: Mapping[str, Any], begin: date | None) -> bool:
    """Whether a paper surely came out before the years that count."""
    published = paper.get("date_max")
    return begin is not None and published is not None and published < begin


def looked_up(kb: KnowledgeBase, cited: Sequence[Cited]) -> list[Known]:
    """The papers that each row's ids lead to. Several where its ids are of several."""
    names = (*IDS, "curated")
    by_id: dict[tuple[str, str], Mapping[str, Any]] = {}
    for some in facts.batches([one for one in cited if one.ids], 1_000):
        asked = [{name: one.ids.get(name) for name in names} for one in some]
        for row in kb.client.rows("find_papers", ids=asked):
            for name in IDS:
                if value := row["properties"].get(name):
                    by_id[name, value] = row["properties"]
    known = []
    for one in cited:
        hits = [by_id[name, value] for name, value in one.ids.items() if (name, value) in by_id]
        known.append(Known(one, tuple({str(paper["id"]): paper for paper in hits}.values())))
    return known


def _outcome(
    known: Known,
    found: Mapping[str, Sequence[Mapping[str, Any]]],
    origin: Origin,
    wanted: Wanted,
    begin: date | None,
) -> Outcome:
    cited = known.cited
    findings = [
        {
            "row": cited.line,
            "given": cited.printed,
            **{column.name: row[column.name] for column in COLUMNS if column.name in row},
            **origin.of(row["list"], row["designations"]),
            "ask": facts.command(ON_PAPER, paper=row["paper"], **wanted.given),
        }
        for paper in known.papers
        for row in found.get(str(paper["id"]), ())
        if not wanted.lists or row["list"] is None or row["list"] in wanted.lists
    ]
    state, reason = _judged(known, findings, begin)
    paper = known.one
    by = ", ".join(IDS[name][1] for name, value in cited.ids.items() if paper and paper.get(name) == value)
    return Outcome(
        line=cited.line,
        given=cited.printed,
        state=state,
        reason=reason,
        name=(paper.get("title") or paper["id"]) if paper else None,
        id=str(paper["id"]) if paper else None,
        known_by=by,
        candidates=() if paper else tuple(f"{one.get('title')} ({one['id']})" for one in known.papers),
        findings=tuple(findings),
    )


def _judged(known: Known, findings: Sequence[Mapping[str, Any]], begin: date | None) -> tuple[str, str]:
    """The state of a row, and why."""
    cited, paper = known.cited, known.one
    if not cited.ids:
        return COULD_NOT, "it gives no DOI and no other id; papers are never looked for by title"
    if not known.papers:
        return COULD_NOT, f"no paper that is loaded has {_told(cited.ids)}"
    if paper is None:
        what = f"its ids lead to {len(known.papers)} papers: correct one of them"
        return (REVIEW if findings else COULD_NOT), what
    if known.other_title:
        what = f"its id leads to a paper of another title, “{paper['title']}”: correct the id or the title"
        return (REVIEW if findings else COULD_NOT), what
    if _before(paper, begin):
        return COULD_NOT, f"it came out before {begin}, and the years asked for begin then"
    if findings:
        sure = [one for one in findings if is_sure(one)]
        return (MATCH if sure else REVIEW), _said(findings)
    strings, led = paper.get("strings") or 0, paper.get("strings_read") or 0
    if not strings:
        return COULD_NOT, "no affiliation of it is loaded"
    cut = "; its list of authors was cut by the source" if _is_cut(paper) else ""
    return NOT_FOUND, f"{led} of its {counted(strings, 'affiliation string')} led to an institution{cut}"


def _told(ids: Mapping[str, str]) -> str:
    return " or ".join(f"the {IDS[name][1]} {value}" for name, value in ids.items())


def _said(findings: Sequence[Mapping[str, Any]]) -> str:
    """What a paper prints, in words: institutions with the lists, or that they are of the DPRK."""
    parts = []
    for one in findings:
        how = "" if one["relation"] in (None, "same body") else f", {one['relation']}"
        by = ", by a source's id only" if one["methods"] == [PUBLISHER_ID] else ""
        where = f"{one['list']} ({one['nature']}{how}), {one['against_listing']}" if one["list"] else "DPRK"
        parts.append(f"{one['institution'] or 'an institution that is not known'}{by}: {where}")
    return "; ".join(dict.fromkeys(parts))


def _is_cut(paper: Mapping[str, Any]) -> bool:
    return str(paper.get("authors_source") or "").startswith("truncated")


def _notes(known: Sequence[Known]) -> list[str]:
    """What was seen of the file as a whole: papers that stand in it twice, ids of other titles, how to complete it."""
    first: dict[str, int] = {}
    again = []
    for one in known:
        keys = [str(paper["id"]) for paper in one.papers] or [f"{name}:{id}" for name, id in one.cited.ids.items()]
        if earlier := next((first[key] for key in keys if key in first), None):
            again.append(f"{one.cited.line} (as {earlier})")
        for key in keys:
            first.setdefault(key, one.cited.line)
    notes = []
    if again:
        notes.append(f"{counted(len(again), 'row')} of a paper that stands in the file before: {_first(again)}.")
    if others := [str(one.cited.line) for one in known if one.other_title]:
        notes.append(f"{counted(len(others), 'row')} whose id is of another title: {_first(others)}.")
    if missing := [one for one in known if one.cited.ids and not one.papers]:
        notes.append(f"{counted(len(missing), 'row')} of papers that are not loaded. {COMPLETE}")
    return notes


def _first(lines: Sequence[str], most: int = 20) -> str:
    more = f" and {len(lines) - most} more" if len(lines) > most else ""
    return f"line {', '.join(lines[:most])}{more}"
