"""Entries on a unit of a body, whose names begin with the body's.

The Entity List prints units within their parent's entry. The Consolidated Screening List gave each a row whose name
begins with the parent's ("Pakistan Atomic Energy Commission (PAEC), and subordinate entity …"); other files do not.
That such a row is gone does not say that the unit was taken off while its parent's entry stands. Papers print the unit
by its own name.
"""

from __future__ import annotations

import re
from collections.abc import Collection

#: Between the parent's name and the unit's. "Entity:" says so by itself; "institution" is a word of many names.
_UNIT = re.compile(
    r"[\s.,;]+(?:and )?(?:(?:subordinate|affiliated) (?:institution|entity|entities)\b[\s:–—-]*|entity\s*:\s*)(?=\S)",
    re.IGNORECASE,
)


def is_unit_of(name: str, others: Collection[str]) -> bool:
    """Whether an entry's name says that it is a unit of one of the entries named `others`."""
    return any(name[: found.start()] in others for found in _UNIT.finditer(name))


def unit_in(name: str) -> str | None:
    """The unit's own name in an entry's name that begins with its parent's; None where it does not."""
    parts = _UNIT.split(name)
    return parts[-1].strip() if len(parts) > 1 and parts[0].strip() else None
