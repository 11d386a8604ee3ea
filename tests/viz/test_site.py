"""`tiegraph site` on the practice world: written from questions, read from disk in a real browser."""

from __future__ import annotations

import json
import resource
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from cypher.client import Client
from cypher.errors import UsageError
from tiegraph.knowledge import KnowledgeBase
from tiegraph.local import Instance
from tiegraph.settings import Connection
from tiegraph.site import Chosen, Folder, build
from tiegraph.site.build import file_name
from tiegraph.site.folder import MANIFEST, FolderError

_AMBERFIELD = "cur:amberfield-practice-university"


@pytest.fixture
def kb(practice: Client, server: Instance) -> KnowledgeBase:
    return KnowledgeBase(practice, Connection(*server.connection(), instance=server.name))


def test_a_site_is_written_once_and_read_from_disk(kb: KnowledgeBase, tmp_path: Path, chromium: Browser) -> None:
    where = tmp_path / "site"
    chosen = [Chosen.read("listed-to-dprk list=any"), Chosen.read("papers-per-year home=KP")]
    with Folder(where) as folder:
        built = build(kb, folder, chosen)
    assert (built.questions, built.left_out, folder.unchanged) == (2, 0, 0)
    pages = sorted(path.name for path in where.iterdir())
    assert len(pages) == 2 + built.dossiers + 2
    assert list(tmp_path.iterdir()) == [where]
    # Names of persons are nowhere, unless they are asked for.
    texts = "\n".join(path.read_text(encoding="utf-8") for path in where.iterdir())
    assert not [name for name in ("Bravo Sample", "Charlie Sample", "Golf Sample") if name in texts]
    before = {path: path.stat().st_mtime_ns for path in where.iterdir() if path.name != MANIFEST}
    with Folder(where, force=True) as again:
        build(kb, again, chosen)
    assert (again.written, again.unchanged, again.removed) == (0, len(before), 0)
    assert {path: path.stat().st_mtime_ns for path in before} == before
    with Folder(where, force=True) as smaller:
        build(kb, smaller, chosen[:1], ["Amberfield Practice University"], people="names")
    assert sorted(json.loads((where / MANIFEST).read_text())["pages"]) == sorted(p.name for p in where.glob("*.html"))
    assert smaller.removed == len(before) - 3
    assert "Bravo Sample" in (where / file_name("i", _AMBERFIELD)).read_text(encoding="utf-8")

    context = chromium.new_context(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
    tab = context.new_page()
    troubles: list[str] = []
    tab.on("request", lambda r: r.url.startswith((where.as_uri(), "data:")) or troubles.append(r.url))
    tab.on("console", lambda message: troubles.append(message.text))
    tab.on("pageerror", lambda error: troubles.append(str(error)))
    tab.goto((where / "index.html").as_uri())
    tab.locator("#row-search").fill("amberf university")
    assert tab.locator("tbody tr:visible").count() == 1
    tab.get_by_role("link", name="Amberfield Practice University").click()
    assert tab.locator("h1").inner_text() == "Amberfield Practice University"
    # Worked out by hand from data/practice: tests/cypher/expected/institution-papers.yaml.
    bars = tab.locator("svg.chart .bar title").all_text_contents()
    assert bars == ["2015: 1", "2018: 1", "2019: 3", "2020: 1", "2021: 1"]
    headings = [text.split("\n")[0] for text in tab.locator(".table-head h2").all_inner_texts()]
    assert any(text.startswith("Papers") for text in headings)
    assert any(text.startswith("On lists and under rules") for text in headings)
    assert tab.locator("svg.chart .listed-line").count() >= 1
    # Two ends of an uncertain day are one text, and no finer than it is known.
    assert not [text for text in tab.locator("th:visible").all_inner_texts() if text.endswith((" min", " max"))]
    assert "-12-31" not in tab.locator("main").inner_text()
    found = Axe().run(tab).response["violations"]
    assert [one["id"] for one in found if one["impact"] in ("serious", "critical")] == []
    tab.get_by_role("link", name="All pages").click()
    assert tab.locator("h1").inner_text() == "What is on these pages?"
    context.close()
    assert troubles == []


@contextmanager
def _full_disk() -> Iterator[None]:
    """No file can grow beyond 20,000 bytes: what a full disk does to the first large page.

    For the writing alone: the log that a test run is written to is a file too.
    """
    before, ignored = resource.getrlimit(resource.RLIMIT_FSIZE), signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, ignored)


def _fill(path: Path, *sizes: int) -> None:
    with Folder(path, force=True) as folder:
        for at, size in enumerate(sizes):
            folder.put(f"page-{at}.html", str(at) * size)


def test_a_full_disk_leaves_the_folder_as_it_was(tmp_path: Path) -> None:
    with _full_disk(), pytest.raises(FolderError, match=r"could not be written: .*\. Nothing in it was changed"):
        _fill(tmp_path / "new", 10, 30_000)
    assert list(tmp_path.iterdir()) == []
    _fill(tmp_path / "old", 10)
    with _full_disk(), pytest.raises(FolderError):
        _fill(tmp_path / "old", 20, 30_000)
    assert (tmp_path / "old" / "page-0.html").read_text() == "0" * 10
    assert [path.name for path in tmp_path.iterdir()] == ["old"]


def test_folders_that_cannot_be_taken_say_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(FolderError, match="does not exist: create it"):
        Folder(tmp_path / "no" / "site")
    (tmp_path / "file").write_text("x")
    with pytest.raises(FolderError, match="is a file"):
        Folder(tmp_path / "file")
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "notes.txt").write_text("keep")
    with pytest.raises(FolderError, match="--force"):
        Folder(mine)
    # A manifest that somebody changed leads nowhere else.
    (mine / MANIFEST).write_text(json.dumps({"pages": ["../file", "notes.txt", 7]}))
    with Folder(mine, force=True) as folder:
        folder.put("index.html", "x")
    assert sorted(path.name for path in mine.iterdir()) == ["index.html", "notes.txt", MANIFEST]
    assert (tmp_path / "file").exists()


def test_names_of_pages_are_plain_and_differ() -> None:
    ids = ["ror:0aaaa", "ror-0aaaa", "lst:us/../../x", "LST:x", "ß" * 300, "", "kp:x" * 60]
    names = {file_name("i", id) for id in ids}
    assert len(names) == len(ids)
    assert all(name.isascii() and "/" not in name and len(name) < 100 for name in names)


def test_a_question_is_read_with_its_parameters() -> None:
    assert Chosen.read("listed-to-dprk list=any as-of=2020-01-01").parameters == {"list": "any", "as_of": "2020-01-01"}
    with pytest.raises(UsageError, match="write name=value"):
        Chosen.read("listed-to-dprk any")
