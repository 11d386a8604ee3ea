"""Putting the parts of a printed list entry together: empty ones left out, repeated ones once, the order kept."""

from __future__ import annotations

from collections.abc import Iterable

from loader.identifiers import text


def several(parts: Iterable[str | None]) -> tuple[str, ...]:
    """The parts that hold something, each once."""
    return tuple(dict.fromkeys(part for part in map(text, parts) if part))


def joined(parts: Iterable[str | None], between: str = ", ") -> str | None:
    """The parts of an address or a name as one text, or None where all are empty; a part said twice stays twice."""
    return text(between.join(part for part in map(text, parts) if part))


def remarks(parts: Iterable[str | None]) -> str | None:
    """Remarks as one text, each once."""
    return joined(several(parts), "; ")


def said(what: str, printed: str | None) -> str | None:
    """`what: printed`, or None where nothing is printed."""
    return f"{what}: {printed}" if text(printed) else None
