"""`tiegraph diff`: two files of one list compared, on the real server, as Python and as a command."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from cypher.client import Client
from cypher.errors import UsageError
from loader.records import Affiliation, Authorship, Institution, Paper, Rejected, Row
from loader.run import load
from loader.sources import SOURCES
from tiegraph.audit import WARNING
from tiegraph.diff import Changed, Entry, FieldChange, NothingToCompare, Touched
from tiegraph.knowledge import KnowledgeBase
from tiegraph.local import Instance
from tiegraph.render.diff import csv_text, json_text
from tiegraph.settings import Connection

LIST = "us-entity-list"
COLUMNS = (
    "key,name,kind,aliases,native_names,addresses,countries,programs,licence_requirement,licence_policy,reason,citations,"
    "remarks,from,from_basis,from_citation,to,source"
)
JAN, FEB, MAR, APR = (date(2026, month, 1) for month in (1, 2, 3, 4))
#: name, aliases, addresses, countries, citations of each entry, by the day of the file
FILES = {
    JAN: (
        "Placeholder Institute of Imaginary Optics,,One Street,NL,83 FR 37423",
        "Stays Works,,,NL,",
        "Went Away Works,,,NL,",
    ),
    FEB: (
        "Placeholder Institute of Imaginary Optics (PIIO),PIIO,Other Street,NL,83 FR 37423",
        "Stays Works,,,NL,",
        "Fictional Polytechnic,,,NL,",
    ),
    MAR: (
        "Placeholder Institute of Imaginary Optics (PIIO),PIIO,Other Street,NL,83 FR 37423",
        "Stays Works,,,NL,",
        "Fictional Polytechnic,,,NL,",
        "Went Away Works,,,NL,",
    ),
}
FILES[APR] = FILES[FEB]
#: A unit that is put into the entry of its parent, and a body whose name only begins with the same letters.
APART, TOGETHER, PARENT_ONLY = date(2025, 1, 1), date(2025, 2, 1), date(2025, 3, 1)
FILES[APART] = (
    "Bramble Works,,,NL,",
    "Bramble Works. Subordinate Institution - Nook Laboratory,,,NL,",
    "Bramble Workshop Institute,,,NL,",
)
FILES[TOGETHER] = ("Bramble Works,Nook Laboratory,,NL,",)
FILES[PARENT_ONLY] = ("Bramble Works,,,NL,",)
OPTICS = f"{LIST}/nl-placeholder-institute-of-imaginary-optics"

Loads = Callable[..., None]


@pytest.fixture
def kb(server: Instance, empty: Client) -> KnowledgeBase:
    return KnowledgeBase(empty, Connection(*server.connection(), instance=server.name))


@pytest.fixture
def loads(empty: Client, tmp_path: Path) -> Loads:
    """`loads(day, …)` loads the files of these days in this order."""

    def run(*days: date) -> None:
        for day in days:
            folder = tmp_path / str(day)
            folder.mkdir(exist_ok=True)
            lines = [COLUMNS]
            for line in FILES[day]:
                name, aliases, addresses, countries, citations = line.split(",")
                lines.append(
                    f",{name},organisation,{aliases},,{addresses},{countries},,,,,{citations},,,,,,https://example.org/"
                )
            path = folder / f"{LIST}.csv"
            path.write_text("\n".join(lines) + "\n", encoding="utf-8")
            load(
                empty,
                SOURCES["list-csv"],
                [path],
                reports=tmp_path / "reports",
                version="test",
                as_of=day,
                relink=day == days[-1],
            )

    return run


def _load(kb: KnowledgeBase, folder: Path, source: str, *records: Institution | Paper) -> None:
    """Records as a file of a source would bring them; links are left to the next load."""

    def read(path: Path) -> Iterator[Row | Rejected]:
        return (Row(1, one) for one in records)

    path = folder / source
    path.write_text(source)
    made = replace(SOURCES[source], read=read, as_of=lambda path: JAN)
    load(kb.client, made, [path], reports=folder / "reports", version="test", relink=False)


UNIVERSITY = Institution(id="kp:moonhill", name="Moonhill University", country="KP", cities=("Moonhill",))


def _paper(partner: str) -> Paper:
    """A paper that prints Moonhill University and a partner, each for one author."""
    signed = ("Moonhill University, Moonhill, DPR Korea", partner)
    return Paper(
        openalex="W1",
        title="Invented work",
        authors=tuple(
            Authorship(place, f"Author {place}", openalex=f"A{place}", affiliations=(Affiliation(text, "aggregator"),))
            for place, text in enumerate(signed, 1)
        ),
    )


@pytest.mark.parametrize("order", [(JAN, FEB, MAR), (MAR, JAN, FEB), (FEB, MAR, JAN)])
def test_two_files_are_compared_in_whatever_order_they_were_loaded(
    kb: KnowledgeBase, loads: Loads, order: tuple[date, ...]
) -> None:
    loads(*order)
    found = kb.diff(LIST, since=JAN, until=FEB)
    assert (found.before.day, found.after.day) == (JAN, FEB)
    assert found.before.entries + len(found.added) - len(found.removed) == found.after.entries == 3
    assert found.added == (Entry(f"{LIST}/nl-fictional-polytechnic", "Fictional Polytechnic", ("NL",)),)
    assert found.removed == (Entry(f"{LIST}/nl-went-away-works", "Went Away Works", ("NL",)),)
    new = "Placeholder Institute of Imaginary Optics (PIIO)"
    assert found.changed == (
        Changed(
            OPTICS,
            new,
            ("NL",),
            (
                FieldChange("name", "Placeholder Institute of Imaginary Optics", new),
                FieldChange("aliases", None, ("PIIO",)),
                FieldChange("addresses", ("One Street",), ("Other Street",)),
            ),
        ),
    )
    assert [(one.name, one.becomes, one.papers) for one in found.institutions] == [
        ("Fictional Polytechnic", True, 0),
        ("Went Away Works", False, 0),
    ]
    assert found.summary == (
        f"{LIST}, file of 2026-01-01 against file of 2026-02-01: 1 added, 1 removed, 1 changed (1 of them renamed); "
        "3 entries before, 3 after."
    )


def test_the_last_two_files_and_an_entry_that_is_back(kb: KnowledgeBase, loads: Loads) -> None:
    loads(JAN, FEB, MAR)
    found = kb.diff(LIST)
    assert (found.before.day, found.after.day) == (FEB, MAR)
    assert found.added == (Entry(f"{LIST}/nl-went-away-works", "Went Away Works", ("NL",), back=True),)
    assert (found.removed, found.changed) == ((), ())
    # An answer as of the day of a file says what that file had.
    for day, states in ((JAN, {"in force", "not yet"}), (FEB, {"ended", "not yet"}), (MAR, {"ended", "in force"})):
        asked = kb.ask("designations-of", institution=f"lst:{LIST}/nl-went-away-works", as_of=day)
        assert {row["state"] for row in asked.rows} == states, day
    # Days between files mean the files before them.
    assert kb.diff(LIST, since=date(2026, 1, 15), until=date(2027, 1, 1)).before.day == JAN


def test_a_unit_that_may_stand_in_its_parents_entry_is_not_called_ended(kb: KnowledgeBase, loads: Loads) -> None:
    loads(APART, TOGETHER)
    unit = f"lst:{LIST}/nl-bramble-works-subordinate-institution-nook-laboratory"
    (row,) = kb.ask("designations-of", institution=unit).rows
    assert row["state"] == "undetermined"
    assert row["evidence"].startswith(
        "Files from 2025-01-02 on have no entry of this name any more, and one named “Bramble Works”: read there"
    )
    (before,) = kb.ask("designations-of", institution=unit, as_of=APART).rows
    assert before["state"] == "in force"
    assert "any more" not in before["evidence"]
    other = kb.ask("designations-of", institution=f"lst:{LIST}/nl-bramble-workshop-institute").rows
    assert [row["state"] for row in other] == ["ended"]
    # How many there are is said by the audit.
    (said,) = [one for one in kb.audit().findings if one.id == "entries-within-others"]
    assert (said.severity, said.touches) == (WARNING, (LIST,))
    assert f"1 ({LIST} 1)" in said.sentence


def test_the_headline_marks_a_unit_of_which_the_end_is_not_known(
    kb: KnowledgeBase, loads: Loads, tmp_path: Path
) -> None:
    _load(kb, tmp_path, "gazetteer", UNIVERSITY)
    _load(kb, tmp_path, "openalex", _paper("Bramble Works. Subordinate Institution - Nook Laboratory, Netherlands"))
    loads(APART, PARENT_ONLY)
    for as_of, listing in ((None, "undetermined"), (APART, "in force")):
        (row,) = kb.ask("listed-to-dprk", list=LIST, as_of=as_of).rows
        assert (row["partner"][-15:], row["listing"], row["papers"]) == ("Nook Laboratory", listing, 1)


def test_an_entry_gone_and_back_between_is_neither_added_nor_removed(kb: KnowledgeBase, loads: Loads) -> None:
    loads(JAN, FEB, MAR)
    found = kb.diff(LIST, since=JAN, until=MAR)
    assert [one.name for one in found.added] == ["Fictional Polytechnic"]
    assert found.removed == ()


def test_papers_with_dprk_institutions_are_counted(kb: KnowledgeBase, loads: Loads, tmp_path: Path) -> None:
    partner = Institution(id="ror:0aaaaaa01", name="Fictional Polytechnic", country="NL", cities=("Nowhere",))
    _load(kb, tmp_path, "gazetteer", partner, UNIVERSITY)
    _load(kb, tmp_path, "openalex", _paper("Fictional Polytechnic, Nowhere, Netherlands"))
    loads(JAN, FEB)
    found = kb.diff(LIST)
    assert [one for one in found.institutions if one.becomes] == [
        Touched("ror:0aaaaaa01", "Fictional Polytechnic", "NL", True, (f"{LIST}/nl-fictional-polytechnic",), 1)
    ]


def test_what_cannot_be_compared_is_said(kb: KnowledgeBase, loads: Loads) -> None:
    loads(JAN)
    with pytest.raises(NothingToCompare, match=r"and one is \(of 2026-01-01\)"):
        kb.diff(LIST)
    loads(FEB)
    with pytest.raises(NothingToCompare, match="No file of us-entity-list up to 2025-01-01 is loaded"):
        kb.diff(LIST, since=date(2025, 1, 1))
    with pytest.raises(NothingToCompare, match="No file of us-entity-list is older than that of 2026-01-01"):
        kb.diff(LIST, until=JAN)
    with pytest.raises(NothingToCompare, match="one file only"):
        kb.diff(LIST, since=FEB, until=MAR)
    with pytest.raises(UsageError, match="must lie before"):
        kb.diff(LIST, since=FEB, until=JAN)
    with pytest.raises(UsageError, match="did you mean"):
        kb.diff("us-entity-lists")


def test_csv_and_json_hold_every_change(kb: KnowledgeBase, loads: Loads) -> None:
    loads(JAN, FEB)
    found = kb.diff(LIST)
    rows = list(csv.DictReader(io.StringIO(csv_text(found))))
    assert [(row["change"], row["field"]) for row in rows] == [
        ("added", ""),
        ("removed", ""),
        ("changed", "name"),
        ("changed", "aliases"),
        ("changed", "addresses"),
        ("becomes designated", ""),
        ("no longer designated", ""),
    ]
    assert json.loads(json_text(found))["changed"][0]["fields"][2] == {
        "field": "addresses",
        "old": ["One Street"],
        "new": ["Other Street"],
    }
    assert len(found.to_pandas()) == len(rows)


def test_the_command_prints_sentences_and_says_when_nothing_changed(
    kb: KnowledgeBase, loads: Loads, tiegraph: Callable[..., Any]
) -> None:
    loads(JAN, FEB)
    said = tiegraph("diff", LIST, "--instance", "test")
    text = " ".join(said.out.split())
    assert said.code == 0
    for sentence in (
        "1 added, 1 removed, 1 changed (1 of them renamed); 3 entries before, 3 after.",
        "Added: 1 - Fictional Polytechnic (NL) us-entity-list/nl-fictional-polytechnic",
        "name: Placeholder Institute of Imaginary Optics → Placeholder Institute of Imaginary Optics (PIIO)",
        "addresses: − One Street; + Other Street",
        "Institutions that become designated on this list: 1 - Fictional Polytechnic (NL): 0 papers with DPRK",
        "Institutions that cease to be designated on this list: 1 - Went Away Works (NL): 0 papers",
        "Compared were: name, kind, aliases,",
    ):
        assert sentence in text
    loads(APR)
    assert "nothing changed, 3 entries." in tiegraph("diff", LIST, "--instance", "test").out
    assert tiegraph("diff", LIST, "--from", "2026-05-01", "--to", "2026-01-01", "--instance", "test").code == 2
    failed = tiegraph("diff", LIST, "--to", "2025-01-01", "--instance", "test")
    assert (failed.code, failed.out) == (1, "")
    assert failed.err.startswith(
        "Error: No file of us-entity-list up to 2025-01-01 is loaded: its files are of 2026-01-01"
    )
