"""The answer in one sentence, and lists by their titles."""

from __future__ import annotations

from datetime import date
from typing import Any

from cypher.catalogue import catalogue, question
from cypher.question import Question
from cypher.result import Result
from tiegraph.answer import Answer

_VALUES = {
    "text": "a text",
    "integer": 3,
    "number": 1.5,
    "boolean": True,
    "date": date(2020, 5, 21),
    "texts": ["one", "two"],
}


def _answer(asked: Question, *rows: dict[str, Any]) -> Answer:
    blank = {column.name: _VALUES[column.type] for column in asked.columns}
    return Answer(asked, {}, Result(tuple(blank), [{**blank, **row} for row in rows]))


def test_every_question_has_one_sentence_for_its_answer() -> None:
    for asked in catalogue().values():
        said = _answer(asked, {}).headline
        assert said.endswith(".")
        # One sentence: the values used here have no full stop.
        assert ". " not in said.removesuffix("."), (asked.id, said)


def test_the_headline_names_the_pair_and_the_list_by_its_title() -> None:
    pair = {"partner": "Amberfield", "dprk_institution": "Moonhill", "list": "px-list", "listed": "Amberfield"}
    answer = _answer(question("listed-to-dprk"), {**pair, "papers": 2, "listed_side": "partner"}, {"list": "other"})
    answer.list_titles = {"px-list": "Practice List"}
    assert answer.headline.startswith("Amberfield and Moonhill stand together on 2 papers")
    assert "Amberfield is on the list Practice List" in answer.headline
    assert answer.say({**answer.rows[0], "list": "px-list"}).count("Practice List") == 1
    # Others keep their ids, and what follows an id stays.
    partners = _answer(question("dprk-partner-institutions"), {"lists": ["px-list (since 2019-05-21)", "qx"]})
    partners.list_titles = answer.list_titles
    assert "Practice List (since 2019-05-21), qx" in partners.sentences[0]


def test_of_years_the_one_with_most_and_of_papers_their_number() -> None:
    years = _answer(question("papers-per-year"), {"year": 2019, "papers": 2}, {"year": 2021, "papers": 9})
    assert years.headline.startswith("Most in 2021: 9 papers")
    papers = _answer(question("institution-papers"), {"title": "First"}, {"title": "Second"})
    assert papers.headline.startswith('2 papers, the first of them "First"')
    assert _answer(question("papers-per-year")).headline == question("papers-per-year").when_empty
