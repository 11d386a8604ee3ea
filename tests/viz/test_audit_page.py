"""The audit as a page in a real Chromium: no picture, tables that sort, nothing from anywhere else."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Request
from playwright.sync_api import Page as Tab

from cypher.question import Column
from tiegraph.audit import NOTE, WARNING, Audit, Finding, Section

_EVIL = "</script><img src=x onerror=alert(1)>"


def _audit() -> Audit:
    lists = (
        Column("list", "Id of the list", "text"),
        Column("title", "Its title", "text", shown=False),
        Column("days", "Days since its last file", "integer"),
        Column("percent", "Found, in percent", "number"),
    )
    rows = (
        {"list": "px-b", "title": _EVIL, "days": 151, "percent": 4.5},
        {"list": "px-a", "title": "Invented list", "days": 1600, "percent": None},
        {"list": "px-c", "title": "Another invented list", "days": 20, "percent": 33.3},
    )
    people = (Column("author_id", "Id of the person", "text"), Column("papers", "Papers signed", "integer"))
    strings = (Column("strings", "As printed", "texts"),)
    return Audit(
        date(2026, 7, 1),
        "instance invented",
        ("3 lists with 12 entries, no papers, from 1 load.", "Findings: 1 that an answer should be read with, 1 more."),
        (
            Finding("list-stale", WARNING, "px-a: last file is old.", ("px-a",)),
            Finding("lists-not-loaded", NOTE, f"Not loaded: {_EVIL}.", (_EVIL,)),
        ),
        (
            Section("lists", "Lists and how current they are", "Counted up to the day.", lists, rows),
            Section("authors", "Persons", "", people, ({"author_id": "orcid:0000-0000-0000-0028", "papers": 7},), 5),
            Section("strings", "Strings", "", strings, ({"strings": ["Dept. of Samples, a.person@example.org"]},)),
            Section("none", "Nothing to show", "", strings, ()),
        ),
    )


@pytest.fixture(params=["light", "dark"])
def tab(request: pytest.FixtureRequest, chromium: Browser, tmp_path: Path) -> Iterator[Tab]:
    """The page opened from disk; afterwards demands that it asked for nothing but itself and reported nothing."""
    path = _audit().save(tmp_path / "audit.html")
    troubles: list[str] = []
    context = chromium.new_context(viewport={"width": 1280, "height": 800}, color_scheme=request.param)
    opened = context.new_page()

    def asked_for(request: Request) -> None:
        if request.url.split("#")[0] != path.as_uri() and not request.url.startswith("data:"):
            troubles.append(request.url)

    opened.on("request", asked_for)
    opened.on("console", lambda message: troubles.append(f"console: {message.text}"))
    opened.on("pageerror", lambda error: troubles.append(f"error: {error}"))
    opened.goto(path.as_uri())
    yield opened
    context.close()
    assert troubles == []


def _column(tab: Tab, table: int, at: int) -> list[str]:
    return [cell.strip() for cell in tab.locator(f"#rows-{table} tbody td:nth-child({at})").all_inner_texts()]


def test_a_reader_finds_every_table_and_sorts_it(tab: Tab) -> None:
    assert tab.locator("h1").inner_text() == "How current and how complete are the data that answers rest on?"
    assert not tab.locator(".picture").count()
    links = tab.locator("nav.contents a")
    assert links.all_inner_texts() == [
        "Findings",
        "Lists and how current they are",
        "Persons",
        "Strings",
        "Nothing to show",
    ]
    links.nth(4).click()
    assert tab.url.endswith("#table-5")
    assert _column(tab, 2, 3) == ["151", "1600", "20"]
    tab.locator("#rows-2 th button", has_text="Days").click()
    assert _column(tab, 2, 3) == ["20", "151", "1600"]
    tab.locator("#rows-2 th button", has_text="Percent").click()
    # What is not known comes last.
    assert [text for text in _column(tab, 2, 4) if text] == ["4.5", "33.3"]
    assert _column(tab, 2, 1)[-1] == "px-a"


def test_texts_stay_texts_and_persons_stay_unnamed(tab: Tab) -> None:
    assert _EVIL in tab.locator("#rows-2").inner_text()
    assert not tab.locator("img").count()
    assert _column(tab, 3, 1) == ["person 1"]
    body = tab.locator("body").inner_text()
    assert "4 more rows" in body
    assert "example.org" not in body
    assert "orcid" not in body
    assert "No rows." in body
