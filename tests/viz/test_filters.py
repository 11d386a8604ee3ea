"""Filters, picked rows, and what the page gives out: in a real Chromium, on the fictional answer."""

from __future__ import annotations

import csv
import io
import json
import struct
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Page as Tab

from cypher.result import Edge, Node, Subgraph
from viz import Column, Page, Table
from viz.filters import filters

Open = Callable[..., Tab]

_SHOWN = "tiegraph.data.nodes.filter(({ hidden }) => !hidden).map(({ id }) => tiegraph.data.ids[id])"


def _shown(tab: Tab, prefix: str = "") -> set[str]:
    """Ids of the nodes that the picture shows, asked of what vis-network draws."""
    assert tab.evaluate(
        """tiegraph.data.nodes.every(({ id, hidden }) =>
          Boolean(tiegraph.network.body.nodes[id].options.hidden) === Boolean(hidden))"""
    )
    return {id for id in tab.evaluate(_SHOWN) if id.startswith(prefix)}


def _choose(tab: Tab, label: str, value: str) -> None:
    tab.locator("#filters").get_by_label(label, exact=True).select_option(value)


def test_years_choose_papers_and_the_rest_follows(open_page: Open, page: Page) -> None:
    tab = open_page(page)
    assert tab.locator("#shown").inner_text() == "9 papers"
    tab.get_by_label("Last year").focus()
    for _ in range(6):
        tab.keyboard.press("ArrowLeft")
    # Of 2014 to 2016: the first paper prints the Academy and Northlight, the second the University and two partners.
    assert _shown(tab, "doi:") == {"doi:10.99999/fictional.2014.0", "doi:10.99999/fictional.2016.1"}
    assert _shown(tab, "kp:") == {"kp:made-up-academy", "kp:example-north"}
    assert _shown(tab, "ror:") == {"ror:0aaaaaa01"}
    assert "px-user-list/17" not in _shown(tab)
    assert tab.locator("#shown").inner_text() == "2 of 9 papers shown"
    assert tab.evaluate("tiegraph.data.bands.find(({ title }) => title === 'Papers').shown") == 2
    hidden_edges = tab.evaluate("tiegraph.network.body.data.edges.get().filter(({ hidden }) => hidden).length")
    assert hidden_edges == tab.evaluate(
        """tiegraph.data.edges.slice(0, tiegraph.data.own)
          .filter(({ from, to }) => [from, to].some((at) => tiegraph.data.nodes[at].hidden)).length"""
    )
    tab.locator("#unfilter").click()
    assert len(_shown(tab)) == len(page.subgraph.nodes)


def test_the_years_can_play(open_page: Open, page: Page) -> None:
    tab = open_page(page)
    tab.locator("#play").click()
    assert tab.locator("#play").inner_text() == "Stop"
    assert _shown(tab, "doi:") == {"doi:10.99999/fictional.2014.0"}
    tab.wait_for_function("() => document.getElementById('shown').textContent.startsWith('2 of')")
    tab.locator("#play").click()
    assert tab.locator("#play").inner_text() == "Play"


def test_sides_of_a_listing_countries_lists_and_counts(open_page: Open, page: Page) -> None:
    tab = open_page(page)
    # The University stands on a list since 2011, Northlight since June 2016, Placeholder since December 2020.
    _choose(tab, "Published", "before")
    assert _shown(tab, "doi:") == {f"doi:10.99999/fictional.{end}" for end in ("2014.0", "2016.1", "2017.2")}
    _choose(tab, "Published", "open")
    assert _shown(tab, "doi:") == {"doi:10.99999/fictional.2016.1"}
    _choose(tab, "Published", "")
    _choose(tab, "With", "XY")
    assert _shown(tab, "doi:") == {"doi:10.99999/fictional.2019.4", "doi:10.99999/fictional.2022.8"}
    _choose(tab, "With", "")
    _choose(tab, "Listed on", "U")
    assert _shown(tab, "kp:") == {"kp:example-north"}
    _choose(tab, "Listed on", "")
    tab.get_by_label("Papers at least").fill("5")
    assert _shown(tab, "ror:") == {"ror:0aaaaaa01"}
    tab.get_by_label("Papers at least").fill("1")
    _choose(tab, "Links of entries", "strict")
    assert "px-user-list/17" not in _shown(tab)
    assert len(_shown(tab)) == len(page.subgraph.nodes) - 1


def test_without_links_to_judge_their_rows_step_back(open_page: Open, page: Page) -> None:
    # Harbour Engineering is joined to the user list by a link that waits for a person, Northlight to the trade list
    # by a certain one; the third row names no list.
    pairs = [
        {"list": "px-user-list", "partner": "Fictional Institute of Harbour Engineering"},
        {"list": "px-trade-list", "partner": "Northlight Polytechnic (fictional)"},
        {"list": None, "partner": "Fictional Institute of Harbour Engineering"},
    ]
    table = Table("Links", (Column("list", "the list"), Column("partner", "the institution")), pairs)
    tab = open_page(replace(page, tables=(table,)))
    assert tab.locator("tbody td .to-node").count() == 5
    _choose(tab, "Links of entries", "strict")
    assert [row.is_visible() for row in tab.locator("tbody tr").all()] == [False, True, True]
    assert tab.locator(".table h2 .count").inner_text() == "2 of 3"
    _choose(tab, "Links of entries", "probable")
    assert tab.locator("tbody tr:visible").count() == 3


def test_a_link_leads_to_the_same_view(open_page: Open, page: Page) -> None:
    tab = open_page(page)
    _choose(tab, "With", "XY")
    tab.get_by_label("First year").focus()
    tab.keyboard.press("ArrowRight")
    tab.evaluate("tiegraph.select(tiegraph.find('ror:0aaaaaa03'))")
    fragment = tab.evaluate("location.hash")
    again = open_page(page, fragment)
    assert _shown(again) == _shown(tab)
    assert again.locator("#panel h2").inner_text() == "University of Nowhere in Particular"
    assert again.get_by_label("First year").input_value() == "2015"


@pytest.mark.parametrize(
    "fragment", ["#from=9&to=99999", "#from=2020&to=2015", "#country=ZZ&side=never", "#least=-1&x=%"]
)
def test_a_link_that_asks_for_nonsense_shows_a_page_that_works(open_page: Open, page: Page, fragment: str) -> None:
    tab = open_page(page, fragment)
    tab.locator("#unfilter").evaluate("button => button.click()")
    assert len(_shown(tab)) == len(page.subgraph.nodes)


def test_rows_and_picture_narrow_each_other(open_page: Open, page: Page) -> None:
    tab = open_page(page)
    heading = tab.locator(".table h2 .count")
    boxes = tab.locator("td.pick input")
    assert boxes.count() == 2
    boxes.nth(1).check()
    # The second row names no paper by its id: it stands for those that print both of its institutions.
    assert _shown(tab, "doi:") == {"doi:10.99999/fictional.2016.1", "doi:10.99999/fictional.2017.2"}
    assert tab.locator("#shown").inner_text() == "2 of 9 papers shown"
    assert heading.inner_text() == "2"
    tab.locator("#unfilter").click()
    assert tab.locator("td.pick input:checked").count() == 0
    assert heading.inner_text() == "2"
    _choose(tab, "With", "XY")
    assert heading.inner_text() == "0 of 2"


def test_sorting_and_csv_leave_the_picking_boxes_out(open_page: Open, page: Page, tmp_path: Path) -> None:
    tab = open_page(page)
    tab.locator("th button", has_text="Papers").click()
    assert tab.locator("tbody tr td.number").first.inner_text() == "2"
    _choose(tab, "With", "XY")
    with tab.expect_download() as download:
        tab.locator("button.csv").click()
    rows = list(csv.DictReader(io.StringIO(Path(download.value.path()).read_text("utf-8-sig"))))
    assert rows == []
    _choose(tab, "With", "")
    with tab.expect_download() as download:
        tab.locator("button.csv").click()
    rows = list(csv.DictReader(io.StringIO(Path(download.value.path()).read_text("utf-8-sig"))))
    assert [row["papers"] for row in rows] == ["2", "3"]


def test_svg_holds_the_whole_picture_with_labels_as_text(open_page: Open, page: Page) -> None:
    tab = open_page(page)
    for _ in range(4):
        tab.locator("#in").click()
    with tab.expect_download() as download:
        tab.locator("#svg").click()
    assert download.value.suggested_filename == "page.svg"
    root = ElementTree.fromstring(Path(download.value.path()).read_text("utf-8"))
    texts = ["".join(item.itertext()) for item in root.iter("{http://www.w3.org/2000/svg}text")]
    assert "University of Nowhere in" in texts
    assert "Papers · 9" in texts
    # Outlines and edges: at least one path for each node and each edge.
    assert len(root.findall(".//{http://www.w3.org/2000/svg}path")) >= len(page.subgraph.nodes) + len(
        page.subgraph.edges
    )
    assert root.find("{http://www.w3.org/2000/svg}title") is not None
    # The picture on the screen is as it was.
    assert tab.evaluate("tiegraph.network.getScale()") > 1


def test_svg_of_hostile_labels_is_well_formed(open_page: Open, page: Page) -> None:
    evil = '</text><script>alert(1)</script>&"\u0001\u202e'
    node = Node("ror:1", "Institution", {"name": evil, "country": "XX"})
    tab = open_page(replace(page, subgraph=Subgraph((node,)), question=evil))
    root = ElementTree.fromstring(tab.evaluate("tiegraph.exports.svg()"))
    assert root.find(".//{http://www.w3.org/2000/svg}script") is None
    assert any("<script>" in "".join(item.itertext()) for item in root.iter("{http://www.w3.org/2000/svg}title"))


def test_png_is_twice_the_size_of_what_is_seen(open_page: Open, page: Page) -> None:
    tab = open_page(page)
    with tab.expect_download() as download:
        tab.locator("#png").click()
    head = Path(download.value.path()).read_bytes()[:24]
    width, height = struct.unpack(">II", head[16:24])
    assert [width, height] == tab.evaluate(
        "[2 * tiegraph.draw.stage.clientWidth, 2 * tiegraph.draw.stage.clientHeight]"
    )


def test_json_holds_what_is_shown_with_its_evidence(open_page: Open, page: Page) -> None:
    tab = open_page(page)
    _choose(tab, "With", "XY")
    with tab.expect_download() as download:
        tab.locator("#json").click()
    saved = json.loads(Path(download.value.path()).read_text("utf-8"))
    assert saved["question"] == page.question
    assert {node["id"] for node in saved["nodes"]} == _shown(tab)
    ids = {node["id"] for node in saved["nodes"]}
    assert saved["edges"]
    assert all(edge["from"] in ids and edge["to"] in ids for edge in saved["edges"])


def test_the_citation_says_question_answer_and_data(open_page: Open, page: Page) -> None:
    tab = open_page(page)
    citation = tab.evaluate("tiegraph.exports.citation()")
    for text in (page.question, page.answer[0], page.searched[0]):
        assert text in citation
    # Where the clipboard is refused the text is shown to be copied by hand.
    tab.evaluate(
        "() => { navigator.clipboard.writeText = () => Promise.reject(new DOMException('no', 'NotAllowedError')); }"
    )
    tab.locator("#cite").click()
    tab.wait_for_selector("#citation[open]")
    assert tab.locator("#cited").input_value() == citation
    tab.keyboard.press("Escape")
    assert not tab.locator("#citation").is_visible()


def _paper(first: date | None, last: date | None, begin: date) -> dict[str, object]:
    nodes = (
        Node("doi:x", "Paper", {"date_min": first, "date_max": last}),
        Node("ror:1", "Institution", {"name": "Sample", "country": "XX"}),
        Node("l/1", "Designation", {"list": "l"}),
        Node("l", "ControlList", {}),
    )
    edges = (
        Edge("1", "doi:x", "ror:1", "LISTS", {}),
        Edge("2", "l/1", "ror:1", "TARGETS", {"judgement": "auto"}),
        Edge("3", "l/1", "l", "ON_LIST", {"from_min": begin, "from_max": begin}),
    )
    found: dict[str, object] = filters(Subgraph(nodes, edges), {"l": "L"}, {"ror:1": ["l"]})["papers"][0]
    return found


@pytest.mark.parametrize(
    ("first", "last", "side"),
    [
        (date(2019, 1, 1), date(2019, 12, 31), "before"),
        (date(2020, 1, 1), date(2020, 12, 31), "open"),
        (date(2020, 2, 29), date(2020, 2, 29), "soon"),
        (date(2021, 2, 27), date(2021, 2, 27), "soon"),
        (date(2021, 2, 28), date(2021, 2, 28), "after"),
        (None, None, "open"),
        (date(2021, 3, 1), None, "after"),
    ],
)
def test_side_of_a_listing_by_pairs_of_days(first: date | None, last: date | None, side: str) -> None:
    assert _paper(first, last, date(2020, 2, 29))["sides"] == [side]


def test_a_paper_without_a_date_has_no_years() -> None:
    assert _paper(None, None, date(2020, 1, 1))["years"] is None


def test_papers_fold_into_lines_and_unfold(open_page: Open, page: Page) -> None:
    tab = open_page(page)
    assert tab.evaluate("tiegraph.view()") == "papers"
    tab.get_by_role("button", name="Papers as lines").click()
    assert tab.get_by_role("button", name="Papers as lines").get_attribute("aria-pressed") == "true"
    drawn = tab.evaluate("tiegraph.network.body.data.nodes.getIds().map((at) => tiegraph.data.ids[at])")
    assert {id.split(":")[0] for id in drawn} == {"kp", "ror", "lst", *(id for id in drawn if id.startswith("px-"))}
    # Counted by hand in the fixture.
    lines = tab.evaluate(
        """tiegraph.network.body.data.edges.get().filter(({ id }) => id >= tiegraph.data.own)
          .map(({ from, to, label }) => [tiegraph.data.ids[from], tiegraph.data.ids[to], label])"""
    )
    assert {(a, b): int(label) for a, b, label in lines} == {
        ("kp:example-north", "lst:px-trade-list/xx-placeholder-telecom"): 2,
        ("kp:example-north", "ror:0aaaaaa01"): 3,
        ("kp:example-north", "ror:0aaaaaa02"): 1,
        ("kp:example-north", "ror:0aaaaaa03"): 2,
        ("kp:fictional-polytechnic", "ror:0aaaaaa01"): 2,
        ("kp:fictional-polytechnic", "ror:0aaaaaa02"): 2,
        ("kp:made-up-academy", "ror:0aaaaaa01"): 1,
    }
    # A line leads to its papers, and a filter makes it thinner.
    tab.evaluate("tiegraph.selectEdge(tiegraph.data.edges.find((edge) => edge.papers?.length === 3).id)")
    assert tab.locator("#panel .links").nth(1).locator("button").count() == 3
    tab.get_by_label("Last year").focus()
    for _ in range(6):
        tab.keyboard.press("ArrowLeft")
    left = tab.evaluate(
        """tiegraph.network.body.data.edges.get().filter(({ id, hidden }) => id >= tiegraph.data.own && !hidden)
          .map(({ label }) => label)"""
    )
    assert sorted(left) == ["1", "1", "1"]
    again = open_page(page, tab.evaluate("location.hash"))
    assert again.evaluate("tiegraph.view()") == "lines"
    tab.locator("#unfilter").click()
    tab.locator("#views [data-view=papers]").click()
    assert tab.evaluate("tiegraph.network.body.data.nodes.length") == len(page.subgraph.nodes)
    assert tab.evaluate("tiegraph.network.body.data.edges.length") == len(page.subgraph.edges)


def test_a_line_can_be_clicked_where_it_is_drawn_after_folding(open_page: Open, page: Page) -> None:
    tab = open_page(page, "#view=lines")
    spot = tab.evaluate(
        """() => {
          const { x, y } = tiegraph.data.nodes[tiegraph.find("kp:example-north")];
          const spot = tiegraph.network.canvasToDOM({ x, y });
          document.getElementById("stage").scrollIntoView({ block: "center" });
          const box = document.getElementById("stage").getBoundingClientRect();
          return { x: box.left + spot.x, y: box.top + spot.y };
        }"""
    )
    tab.mouse.click(spot["x"], spot["y"])
    tab.wait_for_selector("#panel h2")
    assert tab.locator("#panel h2").inner_text() == "Example University of the North"


def test_many_papers_open_as_lines(open_page: Open, page: Page) -> None:
    dprk = Node("kp:x", "Institution", {"name": "North", "country": "KP"})
    other = Node("ror:1", "Institution", {"name": "Elsewhere", "country": "XX"})
    papers = [
        Node(f"doi:{at}", "Paper", {"title": f"Paper {at}", "date_min": date(2000 + at, 1, 1)}) for at in range(40)
    ]
    edges = [Edge(f"{at}{to.id}", p.id, to.id, "LISTS", {}) for at, p in enumerate(papers) for to in (dprk, other)]
    tab = open_page(replace(page, subgraph=Subgraph((dprk, other, *papers), tuple(edges))))
    assert tab.evaluate("tiegraph.view()") == "lines"
    assert tab.evaluate("tiegraph.network.body.data.edges.get().map(({ label }) => label)") == ["40"]
    tab.locator("#search").fill("Paper 7")
    tab.locator("#search").press("Enter")
    assert tab.locator("#panel h2").inner_text() == "Paper 7"
