"""End to end: an affiliation string → the list entries that name the institution it prints."""

from __future__ import annotations

from pathlib import Path

from loader import reading as cells
from loader.entry_links import TARGETS, entry_links
from loader.resolve import Index
from tiegraph.score import gold
from tiegraph.score.affiliations import predict, read_all
from tiegraph.score.entries import Entries
from tiegraph.score.measure import MISSED, RIGHT, WRONG, Measure, Score

LISTED = "listed bodies in strings"
_NONE = "none"
_RECORD = {"yes": "body with a record", "no": "body without a record"}


def score(index: Index, path: Path, entries: Entries) -> Score:
    """Score a file of strings, each with the ids of the entries (`entries`: list/key, or none) of the bodies it prints.

    A string is right where one of its entries is found, wrong where entries are found and none of them is its own.
    Raises `SourceError` where the file cannot be read.
    """
    rows = gold.rows(path, ("string", "entries"))
    links = entry_links(index, entries.all, {})
    whole = Index([*index.bodies.values(), *links.own.values()])
    named_by: dict[str, set[str]] = {}
    for entry, type, institution in links.links:
        if type == TARGETS:
            named_by.setdefault(institution, set()).add(entry)
    known = {entry.id for entry in entries.all}
    readings, seconds = read_all(whole, (row.get("string") for row in rows))
    result = Score(path.name, distinct=len(readings), seconds=seconds)
    measure = Measure(LISTED)
    result.measures = [measure]
    unknown = 0
    for row in rows:
        reading = readings[row.get("string")]
        found = {entry for match in reading.matches for entry in named_by.get(match.institution, ())}
        wanted = set(cells.values(row.get("entries"))) - {_NONE}
        outcome = ""
        groups = {"by record": _RECORD.get(row.get("record"), ""), "by list": min(wanted, default="").partition("/")[0]}
        if wanted and wanted.isdisjoint(known):
            unknown += 1
        elif row.get("entries"):
            outcome = _outcome(found, wanted)
            measure.add(outcome if outcome != RIGHT or wanted else "", **groups)
            if outcome == WRONG and wanted:
                measure.add(MISSED, **groups)
        result.predictions.append(predict(row, reading, row.get("entries"), outcome))
    if unknown:
        result.notes.append(f"{unknown:,} rows name an entry that the list files given lack: predicted, not scored.")
    return result


def _outcome(found: set[str], wanted: set[str]) -> str:
    if found & wanted or found == wanted:
        return RIGHT
    return WRONG if found else MISSED
