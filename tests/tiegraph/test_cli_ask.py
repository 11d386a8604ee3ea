"""`tiegraph ask`, `view` and `find` on the practice world."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from cypher.catalogue import STANDING_CAVEATS, catalogue
from tiegraph import fulltext
from tiegraph.knowledge import KnowledgeBase
from tiegraph.render import write

Run = Callable[..., Any]
AMBERFIELD, MOONHILL = "cur:amberfield-practice-university", "kp:moonhill-practice-university"
LISTED = ("ask", "listed-to-dprk", "--list", "practice-controlled", "--instance", "test")


def flat(text: str) -> str:
    return " ".join(text.replace("·", " ").split())


@pytest.fixture(autouse=True)
def practice_world(kb: KnowledgeBase) -> None:
    """Every test here asks the practice world."""


@pytest.mark.parametrize("question", sorted(catalogue()))
def test_everything_that_must_stand_under_an_answer_does(
    kb: KnowledgeBase, required: Callable[[str], dict[str, str]], question: str
) -> None:
    asked = catalogue()[question]
    given = required(question)
    if "list" in {parameter.name for parameter in asked.parameters}:
        given["list"] = "any"
    answer = kb.ask(question, **given)
    for form in ("table", "text", "md"):
        file = io.StringIO()
        write(answer, form, Console(file=file, width=100, markup=False, highlight=False, emoji=False))
        printed = flat(file.getvalue().replace("\\", ""))
        for said in (asked.title, asked.question, *asked.caveats, *STANDING_CAVEATS):
            assert flat(said) in printed, form
        if question != "coverage":
            assert ("What was searched" in printed) == ("coverage" in asked.beside), form
        assert all(line == line.rstrip() for line in file.getvalue().splitlines()), form


@pytest.mark.parametrize("form", ["table", "text", "md"])
def test_a_form_of_an_answer_goes_to_stdout_alone(tiegraph: Run, form: str) -> None:
    done = tiegraph(*LISTED, "--format", form)
    assert (done.code, done.err) == (0, "")
    assert flat(catalogue()["listed-to-dprk"].title) in flat(done.out.replace("\\", ""))


def test_leads_stand_under_the_headline(tiegraph: Run) -> None:
    printed = flat(tiegraph(*LISTED).out)
    assert "Reported by others, not verified here" in printed
    assert "Only the DPRK side is listed" in printed
    assert printed.index("Only the DPRK side is listed") < printed.index("Reported by others, not verified here")


def test_the_tables_keep_to_the_width(tiegraph: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    for width in (80, 100, 160):
        monkeypatch.setenv("COLUMNS", str(width))
        for question in ("listed-to-dprk", "dprk-partner-countries", "dprk-partner-institutions", "reported-leads"):
            options = ("--list", "any") if question in ("listed-to-dprk", "reported-leads") else ()
            lines = tiegraph("ask", question, *options, "--instance", "test").out.splitlines()
            assert max(map(len, lines)) <= width


def test_csv_has_every_column_and_what_must_be_said_goes_to_stderr(tiegraph: Run) -> None:
    done = tiegraph(*LISTED, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(done.out)))
    # The last says of which run it is (`tiegraph runs show`).
    assert list(rows[0]) == [*(column.name for column in catalogue()["listed-to-dprk"].columns), "run"]
    pair = next(row for row in rows if (row["partner_id"], row["dprk_id"]) == (AMBERFIELD, MOONHILL))
    assert pair["listed_since_min"] == "2019-05-21"
    assert pair["papers"] == "4"
    assert len(pair["paper_ids"].split(" | ")) == 4
    assert STANDING_CAVEATS[1] in done.err


def test_json_has_everything(tiegraph: Run, kb: KnowledgeBase) -> None:
    facts = json.loads(tiegraph(*LISTED, "--format", "json").out)
    answer = kb.ask("listed-to-dprk", list="practice-controlled")
    assert facts["question"] == answer.question.question
    assert facts["parameters"]["list"] == "practice-controlled"
    assert len(facts["rows"]) == len(answer)
    assert facts["papers"] == answer.papers
    assert facts["searched"] == list(answer.searched)
    assert facts["caveats"] == list(answer.caveats)
    assert len(facts["beside"][0]["rows"]) == len(answer.beside[0])


def test_an_answer_goes_to_a_file(tiegraph: Run, tmp_path: Path) -> None:
    for form in ("table", "text", "csv", "json", "md"):
        done = tiegraph(*LISTED, "--format", form, "-o", str(tmp_path / form))
        assert done.code == 0
        assert done.out == ""
        assert "written to" in done.err
        # Each is a run of its own.
        texts = ((tmp_path / form).read_text(encoding="utf-8"), tiegraph(*LISTED, "--format", form).out)
        assert len({re.sub(r"\b\d{8}-\d{6}-[0-9a-f]{4}\b", "", text) for text in texts}) == 1


def test_a_file_that_cannot_be_written_is_one_sentence(tiegraph: Run, tmp_path: Path) -> None:
    done = tiegraph(*LISTED, "-o", str(tmp_path / "no" / "folder" / "x.csv"))
    assert done.code == 1
    assert done.err.startswith("Error: ")
    assert done.err.count("\n") == 1


def test_no_rows_say_what_was_searched_and_that_it_is_no_clearance(tiegraph: Run) -> None:
    done = tiegraph(*LISTED, "--topic", "no such topic")
    assert done.code == 0
    assert "that is never a clearance" in flat(done.out)
    assert "Papers searched" in flat(done.out)


def test_what_a_limit_leaves_out_is_counted(tiegraph: Run) -> None:
    all_ = len(json.loads(tiegraph(*LISTED, "--format", "json").out)["rows"])
    said = tiegraph(*LISTED, "--limit", "1").out
    assert f"1 row ({all_ - 1} more, left out by limit 1)" in flat(said)
    assert "left out by limit" not in tiegraph(*LISTED, "--limit", str(all_)).out
    streamed = tiegraph(*LISTED, "--limit", "1", "--format", "csv")
    assert f"{all_ - 1} more, left out by limit 1." in streamed.err
    none = flat(tiegraph(*LISTED, "--limit", "0").out)
    assert f"No row was asked for: {all_} more, left out by limit 0." in none
    assert "Not found in" not in none


def test_a_question_with_no_list_loaded_is_refused(tiegraph: Run) -> None:
    done = tiegraph("ask", "listed-to-dprk", "--instance", "test")
    assert done.code == 2
    assert "us-entity-list is not loaded here" in done.err


def test_values_are_checked_before_the_server_is_asked(tiegraph: Run) -> None:
    for option, value in (
        ("--as-of", "2024-02-30"),
        ("--max-authors", "many"),
        ("--links", "loose"),
        ("--limit", "-1"),
    ):
        done = tiegraph("ask", "listed-to-dprk", option, value, "--instance", "nowhere")
        assert done.code == 2
        assert option in done.err
    assert tiegraph("ask", "papers-between", "--institution", AMBERFIELD, "--instance", "nowhere").code == 2


def test_an_unknown_question_or_institution_gets_the_nearest(tiegraph: Run) -> None:
    done = tiegraph("ask", "listed-to-dprc")
    assert done.code == 2
    assert "did you mean listed-to-dprk" in done.err
    done = tiegraph("ask", "institution-profile", "--institution", "Moonhill Practise", "--instance", "test")
    assert done.code == 2
    assert MOONHILL in done.err


def test_a_name_that_several_bear_is_refused_and_all_of_them_are_listed(tiegraph: Run) -> None:
    done = tiegraph(
        "ask", "institution-profile", "--institution", "stonebridge practice  University", "--instance", "test"
    )
    assert done.code == 2
    assert not done.out
    assert "2 institutions are called 'stonebridge practice  University': give the id of one" in done.err
    for place in ("bouvet", "heard"):
        assert f"cur:stonebridge-practice-university-{place} (Stonebridge Practice University, " in done.err


def test_cypher_is_two_blocks_and_needs_no_server(tiegraph: Run, kb: KnowledgeBase) -> None:
    given = ("--list", "practice-controlled", "--topic", "AI")
    done = tiegraph("ask", "listed-to-dprk", *given, "--cypher", "--instance", "nowhere")
    assert done.code == 0
    parameters, _, text = done.out.partition("\n\n")
    assert all(line.startswith(":param ") for line in parameters.splitlines())
    assert ':param list => "practice-controlled";' in parameters.splitlines()
    answer = kb.ask("listed-to-dprk", list="practice-controlled", topic="AI")
    assert len(kb.client.read(text, answer.parameters).rows) == len(answer) > 0


def test_a_time_out_of_no_time_is_refused(tiegraph: Run) -> None:
    done = tiegraph(*LISTED, "--timeout", "0")
    assert done.code == 2
    assert "--timeout" in done.err


def test_ask_and_view_replace_a_file_only_when_told(tiegraph: Run, tmp_path: Path) -> None:
    file = tmp_path / "answer"
    file.write_text("mine", encoding="utf-8")
    for command in ("ask", "view"):
        words = (command, *LISTED[1:], "-o", str(file))
        done = tiegraph(*words)
        assert (done.code, done.out) == (2, "")
        assert done.err == f"Error: {file} exists: choose another name, or overwrite it with --force.\n"
        assert file.read_text(encoding="utf-8") == "mine"
        assert tiegraph(*words, "--force").code == 0
        assert file.read_text(encoding="utf-8") != "mine"
        file.write_text("mine", encoding="utf-8")


def test_view_writes_a_page_and_replaces_it_only_when_told(tiegraph: Run, tmp_path: Path) -> None:
    page = tmp_path / "a.html"
    words = ("view", "listed-to-dprk", "--list", "any", "-o", str(page), "--instance", "test")
    done = tiegraph(*words)
    assert done.code == 0
    assert done.out == f"{page}\n"
    again = tiegraph(*words)
    assert again.code == 2
    assert "exists" in again.err
    assert tiegraph(*words, "--force", "--people", "initials").code == 0
    assert tiegraph(*words, "--force", "--people", "all").code == 2


def test_find_prints_ids(tiegraph: Run) -> None:
    done = tiegraph("find", "moonhill", "practice", "--instance", "test")
    assert done.code == 0
    assert MOONHILL in done.out
    assert done.err == ""
    near = tiegraph("find", "mooonhill", "practce", "--instance", "test")
    assert MOONHILL in near.out
    assert "spelled like it" in near.err
    none = tiegraph("find", "zzzzqqqq", "--instance", "test")
    assert none.code == 0
    assert none.out == ""
    assert "Nothing" in none.err
    assert tiegraph("find", "??", "--instance", "test").code == 2
    assert "Papers" in tiegraph("find", "practice", "--papers", "--instance", "test").out


def test_of_a_very_long_name_the_first_words_are_searched(tiegraph: Run) -> None:
    words = ["moonhill", "practice", *(f"word{number}" for number in range(1_500))]
    done = tiegraph("find", *words, "--instance", "test")
    assert done.code == 0
    assert MOONHILL in done.out
    assert tiegraph("find", "m" * 3_000, "--instance", "test").code == 0


def test_of_many_words_only_the_longest_are_taken_for_others() -> None:
    query = fulltext.alike("Institute of Practce Sampels, Departmennt of Bridge Sience")
    assert query == ('institute~ OR "of" OR practce~ OR sampels~ OR departmennt~ OR "of" OR "bridge" OR "sience"')
