"""Generated pages are what the tree would generate now, and links lead somewhere."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def _pages() -> list[tuple[Path, str]]:
    spec = importlib.util.spec_from_file_location("build_docs", ROOT / "scripts" / "build_docs.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return list(module.pages())


def test_generated_pages_are_up_to_date() -> None:
    for path, text in _pages():
        assert path.exists(), f"{path} is missing: run `make docs`"
        assert path.read_text(encoding="utf-8") == text, f"{path} is out of date: run `make docs`"


def test_every_question_has_a_page_and_no_page_is_left_over() -> None:
    folder = ROOT / "docs" / "reference" / "questions"
    questions = {path.stem for path in (ROOT / "cypher" / "questions").glob("*.cypher")}
    assert {path.stem for path in folder.glob("*.md")} == questions


@pytest.mark.parametrize(
    "path",
    [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "data").rglob("*.md")],
    ids=lambda path: str(path.relative_to(ROOT)),
)
def test_links_lead_somewhere(path: Path) -> None:
    for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", path.read_text(encoding="utf-8")):
        if not target.startswith(("http:", "https:")):
            assert (path.parent / target).exists(), f"{path.name} links to {target}"
