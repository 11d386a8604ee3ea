"""`tiegraph report` on the bundled data: one row for each claim, and what is printed of them.

Beside the notebook, which is run on the same data: loading them takes longer than these tests.
"""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from cypher.client import Client
from cypher.errors import UsageError
from tiegraph.could_hold import NO, YES
from tiegraph.knowledge import KnowledgeBase
from tiegraph.render.report import write
from tiegraph.report import report
from tiegraph.report.report import NOT_ANSWERABLE, NOTHING_LOADED
from tiegraph.settings import Connection

CLAIMS = Path(__file__).parents[1] / "data" / "claims"


def kb(client: Client) -> KnowledgeBase:
    return KnowledgeBase(client, Connection(client.uri, "", "", "", None))


def rendered(found: Any, form: str) -> str:
    out = io.StringIO()
    write(found, form, Console(file=out, width=100, markup=False, highlight=False))
    return out.getvalue()


def test_reports_on_the_bundled_data_balance(bundled: Client) -> None:
    with (CLAIMS / "claims.csv").open(encoding="utf-8", newline="") as stream:
        claimed = list(csv.DictReader(stream))
    for id in ("38north", "cns-op43", "nikkei-2024"):
        found = report(kb(bundled), id)
        assert [row.claim.id for row in found.rows] == [row["id"] for row in claimed if row["article"] == id]
        for row in found.rows:
            assert (row.our == NOT_ANSWERABLE) == (row.claim.asked is None) == (not row.command)
            assert row.claim.differs
            assert row.claim.asked is None or row.count is not None or row.our == NOTHING_LOADED
        assert f"{len(found.rows)} claims: " in found.summary
    rows = {row.claim.id: row for row in found.rows}
    # No bundled paper of the DPRK names a funder: that is no count of 0.
    assert (rows["nik-04"].our, rows["nik-04"].count) == (NOTHING_LOADED, None)
    assert rows["nik-04"].held.startswith(f"{NO}no source names a funder for any of ")
    assert rows["nik-05"].held.startswith(YES)


def test_a_report_says_how_much_is_loaded_and_how_to_ask_again(bundled: Client) -> None:
    found = report(kb(bundled), "38north")
    covers = " ".join(found.covers)
    assert "OpenAlex, asked on 2024-08-27, counts 519 works of 2017 to 2023 that print North Korea" in covers
    assert "its rank is 192 of 247 in 2017-2023" in covers
    rows = {row.claim.id: row for row in found.rows}
    first = rows["38n-01"]
    asked = first.command.split()
    assert asked[:3] == ["tiegraph", "ask", "topic-papers"]
    again = kb(bundled).ask("topic-papers", home="KP", topic="AI", first_year=2017, last_year=2023)
    assert first.count == len(again)
    assert (
        first.difference == f"\N{MINUS SIGN}{161 - len(again)} (\N{MINUS SIGN}{100 * (161 - len(again)) / 161:.1f} %)"
    )
    # World totals of AI are not loaded: a rank among others would be one of something else.
    assert rows["38n-02"].our == NOTHING_LOADED
    assert rows["38n-07"].our == "1 of 12 named: CN"
    assert rows["38n-10"].our == "2 of 3 named: Kim Il Sung University, Kim Chaek University of Technology"
    assert rows["38n-10"].difference.startswith("not found here: State Academy of Sciences")
    for form in ("text", "table", "csv", "json", "md", "html"):
        text = rendered(found, form)
        assert NOT_ANSWERABLE.split()[1] in text
        assert not re.search(r"\b(guilty|violations?|illicit|suspicious|exposure)\b", text, re.IGNORECASE)
    assert len(list(csv.DictReader(io.StringIO(rendered(found, "csv"))))) == len(found.rows)
    assert len(json.loads(rendered(found, "json"))["rows"]) == len(found.rows)
    assert rendered(found, "html").count("<tr>") == 1 + len(found.rows)
    with pytest.raises(UsageError, match="38north"):
        report(kb(bundled), "38-north")
