"""The state of the data: what is loaded, how current it is, what could not be read, where sources disagree."""

from __future__ import annotations

from datetime import date

from cypher.client import Client
from tiegraph.audit.finding import NOTE, WARNING, Finding
from tiegraph.audit.lists import audit_lists
from tiegraph.audit.loads import audit_loads
from tiegraph.audit.papers import audit_papers
from tiegraph.audit.report import Audit, Section

__all__ = ["NOTE", "WARNING", "Audit", "Finding", "Section", "audit"]


def audit(client: Client, database: str, day: date, most: int) -> Audit:
    """Count everything anew, as of `day`, in a few passes over the graph. Tables of cases have `most` rows at most.

    `database` says where the data are. Raises `StatementFailed` or `TimedOut` where the server gives up.
    """
    sections: list[Section] = []
    findings: list[Finding] = []
    summaries = []
    for parts, found, summary in (audit_lists(client, day), audit_papers(client, most), audit_loads(client, most)):
        sections += parts
        findings += found
        summaries.append(summary)
    findings.sort(key=lambda one: one.severity != WARNING)
    lists, papers, loads = summaries
    first = f"{lists}, {papers}, from {loads}."
    warnings = sum(one.severity == WARNING for one in findings)
    second = f"Findings: {warnings} that an answer should be read with, {len(findings) - warnings} more to know."
    return Audit(day, database, (first, second), tuple(findings), tuple(sections))
