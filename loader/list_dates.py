"""Which days the loaded files of each list speak for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from cypher.client import Client
from cypher.statements import statement


def add(client: Client, lists: Iterable[str], as_of: date, load: str) -> None:
    """Note that a load brought a file of `as_of` of each of these lists' authority."""
    known = _dated_by(client)
    _write(client, {id: sorted({*known.get(id, ()), f"{as_of.isoformat()}|{load}"}) for id in lists})


def remove(client: Client, load: str) -> None:
    """Forget the files that a load brought."""
    kept = {
        id: [entry for entry in entries if entry.partition("|")[2] != load] for id, entries in _dated_by(client).items()
    }
    _write(client, kept)


def _dated_by(client: Client) -> Mapping[str, Sequence[str]]:
    return {row["id"]: row["dated_by"] for row in client.rows("list_file_dates")}


def _write(client: Client, dated_by: Mapping[str, Sequence[str]]) -> None:
    rows: list[dict[str, Any]] = []
    for id, entries in dated_by.items():
        days = [date.fromisoformat(entry.partition("|")[0]) for entry in entries]
        first, last = (min(days), max(days)) if days else (None, None)
        rows.append({"list": id, "dated_by": list(entries) or None, "first": first, "last": last})
    client.write([(statement("list_dates"), {"rows": rows})])
