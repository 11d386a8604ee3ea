"""Periods on a list, from rows and from files."""

from datetime import date

from loader.periods import SEEN_AGAIN, after_file, joined
from loader.records import Period

JAN, FEB, MAR = date(2026, 1, 1), date(2026, 2, 1), date(2026, 3, 1)


def _since(day: date | None) -> Period:
    return Period(from_min=day, from_max=day, basis="listed date" if day else "unknown")


def test_open_rows_of_one_entry_are_one_period_from_the_earliest_day() -> None:
    assert joined([_since(FEB), _since(None), _since(JAN)]) == [_since(JAN)]


def test_closed_rows_stay_periods_of_their_own_in_order() -> None:
    closed = Period(from_min=JAN, from_max=JAN, to_min=FEB, to_max=FEB, basis="listed date")
    assert joined([_since(MAR), closed, closed]) == [closed, _since(MAR)]


def test_a_first_file_is_taken_as_printed() -> None:
    assert after_file([], [_since(None)], JAN, None) == [_since(None)]


def test_an_entry_that_is_back_began_again_between_the_files() -> None:
    gone = Period(to_min=JAN, to_max=FEB)
    again = after_file([gone], [_since(None)], MAR, FEB)
    assert again == [gone, Period(from_min=FEB, from_max=MAR, basis=SEEN_AGAIN)]


def test_an_entry_that_only_an_older_file_has_ended_before_the_newest() -> None:
    assert after_file([], [_since(None)], JAN, MAR) == [Period(to_min=JAN, to_max=MAR)]


def test_a_changed_row_of_an_entry_still_listed_counts() -> None:
    assert after_file([_since(None)], [_since(JAN)], MAR, FEB) == [_since(JAN)]
