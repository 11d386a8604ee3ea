"""What an article claims, read from `data/claims`: the figure as published, and the question that counts the same here.

`claims.csv` is built by `scripts.build_data`; `data/README.md` says what each column holds and where it comes from.
"""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from cypher.catalogue import question
from cypher.errors import UsageError
from cypher.parameters import ParameterType
from cypher.question import Question
from loader import reading
from loader.errors import SourceError
from loader.records import Rejected
from tiegraph.demo import data_folder
from tiegraph.report.measure import Measure, measure

ARTICLE_COLUMNS = (
    "id", "title", "publisher", "studies", "database", "home", "first_year", "last_year", "topic", "note",
)  # fmt: skip
CLAIM_COLUMNS = (
    "id", "article", "study", "claim", "published", "value", "named", "question", "parameters", "measure", "differs",
    "sources", "confidence",
)  # fmt: skip
FOLDER = "claims"
_INFERRED = "include_inferred"


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement of an article. Without `asked` a graph of papers cannot answer it, for the reason in `differs`."""

    id: str
    #: day of the study that states it
    study: str
    claim: str
    published: str
    #: the figure as a number, where it is one
    value: int | None
    #: ids or codes of what the article names, each with its name, where it names things
    named: Mapping[str, str]
    asked: Question | None
    parameters: dict[str, Any]
    measure: Measure | None
    differs: str
    sources: tuple[str, ...]
    confidence: str


@dataclass(frozen=True, slots=True)
class Article:
    """A publication with its claims, in its own order."""

    id: str
    title: str
    publisher: str
    studies: tuple[str, ...]
    database: str
    home: str
    first_year: int
    last_year: int
    #: as the questions take it; empty where the article is about all topics
    topic: str
    note: str
    claims: tuple[Claim, ...]

    def including_inferred(self) -> Article:
        """The same with every question that can be, asked of affiliations too that were only inferred."""
        return replace(self, claims=tuple(map(_with_inferred, self.claims)))


def articles(folder: Path | None = None) -> dict[str, Article]:
    """All articles by id. Raises `SourceError`, with file and line, where a table is not right."""
    there = folder or data_folder() / FOLDER
    claims: dict[str, list[Claim]] = {}
    for line, row in _rows(there / "claims.csv", CLAIM_COLUMNS):
        try:
            claims.setdefault(row["article"], []).append(_claim(row))
        except (UsageError, ValueError) as error:
            raise SourceError(f"{there / 'claims.csv'}, line {line}: {error}") from error
    found = {}
    for line, row in _rows(there / "articles.csv", ARTICLE_COLUMNS):
        if row["id"] not in claims:
            raise SourceError(f"{there / 'articles.csv'}, line {line}: no claim is of {row['id']!r}: add one.")
        found[row["id"]] = Article(
            **{name: row[name] for name in ("id", "title", "publisher", "database", "home", "topic", "note")},
            studies=reading.values(row["studies"]),
            first_year=int(row["first_year"]),
            last_year=int(row["last_year"]),
            claims=tuple(claims.pop(row["id"])),
        )
    if claims:
        raise SourceError(f"{there / 'articles.csv'} does not describe {', '.join(sorted(claims))}: add a line.")
    return found


def _rows(path: Path, columns: tuple[str, ...]) -> list[tuple[int, dict[str, str]]]:
    found = []
    for item in reading.table(path, columns):
        if isinstance(item, Rejected):
            raise SourceError(f"{path}, line {item.line}: {item.reason}.")
        found.append(item)
    return found


def _claim(row: dict[str, str]) -> Claim:
    asked = question(row["question"]) if row["question"] else None
    if bool(asked) != bool(row["measure"]) or (row["parameters"] and not asked):
        raise ValueError("question, parameters and measure go together.")
    counted = measure(row["measure"]) if asked else None
    given = dict(_given(part) for part in row["parameters"].split(";") if part.strip())
    if asked and counted:
        asked.bind(**given)
        columns = {column.name for column in asked.columns}
        if unknown := sorted(counted.columns - columns):
            raise ValueError(f"{asked.id} has no column {', '.join(unknown)}.")
    return Claim(
        **{name: row[name] for name in ("id", "study", "claim", "published", "differs", "confidence")},
        value=int(row["value"]) if row["value"] else None,
        named=dict(map(_named, reading.values(row["named"]))),
        asked=asked,
        parameters=given,
        measure=counted,
        sources=reading.values(row["sources"]),
    )


def _named(text: str) -> tuple[str, str]:
    """`Name [id]`, or a code that is its own name."""
    name, bracket, rest = text.partition(" [")
    return (rest.removesuffix("]"), name) if bracket else (text, text)


def _given(part: str) -> tuple[str, str]:
    name, equals, value = (piece.strip() for piece in part.partition("="))
    if not equals or not name or not value:
        raise ValueError(f"{part.strip()!r} is not of the form name=value.")
    return name, value


def _with_inferred(claim: Claim) -> Claim:
    names = [parameter.name for parameter in claim.asked.parameters] if claim.asked else []
    return replace(claim, parameters={**claim.parameters, _INFERRED: "true"}) if _INFERRED in names else claim


def command(claim: Claim) -> str:
    """What asks the claim's question at a terminal; empty where there is none."""
    if claim.asked is None:
        return ""
    types = {parameter.name: parameter.type for parameter in claim.asked.parameters}
    words = ["tiegraph", "ask", claim.asked.id]
    for name, value in claim.parameters.items():
        option = f"--{name.replace('_', '-')}"
        words += [option] if types[name] is ParameterType.BOOLEAN else [option, value]
    return shlex.join(words)
