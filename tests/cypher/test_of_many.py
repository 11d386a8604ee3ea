"""A question asked of many ids gives for each what it gives for that one alone."""

from __future__ import annotations

import pytest

from cypher.catalogue import question
from cypher.client import Client
from cypher.of_many import ASKED, MANY, of_many

INSTITUTIONS = ["cur:amberfield-practice-university", "cur:rookery-practice-university", "cur:nobody"]
ASKED_OF = [
    ("designations-of", "institution", INSTITUTIONS),
    ("our-listed-partners", "institution", INSTITUTIONS),
    ("listed-on-paper", "paper", ["doi:10.5555/practice.01", "doi:10.5555/practice.35", "doi:10.5555/practice.32"]),
    ("author-papers", "author", ["orcid:0000-0000-0000-0028", "openalex:A9999999901"]),
    ("author-career", "author", ["orcid:0000-0000-0000-0028", "openalex:A9999999901"]),
]


def test_many_are_as_each(practice: Client) -> None:
    for id, parameter, ids in ASKED_OF:
        asked = question(id)
        bound = asked.bind(**{parameter: ids[0], "max_paths": 0})
        each = {one: list(practice.read(asked.statement, {**bound, parameter: one}).rows) for one in ids}
        assert any(each.values()), id
        rest = {name: value for name, value in bound.items() if name != parameter}
        found: dict[str, list[dict[str, object]]] = {one: [] for one in ids}
        for row in practice.each(of_many(asked, parameter), {**rest, MANY: ids}):
            found[row.pop(ASKED)].append(row)
        assert found == each, id


def test_only_a_parameter_that_there_is() -> None:
    with pytest.raises(KeyError):
        of_many(question("coverage"), "institution")
