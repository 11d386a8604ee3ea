"""Persons of a table on the practice world: known by their ids only, and unnamed in a page."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from loader.bibliography import people as table
from loader.records import Rejected
from tests.tiegraph.conftest import Printed
from tiegraph.knowledge import KnowledgeBase
from tiegraph.screen import COULD_NOT, MATCH, REVIEW
from tiegraph.screen.asked import Wanted
from tiegraph.screen.people import screen
from tiegraph.screen.screening import PERSON
from tiegraph.screen.work import Work

FILE = Path(__file__).parents[2] / "data" / "screen" / "people.csv"
#: By hand, from `data/practice`: line, state, what of the reason tells.
EXPECTED = [
    (2, MATCH, "signs for Amberfield Practice University (practice-controlled, export control; 3 papers)"),
    (3, MATCH, "Moonhill Practice University (practice-watch, end-user list; 2 papers)"),
    (4, MATCH, "signs for Greyriver Practice Polytechnic (DPRK; 1 paper)"),
    (5, COULD_NOT, "wrong check digit"),
    (6, MATCH, "signs for Moonhill"),
    (7, REVIEW, "was not found to sign for them"),  # a publisher's cluster
    (8, COULD_NOT, "a name alone is never searched for"),
    (9, COULD_NOT, "no paper that is loaded is signed with orcid:0000-0002-1825-0097"),
    (10, MATCH, "signs for Amberfield"),
    (11, COULD_NOT, "is no ORCID, which has 16 digits"),
]


@pytest.mark.parametrize(
    ("row", "field", "says"),
    [
        ("0000-0002-1825-0098,", "orcid", "wrong check digit"),
        (",W12", "openalex", "no OpenAlex author id"),
        ("0000-0002-1825-0097,A", "openalex", "no OpenAlex author id"),
    ],
)
def test_ids_that_are_wrong(tmp_path: Path, row: str, field: str, says: str) -> None:
    (tmp_path / "a.csv").write_text(f"ORCID,OpenAlex ID\n{row}\n", encoding="utf-8")
    bad = next(table.read(tmp_path / "a.csv", {}))
    assert isinstance(bad, Rejected)
    assert bad.field == field
    assert says in bad.reason


def test_every_person_has_an_answer(kb: KnowledgeBase, tiegraph: Callable[..., Printed], tmp_path: Path) -> None:
    found = screen(Work(kb, FILE, Wanted()))
    assert [(one.line, one.state) for one in found.outcomes] == [(line, state) for line, state, _ in EXPECTED]
    for one, (_, _, says) in zip(found.outcomes, EXPECTED, strict=True):
        assert says in one.reason
    own = {
        (row["paper"], row["list"], row["against_listing"])
        for row in found.outcomes[0].findings
        if row["signs"] == PERSON
    }
    assert own == {
        ("doi:10.5555/practice.01", "practice-controlled", "before"),
        ("doi:10.5555/practice.01", "practice-tracker", "before"),
        ("doi:10.5555/practice.03", "practice-controlled", "after"),
        ("doi:10.5555/practice.03", "practice-tracker", "before"),
        ("doi:10.5555/practice.30", "practice-controlled", "after"),
        ("doi:10.5555/practice.30", "practice-tracker", "before"),
    }
    # Nobody's name stands in what is found.
    assert not any("Sample" in str(value) for one in found.outcomes for row in one.findings for value in row.values())
    # What only stands on a person's papers is no match, and waits for review also where the row is one.
    assert {row["signs"] for table in found.findings() for row in table.rows if table.heading[:5] == "Match"} == {
        PERSON
    }
    assert found.notes == ("1 row of a person who stands in the file before: line 10 (as 2).",)

    # One who signed for Greyriver in 2010 only, asked for the last five years.
    late = screen(Work(kb, FILE, Wanted(years=5, lists=("practice-controlled",)), today=date(2023, 6, 1)))
    assert {one.line: one.state for one in late.outcomes}[4] != MATCH

    page = tmp_path / "people.html"
    done = tiegraph("screen", "people", str(FILE), "--instance", str(kb.connection.instance), "-o", str(page))
    assert "10 rows of people.csv: match 5, review 1, not found 0, could not check 4." in done.err
    html = page.read_text(encoding="utf-8")
    assert "0000-0000-0000-0028" not in html
    assert "Bravo" not in html
    assert "A9999999901" not in html
    assert "0053" not in html
    assert "practice-controlled/amberfield" in html


def test_affiliations_of_now_and_of_before(kb: KnowledgeBase) -> None:
    every = screen(Work(kb, FILE, Wanted()))
    own = [row for one in every.outcomes for row in one.findings if row["signs"] == PERSON]
    assert {row["affiliation"] for row in own} == {"current", "past"}
    assert {row["affiliation"] for one in every.outcomes for row in one.findings if row["signs"] != PERSON} <= {None}
    for which in ("current", "past"):
        some = screen(Work(kb, FILE, Wanted(affiliations=which)))
        found = [row for one in some.outcomes for row in one.findings if row["signs"] == PERSON]
        assert found == [row for row in own if row["affiliation"] == which]
        # What is left out is named: line 3 signs for Moonhill now, line 2 signed for Amberfield before.
        left = {"current": (0, "not current: signs for Amberfield"), "past": (1, "not past: signs for Moonhill")}
        at, says = left[which]
        assert f"left out, as it is {says}" in some.outcomes[at].reason
        assert f"who also signs for what is not {which}" in some.notes[-1]


def test_one_that_was_stopped_goes_on(
    kb: KnowledgeBase, tiegraph: Callable[..., Printed], monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(step: str, done: int, of: int) -> None:
        raise KeyboardInterrupt

    words = ("screen", "people", str(FILE), "--instance", str(kb.connection.instance), "--format", "csv")
    whole = tiegraph(*words)
    with monkeypatch.context() as patch:
        patch.setattr("tiegraph.commands.screen._told", lambda: stopped)
        assert tiegraph(*words).code == 1
    again = tiegraph(*words)
    assert "steps done before: 1." in again.err
    assert rows(again.out) == rows(whole.out)
    # Another day's data, or other options, are another screening; one that is done leaves nothing.
    assert "steps done before" not in tiegraph(*words).err
    assert "steps done before" not in tiegraph(*words, "--years", "9").err


def rows(text: str) -> list[dict[str, str]]:
    return [{**row, "run": ""} for row in csv.DictReader(io.StringIO(text))]
