"""claims/: what three studies state, in our own words (`claims.csv`, `articles.csv` here), with where each was read.

A figure must stand in the fact that it is taken from, and every fact of these studies that states something about
papers, institutions or programmes must be a claim, or be left out with a reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from scripts.build_data.tables import addresses, cell, facts

HERE = Path(__file__).parent
#: Facts of the studies that are no claims.
LEFT_OUT = {"A018": "says that no other number was found"}
_STUDIES = ("38N-2024-08", "38N-2024-01", "CNS-OP43-2018-12")
_BENCHMARKS = ("CNS OP43", "Nikkei 2024")
_KINDS = ("figure", "institution", "finding", "case_study", "interview")


def rows(folder: Path) -> Iterator[dict[str, str]]:
    """The rows of claims.csv. Raises `ValueError` for a figure that its fact does not have, or a fact left out."""
    known = {row["id"]: row for row in facts(folder / "A_report_facts.csv")}
    known |= {f"E {row['study']}::{row['metric']}": row for row in facts(folder / "E_benchmarks.csv")}
    claims = facts(HERE / "claims.csv")
    used = {fact for claim in claims for fact in claim["facts"].split(" | ")}
    if missing := sorted(_stating(known) - used - LEFT_OUT.keys()):
        raise ValueError(f"no claim for {', '.join(missing)}: add one, or a reason to leave it out")
    for claim in claims:
        found = [known[fact] for fact in claim.pop("facts").split(" | ")]
        given = " ".join(fact["value"] for fact in found).replace(",", "")
        # A number of names is ours: the names are the figure.
        for number in [] if claim["named"] else re.findall(r"\d[\d,]*", claim["published"]):
            if number.replace(",", "") not in given:
                raise ValueError(f"{claim['id']}: {number} does not stand in its facts ({given})")
        yield claim | {
            "sources": cell(address for fact in found for address in addresses(fact["source"])),
            "confidence": found[0]["confidence"],
        }


def articles() -> list[dict[str, str]]:
    """The rows of articles.csv."""
    return facts(HERE / "articles.csv")


def _stating(known: dict[str, dict[str, str]]) -> set[str]:
    return {
        name
        for name, row in known.items()
        if (row.get("report") in _STUDIES and row["topic"] in _KINDS) or row.get("study", "").startswith(_BENCHMARKS)
    }
