"""The HTML file: one page that needs nothing else, loads nothing, and runs only the scripts it came with."""

from __future__ import annotations

import base64
import gc
import hashlib
import json
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from cypher.result import Subgraph
from viz.chart import Chart
from viz.errors import NotWritten, PageError
from viz.limit import MAX_NODES, limited
from viz.network import evidence, network
from viz.packing import packed_edges, packed_nodes
from viz.table import Table, tables
from viz.whole import whole

#: Our scripts in the order they run in; each adds its part to `window.tiegraph`.
_SCRIPTS = (
    *("core.js", "bundles.js", "draw.js", "crowd.js", "panel.js", "graph.js", "search.js"),
    *("tables.js", "filters.js", "svg.js", "export.js", "page.js"),
)
#: Those that a page without a picture needs.
_SCRIPTS_WITHOUT_PICTURE = ("core.js", "tables.js", "page.js")

_DAY = re.compile(r"\b\d{4}-\d\d(?:-\d\d)?\b")
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True)
class Page:
    """What one page says.

    `question` ends in "?", `answer` is its answer in sentences, `searched` says what was searched and as of when,
    `caveats` what the answer does not claim. `layout` is `auto`, `columns` or `force` (`viz.layout`). All are plain
    texts: markup in them is shown, not obeyed. Without a `subgraph` the page has no picture at all; an empty one is
    said to be empty. Of a larger graph than `max_nodes` the page holds a part, says so, and opens with groups of all.
    `facts` (heading, text) and `chart` stand above the tables; `up` is the address and the name of the page that leads
    here; `search` adds a search over the rows to a page without a picture. `warnings` are what the reader must know
    with the answer, and stand right under it.
    """

    title: str
    question: str
    answer: tuple[str, ...]
    tables: tuple[Table, ...]
    subgraph: Subgraph | None
    searched: tuple[str, ...]
    caveats: tuple[str, ...]
    layout: str = "auto"
    warnings: tuple[str, ...] = ()
    max_nodes: int = MAX_NODES
    facts: tuple[tuple[str, str], ...] = ()
    chart: Chart | None = None
    up: tuple[str, str] | None = None
    search: bool = False


def render(page: Page) -> str:
    """The whole page as HTML. Raises `PageError` for an unknown layout."""
    with _without_collector():
        return _render(page)


@contextmanager
def _without_collector() -> Iterator[None]:
    """No search for cycles meanwhile: nearly all of a page's many small objects live until it is written, and looking
    through them over and over takes a third of the time (10,000 nodes, 30,000 edges: 2.5 s instead of 1.7 s).
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _render(page: Page) -> str:
    every = page.subgraph or Subgraph((), ())
    subgraph, left_out = limited(every, page.max_nodes)
    net, beside = network(subgraph, page.layout, every)
    style = _asset("page.css")
    if subgraph.nodes:
        scripts = [_vis_network(), *map(_asset, _SCRIPTS)]
    else:
        names = (*_SCRIPTS_WITHOUT_PICTURE, "rowsearch.js") if page.search else _SCRIPTS_WITHOUT_PICTURE
        scripts = [_asset(name) for name in names]
    environment = _environment()
    environment.globals |= {
        "page": page,
        "left_out": left_out,
        "tables": tables(page.tables, subgraph),
        "beside": beside,
        "evidence": evidence(subgraph),
        "policy": _policy(scripts, style),
        "style": Markup(style),
        "scripts": [Markup(script) for script in scripts],
    }
    # pyvis renders: its nodes, edges and options reach our template as its own would get them.
    net.templateEnv = environment
    net.path = "page.html.j2"
    # A lone surrogate has no place in UTF-8.
    return _SURROGATE.sub("\ufffd", net.generate_html())


@cache
def _environment() -> Environment:
    """Templates are compiled once; each page sets its own values."""
    environment = Environment(
        loader=PackageLoader("viz", "assets"), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    environment.filters |= {
        "json_data": json_data,
        "from_json": json.loads,
        "packed_nodes": packed_nodes,
        "packed_edges": packed_edges,
        "whole_days": _whole_days,
    }
    return environment


def _whole_days(text: str) -> Markup:
    """The text with its dates kept from breaking at their hyphens."""
    return Markup(_DAY.sub(r'<span class="day">\g<0></span>', str(escape(text))))


def write(page: Page, path: Path, *, force: bool = False) -> None:
    """Write the page as UTF-8. The file appears whole or not at all.

    Raises `PageError` where the folder is missing, the file exists (unless `force`) or it cannot be written.
    """
    if not path.parent.is_dir():
        raise PageError(f"The folder {path.parent} does not exist: create it, or choose another place for {path.name}.")
    if path.is_dir():
        raise PageError(f"{path} is a folder: give the name of a file, such as {path / 'answer.html'}.")
    if path.exists() and not force:
        raise PageError(f"{path} exists: choose another name, or overwrite it with --force (in Python: force=True).")
    html = render(page)
    try:
        with whole(path) as file:
            file.write(html.encode("utf-8"))
    except OSError as error:
        raise NotWritten(f"{path} could not be written: {error.strerror or error}.") from error


def json_data(value: Any) -> Markup:
    """JSON for a `<script type="application/json">`: nothing in it can end the element or open a comment.

    Raises TypeError or ValueError for what JSON does not have: values are put in words before they get here.
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return Markup(text)


def _policy(scripts: Sequence[str], style: str) -> str:
    """The Content-Security-Policy: nothing is loaded, and only these very scripts and this style count."""
    allowed = " ".join(map(_hash, scripts))
    return (
        f"default-src 'none'; script-src {allowed}; style-src {_hash(style)}; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


@cache
def _asset(name: str) -> str:
    return _inline(files("viz").joinpath("assets", name).read_text(encoding="utf-8"), name)


@cache
def _vis_network() -> str:
    """vis-network 9.1.2 with its licence, as pyvis ships it."""
    name = "templates/lib/vis-9.1.2/vis-network.min.js"
    text = files("pyvis").joinpath(name).read_text(encoding="utf-8")
    # Developer tools would fetch the source map.
    return _inline(re.sub(r"\n//# sourceMappingURL=.*\s*$", "\n", text), name)


def _inline(text: str, name: str) -> str:
    """A script or style as the browser will hash it. Raises ValueError where it would end its own element."""
    text = text.replace("\r\n", "\n")
    if re.search(r"</(script|style)|<!--", text, re.IGNORECASE):
        raise ValueError(f"{name} cannot stand inside a page as it is")
    return text
