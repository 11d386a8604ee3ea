"""Days in words: never finer than they are known."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from cypher.sentences import bound, sentence


def test_a_year_is_no_day_in_a_sentence() -> None:
    template = "from {first} to {last}[, ended {until}]"
    row = {"first": date(2018, 1, 1), "last": date(2018, 12, 31), "until_min": None, "until_max": None}
    assert sentence(template, row) == "from 2018 to 2018"
    row |= {"last": date(2019, 5, 21), "until_min": date(2020, 2, 1), "until_max": date(2020, 2, 29)}
    assert sentence(template, row) == "from 2018 to 2019-05-21, ended 2020-02"


@given(st.dates(), st.sampled_from(["year", "month", "day"]))
def test_what_is_known_by_year_or_month_is_never_told_as_a_day(day: date, precision: str) -> None:
    first, last = day, day
    if precision == "month":
        first, last = day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1])
    elif precision == "year":
        first, last = date(day.year, 1, 1), date(day.year, 12, 31)
    told = bound("first", first), bound("last", last)
    most = {"year": 4, "month": 7, "day": 10}[precision]
    assert all(len(text) <= most for text in told)
    assert all(day.isoformat().startswith(text) for text in told)
    # Columns of another name are days.
    assert bound("as_of", first) == first
