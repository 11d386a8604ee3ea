"""What the database holds already, into tables: an import makes the whole database anew."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cypher.client import Client
from cypher.model import EXTRA_LABELS, NODES
from loader.bulk.tables import Tables
from loader.errors import LoadError


def check_without_papers(client: Client) -> None:
    """Raise `LoadError` where the database holds papers."""
    if client.rows("holds_papers")[0]["holds"]:
        raise LoadError(
            "--bulk makes a database anew and this one holds papers: leave --bulk out, or load into another instance "
            "(--instance NAME)."
        )


def write_stored(client: Client, tables: Tables, ended: Mapping[str, Mapping[str, Any]]) -> None:
    """Write every node and relationship of the database; `ended`: by id, what loads hold once they have ended."""
    for node in NODES:
        for row in client.stream("all_nodes", node.label):
            also = next((label for label in row["labels"] if label in EXTRA_LABELS), "")
            told = ended.get(row["key"], {}) if node.label == "Load" else {}
            tables.node(node.label, row["key"], {**row["properties"], **told}, also)
        for row in client.stream("all_relationships", node.label):
            tables.relationship(row["type"], row["start"], row["end"], row["properties"])
