"""Periods on a list, from rows and from files."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from loader.periods import FIRST_SEEN, SEEN_AGAIN, joined, printed_periods, stood, texts_of
from loader.records import Period

JAN, FEB, MAR, APR, MAY = (date(2026, month, 1) for month in (1, 2, 3, 4, 5))
DAY = timedelta(days=1)
UNDATED = [Period()]


def _since(day: date | None, until: date | None = None) -> Period:
    basis = "listed date" if day else "unknown"
    return Period(from_min=day, from_max=day, to_min=until, to_max=until, basis=basis)


def _in_force(found: list[Period], day: date) -> bool:
    """As the questions ask."""
    return any(
        (one.from_min is None or one.from_min <= day) and (one.to_max is None or one.to_max > day) for one in found
    )


def test_open_rows_of_one_entry_are_one_period_from_the_earliest_day() -> None:
    assert joined([_since(FEB), _since(None), _since(JAN)]) == [_since(JAN)]


def test_closed_rows_stay_periods_of_their_own_in_order() -> None:
    closed = _since(JAN, FEB)
    assert joined([_since(MAR), closed, closed]) == [closed, _since(MAR)]


def test_one_file_is_taken_as_printed() -> None:
    assert stood([(JAN, UNDATED)], {}) == UNDATED


def test_an_entry_that_is_gone_and_back_was_not_there_on_the_day_of_the_file_between() -> None:
    gone = Period(to_min=JAN + DAY, to_max=FEB, gone_by="load-2")
    again = Period(from_min=FEB + DAY, from_max=MAR, basis=SEEN_AGAIN)
    assert stood([(JAN, UNDATED), (MAR, UNDATED)], {FEB: "load-2"}) == [gone, again]
    # What it prints of an old beginning does not bridge the gap.
    old = _since(date(2006, 12, 23))
    first, second = stood([(APR, [old])], {FEB: "load-2", MAR: "load-3"})
    assert (first.from_max, first.to_min, first.to_max, first.gone_by) == (
        *(old.from_max, date(2006, 12, 24), FEB, "load-2"),
    )
    assert second == Period(from_min=MAR + DAY, from_max=APR, basis=SEEN_AGAIN)


def test_an_entry_that_earlier_files_lack_began_after_them() -> None:
    assert stood([(MAR, UNDATED)], {FEB: "load-2"}) == [Period(from_min=FEB + DAY, from_max=MAR, basis=FIRST_SEEN)]
    # A printed beginning between the two stands, and of a year that part which came after the file.
    assert stood([(APR, [_since(MAR)])], {FEB: "load-2"}) == [_since(MAR)]
    year = Period(from_min=date(2026, 1, 1), from_max=date(2026, 12, 31), basis="listed date")
    assert stood([(MAR, [year])], {FEB: "load-2"}) == [
        Period(from_min=FEB + DAY, from_max=MAR, basis="listed date"),
    ]


def test_a_printed_end_stands_unless_a_file_lacks_the_entry_before_it() -> None:
    order = _since(JAN, APR)
    assert stood([(FEB, [order])], {MAY: "load-2"}) == [order]
    (ended,) = stood([(FEB, [order])], {MAR: "load-2"})
    assert (ended.from_min, ended.to_min, ended.to_max, ended.gone_by) == (JAN, FEB + DAY, MAR, "load-2")
    # One that is put off is put off; one announced for a day to come and dropped before it was never in force.
    assert stood([(JAN, [_since(JAN, MAR)]), (FEB, [order])], {}) == [order]
    never = stood([(JAN, [_since(APR)])], {FEB: "load-2"})
    assert not any(_in_force(never, day) for day in (JAN, FEB, APR, MAY))


def test_what_an_older_file_printed_stands_where_a_newer_one_says_nothing_of_that_time() -> None:
    order, renewed = _since(date(2022, 4, 7), date(2022, 10, 4)), _since(date(2025, 3, 27), date(2026, 3, 27))
    files = [(date(2022, 8, 1), [order]), (date(2025, 6, 1), [renewed])]
    assert stood(files, {}) == [order, renewed]
    # Dates that a plainer file does not print are those that the richer one had.
    assert stood([(JAN, [_since(date(2020, 5, 1))]), (FEB, UNDATED)], {}) == [_since(date(2020, 5, 1))]
    # A beginning that is corrected is corrected; one after the day of a file that had the entry is a second one.
    assert stood([(FEB, [_since(JAN)]), (MAR, [_since(date(2025, 12, 1))])], {}) == [_since(date(2025, 12, 1))]
    for plainer in ([], [(FEB + DAY, UNDATED)]):
        first, second = stood([(JAN, [_since(date(2020, 5, 1))]), *plainer, (MAR, [_since(FEB)])], {})
        assert (first.from_min, first.to_min, first.to_max, second) == (date(2020, 5, 1), JAN + DAY, FEB, _since(FEB))


def test_copies_of_a_list_tell_how_long_an_entry_stood_and_not_that_it_came_back() -> None:
    (gone,) = stood([(JAN, UNDATED)], {MAR: "load-2"}, [FEB, APR])
    assert (gone.to_min, gone.to_max) == (FEB + DAY, MAR)


BEGINNINGS = st.none() | st.dates(date(2025, 11, 1), date(2026, 6, 1))
PRINTED = st.builds(
    lambda first, length: [_since(first, first + timedelta(days=length) if first and length else None)],
    BEGINNINGS,
    st.none() | st.integers(1, 200),
)


@settings(max_examples=500)
@given(st.lists(st.tuples(st.booleans(), PRINTED), min_size=1, max_size=5))
def test_on_the_day_of_each_file_what_it_has_is_in_force_as_printed_and_what_it_lacks_is_not(
    files: list[tuple[bool, list[Period]]],
) -> None:
    days = (JAN, FEB, MAR, APR, MAY)
    had = [(day, printed) for day, (there, printed) in zip(days, files, strict=False) if there]
    lacked = {day: "load-1" for day, (there, _) in zip(days, files, strict=False) if not there}
    if not had:
        return
    found = stood(had, lacked)
    assert found
    assert not any(_in_force(found, day) for day in lacked)
    # On the day of a file that has it an entry has certainly not ended.
    assert not any(one.to_max and one.gone_by and one.to_min in dict(had) for one in found if one.to_min != one.to_max)
    ends = any(one.to_max for _, printed in had for one in printed)
    # A newer file may print an end before the day of an older one; the newest has nobody after it.
    for day, printed in had[-1:] if ends else had:
        if printed[0].from_min and _in_force(printed, day):
            assert _in_force(found, day)
    for one in found:
        assert one.from_min is None or one.from_min <= (one.from_max or date.max)
        assert one.to_max is None or (one.to_min is not None and one.to_min <= one.to_max)


@given(st.lists(st.builds(_since, BEGINNINGS, BEGINNINGS), min_size=1, max_size=3))
def test_printed_periods_are_read_back_as_written(printed: list[Period]) -> None:
    assert printed_periods(texts_of(printed)) == (printed if texts_of(printed) else UNDATED)
