"""What an answer shows in a notebook: the page itself, in a frame of its own."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser

from cypher.catalogue import question
from cypher.result import Result, Subgraph
from tiegraph.answer import Answer


def test_the_page_works_in_a_frame_that_cannot_reach_the_notebook(
    chromium: Browser, subgraph: Subgraph, tmp_path: Path
) -> None:
    asked = question("institutions-of-country")
    shown = Answer(asked, asked.bind(), Result(tuple(column.name for column in asked.columns), [], subgraph))
    notebook = tmp_path / "notebook.html"
    notebook.write_text(f"<!doctype html><script>window.token = 1</script>{shown._repr_html_()}", encoding="utf-8")
    tab = chromium.new_page()
    troubles: list[str] = []
    tab.on("pageerror", lambda error: troubles.append(str(error)))
    tab.on("console", lambda message: troubles.append(message.text))
    tab.on("request", lambda r: r.url in (notebook.as_uri(), "about:srcdoc") or troubles.append(r.url))
    tab.goto(notebook.as_uri())
    frame = tab.frames[1]
    frame.wait_for_selector("body[data-ready]")
    assert frame.evaluate("document.body.dataset.nodes") == str(len(subgraph.nodes))
    reached = "(() => { try { return parent.token } catch (error) { return error.name } })()"
    assert frame.evaluate(reached) == "SecurityError"
    frame.locator("#search").fill("Northlight")
    frame.locator("#search").press("Enter")
    assert frame.locator("#panel h2").inner_text().startswith("Northlight")
    assert troubles == []
    tab.close()
