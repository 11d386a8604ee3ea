"""The catalogue as commands: a subcommand for each question, an option for each parameter."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click
from click.shell_completion import CompletionItem

from cypher.catalogue import catalogue, question
from cypher.errors import UsageError
from cypher.parameters import Parameter, ParameterType, shared
from cypher.question import Question

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]


class Questions(click.Group):
    """A group whose commands are the questions of the catalogue, made when one is asked for."""

    def __init__(self, *args: Any, command_of: Callable[[Question], click.Command], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._command_of = command_of

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(catalogue())

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        return self._command_of(catalogue()[cmd_name]) if cmd_name in catalogue() else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if not ctx.resilient_parsing:
            # Raises `UsageError` with the nearest ids.
            question(args[0])
        return super().resolve_command(ctx, args)


class Value(click.ParamType[str]):
    """A parameter of a question on the command line: checked as it is declared, completed from what is known offline.

    An institution is checked against the database later, where a name instead of an id can be told what it may mean.
    """

    def __init__(self, parameter: Parameter) -> None:
        self._parameter = parameter
        self.name = _METAVARS[parameter.type]

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if self._parameter.type is ParameterType.INSTITUTION:
            return value
        try:
            self._parameter.value(value)
        except UsageError as error:
            self.fail(str(error), param, ctx)
        return value

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        return [CompletionItem(word) for word in self._words() if word.startswith(incomplete)]

    def _words(self) -> list[str]:
        match self._parameter.type:
            case ParameterType.LIST:
                from loader.lists import control_lists

                return [*control_lists(), "any"]
            case ParameterType.CHOICE:
                return list(self._parameter.choices)
            case ParameterType.TERMS:
                return [name.upper() for name in self._parameter.vocabularies]
            case ParameterType.COUNTRY:
                import pycountry

                return sorted(country.alpha_2 for country in pycountry.countries)
        return []


_METAVARS = {
    ParameterType.TEXT: "text",
    ParameterType.TERMS: "term",
    ParameterType.DATE: "yyyy-mm-dd",
    ParameterType.INTEGER: "number",
    ParameterType.SECONDS: "seconds",
    ParameterType.BOOLEAN: "yes|no",
    ParameterType.LIST: "list id",
    ParameterType.INSTITUTION: "institution id",
    ParameterType.AUTHOR: "author id",
    ParameterType.RULE: "rule id",
    ParameterType.COUNTRY: "country code",
    ParameterType.CHOICE: "choice",
}


def parameter_options(asked: Question, **defaults: Any) -> Decorator:
    """An option for each parameter of the question; `defaults` replace those of the catalogue in the help."""

    def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
        for parameter in reversed(asked.parameters):
            function = _option(parameter, defaults.get(parameter.name, parameter.default))(function)
        return _given_only(function, {parameter.name for parameter in asked.parameters})

    return decorate


def timeout_option() -> Decorator:
    """`--timeout`, as the catalogue declares it."""
    return _option(shared()["timeout"], shared()["timeout"].default, fill=True)


def redistributable_option() -> Decorator:
    """`--redistributable`, for every question."""
    return click.option(
        "--redistributable",
        is_flag=True,
        help="Ask only of what the licence of one of its sources lets one pass on; the answer says what was left out.",
    )


def _option(parameter: Parameter, default: Any, *, fill: bool = False) -> Decorator:
    name = f"--{parameter.name.replace('_', '-')}"
    help = parameter.help if default is None or default is False else f"{parameter.help}  [default: {default}]"
    if parameter.type is ParameterType.BOOLEAN:
        return click.option(name, parameter.name, is_flag=True, default=None, help=help)
    kind = click.Choice(parameter.choices) if parameter.choices else Value(parameter)
    # A default of None would count as a value given.
    filled = {"default": default} if fill else {}
    return click.option(name, parameter.name, type=kind, required=parameter.required, help=help, **filled)


def _given_only(function: Callable[..., Any], names: set[str]) -> Callable[..., Any]:
    """Leave out what was not given: the catalogue knows the defaults."""

    def call(**values: Any) -> Any:
        return function(**{name: value for name, value in values.items() if name not in names or value is not None})

    call.__click_params__ = getattr(function, "__click_params__", [])  # type: ignore[attr-defined]
    return call
