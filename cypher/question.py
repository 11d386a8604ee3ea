"""A question as its file declares it, and what can be done with it before it is asked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cypher.errors import UsageError
from cypher.parameters import Parameter, literal, nearest
from cypher.sentences import sentence

COLUMN_TYPES = ("text", "integer", "number", "boolean", "date", "texts")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the answer. Columns that are not `shown` stay out of printed tables, not out of csv and pandas."""

    name: str
    meaning: str
    type: str
    shown: bool = True


@dataclass(frozen=True, slots=True)
class Split:
    """Rows with one of `headings` as their value of `column` stand in a table of their own under that heading.

    `none` says in words that no row has a value, for values of which a reader must be told.
    """

    column: str
    headings: Mapping[str, str]
    none: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Question:
    """One question as its file declares it. `statement` is what runs; `text` is the whole file."""

    id: str
    title: str
    question: str
    family: str
    since: str
    tags: tuple[str, ...]
    parameters: tuple[Parameter, ...]
    columns: tuple[Column, ...]
    sentence: str
    #: what to say where there are no rows
    when_empty: str
    caveats: tuple[str, ...]
    #: why the statement reads every node or relationship of a large kind; empty where it starts at an index
    scan: str
    split: Split | None
    #: ids of questions whose answers stand under this one
    beside: tuple[str, ...]
    statement: str
    text: str
    path: Path = field(compare=False)

    def bind(self, **values: Any) -> dict[str, Any]:
        """The statement's parameters: `values` converted, defaults for the rest.

        Raises `UsageError` for a parameter that the question does not have, a missing one, or a value that does not
        fit. The time-out is no parameter of a statement: see `cypher.parameters.shared()["timeout"]`.
        """
        names = [parameter.name for parameter in self.parameters]
        for name in values:
            if name not in names:
                raise UsageError(f"{self.id} has no parameter {name}; {nearest(name, names)}")
        return {
            parameter.name: parameter.value(values.get(parameter.name, parameter.default))
            for parameter in self.parameters
        }

    def shared_with(self, other: Question, values: Mapping[str, Any]) -> dict[str, Any]:
        """Those of `values` that `other` takes too: what to ask a question with that stands beside this one."""
        names = {parameter.name for parameter in other.parameters}
        return {name: value for name, value in values.items() if name in names}

    def labels(self, wanted: Iterable[str]) -> list[str]:
        """Those of `wanted` that the statement's patterns name."""
        return [label for label in wanted if re.search(rf"\(\w*\s*:\s*{label}\b", self.statement)]

    def say(self, row: Mapping[str, Any]) -> str:
        """One row in plain English."""
        return sentence(self.sentence, row)

    def browser_parameters(self, **values: Any) -> str:
        """The lines that set the parameters in Neo4j Browser; they are pasted before the statement."""
        return "".join(f":param {name} => {literal(value)};\n" for name, value in self.bind(**values).items())
