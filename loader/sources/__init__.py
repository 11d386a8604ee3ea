"""The publishers' formats that can be loaded, by id: every module of this folder, each with its `SOURCE`."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

from loader.source import Source


def _all() -> list[Source]:
    return [import_module(f"{__name__}.{module.name}").SOURCE for module in iter_modules(__path__)]


SOURCES: dict[str, Source] = {source.id: source for source in sorted(_all(), key=lambda source: source.id)}
