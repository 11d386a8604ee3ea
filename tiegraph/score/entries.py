"""The list entries that labelled rows speak of: from list files where they are there, else from the row alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from loader import countries, identifiers, reading
from loader.entry_writer import join_entries
from loader.records import Designation
from loader.resolve import text as texts
from loader.sources import SOURCES
from tiegraph.demo import data_folder
from tiegraph.score.gold import Row
from tiegraph.score.institutions import read_rows

#: Names of lists in labelled files that are not the list's id.
LISTS = {
    "bis-entity-list": "us-entity-list",
    "bis-meu": "us-meu",
    "ofac-sdn": "us-ofac-sdn",
    "state-isn": "us-isn",
    "dow-1286": "us-dod-1286",
    "dow-1260h": "us-dod-1260h",
    "meti-eul": "jp-end-user-list",
}


class Entries:
    """Entries by list and name, and by list and key."""

    def __init__(self, entries: Iterable[Designation] = ()) -> None:
        self.all = join_entries(entries)
        self._named: dict[tuple[str, str], list[Designation]] = {}
        self._ids = {entry.id for entry in self.all}
        self._keyed = {(entry.list, entry.key): entry for entry in self.all}
        for entry in self.all:
            self._named.setdefault((entry.list, texts.key(entry.name)), []).append(entry)

    def __contains__(self, id: object) -> bool:
        return id in self._ids

    def has(self, row: Row) -> bool:
        """Whether the row's entry is one of these."""
        return self._find(row) is not None

    def of(self, row: Row) -> Designation:
        """The row's entry: the known one, else what the row itself says of it."""
        return self._find(row) or entry_of(row)

    def _find(self, row: Row) -> Designation | None:
        list_id = list_of(row)
        if keyed := self._keyed.get((list_id, row.get("entry_key"))):
            return keyed
        same = self._named.get((list_id, texts.key(row.get("entry_name"))), [])
        code = countries.code(row.get("country"))
        return next((entry for entry in same if code in entry.countries), same[0] if same and not code else None)


def list_of(row: Row) -> str:
    """The list's id, whatever the file calls it."""
    return LISTS.get(row.get("list"), row.get("list"))


def entry_of(row: Row) -> Designation:
    """An entry with what a labelled row says: name, country, and aliases, native names, addresses where it has them."""
    code = countries.code(row.get("country"))
    name = row.get("entry_name")
    return Designation(
        list=list_of(row),
        key=row.get("entry_key") or identifiers.entry_key(code, name),
        name=name,
        kind="organisation",
        aliases=reading.values(row.get("aliases")),
        native_names=reading.values(row.get("native_names")),
        addresses=reading.values(row.get("addresses")),
        countries=(code,) if code else (),
    )


def read(files: Sequence[tuple[str, Path]] | None = None) -> Entries:
    """The entries of list files, each with its source's name; without any, those of the bundled lists.

    Raises `SourceError` where a file is not of its format.
    """
    if files is None:
        files = [("list-csv", path) for path in sorted((data_folder() / "lists").glob("*-*.csv"))]
    return Entries(
        row.record
        for source, path in files
        for row, _ in read_rows(SOURCES[source], path)
        if isinstance(row.record, Designation)
    )
