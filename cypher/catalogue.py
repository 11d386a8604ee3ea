"""The questions of tiegraph: one file `cypher/questions/<id>.cypher` each."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path

from cypher.errors import UsageError
from cypher.parameters import nearest
from cypher.question import Question
from cypher.question_file import CatalogueError, read_question

#: What stands under every answer, whatever was asked.
STANDING_CAVEATS = (
    "This is published co-authorship; whether a law or a funder's condition applies depends on who, what, when and "
    "under which licence, and is not assessed here.",
    "Not found is not a clearance: it speaks for the papers, lists and names that were searched.",
    "Ownership is not evaluated (no 50 % rule): being listed speaks for the body itself.",
)


#: Families of questions in the order in which people meet them, with their titles.
FAMILIES = {
    "headline": "The first question",
    "study": "A country's research",
    "list": "From a list",
    "institution": "From an institution",
    "person": "From a person's papers",
    "across": "Across",
    "world": "World totals",
    "data": "About the data",
}


@cache
def catalogue() -> dict[str, Question]:
    """All questions by id, in order of id. Raises `CatalogueError`."""
    questions = {}
    with_files = files("cypher").joinpath("questions")
    for entry in sorted(with_files.iterdir(), key=lambda entry: entry.name):
        if entry.name.endswith(".cypher"):
            found = read_question(Path(str(entry)))
            questions[found.id] = found
    for found in questions.values():
        for name in found.beside:
            if name not in questions:
                raise CatalogueError(found.path, 1, f"beside names {name}, which is no question")
    return questions


def by_family() -> dict[str, list[Question]]:
    """The questions of each family, by its title, in the order of `FAMILIES`."""
    every = catalogue().values()
    return {title: [one for one in every if one.family == family] for family, title in FAMILIES.items()}


def question(id: str) -> Question:
    """One question. Raises `UsageError` with the nearest ids where there is none of that id."""
    found = catalogue().get(id)
    if found is None:
        raise UsageError(f"There is no question {id!r}; {nearest(id, catalogue())}")
    return found
