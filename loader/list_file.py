"""A file of one or several lists into the graph: is it whole, which entries are they, what does it open and close."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date

from msgspec.structs import replace

from cypher.client import Client
from cypher.statements import statement
from loader import list_dates, list_history
from loader.account import MERGED, Account
from loader.entry_identity import face_of_node, same_entries
from loader.entry_writer import EntryWriter, join_entries
from loader.errors import Shrunk
from loader.list_dates import FileDate, Files, newest
from loader.merging import Stamp, copy_of
from loader.presence import events_of, was_there
from loader.records import Designation
from loader.source import SHRINK_SHARE, Source
from loader.writing import chunks

#: So many entries any list may lose, whatever their share: small lists do end.
SHRINK_ENTRIES = 10
#: Lists that a sentence names; others are counted.
_MOST = 3


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
    #: what the file means for its lists where it is not the newest whole one, in sentences
    means: list[str] = field(default_factory=list)


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
        """Entries of the list in its newest whole file, or 0 where this file is older."""
        last = newest(list_dates.files(self._client).get(list_id, []))
        if last is None or last > as_of:
            return 0
        rows = self._client.rows("entries_of_list", list=list_id)
        return sum(was_there(events_of(row), last) for row in rows)

    def write(self, file: ListFile, account: Account) -> Written:
        """Write a file's entries; the account gets the outcome of each."""
        done = Written()
        before = list_dates.files(self._client)
        entries = join_entries(file.rows)
        account.add(MERGED, len(file.rows) - len(entries))
        keys: dict[str, list[str]] = {}
        entries = [entry for list_id in sorted(file.lists) for entry in self._known(list_id, entries, file, keys, done)]
        # Fewer than the floor are never a whole file, whatever is allowed.
        excerpt = file.read < (self._source.floor or 0)
        authority = file.complete and not excerpt
        # What a file lacks may be among the records that were refused.
        whole = authority and not file.rejected
        files = before
        if authority:
            files = list_dates.add(before, file.lists, FileDate(file.as_of, self._load, whole))
        writer = EntryWriter(
            self._client,
            self._load,
            self._precedence,
            files=files,
            authority=authority,
            authorities=self._authorities,
            keys=keys,
        )
        for chunk in chunks(entries):
            for outcome in writer.write([(record, self._stamp(record.list, file)) for record in chunk]):
                account.add(outcome)
        present = {entry.id for entry in entries}
        for list_id in sorted(file.lists):
            day = file.as_of if whole else None
            known = files.get(list_id, ())
            done.closed += list_history.settle(self._client, list_id, known, day=day, present=present)
        done.means = _means(file, authority, before)
        list_dates.write(self._client, {id: files[id] for id in file.lists if authority})
        if not whole and not excerpt:
            # An excerpt would make the list look current.
            self._client.write([(statement("list_seen_in"), {"lists": sorted(file.lists), "as_of": file.as_of})])
        return done

    def _stamp(self, list_id: str, file: ListFile) -> Stamp:
        """Who says what the file does of a list."""
        copied = list_id in self._source.copies
        return Stamp.of(copy_of(self._source.id) if copied else self._source.id, file.as_of)

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


def _means(file: ListFile, authority: bool, before: Files) -> list[str]:
    """What a file that is not the newest whole one of its lists does and does not do, in sentences."""
    if not file.complete:
        return []
    if not authority:
        return ["the file is an excerpt: it dates no list, and nothing that it lacks was closed"]
    said = []
    if file.rejected:
        said.append(
            "records of the file were refused, so it is not whole: nothing that it lacks was closed, and it is no "
            "evidence of what stood on its lists that day"
        )
    older: dict[date, list[str]] = defaultdict(list)
    for list_id in sorted(file.lists):
        last = newest(before.get(list_id, ()))
        if last and file.as_of < last:
            older[last].append(list_id)
    for last, lists in older.items():
        said.append(
            f"{_several(lists)}: the file of {file.as_of} is older than that of {last}, which was loaded before; it "
            "adds to what is known of the time before, and changes no value that stands now"
        )
    return said


def _several(lists: list[str]) -> str:
    more = len(lists) - _MOST
    return ", ".join(lists[:_MOST]) + (f" and {more} more lists" if more > 0 else "")
