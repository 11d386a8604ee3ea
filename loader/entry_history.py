"""What an entry's fields said in earlier files of its list: the values that a file changed, kept in short.

A `former` value is `until|load|field|value as JSON`: what the list's files before the day `until` printed (`null`:
nothing), back to the day of the former value before it. A change costs one line; a file that changes nothing, none.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from itertools import pairwise
from typing import Any

from msgspec import Struct

from loader.merging import Stamp, provenance_of

#: Fields of an entry whose changes are kept. The raw rows are not: they repeat them in the publisher's own form.
FIELDS = (
    "name", "kind", "aliases", "native_names", "addresses", "countries", "programs", "licence_requirement",
    "licence_policy", "reason", "citations", "remarks",
)  # fmt: skip
#: Those, and the periods that the rows print: what an older file printed of them may still stand (`loader.periods`).
_KEPT = (*FIELDS, "printed")


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
    for field in _KEPT:
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
    for field in _KEPT:
        known, value = value_on(day, field, stored), _plain(printed.get(field))
        if _alike(known, value):
            continue
        kept = [one for one in kept if (one.field, one.until) != (field, following)]
        kept.append(Former(following, field, load, value))
        if days[0] < day:
            kept.append(Former(day, field, load, known))
    return kept


def without_days(stored: Mapping[str, Any], days: Mapping[date, str]) -> tuple[dict[str, Any], list[Former]]:
    """What an entry's newest file says of its fields, and the former values, once only the files of `days` are known.

    `days` are those of the files that have the entry, at least one, with the load that brought each.
    """
    ordered = sorted(days)
    values: dict[str, Any] = {}
    kept = []
    for field in _KEPT:
        said = [(day, value_on(day, field, stored)) for day in ordered]
        for (_, before), (day, after) in pairwise(said):
            if not _alike(before, after):
                kept.append(Former(day, field, days[day], before))
        values[field] = said[-1][1]
    return values, kept


def _plain(value: Any) -> Any:
    return tuple(value) if isinstance(value, list | tuple) else value


def _alike(one: Any, other: Any) -> bool:
    """Equal, the order of several texts and the spaces in them apart."""
    if isinstance(one, tuple) and isinstance(other, tuple):
        return sorted(map(_spaced, one)) == sorted(map(_spaced, other))
    if isinstance(one, str) and isinstance(other, str):
        return _spaced(one) == _spaced(other)
    return bool(one == other)


def _spaced(value: str) -> str:
    return " ".join(value.split())
