"""What others do with the same works, on the same server: one statement a row, and a peer's statements.

The peer is kh464/openalex-neo4j as of 5dfa989: batches of 500, one transaction each, every node and relationship merged
by its id, and every author of a work joined with every institution of the work. Written anew from what it does, as it
has no licence; reading its cache, its indexes and its session tags are left out, which is in its favour.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any

from bench.bare_loop import Bare
from cypher.client import Client

_PEER_BATCH = 500
_NODE = "UNWIND $rows AS row MERGE (n:{label} {{id: row.id}}) SET n += row RETURN count(n) AS count"
_EDGE = (
    "UNWIND $rows AS row MATCH (a:{start} {{id: row.a}}) MATCH (b:{end} {{id: row.b}}) "
    "MERGE (a)-[r:{type}]->(b) SET r += row.p RETURN count(r) AS count"
)


def _statements(bare: Bare) -> list[tuple[str, list[dict[str, Any]]]]:
    nodes: dict[str, list[dict[str, Any]]] = {"Paper": bare.papers}
    nodes |= {label: list(known.values()) for label, known in bare.nodes.items()}
    crossed = [{"a": author, "b": institution, "p": {}} for author, institution in sorted(bare.crossed)]
    edges = (
        ("AUTHORED", "Author", "Paper", bare.authored),
        ("AFFILIATED_WITH", "Author", "Institution", crossed),
        ("ABOUT", "Paper", "Topic", bare.about),
    )
    return [(_NODE.format(label=label), rows) for label, rows in nodes.items()] + [
        (_EDGE.format(type=type, start=start, end=end), rows) for type, start, end, rows in edges
    ]


def openalex_neo4j(client: Client, bare: Bare) -> float:
    """The seconds that the peer's statements take for these works."""
    begun = time.perf_counter()
    for text, rows in _statements(bare):
        for at in range(0, len(rows), _PEER_BATCH):
            client.write([(text, {"rows": rows[at : at + _PEER_BATCH]})])
    return time.perf_counter() - begun


class OpenalexNeo4j:
    """The peer itself, installed from a checkout into `folder`, with a cache of these works in its own form."""

    def __init__(self, checkout: Path, folder: Path, bare: Bare) -> None:
        subprocess.run([sys.executable, "-m", "venv", str(folder / "venv")], check=True)
        pip = [str(folder / "venv" / "bin" / "pip"), "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*pip, str(checkout), "neo4j-rust-ext"], check=True)
        self._command = [str(folder / "venv" / "bin" / "openalex-neo4j"), "import", "--resume", "works"]
        self._command += ["--cache-dir", str(folder), "--keep-cache"]
        cache = folder / "works"
        cache.mkdir()
        (cache / "manifest.json").write_text('{"session_id": "works", "parameters": {}}')
        for label, rows in {
            "work": _works(bare),
            **{name.lower(): known.values() for name, known in bare.nodes.items()},
        }.items():
            (cache / f"{label}.jsonl").write_text(
                "".join(json.dumps(row, default=str) + "\n" for row in rows), encoding="utf-8"
            )

    def seconds(self, uri: str, user: str, password: str) -> float:
        """What its command takes, from start to end. Raises `CalledProcessError` where it fails."""
        begun = time.perf_counter()
        server = ["--neo4j-uri", uri, "--neo4j-username", user, "--neo4j-password", password]
        subprocess.run([*self._command, *server], check=True, capture_output=True)
        return time.perf_counter() - begun


def _works(bare: Bare) -> Iterator[dict[str, Any]]:
    ids: dict[str, dict[str, list[str]]] = {}
    named = (
        ("author_ids", bare.authored, "b", "a"),
        ("institution_ids", bare.lists, "a", "b"),
        ("topic_ids", bare.about, "a", "b"),
    )
    for name, rows, work, other in named:
        for row in rows:
            ids.setdefault(row[work], {}).setdefault(name, []).append(row[other])
    for paper in bare.papers:
        yield paper | ids.get(paper["id"], {})


def naive(client: Client, bare: Bare, most: int) -> tuple[int, float]:
    """One transaction a row, for the first rows of each kind: how many rows, in how many seconds."""
    shares = [(text, list(islice(rows, most))) for text, rows in _statements(bare)]
    begun = time.perf_counter()
    for text, rows in shares:
        for row in rows:
            client.write([(text, {"rows": [row]})])
    return sum(len(rows) for _, rows in shares), time.perf_counter() - begun


def authorships(client: Client) -> set[tuple[str, str, int]]:
    """(author, paper, position) of all that the graph holds."""
    text = "MATCH (a:Author)-[w:AUTHORED]->(p:Paper) RETURN a.id AS author, p.id AS paper, w.position AS position"
    return {(row["author"], row["paper"], row["position"]) for row in client.each(text)}


def expected(bare: Bare) -> set[tuple[str, str, int]]:
    """(author, paper, position) of all that the works hold."""
    return {(row["a"], row["b"], row["position"]) for row in bare.authored}


def false_share(bare: Bare) -> Mapping[str, float]:
    """Of the pairs of author and institution that the peer writes: how many, and the share that no work prints."""
    return {"pairs": len(bare.crossed), "false": 1 - len(bare.printed & bare.crossed) / max(1, len(bare.crossed))}
