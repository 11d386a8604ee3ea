"""Constraints and indexes, made from the declared model."""

from __future__ import annotations

from collections.abc import Iterator

from cypher.client import Client, WrongModel
from cypher.model import MODEL_VERSION, NODES
from cypher.statements import statement


def constraints() -> Iterator[str]:
    """One uniqueness constraint for each key and each further unique property.

    The name holds label and property in full: names that differ in case only would silently leave one out.
    """
    for node in NODES:
        for declared in node.properties:
            if declared.name == node.key or declared.unique:
                yield (
                    f"CREATE CONSTRAINT `unique {node.label}.{declared.name}` IF NOT EXISTS "
                    f"FOR (n:{node.label}) REQUIRE n.{declared.name} IS UNIQUE"
                )


def indexes() -> Iterator[str]:
    """Range indexes and one full-text index for each label that is searched by name."""
    for node in NODES:
        for declared in node.properties:
            if declared.indexed:
                yield (
                    f"CREATE INDEX `index {node.label}.{declared.name}` IF NOT EXISTS "
                    f"FOR (n:{node.label}) ON (n.{declared.name})"
                )
        if node.full_text:
            searched = ", ".join(f"n.{name}" for name in node.full_text)
            yield (
                f"CREATE FULLTEXT INDEX `search {node.label}` IF NOT EXISTS FOR (n:{node.label}) ON EACH [{searched}] "
                # Folds case and accents; native scripts are split into what can be searched.
                "OPTIONS {indexConfig: {`fulltext.analyzer`: 'standard-folding'}}"
            )


def prepare(client: Client, purpose: str = "data") -> None:
    """Make an empty database ours, or check that it is: model version, constraints, indexes.

    `purpose` says what it is for (data, demo, practice, test); another purpose than the stored one is refused, so that
    an invented world never mixes with real data. Raises `WrongModel`.
    """
    client.check_model()
    for text in (*constraints(), *indexes()):
        client.execute(text)
    client.rows("await_indexes")
    made = client.write([(statement("make_model"), {"version": MODEL_VERSION, "purpose": purpose})])
    if (found := made[0][0]["purpose"]) != purpose:
        raise WrongModel(
            f"The database at {client.uri} was made for {found}, not for {purpose}; choose another instance "
            "(--instance NAME)."
        )
