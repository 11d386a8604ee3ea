"""The publishers' formats that can be loaded, by id: every module of this folder, each with its `SOURCE`.

What holds for the entries of every list is added here: giants are refused, and particulars of persons left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import msgspec

from loader import reading
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
                yield msgspec.structs.replace(item, record=without_particulars(item.record))

    return checked


def _guarded(source: Source) -> Source:
    return replace(source, read=_entries(source.read)) if source.kind == "lists" else source


SOURCES: dict[str, Source] = {source.id: _guarded(source) for source in sorted(_all(), key=lambda source: source.id)}
