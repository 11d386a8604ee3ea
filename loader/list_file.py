"""A file of one or several lists into the graph: is it whole, which entries are they, what does it open and close."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from msgspec.structs import replace

from cypher.client import Client
from cypher.statements import statement
from loader import list_dates
from loader.account import MERGED, Account
from loader.entry_identity import face_of_node, same_entries
from loader.entry_writer import EntryWriter, join_entries
from loader.errors import Shrunk
from loader.list_dates import following, newest
from loader.merging import Stamp
from loader.periods import SEEN_AGAIN, came_and_went, parted, period_of, rows_of, was_there
from loader.records import Designation
from loader.source import SHRINK_SHARE, Source
from loader.writing import Batch, Rows, chunks

#: So many entries any list may lose, whatever their share: small lists do end.
SHRINK_ENTRIES = 10


@dataclass
class ListFile:
    """What a file holds: `read` counts the publisher's records, the `rejected` ones too."""

    name: str
    as_of: date
    rows: list[Designation]
    #: the lists it speaks for
    lists: set[str]
    #: it is meant to be the whole of them, by their authority
    complete: bool
    read: int
    rejected: int


@dataclass
class Written:
    """What a file did to the entries of its lists: how many it closed, and which it knows by another key (old, new)."""

    closed: int = 0
    renamed: list[tuple[str, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


class ListWriter:
    """Writes the list files of one load."""

    def __init__(
        self,
        client: Client,
        source: Source,
        load: str,
        precedence: Callable[[str], int],
        authorities: Callable[[str], bool],
    ) -> None:
        self._client = client
        self._source = source
        self._load = load
        self._precedence = precedence
        self._authorities = authorities

    def check(self, file: ListFile) -> None:
        """Raise `Shrunk` where a file is too small to be the whole of its lists. Writes nothing."""
        if not file.complete:
            return
        refused = f" ({file.rejected:,} more were refused)" if file.rejected else ""
        if file.read < (self._source.floor or 0):
            raise Shrunk(
                f"{file.name} holds {file.read:,} entries where a whole file of {self._source.title} has at least "
                f"{self._source.floor:,}: fetch it anew; an excerpt is loaded with --allow-shrink, and closes nothing."
            )
        last = sum(self._in_newest(list_id, file.as_of) for list_id in file.lists)
        found = len({entry.id for entry in file.rows})
        if last - found > max(SHRINK_ENTRIES, last * SHRINK_SHARE):
            raise Shrunk(
                f"{file.name} holds {found:,} entries{refused} where the last file had {last:,}: fetch it anew, or "
                "load it with --allow-shrink if the list really lost so many; those it lacks are then closed."
            )

    def _in_newest(self, list_id: str, as_of: date) -> int:
        """Entries of the list in its newest file, or 0 where this file is older."""
        known = list_dates.files(self._client).get(list_id, [])
        if not known or following(known, as_of):
            return 0
        return sum(row["in_newest"] for row in self._client.rows("entries_of_list", list=list_id))

    def write(self, file: ListFile, account: Account) -> Written:
        """Write a file's entries; the account gets the outcome of each."""
        done = Written()
        files = list_dates.files(self._client)
        entries = join_entries(file.rows)
        account.add(MERGED, len(file.rows) - len(entries))
        keys: dict[str, list[str]] = {}
        entries = [entry for list_id in sorted(file.lists) for entry in self._known(list_id, entries, file, keys, done)]
        # Fewer than the floor are never a whole file, whatever is allowed.
        authority = file.complete and file.read >= (self._source.floor or 0)
        writer = EntryWriter(
            self._client,
            self._load,
            self._precedence,
            files=files,
            authority=authority,
            authorities=self._authorities,
            keys=keys,
        )
        stamp = Stamp.of(self._source.id, file.as_of)
        for chunk in chunks(entries):
            for outcome in writer.write([(record, stamp) for record in chunk]):
                account.add(outcome)
        if authority:
            for list_id in sorted(file.lists):
                ids = [entry.id for entry in entries if entry.list == list_id]
                self._close(list_id, ids, file, newest(files.get(list_id, ())), done)
            list_dates.add(self._client, file.lists, file.as_of, self._load)
        else:
            if file.complete:
                done.notes.append("the file is an excerpt: it dates no list, and nothing that it lacks was closed")
            self._client.write([(statement("list_seen_in"), {"lists": sorted(file.lists), "as_of": file.as_of})])
        return done

    def _known(
        self,
        list_id: str,
        entries: Iterable[Designation],
        file: ListFile,
        keys: dict[str, list[str]],
        done: Written,
    ) -> list[Designation]:
        """The file's entries of a list, those that are known by another key under that key."""
        here = [entry for entry in entries if entry.list == list_id]
        stored = {row["id"]: row for row in self._client.rows("entries_of_list", list=list_id)}
        same = same_entries(here, [face_of_node(row) for row in stored.values()])
        done.notes += [f"{list_id}: {text}" for text in same.unsure]
        earlier = []
        for printed, key in same.known.items():
            row = stored[f"{list_id}/{key}"]
            if printed in same.found:
                done.renamed.append((f"{list_id}/{key}", f"{list_id}/{printed}"))
            if date.fromisoformat(min(row["names_seen"])[:10]) > file.as_of:
                # The key is the name as first seen, in whatever order files are loaded.
                first = min(row["loads"], key=lambda load: int(load.rpartition("-")[2]))
                kept = [f"{first}|{key}"]
                earlier.append({"from": row["id"], "to": f"{list_id}/{printed}", "keys": kept})
            else:
                keys.setdefault(f"{list_id}/{key}", []).append(printed)
        self._client.write([(statement("rename_designations"), {"rows": earlier})])
        first_seen = {row["to"] for row in earlier}
        return [
            entry if entry.id in first_seen else replace(entry, key=same.known.get(entry.key, entry.key))
            for entry in here
        ]

    def _close(self, list_id: str, ids: Sequence[str], file: ListFile, last: date | None, done: Written) -> None:
        """A whole file closes the entries that it lacks, where it is the newest, else it narrows when they went.

        A file with rejected records closes nothing: what it lacks may have been refused.
        """
        if file.rejected:
            done.notes.append(f"{list_id}: the file is not whole, so nothing that it lacks was closed")
            return
        parameters = {"list": list_id, "present": ids, "as_of": file.as_of}
        if last is not None and file.as_of < last:
            self._client.write([(statement("narrow_periods"), {**parameters, "again": SEEN_AGAIN})])
            self._part(list_id, parameters)
        elif last is None or last < file.as_of:
            given = {**parameters, "previous": last, "load": self._load}
            done.closed += self._client.write([(statement("close_entries"), given)])[0][0]["closed"]

    def _part(self, list_id: str, parameters: dict[str, Any]) -> None:
        """Entries that an earlier and a later file have and this one lacks were gone, and are back."""
        day = parameters["as_of"]
        known = [file.day for file in list_dates.files(self._client)[list_id] if file.day != day]
        last, again = max((one for one in known if one < day), default=None), min(one for one in known if one > day)
        rows = self._client.rows("entries_lacking", **parameters) if last else []
        batch = Batch()
        periods: Rows = []
        for row in rows:
            stored = [period_of(properties) for properties in row["periods"]]
            if last and was_there(came_and_went(row["first_file"], stored), day):
                periods += rows_of(row["id"], list_id, parted(stored, last, day, self._load, day, again))
        batch.replace("ON_LIST", sorted({row["start"] for row in periods}), periods)
        batch.commit(self._client)
