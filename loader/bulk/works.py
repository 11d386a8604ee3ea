"""Works from records into tables: joined, their affiliation strings read, their rows written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import Any

from msgspec import Struct

from loader.bulk.spool import Kept
from loader.bulk.spread import Spread
from loader.bulk.tables import Tables
from loader.merging import content_hash
from loader.paper_joining import PaperJoining
from loader.paper_links import Readings, counts_of, lists_rows
from loader.paper_rows import PaperRows, rows_of
from loader.papers import PaperState
from loader.resolve import Index

#: Readings of affiliation strings that are remembered before the memory begins anew: it stays flat.
_REMEMBERED = 1 << 16

_UNPLACED = ("unplaced_affiliations", "unplaced_bases", "unplaced_read_as")
_STRINGS = dict.fromkeys(("raw_affiliations", "bases", "read_as", "publisher_ids", "publisher_countries"))

#: Order in which loads write: number of the load, then of the record.
Tag = tuple[int, int]


class Signed(Struct, array_like=True, gc=False):
    """What one paper says of one person. `final`: the person stands on the paper once all loads are done."""

    key: str
    identity: str
    name: str
    openalex: str | None
    load: int
    final: bool
    institutions: list[str]
    year: int | None


@dataclass
class Shared:
    """Topics and funders: what was said of each, by whom last, and the loads that named it."""

    said: dict[tuple[str, str], dict[tuple[tuple[str, Any], ...], Tag]] = field(default_factory=dict)
    loads: dict[tuple[str, str], set[int]] = field(default_factory=dict)

    def add(self, label: str, row: dict[str, Any], load: int, tag: Tag) -> None:
        key = (label, row["key"])
        content = tuple(sorted(row["properties"].items()))
        said = self.said.setdefault(key, {})
        said[content] = max(tag, said.get(content, tag))
        self.loads.setdefault(key, set()).add(load)

    def join(self, other: Shared) -> None:
        for key, contents in other.said.items():
            said = self.said.setdefault(key, {})
            for content, tag in contents.items():
                said[content] = max(tag, said.get(content, tag))
            self.loads.setdefault(key, set()).update(other.loads[key])

    def write(self, tables: Tables, loads: Sequence[str]) -> None:
        """What was said last stands, as if each load had written it."""
        for (label, key), contents in sorted(self.said.items()):
            properties: dict[str, Any] = {}
            for content, _ in sorted(contents.items(), key=lambda one: one[1]):
                properties |= dict(content)
            named = [loads[number] for number in sorted(self.loads[label, key])]
            tables.node(label, key, {**properties, "loads": named})


@dataclass
class Written:
    """What a process wrote, for the account of each load."""

    outcomes: Counter[tuple[int, str]] = field(default_factory=Counter)
    conflicts: list[tuple[int, str]] = field(default_factory=list)
    shared: Shared = field(default_factory=Shared)
    papers: int = 0
    strings: int = 0
    strings_read: int = 0
    #: whether a field goes over several lines
    breaks: bool = False

    def join(self, other: Written) -> None:
        self.outcomes += other.outcomes
        self.conflicts += other.conflicts
        self.shared.join(other.shared)
        self.papers += other.papers
        self.strings += other.strings
        self.strings_read += other.strings_read
        self.breaks = self.breaks or other.breaks


class WorkTables:
    """Writes works and what belongs to them alone; people, whom papers share, are spread by their keys."""

    def __init__(
        self, folder: Path, work: Path, part: str, loads: Sequence[str], index: Index, precedence: Callable[[str], int]
    ) -> None:
        self._tables = Tables(folder, part)
        self._people = Spread(work, "people", part)
        self._loads = loads
        self._index = index
        self._precedence = precedence
        self._read: Readings = {}
        self.done = Written()

    def group(self, records: Iterable[tuple[int, Kept]]) -> None:
        """Write the works that these numbered records, in their order, are about."""
        joining = PaperJoining(self._precedence)
        last: dict[int, int] = {}
        by_load = [(load, list(same)) for load, same in groupby(records, key=lambda one: one[1].load)]
        number = by_load[-1][1][-1][0]
        for load, same in by_load:
            told = len(joining.conflicts)
            for _, kept in same:
                outcome = joining.add(kept.paper, kept.stamp, content_hash(kept.paper), self._loads[load])
                self.done.outcomes[load, outcome] += 1
            self.done.conflicts += [(load, text) for text in joining.conflicts[told:]]
            changed = joining.changed()
            if len(by_load) > 1:
                # What a load wrote names it on people and topics, though a later load writes the work anew.
                rows = rows_of(changed, self._loads[load])
                self._share(rows, load, number)
                self._sign(rows, load, {}, None, final=False)
            for state in changed:
                last[id(state)] = load
                state.changed = False
                state.stored_as = state.key
        for state in joining.works():
            self._work(state, last[id(state)], number)

    def close(self) -> Written:
        """Write what is held, and say what was written since the last time."""
        self._people.flush()
        done, self.done = self.done, Written()
        done.breaks = self._tables.flush()
        return done

    def _work(self, state: PaperState, load: int, number: int) -> None:
        rows = rows_of([state], self._loads[load])
        self._share(rows, load, number)
        properties = rows.papers[0]["properties"]
        key = rows.papers[0]["key"]
        places = {(row["start"], row["position"]): row["properties"] for row in rows.authored}
        printed = {
            "id": key,
            "places": [
                {"author": author, "position": position, **_STRINGS, **place}
                for (author, position), place in places.items()
            ],
            **{name: properties.get(name) for name in _UNPLACED},
        }
        if len(self._read) > _REMEMBERED:
            self._read.clear()
        read: list[dict[str, Any]] = []
        lists = lists_rows(printed, self._index, self._read, read)
        counts = counts_of(printed, lists)
        write = self._tables.relationship
        self._tables.node("Paper", key, {**properties, "linked_by": self._index.fingerprint, **counts})
        for one, place in zip(read, places.values(), strict=True):
            place["position"] = one["position"]
            place["country_codes"], place["conflicts"] = one["country_codes"], one["conflicts"]
            write("AUTHORED", one["author"], key, place)
        at: dict[int, list[str]] = {}
        for row in lists:
            write("LISTS", key, row["end"], row["properties"])
            for position in set(row["properties"]["author_positions"]):
                at.setdefault(position, []).append(row["end"])
        for row in rows.about:
            write("ABOUT", key, row["end"], row["properties"])
        for row in rows.funded:
            write("FUNDED_BY", key, row["end"], row["properties"])
        institutions: dict[str, set[str]] = {}
        for author, position in places:
            institutions.setdefault(author, set()).update(at.get(position, ()))
        day = properties.get("date_min")
        self._sign(rows, load, institutions, day.year if day else None, final=True)
        self.done.papers += 1
        self.done.strings += counts["strings"]
        self.done.strings_read += counts["strings_read"]

    def _share(self, rows: PaperRows, load: int, number: int) -> None:
        for label, named in (("Topic", rows.topics), ("Funder", rows.funders)):
            for row in named.values():
                self.done.shared.add(label, row, load, (load, number))

    def _sign(
        self, rows: PaperRows, load: int, institutions: dict[str, set[str]], year: int | None, *, final: bool
    ) -> None:
        for key, row in rows.authors.items():
            at = list(institutions.get(key, ()))
            signed = (key, row["identity"], row["name"], row["openalex"], load, final, at, year)
            self._people.add(key, signed)
