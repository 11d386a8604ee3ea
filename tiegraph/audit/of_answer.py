"""The findings that touch one answer. The cost is that of the answer's own papers, never of the whole graph."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from cypher.client import Client
from tiegraph.audit.finding import Finding, open_loads, papers_in_doubt, read_otherwise, stale_lists
from tiegraph.correct.up_to_date import findings as corrections

#: Columns that hold ids of papers.
_PAPERS = ("paper", "paper_ids", "dual_ids", "near_ids", "far_ids")


def warnings_of(
    client: Client, parameters: Mapping[str, Any], rows: Iterable[Mapping[str, Any]], today: date
) -> tuple[Finding, ...]:
    """What to know about the lists that a question was asked about, the papers in its rows, and loads that did not end.

    `parameters` are the question's as its statement took them. An answer as of a day that the lists' files reach is not
    touched by their age.
    """
    found: list[Finding] = []
    if "as_of" in parameters:
        wanted = parameters.get("list")
        lists = [row for row in client.rows("audit_list_days") if wanted in (None, "any", row["list"])]
        found += stale_lists(lists, min(today, parameters["as_of"] or today))
    if ids := sorted({id for row in rows for name in _PAPERS for id in _ids(row.get(name))}):
        found += papers_in_doubt(client.rows("audit_papers_of_answer", ids=ids)[0])
    found += corrections(client, ids)
    return (*found, *read_otherwise(client), *open_loads(client.rows("audit_loads")))


def _ids(value: Any) -> Iterable[str]:
    return (value,) if isinstance(value, str) else value or ()
