"""Authors are gathered into bundles and shown one by one on demand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from playwright.sync_api import Page as Tab

from cypher.result import Edge, Node, Subgraph
from viz import Page
from viz.bundles import bundled

Open = Callable[..., Tab]


def _signed(subgraph: Subgraph) -> Subgraph:
    """The fictional answer with twelve authors: five a side of one pair's papers, one who joins two, one apart."""
    papers = {node.id.rsplit(".", 1)[1]: node.id for node in subgraph.nodes if node.label == "Paper"}
    signs = [*((f"n{at}", "3", 1) for at in range(5)), *((f"p{at}", "3", 2) for at in range(5))]
    signs += [("both", "3", 2), ("both", "7", 2), ("alone", "4", 1)]
    nodes = [
        Node(f"mention#{name}", "Author", {"name": f"Fictional {name}"}) for name in dict.fromkeys(s[0] for s in signs)
    ]
    homes = {
        (edge.source, edge.properties["author_positions"][0]): edge.target
        for edge in subgraph.edges
        if edge.type == "LISTS"
    }
    edges = [
        Edge(f"a{at}", f"mention#{name}", papers[paper], "AUTHORED", {"position": 10 * place + at, "raw_name": name})
        for at, (name, paper, place) in enumerate(signs)
    ]
    told = [
        Edge(f"w{at}", f"mention#{name}", homes[papers[paper], place], "AFFILIATED_WITH", {})
        for at, (name, paper, place) in enumerate(signs)
    ]
    return Subgraph((*subgraph.nodes, *nodes), (*subgraph.edges, *edges, *told))


def test_authors_of_one_side_of_a_pair_are_one_bundle(subgraph: Subgraph) -> None:
    found = bundled(_signed(subgraph))
    members = sorted(found.members.values())
    assert members == [tuple(f"mention#{side}{at}" for at in range(5)) for side in "np"]
    left = {node.id for node in found.graph.nodes if node.label == "Author"}
    assert left == {"mention#both", "mention#alone", *found.members}
    ids = {node.id for node in found.graph.nodes}
    assert all(edge.source in ids and edge.target in ids for edge in found.graph.edges)
    # Few authors are shown as they are.
    assert bundled(subgraph).members == {}


@pytest.mark.parametrize("layout", ["columns", "force"])
def test_a_bundle_unfolds_where_it_stands_and_folds_again(open_page: Open, page: Page, layout: str) -> None:
    graph = _signed(page.subgraph)
    tab = open_page(replace(page, subgraph=graph, layout=layout))
    drawn = "tiegraph.drawn().map((at) => tiegraph.data.ids[at]).filter((id) => /mention|bundle/.test(id)).sort()"
    folded = ["bundle:0", "bundle:1", "mention#alone", "mention#both"]
    assert tab.evaluate(drawn) == folded
    assert tab.locator("#list summary").inner_text().endswith(f"({len(graph.nodes)})")
    tab.evaluate("tiegraph.select(tiegraph.find('bundle:1'))")
    assert tab.locator("#panel h2").inner_text() == "5 authors"
    assert tab.locator("#panel .links").first.locator("button").count() == 5
    tab.locator("#unfold").click()
    assert tab.evaluate(drawn) == ["bundle:0", "mention#alone", "mention#both", *(f"mention#p{at}" for at in range(5))]
    # Nothing stands over anything else.
    assert tab.evaluate(
        """tiegraph.drawn().map((at) => tiegraph.data.nodes[at]).every((a, at, all) => all.slice(at + 1).every((b) =>
          Math.abs(a.x - b.x) >= (a.w + b.w) / 2 - 0.5 || Math.abs(a.y - b.y) >= (a.h + b.h) / 2 - 0.5))"""
    )
    tab.locator("#fold").click()
    assert tab.evaluate(drawn) == folded
    # What leads to a person unfolds: a link, the list, a table.
    tab.evaluate("tiegraph.select(tiegraph.find('mention#n3'))")
    assert "mention#n3" in tab.evaluate(drawn)
    assert tab.locator("#panel h2").inner_text() == "Fictional n3"
    tab.keyboard.press("Escape")
    tab.get_by_label("Last year").focus()
    tab.keyboard.press("Home")
    hidden = (
        "tiegraph.data.nodes.filter(({ id, hidden }) => hidden && tiegraph.data.ids[id].startsWith('bundle')).length"
    )
    assert tab.evaluate(hidden) == 2
