"""What a dossier rests on, asked for many institutions at once.

One statement a question and batch, not four questions an institution: half of the time went into looking up, again and
again, that the database holds something and the institution is there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

from cypher.catalogue import question
from cypher.of_many import ASKED, MANY, of_many
from cypher.parameters import shared
from cypher.passing_on import only_passable
from cypher.result import Result
from tiegraph import there
from tiegraph.answer import Answer
from tiegraph.knowledge import KnowledgeBase
from tiegraph.passing_on import licences_of

_PARAMETER = "institution"
#: The questions of a dossier, with what they are asked besides the institution.
_QUESTIONS: Mapping[str, Mapping[str, Any]] = {
    "institution-profile": {},
    "designations-of": {},
    "institution-papers": {},
    "our-listed-partners": {"list": "any"},
}
#: Institutions of one statement, and statements that run at once.
_BATCH, _AT_ONCE = 25, 2


@dataclass(frozen=True, slots=True)
class Asked:
    """The answers that a dossier is made of."""

    id: str
    profile: Answer
    designations: Answer
    papers: Answer
    listed_partners: Answer

    @property
    def all(self) -> tuple[Answer, ...]:
        """In the order of the page."""
        return self.designations, self.listed_partners, self.papers, self.profile

    @property
    def name(self) -> str:
        """The institution's name; empty where there is no such institution."""
        return next((str(row["item"]) for row in self.of("name") if row["detail"] == "name"), "")

    def of(self, *sections: str) -> list[Mapping[str, Any]]:
        """Rows of the profile."""
        return [row for row in self.profile.rows if row["section"] in sections]


def ask_all(
    kb: KnowledgeBase,
    given: Sequence[str],
    progress: Callable[[int, int], None],
    timeout: float | None = None,
    redistributable: bool = False,
) -> dict[str, Asked]:
    """The answers of each institution, by its id, in the order given; an institution may be given by its name.

    `timeout` is in seconds for one institution. Raises `UsageError` for one that is not there, `TimedOut`.
    """
    ids = list(dict.fromkeys(_ids(kb, given)))
    licences = licences_of(kb.client) if redistributable else None
    each = shared()["timeout"].value(shared()["timeout"].default if timeout is None else timeout)

    def batch(some: list[str]) -> list[Asked]:
        answers = []
        for id, besides in _QUESTIONS.items():
            asked = only_passable(question(id), licences) if licences else question(id)
            bound = asked.bind(**{_PARAMETER: some[0]}, max_paths=0, **besides)
            text = of_many(asked, _PARAMETER)
            found = kb.client.read(text, {**bound, MANY: some}, timeout=each * len(some))
            rows: dict[str, list[Mapping[str, Any]]] = {one: [] for one in some}
            for row in found.rows:
                rows[row[ASKED]].append({name: value for name, value in row.items() if name != ASKED})
            columns = tuple(column.name for column in asked.columns)
            answers.append(
                [Answer(asked, {**bound, _PARAMETER: one}, Result(columns, rows[one]), (), kb) for one in some]
            )
        return [Asked(one, *of) for one, *of in zip(some, *answers, strict=True)]

    asked: dict[str, Asked] = {}
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        for done in pool.map(batch, [ids[at : at + _BATCH] for at in range(0, len(ids), _BATCH)]):
            asked |= {one.id: one for one in done}
            progress(len(asked), len(ids))
    return asked


def _ids(kb: KnowledgeBase, given: Sequence[str]) -> Iterator[str]:
    there.holds_something(kb.client, kb.connection)
    known = {row["key"] for row in kb.client.rows("find_nodes", "Institution", keys=list(given))}
    for one in given:
        if one in known:
            yield one
        else:
            yield there.with_ids(kb.client, question("institution-profile"), {_PARAMETER: one})[_PARAMETER]
