"""Graphs that are too large for one picture, and those that are odd: groups, limits, years, many edges at once."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace

import pytest
from playwright.sync_api import Page as Tab

from cypher.result import Edge, Node, Subgraph
from viz import Page, PageError, render
from viz.caption import captions_of
from viz.evidence import edge_facts, node_facts
from viz.groups import grouped
from viz.limit import limited
from viz.timeline import timeline

Open = Callable[..., Tab]


def _invented(bodies: int, papers: int, countries: tuple[str, ...] = ("XA", "XB", "KP")) -> Subgraph:
    """Institutions in turn of these countries; each paper prints the next two, so neighbours share papers."""
    draw = random.Random(7)
    nodes = [
        Node(f"ror:{at:09}", "Institution", {"name": f"Sample {at}", "country": countries[at % len(countries)]})
        for at in range(bodies)
    ]
    edges = []
    for at in range(papers):
        paper = Node(f"doi:10.99999/{at:06}", "Paper", {"title": f"Invented {at}", "doi": f"10.99999/{at:06}"})
        nodes.append(paper)
        for place, body in enumerate(draw.sample(range(bodies), 2)):
            printed = {"author_positions": [place], "raw_affiliations": [f"Sample {body}"], "bases": ["printed"]}
            edges.append(Edge(f"e{at:06}-{place}", paper.id, f"ror:{body:09}", "LISTS", printed))
    return Subgraph(tuple(sorted(nodes, key=lambda node: node.id)), tuple(edges))


def test_countries_gather_institutions_and_their_ties_count_papers() -> None:
    graph = _invented(60, 200)
    found = grouped(graph, captions_of(graph))
    assert (found.by, found.what) == ("countries", "papers")
    assert sorted(group.title for group in found.groups) == ["DPRK", "XA", "XB"]
    assert [len(group.members) for group in found.groups] == [20, 20, 20]
    # Counted the plain way: papers that print two countries.
    country = {node.id: node.properties.get("country") for node in graph.nodes}
    printed = [{country[edge.target] for edge in graph.edges if edge.source == node.id} for node in graph.nodes]
    assert sum(count for _, _, count in found.ties) == sum(len(countries) == 2 for countries in printed)


def test_without_countries_communities_gather_what_is_connected_and_one_group_the_rest() -> None:
    cliques = [[f"ror:{clique}{at}" for at in range(8)] for clique in "abc"]
    nodes = [Node(id, "Institution", {"name": id}) for id in [*(id for ids in cliques for id in ids), "ror:x", "ror:y"]]
    edges = [Edge(f"{a}{b}", a, b, "PART_OF") for ids in cliques for a in ids for b in ids if a < b]
    edges.append(Edge("bridge", "ror:a0", "ror:b0", "PART_OF"))
    graph = Subgraph(tuple(nodes), tuple(edges))
    random.seed(3)
    found = grouped(graph, captions_of(graph))
    assert sorted(map(sorted, (group.members for group in found.groups))) == [*cliques, ["ror:x", "ror:y"]]
    assert next(group.title for group in found.groups if "ror:x" in group.members) == "Tied to nothing here"
    assert [(count, found.what) for _, _, count in found.ties] == [(1, "edges")]
    random.seed(4)
    assert grouped(graph, captions_of(graph)) == found


def test_a_limit_keeps_what_matters_and_says_what_is_gone(page: Page, subgraph: Subgraph) -> None:
    kept, said = limited(subgraph, 12)
    assert "holds 12 of 22 nodes" in said
    assert "Papers 9" in said
    assert "Partner institutions 1" in said
    assert "--max-nodes" in said
    assert {node.id for node in kept.nodes} >= {"kp:example-north", "px-user-list/3", "px-trade-list"}
    assert said in render(replace(page, max_nodes=12)).replace("&#39;", "'")
    assert limited(subgraph, 22) == (subgraph, "")
    with pytest.raises(PageError, match="--max-nodes must be 1 or more"):
        limited(subgraph, 0)


def test_years_have_a_lane_for_each_partner_with_its_papers_and_listings(subgraph: Subgraph) -> None:
    drawn = timeline(subgraph, captions_of(subgraph))
    assert drawn is not None
    assert [band.title for band in drawn.bands] == [str(year) for year in range(2014, 2023)]
    at = drawn.boxes
    # Northlight was listed in June 2016: what stands left of its entry came before.
    lane = [at["ror:0aaaaaa01"], at["px-trade-list/xx-northlight"], at["doi:10.99999/fictional.2014.0"]]
    assert max(box.y for box in lane) - min(box.y for box in lane) < at["ror:0aaaaaa01"].height / 2
    assert at["ror:0aaaaaa01"].x < at["doi:10.99999/fictional.2014.0"].x < at["px-trade-list/xx-northlight"].x
    assert at["px-trade-list/xx-northlight"].x == pytest.approx(at["doi:10.99999/fictional.2016.1"].x)
    assert max(box.x for id, box in at.items() if id.startswith("doi:")) < at["kp:example-north"].x
    boxes = list(at.values())
    for one, two in ((a, b) for a in boxes for b in boxes if a is not b):
        assert abs(one.x - two.x) >= (one.width + two.width) / 2 or abs(one.y - two.y) >= (one.height + two.height) / 2


def test_a_page_of_too_many_opens_with_countries_and_leads_into_one(open_page: Open, page: Page) -> None:
    graph = _invented(60, 900)
    tab = open_page(replace(page, subgraph=graph, max_nodes=400))
    assert tab.evaluate("tiegraph.view()") == "groups"
    assert "holds 400 of 960 nodes" in tab.locator(".left-out").first.inner_text()
    assert tab.evaluate("tiegraph.drawn().map((at) => tiegraph.data.nodes[at].label).sort()") == ["DPRK", "XA", "XB"]
    tab.evaluate("tiegraph.select(tiegraph.find('group:0'))")
    assert tab.locator("#panel h2").inner_text() in ("DPRK", "XA", "XB")
    assert "20" in tab.locator("#panel .count").inner_text()
    tab.locator("#open-group").click()
    assert tab.evaluate("tiegraph.view()") == "papers"
    shown = tab.evaluate("tiegraph.data.nodes.filter(({ id, hidden }) => !hidden && id < tiegraph.data.real).length")
    assert 20 < shown <= 400
    again = open_page(replace(page, subgraph=graph, max_nodes=400), tab.evaluate("location.hash"))
    hidden = "tiegraph.data.nodes.filter(({ id, hidden }) => hidden && id < tiegraph.data.real).length"
    assert again.evaluate(hidden) == tab.evaluate(hidden)
    tab.get_by_role("button", name="Back to all groups").click()
    assert tab.evaluate("tiegraph.view()") == "groups"
    assert tab.evaluate(hidden) == 0


def test_many_marks_are_drawn_in_batches_and_answer_like_the_others(open_page: Open, page: Page) -> None:
    graph = _invented(60, 900)
    tab = open_page(replace(page, subgraph=graph), "#view=papers")
    # vis-network holds the marks, and no edge.
    held = "(({ nodes, edges }) => [nodes.length, edges.length])(tiegraph.network.body.data)"
    assert tab.evaluate(held) == [960, 0]
    # A click half-way along an edge opens that edge, one on a mark that mark.
    spot = """(x, y) => { const stage = document.getElementById("stage");
        stage.scrollIntoView({ block: "center" });
        const box = stage.getBoundingClientRect(), at = tiegraph.network.canvasToDOM({ x, y });
        return { x: box.left + at.x, y: box.top + at.y }; }"""
    longest = """(() => { const { nodes, edges, own } = tiegraph.data;
        const far = ({ from, to }) => Math.hypot(nodes[from].x - nodes[to].x, nodes[from].y - nodes[to].y);
        return edges.slice(0, own).reduce((best, edge) => (far(edge) > far(best) ? edge : best)).id; })()"""
    edge = tab.evaluate(longest)
    middle = """(id) => { const { nodes, edges } = tiegraph.data, { from, to } = edges[id];
        const half = (axis) => (nodes[from][axis] + nodes[to][axis]) / 2;
        return tiegraph.crowd.edgeAt({ x: half("x"), y: half("y") }); }"""
    assert tab.evaluate(middle, edge) == edge
    place = tab.evaluate(f"({spot})(...(() => {{ const {{ x, y }} = tiegraph.data.nodes[5]; return [x, y]; }})())")
    tab.mouse.click(place["x"], place["y"])
    tab.wait_for_selector("#panel h2")
    assert tab.evaluate("tiegraph.draw.state.selected") is not None
    tab.keyboard.press("Escape")
    # What the page packs is what Python said of each node and edge.
    facts = tab.evaluate("Array.from({ length: tiegraph.data.real }, (_, at) => tiegraph.data.facts(at))")
    doubts = "What else could explain this"
    assert [[fact for fact in said if fact[1] != doubts] for said in facts] == [node_facts(n) for n in graph.nodes]
    paper = {node.id: node for node in graph.nodes}
    assert tab.evaluate(
        "tiegraph.data.edges.slice(0, tiegraph.data.own).map(({ id }) => tiegraph.data.edgeFacts(id))"
    ) == [[list(fact) for fact in edge_facts(edge, paper[edge.source])] for edge in graph.edges]
    # Every edge is in the picture that leaves the page; fewer are drawn while it moves.
    lines = '(svg.match(/<path d="[^"]*"/g) || []).join(\'\').match(/L/g).length'
    assert tab.evaluate(f"(() => {{ const svg = tiegraph.exports.svg(); return {lines}; }})()") >= len(graph.edges)


@pytest.mark.parametrize("what", ["alone", "one", "loops", "twins", "nameless"])
def test_odd_graphs_open_and_can_be_selected(open_page: Open, page: Page, what: str) -> None:
    a, b = (Node(f"ror:{at}", "Institution", {} if what == "nameless" else {"name": at}) for at in "ab")
    graphs = {
        "alone": Subgraph(tuple(Node(f"ror:{at:06}", "Institution", {"name": f"S {at}"}) for at in range(20_000))),
        "one": Subgraph((a,)),
        "loops": Subgraph((a, b), tuple(Edge(f"l{at}", "ror:a", "ror:a", "PART_OF") for at in range(30))),
        "twins": Subgraph((a, b), tuple(Edge(f"t{at}", "ror:a", "ror:b", "PART_OF") for at in range(200))),
        "nameless": Subgraph((a, b), (Edge("e", "ror:a", "ror:b", "", {}),)),
    }
    tab = open_page(replace(page, subgraph=graphs[what], tables=()))
    assert tab.evaluate("tiegraph.data.real") == min(10_000, len(graphs[what].nodes))
    if what == "alone":
        assert "10,000 of 20,000 nodes" in tab.locator(".left-out").first.inner_text()
        assert tab.evaluate("tiegraph.data.nodes.at(-1).sub") == "20,000 nodes"
    else:
        tab.evaluate("tiegraph.select(0)")
        assert tab.locator("#panel h2").inner_text() == ("ror:a" if what == "nameless" else "a")
    if what == "twins":
        assert tab.locator("#panel .count").inner_text() == "200"
