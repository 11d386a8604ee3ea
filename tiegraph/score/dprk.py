"""DPRK or not, and which institution of it: strings against labels as `facts` files of DPRK affiliations give them.

A label is an institution (id, key of `data/gold/dprk-labels.csv`, or name), `country KP …`, `place: …` (DPRK, no
institution), or `NOT_DPRK`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from loader import reading as files
from loader.cells import institution_id
from loader.errors import SourceError
from loader.records import Rejected
from loader.resolve import Body, Index, Reading
from loader.resolve import text as texts
from tiegraph.demo import data_folder
from tiegraph.score import gold
from tiegraph.score.affiliations import predict, read_all
from tiegraph.score.measure import MISSED, RIGHT, WRONG, Measure, Score

#: By what strings decide; and with what they allow without deciding it, which no question counts unless asked to.
COUNTRY, INSTITUTION = "DPRK yes or no", "DPRK institution"
COUNTRY_INFERRED, INSTITUTION_INFERRED = f"{COUNTRY}, with what is inferred", f"{INSTITUTION}, with what is inferred"
#: The same without the rows whose label rests on what their string does not say (`data/gold/dprk-disputed.csv`).
COUNTRY_TOLD, INSTITUTION_TOLD = f"{COUNTRY}, strings that decide", f"{INSTITUTION}, strings that decide"
DISPUTED = ("string", "why")
LABELS = ("label", "name", "institution")
_NOT = "NOT_DPRK"
#: "(new)": the labeller's mark for what his list of institutions lacked.
_MARK = re.compile(r"\s*\(new\)$")
_ONLY_COUNTRY = re.compile(r"(?:country KP|place:)", re.I)


def score(index: Index, path: Path) -> Score:
    """Score a file of strings and DPRK labels. Raises `SourceError` where it cannot be read."""
    rows = gold.rows(path, ("string", "institutions"))
    readings, seconds = read_all(index, (row.get("string") for row in rows))
    result = Score(path.name, distinct=len(readings), seconds=seconds)
    country, institution = Measure(COUNTRY), Measure(INSTITUTION)
    country_inferred, institution_inferred = Measure(COUNTRY_INFERRED), Measure(INSTITUTION_INFERRED)
    country_told, institution_told = Measure(COUNTRY_TOLD), Measure(INSTITUTION_TOLD)
    result.measures = [
        *(country, institution, country_inferred, institution_inferred),
        *(country_told, institution_told),
    ]
    disputed = known_disputed()
    left_out = 0
    names = known_labels()
    unlabelled = 0
    for row in rows:
        reading = readings[row.get("string")]
        label = _MARK.sub("", row.get("institutions"))
        note = row.get("note")
        if not label:
            unlabelled += 1
            result.predictions.append(predict(row, reading, "", ""))
            continue
        groups = {"by difficulty": row.get("difficulty")}
        expected = _expected(index, names, label)
        said, is_dprk = says_dprk(reading), label != _NOT
        answer = _yes_or_no(said, is_dprk)
        country.add(answer, **groups)
        predicted = _institutions(index, reading)
        outcome = institution.add_sets(predicted, expected, **groups)
        leads = {match.institution for match in reading.inferred}
        country_inferred.add(_yes_or_no(said or bool(leads), is_dprk), **groups)
        institution_inferred.add_sets(predicted | leads, expected, **groups)
        if (string := row.get("string")) in disputed:
            left_out += 1
            note = f"{note}; {disputed[string]}" if note else disputed[string]
        else:
            country_told.add(answer)
            institution_told.add_sets(predicted, expected)
        worst = next((one for one in (WRONG, MISSED) if one in (answer, outcome)), RIGHT)
        told = f"{label} ({note})" if note and worst != RIGHT else label
        result.predictions.append(predict(row, reading, told, worst))
    if left_out:
        result.notes.append(
            f"{left_out:,} labels rest on what their string does not say: “strings that decide” leaves them out."
        )
    if unlabelled:
        result.notes.append(f"{unlabelled:,} rows have no label: predicted, not scored.")
    return result


def says_dprk(reading: Reading) -> bool:
    """Whether the resolver takes a string for one of the DPRK: it prints the country, a place or a body of it."""
    return "KP" in reading.countries


def known_disputed() -> dict[str, str]:
    """Strings whose label says what the string does not, and why, from `data/gold/dprk-disputed.csv`."""
    return {row[0]: row[1] for row in _table("dprk-disputed.csv", DISPUTED)}


def known_labels() -> dict[str, str]:
    """Keys of institutions in labelled files → institution ids, from `data/gold/dprk-labels.csv`."""
    return {label: institution for label, _, institution in _table("dprk-labels.csv", LABELS)}


def _table(name: str, columns: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    for item in files.table(data_folder() / "gold" / name, columns):
        if isinstance(item, Rejected):
            raise SourceError(f"{name}, line {item.line}: {item.reason}.")
        yield tuple(item[1][column] for column in columns)


def _yes_or_no(said: bool, is_dprk: bool) -> str:
    if said:
        return RIGHT if is_dprk else WRONG
    return MISSED if is_dprk else ""


def _institutions(index: Index, reading: Reading) -> set[str]:
    """Institutions of the DPRK that the string was read as; those of other countries are no subject here."""
    return {match.institution for match in reading.matches if index.bodies[match.institution].country == "KP"}


def _expected(index: Index, names: dict[str, str], label: str) -> set[str]:
    """The institution as the resolver would call it: a unit's university."""
    if label == _NOT or _ONLY_COUNTRY.match(label):
        return set()
    body = index.by_id(names.get(label) or institution_id(label) or "") or _named(index, label)
    current = index.current(body) if body else None
    # An institution that the gazetteer lacks cannot be found: missed, under the name that the label gives it.
    return {current.id if current else label}


def _named(index: Index, label: str) -> Body | None:
    wanted = texts.key(label)
    return next(
        (
            body
            for body in index.bodies.values()
            if body.country == "KP" and wanted in (texts.key(name) for name in (body.name, *body.aliases))
        ),
        None,
    )
