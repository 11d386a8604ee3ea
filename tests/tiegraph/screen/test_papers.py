"""A bibliography on the practice world: every planted match found, none invented, every row answered."""

from __future__ import annotations

import csv
import gzip
import io
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from cypher.errors import UsageError
from tests.tiegraph.conftest import Printed
from tiegraph.knowledge import KnowledgeBase
from tiegraph.render import screen as render
from tiegraph.screen import COULD_NOT, MATCH, NOT_FOUND, REVIEW, browser
from tiegraph.screen.asked import Wanted
from tiegraph.screen.papers import screen
from tiegraph.screen.screening import is_sure
from tiegraph.screen.work import Work

ROOT = Path(__file__).parents[3]
FILE = ROOT / "tests" / "data" / "screen" / "papers.bib"
#: By hand, from `data/practice`: line, state, what of the reason tells.
EXPECTED = [
    (1, MATCH, "Amberfield Practice University: practice-controlled (export control), before"),
    (2, MATCH, "practice-watch (end-user list), undetermined"),
    (3, MATCH, "practice-controlled (export control), after"),  # three thousand authors
    (4, MATCH, "perhaps the same body), after; Greyriver Practice Polytechnic: DPRK"),
    (5, NOT_FOUND, "1 of its 1 affiliation string"),
    (6, NOT_FOUND, ""),
    (7, REVIEW, "an institution that is not known: DPRK"),
    (8, MATCH, "Greyriver"),
    (9, MATCH, "Greyriver"),
    (10, MATCH, "Moonhill"),
    (11, COULD_NOT, "a paper of another title, “What Bravo signed"),
    (12, REVIEW, "2 papers"),
    (13, COULD_NOT, "never looked for by title"),
    (14, COULD_NOT, "no DOI"),
    (15, COULD_NOT, "premature end of file): close its braces"),
    (16, COULD_NOT, "no paper that is loaded has the DOI 10.5555/practice.unknown"),
]


def test_every_paper_has_its_answer(kb: KnowledgeBase) -> None:
    found = screen(Work(kb, FILE, Wanted(), today=date(2023, 6, 1)))
    assert [(one.line, one.state) for one in found.outcomes] == [(line, state) for line, state, _ in EXPECTED]
    for one, (_, _, says) in zip(found.outcomes, EXPECTED, strict=True):
        assert says in one.reason
    assert sum(found.counts.values()) == len(EXPECTED)

    many = found.outcomes[2]
    assert {(row["institution_id"], row["list"], row["authors"]) for row in many.findings} == {
        ("cur:amberfield-practice-university", "practice-controlled", 3000),
        ("cur:amberfield-practice-university", "practice-tracker", 3000),
        ("kp:greyriver-practice-polytechnic", None, 3000),
    }
    controlled = next(row for row in many.findings if row["list"] == "practice-controlled")
    assert controlled["strings"] == ["Faculty of Tides, Amberfield Practice University, Port Amber, Antarctica"]
    assert (controlled["files"], controlled["as_of"]) == (["practice-controlled.csv (2021-01-01)"], date(2023, 1, 1))
    assert controlled["link_evidence"]
    assert not any("left out for having more" in text for text in found.searched)

    assert found.notes[0] == "3 rows of a paper that stands in the file before: line 2 (as 1), 11 (as 6), 12 (as 9)."
    assert found.notes[1] == "1 row whose id is of another title: line 11."
    assert "--fetch` fetches those with a DOI" in found.notes[2]
    rows = list(csv.DictReader(io.StringIO(render.csv_text(found))))
    assert {int(row["row"]) for row in rows} == set(range(1, 17))
    assert json.loads(render.json_text(found))["counts"] == found.counts

    # What is only perhaps the same body is for review, also on a paper that is a match by another institution.
    heads = {(table.heading, row["row"], row["relation"]) for table in found.findings() for row in table.rows}
    assert {head for head, line, _ in heads if line == 4} == {
        "Match · DPRK institutions on no list",
        "Review · export control",
    }
    assert not any(head.startswith("Match") and how == "perhaps the same body" for head, _, how in heads)

    # An entry that could not be read can hold names: in a page it is known by its line.
    assert "@article{broken" in found.outcomes[14].given
    page = str(render.page(found))
    assert ("@article{broken" in page, "line 15" in page) == (False, True)

    # In pandas, and as parameters that Neo4j Browser takes.
    table = kb.screen("papers", FILE, lists=["practice-tracker"], links="strict").to_pandas()
    assert set(table["row"]) == set(range(1, 17))
    assert table["published_min"].dtype == "datetime64[s]"
    with pytest.raises(UsageError, match="no option 'list'"):
        kb.screen("papers", FILE, list="practice-tracker")
    lines, _, statement = browser.script(found, Wanted()).partition("\n\n")
    given = {line.split()[1]: line.rstrip(";").split(" => ")[1] for line in lines.splitlines()[1:]}
    ids = json.loads(given.pop("many"))
    assert set(ids) == {one.id for one in found.outcomes if one.id}
    asked = {name: None if value == "null" else json.loads(value) for name, value in given.items()}
    assert {row["asked"] for row in kb.client.each(statement, {**asked, "many": ids})} == {
        row["paper"] for one in found.outcomes for row in one.findings if len(one.candidates) == 0
    }

    one_list = screen(Work(kb, FILE, Wanted(lists=("practice-tracker",), links="strict")))
    lists = {row["list"] for one in one_list.outcomes for row in one.findings}
    assert lists == {"practice-tracker", None}


def test_what_is_only_inferred_is_for_review(kb: KnowledgeBase, tmp_path: Path) -> None:
    file = tmp_path / "one.doi"
    file.write_text("10.5555/practice.17\n", encoding="utf-8")
    asked = Wanted(lists=("practice-watch",), include_inferred=True)
    (one,) = screen(Work(kb, file, asked)).outcomes
    assert [(row["institution"], row["basis"]) for row in one.findings] == [
        ("Greyriver Practice Polytechnic", "inferred")
    ]
    assert one.state == REVIEW


def test_an_id_that_only_a_source_gives_is_for_review() -> None:
    printed = {"institution": "A", "relation": "same body", "listing": "in force", "basis": "aggregator"}
    assert is_sure({**printed, "methods": ["name", "publisher id"]})
    assert not is_sure({**printed, "methods": ["publisher id"]})


def test_planted_among_real_works(kb: KnowledgeBase, tiegraph: Callable[..., Printed], tmp_path: Path) -> None:
    """Works of the bundled data, none of them in the practice world, with a practice paper after every fiftieth."""
    planted = [f"10.5555/practice.{number}" for number in ("01", "10", "14", "18", "33", "32", "37")]
    entries, expected = [], []
    with gzip.open(ROOT / "data" / "openalex-works.jsonl.gz", "rt", encoding="utf-8") as works:
        for line in works:
            work = json.loads(line)
            entries.append(f"TY  - JOUR\nTI  - {work['title']}\nDO  - {work['doi'] or ''}\nER  - \n")
            expected.append(COULD_NOT)
            if len(entries) % 50 == 0 and planted:
                doi = planted.pop()
                entries.append(f"TY  - JOUR\nUR  - https://doi.org/{doi}\nER  - \n")
                expected.append(NOT_FOUND if doi.endswith(("32", "37")) else MATCH)
    path = tmp_path / "works.ris"
    path.write_text("\n".join(entries), encoding="utf-8")
    where = ("--instance", str(kb.connection.instance))
    done = tiegraph("screen", "papers", str(path), *where, "--format", "json")
    assert done.code == 0, done.err
    facts = json.loads(done.out)
    assert [one["state"] for one in facts["outcomes"]] == expected
    assert facts["counts"] == {MATCH: 5, REVIEW: 0, NOT_FOUND: 2, COULD_NOT: len(expected) - 7}
    shown = tiegraph("screen", "papers", str(path), *where, "--most", "3").out
    assert f"could not check {len(expected) - 7:,}." in shown
    assert f"and {len(expected) - 10:,} more: --most shows more" in " ".join(shown.split())
    empty = tmp_path / "empty.bib"
    empty.touch()
    assert "empty.bib is empty" in tiegraph("screen", "papers", str(empty), *where).err
