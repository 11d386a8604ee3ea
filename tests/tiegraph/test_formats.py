"""Cells, tables and files of made-up answers: what data hold must not break or steer what shows them."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from cypher.catalogue import question
from cypher.question import Column
from cypher.result import Result
from tiegraph.answer import Answer
from tiegraph.frames import frame
from tiegraph.render import write
from tiegraph.render.export import json_text
from tiegraph.render.fields import fields, printable
from tiegraph.render.html import html
from tiegraph.render.rows import write_csv
from tiegraph.render.text import markdown

ASKED = question("papers-between")


def row(**values: Any) -> dict[str, Any]:
    blank = {column.name: [] if column.type == "texts" else None for column in ASKED.columns}
    return {**blank, "paper": "doi:10.5555/x", "title": "A title", "kind": "joint", "basis": "printed", **values}


def answer(*rows: dict[str, Any]) -> Answer:
    return Answer(ASKED, ASKED.bind(institution="kp:a", other="kp:b"), Result(tuple(rows[0]), rows))


def csv_text(made: Answer) -> str:
    out = io.StringIO()
    write_csv(made.columns, made.rows, out)
    return out.getvalue()


def shown(made: Answer, form: str, width: int = 100) -> str:
    console = Console(file=io.StringIO(), width=width, markup=False, highlight=False, emoji=False)
    write(made, form, console)
    text: str = console.file.getvalue()  # type: ignore[attr-defined]
    return text


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t"])
def test_a_spreadsheet_reads_no_cell_as_a_formula(start: str) -> None:
    made = answer(row(title=f"{start}cmd|' /C calc'!A0", strings=[f"{start}SUM(A1)", "x"]))
    cells = list(csv.reader(io.StringIO(csv_text(made), newline="")))[1]
    assert not [cell for cell in cells if cell.startswith(start)]
    assert f"'{start}cmd|' /C calc'!A0" in cells


def test_csv_writes_days_lists_numbers_and_truth_values_plainly() -> None:
    made = answer(row(published_min=date(2018, 1, 1), strings=["a", "b"], authors=-3, retracted=True, people=["x"]))
    cells = next(csv.DictReader(io.StringIO(csv_text(made))))
    assert cells["published_min"] == "2018-01-01"
    assert cells["strings"] == "a | b"
    assert cells["authors"] == "-3"
    assert cells["retracted"] == "true"
    assert cells["venue"] == ""


@given(st.text())
def test_csv_gives_every_text_back(text: str) -> None:
    cells = next(csv.DictReader(io.StringIO(csv_text(answer(row(title=text))), newline="")))
    assert cells["title"].removeprefix("'") == text.replace("\r", " ").removeprefix("'")


def test_json_writes_days_as_texts_and_keeps_scripts_of_the_world() -> None:
    facts = json.loads(json_text(answer(row(published_min=date(2018, 1, 1), title="김일성 </script>"))))
    assert facts["rows"][0]["published_min"] == "2018-01-01"
    assert facts["rows"][0]["title"] == "김일성 </script>"


@pytest.mark.parametrize("form", ["table", "text", "md"])
def test_no_text_steers_the_terminal(form: str) -> None:
    printed = shown(answer(row(title="\x1b[2J\x1b]0;title\x07 \u202eevil\x9b31m [bold red]x[/] :smile:")), form)
    assert not {"\x1b", "\x07", "\u202e", "\x9b"} & set(printed)
    assert "bold red" in printed
    assert ":smile:" in printed


def test_joiners_of_native_scripts_stay() -> None:
    assert printable("می\u200cخواهم\nx") == "می\u200cخواهم x"


def test_html_and_markdown_show_markup_as_text() -> None:
    made = answer(row(title="</td><script>alert(1)</script> | *x* `y` <b>"))
    assert html(made).count("<") == 2
    assert html(made).endswith("</iframe>")
    line = next(line for line in markdown(made).splitlines() if "alert" in line)
    assert "\\<script\\>" in line
    assert "\\| \\*x\\*" in line


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=200), st.integers(40, 200))
def test_a_table_never_gets_wider_than_the_terminal(text: str, width: int) -> None:
    from rich.cells import cell_len

    lines = shown(answer(row(title=text, strings=[text])), "table", width).splitlines()
    assert max(map(cell_len, lines)) <= width


def test_two_ends_of_a_day_are_one_field() -> None:
    columns = (
        Column("partner", "", "text"),
        Column("partner_id", "", "text", shown=False),
        Column("since_min", "", "date"),
        Column("since_max", "", "date"),
        Column("score_min", "", "number"),
    )
    found = fields(columns)
    assert [field.heading for field in found] == ["Partner", "Since", "Score min"]
    assert found[0].names
    assert not found[1].names
    assert found[1].text({"since_min": date(2018, 1, 1), "since_max": date(2018, 12, 31)}) == "2018"
    assert found[1].text({"since_min": None, "since_max": None}) == "–"


def test_years_have_no_thousands_and_large_numbers_do() -> None:
    field = fields((Column("n", "", "integer"),))[0]
    assert [field.text({"n": n}) for n in (0, 2018, 12345, None)] == ["0", "2018", "12,345", "–"]


def test_a_frame_knows_what_is_not_known() -> None:
    columns = (
        Column("day", "", "date"),
        Column("number", "", "number"),
        Column("true", "", "boolean"),
        Column("texts", "", "texts"),
        Column("text", "", "text"),
    )
    made = frame(columns, [dict.fromkeys(("day", "number", "true", "texts", "text"))])
    assert made[["day", "number", "true", "text"]].isna().all().all()
    assert made["texts"].iloc[0] == []
