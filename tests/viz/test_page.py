"""The file: what it allows, what it carries, how it is written."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cypher.result import Edge, Node, Subgraph
from viz import Column, Page, PageError, Table, render, write
from viz.evidence import node_facts
from viz.page import json_data


class _Read(HTMLParser):
    """Elements with attributes, and the raw text of scripts and styles, as a browser would find them."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[tuple[str, dict[str, str | None], str]] = []
        self._inside = False
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self._inside = tag in ("script", "style")
        if self._inside:
            self.texts.append((tag, dict(attrs), ""))

    def handle_endtag(self, tag: str) -> None:
        self._inside = False

    def handle_data(self, data: str) -> None:
        if self._inside:
            tag, attributes, text = self.texts[-1]
            self.texts[-1] = (tag, attributes, text + data)

    def json(self, id: str) -> object:
        return json.loads(next(text for _, attributes, text in self.texts if attributes.get("id") == id))


def test_the_policy_names_exactly_the_scripts_and_the_style_inside(page: Page) -> None:
    read = _Read(render(page))
    policy = next(a["content"] or "" for tag, a in read.elements if a.get("http-equiv") == "Content-Security-Policy")
    directives = {part.split()[0]: part.split()[1:] for part in policy.split(";")}
    assert directives["default-src"] == ["'none'"]
    assert "unsafe" not in policy

    def hashes(wanted: str) -> list[str]:
        return [
            f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
            for tag, attributes, text in read.texts
            if tag == wanted and "type" not in attributes
        ]

    assert directives["script-src"] == hashes("script")
    assert directives["style-src"] == hashes("style")


def test_nothing_in_the_file_loads_anything(page: Page) -> None:
    read = _Read(render(page))
    for tag, attributes in read.elements:
        assert "style" not in attributes
        assert not any(name.startswith("on") for name in attributes)
        for name in ("src", "srcset", "data", "action", "poster", "background"):
            assert name not in attributes
        if tag == "link":
            assert attributes["href"] == "data:,"
        if tag == "a":
            assert re.match(r"#|https://", attributes["href"] or "")
    style = next(text for tag, _, text in read.texts if tag == "style")
    assert "url(" not in style
    assert "@import" not in style
    assert not any("sourceMappingURL" in text for _, _, text in read.texts)


def test_pyvis_gives_the_nodes_edges_and_options(page: Page) -> None:
    read = _Read(render(page))
    nodes, edges, options = (read.json(id) for id in ("nodes", "edges", "options"))
    assert isinstance(nodes, list)
    assert isinstance(edges, dict)
    assert isinstance(options, dict)
    assert len(nodes) == len(page.subgraph.nodes)
    assert len(edges["from"]) == len(page.subgraph.edges)
    assert options["physics"] == {"enabled": False}


def test_the_same_page_is_the_same_file(page: Page) -> None:
    assert render(page) == render(page)


def test_markup_in_any_text_stays_text(page: Page) -> None:
    evil = "</script><img src=x onerror=alert(1)>\u2028<!--"
    hostile = Page(
        title=evil,
        question=evil,
        answer=(evil,) * 5,
        tables=(Table(evil, (Column(evil, evil), Column("id", evil)), [{evil: evil, "id": [evil]}], evil),),
        subgraph=Subgraph(
            (Node(evil, "Paper", {"title": evil, "doi": evil, evil: evil}),),
            (Edge(evil, evil, evil, evil, {evil: evil}),),
        ),
        searched=(evil,),
        caveats=(evil,),
    )
    html = render(hostile)
    assert "<img" not in html
    tags = {tag for tag, _ in _Read(html).elements}
    assert tags == {tag for tag, _ in _Read(render(page)).elements} | {"details", "summary"}


@settings(max_examples=60, deadline=None)
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(), lambda x: st.lists(x) | st.dictionaries(st.text(), x)
    )
)
def test_json_data_is_the_same_json_and_cannot_end_its_script(value: object) -> None:
    text = str(json_data(value))
    assert json.loads(text) == value
    assert not re.search("[<>&\u2028\u2029]", text)


def test_what_json_does_not_have_is_an_error_not_a_broken_page() -> None:
    with pytest.raises(ValueError):
        json_data(float("nan"))
    with pytest.raises(TypeError):
        json_data(date(2020, 1, 2))


def test_odd_values_of_properties_become_words(page: Page) -> None:
    odd = {"title": "T", "score": float("nan"), "day": date(2020, 1, 2), "flag": True, "none": None, "position": 1.5}
    subgraph = Subgraph((Node("a", "Paper", odd),), (Edge("e", "a", "a", "AUTHORED", odd),))
    render(replace(page, subgraph=subgraph))
    facts = node_facts(subgraph.nodes[0])
    assert ["text", "Day", "2020-01-02"] in facts
    assert ["text", "Flag", "yes"] in facts


def test_an_empty_subgraph_still_gives_the_answer(page: Page) -> None:
    html = render(replace(page, subgraph=Subgraph()))
    assert "There is nothing to draw" in html
    assert page.answer[0] in html
    assert "vis-network\n" not in html


def test_rows_not_shown_are_kept_for_the_csv(page: Page) -> None:
    cell = re.search(r"<td[^>]*>(?=[^/]*=lst:px-trade-list)", render(page))
    assert cell is not None
    assert "hidden" in cell[0]


def test_a_missing_folder_is_one_clear_sentence(page: Page, tmp_path: Path) -> None:
    with pytest.raises(PageError, match=r"The folder .*nowhere does not exist: create it, or choose another place"):
        write(page, tmp_path / "nowhere" / "a.html")


def test_an_existing_file_is_kept_unless_forced(page: Page, tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text("mine")
    with pytest.raises(PageError, match=r"a\.html exists: .*with --force \(in Python: force=True\)\."):
        write(page, path)
    assert path.read_text() == "mine"
    write(page, path, force=True)
    assert path.read_bytes().decode() == render(page)
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.html"]


def test_a_folder_in_the_place_of_the_file_is_refused(page: Page, tmp_path: Path) -> None:
    with pytest.raises(PageError, match="is a folder: give the name of a file"):
        write(page, tmp_path)


def test_a_file_that_cannot_be_put_in_place_leaves_nothing(page: Page, tmp_path: Path) -> None:
    # A name at the limit of the file system: the temporary file's is beyond it.
    path = tmp_path / ("a" * 250 + ".html")
    with pytest.raises(PageError, match="could not be written"):
        write(page, path)
    assert list(tmp_path.iterdir()) == []


def test_a_written_page_is_as_open_as_other_files(page: Page, tmp_path: Path) -> None:
    write(page, tmp_path / "a.html")
    (tmp_path / "other").touch()
    assert (tmp_path / "a.html").stat().st_mode == (tmp_path / "other").stat().st_mode


def test_a_lone_surrogate_does_not_stop_the_page(page: Page) -> None:
    html = render(
        replace(page, title="half \ud83d", subgraph=Subgraph((Node("a\udc00", "Paper", {"title": "\ud800"}),)))
    )
    assert "\ufffd" in html
    html.encode()
