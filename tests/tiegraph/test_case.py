"""A case: what was asked, found and decided goes into one zip, with persons as wanted, and the zip can be checked."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

from cypher.client import Client
from tests.tiegraph.conftest import Printed
from tiegraph.case.persons import Persons
from tiegraph.local import Instance

SCREENED = Path(__file__).parents[1] / "data" / "screen"
Tiegraph = Callable[..., Printed]
#: A title can hold anything; those of the practice world hold first names only.
_PERSON = re.compile(r"\w+ Sample\b|0000-000\d-000\d-00|\bA99999\d+|sample@")


def test_a_case_is_exported_verified_altered_and_rejected(
    practice: Client, server: Instance, tiegraph: Tiegraph, tmp_path: Path
) -> None:
    where = ("--instance", server.name)
    names = {str(row["properties"]["name"]) for row in practice.rows("all_nodes", "Author")}
    assert "Bravo Sample" in names
    assert "is empty" in _emptied(tiegraph, tmp_path).err
    for words in (
        ("screen", "papers", str(SCREENED / "papers.bib")),
        ("screen", "people", str(SCREENED / "people.csv")),
        ("ask", "coauthors-at-listed", "--list", "any", "--author", "orcid:0000-0000-0000-0028"),
        ("ask", "listed-to-dprk", "--list", "any"),
    ):
        assert tiegraph(*words, *where).code == 0
        added = tiegraph("case", "add", "visit", "last")
        assert added.code == 0, added.err
    assert "has run" in tiegraph("case", "add", "visit", "last").err
    tiegraph("case", "note", "visit", "=SUM(1) said Sample, Bravo (orcid:0000-0000-0000-0028)", "--by", "An Officer")
    tiegraph(
        "case", "decide", "visit", "invite", "--why", "before the listing", "--on", "2026-01-31", "--by", "The Dean"
    )
    assert "visit: Whom to invite? (4 runs, 1 note, 1 decision" in tiegraph("case", "list").out
    assert "2026-01-31 decision, The Dean: invite — why: before the listing" in tiegraph("case", "show", "visit").out

    file, again = tmp_path / "visit.zip", tmp_path / "again.zip"
    exported = tiegraph("case", "export", "visit", "-o", str(file), "--right-of-reply")
    assert exported.code == 0, exported.err
    assert tiegraph("case", "export", "visit", "-o", str(again), "--right-of-reply").code == 0
    assert file.read_bytes() == again.read_bytes()
    digest = exported.err.split()[-1]
    assert tiegraph("case", "verify", str(file), "--sha256", digest).code == 0
    assert "not the zip that was noted" in tiegraph("case", "verify", str(file), "--sha256", "0" * 64).out

    texts = _texts(file)
    for name, text in texts.items():
        assert not (found := _PERSON.search(text)), f"{name}: {found}"
        # File names of the user's can be those of persons.
        assert "papers.bib" not in text, name
    assert "'=SUM(1) said person" in texts["notes.csv"]
    assert "2026-01-31" in texts["decisions.csv"]
    assert "person 1" in texts["affiliations.csv"]
    assert "sha256-" in texts["case.html"]
    assert "https://doi.org/10.5555/practice.01" in texts["papers.csv"]
    rows = [json.loads(line) for line in texts["list-rows.jsonl"].splitlines()]
    assert any(row["row"].get("addresses") == "Port Amber, Antarctica" and row["sha256"] for row in rows)
    entries = {row["entry"]: row for row in csv.DictReader(io.StringIO(texts["list-entries.csv"].lstrip("\ufeff")))}
    # The entry names an institute of the academy: it was not taken for the academy, which is for a person to judge.
    clocks = entries["practice-controlled/clocks"]
    assert clocks["taken_for"] == "kp:practice-academy-of-measures-institute-of-clocks"
    assert "contains Practice Academy of Measures (perhaps part of, not decided)" in clocks["because"]
    # Each file with its own day.
    assert entries["practice-controlled/hollow-lake"]["as_of"] == "2021-01-01 | 2023-01-01"
    letter = next(text for name, text in texts.items() if name.endswith("cur-amberfield-practice-university.txt"))
    for part in ("STATEMENT 1", "Evidence", "As published: {", "Printed: “", "What would rebut it"):
        assert part in letter

    open_file = tmp_path / "names.zip"
    tiegraph("case", "export", "visit", "-o", str(open_file), "--people", "names")
    assert "Alfa Sample, Bravo Sample, “Deep learning" in _texts(open_file)["papers.csv"]
    assert "@article" in "".join(_texts(open_file).values())
    tiegraph("case", "export", "visit", "-o", str(open_file), "--people", "initials", "--force")
    short = _texts(open_file)
    assert "A. S., B. S., “Deep learning" in short["papers.csv"]
    assert not any(_PERSON.search(text) for text in short.values())

    content = bytearray(file.read_bytes())
    content[content.index(b"Port Amber")] ^= 1
    file.write_bytes(content)
    rejected = tiegraph("case", "verify", str(file))
    assert rejected.code == 1
    assert "does not match" in rejected.out
    assert "was rejected" in rejected.err


def _emptied(tiegraph: Tiegraph, tmp_path: Path) -> Printed:
    made = tiegraph("case", "new", "visit", "--title", "Whom to invite?")
    assert made.code == 0, made.err
    assert tiegraph("case", "new", "visit").code == tiegraph("case", "new", "../visit").code == 2
    assert "did you mean visit?" in tiegraph("case", "show", "visits").err
    return tiegraph("case", "export", "visit", "-o", str(tmp_path / "empty.zip"))


def _texts(file: Path) -> dict[str, str]:
    with zipfile.ZipFile(file) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def test_persons_are_found_in_texts_and_institutions_stay() -> None:
    shown = Persons("initials")
    shown.keep("Example Sample University")
    shown.known("orcid:0000-0002-1825-0097", "Example Sample")
    shown.known("a-list/p1", "SAMPLE, Other Middle")
    shown.known("doi:10.1/x#3", "Mononym")
    for text, told in (
        ("SAMPLE, Example; a@b.example", "E. S.; [e-mail]"),
        ("Example Sample University, c/o Example Sample", "Example Sample University, c/o E. S."),
        ("Other Middle Sample at a-list/p1", "S. O. M. at person 2"),
        ("https://orcid.org/0000-0002-1825-0097 and 0000000218250097", "person 1 and [id of a person]"),
        ("doi:10.1/x#3 signed, Mononym", "person 3 signed, Mononym"),
        ("Dr. B. R. Invented University, Port Amber", "Dr. B. R. Invented University, Port Amber"),
        ("Director: Mr. Hidden BEHIND, tel.", "Director: [person], tel."),
    ):
        shown.name("Example Sample", "orcid:0000-0002-1825-0097")
        assert shown.text(text) == told
    assert Persons("names").text("a@b.example") == "a@b.example"
