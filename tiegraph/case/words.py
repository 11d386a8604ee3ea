"""Evidence in words; it has days as ISO texts, as JSON does."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from cypher.sentences import day_between


def day(of: Mapping[str, Any], name: str) -> str:
    """An uncertain day from its two ends, `<name>_min` and `<name>_max`."""
    first, last = of.get(f"{name}_min"), of.get(f"{name}_max")
    return day_between(*(date.fromisoformat(one[:10]) if one else None for one in (first, last)))


def period(of: Mapping[str, Any]) -> str:
    """A period on a list, and what its days rest on."""
    begin, ends = day(of, "from"), day(of, "to")
    said = f"from {begin}" + (f" to {ends}" if of.get("to_min") or of.get("to_max") else "")
    basis = of.get("basis")
    rests = ", ".join(filter(None, ("" if basis == "unknown" else basis, of.get("citation"))))
    return f"{said} ({rests})" if rests else said


def is_taken(link: Mapping[str, Any]) -> bool:
    """Whether a link of an entry says that it is the institution, and not only that it may be, or names a part."""
    return link["type"] == "TARGETS" and link["link"].get("judgement") in ("auto", "confirmed")


def because(link: Mapping[str, Any]) -> str:
    """Why an entry was taken for an institution, or what is for a person to judge."""
    how = link["link"]
    standing = how.get("judgement") if is_taken(link) else f"perhaps {how.get('relation') or 'same body'}, not decided"
    return f"{link['institution']}: {how.get('evidence') or how.get('method')} ({standing})"


def parsed(raw: str) -> Any:
    """A publisher's row, which the graph keeps as JSON."""
    try:
        return json.loads(raw)
    except ValueError:
        return raw
