"""Pieces of Cypher that questions share stand in them word for word."""

from __future__ import annotations

from pathlib import Path

import pytest

from cypher import fragments
from cypher.catalogue import catalogue
from cypher.fragments import UnknownFragment, differing, filled
from cypher.question_file import CatalogueError, read_question

ALL = sorted(path.stem for path in (Path(fragments.__file__).parent / "fragments").glob("*.cypher"))
USED = "MATCH (far:Paper)\nWHERE\n  // <short paper=far>\n  // </short>\nRETURN far\n"


def test_a_piece_is_filled_in_with_other_names() -> None:
    text = filled(USED)
    assert "  coalesce(far.n_authors, 0) + CASE WHEN far.authors_source" in text
    assert "paper." not in text
    assert filled(text) == text
    assert not list(differing(text))


def test_new_names_are_for_variables_alone_and_all_at_once() -> None:
    text = filled("// <country-kind our_people=dual their_people=our_people>\n// </country-kind>\n")
    assert "WHEN size(dual) = 1 AND dual = our_people THEN 'dual'" in text
    swapped = filled("// <country-kind our_people=their_people their_people=our_people dual=no>\n// </country-kind>\n")
    assert "any(person IN their_people WHERE NOT person IN our_people)\n    AND" in swapped
    assert "THEN 'dual'" in swapped


def test_a_piece_holds_another_piece() -> None:
    text = filled("// <searched paper=far>\n// </searched>\n")
    assert "// <short>\ncoalesce(far.n_authors, 0)" in text
    assert not list(differing(text))


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("<= $max_authors", "< $max_authors", "the copy of the fragment short differs"),
        ("far.n_authors", "near.n_authors", "the copy of the fragment short differs"),
        ("// </short>", "", "not closed"),
        ("// <short paper=far>", "", "not closed, or closed without a beginning"),
        ("short", "shorter", "there is no fragment shorter"),
    ],
)
def test_a_copy_that_is_not_the_piece(old: str, new: str, says: str) -> None:
    faults = list(differing(filled(USED).replace(old, new)))
    assert len(faults) == 1
    assert says in faults[0][1]


def test_a_piece_that_there_is_not() -> None:
    with pytest.raises(UnknownFragment, match="no fragment nowhere"):
        filled("// <nowhere>\n// </nowhere>\n")


def test_the_catalogue_refuses_a_copy_that_differs(tmp_path: Path) -> None:
    asked = catalogue()["papers-left-out"]
    path = tmp_path / asked.path.name
    path.write_text(asked.text.replace("<= $max_authors", "< $max_authors"), encoding="utf-8")
    with pytest.raises(CatalogueError, match=r"line \d+: the copy of the fragment short differs"):
        read_question(path)


@pytest.mark.parametrize("name", ALL)
def test_every_piece_is_used(name: str) -> None:
    assert any(f"// <{name}" in asked.text for asked in catalogue().values())
