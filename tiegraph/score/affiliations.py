"""Affiliation strings → institutions: each string against the ids that a file gives it."""

from __future__ import annotations

import time
from collections.abc import Collection, Iterable
from pathlib import Path

from loader.resolve import Index, Match, Reading, resolve_affiliation
from tiegraph.score import gold
from tiegraph.score.measure import MATCH, MISSED, REVIEW, RIGHT, WRONG, Measure, Prediction, Score, joined

#: By institution: each id of each string counts. By string: a string is right where something was found and all of it
#: is among its ids (the way S2AFF is scored, whose labels name an institute and its academy together).
BY_INSTITUTION, BY_STRING = "institutions", "strings, any of the labels"


def score(index: Index, path: Path, recorded: Collection[str]) -> Score:
    """Score a file of strings and ids. Raises `SourceError` where it cannot be read.

    `recorded`: ids of the institutions that have a record. A label whose body has none is not counted as missed.
    """
    rows = gold.rows(path, ("string",))
    readings, seconds = read_all(index, (row.get("string") for row in rows))
    result = Score(path.name, distinct=len(readings), seconds=seconds)
    by_id, by_string = Measure(BY_INSTITUTION), Measure(BY_STRING)
    result.measures = [by_id, by_string]
    absent = 0
    absent_strings = empty_kept = unlabelled = others = 0
    for row in rows:
        reading = readings[row.get("string")]
        # The labels name an academy beside its institute: what is printed as a parent counts too.
        predicted = {match.institution for match in reading.printed}
        label = gold.label(path, row)
        expected, outcome = "", ""
        if label is None:
            unlabelled += 1
        else:
            ids = {id for one in label.ids if (id := standing(index, one))}
            held = {id for id in ids if id in recorded or id in predicted}
            missing = len(label.ids) - len(held) + len(label.names)
            absent += missing
            # A body of another register than the labels': whether the string names it, the label cannot say.
            judged = {id for id in predicted if id.startswith("ror:") or id in held}
            others += len(predicted - judged)
            country = next((index.bodies[id].country or "" for id in sorted(held)), "")
            groups = {"by country": country, "by difficulty": row.get("difficulty") or _difficulty(held, missing)}
            outcome = by_id.add_sets(judged, held, **groups)
            by_string.add(_of_string(judged, held))
            if not held:
                absent_strings += 1
                empty_kept += not judged
                outcome = WRONG if judged else ""
            expected = joined([*label.ids, *label.names]) or "nothing"
        result.predictions.append(predict(row, reading, expected, outcome, parents=True))
    if absent:
        result.notes.append(f"{absent:,} labels name a body that the ROR files lack; they are not counted as missed.")
    if absent_strings:
        result.notes.append(
            f"{absent_strings:,} strings name no body that is held, and must get nothing: {empty_kept:,} do; what the "
            f"other {absent_strings - empty_kept:,} got counts as wrong."
        )
    if others:
        result.notes.append(f"{others:,} institutions found are not of ROR (gazetteer), which the labels cannot judge.")
    if unlabelled:
        result.notes.append(f"{unlabelled:,} rows have no label: predicted, not scored.")
    return result


def read_all(index: Index, strings: Iterable[str]) -> tuple[dict[str, Reading], float]:
    """Each distinct string's reading, and the seconds of processor time that all of them took together."""
    distinct = list(dict.fromkeys(strings))
    started = time.process_time()
    readings = {text: resolve_affiliation(index, text) for text in distinct}
    return readings, time.process_time() - started


def standing(index: Index, id: str) -> str | None:
    """The id of the record that stands for `id` in the index: a withdrawn one's successor; None where there is none."""
    body = index.by_id(id)
    record = index.standing(body) if body else None
    return record.id if record else None


def predict(row: gold.Row, reading: Reading, expected: str, outcome: str, parents: bool = False) -> Prediction:
    """One row's reading as a prediction: read, or inferred (for a person to look at), or left open."""
    matches = (reading.printed if parents else reading.matches) or reading.inferred
    if not matches:
        evidence = "; ".join(reading.conflicts)
        return Prediction(row.line, row.get("string"), evidence=evidence, expected=expected, outcome=outcome)
    return Prediction(
        row.line,
        row.get("string"),
        joined(match.institution for match in matches),
        joined(_relation(reading, match) for match in matches),
        joined(match.score for match in matches),
        MATCH if reading.printed else REVIEW,
        joined(match.evidence for match in matches),
        expected,
        outcome,
    )


def _relation(reading: Reading, match: Match) -> str:
    return "parent" if match.method == "parent printed" or match in reading.parents else "same body"


def _of_string(predicted: set[str], expected: set[str]) -> str:
    if predicted:
        return RIGHT if predicted <= expected else WRONG
    return MISSED if expected else ""


def _difficulty(held: set[str], missing: int) -> str:
    if not held:
        return "no record held" if missing else "no institution"
    return "several institutions" if len(held) + missing > 1 else "one institution"
