"""Former values of an entry's fields: what a file changed can be told again, in whatever order files are loaded."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from loader import entry_history
from loader.merging import Stamp, combine

DAYS = [date(2026, month, 1) for month in (1, 2, 3, 4)]
PRINTED = st.fixed_dictionaries(
    {"name": st.sampled_from(["One", "Two"])},
    optional={
        "remarks": st.sampled_from(["x | y", '"quoted"', "é"]),
        "aliases": st.lists(st.sampled_from(["A", "B", "C"]), min_size=1, unique=True),
    },
)


def _load(stored: dict[str, Any], printed: dict[str, Any], day: date, files: list[date]) -> dict[str, Any]:
    """As `EntryWriter` does it."""
    now = {**stored, **combine(stored, printed, Stamp(day, "nsfreg"), lambda source: 1)}
    if files and day < max(files):
        former = entry_history.after_older(stored, printed, day, f"load-{day}", files)
        now = {**stored, "former": [str(one) for one in former]}
    elif files:
        former = entry_history.after_newer(stored, now, day, f"load-{day}", lambda source: source == "nsfreg")
        now["former"] = [str(one) for one in former]
    now["first_file"] = min(stored.get("first_file") or day, day)
    return {name: value for name, value in now.items() if value is not None}


@given(st.lists(PRINTED, min_size=4, max_size=4), st.permutations(range(4)))
def test_every_file_can_be_told_again(files: list[dict[str, Any]], order: list[int]) -> None:
    stored: dict[str, Any] = {}
    loaded: list[date] = []
    for place in order:
        stored = _load(stored, files[place], DAYS[place], loaded)
        loaded.append(DAYS[place])
    for day, printed in zip(DAYS, files, strict=True):
        for field in entry_history.FIELDS:
            assert _in_order(entry_history.value_on(day, field, stored)) == _in_order(printed.get(field))

    # The same with one of the files taken out.
    kept = {day: f"load-{day}" for day in DAYS if day != DAYS[order[0]]}
    values, former = entry_history.without_days(stored, kept)
    stored = {**stored, **values, "former": [str(one) for one in former]}
    for day, printed in zip(DAYS, files, strict=True):
        for field in entry_history.FIELDS if day in kept else ():
            assert _in_order(entry_history.value_on(day, field, stored)) == _in_order(printed.get(field))


def _in_order(value: Any) -> Any:
    return sorted(value) if isinstance(value, list | tuple) else value


def test_a_file_that_changes_nothing_costs_nothing() -> None:
    first = _load({}, {"name": "One"}, DAYS[0], [])
    assert _load(first, {"name": "One"}, DAYS[1], DAYS[:1])["former"] == []
    changed = _load(first, {"name": "Two"}, DAYS[1], DAYS[:1])
    assert changed["former"] == ['2026-02-01|load-2026-02-01|name|"One"']


def test_other_spaces_are_no_change() -> None:
    first = _load({}, {"name": "One  text", "aliases": ["A B"]}, DAYS[0], [])
    changed = _load(first, {"name": "One text", "aliases": ["A\nB"]}, DAYS[1], DAYS[:1])
    assert (changed["name"], changed["former"]) == ("One text", [])


def test_what_another_source_had_said_is_no_change_of_the_list() -> None:
    copy = combine({}, {"name": "One"}, Stamp(DAYS[0], "csl"), lambda source: 1) | {"first_file": DAYS[0]}
    now = combine(copy, {"name": "Two"}, Stamp(DAYS[1], "nsfreg"), lambda source: 2)
    assert entry_history.after_newer(copy, now, DAYS[1], "load-2", lambda source: source == "nsfreg") == []


def test_a_corrected_file_of_the_same_day_is_no_change() -> None:
    first = _load({}, {"name": "One"}, DAYS[0], [])
    assert _load(first, {"name": "Two"}, DAYS[0], DAYS[:1])["former"] == []
