"""What the columns of the questions identify: the one place to declare it when a question brings a new one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Any

from tiegraph.answer import PAPER_COLUMNS


class Kind(StrEnum):
    """What an id is the id of; `ANY` is looked up."""

    INSTITUTION = "Institution"
    ENTRY = "Designation"
    PAPER = "Paper"
    REPORT = "Report"
    ANY = ""


#: Columns that hold ids, single or in a list. Those of people are left out: a row's papers show who signed.
COLUMNS: Mapping[str, Kind] = {
    **dict.fromkeys(("institution_id", "institution_ids", "partner_id", "dprk_id"), Kind.INSTITUTION),
    **dict.fromkeys(("other_id", "listed_id", "candidate_ids", "partner_ids"), Kind.INSTITUTION),
    **dict.fromkeys(("designation", "designations"), Kind.ENTRY),
    **dict.fromkeys(("paper", "ids", *PAPER_COLUMNS), Kind.PAPER),
    "report": Kind.REPORT,
    **dict.fromkeys(("id", "source", "funder_id"), Kind.ANY),
}
#: Parameters that every row of an answer speaks of. Columns of the same names hold names, not ids.
PARAMETERS: Mapping[str, Kind] = {"institution": Kind.INSTITUTION, "other": Kind.INSTITUTION}
#: Said of a row that identifies nothing.
NOTHING = "This line is a count of what was searched: no single paper, institution or list entry stands behind it."
#: Said of a row of world totals instead.
TOTAL = "This is a source's total and no count of papers here: {origin}; asked on {retrieved}."


def identified(parameters: Mapping[str, Any], row: Mapping[str, Any]) -> Iterator[tuple[Kind, str | list[str]]]:
    """The ids that a row speaks of, those of its answer's parameters first: each with its kind, or a list of one."""
    for declared, values in ((PARAMETERS, parameters), (COLUMNS, row)):
        for name, value in values.items():
            if name in declared and value:
                yield declared[name], value
