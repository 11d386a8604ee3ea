"""A folder of OpenAlex part files as bad as folders get: what can be read is loaded, the exit code says the rest."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from cypher.client import Client
from tiegraph.local import Instance

Run = Callable[..., Any]


def _work(number: int, updated: str, title: str) -> bytes:
    work = {
        "id": f"https://openalex.org/W{number}",
        "title": title,
        "publication_date": "2020-05-04",
        "publication_year": 2020,
        "updated_date": updated,
        "authorships": [],
    }
    return json.dumps(work).encode() + b"\n"


def _folder(path: Path, parts: Sequence[bytes]) -> Path:
    path.mkdir()
    for number, content in enumerate(parts):
        (path / f"part_{number:03}.gz").write_bytes(content)
    return path


def test_the_newest_of_copies_counts_and_unreadable_parts_are_told(
    tiegraph: Run, empty: Client, database: Any, server: Instance, tmp_path: Path
) -> None:
    old, new = _work(1, "2025-01-01", "Old title"), _work(1, "2026-01-01", "New title")
    parts = [
        gzip.compress(old + new + old),
        b"",
        gzip.compress(_work(2, "2025-01-01", "Old title of two")),
        gzip.compress(b"<html>no data</html>"),
        gzip.compress(_work(2, "2026-01-01", "New title of two") + _work(3, "2026-01-01", "Alone"))[:-5],
    ]
    for name, order in (("there", parts), ("back", parts[::-1])):
        database.wipe()
        done = tiegraph("load", "openalex", str(_folder(tmp_path / name, order)), "--instance", "test")
        assert done.code == 1
        assert "2 of the files could not be read, or not to the end; what could be read is loaded" in done.err
        rows = empty.read("MATCH (p:Paper) RETURN p.openalex AS id, p.title AS title ORDER BY id").rows
        assert [(row["id"], row["title"]) for row in rows] == [
            ("W1", "New title"),
            ("W2", "New title of two"),
            ("W3", "Alone"),
        ]
