"""List entries into the graph: with their periods, with what each file adds to their history."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from msgspec.structs import replace

from cypher.client import Client
from loader import entry_history, periods
from loader.list_dates import FileDate, Files, following
from loader.merging import Properties, Stamp, provenance_of
from loader.node_writer import NodeWriter, properties_of
from loader.records import Designation, Period, Record
from loader.writing import Batch, Rows


class EntryWriter(NodeWriter):
    """Writes the entries of one file of one load.

    `files` are those of each list's authority that were loaded before. Where the file is one of them (`authority`), it
    opens entries and changes them; any other file adds to an entry. `keys` are the keys that this file makes of entries
    known by another, by their ids. `authorities` tells whether a source's files are those of a list's authority.
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

    def _seen(self, record: Record, stored: Properties, stamp: Stamp) -> Properties:
        assert isinstance(record, Designation)
        first = stored.get("first_file")
        if self._authority:
            first = min(first or stamp.as_of, stamp.as_of)
        known = {text.partition("|")[2] for text in stored.get("keys") or ()}
        added = [f"{self._load}|{key}" for key in self._keys.get(record.id, ()) if key not in known]
        return {
            "names_seen": _names_seen(record, stored, stamp),
            "first_file": first,
            "keys": sorted([*(stored.get("keys") or ()), *added]) or None,
        }

    def _combined(self, record: Record, stored: Properties, stamp: Stamp) -> Properties:
        assert isinstance(record, Designation)
        printed = properties_of(record)
        if self._authority and stored.get("first_file"):
            stamps = provenance_of(stored).values()
            days = [file.day for file in self._files.get(record.list, ())]
            # A source can be the authority of one list and have a copy of another's, which is none of `days`.
            newer = any(one.as_of > stamp.as_of and self._authorities(one.source) for one in stamps)
            if newer and any(day > stamp.as_of for day in days):
                # The newest file says what is printed: an older one neither adds to it nor takes away.
                former = entry_history.after_older(stored, printed, stamp.as_of, self._load, days)
                return {"former": [str(one) for one in sorted(former)] or None}
        combined = super()._combined(record, stored, stamp)
        if self._authority and stored.get("first_file"):
            former = entry_history.after_newer(stored, combined, stamp.as_of, self._load, self._authorities)
            combined["former"] = [str(one) for one in sorted(former)] or None
        return combined

    def _later(self, entry: Designation, stamp: Stamp) -> FileDate | None:
        """The first file after this one."""
        return following(self._files.get(entry.list, ()), stamp.as_of)

    def _relate(
        self, batch: Batch, nodes: dict[str, Properties], records: dict[str, Record], stamps: dict[str, Stamp]
    ) -> None:
        entries = [record for record in records.values() if isinstance(record, Designation)]
        ids = [entry.id for entry in entries]
        batch.replace("ON_LIST", ids, self._period_rows(entries, stamps))
        addressed = [
            {"start": entry.id, "end": code, "properties": {}}
            for entry in entries
            for code in nodes[entry.id].get("countries") or ()
        ]
        batch.replace("ADDRESSED_IN", ids, addressed)

    def _period_rows(self, entries: Sequence[Designation], stamps: dict[str, Stamp]) -> Rows:
        ids = [entry.id for entry in entries]
        stored = {row["id"]: row for row in self._client.rows("periods_of_entries", ids=ids)}
        rows: Rows = []
        for entry in entries:
            row = stored.get(entry.id, {})
            known = [periods.period_of(properties) for properties in row.get("periods", ())]
            stands: Sequence[Period] = [entry.period, *entry.further_periods]
            stamp = stamps[entry.id]
            later = self._later(entry, stamp)
            if later:
                # What a later file has or lacks is known already.
                stands = known or periods.ended(stands, stamp.as_of, later.day, later.load)
                first = row.get("first_file")
                if self._authority and first and first > later.day:
                    lacked = max(file.day for file in self._files[entry.list] if file.day < first)
                    stands = periods.parted(known, stamp.as_of, later.day, later.load, lacked, first)
            elif self._authority:
                stands = periods.after_file(known, stands, stamp.as_of)
            elif known:
                # Only the list's own authority says when an entry stood on it.
                stands = known
            rows += periods.rows_of(entry.id, entry.list, stands)
        return rows


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
