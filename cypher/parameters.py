"""Parameters of questions: their declared types, the values a user may give, and the ones that questions share."""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from cypher.errors import UsageError

_LIST_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_INSTITUTION_ID = re.compile(r"(?:ror|kp|openalex|lst|cur):\S+")
_AUTHOR_ID = re.compile(r"(?:orcid|openalex|doi|pmid|pmcid|arxiv|cur):\S+")
_RULE_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_COUNTRY = re.compile(r"[A-Za-z]{2}")


class ParameterType(StrEnum):
    """What a value may be. The types named after a kind of node hold its id; `terms` are search terms."""

    TEXT = "text"
    TERMS = "terms"
    DATE = "date"
    INTEGER = "integer"
    SECONDS = "seconds"
    BOOLEAN = "boolean"
    LIST = "list"
    INSTITUTION = "institution"
    AUTHOR = "author"
    RULE = "rule"
    COUNTRY = "country"
    CHOICE = "choice"


class DeclarationError(ValueError):
    """A parameter is declared wrongly; the text says how, the catalogue adds where."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """A declared parameter. Without `required`, `default` stands where no value is given; None means "not set"."""

    name: str
    type: ParameterType
    help: str
    default: Any = None
    required: bool = False
    choices: tuple[str, ...] = ()
    #: named sets of search terms, for `terms`
    vocabularies: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def value(self, given: Any) -> Any:
        """`given` as the statement takes it: str, int, bool, date, list of str, or None. Raises `UsageError`.

        Texts are accepted for every type, as a command line gives them.
        """
        if given is None:
            if self.required:
                raise UsageError(f"{self.name} is not given: {self.help}")
            return None
        return _CONVERT[self.type](self, given)


def declared(name: str, facts: Mapping[str, Any]) -> Parameter:
    """A parameter from its declaration (type, help, default, choices, vocabularies). Raises `DeclarationError`."""
    unknown = sorted(set(facts) - {"type", "help", "default", "choices", "vocabularies"})
    if unknown:
        raise DeclarationError(f"parameter {name} declares {', '.join(unknown)}, which means nothing")
    missing = [fact for fact in ("type", "help") if not facts.get(fact)]
    if missing:
        raise DeclarationError(f"parameter {name} lacks {' and '.join(missing)}")
    if facts["type"] not in list(ParameterType):
        raise DeclarationError(f"parameter {name} has type {facts['type']!r}, none of {', '.join(ParameterType)}")
    parameter = Parameter(
        name=name,
        type=ParameterType(facts["type"]),
        help=str(facts["help"]),
        required="default" not in facts,
        choices=tuple(facts.get("choices", ())),
        vocabularies={key: tuple(terms) for key, terms in facts.get("vocabularies", {}).items()},
    )
    if bool(parameter.choices) != (parameter.type is ParameterType.CHOICE):
        raise DeclarationError(f"parameter {name}: choices and the type choice go together")
    return parameter if parameter.required else with_default(parameter, facts["default"])


def with_default(parameter: Parameter, default: Any) -> Parameter:
    """The same parameter with another default. Raises `DeclarationError` where it is not of the type."""
    try:
        replace(parameter, required=False).value(default)
    except UsageError as error:
        raise DeclarationError(f"the default of parameter {parameter.name} does not fit: {error}") from error
    return replace(parameter, required=False, default=default)


@cache
def shared() -> dict[str, Parameter]:
    """The parameters of `parameters.yaml`, by name."""
    facts = yaml.safe_load(files("cypher").joinpath("parameters.yaml").read_text(encoding="utf-8"))
    return {name: declared(name, facts[name]) for name in facts}


def nearest(name: str, known: Iterable[str]) -> str:
    """The end of an error message: the names most like `name`, else all."""
    names = sorted(known)
    close = difflib.get_close_matches(name, names, n=3, cutoff=0.5)
    if close:
        return f"did you mean {' or '.join(close)}?"
    return f"there are {', '.join(names)}." if names else "there are none."


def literal(value: Any) -> str:
    """`value` as a Cypher expression, for Neo4j Browser's `:param name => …`."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return f"date('{value.isoformat()}')"
    if isinstance(value, list):
        return "[" + ", ".join(literal(item) for item in value) + "]"
    # A JSON string is a Cypher string literal, once `;` cannot end Browser's command inside it.
    return json.dumps(value).replace(";", "\\u003B") if isinstance(value, str) else str(value)


def _text(parameter: Parameter, given: Any) -> str:
    if not isinstance(given, str) or not given.strip():
        raise _refused(parameter, given, "text")
    return given.strip()


def _terms(parameter: Parameter, given: Any) -> list[str]:
    if isinstance(given, (list, tuple)) and given:
        return [_text(parameter, term).lower() for term in given]
    terms = [term.strip().lower() for term in _text(parameter, given).split("|") if term.strip()]
    if not terms:
        raise _refused(parameter, given, "a term, or several with | between them")
    return [word for term in terms for word in parameter.vocabularies.get(term, (term,))]


def _date(parameter: Parameter, given: Any) -> date:
    if isinstance(given, datetime):
        return given.date()
    if isinstance(given, date):
        return given
    try:
        return date.fromisoformat(_text(parameter, given))
    except ValueError as error:
        raise _refused(parameter, given, "a day, such as 2024-01-31") from error


def _integer(parameter: Parameter, given: Any) -> int:
    if isinstance(given, str) and given.strip().isascii() and given.strip().isdigit():
        given = int(given)
    if isinstance(given, bool) or not isinstance(given, int) or not 0 <= given < 2**63:
        raise _refused(parameter, given, "a whole number, 0 or more")
    return given


def _seconds(parameter: Parameter, given: Any) -> float:
    try:
        seconds = float(given)
    except (TypeError, ValueError) as error:
        raise _refused(parameter, given, "a number of seconds") from error
    if isinstance(given, bool) or not 0 < seconds < 1e6:
        raise _refused(parameter, given, "a number of seconds above 0")
    return seconds


def _boolean(parameter: Parameter, given: Any) -> bool:
    words = {"true": True, "yes": True, "false": False, "no": False}
    value = words.get(given.strip().lower()) if isinstance(given, str) else given
    if not isinstance(value, bool):
        raise _refused(parameter, given, "true or false")
    return value


def _matching(form: re.Pattern[str], what: str) -> Any:
    def convert(parameter: Parameter, given: Any) -> str:
        value = _text(parameter, given)
        if not form.fullmatch(value):
            raise _refused(parameter, given, what)
        return value

    return convert


def _country(parameter: Parameter, given: Any) -> str:
    value: str = _matching(_COUNTRY, "a country code of two letters (ISO 3166-1 alpha-2)")(parameter, given)
    return value.upper()


def _choice(parameter: Parameter, given: Any) -> str:
    value = _text(parameter, given)
    if value not in parameter.choices:
        raise _refused(parameter, given, f"one of {', '.join(parameter.choices)}")
    return value


def _refused(parameter: Parameter, given: Any, what: str) -> UsageError:
    return UsageError(f"{parameter.name} must be {what}, not {given!r}.")


_CONVERT = {
    ParameterType.TEXT: _text,
    ParameterType.TERMS: _terms,
    ParameterType.DATE: _date,
    ParameterType.INTEGER: _integer,
    ParameterType.SECONDS: _seconds,
    ParameterType.BOOLEAN: _boolean,
    ParameterType.LIST: _matching(_LIST_ID, "the id of a list, such as us-entity-list"),
    ParameterType.INSTITUTION: _matching(_INSTITUTION_ID, "the id of an institution (`tiegraph find NAME` prints ids)"),
    ParameterType.AUTHOR: _matching(_AUTHOR_ID, "the id of a person, such as orcid:0000-0002-1825-0097"),
    ParameterType.RULE: _matching(_RULE_ID, "the id of a rule, such as unscr-2321-11"),
    ParameterType.COUNTRY: _country,
    ParameterType.CHOICE: _choice,
}
