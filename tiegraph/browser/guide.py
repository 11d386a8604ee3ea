"""The guide that Neo4j Browser shows beside the questions: `:guide ADDRESS`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from cypher.catalogue import STANDING_CAVEATS, by_family, catalogue
from cypher.parameters import literal
from tiegraph.browser.favourites import EXAMPLES, SET_DEFAULTS

#: What people change first.
_FIRST = {"list": "any", "topic": ["deep learning"], **{name: EXAMPLES[name] for name in ("institution", "other")}}


def guide(address: str, names: Mapping[str, str]) -> str:
    """The guide as HTML, a slide for each step and each family.

    `address` is where it is served, `names` the names of the files beside it: `favourites`, `style`.
    """
    environment = Environment(
        loader=PackageLoader("tiegraph.browser", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    slides: dict[str, list[dict[str, Any]]] = {}
    for title, members in by_family().items():
        for question in members:
            needs = [one.name for one in question.parameters if one.required]
            slides.setdefault(title, []).append(
                {"title": question.title, "question": question.question, "needs": needs}
            )
    return environment.get_template("guide.html.j2").render(
        address=address,
        **names,
        set_defaults=SET_DEFAULTS,
        headline=catalogue()["listed-to-dprk"],
        examples=[f":param {name} => {literal(value)}" for name, value in _FIRST.items()],
        caveats=STANDING_CAVEATS,
        families=slides,
    )
