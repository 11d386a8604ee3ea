"""A person says who the rows are."""

from __future__ import annotations

import csv
import io

from loader.bibliography.institutions import Asked
from loader.records import Rejected
from tiegraph.screen.confirm import as_table, confirmed
from tiegraph.screen.identity import BY_ID, BY_NAME, CHOSEN, Candidate, Identity, told

ONE, TWO = Candidate("ror:1", "One", "AQ"), Candidate("ror:2", "Two", "AQ")
ROWS = [
    Identity(Asked(2, "One", "AQ", "ror:1"), ONE, BY_ID),
    Identity(Asked(3, "Two", "AQ", None), TWO, BY_NAME),
    Identity(Asked(4, "Both", "AQ", None), candidates=(ONE, TWO), problem="2 have this name"),
    Identity(Asked(5, "Both", None, None), candidates=(TWO, ONE), problem="2 have this name"),
    Identity(Asked(6, "=None", "AQ", None), problem="nobody is called so"),
]


def asked_with(*answers: str) -> tuple[list[Identity], list[str]]:
    said: list[str] = []
    given = iter(answers)
    return confirmed(ROWS, lambda text: next(given), said.append), said


def test_a_person_takes_names_and_chooses() -> None:
    found, said = asked_with("yes", "9", "2", "")
    assert [(one.by, one.institution) for one in found] == [
        *((BY_ID, ONE), (CHOSEN, TWO), (CHOSEN, TWO)),
        *(("", None), ("", None)),
    ]
    assert [one.certain for one in found] == [True, True, True, False, False]
    assert "'9' is no number from 1 to 2." in said


def test_nothing_is_taken_without_an_answer() -> None:
    found, _ = asked_with("", "q")
    assert found == ROWS
    assert told(ROWS) == "1 by exact id; 1 by exact name and country; 2 that may be one of several; 1 not known"


def test_who_is_who_as_a_table() -> None:
    rows = list(csv.DictReader(io.StringIO(as_table(ROWS, [Rejected(7, "country", "is odd", "x | y")]))))
    assert [row["line"] for row in rows] == ["2", "3", "4", "5", "6", "7"]
    assert [row["id"] for row in rows] == ["ror:1", "ror:2", "", "", "", ""]
    assert rows[2]["may be"] == "One (AQ, ror:1) | Two (AQ, ror:2)"
    # A spreadsheet must not run what somebody wrote.
    assert rows[4]["name"] == "'=None"
