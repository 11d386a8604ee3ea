"""Write the generated pages of `docs/`: schema, questions, commands. A test compares them with what it would write."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from cypher.catalogue import STANDING_CAVEATS, by_family, catalogue
from cypher.model import EXTRA_LABELS, NODES, RELATIONSHIPS, Property
from cypher.question import Question
from tiegraph.cli import cli
from tiegraph.question_options import Questions

ROOT = Path(__file__).parents[1]
_MADE = "<!-- Written by scripts/build_docs.py (`make docs`); do not edit. -->\n\n"
_TABLE_BEGINS = "<!-- questions: written by scripts/build_docs.py -->"
_TABLE_ENDS = "<!-- end of questions -->"


def pages() -> Iterator[tuple[Path, str]]:
    """Every generated page: its path and its text."""
    reference = ROOT / "docs" / "reference"
    yield reference / "schema.md", _MADE + _schema()
    yield reference / "questions.md", _MADE + _question_list()
    for question in catalogue().values():
        yield reference / "questions" / f"{question.id}.md", _MADE + _question(question)
    yield reference / "commands.md", _MADE + _commands()
    yield ROOT / "README.md", _readme()


def _schema() -> str:
    parts = ["# The graph\n", "Declared in `cypher/model/`.\n", "## Nodes\n"]
    for node in NODES:
        second = [label for label, first in EXTRA_LABELS.items() if first == node.label]
        parts.append(f"### {node.label}\n")
        parts.append(node.meaning + (f" Second label: `{'`, `'.join(second)}`." if second else "") + "\n")
        if node.full_text:
            parts.append(f"Full-text index over {_names(node.full_text)}.\n")
        parts.append(_properties(node.properties))
    parts.append("## Relationships\n")
    for one in RELATIONSHIPS:
        parts.append(f"### {one.type}\n")
        parts.append(f"`(:{one.start})-[:{one.type}]->(:{one.end})` {one.meaning}\n")
        if one.key:
            parts.append(f"Several between two nodes are told apart by {_names(one.key)}.\n")
        if one.found_by:
            parts.append(f"Full-text index over {_names(one.found_by)}, each text of a list as it is.\n")
        if one.properties:
            parts.append(_properties(one.properties))
    return "\n".join(parts)


def _names(declared: tuple[str, ...]) -> str:
    return ", ".join(f"`{name}`" for name in declared)


def _properties(declared: tuple[Property, ...]) -> str:
    rows = ["| property | type | meaning |", "|---|---|---|"]
    for one in declared:
        kept = " Unique." if one.unique else " Indexed." if one.indexed else ""
        rows.append(f"| `{one.name}` | {one.type.replace('<', '&lt;')} | {_cell(one.meaning)}{kept} |")
    return "\n".join(rows) + "\n"


def _question_list() -> str:
    parts = ["# Questions\n"]
    for title, members in by_family().items():
        parts.append(f"## {title}\n\n| id | question |\n|---|---|")
        parts.append("\n".join(f"| [{one.id}](questions/{one.id}.md) | {_cell(one.question)} |" for one in members))
        parts.append("")
    return "\n".join(parts)


def _readme() -> str:
    """The README with its questions by family; the rest of it is written by hand."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    before, _, rest = text.partition(_TABLE_BEGINS)
    _, _, after = rest.partition(_TABLE_ENDS)
    rows = ["| | |", "|---|---|"]
    for title, members in by_family().items():
        links = ", ".join(f"[{one.id}](docs/reference/questions/{one.id}.md)" for one in members)
        rows.append(f"| **{title}** | {members[0].question if len(members) == 1 else ''} {links} |")
    table = "\n".join(rows)
    return f"{before}{_TABLE_BEGINS}\n{table}\n{_TABLE_ENDS}{after}"


def _question(question: Question) -> str:
    parts = [f"# {question.title}\n", f"{question.question}\n"]
    example = " ".join(f"--{one.name.replace('_', '-')} …" for one in question.parameters if one.required)
    parts.append(f"```\ntiegraph ask {question.id}{' ' + example if example else ''}\n```\n")
    parts.append("| parameter | default | meaning |\n|---|---|---|")
    parts += [
        f"| `{one.name}` | {'required' if one.required else _default(one.default)} | {_cell(one.help)} |"
        for one in question.parameters
    ]
    parts.append("\n| column | type | meaning |\n|---|---|---|")
    parts += [f"| `{one.name}` | {one.type} | {_cell(one.meaning)} |" for one in question.columns]
    parts.append("\n## What it does not say\n")
    parts += [f"* {caveat}" for caveat in (*question.caveats, *STANDING_CAVEATS)]
    if question.beside:
        parts.append("\nUnder it stand: " + ", ".join(f"[{id}]({id}.md)" for id in question.beside) + ".")
    parts.append(f"\n## Statement\n\n```cypher\n{question.statement.strip()}\n```\n")
    return "\n".join(parts)


def _default(value: object) -> str:
    return "not set" if value is None else f"`{value}`"


def _commands() -> str:
    # As `main` makes it: click keeps a command's help option from the first context that asks for it.
    context = click.Context(
        cli, info_name="tiegraph", **{**cli.context_settings, "terminal_width": 100, "max_content_width": 100}
    )
    parts = ["# Commands\n", f"```\n{cli.get_help(context)}\n```\n"]
    for name in cli.list_commands(context):
        command = cli.get_command(context, name)
        if command is not None:
            parts += _command(command, click.Context(command, parent=context, info_name=name))
    return "\n".join(parts)


def _command(command: click.Command, context: click.Context) -> list[str]:
    context.terminal_width = context.max_content_width = 100
    parts = [f"## {context.command_path}\n", f"```\n{command.get_help(context)}\n```\n"]
    # The questions have pages of their own.
    if isinstance(command, click.Group) and not isinstance(command, Questions):
        for name in command.list_commands(context):
            inner = command.get_command(context, name)
            if inner is not None:
                parts += _command(inner, click.Context(inner, parent=context, info_name=name))
    return parts


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def main() -> None:
    for path, text in pages():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
