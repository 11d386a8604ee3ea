"""`tiegraph extract` on part files, with two processes, stopped in the middle, and gone on with."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]


def _work(number: int, *strings: str, country: str | None = None, doi: str | None = None) -> str:
    institution = {"id": f"https://openalex.org/I{number}", "ror": None, "country_code": country}
    author = {
        "institutions": [institution],
        "affiliations": [{"raw_affiliation_string": one, "institution_ids": []} for one in strings],
    }
    return json.dumps({"id": f"https://openalex.org/W{number}", "doi": doi, "authorships": [author]}) + "\n"


@pytest.fixture
def snapshot(tmp_path: Path) -> Path:
    first, second = tmp_path / "snapshot" / "updated_date=2026-01-01", tmp_path / "snapshot" / "updated_date=2026-02-01"
    for folder in (first, second):
        folder.mkdir(parents=True)
    with gzip.open(first / "part_000.gz", "wt", encoding="utf-8") as stream:
        stream.write(_work(1, "Institute of Invented Physics, Nowhere", country="KP"))
        stream.write(_work(2, "Kim Chaek Univ. of Technology, Pyongyang, DPR Korea"))
        stream.write(_work(3, "Seoul Example University, Republic of Korea", country="KR"))
        stream.write("{broken\n")
    with gzip.open(second / "part_000.gz", "wt", encoding="utf-8") as stream:
        stream.write(_work(4, "Fictional Polytechnic", doi="https://doi.org/10.5555/ABC"))
        stream.write(_work(5, "FICTIONAL laboratory of Moonhill"))
        stream.write(_work(6, "Nothing of interest"))
    return tmp_path / "snapshot"


KEEP = "countries=KP; institutions=I6; affiliation-text=dprk, Moonhill; dois=10.5555/abc"


def _kept(folder: Path) -> list[str]:
    return [
        json.loads(line)["id"].rpartition("/")[2]
        for path in sorted(folder.rglob("*.jsonl.gz"))
        for line in gzip.open(path, "rt", encoding="utf-8")
    ]


def test_works_are_kept_by_country_institution_text_and_doi(tiegraph: Run, snapshot: Path, tmp_path: Path) -> None:
    done = tiegraph("extract", "--from", str(snapshot), "--keep", KEEP, "-o", str(tmp_path / "out"), "--processes", "2")
    assert done.code == 0, done.err
    assert _kept(tmp_path / "out") == ["W1", "W2", "W4", "W5", "W6"]
    assert "6 works read in 2 parts = 5 kept + 1 left" in done.out
    assert "1 by affiliation-text: dprk" in done.out
    assert "1 lines are no works" in done.out
    assert (tmp_path / "out" / "updated_date=2026-02-01" / "part_000.jsonl.gz").exists()


def test_what_is_done_stays_and_a_broken_part_is_told(tiegraph: Run, snapshot: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    arguments = ("extract", "--from", str(snapshot), "-o", str(out), "--processes", "1")
    assert tiegraph(*arguments, "--keep", KEEP).code == 0
    missing = out / "updated_date=2026-02-01" / "part_000.jsonl.gz"
    untouched = out / "updated_date=2026-01-01" / "part_000.jsonl.gz"
    before, content = untouched.stat().st_mtime_ns, missing.read_bytes()
    missing.unlink()
    again = tiegraph(*arguments, "--keep", KEEP)
    assert "6 works read in 2 parts = 5 kept + 1 left" in again.out
    assert missing.read_bytes() == content
    assert untouched.stat().st_mtime_ns == before
    other = tiegraph(*arguments, "--keep", "countries=CN")
    assert other.code == 2
    assert "name another folder" in other.err
    (snapshot / "part_009.gz").write_bytes(b"<!doctype html><html>")
    broken = tiegraph(*arguments, "--keep", KEEP)
    assert broken.code == 1
    assert "1 parts could not be read" in broken.err


@pytest.mark.parametrize(
    ("keep", "said"),
    [
        ("", "--keep is empty"),
        ("colour=red", "write KIND=VALUE"),
        ("institutions=ror:nonsense", "'ror:nonsense' is none"),
    ],
)
def test_what_cannot_be_understood_is_said(tiegraph: Run, snapshot: Path, tmp_path: Path, keep: str, said: str) -> None:
    done = tiegraph("extract", "--from", str(snapshot), "--keep", keep, "-o", str(tmp_path / "out"))
    assert done.code == 2
    assert said in done.err
