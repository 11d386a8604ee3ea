"""How far a fetch of works is, kept beside what it wrote: every page is there once it was paid for."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import msgspec

#: OpenAlex changes every day: pages of another day do not fit together.
_FRESH = timedelta(hours=24)


class Begun(msgspec.Struct, kw_only=True, frozen=True):
    """The place after the last page that is here: of which filter, at which byte of the file."""

    filters: tuple[str, ...]
    #: when the first page was asked for
    begun: datetime
    filter: int = 0
    cursor: str = "*"
    bytes: int = 0
    #: the byte at which the works of this filter begin
    filter_begins: int = 0
    #: works of this filter that came
    works: int = 0
    limits: dict[str, str] = msgspec.field(default_factory=dict)

    def keep(self, path: Path) -> None:
        """Write it beside `path`, whole or not at all."""
        partial = _place(path).with_name(f".{path.name}.begun")
        partial.write_bytes(msgspec.json.encode(self))
        partial.replace(_place(path))

    def drop(self, path: Path) -> None:
        """Forget it: the file is complete, or begins anew."""
        _place(path).unlink(missing_ok=True)


def resumed(path: Path, filters: tuple[str, ...], now: datetime) -> Begun:
    """What is here of `filters` since less than a day; the beginning where that is nothing."""
    new = Begun(filters=filters, begun=now)
    part = path.with_name(f"{path.name}.part")
    try:
        known = msgspec.json.decode(_place(path).read_bytes(), type=Begun)
    except (FileNotFoundError, msgspec.DecodeError):
        return new
    fits = known.filters == filters and now - known.begun < _FRESH
    return known if fits and part.exists() and part.stat().st_size >= known.bytes else new


def _place(path: Path) -> Path:
    return path.with_name(f"{path.name}.begun.json")
