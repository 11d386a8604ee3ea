"""The entries of a list once files of it are taken out: as if those had never been loaded, as far as is kept."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from loader.entry_history import value_on, without_days
from loader.list_dates import FileDate, number, whole_days
from loader.list_history import had_by
from loader.merging import Properties, Stamp, provenance_of, provenance_text
from loader.presence import events_of, lines_of
from loader.presence import without_days as events_without

_NAMES = ("name", "aliases", "native_names")


def without_files(
    stored: Mapping[str, Any],
    load: str,
    before: Sequence[FileDate],
    after: Sequence[FileDate],
    sources: Mapping[str, str],
) -> tuple[Properties, str | None] | None:
    """What changes on an entry that a file of its list had, once the files of `load` are taken out.

    `before` and `after` are the files of the list, `sources` those of each load. With it the load whose file is to be
    loaded again for what is not kept of it, the rows as published. None where no file that stays had the entry.
    """
    loads = {file.day: file.load for file in sorted(after, key=lambda file: (file.day, number(file.load)))}
    gone = {file.day for file in before} - loads.keys()
    events = events_without(events_of(stored), gone, whole_days(after))
    kept = {**stored, "presence": lines_of(events)}
    had = [day for day in had_by(kept, after) if day in loads]
    if not had:
        return None
    newest, brought = had[-1], loads[had[-1]]
    values, former = without_days(stored, {day: loads[day] for day in had})
    changed: Properties = {
        "presence": lines_of(events),
        "first_file": events[0][0],
        "former": [str(one) for one in former] or None,
        "names_seen": _names_seen(stored, gone, had),
        "loads": [one for one in stored["loads"] if one != load] or [brought],
        "keys": [key for key in stored.get("keys") or () if key.partition("|")[0] != load] or None,
    }
    stamps = provenance_of(stored)
    of_gone = {name for name, stamp in stamps.items() if stamp.as_of in gone and stamp.source == sources[load]}
    if not of_gone:
        return changed, None
    # The newest file that stays says what is printed; of the rows as published only those of the newest are kept.
    lost = {"rows", "raw"} if load in stored["loads"] else {"rows"}
    said = Stamp(newest, sources[brought])
    # A copy of the list keeps what it alone says.
    again = {name: value for name, value in values.items() if name in of_gone or name not in stamps}
    stays = {name: stamp for name, stamp in stamps.items() if name not in of_gone}
    same = {name: said for name in of_gone if name not in again and name not in lost}
    given = {name: said for name, value in again.items() if value is not None}
    changed |= {name: list(value) if isinstance(value, tuple) else value for name, value in again.items()}
    changed |= dict.fromkeys(lost)
    changed["provenance"] = provenance_text({**stays, **same, **given})
    changed["hashes"] = None
    return changed, brought


def _names_seen(stored: Mapping[str, Any], gone: Collection[date], had: Sequence[date]) -> list[str]:
    """First sightings; a name that a file taken out had first is seen first in the next that has it, if any."""
    seen = {}
    for text in stored.get("names_seen") or ():
        day, _, name = text.partition("|")
        first = date.fromisoformat(day)
        later = [one for one in had if one > first and name in _names_on(one, stored)] if first in gone else [first]
        if later:
            seen[name] = later[0].isoformat()
    return sorted(f"{day}|{name}" for name, day in seen.items())


def _names_on(day: date, stored: Mapping[str, Any]) -> set[str]:
    name, *others = (value_on(day, field, stored) for field in _NAMES)
    return {name, *(one for several in others for one in several or ())}
