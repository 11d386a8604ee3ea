"""Entries on a unit of a body that has an entry of its own.

The Entity List prints units within their parent's entry. The Consolidated Screening List gave each a row whose name
begins with the parent's ("Pakistan Atomic Energy Commission (PAEC), and subordinate entity …"); other files do not.
That such a row is gone does not say that the unit was taken off while its parent's entry stands.
"""

from __future__ import annotations

import re
from collections.abc import Collection

_UNIT = re.compile(
    r"[\s.,;]+(?:and )?(?:(?:subordinate|affiliated) )?(?:institution|entity|entities)\b[\s:–-]+(?=\S)", re.IGNORECASE
)


def is_unit_of(name: str, others: Collection[str]) -> bool:
    """Whether an entry's name says that it is a unit of one of the entries named `others`."""
    return any(name[: found.start()] in others for found in _UNIT.finditer(name))
