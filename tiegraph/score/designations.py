"""List entries → institutions: pairs of an entry and a record that a file calls a match, a part, or neither."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

from loader.errors import SourceError
from loader.records import Designation
from loader.resolve import Bridge, EntryReading, Index, resolve_entry
from tiegraph.score import gold
from tiegraph.score.affiliations import standing
from tiegraph.score.entries import Entries
from tiegraph.score.measure import MATCH, MISSED, NO, REVIEW, RIGHT, WRONG, Measure, Prediction, Score, joined

AUTO, WITH_REVIEW, PART = "auto only", "auto and review", "part of, for review"
#: What a pair can be. `no_record`: the entry's body has no record in the registry (the row needs no institution).
LABELS = ("match", "no_match", "part_of", "successor", "no_record")
_SAME = "same body"


def score(index: Index, path: Path, entries: Entries) -> Score:
    """Score a file of pairs (see `LABELS`). An entry is read with all that `entries` know of it, else from its row.

    Raises `SourceError` where the file cannot be read or a label is unknown.
    """
    rows = gold.rows(path, ("list", "entry_name"))
    known = {row.line: entries.of(row) for row in rows}
    named = {entry.id: entry for entry in known.values()}
    bridge = Bridge([*entries.all, *(entry for id, entry in named.items() if id not in entries)])
    readings: dict[str, EntryReading] = {}
    index.similar.find("")  # built on first use, which is no part of the time for an entry
    started = time.process_time()
    for entry in named.values():
        readings[entry.id] = resolve_entry(index, entry, bridge)
    result = Score(path.name, distinct=len(readings), seconds=time.process_time() - started, unit="entries")
    auto, both, part = Measure(AUTO), Measure(WITH_REVIEW), Measure(PART)
    result.measures = [auto, both, part]
    by_entry: dict[str, list[gold.Row]] = {}
    for row in rows:
        by_entry.setdefault(known[row.line].id, []).append(row)
    absent = 0
    for id, own in by_entry.items():
        absent += _pairs(index, path, named[id], readings[id], own, result, (auto, both, part))
    result.predictions.sort(key=lambda one: one.line)
    in_lists = sum(entries.has(row) for row in rows)
    result.notes.append(
        f"{in_lists:,} of {len(rows):,} rows name an entry of the list files given, and are read whole."
    )
    if absent:
        result.notes.append(f"{absent:,} matches are with records that the ROR files lack; not counted as missed.")
    return result


def _pairs(
    index: Index,
    path: Path,
    entry: Designation,
    reading: EntryReading,
    rows: Sequence[gold.Row],
    result: Score,
    measures: tuple[Measure, Measure, Measure],
) -> int:
    """Count the pairs of one entry; the number of matches whose record is not held."""
    auto, both, _ = measures
    targets = {match.institution: match for match in reading.targets}
    candidates = {one.institution: one for one in reading.candidates}
    seen: set[str] = set()
    labelled = absent = 0
    for row in rows:
        label = row.get("label")
        if label and label not in LABELS:
            raise SourceError(f"{path.name}, line {row.line}: label {label!r} is none of {', '.join(LABELS)}.")
        labelled += bool(label)
        wanted = gold.label(path, row, "institution")
        printed = wanted.ids[0] if wanted and wanted.ids else ""
        id = standing(index, printed) if printed else None
        groups = {"by difficulty": row.get("difficulty"), "by list": row.get("list"), "by country": _country(entry)}
        found = targets.get(id or "") or candidates.get(id or "")
        relation = _SAME if id in targets else getattr(candidates.get(id or ""), "relation", "")
        decision = MATCH if id in targets else REVIEW if id in candidates else NO
        outcome = ""
        if label == "match" and id is None:
            absent += 1
        elif label and id not in seen:
            outcome = _count(label, decision, relation, measures, groups)
            if id:
                seen.add(id)
        expected = f"{label} {printed}".strip()
        if not printed:
            # No pair was asked about: the row gets what the entry is read as.
            result.predictions.append(_whole(row, reading, expected, outcome))
            continue
        result.predictions.append(
            Prediction(
                row.line,
                row.get("entry_name"),
                printed,
                relation,
                str(found.score) if found else "",
                decision,
                found.evidence if found else _instead(reading),
                expected,
                outcome,
            )
        )
    if labelled and {id for id in targets if id.startswith("ror:")} - seen:
        # The file says which ROR records were looked at for this entry, and none of them is this one; of bodies that
        # only our gazetteer knows it says nothing.
        groups = {"by difficulty": "not among its rows", "by list": rows[0].get("list"), "by country": _country(entry)}
        for measure in (auto, both):
            measure.add(WRONG, **groups)
        result.predictions.append(_whole(rows[0], reading, "no row names this record", WRONG))
    return absent


def _count(
    label: str, decision: str, relation: str, measures: tuple[Measure, Measure, Measure], groups: dict[str, str]
) -> str:
    auto, both, part = measures
    same = decision == REVIEW and relation == _SAME
    if label == "match":
        auto.add(RIGHT if decision == MATCH else MISSED, **groups)
        both.add(RIGHT if decision == MATCH or same else MISSED, **groups)
        return RIGHT if decision == MATCH else MISSED
    if decision == MATCH:
        auto.add(WRONG, **groups)
        both.add(WRONG, **groups)
        return WRONG
    if label == "part_of":
        part.add(RIGHT if decision == REVIEW else MISSED, **groups)
    return RIGHT


def _whole(row: gold.Row, reading: EntryReading, expected: str, outcome: str) -> Prediction:
    found = reading.targets or reading.candidates
    return Prediction(
        row.line,
        row.get("entry_name"),
        joined(one.institution for one in found),
        joined(getattr(one, "relation", _SAME) for one in found),
        joined(one.score for one in found),
        MATCH if reading.targets else REVIEW if found else NO,
        joined(one.evidence for one in found),
        expected,
        outcome,
    )


def _instead(reading: EntryReading) -> str:
    others = [f"{one.institution} ({one.evidence})" for one in reading.targets]
    return f"read as {'; '.join(others)}" if others else ""


def _country(entry: Designation) -> str:
    return entry.countries[0] if entry.countries else "none"
