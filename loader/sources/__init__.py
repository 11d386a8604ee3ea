"""The publishers' formats that can be loaded, by id: every module of this folder, each with its `SOURCE`.

What holds for the entries of every list is added here: giants are refused, particulars of persons left out, and a
country is no address.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import msgspec

from cypher.parameters import nearest
from loader import countries, reading
from loader.lists import control_lists
from loader.particulars import without_particulars
from loader.records import Designation, Rejected, Row
from loader.source import Read, Source

#: Bytes of JSON that one entry may make; the largest in use makes some 40,000.
MAX_ENTRY = 4_000_000


def _all() -> list[Source]:
    return [import_module(f"{__name__}.{module.name}").SOURCE for module in iter_modules(__path__)]


def _entries(read: Read) -> Read:
    def checked(path: Path) -> Iterator[Row | Rejected]:
        for item in read(path):
            if isinstance(item, Rejected) or not isinstance(item.record, Designation):
                yield item
                continue
            size = len(encoded := msgspec.json.encode(item.record))
            if size > MAX_ENTRY:
                reason = f"the entry holds {size:,} bytes, which none does: look at it in the file, and fetch that anew"
                yield Rejected(item.line, "record", reason, reading.shown(encoded[:1000]))
            else:
                yield msgspec.structs.replace(item, record=without_particulars(_addressed(item.record)))

    return checked


def _addressed(entry: Designation) -> Designation:
    """The entry without addresses that say no more than a country it is listed under."""
    addresses = tuple(one for one in entry.addresses if countries.code(one) not in entry.countries)
    return entry if addresses == entry.addresses else msgspec.structs.replace(entry, addresses=addresses)


def _guarded(source: Source) -> Source:
    return replace(source, read=_entries(source.read)) if source.kind == "lists" else source


SOURCES: dict[str, Source] = {source.id: _guarded(source) for source in sorted(_all(), key=lambda source: source.id)}


def bringing(list_id: str) -> list[Source]:
    """The sources whose files can bring a list, those of its own publisher's form before the own format."""
    own = [source for source in SOURCES.values() if list_id in source.lists]
    return [*own, SOURCES["list-csv"]]


def no_such(source: str) -> str:
    """What to say of a source that there is not: of a list, which sources bring it; else what is spelled like it."""
    if source in control_lists():
        ids = [one.id for one in bringing(source)]
        return (
            f"{source} is a list, not a source: name the source whose file holds it ({', '.join(ids)}), as in "
            f"`tiegraph load {ids[0]} FILE`."
        )
    return f"There is no source {source!r}; {nearest(source, SOURCES)}"


def is_authority(source: str) -> bool:
    """Whether a source's files are those of the authority of their lists, and whole."""
    return source in SOURCES and bool(SOURCES[source].complete)


def precedence(source: str) -> int:
    """A source's rank when two give one property; 0 for one that this release does not know."""
    return SOURCES[source].precedence if source in SOURCES else 0
