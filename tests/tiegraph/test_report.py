"""What `tiegraph report` is made of: its table of claims and its measures; and what is said of an empty answer."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from cypher.catalogue import question
from cypher.client import Client
from cypher.result import Result, Subgraph
from loader.errors import SourceError
from tiegraph.answer import Answer
from tiegraph.could_hold import NO, YES, could_hold
from tiegraph.report import articles
from tiegraph.report.measure import measure
from tiegraph.report.report import difference

CLAIMS = Path(__file__).parents[2] / "data" / "claims"


def answer(*rows: dict[str, Any]) -> Answer:
    return Answer(question("topic-papers"), {}, Result(tuple(rows[0]) if rows else (), rows, Subgraph((), ())))


@pytest.mark.parametrize(
    ("text", "number", "values"),
    [
        ("rows", 3, {}),
        ("rows where year > 2018", 2, {}),
        ("papers", 2, {}),
        ("papers where partner = A", 1, {}),
        ("distinct countries", 2, {"CN": "CN", "JP": "JP"}),
        ("distinct partner_id", 2, {"x:1": "A", "x:2": "B / C"}),
        ("sum share", 30.3, {}),
        ("sum share where partner = A / D", 10.1, {}),
        ("first year", 2018, {}),
        ("first year where year > 2020", None, {}),
        # All rows lack it: that is no sum of 0.
        ("sum works", None, {}),
    ],
)
def test_measures(text: str, number: float | None, values: dict[str, str]) -> None:
    found = measure(text).of(
        answer(
            *(
                {
                    "year": year,
                    "partner": name,
                    "partner_id": id,
                    "countries": c,
                    "share": s,
                    "paper_ids": p,
                    "works": None,
                }
                for year, name, id, c, s, p in (
                    (2018, "A", "x:1", ["CN"], 10.1, ["p1"]),
                    (2019, "B / C", "x:2", ["CN", "JP"], 20.2, ["p1", "p2"]),
                    (2020, None, None, [], None, []),
                )
            )
        )
    )
    assert (found.number, dict(found.values)) == (number, values)


def test_measures_of_nothing() -> None:
    assert [measure(text).of(answer()).number for text in ("rows", "papers", "sum works", "first works")] == [
        0,
        0,
        0,
        None,
    ]


@pytest.mark.parametrize(
    ("text", "number", "published", "said"),
    [
        ("rows", 3, 161, "\N{MINUS SIGN}158 (\N{MINUS SIGN}98.1 %)"),
        ("papers", 2000, 1000, "+1,000 (+100.0 %)"),
        ("sum share", 90.5, 95, "\N{MINUS SIGN}4.5 points"),
        ("first rank", 192, 145, "+47 places"),
    ],
)
def test_differences(text: str, number: float, published: int, said: str) -> None:
    assert difference(measure(text), number, published) == said


@pytest.mark.parametrize(
    "text", ["", "rows year", "distinct", "average year", "sum works where", "rows where year > many", "rows; drop"]
)
def test_what_is_no_measure(text: str) -> None:
    with pytest.raises(ValueError, match=r"measure|compares"):
        measure(text)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("topic-papers,home=KP; topic=AI", "topic-paper,home=KP; topic=AI", "There is no question 'topic-paper'"),
        ("home=KP; topic=AI", "place=KP; topic=AI", "no parameter place"),
        ("home=KP; topic=AI", "home KP", "not of the form name=value"),
        (",rows,", ",distinct colours,", "no column colours"),
        (",rows,", ",,", "go together"),
        ("38n-01,38north", "38n-01,39north", "articles.csv does not describe 39north"),
    ],
)
def test_a_table_of_claims_that_is_not_right(tmp_path: Path, old: str, new: str, says: str) -> None:
    shutil.copytree(CLAIMS, tmp_path / "claims")
    path = tmp_path / "claims" / "claims.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    with pytest.raises(SourceError, match=re.escape(says)):
        articles(tmp_path / "claims")


def test_an_empty_answer_says_whether_the_data_could_have_held_one(practice: Client) -> None:
    def said(id: str, **given: Any) -> str:
        asked = question(id)
        return could_hold(practice, asked, asked.bind(**given))

    assert said("papers-after-rule", country="UG") == f"{NO}no paper that is loaded prints Uganda."
    assert said("papers-per-year", home="UG") == f"{NO}no paper that is loaded prints Uganda."
    # 31 papers print the DPRK, beside one by an inferred string and one of 3,000 authors.
    assert (
        said("papers-per-year", first_year=2040)
        == f"{NO}none of the 31 papers that print North Korea can be of these years."
    )
    assert said("public-funding", first_year=2020) == (
        f"{NO}no source names a funder for any of 8 papers that print North Korea."
    )
    assert said(
        "papers-between", institution="cur:twinlake-practice-institute-south", other="cur:marram-practice-college"
    ) == (f"{NO}no paper that is loaded prints cur:twinlake-practice-institute-south.")
    assert said("papers-after-rule", country="GS") == (
        f"{YES}of 37 papers loaded, 31 print North Korea, 2 print South Georgia and the South Sandwich Islands."
    )
    assert said("world-rank", home="GS") == ""
