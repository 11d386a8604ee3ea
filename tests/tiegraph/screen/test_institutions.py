"""A table of institutions on the practice world: every listed one found, none invented, every row answered."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from cypher.errors import UsageError
from tests.tiegraph.conftest import Printed
from tiegraph.commands.screen import given_of
from tiegraph.knowledge import KnowledgeBase
from tiegraph.render import screen as render
from tiegraph.runs import find
from tiegraph.screen import COULD_NOT, MATCH, NOT_FOUND, REVIEW
from tiegraph.screen.asked import Wanted
from tiegraph.screen.identity import BY_ID, CHOSEN, Identity
from tiegraph.screen.institutions import screen
from tiegraph.screen.work import Work

FILE = Path(__file__).parents[2] / "data" / "screen" / "institutions.csv"
#: By hand, from `data/practice`: line, state, what of the reason tells.
EXPECTED = [
    (2, REVIEW, "practice-controlled (export control), practice-tracker (research)"),
    (3, MATCH, "practice-controlled (export control), practice-watch (end-user list)"),
    (4, NOT_FOUND, ""),  # the Stonebridge of the Heard Islands is not the listed one
    (5, REVIEW, "2 institutions have this name"),  # of which one is listed
    (6, REVIEW, "have this name"),
    (7, NOT_FOUND, ""),
    (8, COULD_NOT, "but not in China"),
    (9, COULD_NOT, "this very name"),
    (10, REVIEW, "practice-controlled"),
    (11, REVIEW, "practice-controlled: same body, ended"),
    (12, REVIEW, "perhaps a part"),  # an entry names an institute of it
    (13, REVIEW, "practice-tracker"),
    (14, COULD_NOT, "check digits"),
    (15, COULD_NOT, "formula"),
    (16, COULD_NOT, "quotes"),
    (17, NOT_FOUND, ""),
]


def test_every_row_has_its_answer(kb: KnowledgeBase) -> None:
    found = screen(Work(kb, FILE, Wanted(partners=True), today=date(2023, 6, 1)), {})
    assert [(one.line, one.state) for one in found.outcomes] == [(line, state) for line, state, _ in EXPECTED]
    for one, (_, _, says) in zip(found.outcomes, EXPECTED, strict=True):
        assert says in one.reason
        assert bool(one.findings) == (one.state in (MATCH, REVIEW))
    assert sum(found.counts.values()) == 16
    assert found.summary.endswith("match 1, review 7, not found 3, could not check 5.")

    foxglove = found.outcomes[1]
    assert {row["designation"] for row in foxglove.findings} == {"practice-controlled/foxglove", "practice-watch/2"}
    first = next(row for row in foxglove.findings if row["list"] == "practice-controlled")
    assert (first["standing"], first["since_min"], first["since_max"]) == (
        "in force",
        date(2018, 1, 1),
        date(2018, 12, 31),
    )
    assert (first["as_of"], first["files"]) == (date(2023, 1, 1), ["practice-controlled.csv (2021-01-01)"])
    assert "country BV agrees" in first["evidence"]
    # The same that the question says of the one institution.
    asked = kb.ask("designations-of", institution="ror:0pract166", beside=False)
    assert {row["designation"] for row in asked.rows if row["by"] == "name"} == {
        row["designation"] for row in foxglove.findings
    }
    # Lists of different nature have tables of their own.
    assert [table.heading for table in found.findings()] == [
        *("Match · end-user list", "Match · export control"),
        *("Review · export control", "Review · research"),
    ]
    partners = [row for table in found.beside for row in table.rows if "partner_id" in row]
    assert {(row["row"], row["partner_id"], row["papers"]) for row in partners if row["row"] == 2} == {
        (2, "kp:moonhill-practice-university", 4)
    }
    assert found.notes == ("1 row the same as an earlier one, and counted again: line 13 (as 2).",)
    assert any("practice-controlled" in text for text in found.warnings) is False  # 151 days old, of 365

    rows = list(csv.DictReader(io.StringIO(render.csv_text(found))))
    assert {int(row["row"]) for row in rows} == set(range(2, 18))
    assert len(rows) == sum(max(1, len(one.findings)) for one in found.outcomes)
    facts = json.loads(render.json_text(found))
    assert facts["counts"] == found.counts
    assert len(facts["outcomes"]) == 16


def test_lists_days_and_people_who_confirm(kb: KnowledgeBase) -> None:
    def take(rows: list[Identity]) -> list[Identity]:
        return [one if one.certain or not one.institution else one.chosen(one.institution) for one in rows]

    found = screen(Work(kb, FILE, Wanted(lists=("practice-controlled",), links="strict")), {}, confirm=take)
    states = {one.line: one.state for one in found.outcomes}
    assert (states[2], states[10], states[13]) == (MATCH, MATCH, MATCH)
    # An entry that only contains its name is no certain link.
    assert states[12] == NOT_FOUND
    assert {one.known_by for one in found.of(MATCH)} == {BY_ID, CHOSEN}
    assert [row["list"] for row in found.searched_lists.rows] == ["practice-controlled"]

    before = screen(Work(kb, FILE, Wanted(as_of=date(2015, 1, 1))), {}, confirm=take)
    states = {one.line: one.state for one in before.outcomes}
    # The college was still on the list, the university not yet.
    assert (states[11], states[2]) == (MATCH, REVIEW)
    # What ended eight years ago does not count for five.
    late = screen(Work(kb, FILE, Wanted(years=5), today=date(2023, 6, 1)), {})
    assert {one.line: one.state for one in late.outcomes}[11] == NOT_FOUND
    # No years at all are asked for as any other number of them.
    assert given_of({"years": 0, "partners": False, "lists": (), "columns": {}}) == {"years": 0}
    with pytest.raises(UsageError, match="no list 'practice-kontrolled'"):
        screen(Work(kb, FILE, Wanted(lists=("practice-kontrolled",))), {})


def test_the_command(kb: KnowledgeBase, tiegraph: Callable[..., Printed], tmp_path: Path) -> None:
    where = ("--instance", str(kb.connection.instance))
    asked = tiegraph("screen", "institutions", str(FILE), *where)
    assert (asked.code, "add --yes" in asked.err) == (2, True)

    who = tmp_path / "who.csv"
    assert tiegraph("screen", "institutions", str(FILE), *where, "--who", str(who)).code == 0
    text = who.read_text(encoding="utf-8").replace(
        "Stonebridge Practice University,,,", "Stonebridge,BV,cur:stonebridge-practice-university-bouvet,"
    )
    who.write_text(text, encoding="utf-8")
    page = tmp_path / "a.html"
    done = tiegraph("screen", "institutions", str(who), *where, "--yes", "-o", str(page))
    # What waited for review is known by the ids of the table now; line 14 is read as the text it is now.
    assert "match 5, review 4, not found 3, could not check 4." in done.err, done.err
    assert "practice-controlled/stonebridge" in page.read_text(encoding="utf-8")

    # All files of it name the run that they are of.
    assert f"{find('last').id}" in page.read_text(encoding="utf-8")
    sheet = tmp_path / "a.xlsx"
    assert tiegraph("screen", "institutions", str(FILE), *where, "--yes", "--partners", "-o", str(sheet)).code == 0
    book = load_workbook(sheet)
    rows = list(book["rows"].iter_rows(values_only=True))
    assert {row[0] for row in rows[1:]} == set(range(2, 18))
    about = dict(book["about"].iter_rows(values_only=True))
    assert (about["run"], about["file"]) == (find("last").id, FILE.name)
    assert about["sheet beside 1"].startswith("Listed institutions that they publish with")

    shown = tiegraph("screen", "institutions", str(FILE), *where, "--yes").out
    assert "16 rows of institutions.csv: match 1, review 7, not found 3, could not check 5." in shown
    assert "“Not found” is never a clearance" in " ".join(shown.split())
    assert "Row 9, Invented College of Nowhere, CN: no institution" in " ".join(shown.split())
