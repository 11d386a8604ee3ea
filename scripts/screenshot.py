"""Take pictures of a page for the documentation: `python scripts/screenshot.py PAGE.html OUT.png [options]`."""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

from playwright.sync_api import sync_playwright


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("page", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--width", type=int, default=1280)
    parser.add_argument("--height", type=int, default=800)
    parser.add_argument("--fragment", default="", help="what follows in the address, such as #view=years")
    parser.add_argument("--dark", action="store_true", help="as a reader with a dark desktop sees it")
    parser.add_argument("--select", metavar="ID", help="open the evidence of this node")
    parser.add_argument("--full", action="store_true", help="the whole page, not only the first screen")
    wanted = parser.parse_args()
    names = ("chromium", "chromium-browser", "google-chrome", "chrome")
    found = next((path for name in names if (path := shutil.which(name))), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(
            viewport={"width": wanted.width, "height": wanted.height},
            color_scheme="dark" if wanted.dark else "light",
            reduced_motion="reduce",
        )
        page.on("console", lambda message: print(f"console: {message.text}"))
        page.on("pageerror", lambda error: print(f"error: {error}"))
        page.goto(wanted.page.resolve().as_uri() + wanted.fragment)
        page.wait_for_selector("body[data-ready]")
        if wanted.select:
            page.evaluate("id => tiegraph.select(tiegraph.find(id))", wanted.select)
        page.wait_for_timeout(400)
        page.screenshot(path=wanted.out, full_page=wanted.full)
        browser.close()


if __name__ == "__main__":
    main()
