"""Cells of our own formats: what each kind accepts, and the one error it may raise."""

from __future__ import annotations

import contextlib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loader import identifiers
from loader.cells import Cells, as_of, institution_id
from loader.errors import BadField, SourceError


def cell(value: str) -> Cells:
    return Cells({"x": value})


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2018", date(2018, 1, 1), date(2018, 12, 31)),
        ("2018-02", date(2018, 2, 1), date(2018, 2, 28)),
        ("2018-07-12", date(2018, 7, 12), date(2018, 7, 12)),
        ("2020-06..2021", date(2020, 6, 1), date(2021, 12, 31)),
    ],
)
def test_a_date_means_its_first_and_last_day(text: str, first: date, last: date) -> None:
    assert cell(text).days("x") == (first, last)


@pytest.mark.parametrize(
    "text", ["0000", "2018-13", "18", "2018..", "..2018", "2021..2020", "soon", "2018-07-12T00:00"]
)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(BadField) as raised:
        cell(text).days("x")
    assert raised.value.field == "x"


@given(st.text(max_size=30), st.sampled_from(["days", "number", "yes", "country_codes", "several", "required"]))
def test_any_text_is_a_value_or_the_declared_error(text: str, kind: str) -> None:
    with contextlib.suppress(BadField):
        getattr(cell(text), kind)("x")


@given(
    st.lists(st.text(st.characters(codec="utf-8", exclude_characters="|", exclude_categories=["C", "Z"]), min_size=1))
)
def test_several_values_come_back_as_written(values: list[str]) -> None:
    normal = (identifiers.text(value) for value in values)
    assert cell(" | ".join(values)).several("x") == tuple(dict.fromkeys(value for value in normal if value))


def test_yes_and_no_and_nothing_else() -> None:
    assert cell("yes").yes("x")
    assert not cell("no").yes("x")
    assert not cell("").yes("x")
    with pytest.raises(BadField):
        cell("true").yes("x")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ror:05a28rw58", "ror:05a28rw58"),
        ("ror:05a28rw59", None),  # wrong check digits
        ("kp:kim-il-sung-university", "kp:kim-il-sung-university"),
        ("kp:Kim Il Sung", None),
        ("cur:some-project", "cur:some-project"),
        ("openalex:I123", "openalex:I123"),
        ("openalex:W123", None),
        ("lst:us-entity-list/cn-some-body", "lst:us-entity-list/cn-some-body"),
        ("lst:us-entity-list", None),
        ("Kim Il Sung University", None),
        ("kp:", None),
    ],
)
def test_institution_ids(text: str, expected: str | None) -> None:
    assert institution_id(text) == expected


def test_the_day_of_a_file_stands_beside_it(tmp_path: Path) -> None:
    table = tmp_path / "rules.csv"
    assert as_of(table) is None
    (tmp_path / "DATES.csv").write_text("file,as_of\nother.csv,2020-01-01\nrules.csv,2026-07-09\n", encoding="utf-8")
    assert as_of(table) == date(2026, 7, 9)
    assert as_of(tmp_path / "unnamed.csv") is None


def test_a_date_of_a_file_must_be_a_day(tmp_path: Path) -> None:
    (tmp_path / "DATES.csv").write_text("file,as_of\nrules.csv,2026\n", encoding="utf-8")
    with pytest.raises(SourceError, match=r"line 2: as_of '2026' is not a day"):
        as_of(tmp_path / "rules.csv")
