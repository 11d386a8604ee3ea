"""Corrections by people: applied at once and after every load, shown, undone; wrong rows named."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from loader import corrections
from loader.author_lists import LEFT_OUT
from loader.errors import SourceError
from tests.conftest import Database
from tests.tiegraph.conftest import Printed
from tiegraph import settings
from tiegraph.knowledge import KnowledgeBase
from tiegraph.runs import compare, find

PAPERS = Path(__file__).parents[2] / "data" / "practice" / "papers" / "papers.csv"
PAPER = "doi:10.5555/practice.01"
AMBER, MOONHILL = "cur:amberfield-practice-university", "kp:moonhill-practice-university"
#: Who signs for Amberfield on that paper.
BRAVO = "orcid:0000-0000-0000-0028"
HEADER = ",".join(corrections.COLUMNS)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, database: Database, kb: KnowledgeBase) -> Iterator[Path]:
    """A file of corrections of its own, on a database that the next test loads anew."""
    monkeypatch.setenv("TIEGRAPH_CORRECTIONS", str(tmp_path / "corrections.csv"))
    yield tmp_path
    database.wipe()


def between(kb: KnowledgeBase) -> list[str]:
    rows = kb.ask("papers-between", institution=AMBER, other=MOONHILL, beside=False).rows
    return [row["paper"] for row in rows]


def test_an_institution_wrongly_matched(home: Path, kb: KnowledgeBase, tiegraph: Callable[..., Printed]) -> None:
    where = ("--instance", str(kb.connection.instance))
    everything = graph(kb)
    tiegraph("ask", "papers-between", "--institution", AMBER, "--other", MOONHILL, *where)
    before = find("last")
    assert PAPER in between(kb)
    done = tiegraph("correct", "institution", PAPER, "--institution", MOONHILL, "--why", "a namesake", *where)
    assert done.code == 0, done.err
    # At once in every answer, with a word under it, and the country that only the institution brought is gone too.
    assert PAPER not in between(kb)
    answer = kb.ask("institution-papers", institution=AMBER)
    assert any(text.sentence.startswith(f"Corrected by a person: {PAPER};") for text in answer.warnings)
    told = " ".join(tiegraph("why", PAPER, MOONHILL, *where).out.split())
    assert f"Corrected by a person no string is {MOONHILL} (" in told
    assert "a namesake" in told
    tiegraph("ask", "papers-between", "--institution", AMBER, "--other", MOONHILL, *where)
    found = compare(before, find("last"))
    assert found.differs == {"correction": ("the file of corrections is another",)}
    assert [(one.kind, one.causes) for one in found.changes] == [("gone", ("correction",))]

    # Loading again does not undo it, with or without a change in the file's records.
    kb.load("papers", PAPERS, purpose="practice")
    assert PAPER not in between(kb)
    kb.client.execute("MATCH (p:Paper) SET p.hashes = null")
    kb.load("papers", PAPERS, purpose="practice")
    assert PAPER not in between(kb)
    same = tiegraph("correct", "institution", PAPER, "--institution", MOONHILL, "--instead", AMBER, *where)
    assert (same.code, "corrected already" in same.err) == (2, True)

    # By hand: another one instead, for one string only; the next question goes by it.
    string = "Department of Physics, Moonhill Practice University, Moonhill, DPR Korea"
    settings.corrections().write_text(
        f'{HEADER}\ninstitution,{PAPER},"{string}",{MOONHILL},,,kp:greyriver-practice-polytechnic,me,2026-01-02,seen\n'
    )
    rows = kb.ask("papers-between", institution=AMBER, other="kp:greyriver-practice-polytechnic", beside=False).rows
    assert PAPER in [row["paper"] for row in rows]
    assert "1  doi:10.5555/practice.01: “Department" in tiegraph("correct", "list").out
    assert tiegraph("correct", "remove", "1", *where).code == 0
    assert PAPER in between(kb)
    kb.load("papers", PAPERS, purpose="practice")
    assert graph(kb) == everything


def test_a_paper_wrongly_attributed(home: Path, kb: KnowledgeBase, tiegraph: Callable[..., Printed]) -> None:
    where = ("--instance", str(kb.connection.instance))
    everything = graph(kb)

    def papers() -> set[str]:
        return {row["paper"] for row in kb.ask("author-papers", author=BRAVO, beside=False).rows}

    before = papers()
    done = tiegraph("correct", "author", PAPER, "--author", BRAVO, *where)
    assert done.code == 0, done.err
    assert papers() == before - {PAPER}
    told = tiegraph("why", PAPER, *where).out
    assert f"Person: {PAPER}#2" in told
    assert "author 2: is not who a source says" in told
    # The name as signed stays, and so does the institution; records of other sources do not bring the person back.
    assert "Bravo Sample" in told
    assert PAPER in between(kb)
    kb.client.execute("MATCH (p:Paper) SET p.hashes = null")
    kb.load("papers", PAPERS, purpose="practice")
    assert papers() == before - {PAPER}
    settings.corrections().unlink()
    assert papers() == before
    kb.load("papers", PAPERS, purpose="practice")
    assert graph(kb) == everything

    assert tiegraph("correct", "author", PAPER, "--position", "1", "--instead", BRAVO, *where).code == 0
    authored = "MATCH (a {id: $id})-[w:AUTHORED]->(:Paper {id: $paper}) RETURN collect(w.position) AS at"
    assert sorted(kb.client.read(authored, {"id": BRAVO, "paper": PAPER}).rows[0]["at"]) == [1, 2]


def test_a_name_left_out(home: Path, kb: KnowledgeBase, tiegraph: Callable[..., Printed]) -> None:
    where = ("--instance", str(kb.connection.instance))
    everything = graph(kb)
    done = tiegraph("correct", "name", "0000-0000-0000-0028", *where)
    assert done.code == 0, done.err
    assert tiegraph("correct", "name", "--paper", PAPER, "--position", "1", *where).code == 0

    def left_out() -> bool:
        stored = str(kb.client.read("MATCH (a)-[w:AUTHORED]->(:Paper {id: $id}) RETURN a, w", {"id": PAPER}).rows)
        bravo = kb.client.read("MATCH (a:Author {id: $id}) RETURN a.name AS name", {"id": BRAVO}).rows[0]["name"]
        return bravo == LEFT_OUT and "Alfa" not in stored and "Bravo" not in stored

    assert left_out()
    assert "the name is left out on request" in tiegraph("why", BRAVO, *where).out
    kb.client.execute("MATCH (p:Paper) SET p.hashes = null")
    kb.load("papers", PAPERS, purpose="practice")
    assert left_out()
    for _ in range(2):
        undone = tiegraph("correct", "remove", "1", *where)
    assert "load those files again" in undone.err
    kb.load("papers", PAPERS, purpose="practice")
    assert graph(kb) == everything


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("paper,doi:10.1/a,,,,,,,,", "line 2, corrects: 'paper' is none of institution, author, name."),
        ("institution,,,ror:05a28rw58,,,,,,", "line 2, paper: is empty"),
        ("institution,12,,ror:05a28rw58,,,,,,", "line 2, paper: '12' is no id of a paper"),
        ("institution,10.5555/a,,ror:05a28rw59,,,,,,", "line 2, institution: 'ror:05a28rw59' is no institution id"),
        ("institution,10.5555/a,text,,,,,,,", "line 2, institution: is empty"),
        ("author,10.5555/a,,,0000-0002-1825-0098,,,,,", "check digit is wrong"),
        ("author,10.5555/a,,,,0,,,,", "line 2, position: '0' is no place"),
        ("author,10.5555/a,,,,,,,,", "line 2, position: says whose place is meant"),
        ("name,,,,A5023888391,,,,yesterday,", "line 2, when: 'yesterday' is not a day"),
        ("name,10.5555/a,,,A5023888391,,,,,", "line 2, paper: '10.5555/a' is not needed"),
        ("name,10.5555/a,,,,1", "line 2: 6 cells where the header has 10"),
        (
            "author,10.5555/a,,,,1,,,,\nauthor,https://doi.org/10.5555/A,,,,1,A5023888391,,,",
            "lines 2 and 3 correct one thing differently",
        ),
    ],
)
def test_rows_that_are_wrong(tmp_path: Path, row: str, says: str) -> None:
    path = tmp_path / "corrections.csv"
    path.write_text(f"{HEADER}\n{row}\n", encoding="utf-8")
    with pytest.raises(SourceError) as told:
        corrections.read(path)
    assert says in str(told.value)


def test_what_meets_nothing(home: Path, kb: KnowledgeBase, tiegraph: Callable[..., Printed]) -> None:
    where = ("--instance", str(kb.connection.instance))
    for words, says in (
        (("institution", "10.5555/none", "--institution", AMBER), "paper: no paper doi:10.5555/none is loaded"),
        (("institution", PAPER, "--institution", AMBER, "--affiliation", "Nowhere"), "affiliation: "),
        (("author", PAPER, "--position", "9"), "position: there is no place 9"),
        (("name", "A5023888391"), "author: no person openalex:A5023888391 is loaded"),
    ):
        done = tiegraph("correct", *words, *where)
        assert (done.code, says in done.err) == (2, True), done.err
    # In the file, as it may be of another database, it is kept and named; a broken one is not passed over.
    rows = [f"institution,10.5555/none,,{AMBER},,,,,,", f"institution,{PAPER},,{AMBER},,,,,,"]
    settings.corrections().write_text("\n".join((HEADER, *rows)))
    assert "corrections.csv, line 2, paper: no paper" in tiegraph("correct", "apply", *where).err
    assert PAPER not in between(kb)
    settings.corrections().write_text(f"{HEADER}\nauthor,{PAPER},,,,2,,,,\nauthor,{PAPER},,,{BRAVO},,{BRAVO},,,\n")
    refused = tiegraph("ask", "coverage", *where)
    assert (refused.code, "lines 2 and 3 correct one thing" in refused.err) == (1, True), refused.err


def graph(kb: KnowledgeBase) -> dict[str, Any]:
    """Everything but loads and hashes, as files are loaded again here."""
    nodes = kb.client.read(
        "MATCH (n) WHERE NOT n:Load AND NOT n:Model "
        "RETURN coalesce(n.id, n.code) AS id, n {.*, loads: null, hashes: null} AS n ORDER BY id",
        {},
    ).rows
    edges = kb.client.read(
        "MATCH (a)-[r]->(b) RETURN a.id AS a, type(r) AS type, coalesce(b.id, b.code) AS b, r {.*, loads: null} AS r "
        "ORDER BY a, type, b, r.position, r.period",
        {},
    ).rows
    return {"nodes": [dict(row) for row in nodes], "edges": [dict(row) for row in edges]}
