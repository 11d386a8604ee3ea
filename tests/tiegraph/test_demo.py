"""`tiegraph demo` on the test server, with the practice world."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cypher.client import Client
from tiegraph import demo
from tiegraph.demo import DEMO, PRACTICE, World, bundled, data_folder
from tiegraph.knowledge import KnowledgeBase
from tiegraph.local import Instance
from tiegraph.there import EmptyDatabase

Run = Callable[..., Any]


def silent(*_: object) -> None:
    """Neither progress nor words."""


@pytest.mark.parametrize("world", [DEMO, PRACTICE])
def test_the_files_of_the_manifest_are_there(world: World) -> None:
    assert [file.path for file in bundled(world) if not file.path.exists()] == []


def test_a_wheel_has_the_data_inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "tiegraph"
    (package / "data").mkdir(parents=True)
    monkeypatch.setattr(demo, "__file__", str(package / "demo.py"))
    with pytest.raises(demo.NoData, match="install tiegraph again"):
        data_folder()
    shutil.copy(Path(__file__).parents[2] / "data" / "manifest.csv", package / "data")
    assert data_folder() == package / "data"


def test_the_demo_answers_and_a_second_run_loads_nothing(
    tiegraph: Run, empty: Client, server: Instance, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(demo, "PRACTICE", World("test", "practice", ("practice-controlled", "any"), "page.html"))
    first = tiegraph("demo", "--practice", "-o", str(tmp_path / "out"))
    assert first.code == 0
    assert "In sentences" in first.out
    assert "Only the DPRK side is listed" in first.out
    assert str(server.browser_url) in first.out
    assert str(server.password_file) in first.out
    assert server.connection()[2] not in first.out + first.err
    assert (tmp_path / "out" / "page.html").stat().st_size > 100_000
    loads = empty.rows("loads")
    assert len(loads) == len(bundled(PRACTICE))
    second = tiegraph("demo", "--practice", "-o", str(tmp_path / "out"))
    assert second.code == 0
    assert second.out == first.out
    assert empty.rows("loads") == loads


def test_a_folder_that_cannot_be_made_is_one_sentence(tiegraph: Run, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    done = tiegraph("demo", "--practice", "-o", str(tmp_path / "file" / "out"))
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(f"Error: The folder {tmp_path / 'file' / 'out'} cannot be made (Not a directory)")
    assert done.err.count("\n") == 1


def test_only_what_changed_is_loaded_and_a_stopped_demo_goes_on(
    empty: Client, server: Instance, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(demo, "data_folder", lambda: tmp_path)
    shutil.copytree(Path(__file__).parents[2] / "data" / "practice", tmp_path / "practice")
    manifest = tmp_path / "practice" / "manifest.csv"
    with manifest.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["source"] in ("gazetteer", "rules", "reports")]
    with manifest.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    world = World("test", "practice", (), "")
    from tiegraph.connecting import connect

    with connect(server.name) as kb:
        with pytest.raises(EmptyDatabase):
            kb.find("moonhill")
        stopped_at = rows[-1]["source"]
        monkeypatch.setattr(kb, "load", _stopping(kb, stopped_at))
        with pytest.raises(KeyboardInterrupt):
            demo.load(kb, world, silent, silent)
        monkeypatch.undo()
        monkeypatch.setattr(demo, "data_folder", lambda: tmp_path)
        assert demo.load(kb, world, silent, silent) == 1
        assert demo.load(kb, world, silent, silent) == 0
        reports = tmp_path / "practice" / "reports.csv"
        reports.write_text(reports.read_text(encoding="utf-8").rstrip("\n") + "\n\n", encoding="utf-8")
        assert demo.load(kb, world, silent, silent) == 1


def _stopping(kb: KnowledgeBase, source: str) -> Callable[..., Any]:
    load = kb.load

    def call(name: str, *paths: Path, **options: Any) -> Any:
        if name == source:
            raise KeyboardInterrupt
        return load(name, *paths, **options)

    return call
