"""`tiegraph browser`: what it writes, says and refuses. What Browser makes of it: tests/viz/test_neo4j_browser.py."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tiegraph.local import Instance

Run = Callable[..., Any]


def test_the_files_are_written_and_the_way_into_the_local_server_is_said(
    tiegraph: Run, server: Instance, tmp_path: Path
) -> None:
    folder = tmp_path / "new" / "browser"
    for _ in range(2):
        done = tiegraph("browser", "-o", str(folder), "--set", "list=any", "--instance", "test")
        assert (done.code, done.err) == (0, "")
    assert sorted(path.name for path in folder.iterdir()) == ["favourites.zip", "guide.html", "tiegraph.grass"]
    assert done.out.startswith(f"Open {server.browser_url} (server 'test', running) and connect to ")
    assert f"password in {server.password_file}." in done.out
    assert f"Drop {folder / 'favourites.zip'} on its window" in done.out


def test_without_a_local_server_it_says_so(tiegraph: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEO4J_URI", "bolt://elsewhere.example:7687")
    assert "Open the Browser of your server" in tiegraph("browser", "-o", str(tmp_path)).out
    done = tiegraph("browser", "-o", str(tmp_path), "--instance", "nowhere")
    assert (done.code, done.out) == (2, "")
    assert "There is no local server 'nowhere'" in done.err


def test_what_cannot_be_set_or_written_is_one_sentence(tiegraph: Run, tmp_path: Path) -> None:
    for given, said in (
        ("lst=any", "No question has a parameter lst; did you mean list"),
        ("since=2019-02-30", "since must be a day"),
        ("list", "'list' is no NAME=VALUE"),
        ("=any", "'=any' is no NAME=VALUE"),
    ):
        done = tiegraph("browser", "-o", str(tmp_path / "out"), "--set", given)
        assert (done.code, done.out) == (2, "")
        assert said in done.err
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    done = tiegraph("browser", "-o", str(tmp_path / "file" / "inside"))
    assert (done.code, done.err.count("\n")) == (1, 1)
    assert "cannot be written" in done.err
