"""Write the pictures of docs/images: `python scripts/screenshots.py [--instance NAME] [--out FOLDER]`.

The headline view of the bundled data in light, in dark, with the panel open and by year, and an invented graph of 5,000
nodes. All but the last need the demo's server (`make demo`); a picture is the same as long as its page is. Without a
font for Korean and Chinese (on Debian the package fonts-noto-cjk) native names are boxes.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

sys.path.insert(0, str(Path(__file__).parent.parent))

import tiegraph
from bench.views_graph import subgraph
from scripts.have_browser import found
from viz import Page, write

SIZE = (1280, 1200)
_OUT = Path(__file__).parent.parent / "docs" / "images"
_LARGE = Page(
    "Invented papers, authors and institutions",
    "How do 5,000 nodes look?",
    ("2,500 invented papers with 2,000 authors of 500 institutions; opened with their papers as lines.",),
    (),
    subgraph(5000),
    (),
    (),
)


def main() -> None:
    """Ask, write the page, take the pictures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--instance", default="demo", help="local server with the bundled data")
    parser.add_argument("--out", type=Path, default=_OUT)
    wanted = parser.parse_args()
    program = found()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        headline = Path(folder) / "listed-to-dprk.html"
        with tiegraph.connect(wanted.instance) as kb:
            answer = kb.ask("listed-to-dprk", list="any")
        answer.save(headline)
        # The institution with most edges is the one to look at.
        ends = [end for edge in answer.graph.edges for end in (edge.source, edge.target)]
        chosen = max((n.id for n in answer.graph.nodes if n.label == "Institution"), key=ends.count)
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        for path in take(browser, headline, chosen, wanted.out):
            print(path)
        browser.close()


def take(browser: Browser, headline: Path, chosen: str, out: Path) -> list[Path]:
    """All pictures: of the page at `headline`, with the evidence of `chosen` open in one, and of a large graph."""
    with tempfile.TemporaryDirectory() as folder:
        large = Path(folder) / "large.html"
        write(_LARGE, large)
        shots: dict[str, tuple[Path, str, bool, str | None]] = {
            "listed-to-dprk.png": (headline, "", False, None),
            "listed-to-dprk-dark.png": (headline, "", True, None),
            "listed-to-dprk-panel.png": (headline, "", False, chosen),
            "listed-to-dprk-years.png": (headline, "#view=years", False, None),
            "5000-nodes.png": (large, "", False, None),
        }
        for name, (page, fragment, dark, selected) in shots.items():
            shoot(browser, page, out / name, fragment=fragment, dark=dark, select=selected)
    return [out / name for name in shots]


def shoot(
    browser: Browser, page: Path, out: Path, *, fragment: str = "", dark: bool = False, select: str | None = None
) -> None:
    """One picture of one page, from its picture on. Raises RuntimeError where the page reports an error."""
    tab = browser.new_page(
        viewport={"width": SIZE[0], "height": SIZE[1]},
        color_scheme="dark" if dark else "light",
        reduced_motion="reduce",
    )
    troubles: list[str] = []
    tab.on("pageerror", lambda error: troubles.append(str(error)))
    tab.goto(page.resolve().as_uri() + fragment)
    tab.wait_for_selector("body[data-ready]")
    if select:
        tab.evaluate("id => tiegraph.select(tiegraph.find(id))", select)
        tab.evaluate("document.querySelector('.picture').scrollIntoView()")
    tab.wait_for_timeout(400)
    tab.screenshot(path=out)
    tab.close()
    if troubles:
        raise RuntimeError(f"{page.name}: {troubles[0]}")


if __name__ == "__main__":
    main()
