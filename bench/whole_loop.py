"""The bare loop once more, with all that a load writes: provenance, hashes, strings with what is said of them.

The rows are those of the loader, made before the clock starts, each node once and all of them in memory; what is left
of a load's work is the database's.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from bench.bare_loop import Rows, send
from cypher.client import Client
from cypher.statements import statement
from loader.merging import Properties, Stamp, combine, content_hash, with_hash
from loader.node_writer import properties_of
from loader.paper_joining import PaperJoining
from loader.paper_rows import rows_of
from loader.records import Institution, Paper, Row
from loader.sources import precedence
from loader.sources.openalex import read

_LOAD = "load-1"
_STAMP = Stamp(date(2026, 1, 1), "openalex")


@dataclass
class Whole:
    """Rows by label, and by type with the end that no two writers may share."""

    papers: int
    nodes: dict[str, Rows]
    relationships: dict[str, tuple[str, Rows]]


def rows(files: Sequence[Path]) -> Whole:
    """The works of OpenAlex files as the loader's rows, in memory."""
    joining = PaperJoining(precedence)
    mentioned: dict[str, Institution] = {}
    for record in (item.record for file in files for item in read(file) if isinstance(item, Row)):
        if isinstance(record, Paper):
            joining.add(record, _STAMP, content_hash(record), _LOAD)
        elif isinstance(record, Institution):
            mentioned[record.id] = record
    made = rows_of(joining.works(), _LOAD)
    return Whole(
        len(made.papers),
        {
            "Paper": made.papers,
            "Institution": _nodes(
                {"key": one.id, "load": _LOAD, "properties": _said(one)} for one in mentioned.values()
            ),
            "Author": _nodes(
                {**one, "properties": {name: one[name] for name in ("identity", "name", "openalex")}}
                for one in made.authors.values()
            ),
            "Topic": _nodes(made.topics.values()),
            "Funder": _nodes(made.funders.values()),
        },
        {
            "AUTHORED": ("end", made.authored),
            "ABOUT": ("start", made.about),
            "FUNDED_BY": ("start", made.funded),
        },
    )


def _said(one: Institution) -> Properties:
    hashes = with_hash({}, _STAMP.source, content_hash(one), _LOAD)
    return {**combine({}, properties_of(one), _STAMP, precedence), "hashes": hashes}


def write(client: Client, whole: Whole, verb: str, writers: int) -> float:
    """Write the rows with CREATE or MERGE; the seconds it took. Raises AssertionError where rows are lost."""
    begun = time.perf_counter()
    name = verb.lower()
    for label, nodes in whole.nodes.items():
        send(client, statement(f"{name}_nodes", label), nodes, writers, "key")
    for type, (end, relationships) in whole.relationships.items():
        send(client, statement(f"{name}_relationships", type=type), relationships, writers, end)
    return time.perf_counter() - begun


def _nodes(given: Iterable[Mapping[str, Any]]) -> Rows:
    return [{"key": one["key"], "properties": {**one["properties"], "loads": [one["load"]]}} for one in given]
