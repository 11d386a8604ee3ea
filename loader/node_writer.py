"""Institutions, lists, reports and rules into the graph, and what list entries have in common with them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence

from msgspec.structs import asdict

from cypher.client import Client
from loader.account import MERGED, UNCHANGED, WRITTEN
from loader.countries import name as country_name
from loader.merging import Properties, Stamp, combine, content_hash, hashes_of, newest_of, with_hash, with_load
from loader.periods import texts_of
from loader.records import (
    ControlList,
    Designation,
    Figure,
    FunderRecord,
    Institution,
    Person,
    Record,
    Report,
    Rule,
    TopicRecord,
)
from loader.writing import Batch

_LABELS = {
    Institution: "Institution",
    ControlList: "ControlList",
    Designation: "Designation",
    Report: "Report",
    Rule: "Rule",
    Figure: "Figure",
    TopicRecord: "Topic",
    FunderRecord: "Funder",
    Person: "Author",
}
#: Where a record was read, and not what it says.
_WHERE = ("provenance", "rows")


class NodeWriter:
    """Writes records other than papers, of one load. List entries have a writer of their own, `EntryWriter`."""

    def __init__(self, client: Client, load: str, precedence: Callable[[str], int]) -> None:
        self._client = client
        self._load = load
        self._precedence = precedence

    def write(self, records: Sequence[tuple[Record, Stamp]]) -> list[str]:
        """Write one batch of records of one kind in one transaction; the outcome of each, in order."""
        label = _LABELS[type(records[0][0])]
        keys = sorted({record.id for record, _ in records})  # type: ignore[union-attr]
        nodes = {row["key"]: row["properties"] for row in self._client.stream("find_nodes", label, keys=keys)}
        changed: dict[str, Record] = {}
        stamps: dict[str, Stamp] = {}
        outcomes = []
        for record, stamp in records:
            key = record.id  # type: ignore[union-attr]
            before = nodes.get(key)
            outcomes.append(self._join(nodes, key, record, stamp))
            if nodes.get(key) is not before:
                changed[key], stamps[key] = record, stamp
        self._commit(label, {key: nodes[key] for key in changed}, changed, stamps)
        return outcomes

    def _join(self, nodes: dict[str, Properties], key: str, record: Record, stamp: Stamp) -> str:
        """Put a record's node, where it changes, into `nodes`; the outcome."""
        stored = nodes.get(key, {})
        newest = newest_of(stored, stamp.source)
        older, newer = bool(newest and stamp.as_of < newest), bool(newest and stamp.as_of > newest)
        digest = self._digest(record)
        own = hashes_of(stored, stamp.source)
        # A file with nothing new may still be older than those loaded.
        seen = self._seen(record, stored, stamp)
        if digest in own and newest == stamp.as_of and _says(stored, seen):
            return UNCHANGED
        combined = {**self._combined(record, stored, stamp), **seen}
        if stored and _says(stored, combined):
            return UNCHANGED
        # An older record says nothing of what the newest one does.
        hashes = stored.get("hashes") if older else with_hash(stored, stamp.source, digest, self._load, newer=newer)
        if stored and _says(stored, {name: combined[name] for name in combined if name not in _WHERE}):
            # A newer file says the same: only the day and the place where it stands change.
            nodes[key] = {**stored, **combined, "hashes": hashes}
            return UNCHANGED
        in_this_load = self._load in (stored.get("loads") or ())
        nodes[key] = {**stored, **combined, "hashes": hashes, "loads": with_load(stored, self._load)}
        return WRITTEN if not stored or (own and not in_this_load) else MERGED

    def _commit(
        self, label: str, nodes: dict[str, Properties], records: dict[str, Record], stamps: dict[str, Stamp]
    ) -> None:
        batch = Batch()
        write_countries(batch, (code for properties in nodes.values() for code in _countries(properties)))
        batch.nodes(label, [{"key": key, "properties": properties} for key, properties in nodes.items()])
        self._relate(batch, nodes, records, stamps)
        batch.commit(self._client)

    def _digest(self, record: Record) -> str:
        """The hash of what a record says."""
        return content_hash(record)

    def _seen(self, record: Record, stored: Properties, stamp: Stamp) -> Properties:
        """What a file adds by having the record at all, whatever it says."""
        return {}

    def _combined(self, record: Record, stored: Properties, stamp: Stamp) -> Properties:
        """What of the node changes with what the record says."""
        return combine(stored, properties_of(record), stamp, self._precedence)

    def _relate(
        self, batch: Batch, nodes: dict[str, Properties], records: dict[str, Record], stamps: dict[str, Stamp]
    ) -> None:
        """Relationships that the records themselves say."""
        counted = [(key, record.country) for key, record in records.items() if isinstance(record, Figure)]
        rows = [{"start": key, "end": country, "properties": {}} for key, country in counted if country]
        batch.relationships("COUNTED_FOR", rows)


def _says(stored: Properties, values: Properties) -> bool:
    """Whether a node holds all these values."""
    return all(stored.get(name) == value for name, value in values.items())


def write_countries(batch: Batch, codes: Iterable[str]) -> None:
    """Country nodes for these ISO codes."""
    batch.nodes("Country", [{"key": code, "properties": {"name": country_name(code)}} for code in sorted(set(codes))])


def _countries(properties: Properties) -> list[str]:
    return [code for code in (properties.get("country"), *(properties.get("countries") or ())) if code]


def properties_of(record: Record) -> Properties:
    """A record's values by the model's property names; absent ones are left out."""
    values = {name: list(value) if isinstance(value, tuple) else value for name, value in asdict(record).items()}
    values.pop("id", None)
    values.pop("as_of", None)
    if isinstance(record, Institution):
        values["city"] = record.cities[0] if record.cities else None
    if isinstance(record, Designation):
        for name in ("key", "period", "further_periods"):
            del values[name]
        values["printed"] = texts_of([record.period, *record.further_periods])
        values["raw"] = [json.dumps(row, ensure_ascii=False, sort_keys=True) for row in record.raw]
    if isinstance(record, Figure):
        values["name"] = f"{record.works:,} works of {record.year}"
    if isinstance(record, Report):
        values["named"] = [f"{one.side}|{one.certainty}|{one.id or one.name}" for one in record.names]
        del values["names"]
    return {name: value for name, value in values.items() if value not in (None, "", [], False)}
