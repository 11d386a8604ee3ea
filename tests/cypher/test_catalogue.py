"""Question files are read strictly: header and statement agree, or the error names file and line."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cypher.catalogue import STANDING_CAVEATS, by_family, catalogue, question
from cypher.errors import UsageError
from cypher.parameters import Parameter, ParameterType, literal, shared
from cypher.question_file import CatalogueError, read_question
from cypher.sentences import day_between, fields, sentence, words
from cypher.statement_check import blank

GOOD = """\
// Papers of a year
//
// question: Which papers are of this year?
// family: test
// since: 0.1.0
// tags: [test]
// parameters:
//   - max_paths
//   - {name: year, type: integer, default: 2020, help: The year.}
// columns:
//   - {name: paper, type: text, meaning: "Id of the paper"}
//   - {name: published_min, type: date, meaning: "First day"}
//   - {name: published_max, type: date, meaning: "Last day", shown: false}
// sentence: "{paper} is of {published}."
// when_empty: No paper of that year.
// caveats: []
// split:
//   column: paper
//   headings: {"doi:10.1/a": The first}

// A comment with $nothing in it.
MATCH (paper:Paper)-[at:LISTS]->(body:Institution {country: 'KP; SET x'})
WHERE paper.date_min.year = $year AND size(at.bases) > 0
RETURN paper.id AS paper, paper.date_min AS published_min, paper.date_max AS published_max,
  COLLECT { MATCH path = (paper)-[:LISTS]->(body) RETURN path LIMIT $max_paths } AS paths
ORDER BY paper
"""


@pytest.fixture
def read(tmp_path: Path) -> Any:
    def write_and_read(text: str) -> Any:
        path = tmp_path / "papers-of-a-year.cypher"
        path.write_text(text, encoding="utf-8")
        return read_question(path)

    return write_and_read


def test_a_good_file(read: Any) -> None:
    asked = read(GOOD)
    assert (asked.id, asked.title, asked.question) == (
        "papers-of-a-year",
        "Papers of a year",
        "Which papers are of this year?",
    )
    assert [parameter.name for parameter in asked.parameters] == ["max_paths", "year"]
    assert [column.shown for column in asked.columns] == [True, True, False]
    assert asked.split.headings == {"doi:10.1/a": "The first"}
    assert asked.bind() == {"max_paths": 25, "year": 2020}
    assert asked.bind(year="1999", max_paths=0) == {"max_paths": 0, "year": 1999}
    assert asked.statement.lstrip().startswith("// A comment")
    assert asked.text == GOOD
    row = {"paper": "doi:10.1/a", "published_min": date(2020, 1, 1), "published_max": date(2020, 12, 31)}
    assert asked.say(row) == "doi:10.1/a is of 2020."


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ("// Papers of a year\n", "MATCH (paper:Paper)\n", 1, "the first line is not // <title>"),
        ("this year?", "this year", 3, "question mark"),
        ("// family: test\n", "", 1, "the header lacks family"),
        ("// family: test\n", "// familly: test\n", 4, "did you mean family"),
        ("// tags: [test]\n", "// tags: [test\n", 7, "not YAML"),
        ("// tags: [test]\n", "// tags: test\n", 6, "tags is not a list"),
        ("// tags: [test]\n", "// tags: [test]\n// scan: [all]\n", 7, "scan is not a text"),
        ("//   - max_paths\n", "//   - max_paths\n//   - limit\n", 9, "does not use the declared parameter limit"),
        ("//   - max_paths\n", "", 24, "$max_paths is not declared"),
        ("//   - max_paths\n", "//   - max_paths\n//   - max_paths\n", 8, "declared twice"),
        ("- max_paths", "- {name: max_paths, default: many}", 8, "whole number"),
        ("- max_paths", "- {name: max_paths, help: Paths.}", 8, "only its default can differ"),
        ("type: integer", "type: number", 9, "none of text"),
        ("type: integer", "type: choice", 9, "choices and the type choice go together"),
        ("help: The year.", "helps: The year.", 9, "helps, which means nothing"),
        ("type: text,", "type: string,", 11, "string is none of text"),
        (', meaning: "Id of the paper"', "", 10, "lacks name, meaning or type"),
        ("shown: false", "shown: 0", 13, "shown: true or false"),
        ('"{paper} is', '"{papers} is', 14, "{papers}, which is no column"),
        ('"{paper} is', '"{paper.id} is', 14, "{paper.id} is no column"),
        ('"{paper} is', '"{paper is', 14, "the sentence cannot be read"),
        ("//   column: paper\n", "//   column: papers\n", 17, "split names papers"),
        ("//   column: paper\n", "", 17, "column and headings"),
        ("(paper:Paper)-[at", "(paper:Article)-[at", 22, "Article is not declared"),
        ("[at:LISTS]", "[at:PRINTS]", 22, "PRINTS is not declared"),
        ("{country: '", "{land: '", 22, "Institution has no property land"),
        ("paper.date_min.year", "paper.date.year", 23, "date is not a property"),
        ("at.bases", "at.basis", 23, "basis is not a property"),
        ("size(at.bases) > 0", "size($bases) > 0", 23, "$bases is not declared"),
        ("WHERE paper", "SET paper.title = 'x' WITH * WHERE paper", 23, "SET may write"),
        ("WHERE paper", "DETACH DELETE body WITH * WHERE paper", 23, "DETACH may write"),
        ("WHERE paper", "CALL db.labels() YIELD label WHERE paper", 23, "CALL db may write"),
        ("WHERE paper", "CALL db.index.fulltext.awaitIndex('x') WHERE paper", 23, "CALL db may write"),
        ("ORDER BY paper\n", "ORDER BY paper;\n", 26, "semicolon"),
        ("ORDER BY paper\n", "", 24, "one RETURN … ORDER BY"),
        ("paper.id AS paper,", "paper.id AS work,", 24, "RETURN gives work where columns have paper"),
        ("paper.id AS paper,", "paper.id,", 24, "a value without AS"),
        ("paper.date_max AS published_max,\n", "\n", 25, "RETURN gives paths where columns have published_max"),
        ("} AS paths", "} AS paths, 1 AS one", 25, "RETURN gives one where columns have nothing more"),
    ],
)
def test_a_file_that_disagrees_with_itself(read: Any, old: str, new: str, line: int, says: str) -> None:
    assert old in GOOD
    with pytest.raises(CatalogueError) as caught:
        read(GOOD.replace(old, new))
    assert says in str(caught.value)
    assert f"papers-of-a-year.cypher, line {line}:" in str(caught.value)
    assert caught.value.exit_code == 2


def test_a_union_is_refused(read: Any) -> None:
    with pytest.raises(CatalogueError, match="UNION"):
        read(GOOD + "UNION MATCH (paper:Paper) RETURN paper.id AS paper ORDER BY paper\n")


@given(st.text(alphabet="ab'\"/*\n\\ ;$`"))
def test_blanking_keeps_places(text: str) -> None:
    blanked = blank(text)
    assert len(blanked) == len(text)
    assert [i for i, letter in enumerate(blanked) if letter == "\n"] == [i for i, x in enumerate(text) if x == "\n"]


# The questions of the project


def test_the_questions_are_there() -> None:
    assert {
        "listed-to-dprk", "dprk-partner-countries", "dprk-partner-institutions", "bridge-authors", "two-hops-from-dprk",
        "institution-profile", "papers-between", "designations-of", "reported-leads", "coverage",
    } <= catalogue().keys()  # fmt: skip
    assert len(catalogue()) >= 40


@pytest.mark.parametrize("name", catalogue())
def test_what_stands_under_an_answer(name: str) -> None:
    asked = question(name)
    # World totals are no papers, leads are none either, and coverage does not stand under itself.
    assert "coverage" in asked.beside or asked.family == "world" or name in ("coverage", "reported-leads")
    for other in asked.beside:
        values = asked.shared_with(question(other), {parameter.name: None for parameter in asked.parameters})
        assert values.keys() <= {parameter.name for parameter in question(other).parameters}


@pytest.mark.parametrize("name", catalogue())
def test_words_that_accuse_do_not_occur(name: str) -> None:
    text = " ".join([question(name).text, *STANDING_CAVEATS])
    assert not re.search(r"guilt|violat|illicit|suspicio|exposure|\bsanctions?\b", text, re.IGNORECASE)


@pytest.mark.parametrize("name", catalogue())
def test_paths_never_go_through_a_country(name: str) -> None:
    statement = blank(question(name).statement)
    assert not re.search(r"\(:?\w*:?Country\b[^)]*\)\s*(<-|-)\[.*LOCATED_IN[^\n]*LOCATED_IN", statement)
    assert not re.search(r"\*\s*(\]|\.\.\s*\])", statement), "a path without a bound"


def test_unknown_questions_and_parameters_get_the_nearest_names() -> None:
    with pytest.raises(UsageError, match="did you mean listed-to-dprk"):
        question("listed-dprk")
    with pytest.raises(UsageError, match="no parameter as-of; did you mean as_of"):
        question("listed-to-dprk").bind(**{"as-of": "2020-01-01"})
    with pytest.raises(UsageError, match="institution is not given"):
        question("designations-of").bind()


# Values


@pytest.mark.parametrize(
    ("name", "given_value", "value"),
    [
        ("as_of", "2020-02-29", date(2020, 2, 29)),
        ("as_of", date(2020, 2, 29), date(2020, 2, 29)),
        ("as_of", None, None),
        ("list", "any", "any"),
        ("links", "probable", "probable"),
        ("roll_up", "yes", True),
        ("roll_up", False, False),
        ("max_authors", "250", 250),
        ("limit", None, None),
        ("country", "cn", "CN"),
        ("institution", "lst:us-entity-list/cn-a-b", "lst:us-entity-list/cn-a-b"),
        ("author", "orcid:0000-0002-1825-0097", "orcid:0000-0002-1825-0097"),
        ("author", "doi:10.5555/practice.05#2", "doi:10.5555/practice.05#2"),
        ("rule", "unscr-2321-11", "unscr-2321-11"),
        ("topic", "Robotics", ["robotics"]),
        ("topic", ["Robotics", "Drones"], ["robotics", "drones"]),
        ("timeout", "2.5", 2.5),
    ],
)
def test_values(name: str, given_value: object, value: object) -> None:
    assert shared()[name].value(given_value) == value


@pytest.mark.parametrize(
    ("name", "given_value"),
    [
        ("as_of", "2020"),
        ("as_of", "2021-02-29"),
        ("as_of", 2020),
        ("list", "US Entity List"),
        ("list", ""),
        ("links", "possible"),
        ("roll_up", 1),
        ("max_authors", -1),
        ("max_authors", True),
        ("max_authors", "²"),
        ("max_authors", 2**63),
        ("country", "China"),
        ("institution", "Tsinghua University"),
        ("author", "0000-0002-1825-0097"),
        ("rule", "UNSCR 2321"),
        ("topic", []),
        ("topic", 5),
        ("timeout", 0),
        ("timeout", "soon"),
    ],
)
def test_values_that_do_not_fit(name: str, given_value: object) -> None:
    with pytest.raises(UsageError, match=rf"^{name} must be .*, not "):
        shared()[name].value(given_value)


def test_ai_stands_for_a_list_of_terms_that_can_be_read() -> None:
    terms = shared()["topic"].value("AI")
    assert "extreme learning machine" in terms
    assert all(term == term.lower() and len(term) > 3 for term in terms), "a short term is found inside other words"


def test_parameters_for_neo4j_browser() -> None:
    asked = question("listed-to-dprk")
    lines = asked.browser_parameters(list="any", as_of="2020-01-31", topic="it's; ünsafe \\", max_paths=3).splitlines()
    assert lines[0] == ':param list => "any";'
    assert ":param as_of => date('2020-01-31');" in lines
    assert ":param roll_up => false;" in lines
    assert ":param max_paths => 3;" in lines
    assert ":param limit => null;" in lines
    # A semicolon inside would end the command.
    assert all(line.count(";") == 1 for line in lines)


@given(st.text())
def test_a_text_is_one_literal(text: str) -> None:
    assert re.fullmatch(r'"(?:[^"\\;]|\\.)*"', literal(text))


def test_a_parameter_without_a_default_is_needed() -> None:
    needed = Parameter("institution", ParameterType.INSTITUTION, "Id.", required=True)
    with pytest.raises(UsageError, match="institution is not given"):
        needed.value(None)


# Sentences


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [
        (date(2019, 1, 1), date(2019, 12, 31), "2019"),
        (date(2020, 2, 1), date(2020, 2, 29), "2020-02"),
        (date(2020, 2, 1), date(2020, 2, 28), "between 2020-02-01 and 2020-02-28"),
        (date(2020, 2, 3), date(2020, 2, 3), "2020-02-03"),
        (date(2019, 1, 1), date(2020, 12, 31), "between 2019-01-01 and 2020-12-31"),
        (None, None, "a day not known"),
        (None, date(2020, 2, 3), "by 2020-02-03"),
        (date(2020, 2, 3), None, "not before 2020-02-03"),
    ],
)
def test_uncertain_days(first: date | None, last: date | None, text: str) -> None:
    assert day_between(first, last) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "not known"),
        ("", "not known"),
        ([], "none"),
        (True, "yes"),
        (False, "no"),
        (2019, "2019"),
        (12345, "12,345"),
        (["a", "b"], "a, b"),
        (date(2020, 2, 3), "2020-02-03"),
        (0.5, "0.5"),
    ],
)
def test_words(value: object, text: str) -> None:
    assert words(value) == text


def test_counted_nouns() -> None:
    template = "{papers:paper} in {countries:country|countries}"
    assert sentence(template, {"papers": 1, "countries": 2}) == "1 paper in 2 countries"
    assert sentence(template, {"papers": 0, "countries": 1}) == "0 papers in 1 country"


def test_what_is_optional_in_a_sentence_goes_with_its_values() -> None:
    template = "{papers:paper}[, {joint} joint][ of {who}]."
    assert sentence(template, {"papers": 2, "joint": 1, "who": None}) == "2 papers, 1 joint."
    assert sentence(template, {"papers": 1, "joint": 0, "who": "A"}) == "1 paper of A."
    assert list(fields(template)) == ["papers", "joint", "who"]


def test_each_question_belongs_to_one_family_and_is_listed_in_it() -> None:
    listed = [one.id for members in by_family().values() for one in members]
    assert sorted(listed) == sorted(catalogue())
