"""The publishers' formats that can be loaded, by id. A new one is a module with a `SOURCE`, named here."""

from __future__ import annotations

from loader.source import Source

_ALL: tuple[Source, ...] = ()

SOURCES: dict[str, Source] = {source.id: source for source in sorted(_ALL, key=lambda source: source.id)}
