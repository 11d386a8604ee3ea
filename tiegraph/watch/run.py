"""Asking everything again that is watched; one that fails does not keep the others from being asked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import tiegraph
from cypher.errors import TiegraphError
from tiegraph.case.persons import Persons
from tiegraph.knowledge import KnowledgeBase
from tiegraph.runs import Run, runs
from tiegraph.runs.again import again
from tiegraph.runs.record import State
from tiegraph.watch.news import News, news
from tiegraph.watch.watched import Watched

NOTHING_NEW, FAILED, SOMETHING_NEW = 0, 1, 3


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one that is watched: its `news`, or in a sentence why there are none. `run`: the new run."""

    watched: Watched
    run: Run | None = None
    news: News | None = None
    failed: str = ""
    notes: tuple[str, ...] = ()

    @property
    def code(self) -> int:
        """The exit code for this one alone."""
        if self.failed:
            return FAILED
        return SOMETHING_NEW if self.news and self.news.changes else NOTHING_NEW


def run_all(these: Sequence[Watched], instance: str | None = None, people: str = "none") -> Iterator[Outcome]:
    """Ask each again and compare it with its run before. `instance` instead of the server that each was added with."""
    before = {one.id: one for one in runs() if one.id in {watched.last for watched in these}}
    opened: dict[str | None, KnowledgeBase | TiegraphError] = {}
    with ExitStack() as stack:
        for watched in these:
            where = instance or watched.instance
            if where not in opened:
                try:
                    opened[where] = stack.enter_context(tiegraph.connect(where))
                except TiegraphError as error:
                    opened[where] = error
            kb = opened[where]
            if isinstance(kb, TiegraphError):
                yield Outcome(watched, failed=str(kb))
            else:
                yield _one(kb, watched, before.get(watched.last), people)


def code_of(outcomes: Sequence[Outcome]) -> int:
    """1 where any failed, else 3 where anything is new, else 0."""
    codes = {one.code for one in outcomes}
    return next((code for code in (FAILED, SOMETHING_NEW) if code in codes), NOTHING_NEW)


def _one(kb: KnowledgeBase, watched: Watched, before: Run | None, people: str) -> Outcome:
    if watched.file and not Path(watched.file).is_file():
        told = f"{watched.file} is no longer there: put it back, or `tiegraph watch remove {watched.name}`."
        return Outcome(watched, failed=told)
    try:
        run = again(kb, as_run(watched))
        if before is None:
            told = (
                f"Its run {watched.last} is not in the record of runs any more, so what changed since cannot be said; "
                f"from now on it is compared with {run.id}."
            )
            return Outcome(watched, run, failed=told)
        found = news(before, run, people, watched.title)
        return Outcome(watched, run, found, notes=tuple(_notes(kb, found)))
    except TiegraphError as error:
        # It can name a person that was asked for.
        return Outcome(watched, failed=Persons(people).text(str(error)))
    except OSError as error:
        return Outcome(watched, failed=f"{watched.file} could not be read: {error.strerror or error}.")


def _notes(kb: KnowledgeBase, found: News) -> Iterator[str]:
    before, run = found.one, found.other
    # Where rows changed, this stands with what differs.
    if run.file and before.file_sha256 != run.file_sha256 and not found.changes:
        yield f"{Path(run.file).name} is not as it was at {before.at}: it was screened as it is now."
    if any(load["state"] == "running" for load in kb.loads()):
        yield "A load is running, or was cut off: what is gone may come back with its end."


def as_run(watched: Watched) -> Run:
    """What is watched as a run that can be asked again."""
    nowhere = State(database="", instance=watched.instance, loads=[], judgements=None, version="")
    return Run(
        id=watched.last,
        at=watched.since,
        kind=watched.kind,
        what=watched.what,
        asked=watched.asked,
        as_of=watched.asked.get("as_of"),
        questions={},
        state=nowhere,
        summary="",
        count=0,
        sha256="",
        rows=[],
        file=watched.file,
        chosen=watched.chosen,
    )
