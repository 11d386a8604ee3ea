"""reports.csv: the statements of `statements.csv`, in our own words, with year, confidence and address of the facts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from scripts.build_data.tables import addresses, cell, facts

STATEMENTS = Path(__file__).parent / "statements.csv"
LEAD_FILES = ("D_leads.csv", "D_leads_2.csv")
#: Leads that state nothing that a reader could follow.
LEFT_OUT = {
    "L08": "neither side was read",
    "L09": "no partner was read, and neither publisher nor address was kept",
    "L112": "an example line in a program's documentation, not a published statement",
}
#: Year of the study's period where the facts give it in a row of their own.
_YEARS = {"38N-2024-08": "2017-2023", "38N-2024-01": "2024", "NKNEWS-2025-07": "2025"}


def rows(folder: Path) -> Iterator[dict[str, str]]:
    """The rows of reports.csv. Raises `ValueError` where a lead is neither stated nor left out with a reason."""
    known = {row["id"]: row for file in (*LEAD_FILES, "A_report_facts.csv") for row in facts(folder / file)}
    statements = facts(STATEMENTS)
    stated = {fact for row in statements for fact in row["facts"].split()}
    open_leads = {fact for fact in known if fact.startswith("L")} - stated - LEFT_OUT.keys()
    if open_leads:
        raise ValueError(f"no statement for {', '.join(sorted(open_leads))}: add one, or a reason to leave it out")
    for row in statements:
        found = [known[fact] for fact in row["facts"].split()]
        first = found[0]
        yield {
            "id": row["id"],
            "kind": row["kind"],
            "statement": row["statement"],
            "year": first.get("year") or _YEARS.get(first.get("report", ""), "") or _year_in(first.get("topic", "")),
            "publisher": row["publisher"],
            "via": row["via"],
            "addresses": cell(address for fact in found for address in addresses(fact["source"])),
            "confidence": row["confidence"] or first["confidence"],
            "states_dprk_side": row["states_dprk_side"],
            "dprk_institutions": row["dprk_institutions"],
            "partner_institutions": row["partner_institutions"],
            "partner_certainty": row["partner_certainty"],
        }


def _year_in(topic: str) -> str:
    """`2017-2019` of "nine papers …, 2017-2019", where the facts have no year of their own."""
    match = re.search(r"\b\d{4}-\d{4}\b", topic)
    return match.group() if match else ""


def persons(folder: Path) -> set[str]:
    """Names of persons in the facts, as printed: none of them may stand in a report."""
    names = {row["author"] for file in ("D_paper_authors.csv", "D_paper_authors_2.csv") for row in facts(folder / file)}
    for file in LEAD_FILES:
        for row in facts(folder / file):
            for text in (row["dprk_side"], row["foreign_side"]):
                names.update(match.group(1).strip() for match in _PERSON.finditer(text))
                names.update(_IN_BRACKETS.findall(text))
    for row in facts(folder / "A_report_facts.csv"):
        if row["fact_key"] in ("author", "authors"):
            text = re.sub(r"\bcontributions:", ";", row["value"])
            names.update(name.strip() for name in re.split(r"[;,()]", text) if _FULL_NAME.fullmatch(name.strip()))
        elif row["topic"] != "institution":
            names.update(match.group(1).strip() for match in _PERSON.finditer(row["value"]))
    return {name for name in names if name and not any(word in name for word in _NOT_PERSONS)}


#: "Pak Un Song (박운성)", "Han Yong-Nam (Pyongyang …", "Kwon Chol-ho, Kim Il Sung University": capitalised words before
#: a bracket or comma.
_PERSON = re.compile(r"(?:^|; |\))\s*((?:[A-Z][\w'-]*)(?: [A-Z]?[\w'-]+){1,2})(?= \(|, )")
_IN_BRACKETS = re.compile(r"\(([\u3400-\u9fff\uac00-\ud7af]{2,5})\)")
_FULL_NAME = re.compile(r"[A-Z][\w-]+(?: [A-Z]\.)?(?: [A-Z][\w-]+){1,2}")
_NOT_PERSONS = (
    "University", "College", "Institute", "Academy", "Center", "SAS ", "AI ", "KUT", "KISU", "Eunbyul", "Ryongma",
    "HARBIN", "TIANJIN", "대",
)  # fmt: skip
