from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loader.citations import EFFECTIVE, PUBLICATION, citations, days_printed, effective_dates, listed_from, written_day
from loader.errors import SourceError
from loader.records import Period


def period(day: date, basis: str, citation: str) -> Period:
    return Period(from_min=day, from_max=day, basis=basis, citation=citation)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("76 FR 71869, 11/21/11", [("76 FR 71869", date(2011, 11, 21))]),
        ("73 FR 54508\n9/22/08", [("73 FR 54508", date(2008, 9, 22))]),
        ("81 FR 61601 preview citation details, 9/7/16", [("81 FR 61601", date(2016, 9, 7))]),
        ("86 FR 67319", [("86 FR 67319", None)]),
        ("85 FR 83799, 12/23/2020 ", [("85 FR 83799", date(2020, 12, 23))]),
        ("86 F.R. 71557, 71559 12/17/2021", [("86 FR 71557", date(2021, 12, 17))]),
        ("91 FR 35189 (June 10, 2026)", [("91 FR 35189", date(2026, 6, 10))]),
        (
            "46 F.R. 46154 9/17/81 and 46 F.R. 19290 3/30/81",
            [("46 FR 46154", date(1981, 9, 17)), ("46 FR 19290", date(1981, 3, 30))],
        ),
        (
            "62 FR 35334, 6/30/97 66 FR 24267, 5/14/01.\n75 FR 78883,\n12/17/10",
            [
                ("62 FR 35334", date(1997, 6, 30)),
                ("66 FR 24267", date(2001, 5, 14)),
                ("75 FR 78883", date(2010, 12, 17)),
            ],
        ),
        ("Vol. 86, No. 51, 03/18/21, Federal Register", [("Vol. 86, No. 51", date(2021, 3, 18))]),
        ("Vol. 57, No. 130, P29924, 07/07/92", [("Vol. 57, No. 130", date(1992, 7, 7))]),
        ("Vol.83, No.166, August 27, 2018 Federal Register", [("Vol. 83, No. 166", date(2018, 8, 27))]),
        # 85 is the volume of 2020: another year is a slip.
        ("85 FR 83420, 12/22/02", [("85 FR 83420", None)]),
        ("Press release", []),
        ("", []),
        (None, []),
    ],
)
def test_citations(text: str | None, expected: list[tuple[str, date | None]]) -> None:
    assert [(one.name, one.published) for one in citations(text)] == expected


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("11/21/11", date(2011, 11, 21)),
        ("9/17/81", date(1981, 9, 17)),
        ("12/23/2020", date(2020, 12, 23)),
        ("June 21, 2022", date(2022, 6, 21)),
        ("03 Jun 2021", date(2021, 6, 3)),
        ("2021-08-02", date(2021, 8, 2)),
        ("2/30/20", None),
        ("12/11/201", None),
        ("soon", None),
        (None, None),
    ],
)
def test_days_as_agencies_write_them(text: str | None, day: date | None) -> None:
    assert written_day(text) == day


def test_a_listing_begins_with_the_earliest_notice() -> None:
    later_first = citations("85 FR 83769, 12/23/20. 75 FR 1701, 1/13/10")
    assert listed_from(later_first) == period(date(2010, 1, 13), PUBLICATION, "75 FR 1701, 1/13/10")
    assert listed_from([]) == Period()


def test_an_effective_date_that_a_source_states_comes_first() -> None:
    cited = citations("85 FR 83420, 12/22/20")
    assert listed_from(cited) == period(date(2020, 12, 18), EFFECTIVE, "85 FR 83420, 12/22/20")
    assert listed_from(citations("90 FR 14048, 3/28/25")).from_min == date(2025, 3, 25)


def test_a_notice_without_a_date_takes_it_from_another_entry_or_its_volume() -> None:
    days = days_printed(["86 FR 67319, 11/26/21", None, "86 FR 1"])
    assert listed_from(citations("86 FR 67319"), days).from_max == date(2021, 11, 26)
    alone = listed_from(citations("86 FR 67319"))
    assert (alone.from_min, alone.from_max) == (date(2021, 1, 1), date(2021, 12, 31))


def test_every_effective_date_has_a_source_and_is_near_its_publication(tmp_path: Path) -> None:
    assert effective_dates()["85 FR 34497"] == date(2020, 6, 5)
    path = tmp_path / "notices.csv"
    path.write_text("citation,published,effective,source\n85 FR 1,2020-01-02,2020-01-01,\n")
    with pytest.raises(SourceError, match="line 2: needs one citation, the effective date and its source"):
        effective_dates(path)


@given(st.dates(min_value=date(1936, 3, 14), max_value=date(2035, 12, 31)), st.integers(1, 99_999))
@settings(deadline=None)
def test_every_citation_is_read_back(day: date, page: int) -> None:
    name = f"{day.year - 1935} FR {page}"
    for printed in (f"{day.month}/{day.day}/{day:%y}", f"{day:%m/%d/%Y}", f"{day:%B} {day.day}, {day.year}"):
        (cited,) = citations(f"{name}, {printed}")
        assert (cited.name, cited.published) == (name, day)
        assert cited.printed == f"{name}, {printed}"


@given(st.text(alphabet="0123456789FR./, \nVolN", max_size=80))
@settings(deadline=None)
def test_no_text_makes_a_citation_fail(text: str) -> None:
    cited = citations(text)
    assert len({one.name for one in cited}) == len(cited)
    begun = listed_from(cited)
    assert (begun.from_min is None) == (begun.basis == "unknown")
    written_day(text)
