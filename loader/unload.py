"""Taking a mistaken load out again."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from cypher.client import Client
from cypher.errors import UsageError
from cypher.model import NODES
from cypher.statements import statement
from loader import list_dates
from loader.entry_history import without_load
from loader.link import NOTHING, Beside, link
from loader.merging import UNLOADED, Stamp, provenance_of, provenance_text
from loader.papers import TRUNCATED
from loader.run import only_load
from loader.writing import Batch, chunks


@dataclass
class Unloaded:
    """What `unload` did: nodes removed by label, nodes kept because other loads brought them too, and those loads."""

    removed: dict[str, int] = field(default_factory=dict)
    kept: int = 0
    load_again: set[str] = field(default_factory=set)


def unload(client: Client, load: str, beside: Beside = NOTHING) -> Unloaded:
    """Remove what only this load wrote. A load owns what it wrote; what it found as stored belongs to the earlier one.

    Nodes that other loads wrote to as well stay, with the values they have, as nobody's: loading those files again
    (`load_again` names the loads) puts theirs in place. Entries that the load had ended stand again. People go with
    their last paper. Raises `UsageError` for an unknown load.
    """
    known = {row["properties"]["id"] for row in client.rows("loads")}
    if load not in known:
        raise UsageError(f"There is no {load}; `tiegraph loads` lists: {', '.join(sorted(known)) or 'none yet'}.")
    done = Unloaded()
    with only_load(client):
        for label in (node.label for node in NODES if "hashes" in node):
            _take_off(client, label, load, done)
        list_dates.remove(client, load)
        client.write(
            [
                (statement("reopen_entries"), {"load": load}),
                *((statement("remove_unused", label), {}) for label in ("Topic", "Funder")),
                (statement("end_load"), {"load": load}),
            ]
        )
        link(client, beside=beside)
    return done


def _take_off(client: Client, label: str, load: str, done: Unloaded) -> None:
    rows = list(client.stream("keys_of_load", label, load=load))
    gone = [row["key"] for row in rows if row["properties"]["loads"] == [load]]
    for keys in chunks(gone):
        batch = Batch()
        if label == "Paper":
            people = [row["id"] for row in client.rows("former_authors", ids=keys)]
            batch.remove_nodes(label, keys)
            batch.run("forget_former_authors", ids=people)
        else:
            batch.remove_nodes(label, keys)
        batch.commit(client)
    source = next(row["properties"]["source"] for row in client.rows("loads") if row["properties"]["id"] == load)
    shared = [row for row in rows if row["properties"]["loads"] != [load]]
    for some in chunks(shared):
        batch = Batch()
        batch.nodes(
            label, [{"key": row["key"], "properties": _given_up(row["properties"], source, load)} for row in some]
        )
        batch.commit(client)
    if gone:
        done.removed[label] = len(gone)
    done.kept += len(shared)
    done.load_again |= {other for row in shared for other in row["properties"]["loads"]} - {load}


def _given_up(stored: dict[str, Any], source: str, load: str) -> dict[str, Any]:
    """What changes on a node that other loads wrote to as well: any record of them takes the source's place again."""
    nobody = Stamp.of(UNLOADED, None)
    stamps = {name: nobody if stamp.source == source else stamp for name, stamp in provenance_of(stored).items()}
    changed: dict[str, Any] = {
        "loads": [other for other in stored["loads"] if other != load],
        "hashes": None,
        "provenance": provenance_text(stamps),
    }
    if keys := stored.get("keys"):
        changed["keys"] = [key for key in keys if key.partition("|")[0] != load] or None
    if former := stored.get("former"):
        changed["former"] = without_load(former, load) or None
    if f"|{source}@" in (stored.get("authors_source") or ""):
        changed["authors_source"] = f"{TRUNCATED}|{nobody}"
    return changed
