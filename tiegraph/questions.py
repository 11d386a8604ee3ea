"""The catalogue as functions: `kb.questions.listed_to_dprk(list="any")`, for completion and help in a notebook."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

from cypher.catalogue import catalogue
from cypher.parameters import Parameter, ParameterType
from cypher.parameters import shared as shared_parameters
from cypher.question import Question

if TYPE_CHECKING:
    from tiegraph.answer import Answer
    from tiegraph.knowledge import KnowledgeBase

_TYPES = {
    ParameterType.DATE: date,
    ParameterType.INTEGER: int,
    ParameterType.SECONDS: float,
    ParameterType.BOOLEAN: bool,
}
#: What every question takes beside its own parameters, with `ask`'s defaults.
_OF_ASK = {"timeout": None, "beside": True, "redistributable": False}


class Questions:
    """One method a question, named by its id with `_` for `-`; signature and docstring are those of its file."""

    def __init__(self, kb: KnowledgeBase) -> None:
        self._kb = kb

    def __dir__(self) -> list[str]:
        return [_name(id) for id in catalogue()]

    def __getattr__(self, name: str) -> Callable[..., Answer]:
        found = next((one for id, one in catalogue().items() if _name(id) == name), None)
        if found is None:
            raise AttributeError(f"There is no question {name!r}: dir(kb.questions) lists them.")
        return _function(self._kb, found)


def _name(id: str) -> str:
    return id.replace("-", "_")


def _function(kb: KnowledgeBase, asked: Question) -> Callable[..., Answer]:
    def ask(**given: Any) -> Answer:
        return kb.ask(asked.id, **given)

    own = [_parameter(one) for one in asked.parameters]
    # Those without a default first.
    own.sort(key=lambda one: one.default is not inspect.Parameter.empty)
    common = [inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=_OF_ASK[name]) for name in _OF_ASK]
    ask.__name__ = ask.__qualname__ = _name(asked.id)
    ask.__doc__ = _doc(asked)
    ask.__signature__ = inspect.Signature([*own, *common], return_annotation="Answer")  # type: ignore[attr-defined]
    return ask


def _parameter(one: Parameter) -> inspect.Parameter:
    type_ = _TYPES.get(one.type, str)
    return inspect.Parameter(
        one.name,
        inspect.Parameter.KEYWORD_ONLY,
        default=inspect.Parameter.empty if one.required else one.default,
        annotation=type_ | None if not one.required and one.default is None else type_,
    )


def _doc(asked: Question) -> str:
    lines = [asked.question, "", f"{asked.title}.", "", "Parameters:"]
    lines += [f"    {one.name}: {' '.join(one.help.split())}" for one in asked.parameters]
    lines += [f"    timeout: {shared_parameters()['timeout'].help}", "", "Columns:"]
    lines += [f"    {one.name}: {one.meaning}." for one in asked.columns]
    lines += ["", "What the answer does not say:"]
    lines += [f"    {text}" for text in asked.caveats]
    return "\n".join(lines)
