"""The page in a real Chromium, opened from disk; whatever leaves the file or goes wrong is a failure."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from playwright.sync_api import Page as Tab

from cypher.result import Edge, Node, Subgraph
from viz import Column, Page, Table, render
from viz.style import kind

Open = Callable[..., Tab]


def _click(tab: Tab, id: str) -> None:
    """Click a node where it is drawn."""
    spot = tab.evaluate(
        """id => {
          const node = tiegraph.data.nodes[tiegraph.find(id)];
          const spot = tiegraph.network.canvasToDOM({ x: node.x, y: node.y });
          const box = document.getElementById("stage").getBoundingClientRect();
          scrollBy(0, box.top + spot.y - innerHeight / 2);
          const now = document.getElementById("stage").getBoundingClientRect();
          return { x: now.left + spot.x, y: now.top + spot.y };
        }""",
        id,
    )
    tab.mouse.click(spot["x"], spot["y"])
    # vis-network waits whether a second click makes it a double one.
    tab.wait_for_function("id => tiegraph.draw.state.selected === tiegraph.find(id)", arg=id)


def test_the_page_counts_its_nodes_and_shows_evidence_on_click(open_page: Open, page: Page) -> None:
    tab = open_page(page)
    assert tab.evaluate("document.body.dataset.nodes") == str(len(page.subgraph.nodes))
    assert tab.evaluate("tiegraph.network.body.data.nodes.length") == len(page.subgraph.nodes)
    assert tab.evaluate("tiegraph.network.body.data.edges.length") == len(page.subgraph.edges)
    assert not tab.locator("#panel").is_visible()
    _click(tab, "ror:0aaaaaa01")
    panel = tab.locator("#panel")
    assert panel.locator("h2").inner_text() == "Northlight Polytechnic (fictional)"
    text = panel.inner_text()
    assert "since 2016-06-01" in text
    assert "Department of Samples, Northlight Polytechnic (fictional), Lighthaven" in text
    assert "made by rule, not looked at by a person" in text


def test_question_answer_and_picture_are_on_the_first_screen_of_a_small_office_machine(
    open_page: Open, page: Page
) -> None:
    warnings = ("The first list is old, which takes a long sentence to say. " * 4, "The second list is old.")
    answer = (*page.answer, *["Two bodies that were invented stand together on one paper that nobody wrote."] * 9)
    tab = open_page(replace(page, answer=answer, warnings=warnings, tables=page.tables * 5))
    tab.set_viewport_size({"width": 1366, "height": 650})
    assert tab.evaluate("document.getElementById('stage').getBoundingClientRect().top") < 400
    assert tab.locator("h1").is_visible()
    assert "(2) The first list is old" in tab.locator(".warnings summary").inner_text()
    assert tab.locator(".warnings li").count() == 2
    tab.locator(".warnings summary").focus()
    tab.keyboard.press("Enter")
    assert tab.locator(".warnings li").last.is_visible()
    tab.keyboard.press("Enter")
    # Paper cannot be unfolded; afterwards all is as it was.
    folded = "[...document.querySelectorAll('.head details')].map((one) => one.open)"
    tab.evaluate("addEventListener('beforeprint', () => { window.printed = " + folded + "; })")
    tab.pdf()
    assert tab.evaluate("window.printed") == [True, True]
    tab.wait_for_function(f"!({folded}).some(Boolean)")
    tab.get_by_role("link", name="5 tables below the picture").click()
    assert tab.url.endswith("#table-1")


def test_all_columns_of_a_wide_table_fit_across_paper(open_page: Open, page: Page) -> None:
    # As wide as the headline's: paper cannot be scrolled, and what does not fit is cut off.
    columns = tuple(Column(f"undetermined_{at}", "a number") for at in range(12))
    wide = (*(Column(name, "a text") for name in ("partner", "institution", "dois")), *columns)
    row = {
        **dict.fromkeys(["partner", "institution"], "Invented Polytechnic of Sample Engineering"),
        "dois": ["10.99999/fictional.2016.1"] * 3,
    } | {column.name: 12 for column in columns}
    tab = open_page(replace(page, tables=(Table("Wide", wide, [row]),)))
    # A4 across, without its margins, at 96 dots an inch.
    tab.set_viewport_size({"width": 1032, "height": 700})
    assert tab.evaluate("document.querySelector('table').offsetWidth") > 1032
    tab.emulate_media(media="print")
    assert tab.evaluate("document.querySelector('table').offsetWidth") <= 1032


def test_a_paper_shows_its_doi_as_a_link_that_only_a_click_opens(open_page: Open, page: Page) -> None:
    tab = open_page(page)
    _click(tab, "doi:10.99999/fictional.2016.1")
    link = tab.locator("#panel a").first
    assert link.inner_text() == "10.99999/fictional.2016.1"
    assert link.get_attribute("href") == "https://doi.org/10.99999/fictional.2016.1"
    assert "noreferrer" in (link.get_attribute("rel") or "")


def test_each_kind_of_node_can_be_clicked_where_it_is_drawn(open_page: Open, page: Page) -> None:
    tab = open_page(page)
    for node in {kind(node): node for node in page.subgraph.nodes}.values():
        _click(tab, node.id)
        tab.keyboard.press("Escape")


def test_search_by_keyboard(open_page: Open, page: Page) -> None:
    tab = open_page(page)
    tab.keyboard.press("/")
    tab.keyboard.type("PRÉTENDED manipulators")
    assert tab.locator("#found").inner_text() == "1 found"
    tab.keyboard.press("Enter")
    assert tab.locator("#found").inner_text() == "1 of 1"
    assert tab.locator("#panel h2").inner_text().startswith("Pretended control")
    tab.locator("#search").fill("Northlight")
    tab.locator("#search").press("Enter")
    first = tab.locator("#panel h2").inner_text()
    tab.locator("#search").press("Enter")
    assert tab.locator("#panel h2").inner_text() != first
    tab.locator("#search").fill("nothing like it")
    assert tab.locator("#found").inner_text() == "none"
    tab.locator("#search").press("Escape")
    assert tab.locator("#search").input_value() == ""
    assert not tab.locator("#panel").is_visible()


def test_arrow_keys_walk_through_the_picture(open_page: Open, page: Page) -> None:
    tab = open_page(page)
    tab.locator("#stage").focus()
    tab.keyboard.press("ArrowRight")
    seen = [tab.locator(".panel-head span").inner_text()]
    for _ in range(4):
        tab.keyboard.press("ArrowRight")
        seen.append(tab.locator(".panel-head span").inner_text())
    assert seen == ["List entry", "DPRK institution", "Paper", "Institution", "List entry"]
    tab.keyboard.press("Enter")
    assert tab.evaluate("document.activeElement.tagName") == "H2"
    tab.keyboard.press("Escape")
    assert not tab.locator("#panel").is_visible()


def test_everything_is_also_a_list(open_page: Open, page: Page) -> None:
    tab = open_page(page)
    tab.locator("#list summary").click()
    # The list is filled after the click has been answered.
    tab.locator("#list button").first.wait_for()
    assert tab.locator("#list button").count() == len(page.subgraph.nodes)
    tab.locator("#list button", has_text="University of Nowhere").click()
    assert tab.locator("#panel h2").inner_text() == "University of Nowhere in Particular"


def test_labels_stay_on_their_cards(open_page: Open, page: Page) -> None:
    tab = open_page(page)
    too_wide = tab.evaluate(
        """() => {
          const wide = [], c = document.createElement("canvas").getContext("2d");
          const fill = CanvasRenderingContext2D.prototype.fillText;
          c.fillText = function (text, x) {
            const w = this.measureText(text).width;
            const left = this.textAlign === "center" ? x - w / 2 : x;
            if (left < -this.node.w / 2 || left + w > this.node.w / 2 + 8) wide.push(text);
          };
          tiegraph.draw.state.scale = 1;
          for (const node of tiegraph.data.nodes) { c.node = node; tiegraph.draw.paint(c, node, 0, 0, false); }
          return wide;
        }"""
    )
    assert too_wide == []


def test_a_table_row_leads_into_the_picture_and_sorts(open_page: Open, page: Page) -> None:
    tab = open_page(page)
    tab.locator("table .to-node", has_text="Placeholder Telecom").click()
    assert tab.locator("#panel h2").inner_text() == "Placeholder Telecom Co. Ltd. (fictional)"
    tab.keyboard.press("Escape")
    tab.locator("th[data-name=papers] button").click()
    assert tab.locator("td.number").first.inner_text() == "2"
    tab.locator("th[data-name=papers] button").click()
    assert tab.locator("td.number").first.inner_text() == "3"
    assert tab.locator("th[data-name=papers]").get_attribute("aria-sort") == "descending"


def test_csv_has_all_columns_and_no_formula(open_page: Open, page: Page) -> None:
    tab = open_page(page)
    with tab.expect_download() as download:
        tab.locator("button.csv").click()
    assert download.value.suggested_filename == "page-1.csv"
    rows = list(csv.reader(io.StringIO(download.value.path().read_text(encoding="utf-8-sig"))))
    table = page.tables[0]
    assert rows[0] == [column.name for column in table.columns]
    assert len(rows) == 1 + len(table.rows)
    assert rows[1][3] == "2016-06-01"
    assert rows[1][8] == "10.99999/fictional.2016.1; 10.99999/fictional.2020.6"
    assert rows[2][9] == "'=lst:px-trade-list/xx-placeholder-telecom"


def test_one_csv_has_the_rows_of_all_tables(open_page: Open, page: Page) -> None:
    other = Table(
        "Leads", (Column("partner", "who"), Column("publisher", "by whom")), [{"partner": "A", "publisher": "P"}]
    )
    tab = open_page(replace(page, tables=(*page.tables, other)))
    with tab.expect_download() as download:
        tab.locator("#csv").click()
    assert download.value.suggested_filename == "page.csv"
    rows = list(csv.DictReader(io.StringIO(download.value.path().read_text(encoding="utf-8-sig"))))
    assert [row["table"] for row in rows] == ["Pairs of institutions"] * 2 + ["Leads"]
    assert [row["papers"] for row in rows] == ["3", "2", ""]
    assert (rows[2]["partner"], rows[2]["publisher"]) == ("A", "P")


def test_the_open_panel_covers_nothing_of_the_picture(open_page: Open, page: Page) -> None:
    tab = open_page(page)
    tab.set_viewport_size({"width": 1366, "height": 768})
    # The picture follows the window one frame later.
    tab.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    before = tab.evaluate("[stage.offsetHeight, document.documentElement.scrollHeight, tiegraph.network.getScale()]")
    tab.evaluate("tiegraph.select(tiegraph.find('ror:0aaaaaa01'))")
    seen = """() => {
      const panel = document.getElementById("panel").getBoundingClientRect(), box = stage.getBoundingClientRect();
      const drawn = (x) => box.left + tiegraph.network.canvasToDOM({ x, y: 0 }).x;
      const sides = tiegraph.data.nodes.flatMap(({ x, w }) => [drawn(x - w / 2), drawn(x + w / 2)]);
      return Math.min(...sides) >= box.left && Math.max(...sides) <= panel.left;
    }"""
    assert tab.evaluate(seen)
    assert tab.evaluate("stage.offsetHeight") == before[0]
    tab.keyboard.press("Escape")
    after = tab.evaluate("[stage.offsetHeight, document.documentElement.scrollHeight, tiegraph.network.getScale()]")
    assert after == before


def test_the_picture_can_be_saved(open_page: Open, page: Page) -> None:
    tab = open_page(page)
    with tab.expect_download() as download:
        tab.locator("#png").click()
    assert download.value.path().read_bytes().startswith(b"\x89PNG")


def test_a_link_to_a_selection_opens_it(open_page: Open, page: Page) -> None:
    tab = open_page(page, "#node=ror%3A0aaaaaa03")
    assert tab.locator("#panel h2").inner_text() == "University of Nowhere in Particular"
    assert tab.evaluate("location.hash") == "#node=ror%3A0aaaaaa03"


@pytest.mark.parametrize("fragment", ["#node=%E0%A4%A", "#node=__proto__", "#node=unknown", "#limits"])
def test_a_link_to_nothing_opens_nothing(open_page: Open, page: Page, fragment: str) -> None:
    assert not open_page(page, fragment).locator("#panel").is_visible()


def test_theme_print_and_a_narrow_window(open_page: Open, page: Page) -> None:
    tab = open_page(page)
    ground = "getComputedStyle(document.body).backgroundColor"
    light = tab.evaluate(ground)
    tab.locator("#theme").click()
    assert tab.evaluate(ground) != light
    tab.emulate_media(media="print")
    assert not tab.locator("#bar").is_visible()
    tab.emulate_media(media="screen")
    tab.set_viewport_size({"width": 390, "height": 844})
    assert tab.evaluate("document.documentElement.scrollWidth") <= 390


def test_an_empty_answer_is_still_a_page(open_page: Open, page: Page) -> None:
    tab = open_page(replace(page, subgraph=Subgraph()))
    assert "There is nothing to draw" in tab.inner_text("main")
    assert tab.evaluate("document.body.dataset.nodes") == "0"
    assert tab.locator("tbody tr").count() == 2


def test_an_ambiguous_lead_is_drawn_dashed_with_a_question_mark(open_page: Open, page: Page) -> None:
    report = Node(
        "report:x", "Report", {"statement": "A paper joins two of them.", "named": ["partner|ambiguous|ror:1"]}
    )
    bodies = [Node(f"ror:{n}", "Institution", {"name": f"Sample {n}", "country": "XX"}) for n in (1, 2)]
    edges = [
        Edge(f"e{n}", "report:x", f"ror:{n}", "NAMES", {"side": "partner", "certainty": certainty})
        for n, certainty in ((1, "ambiguous"), (2, "stated"))
    ]
    tab = open_page(replace(page, subgraph=Subgraph((report, *bodies), tuple(edges))))
    drawn = tab.evaluate("tiegraph.network.body.data.edges.get().map(({ dashes, label }) => [Boolean(dashes), label])")
    assert drawn == [[True, "?"], [False, None]]
    legend = tab.locator("#legend-lines li").all_inner_texts()
    assert legend == ["the report names the institution", "sources disagree whether it is meant"]
    tab.locator("#theme").click()
    tab.evaluate("tiegraph.selectEdge(0)")
    assert tab.locator("#panel h2").inner_text() == "Sources disagree whether it is meant"
    tab.evaluate("tiegraph.select(tiegraph.find('report:x'))")
    text = tab.locator("#panel").inner_text()
    assert "Institutions perhaps named: sources disagree whether it is meant" in text
    assert "partner|" not in text


def test_one_node(open_page: Open, page: Page) -> None:
    tab = open_page(replace(page, subgraph=Subgraph((Node("ror:1", "Institution", {"name": "Alone"}),))))
    _click(tab, "ror:1")
    assert tab.locator("#panel h2").inner_text() == "Alone"


_EVIL = [
    "</script><img src=x onerror=alert(1)>",
    "<img src=x onerror=\"alert('2')\">{{ 7 * 7 }}${alert(3)}",
    "javascript:alert(4)",
    "\u202eright to left override\u2028\u2029\x00<!--<script>",
    "MATCH (n) DETACH DELETE n //",
    "A" * 10_000,
    "한글 中文 العربية עברית 👩‍👩‍👧 é",
    "__proto__",
    "constructor",
]


def test_hostile_texts_in_every_field_do_nothing(open_page: Open) -> None:
    labels = ["Paper", "Institution", "Author", "Designation", "ControlList", "Report", "Rule", "Country", "Topic"]
    fields = ["title", "name", "statement", "doi", "venue", "reason", "website", "address", "raw", "list", "city"]
    fields += ["method", "basis", "judgement", "country", "year", "identity", "nature", "publisher", "provenance"]
    nodes = tuple(
        Node(
            evil + label,
            label,
            {**dict.fromkeys(fields, evil), "aliases": [evil], "date_min": date(2020, 1, 1), evil: evil},
        )
        for label, evil in zip(labels, _EVIL, strict=True)
    )
    words = {"raw_affiliations": _EVIL, "methods": _EVIL, "bases": _EVIL, "author_positions": [1], "evidence": _EVIL[0]}
    types = ["LISTS", "TARGETS", "ON_LIST", "AUTHORED", *_EVIL]
    edges = tuple(
        Edge(f"{at}{type_}", nodes[at % len(nodes)].id, nodes[(at * 4 + 1) % len(nodes)].id, type_, words)
        for at, type_ in enumerate(types)
    )
    columns = tuple(Column(evil, evil) for evil in _EVIL)
    rows = [dict(zip(_EVIL, _EVIL[at:] + _EVIL[:at], strict=True)) for at in range(len(_EVIL))]
    all_of = tuple(_EVIL)
    subgraph = Subgraph(nodes, edges)
    for layout in ("columns", "force"):
        tab = open_page(
            Page(
                _EVIL[0],
                _EVIL[1],
                all_of,
                (Table(_EVIL[0], columns, rows, _EVIL[1]),),
                subgraph,
                all_of,
                all_of,
                layout,
            )
        )
        assert tab.evaluate("document.body.dataset.nodes") == str(len(nodes))
        # What is shown of a node is the same in either layout.
        for at in range(len(nodes) if layout == "columns" else 2):
            begun = tab.evaluate("performance.now()")
            tab.evaluate("at => tiegraph.select(at)", at)
            # A word of 10,000 letters in every field took half a minute to break into lines.
            assert tab.evaluate("performance.now()") - begun < 8000
            assert tab.locator("#panel h2").text_content() != ""
        for at in range(len(edges)):
            tab.evaluate("at => tiegraph.selectEdge(at)", at)
        tab.locator("#search").fill("<img")
        tab.locator("#search").press("Enter")
        tab.locator("#list summary").click()
        tab.locator("#list button").first.wait_for()
        assert tab.locator("img, iframe, object, embed, [onerror], [href^='javascript']").count() == 0
        assert tab.locator("script:not([type])").count() == 13


def test_the_page_works_inside_an_isolated_frame(chromium: Browser, page: Page, tmp_path: Path) -> None:
    """As notebooks show it: a frame without the rights of the page around it, not even its own storage."""
    html = render(page).replace("&", "&amp;").replace('"', "&quot;")
    outer = f'<!doctype html><iframe sandbox="allow-scripts" width="1000" height="700" srcdoc="{html}"></iframe>'
    (tmp_path / "notebook.html").write_text(outer, encoding="utf-8")
    tab = chromium.new_page()
    troubles: list[str] = []
    tab.on("console", lambda message: troubles.append(message.text))
    tab.on("pageerror", lambda error: troubles.append(str(error)))
    tab.goto((tmp_path / "notebook.html").as_uri())
    frame = tab.frame_locator("iframe")
    frame.locator("body[data-ready]").wait_for()
    frame.locator("#search").fill("lenses")
    frame.locator("#search").press("Enter")
    assert frame.locator("#panel h2").inner_text() == "On the imaginary refraction of fictional lenses"
    frame.locator("#views [data-view=years]").click()
    assert frame.locator("#views [data-view=years]").get_attribute("aria-pressed") == "true"
    tab.close()
    assert troubles == []
