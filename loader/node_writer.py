"""Institutions, lists, entries, reports and rules into the graph: one way for all of them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence

from msgspec.structs import asdict, replace

from cypher.client import Client
from loader import periods
from loader.account import MERGED, UNCHANGED, WRITTEN
from loader.countries import name as country_name
from loader.merging import Properties, Stamp, combine, content_hash, hashes_of, with_hash, with_load
from loader.records import ControlList, Designation, Institution, Record, Report, Rule
from loader.writing import Batch, Rows

_LABELS = {
    Institution: "Institution",
    ControlList: "ControlList",
    Designation: "Designation",
    Report: "Report",
    Rule: "Rule",
}


class NodeWriter:
    """Writes records other than papers, of one load. `complete`: its files are the whole of their lists."""

    def __init__(self, client: Client, load: str, precedence: Callable[[str], int], complete: bool = False) -> None:
        self._client = client
        self._load = load
        self._precedence = precedence
        self._complete = complete
        #: day of the newest file of each list that is in the graph
        self._newest = {row["id"]: row["as_of"] for row in client.rows("list_file_dates")}

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
            outcome = self._join(nodes, key, record, stamp)
            outcomes.append(outcome)
            if outcome != UNCHANGED:
                changed[key], stamps[key] = record, stamp
        self._commit(label, {key: nodes[key] for key in changed}, changed, stamps)
        return outcomes

    def _join(self, nodes: dict[str, Properties], key: str, record: Record, stamp: Stamp) -> str:
        digest = content_hash(record)
        stored = nodes.get(key, {})
        own = hashes_of(stored, stamp.source)
        seen = _names_seen(record, stored, stamp) if isinstance(record, Designation) else None
        # A file that is older than those loaded may have had a name before them.
        if digest in own and seen == stored.get("names_seen"):
            return UNCHANGED
        combined = combine(stored, properties_of(record), stamp, self._precedence)
        if seen is not None:
            combined["names_seen"] = seen
        if stored and all(stored.get(name) == value for name, value in combined.items()):
            return UNCHANGED
        in_this_load = self._load in (stored.get("loads") or ())
        nodes[key] = {
            **combined,
            "hashes": with_hash(stored, stamp.source, digest, self._load),
            "loads": with_load(stored, self._load),
        }
        return WRITTEN if not stored or (own and not in_this_load) else MERGED

    def _commit(
        self, label: str, nodes: dict[str, Properties], records: dict[str, Record], stamps: dict[str, Stamp]
    ) -> None:
        batch = Batch()
        write_countries(batch, (code for properties in nodes.values() for code in _countries(properties)))
        batch.nodes(label, [{"key": key, "properties": properties} for key, properties in nodes.items()])
        entries = [record for record in records.values() if isinstance(record, Designation)]
        if entries:
            batch.replace("ON_LIST", [entry.id for entry in entries], self._period_rows(entries, stamps))
            addressed = [
                {"start": entry.id, "end": code, "properties": {}}
                for entry in entries
                for code in nodes[entry.id].get("countries") or ()
            ]
            batch.replace("ADDRESSED_IN", [entry.id for entry in entries], addressed)
        batch.commit(self._client)

    def _period_rows(self, entries: Sequence[Designation], stamps: dict[str, Stamp]) -> Rows:
        ids = [entry.id for entry in entries]
        stored = {row["id"]: row["periods"] for row in self._client.rows("periods_of_entries", ids=ids)}
        rows: Rows = []
        for entry in entries:
            known = [periods.period_of(properties) for properties in stored.get(entry.id, ())]
            stands = [entry.period, *entry.further_periods]
            if self._complete:
                as_of, newest = stamps[entry.id].as_of, self._newest.get(entry.list)
                stands = periods.after_file(known, stands, as_of, newest, self._load)
            elif known:
                # Only the list's own authority says when an entry stood on it.
                stands = known
            rows += periods.rows_of(entry.id, entry.list, stands)
        return rows


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
        values["raw"] = [json.dumps(row, ensure_ascii=False, sort_keys=True) for row in record.raw]
    if isinstance(record, Report):
        values["named"] = [f"{one.side}|{one.certainty}|{one.id or one.name}" for one in record.names]
        del values["names"]
    return {name: value for name, value in values.items() if value not in (None, "", [], False)}


def join_entries(entries: Iterable[Designation]) -> list[Designation]:
    """Rows with one key are one designation: their values are put together, the earliest listing counts."""
    joined: dict[str, Designation] = {}
    for entry in entries:
        known = joined.get(entry.id)
        if known is None:
            joined[entry.id] = entry
            continue
        together = {
            name: tuple(dict.fromkeys([*getattr(known, name), *getattr(entry, name)]))
            for name in ("aliases", "native_names", "addresses", "countries", "programs", "citations", "rows")
        }
        if entry.name != known.name and entry.name not in together["aliases"]:
            together["aliases"] += (entry.name,)
        texts = {
            name: " | ".join(dict.fromkeys(text for one in (known, entry) if (text := getattr(one, name)))) or None
            for name in ("reason", "remarks", "licence_requirement", "licence_policy")
        }
        rows_periods = periods.joined([known.period, *known.further_periods, entry.period, *entry.further_periods])
        joined[entry.id] = replace(
            known,
            **together,
            **texts,
            kind=entry.kind if known.kind == "unknown" else known.kind,
            period=rows_periods[0],
            further_periods=tuple(rows_periods[1:]),
            raw=known.raw + entry.raw,
        )
    return list(joined.values())


def _names_seen(entry: Designation, stored: Properties, stamp: Stamp) -> list[str]:
    """`date|name` for the entry's names, each with the date of the earliest file that had it."""
    seen: dict[str, str] = {}
    for text in stored.get("names_seen") or ():
        day, _, known = text.partition("|")
        seen[known] = day
    for known in (entry.name, *entry.aliases, *entry.native_names):
        day = stamp.as_of.isoformat()
        seen[known] = min(seen.get(known, day), day)
    return sorted(f"{day}|{known}" for known, day in seen.items())
