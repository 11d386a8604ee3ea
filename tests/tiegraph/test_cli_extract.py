"""`tiegraph extract` on part files, with two processes, stopped in the middle, and gone on with."""

from __future__ import annotations

import gzip
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

ROOT = Path(__file__).parents[2]
TIEGRAPH = Path(sys.executable).with_name("tiegraph")

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
        ("countries=KP,XX", "countries: 'XX' is none"),
        ("institutions=ror:nonsense", "'ror:nonsense' is none"),
    ],
)
def test_what_cannot_be_understood_is_said(tiegraph: Run, snapshot: Path, tmp_path: Path, keep: str, said: str) -> None:
    done = tiegraph("extract", "--from", str(snapshot), "--keep", keep, "-o", str(tmp_path / "out"))
    assert done.code == 2
    assert said in done.err


def _invented(folder: Path, parts: int, works: int) -> Path:
    """Parts in which every string is another one, so that the recogniser has to read each."""
    folder.mkdir()
    for part in range(parts):
        with gzip.open(folder / f"part_{part:03}.gz", "wt", encoding="utf-8", compresslevel=1) as stream:
            for number in range(part * works, (part + 1) * works):
                place = "Pyongyang, DPR Korea" if number % 7 == 0 else "Nowhere"
                stream.write(_work(number, f"Laboratory {number} of invented things, {place}"))
    return folder


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[str]:
    """The address of a Dask scheduler with two worker processes, without nannies that would start one again."""
    about, told = tmp_path / "scheduler.json", tmp_path / "dask.log"
    common = ("--scheduler-file", str(about), "--no-dashboard")
    worker = ("worker", *common, "--nthreads", "1", "--no-nanny", "--local-directory", str(tmp_path))
    commands = [("scheduler", *common, "--host", "127.0.0.1", "--port", "0"), worker, worker]
    with told.open("wb") as log:
        running = [
            subprocess.Popen([sys.executable, "-m", "dask", *words], cwd=ROOT, stdout=log, stderr=log)
            for words in commands
        ]
        try:
            while told.read_text().count("Register worker") < 2:
                assert all(one.poll() is None for one in running), told.read_text()
                time.sleep(0.05)
            yield json.loads(about.read_text())["address"]
        finally:
            for one in running:
                one.kill()
                one.wait()


def test_a_cluster_that_loses_a_worker_keeps_the_same(cluster: str, tmp_path: Path) -> None:
    snapshot, local, out = _invented(tmp_path / "snapshot", parts=6, works=1_000), tmp_path / "local", tmp_path / "out"
    command = [str(TIEGRAPH), "extract", "--from", str(snapshot), "--keep", "affiliation-text=dprk"]
    alone = subprocess.run([*command, "-o", str(local)], capture_output=True, text=True, check=True)
    with subprocess.Popen(
        [*command, "-o", str(out), "--scheduler", cluster], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as run:
        # The file that a worker is writing names it: it is killed in the middle of a part.
        deadline = time.monotonic() + 120
        while not (begun := list(out.glob(".*.partial"))):
            assert run.poll() is None, run.communicate()
            assert time.monotonic() < deadline
            time.sleep(0.002)
        victim = int(begun[0].name.removesuffix(".partial").rpartition("-")[2])
        os.kill(victim, signal.SIGKILL)
        printed, told = run.communicate(timeout=180)
    assert run.returncode == 0, told
    # What it had begun stays, until the same command is run again.
    assert [path.name for path in out.glob(".*.partial")] == [begun[0].name]
    assert printed.replace(str(out), "") == alone.stdout.replace(str(local), "")
    assert _contents(out) == _contents(local)
    assert "6,000 works read in 6 parts = 858 kept" in printed


def _contents(folder: Path) -> dict[str, bytes]:
    return {path.name: gzip.decompress(path.read_bytes()) for path in folder.glob("*.gz")}


def test_a_scheduler_that_does_not_answer_and_a_folder_in_use(
    tiegraph: Run, snapshot: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = ("extract", "--from", str(snapshot), "--keep", KEEP, "-o", str(tmp_path / "out"))
    wrong = tiegraph(*words, "--scheduler", "tcp://127.0.0.1:1", "--processes", "2")
    assert (wrong.code, "name one" in wrong.err) == (2, True)
    gone = subprocess.run(
        [str(TIEGRAPH), *words, "--scheduler", "tcp://127.0.0.1:1"],
        capture_output=True,
        text=True,
        env={**os.environ, "DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT": "1s"},
    )
    assert gone.returncode == 1
    assert "No Dask scheduler answers at tcp://127.0.0.1:1" in gone.stderr
    with FileLock(tmp_path / "out" / ".lock"):
        taken = tiegraph(*words)
    assert (taken.code, "is being extracted into by another process" in taken.err) == (1, True)
