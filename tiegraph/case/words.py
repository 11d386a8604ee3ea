"""Days of evidence in words: evidence has them as ISO texts, as JSON does."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from cypher.sentences import day_between


def day(of: Mapping[str, Any], name: str) -> str:
    """An uncertain day from its two ends, `<name>_min` and `<name>_max`."""
    first, last = of.get(f"{name}_min"), of.get(f"{name}_max")
    return day_between(*(date.fromisoformat(one[:10]) if one else None for one in (first, last)))
