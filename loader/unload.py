"""Taking a mistaken load out again."""

from __future__ import annotations

from dataclasses import dataclass, field

from cypher.client import Client
from cypher.errors import UsageError
from cypher.model import NODES
from cypher.statements import statement
from loader.link import link
from loader.run import only_load
from loader.writing import Batch, chunks


@dataclass
class Unloaded:
    """What `unload` did: nodes removed by label, nodes kept because other loads brought them too, and those loads."""

    removed: dict[str, int] = field(default_factory=dict)
    kept: int = 0
    load_again: set[str] = field(default_factory=set)


def unload(client: Client, load: str) -> Unloaded:
    """Remove what only this load wrote. A load owns what it wrote; what it found as stored belongs to the earlier one.

    Nodes that other loads wrote to as well stay, with the values they have, and lose their content hashes: loading
    those files again (`load_again` names the loads) restores what this load had overruled. Raises `UsageError` for an
    unknown load.
    """
    known = {row["properties"]["id"] for row in client.rows("loads")}
    if load not in known:
        raise UsageError(f"There is no {load}; `tiegraph loads` lists: {', '.join(sorted(known)) or 'none yet'}.")
    done = Unloaded()
    with only_load(client):
        # People, topics and funders stay as long as a paper that stays needs them.
        for label in (node.label for node in NODES if "hashes" in node):
            _take_off(client, label, load, done)
        client.write([(statement("end_load"), {"load": load})])
        link(client)
    return done


def _take_off(client: Client, label: str, load: str, done: Unloaded) -> None:
    rows = list(client.stream("keys_of_load", label, load=load))
    gone = [row["key"] for row in rows if row["loads"] == [load]]
    for keys in chunks(gone):
        batch = Batch()
        if label == "Paper":
            people = [row["id"] for row in client.rows("former_authors", ids=keys)]
            batch.remove_nodes(label, keys)
            batch.run("forget_former_authors", ids=people)
        else:
            batch.remove_nodes(label, keys)
        batch.commit(client)
    shared = [row for row in rows if row["loads"] != [load]]
    for some in chunks(shared):
        batch = Batch()
        batch.nodes(
            label,
            [
                {
                    "key": row["key"],
                    "properties": {"loads": [other for other in row["loads"] if other != load], "hashes": None},
                }
                for row in some
            ],
        )
        batch.commit(client)
    if gone:
        done.removed[label] = len(gone)
    done.kept += len(shared)
    done.load_again |= {other for row in shared for other in row["loads"]} - {load}
