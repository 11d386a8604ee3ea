"""The project's own statements, one per file: what the loaders write and what the commands look up.

A statement that is the same for every label or relationship type is kept once, with `__Label__`, `__key__` … in place
of names that Cypher does not take as parameters. Only names declared in `cypher.model` can be put there.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from cypher.model import NODE, RELATIONSHIP


@cache
def statement(name: str, label: str = "", type: str = "") -> str:
    """The text of `cypher/statements/<name>.cypher`, with the names of a declared label or relationship type filled in.

    Raises KeyError for a label or type that the model does not declare.
    """
    text = files(__name__).joinpath(f"{name}.cypher").read_text(encoding="utf-8")
    if label:
        text = text.replace("__Label__", label).replace("__key__", NODE[label].key)
    if type:
        declared = RELATIONSHIP[type]
        places = ", ".join(f"{place}: row.{place}" for place in declared.key)
        text = (
            text.replace("__TYPE__", type)
            .replace("__Start__", declared.start)
            .replace("__start_key__", NODE[declared.start].key)
            .replace("__End__", declared.end)
            .replace("__end_key__", NODE[declared.end].key)
            .replace(" {__place__}", f" {{{places}}}" if places else "")
        )
    return text
