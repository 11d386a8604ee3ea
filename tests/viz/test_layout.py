"""Places: the same each time, in the column of their role, never on top of each other."""

from __future__ import annotations

import random
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cypher.result import Edge, Node, Subgraph
from viz.caption import captions_of
from viz.errors import PageError
from viz.geometry import Picture, spread
from viz.layout import picture
from viz.levels import levels
from viz.network import network


def _draw(subgraph: Subgraph, layout: str = "auto") -> Picture:
    return picture(subgraph, captions_of(subgraph), layout)


def _overlaps(drawn: Picture) -> list[tuple[str, str]]:
    boxes = sorted(drawn.boxes.items(), key=lambda item: item[1].y)
    return [
        (a, b)
        for (a, one), (b, two) in combinations(boxes, 2)
        if abs(one.x - two.x) < (one.width + two.width) / 2 - 0.01
        and abs(one.y - two.y) < (one.height + two.height) / 2 - 0.01
    ]


@pytest.mark.parametrize("layout", ["columns", "force"])
def test_the_same_subgraph_gives_the_same_picture(subgraph: Subgraph, layout: str) -> None:
    random.seed(1)
    first = _draw(subgraph, layout)
    random.seed(2)
    assert _draw(subgraph, layout) == first


def test_sides_get_columns_in_reading_order(subgraph: Subgraph) -> None:
    drawn = _draw(subgraph)
    assert drawn.layout == "columns"
    assert [band.title for band in drawn.bands] == [
        "List entries",
        "DPRK institutions",
        "Papers",
        "Partner institutions",
        "List entries",
        "Lists",
    ]
    x = {id: box.x for id, box in drawn.boxes.items()}
    paper = next(id for id in x if id.startswith("doi:"))
    assert (
        x["px-user-list/3"] < x["kp:example-north"] < x[paper] < x["ror:0aaaaaa01"] < x["px-trade-list/xx-northlight"]
    )


def test_bands_hold_their_nodes(subgraph: Subgraph) -> None:
    drawn = _draw(subgraph)
    for box in drawn.boxes.values():
        assert any(
            band.x <= box.x - box.width / 2
            and box.x + box.width / 2 <= band.x + band.width
            and band.y <= box.y - box.height / 2
            and box.y + box.height / 2 <= band.y + band.height
            for band in drawn.bands
        )


@pytest.mark.parametrize("layout", ["columns", "force"])
def test_cards_do_not_overlap(subgraph: Subgraph, layout: str) -> None:
    assert _overlaps(_draw(subgraph, layout)) == []


def test_authors_stand_between_their_papers_and_their_side() -> None:
    nodes = (
        Node("doi:1", "Paper", {"title": "A paper"}),
        Node("kp:a", "Institution", {"name": "A"}),
        Node("ror:b", "Institution", {"name": "B", "country": "XX"}),
        Node("doi:1#1", "Author", {"name": "One"}),
        Node("doi:1#2", "Author", {"name": "Two"}),
        Node("doi:1#3", "Author", {"name": "Three"}),
    )
    edges = (
        Edge("1", "doi:1", "kp:a", "LISTS", {"author_positions": [1, 3]}),
        Edge("2", "doi:1", "ror:b", "LISTS", {"author_positions": [2, 3]}),
        *(Edge(f"a{n}", f"doi:1#{n}", "doi:1", "AUTHORED", {"position": n}) for n in (1, 2, 3)),
    )
    found = levels(Subgraph(nodes, edges))
    assert [found[f"doi:1#{n}"] for n in (1, 2, 3)] == [0.5, 1.5, 1]


def test_without_a_dprk_side_the_picture_is_a_spring_layout() -> None:
    nodes = (Node("doi:1", "Paper", {"title": "A"}), Node("ror:b", "Institution", {"name": "B", "country": "XX"}))
    assert _draw(Subgraph(nodes, (Edge("1", "doi:1", "ror:b", "LISTS"),))).layout == "force"


def test_many_papers_become_chips_that_stay_with_their_pair() -> None:
    nodes = [Node("kp:a", "Institution", {"name": "A"})]
    edges = []
    for side in range(2):
        nodes.append(Node(f"ror:{side}", "Institution", {"name": f"P{side}", "country": "XX"}))
        for at in range(30):
            id = f"doi:{side}-{at}"
            nodes.append(Node(id, "Paper", {"title": "T", "year": 2000 + at % 20}))
            edges += [Edge(f"{id}k", id, "kp:a", "LISTS"), Edge(f"{id}r", id, f"ror:{side}", "LISTS")]
    drawn = _draw(Subgraph(tuple(nodes), tuple(edges)))
    assert _overlaps(drawn) == []
    heights = [[box.y for id, box in drawn.boxes.items() if id.startswith(f"doi:{side}-")] for side in range(2)]
    assert max(heights[0]) < min(heights[1]) or max(heights[1]) < min(heights[0])


def test_an_unknown_layout_is_refused(subgraph: Subgraph) -> None:
    with pytest.raises(PageError, match="no layout 'circle': use one of auto, columns, force"):
        _draw(subgraph, "circle")


@pytest.mark.parametrize("layout", ["auto", "columns", "force"])
@pytest.mark.parametrize("count", [0, 1, 300])
def test_isolated_nodes_have_places(layout: str, count: int) -> None:
    nodes = tuple(Node(f"ror:{n:03}", "Institution", {"name": f"I{n}"}) for n in range(count))
    drawn = _draw(Subgraph(nodes), layout)
    assert len(drawn.boxes) == count
    assert _overlaps(drawn) == []


def test_parallel_edges_and_loops_all_differ() -> None:
    nodes = (Node("a", "Institution", {"name": "A"}), Node("b", "Institution", {"name": "B"}))
    edges = tuple(Edge(f"{n:03}", *(("a", "b") if n % 3 else ("b", "a")), "PART_OF") for n in range(200))
    loops = tuple(Edge(f"loop{n}", "a", "a", "PART_OF") for n in range(3))
    net, _ = network(Subgraph(nodes, edges + loops), "force")
    curves = [(edge.get("smooth", {"type": "", "roundness": 0}), edge["from"] > edge["to"]) for edge in net.edges[:200]]
    # Clockwise from one end is counter-clockwise from the other.
    drawn = {
        ((curve["type"] == "curvedCW") != flipped and curve["type"] != "", curve["roundness"])
        for curve, flipped in curves
    }
    assert len(drawn) == 200
    assert len({edge["selfReference"]["size"] for edge in net.edges[200:]}) == 3


_LABELS = ["Institution", "Paper", "Author", "Designation", "ControlList", "Country", "Report", "Rule", "Topic"]
_TYPES = ["LISTS", "AUTHORED", "AFFILIATED_WITH", "TARGETS", "MAY_TARGET", "ON_LIST", "PART_OF", "NAMES", "LOCATED_IN"]


@st.composite
def _graphs(draw: st.DrawFn) -> Subgraph:
    labels = draw(st.lists(st.sampled_from(_LABELS), max_size=30))
    nodes = tuple(
        Node(f"{'kp:' if draw(st.booleans()) else 'ror:'}{at}", label, {"name": draw(st.text(max_size=60))})
        for at, label in enumerate(labels)
    )
    if not nodes:
        return Subgraph()
    ends = st.sampled_from([node.id for node in nodes])
    triples = draw(st.lists(st.tuples(ends, ends, st.sampled_from(_TYPES)), max_size=60))
    return Subgraph(nodes, tuple(Edge(str(at), *triple) for at, triple in enumerate(triples)))


@settings(max_examples=40, deadline=None)
@given(_graphs(), st.sampled_from(["auto", "columns", "force"]))
def test_any_graph_is_placed_whole_and_without_overlaps(subgraph: Subgraph, layout: str) -> None:
    drawn = _draw(subgraph, layout)
    assert drawn.boxes.keys() == {node.id for node in subgraph.nodes}
    assert _overlaps(drawn) == []
    # Authors in bundles have their places too.
    assert len(network(subgraph, layout)[0].nodes) == len(subgraph.nodes)


@given(st.lists(st.tuples(st.floats(-500, 500), st.floats(1, 80), st.floats(0, 20)), max_size=30))
def test_spread_keeps_order_and_gaps(items: list[tuple[float, float, float]]) -> None:
    wanted, sizes, gaps = ([item[at] for item in items] for at in range(3))
    found = spread(wanted, sizes, gaps)
    for at in range(1, len(found)):
        assert found[at] - found[at - 1] >= (sizes[at - 1] + sizes[at]) / 2 + gaps[at] - 1e-6


def test_an_institution_is_larger_the_more_papers_print_it(subgraph: Subgraph) -> None:
    papers = {"ror:0aaaaaa01": 6, "ror:0aaaaaa03": 2, "lst:px-trade-list/xx-placeholder-telecom": 2}
    drawn = _draw(subgraph)
    widths = [drawn.boxes[id].width for id in papers]
    assert widths[0] > widths[1] == widths[2]
    assert all(captions_of(subgraph)[id].sub.startswith(f"{count} papers · ") for id, count in papers.items())
    # Without cards the marks differ, and lines that count papers themselves.
    many = Subgraph((*subgraph.nodes, *(Node(f"a{at}", "Author", {}) for at in range(100))), subgraph.edges)
    sides = [_draw(many, "force").boxes[id].width for id in (*papers, "a1")]
    assert sides[0] > sides[1] == sides[2] > sides[3]
    edges = tuple(Edge(f"w{n}", f"a{n}", "ror:0aaaaaa01", "AFFILIATED_WITH", {"papers": n}) for n in (1, 4, 99))
    net, _ = network(Subgraph(many.nodes, edges), "force")
    assert [edge.get("width") for edge in net.edges] == [None, 3.3, 9.0]
