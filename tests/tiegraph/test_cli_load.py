"""`tiegraph load`, `loads` and `unload` on an empty database."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cypher.client import Client
from tiegraph.local import Instance
from tiegraph.progress import ProgressLines
from tiegraph.render.loaded import tell

Run = Callable[..., Any]
HERE = ("--instance", "test")
WORKS = Path(__file__).parents[1] / "data" / "openalex-2026.jsonl"
HEADER = (
    "id,name,native_names,aliases,acronyms,kind,unit,country,city,"
    "part_of,openalex,wikidata,website,status,note,source\n"
)
GOOD = "kp:example-practice-university,Example Practice University,,,,university,,KP,Sampletown,,,,,,,invented\n"
BAD = "cur:nameless-practice-body,,,,,university,,AQ,,,,,,,,invented\n"


@pytest.fixture
def gazetteer(tmp_path: Path, empty: Client, server: Instance) -> Path:
    """A file with one good row and one without a name, and an empty database to load it into."""
    path = tmp_path / "gazetteer.csv"
    path.write_text(HEADER + GOOD + BAD, encoding="utf-8")
    return path


def test_a_load_ends_with_counts_that_balance(tiegraph: Run, gazetteer: Path) -> None:
    done = tiegraph("load", "gazetteer", str(gazetteer), "--as-of", "2024-05-06", *HERE)
    assert done.code == 0
    assert "2 read = 1 written + 0 unchanged + 0 merged + 1 rejected." in done.out
    assert "1 × name: is empty" in done.out
    rejected = re.search(r"each with its reason: (.*)", done.out)
    assert rejected
    assert "nameless" in Path(rejected[1]).read_text(encoding="utf-8")
    assert "gazetteer.csv: 2" in done.err


def test_loading_again_changes_nothing_and_loads_tells_both(tiegraph: Run, gazetteer: Path) -> None:
    for _ in range(2):
        done = tiegraph("load", "gazetteer", str(gazetteer), "--as-of", "2024-05-06", *HERE)
    assert "2 read = 0 written + 1 unchanged + 0 merged + 1 rejected." in done.out
    listed = tiegraph("loads", *HERE).out
    assert listed.count("2024-05-06") == 2
    assert "load-1" in listed
    assert "load-2" in listed


def test_unload_takes_a_load_out(tiegraph: Run, gazetteer: Path) -> None:
    tiegraph("load", "gazetteer", str(gazetteer), *HERE)
    assert "example-practice" in tiegraph("find", "example", *HERE).out
    done = tiegraph("unload", "load-1", *HERE)
    assert done.code == 0
    assert "1 Institution" in done.out
    assert tiegraph("find", "example", *HERE).out == ""
    unknown = tiegraph("unload", "load-9", *HERE)
    assert unknown.code == 2
    assert "load-1" in unknown.err


def test_a_load_of_nothing_but_refused_records_has_failed(tiegraph: Run, gazetteer: Path) -> None:
    gazetteer.write_text(HEADER + BAD, encoding="utf-8")
    done = tiegraph("load", "gazetteer", str(gazetteer), *HERE)
    assert done.code == 1
    assert "1 read = 0 written + 0 unchanged + 0 merged + 1 rejected." in done.out
    assert "Error: No record of gazetteer.csv could be loaded" in done.err


def test_what_cannot_be_loaded_is_told_in_a_sentence(tiegraph: Run, gazetteer: Path) -> None:
    wrong = tiegraph("load", "gazeteer", str(gazetteer), *HERE)
    assert wrong.code == 2
    assert "did you mean gazetteer" in wrong.err
    assert tiegraph("load", "gazetteer", str(gazetteer) + ".gone", *HERE).code == 2
    assert tiegraph("load", "gazetteer", str(gazetteer), "--as-of", "May", *HERE).code == 2
    folder = tiegraph("load", "gazetteer", str(gazetteer.parent), *HERE)
    assert folder.code == 1
    assert "cannot be read (Is a directory)" in folder.err
    gazetteer.write_text("id,title\nx,y\n", encoding="utf-8")
    format = tiegraph("load", "gazetteer", str(gazetteer), *HERE)
    assert format.code == 1
    assert format.err.startswith("Error: ")
    assert "name" in format.err


def test_progress_on_a_terminal_is_one_line_rewritten(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from loader.progress import Progress

    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    lines = ProgressLines()
    lines(Progress("works.jsonl", 1000))
    lines(Progress("works.jsonl", 2000))
    lines(Progress("reading affiliations of papers", 5, 2))
    lines.end()
    assert capsys.readouterr().err == "\rworks.jsonl: 1,000\n\rreading affiliations of papers: 5, 2 rejected\n"


def test_the_rate_is_of_what_was_seen_to_be_done(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from loader.progress import Progress

    clock = iter((0.0, 10.0, 14.0))
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    monkeypatch.setattr("tiegraph.progress.time.monotonic", lambda: next(clock))
    lines = ProgressLines()
    lines(Progress("works.jsonl", 5_000))
    lines(Progress("works.jsonl", 9_000))
    lines.end()
    assert capsys.readouterr().err == "\rworks.jsonl: 5,000\rworks.jsonl: 9,000, 1,000/s\n"


def test_of_several_files_the_place_and_the_time_left_are_told(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from loader.progress import Progress

    clock = iter((0.0, 10.0, 30.0))
    monkeypatch.setattr("tiegraph.progress.time.monotonic", lambda: next(clock))
    lines = ProgressLines(server_age=2)
    lines(Progress("part_1.gz", 1_000, 0, 1, 3, 0.1))
    lines(Progress("part_2.gz", 3_000, 4, 2, 3, 0.3))
    assert capsys.readouterr().err == (
        "part_1.gz (1 of 3 files): 1,000, server just started: slow at first\n"
        "part_2.gz (2 of 3 files): 3,000, 100/s, about 70 s left, 4 rejected\n"
    )


def test_a_machine_is_told_in_json(tiegraph: Run, gazetteer: Path) -> None:
    done = tiegraph("load", "gazetteer", str(gazetteer), "--json", *HERE)
    (load,) = json.loads(done.out)["loads"]
    assert [load[name] for name in ("read", "written", "unchanged", "merged", "rejected")] == [2, 1, 0, 0, 1]
    assert load["reasons"] == {"name: is empty": 1} or list(load["reasons"].values()) == [1]
    assert json.loads(done.err.splitlines()[0])["step"] == "gazetteer.csv"


def test_notes_are_counted_with_their_file(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    from loader.load_report import LoadReport

    notes = Counter({f"column {letter} was not read": number for number, letter in enumerate("abcdefg", start=1)})
    report = LoadReport("load-1", "gazetteer", ["x.csv"], notes=notes, notes_file=tmp_path / "notes.jsonl")
    tell(report)
    out = capsys.readouterr().out
    assert f"Notes on what was loaded, each with its line: {tmp_path / 'notes.jsonl'}\n  7 × column g" in out
    assert "column c was not read\n  and 2 more notes\n" in out
    assert "column b" not in out


def test_bulk_writes_tables_for_a_remote_server_and_says_what_to_run(
    tiegraph: Run, gazetteer: Path, empty: Client, server: Instance, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    uri, user, password = server.connection()
    for name, value in (("URI", uri), ("USERNAME", user), ("PASSWORD", password)):
        monkeypatch.setenv(f"NEO4J_{name}", value)
    works, tables = str(WORKS), tmp_path / "tables"
    done = tiegraph("load", "openalex", works, "--bulk", "--also", f"gazetteer={gazetteer}", "--tables", str(tables))
    assert done.code == 0, done.err
    assert "load-1: gazetteer, gazetteer.csv" in done.out
    assert re.search(r"load-2: openalex, openalex-2026.jsonl.*\n\d+ read = \d+ written \+ 0 unchanged", done.out)
    assert "neo4j-admin database import full neo4j --overwrite-destination=true --delimiter=U+001E" in done.out
    assert f"--nodes=Paper={tables}/Paper-header.csv,{tables}/Paper." in done.out
    assert "then start Neo4j and run here: tiegraph load --finish" in done.out
    assert "kp:example-practice-university" in (tables / "Institution.stored.csv").read_text(encoding="utf-8")
    finished = tiegraph("load", "--finish")
    assert finished.code == 0
    assert "Ready: " in finished.out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("gazetteer", WORKS, "--bulk"), "--bulk is for papers, and gazetteer has none"),
        (("openalex", WORKS, "--bulk", "--also", "ror"), "--also ror: give a source and a file or folder that exists"),
        (("openalex", WORKS, "--also", f"ror={WORKS}"), "--also and --tables go with --bulk"),
        (("openalex", WORKS, "--bulk", "--also", f"nonsense={WORKS}"), "There is no source 'nonsense'"),
        ((), "Name a SOURCE and a PATH"),
    ],
)
def test_bulk_says_what_it_cannot_do(tiegraph: Run, arguments: tuple[object, ...], said: str) -> None:
    done = tiegraph("load", *map(str, arguments))
    assert done.code == 2
    assert said in done.err
