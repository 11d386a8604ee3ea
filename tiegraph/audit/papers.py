"""The papers: what each source brought, what their author lists print, where publisher and string disagree, hubs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from cypher.client import Client
from cypher.parameters import shared
from cypher.question import Column
from loader.sources import SOURCES
from tiegraph.audit.finding import NOTE, PAPERS, WARNING, Finding, papers_in_doubt, percent
from tiegraph.audit.report import Section
from tiegraph.audit.strings import strings_in_doubt
from tiegraph.words import counted

#: Different strings are counted in parts of about so many, so that the server's memory holds.
_STRINGS_A_PART = 1_000_000
#: Above this part of strings without an institution, answers by institution lack too much to go unmentioned.
_MANY_UNRESOLVED = 0.2
_ALL = "all papers"

_SOURCE = Column(
    "source", "Source that brought the paper; a paper of two sources counts for each, and once for all", "text"
)
_BROUGHT = (
    _SOURCE,
    Column("title", "What the source is", "text", shown=False),
    Column("papers", "Papers", "integer"),
    Column("first_min", "First day on which the earliest can have been published", "date"),
    Column("first_max", "Last day on which the earliest can have been published", "date"),
    Column("last_min", "First day on which the latest can have been published", "date"),
    Column("last_max", "Last day on which the latest can have been published", "date"),
    Column("undated", "Papers without any date", "integer"),
    Column("year_only", "Papers dated by year, or by several months", "integer"),
    Column("month_only", "Papers dated by month", "integer"),
    Column("without_authors", "Papers of which no author list is known", "integer"),
    Column("cut_lists", "Papers whose author list the source cut", "integer"),
    Column("long_lists", "Papers that questions leave out by default for their many authors", "integer"),
    Column("retracted", "Papers that a source marks as retracted", "integer"),
)
_PRINTED = (
    _SOURCE,
    Column("author_places", "Places in author lists: one for each author of each paper", "integer"),
    Column("without_string", "Places without any affiliation string", "integer"),
    Column("strings", "Affiliation strings; one that three authors print counts three times", "integer"),
    Column("with_institution", "Strings that led to an institution", "integer"),
    Column("percent", "The same in percent of all strings", "number"),
    Column(
        "by_id", "Of these, strings that did not decide, and to which the publisher attached an institution", "integer"
    ),
    Column(
        "inferred",
        "Strings that only allow an institution, bodies elsewhere bearing its name too: for review, and left out of "
        "answers unless --include-inferred asks for them",
        "integer",
    ),
    Column("without_institution", "Strings that led to none, and are kept as text", "integer"),
    Column("without_country", "Places whose strings lead to no country", "integer"),
    Column(
        "papers_in_conflict", "Papers on which the publisher's institution or country contradicts a string", "integer"
    ),
)
_LONG = (
    Column("paper", "Title of the paper", "text"),
    Column("paper_id", "Its id", "text"),
    Column("authors", "Authors, as far as the source says", "integer"),
    Column("stored", "Places of its author list in the graph", "integer"),
    Column("cut", "Whether the source cut the list", "boolean"),
)
_INSTITUTIONS = (
    Column("institution", "The institution", "text"),
    Column("institution_id", "Its id", "text"),
    Column("country", "Country (ISO 3166-1)", "text"),
    Column("papers", "Papers that print it", "integer"),
)
_AUTHORS = (
    Column("author_id", "Id of the person", "text"),
    Column("identity", "What makes it one person: ORCID, a publisher's cluster, or a single mention", "text"),
    Column("papers", "Papers signed", "integer"),
    Column("institutions", "Institutions signed for", "integer"),
)


def audit_papers(client: Client, most: int) -> tuple[list[Section], list[Finding], str]:
    """Sections and findings about the papers, and one sentence that sums them up. Tables of cases have `most` rows."""
    limit = shared()["max_authors"].default
    brought = client.rows("audit_papers", max_authors=limit)
    printed = [_with_percent(row) for row in client.rows("audit_affiliations")]
    cases = strings_in_doubt(client, most)
    everything = next((row for row in brought if row["source"] is None), None)
    if everything is None:
        return [], [Finding("no-papers", NOTE, "No papers are loaded.", (PAPERS,))], "no papers"
    strings = next(row for row in printed if row["source"] is None)
    different = _different_strings(client, strings["strings"])
    sections = [
        Section(
            "papers",
            "Papers by source",
            f"Many authors: more than {limit}, or a list that was cut at {limit} or more.",
            _BROUGHT,
            tuple({**row, **_titled(row)} for row in brought),
        ),
        Section(
            "affiliations",
            "What the author lists print",
            f"{strings['strings']:,} strings, {different:,} of them different. A string leads to the institutions "
            "whose names it prints; a country is read from all strings of a place together.",
            _PRINTED,
            tuple({**row, **_titled(row)} for row in printed),
        ),
        *cases.sections,
        _hubs(
            "institutions",
            "Institutions on most papers",
            _INSTITUTIONS,
            client.rows("audit_hub_institutions", most=most),
        ),
        _hubs("authors", "Persons on most papers", _AUTHORS, client.rows("audit_hub_authors", most=most)),
        _hubs("long-papers", "Papers with most authors", _LONG, client.rows("audit_long_papers", most=most)),
    ]
    doubt = {**everything, "dprk_conflicts": cases.papers_in_conflict}
    findings = [*papers_in_doubt(doubt), *_findings(everything, strings, limit), *cases.findings]
    led = f" ({strings['percent']} % of them led to an institution)" if strings["strings"] else ""
    years = f" of {everything['first_min'].year} to {everything['last_max'].year}" if everything["first_min"] else ""
    return (
        sections,
        findings,
        f"{counted(everything['papers'], 'paper')}{years} with {strings['strings']:,} affiliation strings{led}",
    )


def _different_strings(client: Client, strings: int) -> int:
    parts = 1 + strings // _STRINGS_A_PART
    found = [client.rows("audit_distinct_strings", parts=parts, part=part)[0] for part in range(parts)]
    return sum(row["count"] for row in found)


def _with_percent(row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        **row,
        "with_institution": row["resolved"],
        "percent": percent(row["resolved"], row["strings"]),
        "without_institution": row["strings"] - row["resolved"] - row["inferred"],
    }


def _titled(row: Mapping[str, Any]) -> dict[str, str]:
    id = row["source"]
    if id is None:
        return {"source": _ALL, "title": "Each paper once"}
    return {"source": id, "title": SOURCES[id].title if id in SOURCES else "A source that this release does not know"}


def _hubs(id: str, title: str, columns: tuple[Column, ...], rows: Sequence[Mapping[str, Any]]) -> Section:
    note = "A body or person on very many papers joins others that have nothing else in common."
    if id == "long-papers":
        note = "A paper with very many authors joins institutions that may have had no part in common but the paper."
    return Section(f"most-{id}", title, note, columns, tuple(rows))


def _findings(papers: Mapping[str, Any], strings: Mapping[str, Any], limit: int) -> Iterator[Finding]:
    without, of = strings["without_institution"], strings["strings"]
    if without:
        severity = WARNING if without > _MANY_UNRESOLVED * of else NOTE
        yield _finding(
            "strings-without-institution",
            severity,
            f"Affiliation strings without an institution: {without:,} of {of:,} ({percent(without, of)} %). They are "
            "kept as text and cannot be found by institution.",
        )
    for id, number, sentence in (
        ("strings-without-country", strings["without_country"], "Author places whose strings lead to no country: {}."),
        (
            "places-without-string",
            strings["without_string"],
            "Author places without any affiliation string: {}. Where these authors worked is not known.",
        ),
        (
            "country-conflict",
            strings["papers_in_conflict"],
            "Papers on which the publisher's institution or country contradicts a string: {}. The string counts.",
        ),
        (
            "many-authors",
            papers["long_lists"],
            f"Papers with more than {limit} authors, or a list cut at {limit} or more, which questions leave out by "
            "default: {}.",
        ),
        ("without-authors", papers["without_authors"], "Papers without a known author list: {}."),
        (
            "year-only",
            papers["year_only"],
            "Papers dated by year only: {}. Within the year of a listing they are neither before nor after it.",
        ),
        ("undated", papers["undated"], "Papers without any date: {}."),
    ):
        if number:
            yield _finding(id, NOTE, sentence.format(f"{number:,}"))


def _finding(id: str, severity: str, sentence: str) -> Finding:
    return Finding(id, severity, sentence, (PAPERS,))
