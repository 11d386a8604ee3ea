"""Which pages a site has, and writing them."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import viz
from cypher.errors import UsageError
from tiegraph.answer import Answer
from tiegraph.knowledge import KnowledgeBase
from tiegraph.page import page
from tiegraph.people import People
from tiegraph.site.asked import Asked, ask_all
from tiegraph.site.dossier import Dossier, dossier
from tiegraph.site.folder import Folder
from tiegraph.words import counted
from viz.words import country

_INDEX = "index.html"
_LONGEST_NAME = 70


@dataclass(frozen=True, slots=True)
class Chosen:
    """A question of the site, and the parameters it is asked with, as texts."""

    id: str
    parameters: Mapping[str, str]

    @classmethod
    def read(cls, text: str) -> Chosen:
        """From `ID name=value …`. Raises `UsageError` for anything else."""
        id, *given = text.split()
        pairs = [part.partition("=") for part in given]
        for name, equals, _ in pairs:
            if not equals or not name:
                raise UsageError(f"{name!r} is no parameter of {id}: write name=value, such as list=any.")
        return cls(id, {name.replace("-", "_"): value for name, _, value in pairs})

    @property
    def file(self) -> str:
        """Name of its page."""
        return f"{file_name('q', ' '.join([self.id, *(f'{k} {v}' for k, v in self.parameters.items())]))}"


@dataclass(frozen=True, slots=True)
class Built:
    """What a run did."""

    questions: int
    dossiers: int
    #: institutions that were met and have no page, as the site was to have no more
    left_out: int


def file_name(kind: str, id: str) -> str:
    """A name for any file system, the same for the same id and for no other."""
    plain = re.sub(r"[^a-z0-9]+", "-", id.lower()).strip("-")
    if plain != id.lower() or len(plain) > _LONGEST_NAME:
        plain = f"{plain[:_LONGEST_NAME].strip('-')}-{hashlib.sha256(id.encode()).hexdigest()[:8]}"
    return f"{kind}-{plain}.html"


def build(
    kb: KnowledgeBase,
    folder: Folder,
    chosen: Sequence[Chosen],
    institutions: Sequence[str] = (),
    *,
    people: str = "none",
    most: int = 500,
    progress: Callable[[int, int], None] = lambda done, of: None,
    **how: Any,
) -> Built:
    """Ask, and put the pages into the folder (which is entered).

    Without `institutions` those get a dossier that the answers' networks hold, the ones on most of their papers first,
    at most `most`. `how` goes to each question (`timeout`, `redistributable`).
    """
    answers = [(one, kb.ask(one.id, **{**how, **one.parameters})) for one in chosen]
    met = list(dict.fromkeys(institutions)) or _met(answer for _, answer in answers)
    ids = met if institutions else met[:most]
    searched = _searched(kb, answers, how)
    asked = ask_all(kb, ids, progress, **how)
    links = _links(asked)
    made = [dossier(of, id, People(people, []), links, searched) for id, of in asked.items()]
    for one in made:
        folder.put(file_name("i", one.id), viz.render(one.page))
    for question, answer in answers:
        folder.put(question.file, viz.render(replace(page(answer, people), up=(_INDEX, "All pages"))))
    left_out = len(met) - len(ids)
    folder.put(_INDEX, viz.render(_index(answers, made, left_out, searched)))
    return Built(len(answers), len(made), left_out)


def _met(answers: Iterable[Answer]) -> list[str]:
    papers: Counter[str] = Counter()
    for answer in answers:
        ids = {node.id for node in answer.graph.nodes if node.label == "Institution"}
        papers.update(dict.fromkeys(ids, 0))
        papers.update(edge.target for edge in answer.graph.edges if edge.type == "LISTS" and edge.target in ids)
    return sorted(papers, key=lambda id: (-papers[id], id))


def _searched(kb: KnowledgeBase, answers: Sequence[tuple[Chosen, Answer]], how: Mapping[str, Any]) -> tuple[str, ...]:
    if answers:
        return answers[0][1].searched
    coverage = kb.ask("coverage", beside=False, **how)
    return coverage.sentences


def _links(asked: Mapping[str, Asked]) -> dict[str, str]:
    """Addresses by name, of names that one institution alone has."""
    names = {id: of.name for id, of in asked.items() if of.name}
    often = Counter(names.values())
    return {name: file_name("i", id) for id, name in names.items() if often[name] == 1}


def _index(
    answers: Sequence[tuple[Chosen, Answer]], made: Sequence[Dossier], left_out: int, searched: tuple[str, ...]
) -> viz.Page:
    often = Counter(one.name for one in made)
    names = {one.id: one.name if often[one.name] == 1 else f"{one.name} ({one.id})" for one in made}
    asked = {one.file: " · ".join([answer.question.title, *one.parameters.values()]) for one, answer in answers}
    columns = (
        viz.Column("institution", "Leads to its dossier"),
        viz.Column("country", "Where it is"),
        viz.Column("on_lists", "Lists with an entry that was found to be the same body, now or once"),
        viz.Column("papers", "Papers of those loaded that print it"),
    )
    rows = [
        {
            "institution": names[one.id],
            "country": country(one.country) if one.country else None,
            "on_lists": list(one.lists),
            "papers": one.papers,
        }
        for one in sorted(made, key=lambda one: (-bool(one.lists), -one.papers, one.id))
    ]
    questions = viz.Table(
        "Questions",
        (
            viz.Column("page", "Leads to the answer"),
            viz.Column("question", "What is asked"),
            viz.Column("rows", "Rows of the answer"),
        ),
        [
            {"page": asked[one.file], "question": answer.question.question, "rows": len(answer)}
            for one, answer in answers
        ],
        links={text: file for file, text in asked.items()},
    )
    institutions = viz.Table(
        "Institutions",
        columns,
        rows,
        f"{left_out:,} more were met and have no page here; --most says how many have." if left_out else "",
        links={names[one.id]: file_name("i", one.id) for one in made},
    )
    caveats = dict.fromkeys(text for _, answer in answers for text in answer.caveats)
    caveats |= dict.fromkeys(text for one in made[:1] for text in one.page.caveats)
    return viz.Page(
        title="tiegraph",
        question="What is on these pages?",
        answer=(
            f"{counted(len(answers), 'answer')} and {counted(len(made), 'dossier')} of institutions, from published "
            "papers and lists.",
        ),
        tables=tuple(table for table in (questions, institutions) if table.rows),
        subgraph=None,
        searched=searched,
        caveats=tuple(caveats),
        search=True,
    )
