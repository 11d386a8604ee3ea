"""Periods on a list, from rows and from files."""

from datetime import date

from loader.periods import SEEN_AGAIN, after_file, came_and_went, ended, joined, parted, was_there
from loader.records import Period

JAN, FEB, MAR, APR = date(2026, 1, 1), date(2026, 2, 1), date(2026, 3, 1), date(2026, 4, 1)
GONE = Period(to_min=JAN, to_max=MAR, gone_by="load-2")


def _since(day: date | None, **more: date) -> Period:
    return Period(from_min=day, from_max=day, basis="listed date" if day else "unknown", **more)


def test_open_rows_of_one_entry_are_one_period_from_the_earliest_day() -> None:
    assert joined([_since(FEB), _since(None), _since(JAN)]) == [_since(JAN)]


def test_closed_rows_stay_periods_of_their_own_in_order() -> None:
    closed = _since(JAN, to_min=FEB, to_max=FEB)
    assert joined([_since(MAR), closed, closed]) == [closed, _since(MAR)]


def test_a_first_file_is_taken_as_printed() -> None:
    assert after_file([], [_since(None)], JAN) == [_since(None)]


def test_an_entry_that_is_back_began_again_between_the_files() -> None:
    again = Period(from_min=MAR, from_max=APR, basis=SEEN_AGAIN)
    assert after_file([GONE], [_since(None)], APR) == [GONE, again]
    # A later file that prints it anew changes neither its history nor when it was seen again.
    assert after_file([GONE, again], [_since(None)], date(2026, 5, 1)) == [GONE, again]


def test_a_printed_end_that_is_put_off_is_put_off() -> None:
    stored, printed = _since(JAN, to_min=MAR, to_max=MAR), _since(JAN, to_min=APR, to_max=APR)
    assert after_file([stored], [printed], FEB) == [printed]


def test_an_entry_that_an_older_file_alone_has_ended_before_the_next() -> None:
    closed = _since(JAN, to_min=FEB, to_max=FEB)
    assert ended([_since(None), closed], JAN, MAR, "load-2") == [
        Period(to_min=JAN, to_max=MAR, gone_by="load-2"),
        closed,
    ]


def test_a_changed_row_of_an_entry_still_listed_counts() -> None:
    assert after_file([_since(None)], [_since(JAN)], MAR) == [_since(JAN)]


def test_a_period_is_parted_where_files_between_lacked_the_entry() -> None:
    gone = Period(to_min=JAN, to_max=FEB, gone_by="load-2")
    again = Period(from_min=FEB, from_max=MAR, basis=SEEN_AGAIN)
    assert parted([_since(None)], JAN, FEB, "load-2", FEB, MAR) == [gone, again]
    # A printed beginning after the gap stands.
    assert parted([_since(MAR)], JAN, FEB, "load-2", FEB, APR) == [gone, _since(MAR)]
    events = came_and_went(JAN, [gone, again])
    assert [was_there(events, day) for day in (date(2025, 1, 1), JAN, FEB, MAR, APR)] == [
        False,
        True,
        False,
        True,
        True,
    ]
