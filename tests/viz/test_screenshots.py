"""The pictures of the documentation are what the script makes of the bundled data today, in kind if not in pixels."""

from __future__ import annotations

import importlib.util
from dataclasses import replace
from pathlib import Path

from playwright.sync_api import Browser

from viz import Page, write

_ROOT = Path(__file__).parents[2]


def _size(png: Path) -> tuple[int, int]:
    head = png.read_bytes()[:24]
    assert head.startswith(b"\x89PNG")
    return int.from_bytes(head[16:20], "big"), int.from_bytes(head[20:24], "big")


def test_the_script_takes_each_picture_that_the_docs_show(chromium: Browser, page: Page, tmp_path: Path) -> None:
    spec = importlib.util.spec_from_file_location("screenshots", _ROOT / "scripts" / "screenshots.py")
    assert spec
    assert spec.loader
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    # Fewer nodes are drawn in the same way, and sooner.
    script._LARGE = replace(script._LARGE, subgraph=script.subgraph(800))
    write(page, tmp_path / "page.html")
    taken = script.take(chromium, tmp_path / "page.html", "ror:0aaaaaa01", tmp_path)
    kept = {path.name for path in (_ROOT / "docs" / "images").glob("*.png")}
    assert {path.name for path in taken} <= kept, "run scripts/screenshots.py"
    assert {_size(path) for path in taken} == {script.SIZE}
    # Each shows something else: theme, panel, years, many nodes.
    assert len({path.read_bytes() for path in taken}) == len(taken)
