"""The formats that an answer can be written in, by the name that the command line gives them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tiegraph.answer import Answer


@dataclass(frozen=True, slots=True)
class Format:
    """`suffix` is the usual ending of its files. `draws` says that it holds the graph of the answer."""

    suffix: str
    draws: bool = False
    #: rows are written as they come, and nothing else
    streams: bool = False
    #: not text: it makes no sense on a terminal
    binary: bool = False


FORMATS: dict[str, Format] = {
    "table": Format(".txt"),
    "text": Format(".txt"),
    "csv": Format(".csv", streams=True),
    "json": Format(".json"),
    "jsonl": Format(".jsonl", streams=True),
    "md": Format(".md"),
    "xlsx": Format(".xlsx", binary=True),
    "html": Format(".html", draws=True),
    "graphml": Format(".graphml", draws=True),
    "gexf": Format(".gexf", draws=True),
    "cypher": Format(".cypher", draws=True),
}


def format_of(suffix: str) -> str:
    """The format of files that end so; `table` for any other."""
    return next((name for name, one in FORMATS.items() if one.suffix == suffix.lower()), "table")


def content(answer: Answer, form: str) -> bytes:
    """An answer in a format that neither streams nor needs to know a terminal's width. Raises KeyError for another."""
    return _CONTENT[form](answer)


def _text(answer: Answer) -> bytes:
    from tiegraph.render.text import text

    return text(answer).encode()


def _markdown(answer: Answer) -> bytes:
    from tiegraph.render.text import markdown

    return markdown(answer).encode()


def _json(answer: Answer) -> bytes:
    from tiegraph.render.export import json_text

    return json_text(answer).encode()


def _xlsx(answer: Answer) -> bytes:
    from tiegraph.render.workbook import workbook

    return workbook(answer)


def _html(answer: Answer) -> bytes:
    from tiegraph.page import page
    from viz import render

    return render(page(answer, "none")).encode()


def _graphml(answer: Answer) -> bytes:
    from tiegraph.render.graph_files import graphml

    return graphml(answer.graph)


def _gexf(answer: Answer) -> bytes:
    from tiegraph.render.graph_files import gexf

    return gexf(answer.graph)


def _cypher(answer: Answer) -> bytes:
    from tiegraph.render.script import script

    about = (answer.question.title, answer.question.question, answer.empty or answer.summary, *answer.caveats)
    return script(answer.graph, about).encode()


_CONTENT: dict[str, Callable[[Answer], bytes]] = {
    "text": _text,
    "md": _markdown,
    "json": _json,
    "xlsx": _xlsx,
    "html": _html,
    "graphml": _graphml,
    "gexf": _gexf,
    "cypher": _cypher,
}
