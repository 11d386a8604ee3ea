from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from loader.records import Rejected, Row, Rule
from loader.sources.rules import COLUMNS, read

WriteTable = Callable[..., Path]
RULE = {
    "id": "hill-act-7",
    "title": "Hill Act, section 7",
    "restricts": "Carrying water up the hill.",
    "exempts": "Buckets of one litre.",
    "exempt_fields": "Medicine | nursing",
    "from": "2016-11-30",
    "to": "2017",
    "countries": "KP",
    "kinds": "ministry | academy",
    "addresses": "https://example.org/act",
    "status": "What came after was not read.",
}


def test_a_rule(write_table: WriteTable) -> None:
    assert list(read(write_table("rules.csv", COLUMNS, RULE))) == [
        Row(
            2,
            Rule(
                id="hill-act-7",
                title="Hill Act, section 7",
                restricts="Carrying water up the hill.",
                exempts="Buckets of one litre.",
                exempt_fields=("medicine", "nursing"),
                from_min=date(2016, 11, 30),
                from_max=date(2016, 11, 30),
                to_min=date(2017, 1, 1),
                to_max=date(2017, 12, 31),
                countries=("KP",),
                kinds=("ministry", "academy"),
                addresses=("https://example.org/act",),
                status="What came after was not read.",
            ),
        )
    ]


def test_beginning_and_end_may_be_unknown(write_table: WriteTable) -> None:
    (row,) = read(write_table("rules.csv", COLUMNS, {**RULE, "from": "", "to": ""}))
    assert isinstance(row, Row)
    assert isinstance(row.record, Rule)
    assert (row.record.from_min, row.record.to_max) == (None, None)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"id": "Hill Act"}, "id"),
        ({"title": ""}, "title"),
        ({"restricts": ""}, "restricts"),
        ({"from": "2016-30-11"}, "from"),
        ({"to": "2015"}, "to"),
        ({"countries": "ZZ"}, "countries"),
    ],
)
def test_a_bad_rule_is_rejected(write_table: WriteTable, change: dict[str, str], field: str) -> None:
    (row,) = read(write_table("rules.csv", COLUMNS, {**RULE, **change}))
    assert isinstance(row, Rejected)
    assert (row.line, row.field) == (2, field)
