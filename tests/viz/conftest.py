"""A clearly fictional answer to draw, and one real browser for the whole run."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright
from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import Page as Tab

from cypher.result import Edge, Node, Subgraph
from viz import Column, Page, Table, write

_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def _found_browser() -> str | None:
    names = ("chromium", "chromium-browser", "google-chrome", "chrome")
    return next((path for name in names if (path := shutil.which(name))), None)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """A headless Chromium of this machine, else the one playwright installed. Without any, the run fails."""
    with sync_playwright() as playwright:
        found = _found_browser()
        if found is None and not Path(playwright.chromium.executable_path).exists():
            pytest.fail("No Chromium was found: install one, or run `playwright install chromium`.", pytrace=False)
        try:
            browser = playwright.chromium.launch(executable_path=found, args=_ARGUMENTS)
        except PlaywrightError as error:
            pytest.fail(f"Chromium did not start: {error.message.splitlines()[0]}", pytrace=False)
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium: Browser, tmp_path: Path) -> Iterator[Callable[..., Tab]]:
    """Opens a written page; afterwards demands that it asked for nothing but itself and reported nothing."""
    troubles: list[str] = []
    context = chromium.new_context(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")

    def open_(page: Page, fragment: str = "") -> Tab:
        path = tmp_path / "page.html"
        write(page, path, force=True)
        tab = context.new_page()
        tab.set_default_timeout(15_000)
        tab.on(
            "request",
            lambda r: r.url.split("#")[0] == path.as_uri() or r.url[:5] in ("data:", "blob:") or troubles.append(r.url),
        )
        tab.on("console", lambda message: troubles.append(f"console: {message.text}"))
        tab.on("pageerror", lambda error: troubles.append(f"error: {error}"))

        def refuse(dialog: object) -> None:
            troubles.append("dialog")
            dialog.dismiss()  # type: ignore[attr-defined]

        tab.on("dialog", refuse)
        tab.goto(path.as_uri() + fragment)
        if page.subgraph and page.subgraph.nodes:
            tab.wait_for_selector("body[data-ready]")
        return tab

    yield open_
    context.close()
    assert troubles == []


# --- a fictional answer ---------------------------------------------------------------------------------------------

_DPRK = [
    ("kp:example-north", "Example University of the North", "Sampletown"),
    ("kp:fictional-polytechnic", "Fictional Polytechnic of the North, Faculty of Invented Machines", "Sampletown"),
    ("kp:made-up-academy", "Made-up Academy, Institute of Imaginary Optics", "Mocksan"),
]
_PARTNERS = [
    ("ror:0aaaaaa01", "Northlight Polytechnic (fictional)", "Lighthaven", "XX"),
    ("ror:0aaaaaa02", "Fictional Institute of Harbour Engineering", "Port Example", "XX"),
    ("ror:0aaaaaa03", "University of Nowhere in Particular", "Nowhere", "XY"),
    ("lst:px-trade-list/xx-placeholder-telecom", "Placeholder Telecom Co. Ltd. (fictional)", "Port Example", "XX"),
]
_PAPERS = [
    (2014, "On the imaginary refraction of fictional lenses", 2, (0,)),
    (2016, "A made-up survey of extreme learning for invented data sets", 0, (0, 3)),
    (2017, "Sample optimisation of weighted nonsense with differential make-believe", 0, (0, 3)),
    (2018, "Thermal behaviour of hypothetical alloys", 1, (1,)),
    (2019, "Magneto-imaginary routers controlled by external pretence", 0, (2,)),
    (2019, "Pretended control of nonexistent manipulators under unknown disturbances", 1, (0, 1)),
    (2020, "A placeholder for placeholders", 0, (0,)),
    (2021, "Deep prediction of weather in invented cities", 1, (0,)),
    (2022, "Fictional graphs and where to draw them", 0, (1, 2)),
]
_ENTRIES = [
    ("px-trade-list/xx-northlight", "px-trade-list", "Northlight Polytechnic", 3, "TARGETS", date(2016, 6, 1)),
    ("px-trade-list/xx-placeholder", "px-trade-list", "Placeholder Telecom", 6, "TARGETS", date(2020, 12, 3)),
    ("px-user-list/17", "px-user-list", "Harbour Engineering Inst.", 4, "MAY_TARGET", date(2012, 1, 1)),
    ("px-user-list/3", "px-user-list", "Example University of the North", 0, "TARGETS", date(2011, 8, 1)),
]
_LISTS = [
    ("px-trade-list", "Practice Trade List (fictional)", "export control"),
    ("px-user-list", "Practice End User List (fictional)", "notice to exporters"),
]


def fictional_subgraph() -> Subgraph:
    """Three DPRK institutions, four partners, nine papers, two lists: all invented."""
    nodes: list[Node] = []
    edges: list[Edge] = []
    everybody = [(*row, "KP") for row in _DPRK] + list(_PARTNERS)
    targeted = {everybody[entry[3]][0] for entry in _ENTRIES if entry[4] == "TARGETS"}
    for id, name, city, country in everybody:
        also = ("Designated",) if id in targeted else ()
        nodes.append(Node(id, "Institution", {"name": name, "city": city, "country": country}, also))
    for at, (year, title, dprk, partners) in enumerate(_PAPERS):
        doi = f"10.99999/fictional.{year}.{at}"
        days = {"date_min": date(year, 1, 1), "date_max": date(year, 12, 31)}
        properties = {"title": title, "doi": doi, "venue": "Journal of Invented Results", **days}
        nodes.append(Node(f"doi:{doi}", "Paper", properties))
        for place, (id, name, city, _) in enumerate([everybody[dprk], *(everybody[3 + p] for p in partners)]):
            link = {
                "author_positions": [place + 1],
                "raw_affiliations": [f"Department of Samples, {name}, {city}"],
                "methods": ["exact_name"],
                "scores": [1.0],
                "bases": ["inferred" if at == 6 and place else "printed"],
            }
            edges.append(Edge(f"lists-{at}-{place}", f"doi:{doi}", id, "LISTS", link))
    for id, title, nature in _LISTS:
        nodes.append(Node(id, "ControlList", {"title": title, "nature": nature, "authority": "Ministry of Practice"}))
    for id, list_id, name, place, type_, since in _ENTRIES:
        entry = {"name": name, "list": list_id, "citations": ["1 Practice Reg. 23"], "reason": "Invented for practice."}
        nodes.append(Node(id, "Designation", entry))
        match = {"basis": "name", "method": "exact_name", "score": 1.0, "judgement": "auto"}
        edges.append(Edge(f"targets-{id}", id, everybody[place][0], type_, match))
        period = {"from_min": since, "from_max": since, "basis": "effective date", "citation": "1 Practice Reg. 23"}
        edges.append(Edge(f"on-{id}", id, list_id, "ON_LIST", period))
    return Subgraph(tuple(sorted(nodes, key=lambda n: n.id)), tuple(sorted(edges, key=lambda e: e.id)))


def fictional_page(subgraph: Subgraph | None = None, layout: str = "auto") -> Page:
    columns = (
        Column("list", "the list"),
        Column("partner", "the institution outside of the DPRK"),
        Column("dprk_institution", "the DPRK institution"),
        Column("listed_since", "when the entry took effect"),
        Column("papers", "papers that print both institutions"),
        Column("first", "year of the first of them"),
        Column("last", "year of the last of them"),
        Column("published_after", "papers published after the listing"),
        Column("example_dois", "up to two of the papers"),
        Column("partner_id", "identifier of the partner", shown=False),
    )
    rows = [
        {
            "list": "Practice Trade List (fictional)",
            "partner": "Northlight Polytechnic (fictional)",
            "dprk_institution": "Example University of the North",
            "listed_since": date(2016, 6, 1),
            "papers": 3,
            "first": 2016,
            "last": 2020,
            "published_after": 2,
            "example_dois": ["10.99999/fictional.2016.1", "10.99999/fictional.2020.6"],
            "partner_id": "ror:0aaaaaa01",
        },
        {
            "list": "Practice Trade List (fictional)",
            "partner": "Placeholder Telecom Co. Ltd. (fictional)",
            "dprk_institution": "Example University of the North",
            "listed_since": date(2016, 6, 1) + timedelta(days=1646),
            "papers": 2,
            "first": 2016,
            "last": 2017,
            "published_after": 0,
            "example_dois": ["10.99999/fictional.2017.2"],
            "partner_id": "=lst:px-trade-list/xx-placeholder-telecom",
        },
    ]
    return Page(
        title="Listed institutions that publish with DPRK institutions · practice world, all names invented",
        question="Which institutions on the Practice Trade List publish with which DPRK institutions, and since when?",
        answer=(
            "2 institutions on the Practice Trade List share 5 papers with 3 DPRK institutions, from 2014 to 2021.",
            "Northlight Polytechnic, listed since 2016-06-01, shares 3 papers with Example University of the North; "
            "2 of them were published after the listing.",
            "Placeholder Telecom, listed since 2020-12-03, shares 2; none was published after the listing.",
        ),
        tables=(Table("Pairs of institutions", columns, rows, "One row per pair and list; rows must not be summed."),),
        subgraph=fictional_subgraph() if subgraph is None else subgraph,
        searched=(
            "9 papers of 2014 to 2022 and the Practice Trade List as of 2026-07-01.",
            "Affiliation strings read as an institution: 19 of 21.",
            "Papers left out because they have more than 100 authors: none.",
        ),
        caveats=(
            "Published co-authorship; whether a law or a funder's condition applies depends on who, what, when and "
            "under which licence, and is not assessed here.",
            "Not found is never a clearance.",
        ),
        layout=layout,
    )


@pytest.fixture
def subgraph() -> Subgraph:
    return fictional_subgraph()


@pytest.fixture
def page() -> Page:
    return fictional_page()
