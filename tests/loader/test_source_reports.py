from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from loader.records import Named, Rejected, Report, Row
from loader.sources.reports import COLUMNS, read

WriteTable = Callable[..., Path]
REPORT = {
    "id": "report:T1",
    "kind": "paper-reported",
    "statement": "A paper on slopes joins Hill University with a university of the valley.",
    "year": "2017-2019",
    "publisher": "The Hill Gazette",
    "via": "Valley News",
    "addresses": "https://example.org/1 | https://example.org/2",
    "confidence": "medium (report)",
    "states_dprk_side": "yes",
    "dprk_institutions": "Hill University [kp:hill-university]",
    "partner_institutions": "Valley University | ror:05a28rw58",
    "partner_certainty": "ambiguous",
}


def test_a_report(write_table: WriteTable) -> None:
    assert list(read(write_table("reports.csv", COLUMNS, REPORT))) == [
        Row(
            2,
            Report(
                id="report:T1",
                kind="paper-reported",
                statement="A paper on slopes joins Hill University with a university of the valley.",
                publisher="The Hill Gazette",
                confidence="medium (report)",
                year="2017-2019",
                via="Valley News",
                addresses=("https://example.org/1", "https://example.org/2"),
                states_dprk_side=True,
                names=(
                    Named("Hill University", "dprk", "stated", "kp:hill-university"),
                    Named("Valley University", "partner", "ambiguous"),
                    Named("ror:05a28rw58", "partner", "ambiguous", "ror:05a28rw58"),
                ),
            ),
        )
    ]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"id": "T1"}, "id"),
        ({"kind": "rumour"}, "kind"),
        ({"statement": ""}, "statement"),
        ({"year": "last year"}, "year"),
        ({"publisher": ""}, "publisher"),
        ({"confidence": "certain"}, "confidence"),
        ({"confidence": "highest"}, "confidence"),
        ({"states_dprk_side": "maybe"}, "states_dprk_side"),
        ({"dprk_institutions": ""}, "dprk_institutions"),
        ({"partner_certainty": "likely"}, "partner_certainty"),
        ({"partner_institutions": "Valley University [ror:000000000]"}, "partner_institutions"),
    ],
)
def test_a_bad_report_is_rejected(write_table: WriteTable, change: dict[str, str], field: str) -> None:
    (row,) = read(write_table("reports.csv", COLUMNS, {**REPORT, **change}))
    assert isinstance(row, Rejected)
    assert (row.line, row.field) == (2, field)


def test_a_report_may_name_nobody(write_table: WriteTable) -> None:
    change = {"states_dprk_side": "no", "dprk_institutions": "", "partner_institutions": "", "partner_certainty": ""}
    (row,) = read(write_table("reports.csv", COLUMNS, {**REPORT, **change}))
    assert isinstance(row, Row)
    assert isinstance(row.record, Report)
    assert row.record.names == ()
