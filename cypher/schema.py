"""Constraints and indexes, made from the declared model."""

from __future__ import annotations

from collections.abc import Iterator

from cypher.client import Client, WrongModel
from cypher.model import MODEL_VERSION, NODES, RELATIONSHIPS, NodeType
from cypher.statements import statement


def constraints() -> Iterator[tuple[str, str]]:
    """Name and statement of one uniqueness constraint for each key and each further unique property.

    The name holds label and property in full: names that differ in case only would silently leave one out.
    """
    for node in NODES:
        for declared in node.properties:
            if declared.name == node.key or declared.unique:
                name = f"unique {node.label}.{declared.name}"
                yield name, f"CREATE CONSTRAINT `{name}` FOR (n:{node.label}) REQUIRE n.{declared.name} IS UNIQUE"


def indexes() -> Iterator[tuple[str, str]]:
    """Name and statement of each range index, and of the full-text indexes: names of nodes, lists on relationships."""
    for node in NODES:
        for declared in node.properties:
            if declared.indexed:
                name = f"index {node.label}.{declared.name}"
                yield name, f"CREATE INDEX `{name}` FOR (n:{node.label}) ON (n.{declared.name})"
        if node.full_text:
            name, searched = _search(node), ", ".join(f"n.{name}" for name in node.full_text)
            yield (
                name,
                f"CREATE FULLTEXT INDEX `{name}` FOR (n:{node.label}) ON EACH [{searched}] "
                # Folds case and accents; native scripts are split into what can be searched.
                "OPTIONS {indexConfig: {`fulltext.analyzer`: 'standard-folding'}}",
            )
    for one in RELATIONSHIPS:
        if one.found_by:
            name, searched = f"search {one.type}", ", ".join(f"r.{name}" for name in one.found_by)
            yield (
                name,
                f"CREATE FULLTEXT INDEX `{name}` FOR ()-[r:{one.type}]-() ON EACH [{searched}] "
                # Each text as it is: there is no other index that finds a value in a list.
                "OPTIONS {indexConfig: {`fulltext.analyzer`: 'keyword'}}",
            )


def _search(node: NodeType) -> str:
    """Name of the full-text index of a label."""
    return f"search {node.label}"


def prepare(client: Client, purpose: str = "data") -> None:
    """Make an empty database ours, or check that it is: model version, constraints, indexes.

    `purpose` says what it is for (data, demo, practice, test); another purpose than the stored one is refused, so that
    an invented world never mixes with real data. Raises `WrongModel`.
    """
    client.check_model()
    there = {row["name"]: set(row["properties"]) for row in client.rows("index_names")}
    for node in NODES:
        # One that an earlier release made searches fewer properties.
        if node.full_text and there.get(_search(node), set(node.full_text)) != set(node.full_text):
            client.execute(f"DROP INDEX `{_search(node)}`")
            del there[_search(node)]
    # Those of one transaction are filled in one pass over the nodes; constraints made meanwhile would compete with it.
    if missing := [text for name, text in indexes() if name not in there]:
        client.write([(text, {}) for text in missing])
        client.rows("await_indexes")
    for name, text in constraints():
        if name not in there:
            client.execute(text)
    made = client.write([(statement("make_model"), {"version": MODEL_VERSION, "purpose": purpose})])
    if (found := made[0][0]["purpose"]) != purpose:
        raise WrongModel(
            f"The database at {client.uri} was made for {found}, not for {purpose}; choose another instance "
            "(--instance NAME)."
        )
