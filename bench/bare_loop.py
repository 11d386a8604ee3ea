"""The loop that somebody writes in an hour: the same works as bare rows, in batches of 5,000.

No joining of sources, no provenance, no hashes, no account, no reading of strings: what is left is the database's
speed.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cypher.client import Client
from loader.papers import author_key, ids_of, key_of
from loader.records import Paper, Row
from loader.sources.openalex import read

_BATCH = 5_000
Rows = list[dict[str, Any]]
_NODES = "UNWIND $rows AS row {write} (n:{label} {{id: row.id}}) SET n += row RETURN count(n) AS count"
_EDGES = (
    "UNWIND $rows AS row MATCH (a:{start} {{id: row.a}}) MATCH (b:{end} {{id: row.b}}) "
    "{write} (a)-[r:{type} {key}]->(b) SET r += row.p RETURN count(r) AS count"
)


@dataclass
class Bare:
    """Rows of some works, each node once."""

    papers: Rows = field(default_factory=list)
    nodes: dict[str, dict[str, dict[str, Any]]] = field(
        default_factory=lambda: {"Author": {}, "Institution": {}, "Topic": {}}
    )
    authored: Rows = field(default_factory=list)
    lists: Rows = field(default_factory=list)
    about: Rows = field(default_factory=list)
    #: (author, institution): as printed, and each author of a work with each institution of the work
    printed: set[tuple[str, str]] = field(default_factory=set)
    crossed: set[tuple[str, str]] = field(default_factory=set)

    def __len__(self) -> int:
        nodes = sum(map(len, self.nodes.values()))
        return len(self.papers) + nodes + len(self.authored) + len(self.lists) + len(self.about)


def rows(files: Sequence[Path]) -> Bare:
    """The works of OpenAlex files as bare rows, in memory."""
    bare = Bare()
    for file in files:
        for item in read(file):
            if isinstance(item, Row) and isinstance(item.record, Paper):
                _add(bare, item.record)
    return bare


def _add(bare: Bare, paper: Paper) -> None:
    key = key_of(ids_of(paper))
    values = {name: getattr(paper, name) for name in ("doi", "openalex", "title", "date_min", "date_max", "venue")}
    bare.papers.append({"id": key, **values})
    at: dict[str, list[int]] = {}
    people: list[str] = []
    for author in paper.authors:
        person, _ = author_key(author, key)
        people.append(person)
        bare.nodes["Author"][person] = {"id": person, "name": author.name}
        strings = [one.raw for one in author.affiliations]
        p = {"position": author.position, "raw_name": author.name, "raw_affiliations": strings}
        bare.authored.append({"a": person, "b": key, "position": author.position, "p": p})
        for one in author.affiliations:
            for institution in one.publisher_ids:
                at.setdefault(institution, []).append(author.position)
                bare.printed.add((person, institution))
    bare.crossed.update((person, institution) for person in people for institution in at)
    for institution, positions in at.items():
        bare.nodes["Institution"][institution] = {"id": institution}
        bare.lists.append({"a": key, "b": institution, "p": {"author_positions": positions}})
    for topic in paper.topics:
        bare.nodes["Topic"][topic.id] = {"id": topic.id, "name": topic.name}
        bare.about.append({"a": key, "b": topic.id, "p": {"score": topic.score}})


def write(client: Client, bare: Bare, verb: str, writers: int) -> float:
    """Write the rows with CREATE or MERGE; the seconds it took. Raises AssertionError where rows are lost."""
    begun = time.perf_counter()
    for label, rows in (("Paper", bare.papers), *((name, list(known.values())) for name, known in bare.nodes.items())):
        send(client, _NODES.format(write=verb, label=label), rows, writers, "id")
    for type, start, end, rows in (
        ("AUTHORED", "Author", "Paper", bare.authored),
        ("LISTS", "Paper", "Institution", bare.lists),
        ("ABOUT", "Paper", "Topic", bare.about),
    ):
        key = "{position: row.position}" if type == "AUTHORED" else ""
        text = _EDGES.format(write=verb, type=type, start=start, end=end, key=key)
        send(client, text, rows, writers, "b" if type == "AUTHORED" else "a")
    return time.perf_counter() - begun


def send(client: Client, text: str, rows: Rows, writers: int, by: str) -> None:
    """Write rows in batches, by so many writers, of which no two have rows with one value of `by`."""
    shares: list[Rows] = [[] for _ in range(writers)]
    for row in rows:
        shares[hash(row[by]) % writers].append(row)

    def run(share: Iterable[dict[str, Any]]) -> int:
        own = list(share)
        batches = (own[at : at + _BATCH] for at in range(0, len(own), _BATCH))
        return sum(client.write([(text, {"rows": batch})])[0][0]["count"] for batch in batches)

    with ThreadPoolExecutor(writers) as pool:
        assert sum(pool.map(run, shares)) == len(rows), f"rows are lost: {text}"
