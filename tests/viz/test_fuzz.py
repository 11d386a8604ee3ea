"""Graphs with hostile text in every field, drawn in a real browser: nothing is run, asked for or put into the page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, BrowserContext

from cypher.result import Edge, Node, Subgraph
from viz import Chart, Column, Listing, Page, Table, render

_HOSTILE = (
    "<script>alert(1)</script>",
    "</script><script>document.title='owned'</script>",
    "<img src=x onerror=alert(1)>",
    "</style><style>body{display:none}</style>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<svg onload=alert(1)><a xlink:href='javascript:alert(1)'>x</a></svg>",
    "javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    'https://example.org/"onmouseover="alert(1)',
    "10.1000/javascript:alert(1)//<b>",
    "doi:10.1000/\u202egpj.exe",
    "{{ 7 * 7 }}{% raw %}${7*7}",
    "<!-- --> ]]> \u2028\u2029 \0 \ud800",
    "\u202e\u2066\u200fabc\u2069",
    "שלום عربي مرحبا",
    "👩‍👩‍👧‍👦🇰🇵" * 3,
    "W" * 10_000,
    "__proto__",
    "constructor",
    "",
)
_text = st.one_of(st.sampled_from(_HOSTILE), st.text(max_size=40))
_names = ("title", "name", "statement", "doi", "address", "url", "venue", "reason", "citation", "raw", "raw_name", "id")
_value: st.SearchStrategy[Any] = st.one_of(
    _text, st.lists(_text, max_size=3), st.integers(), st.dates(), st.booleans(), st.floats(allow_nan=True)
)
_properties = st.dictionaries(st.one_of(st.sampled_from(_names), _text.filter(bool)), _value, max_size=6)
_labels = ("Paper", "Author", "Institution", "Designation", "ControlList", "Report", "Country", "Rule", "Topic")
_types = ("LISTS", "AUTHORED", "TARGETS", "MAY_TARGET", "ON_LIST", "NAMES", "PART_OF", "<b>SHARED</b>", "SHARED")


@st.composite
def _pages(draw: st.DrawFn) -> Page:
    ids = draw(st.lists(_text, min_size=1, max_size=7, unique=True))
    nodes = tuple(
        Node(id, draw(st.sampled_from(_labels)), {**draw(_properties), "country": draw(st.sampled_from(["KP", "<b>"]))})
        for id in sorted(ids)
    )
    ends = st.sampled_from(ids)
    edges = tuple(
        Edge(
            f"{at}",
            draw(ends),
            draw(ends),
            draw(st.sampled_from(_types)),
            draw(_properties) | {"raw_affiliations": [text], "bases": [text], "author_positions": [at]},
        )
        for at, text in enumerate(draw(st.lists(_text, max_size=8)))
    )
    texts = draw(st.lists(_text, min_size=4, max_size=4))
    table = Table(texts[0], (Column("a", texts[1]), Column(texts[2] or "b", texts[3])), [{"a": text} for text in texts])
    listing = Listing(texts[1], date(2019, 1, 1), None)
    return Page(
        *(texts[0], texts[1], tuple(texts), (table,), Subgraph(nodes, edges), tuple(texts), tuple(texts)),
        warnings=tuple(texts),
        facts=((texts[2], texts[3]),),
        chart=Chart({2020: 3}, (listing,), title=texts[0]),
        search=draw(st.booleans()),
    )


@pytest.fixture(scope="module")
def watched(chromium: Browser) -> Iterator[tuple[BrowserContext, list[str]]]:
    context = chromium.new_context(viewport={"width": 900, "height": 700}, reduced_motion="reduce")
    yield context, []
    context.close()


#: Opens what a reader can open, and then says what should not be in the page.
_TRY = """async () => {
  const wait = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  for (const one of document.querySelectorAll("details")) one.open = true;
  for (let at = 0; at < tiegraph.data.real; at++) { tiegraph.select(at); for (const one of document.querySelectorAll("#panel details")) one.open = true; }
  for (let at = 0; at < tiegraph.data.own; at++) if (tiegraph.data.nodes.length) tiegraph.selectEdge(at);
  for (const one of document.querySelectorAll("#views button")) one.click();
  const search = document.getElementById("search");
  search.value = "script"; search.dispatchEvent(new Event("input"));
  const svg = new DOMParser().parseFromString(tiegraph.exports.svg(), "image/svg+xml");
  JSON.stringify(tiegraph.exports.graph());
  await wait();
  const odd = (root) => Array.from(root.querySelectorAll("*")).filter((one) =>
    /^(iframe|object|embed|img|form|link|base|b)$/i.test(one.localName) && !one.closest("dialog") && !one.matches("link[rel=icon]")
    || Array.from(one.attributes).some(({ name, value }) => /^on/i.test(name) || (/href$|^src$/i.test(name) && !/^(https:|#|data:,$)/.test(value)))).map((one) => one.outerHTML.slice(0, 200));
  return { odd: [...odd(document), ...odd(svg)], broken: svg.querySelector("parsererror")?.textContent.slice(0, 300) || "",
    scripts: document.querySelectorAll("script:not([type])").length, title: document.title, proto: Object.keys(Object.prototype) };
}"""  # noqa: E501


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
@given(page=_pages())
def test_hostile_text_stays_text(
    watched: tuple[BrowserContext, list[str]], tmp_path_factory: pytest.TempPathFactory, page: Page
) -> None:
    context, troubles = watched
    troubles.clear()
    path = Path(tmp_path_factory.getbasetemp()) / "fuzz.html"
    path.write_text(render(page), encoding="utf-8", newline="")
    tab = context.new_page()
    tab.on("request", lambda r: r.url == path.as_uri() or r.url.startswith("data:,") or troubles.append(r.url[:200]))
    tab.on("console", lambda message: troubles.append(f"console: {message.text[:300]}"))
    tab.on("pageerror", lambda error: troubles.append(f"error: {error}"))
    tab.on("dialog", lambda dialog: (troubles.append("dialog"), dialog.dismiss()))
    try:
        tab.goto(path.as_uri())
        tab.wait_for_selector("body[data-ready]")
        found = tab.evaluate(_TRY)
    finally:
        tab.close()
    assert troubles == []
    assert found["odd"] == []
    assert found["broken"] == ""
    assert found["proto"] == []
    assert found["scripts"] == 13
    assert found["title"] != "owned"
