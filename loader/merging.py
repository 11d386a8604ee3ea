"""Which source's value stands where several gave one: pure, and the same whatever the order of loading."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import msgspec

Properties = dict[str, Any]

#: Stands for the source of a value whose load was taken out: it gives way to every other.
UNLOADED = "unloaded"


def copy_of(source: str) -> str:
    """Stands for a source where it copies what another keeps: its values give way to everybody else's."""
    return f"{source} (copy)"


@dataclass(frozen=True, slots=True, order=True)
class Stamp:
    """Who said something, and for which day it speaks. An undated statement is older than any dated one."""

    as_of: date
    source: str

    @classmethod
    def of(cls, source: str, as_of: date | None) -> Stamp:
        return cls(as_of or date.min, source)

    def __str__(self) -> str:
        return f"{self.source}@{self.as_of.isoformat()}"

    @classmethod
    def parse(cls, text: str) -> Stamp:
        source, _, day = text.rpartition("@")
        return cls(date.fromisoformat(day), source)


def provenance_of(stored: Mapping[str, Any]) -> dict[str, Stamp]:
    """Property name to the stamp of the source that gave it, from a node's `provenance`."""
    stamps: dict[str, Stamp] = {}
    for entry in stored.get("provenance") or ():
        stamp, _, names = entry.partition("|")
        stamps |= dict.fromkeys(names.split(","), Stamp.parse(stamp))
    return stamps


def provenance_text(stamps: Mapping[str, Stamp]) -> list[str]:
    """The `provenance` list for these stamps, sorted."""
    by_stamp: dict[Stamp, list[str]] = {}
    for name, stamp in stamps.items():
        by_stamp.setdefault(stamp, []).append(name)
    return sorted(f"{stamp}|{','.join(sorted(names))}" for stamp, names in by_stamp.items())


def combine(
    stored: Mapping[str, Any],
    new: Mapping[str, Any],
    stamp: Stamp,
    precedence: Callable[[str], int],
) -> Properties:
    """The properties of a node once a source's record joins what is stored, with `provenance`.

    Between sources the greatest (precedence, as-of, value) wins. A source's record replaces its earlier one unless it
    speaks for an earlier day, what it no longer says included: such names are None in the result, which takes them off
    the node. Names that no record gave (`hashes`, `loads`, derived ones) are not in the result.
    """
    stamps = provenance_of(stored)
    if not stamps:
        first = {name: value for name, value in new.items() if value is not None}
        return {**first, "provenance": provenance_text(dict.fromkeys(first, stamp))}
    values: Properties = dict.fromkeys(stamps)
    given: dict[str, Stamp] = {}
    for name in sorted(stamps.keys() | new.keys()):
        old_stamp, old, value = stamps.get(name), stored.get(name), new.get(name)
        if old_stamp is None:
            wins = True
        elif old_stamp.source == stamp.source:
            wins = stamp.as_of >= old_stamp.as_of
        else:
            wins = value is not None and _rank(stamp, value, precedence) > _rank(old_stamp, old, precedence)
        if not wins and old_stamp is not None:
            values[name], given[name] = old, old_stamp
        elif value is not None:
            values[name], given[name] = value, stamp
    values["provenance"] = provenance_text(given)
    return values


def _rank(stamp: Stamp, value: Any, precedence: Callable[[str], int]) -> tuple[int, date, str, str]:
    # The source's name only decides which of two equal sources is named for one and the same value.
    return precedence(stamp.source), stamp.as_of, repr(value), stamp.source


def content_hash(record: Any) -> str:
    """Sixteen hex digits over a record's content; equal records have equal ones on any machine."""
    return hashlib.blake2b(msgspec.json.encode(record), digest_size=8).hexdigest()


def newest_of(stored: Mapping[str, Any], source: str) -> date | None:
    """The day that a source's newest record on a node speaks for; None where no value is the source's."""
    return max((stamp.as_of for stamp in provenance_of(stored).values() if stamp.source == source), default=None)


def hashes_of(stored: Mapping[str, Any], source: str) -> set[str]:
    """The hashes of this source's newest records as last written to a node."""
    entries = (entry.partition("|") for entry in stored.get("hashes") or ())
    return {digest for name, _, digest in entries if name == source}


def with_hash(stored: Mapping[str, Any], source: str, digest: str, load: str, *, newer: bool = False) -> list[str]:
    """The node's `hashes` once this source's record is written.

    Several records of one day and load that are one node all stay known: the file is found unchanged when it is loaded
    again. A record of a `newer` day takes the place of those before it.
    """
    beside = load in (stored.get("loads") or ()) and not newer
    kept = {entry for entry in stored.get("hashes") or () if beside or not entry.startswith(f"{source}|")}
    return sorted({*kept, f"{source}|{digest}"})


def with_load(stored: Mapping[str, Any], load: str) -> list[str]:
    """The node's `loads` once this load wrote to it."""
    return sorted({*(stored.get("loads") or ()), load})
