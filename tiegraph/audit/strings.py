"""Affiliation strings that a person should read: publisher and string disagree, or the string decides too little."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from cypher.client import Client
from cypher.question import Column
from tiegraph.audit.finding import NOTE, PAPERS, WARNING, Finding
from tiegraph.audit.report import Section
from tiegraph.words import counted

_CONFLICTS = (
    Column("paper", "The paper", "text"),
    Column("position", "Place in the author list", "integer"),
    Column("strings", "Affiliation strings of that place, as printed", "texts"),
    Column("flagged", "Countries that the publisher flags", "texts"),
    Column("read", "Countries that the strings lead to: these count", "texts"),
    Column("conflicts", "The contradiction in words", "texts"),
)
_INFERRED = (
    *_CONFLICTS[:2],
    Column("string", "The string, as printed", "text"),
    Column("institution", "What it may name", "texts"),
    Column("institution_id", "Its id", "texts"),
)
_UNPLACED = (*_CONFLICTS[:3], _CONFLICTS[4])


@dataclass(frozen=True, slots=True)
class Cases:
    """What stands in doubt, as sections and findings."""

    sections: tuple[Section, ...]
    findings: tuple[Finding, ...]
    papers_in_conflict: int


def strings_in_doubt(client: Client, most: int) -> Cases:
    """The cases, `most` of each in its table."""
    conflicts = client.rows("audit_country_conflicts", most=most)[0]
    unplaced = client.rows("audit_dprk_strings", most=most)[0]
    inferred = client.rows("audit_inferred", most=most)[0]
    sections = (
        Section(
            "dprk-conflicts",
            "DPRK or not: publisher against string",
            f"{counted(conflicts['places'], 'author place')} on {counted(conflicts['papers'], 'paper')}. Publishers' "
            "flags are often taken from an institution that a machine guessed; what the string prints counts here.",
            _CONFLICTS,
            tuple(conflicts["first"]),
            conflicts["places"],
        ),
        Section(
            "dprk-without-institution",
            "Strings that print the DPRK and led to no institution there",
            f"{counted(unplaced['places'], 'author place')} on {counted(unplaced['papers'], 'paper')}. They count "
            "where countries are asked for; in answers by institution they are missing.",
            _UNPLACED,
            tuple(unplaced["first"]),
            unplaced["places"],
        ),
        Section(
            "inferred",
            "Strings that only allow an institution: for review",
            f"{counted(inferred['strings'], 'string')} on {counted(inferred['papers'], 'paper')}. Others bear "
            "such a name too, or a curator inferred it. `tiegraph correct institution PAPER --affiliation TEXT` says "
            "what is meant (--instead ID), or that the one named here is not.",
            _INFERRED,
            tuple(inferred["first"]),
            inferred["strings"],
        ),
    )
    return Cases(sections, tuple(_findings(unplaced, inferred)), conflicts["papers"])


def _findings(unplaced: Mapping[str, int], inferred: Mapping[str, int]) -> Iterator[Finding]:
    if unplaced["places"]:
        sentence = (
            f"Author places whose strings print the DPRK and led to no institution there: {unplaced['places']:,}, on "
            f"{counted(unplaced['papers'], 'paper')}. Answers by institution lack them."
        )
        yield Finding("dprk-without-institution", WARNING, sentence, (PAPERS,))
    if inferred["strings"]:
        sentence = (
            f"Affiliation strings that only allow an institution, without deciding it: {inferred['strings']:,}, on "
            f"{counted(inferred['papers'], 'paper')}. Answers leave them out unless --include-inferred asks for them."
        )
        yield Finding("strings-inferred", NOTE, sentence, (PAPERS,))
