"""`tiegraph fetch` from end to end: a folder served on the loopback interface stands for a publisher."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from loader.fetch import run
from loader.fetch.access import Access
from loader.fetch.downloads import DOWNLOADS, Download
from loader.sources.list_csv import COLUMNS as LIST_COLUMNS
from loader.sources.rules import COLUMNS

Run = Callable[..., Any]


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        pass


@pytest.fixture
def published(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The publisher's folder, which holds `rules.csv`; the only thing that can be fetched."""
    monkeypatch.delenv("HTTP_PROXY", raising=False)
    monkeypatch.delenv("http_proxy", raising=False)
    folder = tmp_path / "published"
    folder.mkdir()
    _publish(folder, 12)
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    monkeypatch.setattr(run, "OFFICIAL", Access(plain_http=frozenset({"127.0.0.1"}), sleep=lambda seconds: None))
    for id in list(DOWNLOADS):
        monkeypatch.delitem(DOWNLOADS, id)
    monkeypatch.setitem(DOWNLOADS, "rules", (_download(server, "rules.csv"),))
    monkeypatch.setitem(DOWNLOADS, "list-csv", (_download(server, "us-entity-list.csv"),))
    try:
        yield folder
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _download(server: ThreadingHTTPServer, name: str) -> Download:
    return Download(f"http://127.0.0.1:{server.server_port}/{name}", name)


def _publish(folder: Path, rows: int) -> None:
    lines = (f"rule-{n},Practice rule {n},Practice,,,,,,,," for n in range(rows))
    (folder / "rules.csv").write_text("\n".join((",".join(COLUMNS), *lines, "")))


def test_a_source_is_fetched_and_kept(tiegraph: Run, published: Path, tmp_path: Path) -> None:
    done = tiegraph("fetch", "rules", "--to", str(tmp_path / "here"))
    there = tmp_path / "here" / "rules" / "rules.csv"
    assert done.code == 0
    assert done.out.startswith(f"rules: fetched\n  {there}: 12 records\n    retrieved ")
    assert done.err == f"Load with: tiegraph load rules {there}\n"
    assert there.read_bytes() == (published / "rules.csv").read_bytes()
    assert json.loads((there.parent / "manifest.json").read_text())["files"][0]["last_modified"]
    again = tiegraph("fetch", "rules", "--to", str(tmp_path / "here"))
    assert again.code == 0
    assert again.out.startswith("rules: nothing new\n")
    assert again.err == ""


def test_without_a_folder_files_are_kept_at_home(tiegraph: Run, published: Path, tiegraph_home: Path) -> None:
    assert tiegraph("fetch", "rules").code == 0
    assert (tiegraph_home / "files" / "rules" / "rules.csv").exists()


def test_a_list_that_shrank_is_refused_until_told_otherwise(tiegraph: Run, published: Path, tmp_path: Path) -> None:
    where = ("--to", str(tmp_path))
    assert tiegraph("fetch", "rules", *where).code == 0
    _publish(published, 5)
    # SimpleHTTPRequestHandler compares whole seconds, and the two files are of the same one.
    (tmp_path / "rules" / "rules.csv").touch()
    (tmp_path / "rules" / "manifest.json").write_text(
        (tmp_path / "rules" / "manifest.json").read_text().replace('"last_modified": "', '"was": "')
    )
    done = tiegraph("fetch", "rules", *where)
    assert done.code == 1
    assert done.err.startswith("Error: rules.csv of rules shrank from 12 to 5 records")
    assert tiegraph("fetch", "rules", "--allow-shrink", *where).out.startswith("rules: fetched")


def test_all_goes_on_after_a_failure_and_ends_with_it(tiegraph: Run, published: Path, tmp_path: Path) -> None:
    done = tiegraph("fetch", "--all", "--to", str(tmp_path))
    assert done.code == 1
    assert done.out.startswith("rules: fetched")
    assert "Left out: meti cannot be fetched, the ministry gives every issue a new address" in done.err
    assert "papers" not in done.err
    assert "\nlist-csv: http://127.0.0.1" in done.err
    assert "404" in done.err
    assert "Error: Of list-csv nothing was fetched" in done.err


def test_a_list_without_a_day_is_loaded_as_of_the_day_it_was_fetched(
    tiegraph: Run, published: Path, tmp_path: Path
) -> None:
    row = {"name": "Foxglove Practice Institute", "kind": "organisation", "countries": "BV", "source": "invented"}
    cells = ",".join({"from_basis": "unknown", **row}.get(column, "") for column in LIST_COLUMNS)
    (published / "us-entity-list.csv").write_text(f"{','.join(LIST_COLUMNS)}\n{cells}\n")
    done = tiegraph("fetch", "list-csv", "--to", str(tmp_path))
    assert done.code == 0, done.err
    day = json.loads((tmp_path / "list-csv" / "manifest.json").read_text())["files"][0]["retrieved"][:10]
    assert done.err.endswith(f"us-entity-list.csv --as-of {day}\n")


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        ((), 2, "Name one source, or --all"),
        (("rules", "--all"), 2, "Name one source, or --all"),
        (("rule",), 2, "There is no source 'rule'"),
        (("meti",), 1, "meti cannot be fetched"),
        (("papers",), 1, "a format of our own"),
        (("rules", "--country", "KP"), 2, "belong to `fetch openalex`"),
        (("openalex", "--institution", "nonsense"), 2, "neither a ROR id"),
    ],
)
def test_what_cannot_be_fetched(tiegraph: Run, published: Path, words: tuple[str, ...], code: int, told: str) -> None:
    done = tiegraph("fetch", *words)
    assert done.code == code
    assert done.err.startswith(f"Error: {told}") or told in done.err
    assert done.out == ""
