"""Reports in our own format: what newspapers and studies state without a paper record that could be read.

A report is a lead, never counted as a paper, and holds no person's name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from loader.cells import Cells, as_of, institution_id, records
from loader.errors import BadField
from loader.records import Named, Rejected, Report, Row
from loader.source import Source

COLUMNS = (
    "id", "kind", "statement", "year", "publisher", "via", "addresses", "confidence", "states_dprk_side",
    "dprk_institutions", "partner_institutions", "partner_certainty",
)  # fmt: skip
KINDS = ("paper-reported", "agreement", "personnel", "statistic")
CERTAINTIES = ("stated", "ambiguous")
_ID = re.compile(r"report:[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*")
_YEARS = re.compile(r"\d{4}(?:-\d{4})?")
_CONFIDENCE = re.compile(r"(?:high|medium|low)\b.*")
#: `Name [id]`: readable, and certain where a name has two bearers.
_NAME_AND_ID = re.compile(r"(?P<name>.+?) \[(?P<id>\S+)\]")


def read(path: Path) -> Iterator[Row | Rejected]:
    """Reports in the file's order."""
    return records(path, COLUMNS, _report)


def _report(cells: Cells) -> Report:
    partners = cells.several("partner_institutions")
    certainty = cells.choice("partner_certainty", CERTAINTIES) if partners else "stated"
    dprk = cells.several("dprk_institutions")
    states_dprk_side = cells.yes("states_dprk_side")
    if states_dprk_side and not dprk:
        raise BadField("dprk_institutions", "is empty, though states_dprk_side is yes: fill it, or write no")
    return Report(
        id=_matching(cells, "id", _ID, "report: and letters, digits, hyphens"),
        kind=cells.choice("kind", KINDS),
        statement=cells.required("statement"),
        year=_matching(cells, "year", _YEARS, "a year, or two as 2017-2019") if cells.text("year") else None,
        publisher=cells.required("publisher"),
        via=cells.text("via"),
        addresses=cells.several("addresses"),
        confidence=_matching(cells, "confidence", _CONFIDENCE, "high, medium or low, and in what"),
        states_dprk_side=states_dprk_side,
        names=(
            *(_named("dprk_institutions", value, "dprk", "stated") for value in dprk),
            *(_named("partner_institutions", value, "partner", certainty) for value in partners),
        ),
    )


def _matching(cells: Cells, field: str, form: re.Pattern[str], expected: str) -> str:
    value = cells.required(field)
    if not form.fullmatch(value):
        raise BadField(field, f"{value!r} is not {expected}")
    return value


def _named(field: str, value: str, side: str, certainty: str) -> Named:
    """`value` is a name, an id, or a name followed by its id in brackets."""
    if match := _NAME_AND_ID.fullmatch(value):
        identity = institution_id(match["id"])
        if identity is None:
            raise BadField(field, f"{match['id']!r} is no institution's id")
        return Named(name=match["name"], side=side, certainty=certainty, id=identity)
    return Named(name=value, side=side, certainty=certainty, id=institution_id(value))


SOURCE = Source(
    id="reports",
    title="Reported by others, not verified here (own format)",
    licence="CC0-1.0",
    redistributable="yes",
    address="data/reports.csv",
    kind="facts",
    precedence=90,
    read=read,
    as_of=as_of,
)
