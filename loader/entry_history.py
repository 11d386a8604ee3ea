"""What an entry's fields said in earlier files of its list: the values that a file changed, kept in short.

A `former` value is `until|load|field|value as JSON`: what the list's files before the day `until` printed (`null`:
nothing), back to the day of the former value before it. A change costs one line; a file that changes nothing, none.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from msgspec import Struct

from loader.merging import Stamp, provenance_of

#: Fields of an entry whose changes are kept. The raw rows are not: they repeat them in the publisher's own form.
FIELDS = (
    "name", "kind", "aliases", "native_names", "addresses", "countries", "programs", "licence_requirement",
    "licence_policy", "reason", "citations", "remarks",
)  # fmt: skip


class Former(Struct, frozen=True, order=True):
    """A value that stood until a file of the day `until`."""

    until: date
    field: str
    load: str
    #: a text, a tuple of texts, or None
    value: Any

    def __str__(self) -> str:
        return f"{self.until.isoformat()}|{self.load}|{self.field}|{json.dumps(self.value, ensure_ascii=False)}"

    @classmethod
    def parse(cls, text: str) -> Former:
        until, load, field, value = text.split("|", 3)
        return cls(date.fromisoformat(until), field, load, _plain(json.loads(value)))


def former_values(stored: Mapping[str, Any]) -> list[Former]:
    """The former values of a Designation node, from its properties."""
    return [Former.parse(text) for text in stored.get("former") or ()]


def value_on(day: date, field: str, stored: Mapping[str, Any]) -> Any:
    """What the newest file up to `day` printed in a field of an entry that it had, as far as files were loaded."""
    later = [one for one in former_values(stored) if one.field == field and one.until > day]
    return min(later, key=lambda one: one.until).value if later else _plain(stored.get(field))


def after_newer(
    stored: Mapping[str, Any], now: Mapping[str, Any], day: date, load: str, authority: Callable[[str], bool]
) -> list[Former]:
    """Former values once a file of `day`, no older than any before, makes the node `now` of what was `stored`.

    Only what files of the list itself printed counts: a copy of the list elsewhere may leave out or add.
    """
    stamps = provenance_of(stored)
    kept = former_values(stored)
    for field in FIELDS:
        before, after = _plain(stored.get(field)), _plain(now.get(field))
        stamp = stamps.get(field, Stamp(stored["first_file"], ""))
        of_the_list = not stamp.source or authority(stamp.source)
        if not _alike(before, after) and of_the_list and stamp.as_of < day:
            kept.append(Former(day, field, load, before))
    return kept


def after_older(
    stored: Mapping[str, Any], printed: Mapping[str, Any], day: date, load: str, files: Iterable[date]
) -> list[Former]:
    """Former values once a file of `day` is known that is older than others of its list's `files`."""
    days = sorted(files)
    following = next(other for other in days if other > day)
    kept = former_values(stored)
    for field in FIELDS:
        known, value = value_on(day, field, stored), _plain(printed.get(field))
        if _alike(known, value):
            continue
        kept = [one for one in kept if (one.field, one.until) != (field, following)]
        kept.append(Former(following, field, load, value))
        if days[0] < day:
            kept.append(Former(day, field, load, known))
    return kept


def without_load(former: Sequence[str], load: str) -> list[str]:
    """The lines of `former` that other loads brought."""
    return [text for text in former if Former.parse(text).load != load]


def _plain(value: Any) -> Any:
    return tuple(value) if isinstance(value, list | tuple) else value


def _alike(one: Any, other: Any) -> bool:
    """Equal, the order of several texts apart."""
    if isinstance(one, tuple) and isinstance(other, tuple):
        return sorted(one) == sorted(other)
    return bool(one == other)
