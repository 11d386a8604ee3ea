"""List entries into the graph: with their periods, with what each file adds to their history."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from msgspec.structs import replace

from cypher.client import Client
from loader import entry_history, list_history, periods
from loader.list_dates import Files, whole_days
from loader.list_history import had_by
from loader.merging import Properties, Stamp, content_hash
from loader.node_writer import NodeWriter, properties_of
from loader.presence import events_of, lines_of, with_file
from loader.records import Designation, Record
from loader.writing import Batch


class EntryWriter(NodeWriter):
    """Writes the entries of one file of one load.

    `files` are those of each list's authority, this one among them where it is one (`authority`): then it opens entries
    and changes them; any other file adds to an entry. `keys` are the keys that this file makes of entries known by
    another, by their ids. `authorities` tells whether a source's files are those of a list's authority.
    """

    def __init__(
        self,
        client: Client,
        load: str,
        precedence: Callable[[str], int],
        *,
        files: Files,
        authority: bool,
        authorities: Callable[[str], bool],
        keys: Mapping[str, Sequence[str]],
    ) -> None:
        super().__init__(client, load, precedence)
        self._files = files
        self._authority = authority
        self._authorities = authorities
        self._keys = keys

    def _digest(self, record: Record) -> str:
        assert isinstance(record, Designation)
        return content_hash(replace(record, rows=()))

    def _seen(self, record: Record, stored: Properties, stamp: Stamp) -> Properties:
        assert isinstance(record, Designation)
        events = events_of(stored)
        if self._authority:
            events = with_file(events, stamp.as_of, True, whole_days(self._files.get(record.list, ())))
        known = {text.partition("|")[2] for text in stored.get("keys") or ()}
        added = [f"{self._load}|{key}" for key in self._keys.get(record.id, ()) if key not in known]
        return {
            "names_seen": _names_seen(record, stored, stamp),
            "first_file": events[0][0] if events else None,
            "presence": lines_of(events),
            "keys": sorted([*(stored.get("keys") or ()), *added]) or None,
            "copied": self._copied(record, stored),
        }

    def _copied(self, entry: Designation, stored: Properties) -> list[str] | None:
        """The printed periods of copies of the list, with the load that first brought each."""
        lines = list(stored.get("copied") or ())
        known = {line.partition("|")[2] for line in lines}
        printed = periods.texts_of([entry.period, *entry.further_periods]) or []
        if not self._authority:
            lines += [f"{self._load}|{text}" for text in printed if text not in known]
        return sorted(lines) or None

    def _combined(self, record: Record, stored: Properties, stamp: Stamp) -> Properties:
        assert isinstance(record, Designation)
        had = had_by(stored, self._files.get(record.list, ()))
        if not self._authority or not had:
            return super()._combined(record, stored, stamp)
        if any(day > stamp.as_of for day in had):
            # The newest file says what is printed: an older one neither adds to it nor takes away.
            printed = properties_of(record)
            former = entry_history.after_older(stored, printed, stamp.as_of, self._load, had)
            return {"former": [str(one) for one in sorted(former)] or None}
        combined = super()._combined(record, stored, stamp)
        former = entry_history.after_newer(stored, combined, stamp.as_of, self._load, self._authorities)
        return {**combined, "former": [str(one) for one in sorted(former)] or None}

    def _relate(
        self, batch: Batch, nodes: dict[str, Properties], records: dict[str, Record], stamps: dict[str, Stamp]
    ) -> None:
        entries = [record for record in records.values() if isinstance(record, Designation)]
        ids = [entry.id for entry in entries]
        stood = {
            entry.id: list_history.periods_of(nodes[entry.id], self._files.get(entry.list, ())) for entry in entries
        }
        rows = [row for entry in entries for row in periods.rows_of(entry.id, entry.list, stood[entry.id])]
        batch.replace("ON_LIST", ids, rows)
        addressed = [
            {"start": entry.id, "end": code, "properties": {}}
            for entry in entries
            for code in nodes[entry.id].get("countries") or ()
        ]
        batch.replace("ADDRESSED_IN", ids, addressed)


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
            for name in ("aliases", "native_names", "addresses", "countries", "programs", "citations", "notes", "rows")
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
