"""Two names, one body or not: what makes entries of several lists one institution, on pairs of names."""

from __future__ import annotations

import time
from pathlib import Path

from loader.errors import SourceError
from loader.records import Designation
from loader.resolve import unify
from tiegraph.score import gold
from tiegraph.score.measure import MATCH, MISSED, NO, RIGHT, WRONG, Measure, Prediction, Score

SAME_NAME = "same name"
#: Kinds of name that are an organisation's; people, vessels are no subject here.
_ORGANISATIONS = frozenset(("", "organization", "organisation", "company", "legalentity", "publicbody"))
_YES, _NO = frozenset(("true", "yes", "1", "match")), frozenset(("false", "no", "0", "no_match"))


def score(path: Path) -> Score:
    """Score a file of name pairs (`name1`, `name2`, `is_match`, perhaps `schema`). Raises `SourceError`."""
    rows = gold.rows(path, ("name1", "name2"))
    asked = [row for row in rows if row.get("schema").casefold() in _ORGANISATIONS]
    result = Score(path.name, distinct=len(asked), unit="pairs")
    measure = Measure(SAME_NAME)
    result.measures = [measure]
    for row in asked:
        started = time.process_time()
        same = _same(row.get("name1"), row.get("name2"))
        result.seconds += time.process_time() - started
        label = row.get("is_match").casefold()
        if label and label not in _YES | _NO:
            raise SourceError(f"{path.name}, line {row.line}: is_match {label!r} is neither true nor false.")
        outcome = ""
        if label:
            outcome = (RIGHT if label in _YES else WRONG) if same else (MISSED if label in _YES else "")
            measure.add(outcome, **{"by kind of difference": row.get("category")})
        result.predictions.append(
            Prediction(
                row.line,
                f"{row.get('name1')} = {row.get('name2')}",
                decision=MATCH if same else NO,
                expected=label,
                outcome=outcome,
            )
        )
    if len(asked) < len(rows):
        result.notes.append(f"{len(rows) - len(asked):,} pairs name people or vessels and are left out.")
    result.notes.append(
        "Misspelt names are not joined, on purpose: one letter tells many listed bodies apart. They stand as missed."
    )
    return result


def _same(one: str, other: str) -> bool:
    entries = [
        Designation(list="names", key=str(number), name=name, kind="organisation", countries=("XX",))
        for number, name in enumerate((one, other))
    ]
    return len(set(unify(entries).values())) == 1
