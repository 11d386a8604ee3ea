"""What a run rests on, taken out of the database while it is there: a case must say it when the database is gone."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from msgspec import Struct, field

from cypher.catalogue import question
from cypher.errors import UsageError
from tiegraph.answer import PAPER_COLUMNS
from tiegraph.people import ID_COLUMNS
from tiegraph.render.cells import plain
from tiegraph.runs import Run, State
from tiegraph.runs.record import ASK
from tiegraph.screen import facts
from tiegraph.screen.again import QUESTIONS
from tiegraph.screen.screening import NEVER

if TYPE_CHECKING:
    from tiegraph.knowledge import KnowledgeBase

#: Papers of one run whose strings are kept; of more the first by id, and it is said.
MOST_PAPERS = 5_000
_BATCH = 500


class Evidence(Struct, frozen=True, kw_only=True):
    """What stands behind the rows of one run; all values as JSON has them.

    `entries`, `papers`, `institutions`: the rows of the statements `case_…`, by id. `loads`: properties of the loads of
    the run. `questions`: text by id, of those whose text is still the one of the run. `notes`: what is not as it was,
    or not whole.
    """

    run: str
    #: day and time (UTC)
    collected: str
    entries: dict[str, dict[str, Any]]
    papers: dict[str, dict[str, Any]]
    institutions: dict[str, dict[str, Any]]
    loads: list[dict[str, Any]]
    questions: dict[str, str]
    searched: list[str]
    warnings: list[str]
    caveats: list[str]
    notes: list[str] = field(default_factory=list)


def collect(kb: KnowledgeBase, run: Run) -> Evidence:
    """The evidence behind a run's rows, as the database has it now. Raises as a question."""
    entries = _by_id(kb, "case_entries", entries_of(run.rows))
    papers = papers_of(run.rows)
    linked = {link["institution"] for one in entries.values() for link in one["links"]}
    asked = question(run.what if run.kind == ASK else QUESTIONS[run.what][-1])
    given = {"as_of": _day(run.as_of), "list": run.asked.get("list", "any")}
    answer, warnings = facts.under(kb, asked.id, given, run.rows[:MOST_PAPERS], date.today())
    used = {load.id for load in run.state.loads}
    return Evidence(
        run=run.id,
        collected=datetime.now(UTC).isoformat(timespec="seconds"),
        entries=entries,
        papers=_by_id(kb, "case_papers", papers[:MOST_PAPERS]),
        institutions=_by_id(kb, "case_institutions", institutions_of(run) | linked),
        loads=_json([one for one in kb.loads() if one["id"] in used]),
        questions=dict(_texts(run)),
        searched=list(answer.searched),
        warnings=list(warnings),
        caveats=list(dict.fromkeys((*(() if run.kind == ASK else (NEVER,)), *answer.caveats))),
        notes=list(_notes(kb, run, len(papers))),
    )


def entries_of(rows: Iterable[Mapping[str, Any]]) -> set[str]:
    """Ids of the list entries in rows."""
    return {id for row in rows for name in ("designation", "designations") for id in _ids(row.get(name))}


def papers_of(rows: Iterable[Mapping[str, Any]]) -> list[str]:
    """Ids of the papers in rows, sorted."""
    return sorted({id for row in rows for name in ("paper", *PAPER_COLUMNS) for id in _ids(row.get(name))})


def institutions_of(run: Run) -> set[str]:
    """Ids of what may be an institution in the rows, and in what was asked."""
    found = {id for row in run.rows for id in institutions_in(row)}
    return found | {str(run.asked[name]) for name in ("institution", "other") if run.asked.get(name)}


def institutions_in(row: Mapping[str, Any]) -> Iterator[str]:
    """Ids of what may be an institution in a row: any thing with an id that is no person."""
    for name, value in row.items():
        if name.endswith("_id") and name not in ID_COLUMNS and isinstance(value, str):
            yield value


def _by_id(kb: KnowledgeBase, statement: str, ids: Iterable[str]) -> dict[str, dict[str, Any]]:
    found = {}
    for some in facts.batches(sorted(ids), _BATCH):
        for row in kb.client.rows(statement, ids=list(some)):
            found[row.pop("id")] = _json(row)
    return found


def _texts(run: Run) -> Iterator[tuple[str, str]]:
    for id, digest in sorted(run.questions.items()):
        try:
            text = question(id).text
        except UsageError:
            continue
        if hashlib.sha256(text.encode()).hexdigest() == digest:
            yield id, text


def _notes(kb: KnowledgeBase, run: Run, papers: int) -> Iterator[str]:
    now = {(load.source, *load.sha256) for load in State.of(kb).loads}
    then = {(load.source, *load.sha256) for load in run.state.loads}
    if now != then:
        yield (
            f"The evidence of run {run.id} was collected when the database held other files than at the run itself: "
            f"{len(now - then)} loaded since, {len(then - now)} no longer there. `tiegraph rerun` asks of those of now."
        )
    if run.asked.get("partners"):
        yield f"Run {run.id} does not hold the tables of partners: ask our-listed-partners of each, and add that run."
    if papers > MOST_PAPERS:
        yield f"Run {run.id} counts {papers:,} papers: citations and strings are those of the first {MOST_PAPERS:,}."
    if len(run.rows) < run.count:
        yield f"Of run {run.id} the first {len(run.rows):,} of {run.count:,} rows were kept."


def _ids(value: Any) -> Iterable[str]:
    return (value,) if isinstance(value, str) and value else value if isinstance(value, list) else ()


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _json(value: Any) -> Any:
    """The value as JSON has it, without what is not known."""
    return json.loads(json.dumps(value, default=plain))
