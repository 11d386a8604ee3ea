from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loader.printed_dates import day_month_year, written_days, year_month_days


@given(st.dates(min_value=date(1000, 1, 1)))
def test_days_come_back(day: date) -> None:
    assert day_month_year(f"{day.day}/{day.month:02}/{day.year}") == day
    assert year_month_days(f"{day.year}年{day.month}月{day.day}日") == [day]
    assert year_month_days(f"{day.year}.{day.month}.{day.day}改訂") == [day]


@given(st.text())
def test_no_text_breaks_them(printed: str) -> None:
    assert day_month_year(printed) is None or printed.strip()
    assert isinstance(written_days(printed), list)
    assert isinstance(year_month_days(printed), list)


@pytest.mark.parametrize("printed", [None, "", "31/02/2013", "2013-04-23", "23/04/13", "00/00/1980"])
def test_what_is_no_day(printed: str | None) -> None:
    assert day_month_year(printed) is None


@pytest.mark.parametrize(
    ("printed", "days"),
    [
        ("Listed on 25 January 2001 (amended on 21 Sep 2007, 29 Nov. 2011)",
         [date(2001, 1, 25), date(2007, 9, 21), date(2011, 11, 29)]),
        ("the 1st May, 2004", [date(2004, 5, 1)]),
        ("31 June 2004, 3 Brumaire 1799, 2004", []),
        (None, []),
    ],
)  # fmt: skip
def test_written_days(printed: str | None, days: list[date]) -> None:
    assert written_days(printed) == days
