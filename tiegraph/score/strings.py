"""End to end: an affiliation string → the list entries that name the institution it prints."""

from __future__ import annotations

from pathlib import Path

from loader.entry_links import OWN, TARGETS, entry_links
from loader.resolve import Index
from tiegraph.score import gold
from tiegraph.score.affiliations import predict, read_all
from tiegraph.score.entries import Entries, list_of
from tiegraph.score.measure import MISSED, RIGHT, WRONG, Measure, Score

LISTED = "listed bodies in strings"


def score(index: Index, path: Path, entries: Entries) -> Score:
    """Score a file of strings, each with the entry (`list`, `entry_name`, perhaps `entry_key`) of the body it names.

    A row without an entry names no listed body. Raises `SourceError`.
    """
    rows = gold.rows(path, ("string", "list", "entry_name"))
    links = entry_links(index, entries.all, {})
    whole = Index([*index.bodies.values(), *links.own.values()])
    named_by: dict[str, set[str]] = {}
    for entry, type, institution in links.links:
        if type == TARGETS:
            named_by.setdefault(institution, set()).add(entry)
    readings, seconds = read_all(whole, (row.get("string") for row in rows))
    result = Score(path.name, distinct=len(readings), seconds=seconds)
    measure = Measure(LISTED)
    result.measures = [measure]
    unknown = 0
    for row in rows:
        reading = readings[row.get("string")]
        found = {entry for match in reading.matches for entry in named_by.get(match.institution, ())}
        outcome = ""
        if not row.get("entry_name"):
            outcome = WRONG if found else RIGHT
            measure.add(WRONG if found else "")
        elif not entries.has(row):
            unknown += 1
        else:
            wanted = entries.of(row)
            bodies = {institution for entry, type, institution in links.links if entry == wanted.id and type == TARGETS}
            has_record = (
                "its body has no record" if any(id.startswith(OWN) for id in bodies) else "its body has a record"
            )
            outcome = RIGHT if wanted.id in found else MISSED
            groups = {"by record": has_record, "by difficulty": row.get("difficulty"), "by list": list_of(row)}
            measure.add(outcome, **groups)
        expected = f"{row.get('list')}: {row.get('entry_name')}" if row.get("entry_name") else "no listed body"
        result.predictions.append(predict(row, reading, expected, outcome))
    if unknown:
        result.notes.append(f"{unknown:,} rows name an entry that the list files given lack: predicted, not scored.")
    return result
