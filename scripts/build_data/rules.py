"""rules.csv: the measures of `rules.csv` here, in our own words, each beginning checked against the facts' events."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from scripts.build_data.tables import facts

MEASURES = Path(__file__).parent / "rules.csv"


def rows(folder: Path) -> Iterator[dict[str, str]]:
    """The rows of rules.csv. Raises `ValueError` where the facts have no such event on the day a measure begins."""
    events = facts(folder / "F_legal_events.csv")
    for row in facts(MEASURES):
        event = row.pop("events")
        if event and not any(event in known["event"] and known["date"] == row["from"] for known in events):
            raise ValueError(f"{row['id']}: F_legal_events.csv has no event {event!r} on {row['from']}")
        if row["from"] and not event:
            raise ValueError(f"{row['id']} begins on {row['from']}, and names no event of F_legal_events.csv for it")
        yield row
