"""Taking a mistaken load out again."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from cypher.client import Client
from cypher.errors import UsageError
from cypher.model import NODES
from cypher.statements import statement
from loader import list_dates, list_history
from loader.author_lists import TRUNCATED
from loader.entry_unload import without_files
from loader.link import NOTHING, Beside, link
from loader.list_dates import FileDate
from loader.merging import UNLOADED, Stamp, copy_of, hashes_of, provenance_of, provenance_text
from loader.run import only_load
from loader.sources import SOURCES
from loader.writing import Batch, Rows, chunks

#: Known from papers, and from records of their own.
_SHARED = ("Author", "Topic", "Funder")


@dataclass
class Unloaded:
    """What `unload` did: nodes removed by label, nodes kept because other loads brought them too, and those loads."""

    removed: dict[str, int] = field(default_factory=dict)
    kept: int = 0
    load_again: set[str] = field(default_factory=set)


def unload(client: Client, load: str, beside: Beside = NOTHING) -> Unloaded:
    """Remove what only this load wrote, and what stopped runs of it wrote before.

    A load owns what it wrote; what it found as stored belongs to the earlier one. Entries of lists are again as the
    files that stay say; another file of the same list and day counts again once it is loaded again. Other nodes that
    further loads wrote to stay, with the values they have, as nobody's: loading those files again (`load_again` names
    the loads) puts theirs in place. People go with their last paper. Raises `UsageError` for an unknown load, and for a
    stopped one that another completed.
    """
    known = {row["properties"]["id"]: row["properties"] for row in client.rows("loads")}
    if load not in known:
        raise UsageError(f"There is no {load}; `tiegraph loads` lists: {', '.join(sorted(known)) or 'none yet'}.")
    if whole := known[load].get("superseded_by"):
        raise UsageError(
            f"{load} was stopped, and {whole} loaded the same files to the end: what {load} wrote is part of {whole}. "
            f"`tiegraph unload {whole}` takes out both."
        )
    done = Unloaded()
    sources = {id: one["source"] for id, one in known.items()}
    with only_load(client):
        for one in (load, *(id for id, other in known.items() if other.get("superseded_by") == load)):
            _take_out(client, known[one], _with_its_files(known, one), sources, done)
        link(client, beside=beside)
    done.load_again -= {load}
    return done


def _with_its_files(known: Mapping[str, Mapping[str, Any]], load: str) -> set[str]:
    """The loads that brought the very files of a load."""
    files = set(known[load]["sha256"])
    return {id for id, other in known.items() if files <= set(other["sha256"])}


def _take_out(
    client: Client, run: Mapping[str, Any], same: Collection[str], sources: Mapping[str, str], done: Unloaded
) -> None:
    load = run["id"]
    before = list_dates.files(client)
    if run["state"] != "complete" and run.get("as_of"):
        # It may have written entries of a file that it did not finish, and that dates nothing.
        written = {row["properties"]["list"] for row in client.stream("keys_of_load", "Designation", load=load)}
        before = list_dates.add(before, written, FileDate(run["as_of"], load, whole=False))
    after = list_dates.remove(before, load, same)
    done.load_again |= {file.load for id in before for file in before[id] if file not in after[id]}
    lists = [id for id in before if before[id] != after[id]]
    for list_id in lists:
        _take_out_files(client, list_id, load, before[list_id], after[list_id], sources, done)
    for label in (node.label for node in NODES if "hashes" in node):
        _take_off(client, label, load, sources[load], lists, done)
    list_dates.write(client, {id: after[id] for id in lists})
    _date_back(client, {id: after[id][-1] for id in lists if after[id]}, sources)
    for list_id in lists:
        list_history.settle(client, list_id, after[list_id])
    client.write(
        [
            *((statement("remove_unused", label), {}) for label in ("Topic", "Funder")),
            (statement("end_load"), {"load": load}),
        ]
    )


def _take_out_files(
    client: Client,
    list_id: str,
    load: str,
    before: Sequence[FileDate],
    after: Sequence[FileDate],
    sources: Mapping[str, str],
    done: Unloaded,
) -> None:
    """Entries of a list that files of the load had, and others too: as those others say."""
    rows: Rows = []
    for row in client.stream("entries_in_full", list=list_id):
        stored = row["properties"]
        changes = without_files(stored, load, before, after, sources)
        if changes is None:
            # Only this load and copies of the list had it, or copies alone.
            continue
        changed, again = changes
        if any(stored.get(name) != value for name, value in changed.items()):
            rows.append({"key": stored["id"], "properties": changed})
            done.kept += load in stored["loads"]
            done.load_again |= {again} if again and load in stored["loads"] else set()
    for some in chunks(rows):
        batch = Batch()
        batch.nodes("Designation", some)
        batch.commit(client)


def _take_off(client: Client, label: str, load: str, source: str, lists: Sequence[str], done: Unloaded) -> None:
    """Nodes that the load wrote: those of it alone are removed. `lists`: those whose files are taken out."""
    if label in _SHARED and source in SOURCES and SOURCES[source].kind == "papers":
        # What only papers said of them goes with the papers.
        return
    rows = list(client.stream("keys_of_load", label, load=load))
    if label in _SHARED:
        rows = [row for row in rows if hashes_of(row["properties"], source)]
    if label == "ControlList":
        rows = [row for row in rows if not _hand_over(client, row["key"], row["properties"]["loads"], load)]
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
    shared = [row for row in rows if row["properties"]["loads"] != [load]]
    for some in chunks(shared):
        batch = Batch()
        nodes = [{"key": row["key"], "properties": _given_up(row["properties"], source, load)} for row in some]
        for row, node in zip(some, nodes, strict=True):
            if row["properties"].get("list") in lists:
                # No file that stays had the entry: only copies of the list say that it stood there.
                node["properties"] |= dict.fromkeys(("presence", "first_file", "former"))
        batch.nodes(label, nodes)
        batch.commit(client)
    if gone:
        done.removed[label] = done.removed.get(label, 0) + len(gone)
    done.kept += len(shared)
    done.load_again |= {other for row in shared for other in row["properties"]["loads"]} - {load}


def _date_back(client: Client, newest: Mapping[str, FileDate], sources: Mapping[str, str]) -> None:
    """The facts of a list that a file repeated are those of the newest file that stays."""
    batch = Batch()
    nodes: Rows = []
    for row in client.rows("find_nodes", "ControlList", keys=sorted(newest)):
        last = newest[row["key"]]
        said = Stamp(last.day, sources[last.load])
        stamps = {
            name: said if stamp.source == said.source and stamp.as_of > said.as_of else stamp
            for name, stamp in provenance_of(row["properties"]).items()
        }
        nodes.append({"key": row["key"], "properties": {"provenance": provenance_text(stamps)}})
    batch.nodes("ControlList", nodes)
    batch.commit(client)


def _hand_over(client: Client, list_id: str, loads: Sequence[str], load: str) -> bool:
    """A list stays while entries of it do, as what their loads brought."""
    found = {one for row in client.rows("loads_of_entries", list=list_id) for one in row["loads"]} - {load}
    if found:
        batch = Batch()
        kept = sorted({*loads} - {load} or found)
        batch.nodes("ControlList", [{"key": list_id, "properties": {"loads": kept}}])
        batch.commit(client)
    return bool(found)


def _given_up(stored: dict[str, Any], source: str, load: str) -> dict[str, Any]:
    """What changes on a node that other loads wrote to as well: any record of them takes the source's place again."""
    nobody = Stamp.of(UNLOADED, None)
    own = (source, copy_of(source))
    stamps = {name: nobody if stamp.source in own else stamp for name, stamp in provenance_of(stored).items()}
    changed: dict[str, Any] = {
        "loads": [other for other in stored["loads"] if other != load],
        "hashes": None,
        "provenance": provenance_text(stamps),
    }
    for name in ("keys", "copied"):
        if lines := stored.get(name):
            changed[name] = [line for line in lines if line.partition("|")[0] != load] or None
    if f"|{source}@" in (stored.get("authors_source") or ""):
        changed["authors_source"] = f"{TRUNCATED}|{nobody}"
    return changed
