"""What `tiegraph browser` writes, in the real Neo4j Browser of the local server."""

from __future__ import annotations

import importlib.util
import io
import threading
import zipfile
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from playwright.sync_api import Browser, expect

from cypher.catalogue import FAMILIES, catalogue
from cypher.client import Client
from cypher.errors import UsageError
from cypher.model import EXTRA_LABELS, NODE, RELATIONSHIP
from tiegraph.browser import favourites, grass, serve
from tiegraph.browser.kit import FAVOURITES, GUIDE, STYLE, make
from tiegraph.local import Instance
from viz.style import LOOKS, kind

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def hands() -> ModuleType:
    """`scripts/neo4j_browser.py`, which also takes the picture for the documentation."""
    spec = importlib.util.spec_from_file_location("neo4j_browser", ROOT / "scripts" / "neo4j_browser.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def served() -> Iterator[tuple[dict[str, bytes], str]]:
    """The files for the practice world, and where they are served."""
    made: dict[str, bytes] = {}
    web = serve.server(made, 0)
    where = f"http://localhost:{web.server_address[1]}"
    made |= make({"list": "any"}, where)
    threading.Thread(target=web.serve_forever, daemon=True).start()
    yield made, where
    web.shutdown()
    web.server_close()


def test_the_headline_is_asked_from_favourites_and_drawn_in_our_style(
    chromium: Browser,
    server: Instance,
    practice: Client,
    served: tuple[dict[str, bytes], str],
    hands: ModuleType,
) -> None:
    made, where = served
    context = chromium.new_context(viewport={"width": 1500, "height": 950}, reduced_motion="reduce")
    desk = hands.Desk(context.new_page(), server)
    frame = hands.ask_headline(desk, made, where)

    question = catalogue()["listed-to-dprk"]
    graph = practice.read(question.statement, question.bind(list="any")).subgraph
    drawn = frame.locator("svg g.node circle.b-outline")
    expect(drawn).to_have_count(len(graph.nodes))
    looks = sorted(
        tuple(circle.get_attribute(name) for name in ("fill", "stroke", "stroke-width")) for circle in drawn.all()
    )
    listed = (LOOKS["designation"].light[1], "7px")
    expected = [
        (fill, *(listed if node.also else (border, "2px")))
        for node in graph.nodes
        for fill, border, _ in [LOOKS[kind(node) if node.label != "Institution" else "institution"].light]
    ]
    assert looks == sorted(expected)
    assert any(node.also for node in graph.nodes)
    captions = " ".join(" ".join(frame.locator("svg g.node text.caption").all_text_contents()).split())
    assert "Moonhill Practice University" in captions

    desk.run(f":guide {where}/{GUIDE}")
    drawer = desk.tab.locator("[data-testid=guidesDrawer]")
    expect(drawer).to_contain_text("Set up, once")
    expect(drawer.locator("pre.runnable").first).to_have_text(f":style {where}/{STYLE}")
    context.close()


def test_the_zip_holds_the_question_files_unchanged_and_sets_every_parameter() -> None:
    made = make({}, "http://localhost:1")
    assert made == make({}, "http://localhost:1")
    with zipfile.ZipFile(io.BytesIO(made[FAVOURITES])) as archive:
        held = {name: archive.read(name).decode() for name in archive.namelist()}
    first, defaults = next(iter(held.items()))
    assert first == "tiegraph/set defaults.cypher"
    assert defaults.startswith("// set defaults\n:param list => ")
    for question in catalogue().values():
        assert held[f"tiegraph {FAMILIES[question.family]}/{question.id}.cypher"] == question.path.read_text(
            encoding="utf-8"
        )
        set_ = {line.split()[1] for line in defaults.splitlines()[1:]}
        assert {one.name for one in question.parameters} <= set_
        own = held.get(f"tiegraph {FAMILIES[question.family]}/{question.id} set.cypher", "").splitlines()[1:]
        bound = question.bind(
            **{one.name: favourites.values()[one.name] or "orcid:x" for one in question.parameters if one.required}
        )
        stated = favourites.values() | favourites.own_values(question)
        assert len(own) == len(favourites.own_values(question))
        # A person or a paper to ask about is nobody's default.
        unset = {one.name for one in question.parameters if one.required and stated[one.name] is None}
        assert all(stated[one.name] == bound[one.name] for one in question.parameters if one.name not in unset)
    assert favourites.own_values(catalogue()["share-with-country"], {"country": "DE"}) == {}
    with pytest.raises(UsageError, match="did you mean list"):
        favourites.values({"lst": "any"})


def test_the_style_sheet_has_a_rule_for_everything_and_the_second_label_last() -> None:
    rules = [line.removesuffix(" {") for line in grass.style_sheet().splitlines() if line.endswith("{")]
    assert rules == [
        *(f"node.{name}" for name in [*NODE, *EXTRA_LABELS]),
        *(f"relationship.{name}" for name in RELATIONSHIP),
    ]


def test_a_port_that_is_taken_is_a_sentence(served: tuple[dict[str, bytes], str]) -> None:
    port = int(served[1].rpartition(":")[2])
    with pytest.raises(serve.CannotServe, match=f"Port {port} cannot be had"):
        serve.server(served[0], port)
