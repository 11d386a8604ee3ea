"""The headline question on the practice world. The rows are worked out by hand from data/practice/README.md."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from cypher.catalogue import question
from cypher.client import Client

MOONHILL = "kp:moonhill-practice-university"
GREYRIVER = "kp:greyriver-practice-polytechnic"
CLOCKS = "kp:practice-academy-of-measures-institute-of-clocks"
AMBERFIELD = "cur:amberfield-practice-university"
BRIDGES = "cur:amberfield-practice-institute-of-bridges"
CEDARWICK = "cur:cedarwick-practice-university"
FOXGLOVE = "ror:0pract166"
KELP = "cur:kelp-practice-observatory"
MARRAM = "cur:marram-practice-college"
ORCHID = "openalex:I9999999901"
ROOKERY = "cur:rookery-practice-university"
SALTMARSH = "cur:saltmarsh-practice-institute"
STONEBRIDGE_BOUVET = "cur:stonebridge-practice-university-bouvet"
STONEBRIDGE_HEARD = "cur:stonebridge-practice-university-heard"
TWINLAKE_NORTH = "cur:twinlake-practice-institute-north"
DRIFTWOOD = "lst:practice-controlled/driftwood"

Row = tuple[Any, ...]

#: what is compared of each row, in this order
COLUMNS = (
    "listed_side", "partner_id", "dprk_id", "basis", "listed_since_min", "listed_since_max",
    "papers", "joint", "dual_only", "unknown_map",
    "before", "after", "within_12_months", "undetermined",
    "before_2321", "after_2321", "undetermined_2321",
)  # fmt: skip
SAME, UNIT, PERHAPS = "same body", "unit of a listed body", "perhaps the same body"


def day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def row(
    side: str, partner: str, dprk: str, since: tuple[str | None, str | None], counts: str, basis: str = SAME
) -> Row:
    """`counts`: papers joint dual unknown | before after within undetermined | before after undetermined (2321)."""
    return (side, partner, dprk, basis, day(since[0]), day(since[1]), *map(int, counts.replace("|", " ").split()))


NEVER = (None, None)
# PW01 2018-03-10, PW04 2019 (no map), PW03 2020-02 (bridged), PW05 2021-07-15 (retracted); PW02 is dual.
AMBERFIELD_MOONHILL = row("partner", AMBERFIELD, MOONHILL, ("2019-05-21", "2019-05-21"), "4 2 1 1 | 1 2 1 1 | 0 4 0")
# PW22 2012 (first period), PW23 2015 (between the periods), PW24 2017-01 (second period, within twelve months)
ROOKERY_MOONHILL = row("partner", ROOKERY, MOONHILL, ("2016-09-20", "2016-09-20"), "3 3 0 0 | 1 2 1 0 | 2 1 0")
# PW26 2015, PW27 2022-02: the alias came between the files of 2021 and 2023
SALTMARSH_MOONHILL = row("partner", SALTMARSH, MOONHILL, ("2021-01-01", "2023-01-01"), "2 2 0 0 | 1 0 0 1 | 1 1 0")
# PW10 2020-06-15 in the month of the listing, PW11 2020-07-01 after it
STONEBRIDGE_GREYRIVER = row(
    "partner", STONEBRIDGE_BOUVET, GREYRIVER, ("2020-06-01", "2020-06-30"), "2 2 0 0 | 0 1 1 1 | 0 2 0"
)
# PW06 2016-11 in the month of the resolution, PW07 2018-06 in the year of the listing
FOXGLOVE_MOONHILL = row("partner", FOXGLOVE, MOONHILL, ("2018-01-01", "2018-12-31"), "2 2 0 0 | 1 0 0 1 | 0 1 1")
# PW14 2018-01-02
CEDARWICK_CLOCKS = row("dprk", CEDARWICK, CLOCKS, ("2016-01-15", "2016-01-15"), "1 1 0 0 | 0 1 0 0 | 0 1 0")
# PW16 2017-10-10, an entry without date
DRIFTWOOD_MOONHILL = row("partner", DRIFTWOOD, MOONHILL, NEVER, "1 1 0 0 | 0 0 0 1 | 0 1 0")
# PW08 2010
FOXGLOVE_GREYRIVER = row("partner", FOXGLOVE, GREYRIVER, ("2018-01-01", "2018-12-31"), "1 1 0 0 | 1 0 0 0 | 1 0 0")

CONTROLLED = [
    AMBERFIELD_MOONHILL,
    ROOKERY_MOONHILL,
    SALTMARSH_MOONHILL,
    STONEBRIDGE_GREYRIVER,
    FOXGLOVE_MOONHILL,
    CEDARWICK_CLOCKS,
    DRIFTWOOD_MOONHILL,
    FOXGLOVE_GREYRIVER,
]
WATCHED = [
    row("dprk", AMBERFIELD, MOONHILL, NEVER, "4 2 1 1 | 0 0 0 4 | 0 4 0"),
    row("dprk", ROOKERY, MOONHILL, NEVER, "3 3 0 0 | 0 0 0 3 | 2 1 0"),
    row("dprk", SALTMARSH, MOONHILL, NEVER, "2 2 0 0 | 0 0 0 2 | 1 1 0"),
    row("both", FOXGLOVE, MOONHILL, NEVER, "2 2 0 0 | 0 0 0 2 | 0 1 1"),
    row("dprk", BRIDGES, MOONHILL, NEVER, "1 1 0 0 | 0 0 0 1 | 0 1 0"),
    row("dprk", STONEBRIDGE_HEARD, MOONHILL, NEVER, "1 1 0 0 | 0 0 0 1 | 0 1 0"),
    row("dprk", DRIFTWOOD, MOONHILL, NEVER, "1 1 0 0 | 0 0 0 1 | 0 1 0"),
    # PW29 2013-12-12, known to OpenAlex only
    row("dprk", ORCHID, MOONHILL, NEVER, "1 1 0 0 | 0 0 0 1 | 1 0 0"),
    row("partner", FOXGLOVE, GREYRIVER, NEVER, "1 1 0 0 | 0 0 0 1 | 1 0 0"),
    # PW19: one person with one ORCID signs twice
    row("dprk", CEDARWICK, MOONHILL, NEVER, "0 0 1 0 | 0 0 0 0 | 0 0 0"),
]
# listed there since 2020-11-25: PW05 is the only paper after it, within twelve months
TRACKED = [
    row("partner", AMBERFIELD, MOONHILL, ("2020-11-25", "2020-11-25"), "4 2 1 1 | 3 1 1 0 | 0 4 0"),
    # PW36 2016-06-06: listed until a day in 2056 that the entry prints
    row("partner", KELP, GREYRIVER, ("2016-01-01", "2016-01-01"), "1 1 0 0 | 0 1 1 0 | 1 0 0"),
]


def ask(client: Client, **values: Any) -> list[dict[str, Any]]:
    asked = question("listed-to-dprk")
    return [dict(found) for found in client.read(asked.statement, asked.bind(**values)).rows]


def compared(rows: list[dict[str, Any]]) -> list[Row]:
    return [tuple(found[name] for name in COLUMNS) for found in rows]


def without(rows: list[Row], *gone: Row) -> list[Row]:
    return [one for one in rows if one not in gone]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"list": "practice-controlled"}, CONTROLLED),
        ({"list": "practice-watch"}, WATCHED),
        ({"list": "practice-tracker"}, TRACKED),
        ({"list": "practice-tracker", "as_of": "2060-01-01"}, TRACKED[:1]),
        ({"list": "us-entity-list"}, []),
        # By nature in law, then by list: end-user list, export control, research
        ({"list": "any"}, [*WATCHED, *CONTROLLED, *TRACKED]),
        # Before both files: Marram was listed (PW25), of Driftwood nobody knows; the alias was not there yet.
        (
            {"list": "practice-controlled", "as_of": "2014-06-01"},
            [
                row("partner", MARRAM, GREYRIVER, ("2012-04-01", "2012-04-01"), "1 1 0 0 | 0 1 0 0 | 1 0 0"),
                DRIFTWOOD_MOONHILL,
            ],
        ),
        # Between the files: Kelp stands in the file of 2021 and not in that of 2023 (PW36).
        (
            {"list": "practice-controlled", "as_of": "2021-06-01"},
            [
                *CONTROLLED[:6],
                row("partner", KELP, GREYRIVER, ("2015-06-01", "2015-06-01"), "1 1 0 0 | 0 1 0 0 | 1 0 0"),
                *CONTROLLED[6:],
            ],
        ),
        # In the first period of Rookery, which ended in 2013: PW22 came after it began, PW23 and PW24 after it ended.
        (
            {"list": "practice-controlled", "as_of": "2011-01-01"},
            [
                row("partner", ROOKERY, MOONHILL, ("2010-01-01", "2010-01-01"), "3 3 0 0 | 0 3 0 0 | 2 1 0"),
                DRIFTWOOD_MOONHILL,
            ],
        ),
        # PW12 prints a unit of Amberfield.
        (
            {"list": "practice-controlled", "roll_up": True},
            [
                *CONTROLLED[:5],
                row("partner", BRIDGES, MOONHILL, ("2019-05-21", "2019-05-21"), "1 1 0 0 | 0 1 0 0 | 0 1 0", UNIT),
                *CONTROLLED[5:],
            ],
        ),
        # PW15: one of two institutions that the entry may mean
        (
            {"list": "practice-controlled", "links": "probable"},
            [
                *CONTROLLED[:6],
                row(
                    "partner",
                    TWINLAKE_NORTH,
                    GREYRIVER,
                    ("2017-02-01", "2017-02-01"),
                    "1 1 0 0 | 0 1 0 0 | 0 1 0",
                    PERHAPS,
                ),
                *CONTROLLED[6:],
            ],
        ),
        # PW17 2015-05-05: Greyriver is inferred.
        (
            {"list": "practice-controlled", "include_inferred": True},
            [
                *CONTROLLED[:5],
                row("partner", AMBERFIELD, GREYRIVER, ("2019-05-21", "2019-05-21"), "1 1 0 0 | 1 0 0 0 | 1 0 0"),
                *CONTROLLED[5:],
            ],
        ),
        # PW18 2020-10-10 has 3,000 authors, or more as its list was cut there.
        ({"list": "practice-controlled", "max_authors": 3000}, CONTROLLED),
        (
            {"list": "practice-controlled", "max_authors": 5000},
            [
                *CONTROLLED[:5],
                row("partner", AMBERFIELD, GREYRIVER, ("2019-05-21", "2019-05-21"), "1 1 0 0 | 0 1 0 0 | 0 1 0"),
                *CONTROLLED[5:],
            ],
        ),
        # PW01 alone is about artificial intelligence among the papers of listed institutions.
        (
            {"list": "practice-controlled", "topic": "AI"},
            [row("partner", AMBERFIELD, MOONHILL, ("2019-05-21", "2019-05-21"), "1 1 0 0 | 1 0 0 0 | 0 1 0")],
        ),
        # An OpenAlex topic of PW29
        ({"list": "practice-watch", "topic": "practice wards"}, [WATCHED[7]]),
        ({"list": "practice-controlled", "limit": 2}, CONTROLLED[:2]),
    ],
    ids=lambda value: "-".join(f"{name}={given}" for name, given in value.items()) if isinstance(value, dict) else None,
)
def test_rows(practice: Client, values: dict[str, Any], expected: list[Row]) -> None:
    assert compared(ask(practice, **values)) == expected


def test_the_evidence_of_a_row(practice: Client) -> None:
    found = ask(practice, list="practice-controlled")[0]
    assert found["paper_ids"] == [f"doi:10.5555/practice.{number}" for number in ("01", "04", "03", "05")]
    assert found["dual_ids"] == ["doi:10.5555/practice.02"]
    assert found["dois"] == [f"10.5555/practice.{number}" for number in ("01", "04", "03", "05", "02")]
    assert (found["first"], found["last"]) == (date(2018, 3, 10), date(2021, 7, 15))
    assert (found["retracted"], found["weakest_basis"]) == (1, "aggregator")
    assert found["designations"] == ["practice-controlled/amberfield"]
    assert found["nature"] == "export control"
    assert found["listed"] == "Amberfield Practice University"


def test_both_sides_listed_names_both(practice: Client) -> None:
    found = next(one for one in ask(practice, list="practice-watch") if one["listed_side"] == "both")
    assert found["listed"] == "Foxglove Practice Institute of Technology as well as Moonhill Practice University"
    assert found["designations"] == ["practice-watch/2", "practice-watch/1"]


def test_the_inferred_basis_is_said(practice: Client) -> None:
    rows = ask(practice, list="practice-controlled", include_inferred=True)
    assert [one["weakest_basis"] for one in rows if (one["partner_id"], one["dprk_id"]) == (AMBERFIELD, GREYRIVER)] == [
        "inferred"
    ]


def test_distinct_papers_are_fewer_than_the_sum_of_rows(practice: Client) -> None:
    rows = ask(practice, list="any")
    distinct = {paper for one in rows for paper in one["paper_ids"]}
    assert sum(one["papers"] for one in rows) == 37
    # The sixteen of practice-watch; PW10, PW11 and PW14, which practice-controlled alone has; PW36 of the tracker
    assert len(distinct) == 20


def test_a_unit_is_no_hit_for_the_entry_on_another_unit(practice: Client) -> None:
    """The entry names the Institute of Clocks; papers of the Institute of Lamps and of the academy stay out."""
    rows = ask(practice, list="practice-controlled", links="probable", roll_up=True)
    assert {one["dprk_id"] for one in rows} == {MOONHILL, GREYRIVER, CLOCKS}


def test_the_sentence(practice: Client) -> None:
    asked = question("listed-to-dprk")
    rows = ask(practice, list="practice-controlled")
    assert asked.say(rows[0]) == (
        "Amberfield Practice University and Moonhill Practice University stand together on 4 papers, 2 of them joint, "
        "1 with an unknown map of authors; on 1 more one person signs for both. Amberfield Practice University is on "
        "the list practice-controlled (same body, in force), since 2019-05-21. Published before the listing: 1. After "
        "it: 2. Of these within twelve months: 1. The dates leave it open for 1. Weakest basis: aggregator."
    )
    assert (
        "Driftwood Practice Works is on the list practice-controlled (same body, in force), since a day not known."
        in asked.say(rows[6])
    )
    assert "since between 2021-01-01 and 2023-01-01" in asked.say(rows[2])
    assert "since 2018." in asked.say(rows[4])


def test_a_listing_whose_end_the_files_leave_open_says_so(practice: Client) -> None:
    # The file of January 2021 has Kelp, that of January 2023 has not; Saltmarsh's name it has for the first time.
    rows = ask(practice, list="practice-controlled", as_of="2021-06-01")
    assert {row["partner_id"] for row in rows if row["listing"] == "undetermined"} == {KELP, SALTMARSH}
    assert {row["listing"] for row in ask(practice, list="practice-controlled")} == {"in force"}
