"""What the questions of the catalogue find for many ids, some hundred at a time."""

from __future__ import annotations

import shlex
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from cypher.catalogue import question
from cypher.of_many import ASKED, MANY, of_many
from cypher.parameters import shared
from cypher.result import Result
from tiegraph.answer import COVERAGE, Answer
from tiegraph.audit.of_answer import warnings_of

if TYPE_CHECKING:
    from tiegraph.knowledge import KnowledgeBase
    from tiegraph.screen.journal import Journal

#: Ids in one statement: its time-out holds for these, and progress is told after them.
BATCH = 250

Item = TypeVar("Item")
Progress = Callable[[str, int, int], None]


def quiet(step: str, done: int, of: int) -> None:
    """Tells nobody how far the work is."""


def of_each(
    kb: KnowledgeBase,
    id: str,
    parameter: str,
    ids: Iterable[str],
    given: Mapping[str, Any],
    progress: Progress = quiet,
    timeout: float | None = None,
    journal: Journal | None = None,
) -> dict[str, list[dict[str, Any]]]:
    """The rows of the question `id` for each of `ids`, those without any left out. `given`: its other parameters.

    What `journal` holds is not asked again, and what is asked is kept there.
    Raises `UsageError` for values that do not fit, `TimedOut` where some hundred ids take longer than `timeout`.
    """
    asked = question(id)
    seconds = shared()["timeout"].value(shared()["timeout"].default if timeout is None else timeout)
    names = {one.name for one in asked.parameters}
    # A value for `parameter` is only there to be checked with the others: the ids stand in `many`.
    wanted = sorted(set(ids))
    rows: dict[str, list[dict[str, Any]]] = {}
    text = of_many(asked, parameter)
    done = 0
    for some in batches(wanted):
        values = {name: value for name, value in given.items() if name in names}
        bound = asked.bind(**{**values, parameter: some[0], **({"max_paths": 0} if "max_paths" in names else {})})
        del bound[parameter]
        parameters = {**bound, MANY: some}
        answer = journal.answer(text, parameters) if journal else None
        if answer is None:
            answer = defaultdict(list)
            for row in kb.client.each(text, parameters, timeout=seconds):
                answer[row.pop(ASKED)].append(row)
            if journal:
                journal.keep(text, parameters, answer)
        rows.update(answer)
        done += len(some)
        progress(asked.title, done, len(wanted))
    return rows


def batches(ids: Sequence[Item], size: int = BATCH) -> Iterator[Sequence[Item]]:
    """The items in their order, `size` at a time."""
    for start in range(0, len(ids), size):
        yield ids[start : start + size]


def files_of(kb: KnowledgeBase, entries: Iterable[str]) -> dict[str, str]:
    """The files that brought each of these list entries as it stands, and the day they speak for, in words."""
    ids = sorted({id for id in entries if id})
    rows = (row for some in batches(ids) for row in kb.client.rows("files_of_entries", ids=some))
    return {row["id"]: f"{', '.join(row['files'])} ({row['as_of'] or 'a day not known'})" for row in rows}


def under(
    kb: KnowledgeBase, id: str, given: Mapping[str, Any], rows: Sequence[Mapping[str, Any]], today: date
) -> tuple[Answer, tuple[str, ...]]:
    """An answer that holds what must stand under rows of the question `id`, and what to know of lists and papers."""
    asked = question(id)
    names = {one.name for one in question(COVERAGE).parameters}
    shown = kb.ask(COVERAGE, beside=False, **{name: value for name, value in given.items() if name in names})
    if all(one.name != "max_authors" for one in asked.parameters):
        # This question leaves no paper out for its number of authors.
        shown.rows = tuple(row for row in shown.rows if row["about"] != "left out")
    answer = Answer(asked, {}, Result(tuple(column.name for column in asked.columns), rows), [shown])
    warnings = warnings_of(kb.client, {"as_of": None, **given}, rows, today)
    return answer, tuple(map(str, warnings))


def command(id: str, **given: Any) -> str:
    """What asks the question of one id at a terminal."""
    words = ["tiegraph", "ask", id]
    for name, value in given.items():
        if value is None or value is False:
            continue
        option = f"--{name.replace('_', '-')}"
        words += [option] if value is True else [option, str(value)]
    return shlex.join(words)
