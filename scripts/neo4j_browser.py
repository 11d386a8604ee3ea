"""Work Neo4j Browser as a person does: log in, drop the files of `tiegraph browser`, run favourites, look.

As a script it takes the picture for the documentation: `python scripts/neo4j_browser.py OUT.png --instance demo`.
"""

from __future__ import annotations

import argparse
import base64
import shutil
import threading
from collections.abc import Mapping
from pathlib import Path

from playwright.sync_api import Locator, Page, sync_playwright

from cypher.catalogue import FAMILIES, catalogue
from tiegraph.browser import address
from tiegraph.browser.favourites import FOLDER, SET_DEFAULTS, values
from tiegraph.browser.kit import FAVOURITES, STYLE, make
from tiegraph.browser.serve import server
from tiegraph.local import Instance

_DROP = """([name, data]) => {
  const bytes = Uint8Array.from(atob(data), (character) => character.charCodeAt(0));
  const dropped = new DataTransfer();
  dropped.items.add(new File([bytes], name));
  const window_ = document.querySelector(".filedrop");
  for (const kind of ["dragenter", "dragover", "drop"])
    window_.dispatchEvent(new DragEvent(kind, { dataTransfer: dropped, bubbles: true, cancelable: true }));
}"""


class Desk:
    """One window of Neo4j Browser, logged in to a local server."""

    def __init__(self, tab: Page, instance: Instance) -> None:
        self.tab = tab
        uri, user, password = instance.connection()
        tab.goto(str(instance.browser_url))
        tab.wait_for_selector("[data-testid=boltaddress]")
        if tab.locator("[data-testid=boltaddress]").input_value() != uri.partition("://")[2]:
            raise ValueError("Browser proposes another server's address.")
        tab.fill("[data-testid=username]", user)
        tab.fill("[data-testid=password]", password)
        tab.click("[data-testid=connect]")
        tab.wait_for_selector("[data-testid=frame]:has-text(':play start')")
        tab.click("[data-testid=navigationFavorites]")

    def drop(self, name: str, content: bytes) -> None:
        """Drop a file on the window."""
        self.tab.evaluate(_DROP, [name, base64.b64encode(content).decode()])

    def open_folder(self, name: str) -> None:
        self.tab.click(f'[data-testid="expandFolder-{name}"]')

    def run_favourite(self, title: str) -> Locator:
        """Run a favourite of a folder that is open; its frame."""
        item = self.tab.locator("[data-testid=savedScriptListItem]").filter(
            has=self.tab.locator(f'[data-testid="scriptTitle-{title}"]')
        )
        item.hover()
        item.locator("xpath=..").locator("[data-testid=savedScriptsButton-Run]").click()
        return self._frame(f"// {title}")

    def run(self, command: str) -> None:
        """Run a command from the command line."""
        self.tab.click("[data-testid=activeEditor] .view-lines")
        self.tab.keyboard.type(command)
        self.tab.click("[data-testid=editor-Run]")

    def _frame(self, begins: str) -> Locator:
        frame = self.tab.locator("[data-testid=frame]").filter(has_text=begins[:40]).first
        frame.wait_for()
        return frame


def ask_headline(desk: Desk, made: Mapping[str, bytes], where: str) -> Locator:
    """Import the favourites, fetch the style, set defaults, run the headline question; its frame, once it is drawn."""
    headline = catalogue()["listed-to-dprk"]
    desk.drop(FAVOURITES, made[FAVOURITES])
    desk.run(f":style {where}/{STYLE}")
    desk.tab.wait_for_selector("[data-testid=frame]:has-text('node.Designated')")
    desk.open_folder(FOLDER)
    # One command after the other: a question asked too early stops at a parameter.
    set_ = desk.run_favourite(SET_DEFAULTS).locator("[data-testid=multi-statement-list-icon][title='Status: success']")
    set_.nth(len(values()) - 1).wait_for()
    desk.open_folder(f"{FOLDER} {FAMILIES[headline.family]}")
    frame = desk.run_favourite(headline.title)
    frame.locator("svg g.node").first.wait_for()
    return frame


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--instance", default="demo")
    wanted = parser.parse_args()
    names = ("chromium", "chromium-browser", "google-chrome", "chrome")
    found = next((path for name in names if (path := shutil.which(name))), None)
    made = make({"list": "any"}, address())
    web = server(made)
    threading.Thread(target=web.serve_forever, daemon=True).start()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox", "--disable-gpu"])
        tab = browser.new_page(viewport={"width": 1500, "height": 950}, reduced_motion="reduce")
        desk = Desk(tab, Instance(wanted.instance))
        frame = ask_headline(desk, made, address())
        frame.get_by_title("Fullscreen").click()
        frame.get_by_label("Collapse the node properties display").click()
        # The picture moves until its nodes found their places.
        tab.wait_for_timeout(8000)
        frame.get_by_label("zoom-to-fit").click()
        tab.wait_for_timeout(1500)
        tab.screenshot(path=wanted.out)
        browser.close()
    web.shutdown()


if __name__ == "__main__":
    main()
