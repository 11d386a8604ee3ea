"""A screening by the names of its options, so that a recorded one can be done again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cypher.errors import UsageError
from cypher.parameters import nearest
from loader.errors import SourceError
from tiegraph.screen import institutions, papers, people
from tiegraph.screen.asked import Wanted
from tiegraph.screen.facts import Progress, quiet
from tiegraph.screen.identity import CHOSEN, Candidate, Identity
from tiegraph.screen.institutions import Confirm
from tiegraph.screen.partners import PARTNERS
from tiegraph.screen.screening import Screening
from tiegraph.screen.work import Work

if TYPE_CHECKING:
    from tiegraph.knowledge import KnowledgeBase
    from tiegraph.screen.journal import Journal

#: The questions that each kind of screening asks.
QUESTIONS = {
    "institutions": (institutions.LISTINGS, PARTNERS),
    "papers": (papers.ON_PAPER,),
    "people": (people.PAPERS, people.CAREER, papers.ON_PAPER),
}
_WANTED = ("as_of", "links", "roll_up", "years", "partners", "include_inferred", "affiliations")
_OTHERS = ("lists", "columns", "encoding", "kind")


def screen_again(
    kb: KnowledgeBase,
    what: str,
    path: Path,
    given: Mapping[str, Any],
    confirm: Confirm = lambda identities: identities,
    progress: Progress = quiet,
    journal: Journal | None = None,
    today: date | None = None,
) -> Screening:
    """Screen the file at `path` with options as `given` names them. Raises as the screening itself."""
    if what not in QUESTIONS:
        raise UsageError(f"There is no screening of {what}: there are {', '.join(QUESTIONS)}.")
    wanted = wanted_of(given)
    columns = dict(one.split("=", 1) for one in given.get("columns") or ())
    encoding = given.get("encoding")
    work = Work(kb, path, wanted, progress, today or date.today(), journal)
    if what == "institutions":
        found = institutions.screen(work, columns, encoding, confirm)
    elif what == "papers":
        found = papers.screen(work, given.get("kind"), columns, encoding)
    else:
        found = people.screen(work, columns, encoding)
    if not found.outcomes:
        raise SourceError(f"{path.name} holds no row to screen.")
    return found


def wanted_of(given: Mapping[str, Any]) -> Wanted:
    """The options of a screening from their names. Raises `UsageError` for one that there is not."""
    if unknown := sorted(given.keys() - {*_WANTED, *_OTHERS}):
        raise UsageError(f"There is no option {unknown[0]!r}; {nearest(unknown[0], (*_WANTED, *_OTHERS))}")
    values = {name: given[name] for name in _WANTED if given.get(name) is not None}
    if isinstance(day := given.get("as_of"), str):
        values["as_of"] = date.fromisoformat(day)
    return Wanted(lists=tuple(given.get("lists") or ()), **values)


def as_chosen(chosen: Mapping[str, str]) -> Confirm:
    """Who the rows are, as a person said before, by line."""

    def confirm(identities: list[Identity]) -> list[Identity]:
        return [_chosen(one, chosen.get(str(one.asked.line))) for one in identities]

    return confirm


def _chosen(one: Identity, id: str | None) -> Identity:
    if id is None or one.by == CHOSEN:
        return one
    known: tuple[Candidate, ...] = (*((one.institution,) if one.institution else ()), *one.candidates)
    # Who is no longer a candidate waits for a person again.
    return next((one.chosen(candidate) for candidate in known if candidate.id == id), one)
