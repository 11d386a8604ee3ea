"""Papers per year against listing dates."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from playwright.sync_api import Page as Tab

from viz import Chart, Listing, Page

_LISTED = (
    Listing("Practice <Trade> List", date(2016, 6, 1), date(2016, 6, 1)),
    Listing("Practice End User List", date(2012, 1, 1), date(2012, 12, 31), date(2018, 3, 1), date(2018, 3, 31)),
    Listing("List without dates", None, None),
)


def test_bars_are_as_tall_as_there_are_papers_and_listings_stand_on_their_day() -> None:
    chart = Chart({2014: 1, 2016: 4, 2019: 2}, _LISTED, undated=1)
    svg = ElementTree.fromstring(str(chart.svg()))
    bars = {bar[0].text: bar for bar in svg.iter("rect") if bar.get("class") == "bar"}
    heights = {title: float(bar.get("height", "0")) for title, bar in bars.items()}
    assert heights["2014: 1"] * 4 == heights["2016: 4"] == heights["2019: 2"] * 2
    lines = [float(line.get("x1", "0")) for line in svg.iter("line") if line.get("class") == "listed-line"]
    # The list without dates has no place in time; it is said in words.
    assert len(lines) == 2
    in_2016 = float(bars["2016: 4"].get("x", "0"))
    assert in_2016 < lines[0] < in_2016 + float(bars["2016: 4"].get("width", "0"))
    assert lines[1] < float(bars["2014: 1"].get("x", "0"))
    assert chart.said == (
        "Papers by year: 2014: 1, 2016: 4, 2019: 2; without a date: 1.",
        "Practice <Trade> List: since 2016-06-01.",
        "Practice End User List: since 2012, until 2018-03.",
        "List without dates: since a day not known.",
    )
    assert Chart({}, _LISTED[2:]).svg() == ""
    # One year alone stands among others, and is not a bar as wide as the page.
    alone = ElementTree.fromstring(str(Chart({2022: 1}).svg()))
    assert [float(bar.get("width", "0")) < 100 for bar in alone.iter("rect")] == [True]
    assert (Chart({2022: 1}).heading, chart.heading) == (
        "Papers per year",
        "Papers per year, and when the listings began",
    )


def test_a_page_without_a_picture_can_show_a_chart_and_search_its_rows(
    open_page: Callable[..., Tab], page: Page
) -> None:
    plain = replace(page, subgraph=None, chart=Chart({2016: 3}, _LISTED), search=True, facts=(("City", "<b>Nowhere"),))
    tab = open_page(plain)
    assert tab.locator("svg.chart .bar").count() == 1
    assert tab.locator(".of .facts dd").inner_text() == "<b>Nowhere"
    tab.keyboard.press("/")
    tab.keyboard.type("PLACEHOLDER")
    assert tab.locator("tbody tr:visible").count() == 1
    assert tab.locator("#rows-found").inner_text() == "1 found"
    tab.keyboard.press("Escape")
    assert tab.locator("tbody tr:visible").count() == 2
