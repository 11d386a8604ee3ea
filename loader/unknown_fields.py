"""Fields that a publisher has added to its format since it was read for this project: told once a file, not fatal."""

from __future__ import annotations

from collections.abc import Collection, Iterable


class UnknownFields:
    """Remembers, for one file, which fields beyond the known ones were told already."""

    def __init__(self, known: Collection[str]) -> None:
        self._known = frozenset(known)
        self._told: set[str] = set()

    def notes(self, names: Iterable[str]) -> tuple[str, ...]:
        """A note for each field that is neither known nor told yet; the fields stay in the raw row."""
        new = sorted({*names} - self._known - self._told)
        self._told.update(new)
        return tuple(f"{name}: is a field that this release does not know, kept in the raw row only" for name in new)
