"""The other questions on the practice world, and what holds for every question. Rows are worked out by hand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from cypher.catalogue import catalogue, question
from cypher.client import Client
from cypher.result import Result

MOONHILL, GREYRIVER = "kp:moonhill-practice-university", "kp:greyriver-practice-polytechnic"
CLOCKS = "kp:practice-academy-of-measures-institute-of-clocks"
AMBERFIELD, BRIDGES = "cur:amberfield-practice-university", "cur:amberfield-practice-institute-of-bridges"
CEDARWICK, ROOKERY = "cur:cedarwick-practice-university", "cur:rookery-practice-university"
FOXGLOVE, ZEPHYR, ORCHID = "ror:0pract166", "ror:0pract263", "openalex:I9999999901"
SALTMARSH, MARRAM = "cur:saltmarsh-practice-institute", "cur:marram-practice-college"
KELP, DRIFTWOOD = "cur:kelp-practice-observatory", "lst:practice-controlled/driftwood"
STONEBRIDGE_BOUVET = "cur:stonebridge-practice-university-bouvet"
STONEBRIDGE_HEARD = "cur:stonebridge-practice-university-heard"
TWINLAKE_NORTH = "cur:twinlake-practice-institute-north"

#: where the defaults find nothing in the practice world
SOME_ROWS: dict[str, dict[str, Any]] = {
    "share-with-country": {"country": "AQ"},
    "our-second-degree": {"institution": ZEPHYR},
    "namesakes": {"author": "doi:10.5555/practice.05#2"},
    "common-partners": {"institution": MOONHILL, "other": GREYRIVER},
    "brokers-between-countries": {"country": "TF"},
}
Required = Callable[[str], dict[str, str]]
PYTHON = {
    "text": str, "integer": int, "number": float, "boolean": bool, "date": date, "texts": list,
}  # fmt: skip


def ask(client: Client, name: str, **values: Any) -> Result:
    asked = question(name)
    return client.read(asked.statement, asked.bind(**values))


def rows(client: Client, name: str, columns: str, **values: Any) -> list[tuple[Any, ...]]:
    """Rows of an answer, with these columns only (divided by blanks)."""
    return [tuple(row[column] for column in columns.split()) for row in ask(client, name, **values).rows]


# dprk-partner-countries


def test_partner_countries_by_year(practice: Client) -> None:
    found = rows(practice, "dprk-partner-countries", "year country papers joint dual_only unknown_map")
    assert found == [
        (2010, "BV", 1, 1, 0, 0),  # PW08
        (2012, "AQ", 1, 1, 0, 0),  # PW22
        (2012, "HM", 1, 1, 0, 0),  # PW35: a DPRK bureau that no registry has
        (2013, "GS", 1, 1, 0, 0),  # PW29, of OpenAlex
        (2014, "HM", 2, 2, 0, 0),  # PW20, PW25
        (2015, "AQ", 1, 1, 0, 0),  # PW23; PW17 is inferred
        (2015, "BV", 1, 1, 0, 0),  # PW26
        (2016, "BV", 1, 1, 0, 0),  # PW06
        (2016, "HM", 1, 1, 0, 0),  # PW36
        (2017, "AQ", 1, 1, 0, 0),  # PW24
        (2017, "BV", 1, 1, 0, 0),  # PW16
        (2018, "HM", 2, 2, 0, 0),  # PW14, PW21
        (2018, "AQ", 1, 1, 0, 0),  # PW01
        (2018, "BV", 1, 1, 0, 0),  # PW07
        (2019, "HM", 2, 2, 1, 0),  # PW13, PW28; PW19 dual
        (2019, "AQ", 1, 0, 1, 1),  # PW04 without a map; PW02 dual
        (2019, "TF", 1, 1, 0, 0),  # PW15
        (2020, "BV", 2, 2, 0, 0),  # PW10, PW11
        (2020, "AQ", 1, 0, 0, 0),  # PW03 bridged; PW18 has too many authors
        (2020, "KR", 1, 1, 0, 0),  # PW34: no institution found in the string, its country read all the same
        (2021, "AQ", 1, 1, 0, 0),  # PW05
        (2021, "HM", 1, 1, 0, 0),  # PW09
        (2022, "AQ", 1, 1, 0, 0),  # PW12
        (2022, "BV", 1, 1, 0, 0),  # PW27
    ]


def test_partner_countries_with_inferred_affiliations(practice: Client) -> None:
    found = rows(practice, "dprk-partner-countries", "year country papers", include_inferred=True)
    assert (2015, "AQ", 2) in found
    # On PW17 one person prints the office in Busan, and has the DPRK by an inferred string: out without it.
    assert (2015, "KR", 0) in found  # dual only


def test_partner_countries_of_a_topic(practice: Client) -> None:
    found = rows(practice, "dprk-partner-countries", "year country papers", topic="AI")
    assert found == [(2018, "AQ", 1), (2019, "HM", 1)]


# dprk-partner-institutions


def test_partner_institutions(practice: Client) -> None:
    columns = "partner_id country papers joint dual_only unknown_map after_2321 lists retracted weakest_basis"
    assert rows(practice, "dprk-partner-institutions", columns) == [
        # PW13 (three DPRK institutions, one paper), PW14, PW20, PW21, PW28; PW19 dual
        (CEDARWICK, "HM", 5, 5, 1, 0, 4, [], 0, "printed"),
        (AMBERFIELD, "AQ", 4, 2, 1, 1, 4, ["practice-controlled", "practice-tracker"], 1, "aggregator"),
        (ROOKERY, "AQ", 3, 3, 0, 0, 1, ["practice-controlled"], 0, "printed"),
        (FOXGLOVE, "BV", 3, 3, 0, 0, 1, ["practice-controlled", "practice-watch"], 0, "printed"),
        (SALTMARSH, "BV", 2, 2, 0, 0, 1, ["practice-controlled"], 0, "printed"),
        (STONEBRIDGE_BOUVET, "BV", 2, 2, 0, 0, 2, ["practice-controlled"], 0, "printed"),
        (BRIDGES, "AQ", 1, 1, 0, 0, 1, [], 0, "printed"),
        (KELP, "HM", 1, 1, 0, 0, 0, ["practice-tracker"], 0, "printed"),
        (MARRAM, "HM", 1, 1, 0, 0, 0, [], 0, "printed"),
        (STONEBRIDGE_HEARD, "HM", 1, 1, 0, 0, 1, [], 0, "printed"),
        (TWINLAKE_NORTH, "TF", 1, 1, 0, 0, 1, [], 0, "printed"),
        (DRIFTWOOD, "BV", 1, 1, 0, 0, 1, ["practice-controlled"], 0, "printed"),
        (ORCHID, "GS", 1, 1, 0, 0, 0, [], 0, "aggregator"),
    ]


def test_partner_institutions_of_one_country(practice: Client) -> None:
    found = rows(practice, "dprk-partner-institutions", "partner_id dprk_institutions", country="hm")
    assert found[0] == (
        CEDARWICK,
        [
            "Greyriver Practice Polytechnic",
            "Moonhill Practice University",
            "Practice Academy of Measures",
            "Practice Academy of Measures, Institute of Clocks",
            "Practice Academy of Measures, Institute of Lamps",
        ],
    )
    assert [partner for partner, _ in found] == [CEDARWICK, KELP, MARRAM, STONEBRIDGE_HEARD]


def test_partner_institutions_and_the_lists_of_another_day(practice: Client) -> None:
    listed = {
        partner: lists
        for partner, lists in rows(practice, "dprk-partner-institutions", "partner_id lists", as_of="2014-06-01")
        if lists
    }
    # practice-watch has no dates, so nobody can say that Foxglove was not on it; Saltmarsh got its alias later.
    assert listed == {
        MARRAM: ["practice-controlled"],
        DRIFTWOOD: ["practice-controlled"],
        FOXGLOVE: ["practice-watch"],
    }


def test_partner_institutions_by_probable_links(practice: Client) -> None:
    found = dict(rows(practice, "dprk-partner-institutions", "partner_id lists", links="probable"))
    assert found[TWINLAKE_NORTH] == ["practice-controlled"]


# bridge-authors

CHARLIE, DELTA, ECHO = (f"orcid:0000-0000-0000-{tail}" for tail in ("0036", "0044", "0052"))


def test_bridge_authors(practice: Client) -> None:
    columns = "author_id identity dprk_id other_id dual dual_papers dprk_papers other_papers weakest_basis"
    assert rows(practice, "bridge-authors", columns) == [
        (CHARLIE, "orcid", MOONHILL, AMBERFIELD, True, 2, 2, 2, "aggregator"),  # PW02, PW03
        (ECHO, "orcid", MOONHILL, CEDARWICK, True, 1, 1, 2, "printed"),  # PW19 twice, PW13
        (DELTA, "orcid", GREYRIVER, CEDARWICK, False, 0, 1, 1, "printed"),  # PW08 in 2010, PW32 in 2016
    ]
    assert rows(practice, "bridge-authors", "author_id", country="AQ") == [(CHARLIE,)]


# two-hops-from-dprk


def test_two_hops_through_people_with_an_orcid(practice: Client) -> None:
    columns = "institution_id partner_id dprk_id people near_ids far_ids also_direct"
    through_bravo = (
        ZEPHYR,
        AMBERFIELD,
        MOONHILL,
        ["Bravo Sample"],
        ["doi:10.5555/practice.01", "doi:10.5555/practice.03"],
        ["doi:10.5555/practice.30"],
        False,
    )
    through_ward = (
        ZEPHYR,
        ORCHID,
        MOONHILL,
        ["Ward Sample"],
        ["openalex:W9999990029"],
        ["openalex:W9999990031"],
        False,
    )
    assert rows(practice, "two-hops-from-dprk", columns) == [through_bravo]
    assert rows(practice, "two-hops-from-dprk", columns, identity="cluster") == [through_bravo, through_ward]
    assert rows(practice, "two-hops-from-dprk", columns, list="any") == []
    assert rows(practice, "two-hops-from-dprk", columns, country="AQ") == []


# papers-between


def test_papers_between(practice: Client) -> None:
    columns = "paper kind basis retracted"
    found = rows(practice, "papers-between", columns, institution=AMBERFIELD, other=MOONHILL)
    assert found == [
        ("doi:10.5555/practice.01", "joint", "printed", False),
        ("doi:10.5555/practice.04", "unknown", "printed", False),
        ("doi:10.5555/practice.02", "dual", "printed", False),
        ("doi:10.5555/practice.03", "bridged", "aggregator", False),
        ("doi:10.5555/practice.05", "joint", "printed", True),
    ]
    assert rows(practice, "papers-between", columns, institution=AMBERFIELD, other=GREYRIVER) == []
    assert rows(
        practice,
        "papers-between",
        columns,
        institution=AMBERFIELD,
        other=GREYRIVER,
        include_inferred=True,
        max_authors=5000,
    ) == [
        ("doi:10.5555/practice.17", "joint", "inferred", False),
        ("doi:10.5555/practice.18", "joint", "printed", False),
    ]


def test_papers_between_keeps_titles_and_strings_as_printed(practice: Client) -> None:
    found = ask(practice, "papers-between", institution=CEDARWICK, other=GREYRIVER).rows
    hostile, medical, both = found
    assert hostile["title"] == "</script><img src=x onerror=alert(1)> '}) DETACH DELETE n //"
    assert (hostile["paper"], hostile["doi"]) == ("arxiv:9913.00020", None)
    assert medical["paper"] == "doi:10.5555/practice.21"
    # One work, in our file and in OpenAlex (whose first of January is a year, not a day)
    assert (both["paper"], both["published_min"], both["published_max"]) == (
        "doi:10.5555/practice.28",
        date(2019, 4, 4),
        date(2019, 4, 4),
    )
    assert both["strings"] == ["Cedarwick Practice University, Cedarwick, Heard Island and McDonald Islands"]


# designations-of


def test_designations_by_name_and_by_rule_apart(practice: Client) -> None:
    columns = "by source relation state since_min since_max method"
    begun = date(2015, 1, 1)
    assert rows(practice, "designations-of", columns, institution=FOXGLOVE) == [
        ("name", "practice-controlled", "same body", "in force", date(2018, 1, 1), date(2018, 12, 31), "name = name"),
        ("name", "practice-watch", "same body", "in force", None, None, "name = name"),
        ("rule", "practice-rule-universities", "covered", "ended", begun, begun, "country or kind"),
    ]


def test_designations_of_an_institution_that_was_listed_twice(practice: Client) -> None:
    columns = "source state since_min until_min"
    assert rows(practice, "designations-of", columns, institution=ROOKERY) == [
        ("practice-controlled", "ended", date(2010, 1, 1), date(2013, 1, 1)),
        ("practice-controlled", "in force", date(2016, 9, 20), None),
        ("practice-rule-antarctica", "in force", date(2019, 1, 1), None),
    ]
    assert rows(practice, "designations-of", columns, institution=ROOKERY, as_of="2012-01-01") == [
        ("practice-controlled", "in force", date(2010, 1, 1), date(2013, 1, 1)),
        ("practice-controlled", "not yet", date(2016, 9, 20), None),
        ("practice-rule-antarctica", "not yet", date(2019, 1, 1), None),
    ]


def test_designations_with_a_printed_end_that_is_to_come(practice: Client) -> None:
    columns = "source state until_min"
    # The day after the last file that has it is the first on which it can have been gone.
    gone, to_come = date(2021, 1, 2), date(2056, 1, 1)
    assert rows(practice, "designations-of", columns, institution=KELP) == [
        ("practice-controlled", "ended", gone),
        ("practice-tracker", "in force", to_come),
    ]
    assert rows(practice, "designations-of", columns, institution=KELP, as_of="2056-01-01") == [
        ("practice-controlled", "ended", gone),
        ("practice-tracker", "ended", to_come),
    ]


def test_designations_that_a_person_must_judge(practice: Client) -> None:
    columns = "source relation judgement"
    assert rows(practice, "designations-of", columns, institution=TWINLAKE_NORTH) == [
        ("practice-controlled", "perhaps the same body", "auto")
    ]
    assert rows(practice, "designations-of", columns, institution=TWINLAKE_NORTH, links="strict") == []


def test_designations_of_a_unit(practice: Client) -> None:
    columns = "by source relation"
    assert rows(practice, "designations-of", columns, institution=BRIDGES) == [
        ("rule", "practice-rule-antarctica", "covered")
    ]
    whole = "same body as Amberfield Practice University, of which this is a unit"
    assert rows(practice, "designations-of", columns, institution=BRIDGES, roll_up=True) == [
        ("name", "practice-controlled", whole),
        ("name", "practice-tracker", whole),
        ("rule", "practice-rule-antarctica", "covered"),
    ]


def test_designation_by_a_name_that_came_later(practice: Client) -> None:
    columns = "entry method since_min since_max"
    assert rows(practice, "designations-of", columns, institution=SALTMARSH) == [
        ("Hollow Lake Practice Company", "alias = name", date(2021, 1, 1), date(2023, 1, 1))
    ]


# institution-profile


def test_profile(practice: Client) -> None:
    found = rows(practice, "institution-profile", "section item detail papers", institution=CLOCKS)
    assert found == [
        ("name", "Practice Academy of Measures, Institute of Clocks", "name", None),
        ("fact", "Moonhill", "city", None),
        ("fact", "KP", "country", None),
        ("fact", "institute", "kind", None),
        ("fact", "Invented for practice. Read in: invented", "note", None),
        ("structure", "Practice Academy of Measures", "what it is part of", None),
        (
            "list",
            "Practice List of Controlled Parties",
            "Practice Academy of Measures, Institute of Clocks, the same body",
            None,
        ),
        ("papers", "papers that print it", "of any size", 1),
        ("partner country", "Heard Island and McDonald Islands", "on the same papers", 1),
        ("partner institution", "Cedarwick Practice University", "on the same papers", 1),
    ]
    kelp = rows(practice, "institution-profile", "section id", institution=KELP)
    assert [id for section, id in kelp if section == "list"] == ["practice-tracker/2"]
    orchid = rows(practice, "institution-profile", "section item papers", institution=ORCHID)
    assert ("topic", "Practice Wards", 2) in orchid
    assert ("DPRK institution", "Moonhill Practice University", 1) in orchid


# reported-leads


def test_leads(practice: Client) -> None:
    columns = "report institution_ids listed_side certainty other_side"
    assert rows(practice, "reported-leads", columns, list="practice-controlled") == [
        ("report:practice-1", [AMBERFIELD], "partner", "stated", "with Moonhill Practice University"),
        ("report:practice-3", [STONEBRIDGE_BOUVET], "partner", "ambiguous", "with Greyriver Practice Polytechnic"),
        ("report:practice-2", [FOXGLOVE], "partner", "stated", "DPRK side not stated"),
    ]
    assert rows(practice, "reported-leads", columns, list="practice-watch") == [
        ("report:practice-2", [FOXGLOVE], "partner", "stated", "DPRK side not stated"),
        ("report:practice-4", [MOONHILL], "dprk", "stated", "with Cedarwick Practice University"),
        ("report:practice-1", [MOONHILL], "dprk", "stated", "with Amberfield Practice University"),
    ]
    assert rows(practice, "reported-leads", columns, list="practice-controlled", as_of="2014-06-01") == []


def test_a_lead_is_told_once_whatever_the_number_of_lists(practice: Client) -> None:
    found = rows(practice, "reported-leads", "report institutions lists listed_side", list="any")
    assert len({(row[0], row[3]) for row in found}) == len(found)
    foxglove = next(row for row in found if row[0] == "report:practice-2")
    assert foxglove[1] == ["Foxglove Practice Institute of Technology (on practice-controlled, practice-watch)"]
    assert foxglove[2] == ["practice-controlled", "practice-watch"]


# coverage


def test_coverage(practice: Client) -> None:
    found = rows(practice, "coverage", "about item count of")
    assert found == [
        ("list", "practice-controlled", 9, None),
        ("list", "practice-tracker", 2, None),
        ("list", "practice-watch", 2, None),
        ("papers", "papers", 37, None),
        ("papers", "papers that print a DPRK institution", 31, 32),
        ("inferred", "papers whose DPRK affiliation is only inferred", 1, 32),
        ("left out", "DPRK papers left out by max_authors", 1, 32),
        ("left out", "papers left out by max_authors", 1, None),
        # Not found: the office in Busan (PW34, PW17) and the bureau that nobody knows (PW35);
        # only inferred: the other one of PW17
        ("affiliations", "affiliation strings that led to an institution", 71, 75),
    ]


def test_coverage_says_what_cannot_be_seen(practice: Client) -> None:
    early = ask(practice, "coverage", list="practice-controlled", as_of="2014-06-01").rows[0]["text"]
    late = ask(practice, "coverage", list="practice-controlled", as_of="2024-06-01").rows[0]["text"]
    assert "before the first file, so entries removed earlier are not visible" in early
    assert "after the last file, so later changes are not visible" in late
    unknown = ask(practice, "coverage", list="us-entity-list").rows[0]
    assert (unknown["count"], unknown["text"]) == (0, "No file of the list us-entity-list is loaded.")
    left_out = [row for row in ask(practice, "coverage").rows if row["item"] == "DPRK papers left out by max_authors"]
    assert left_out[0]["ids"] == ["doi:10.5555/practice.18"]
    assert left_out[0]["text"] == (
        "Papers with a DPRK institution left out for having more than 100 authors, or a list cut at 100 or more: 1."
    )


def test_a_list_of_authors_cut_at_the_limit_is_left_out(practice: Client) -> None:
    """PW18 gives 3,000 authors and says that its list was cut, so it may have more."""
    for limit, number in ((3000, 1), (3001, 0)):
        counts = dict(rows(practice, "coverage", "item count", max_authors=limit))
        assert counts["DPRK papers left out by max_authors"] == counts["papers left out by max_authors"] == number
        found = rows(practice, "papers-between", "paper", institution=AMBERFIELD, other=GREYRIVER, max_authors=limit)
        assert len(found) == 1 - number


# every question


@pytest.mark.parametrize("name", catalogue())
def test_a_question_answers_in_the_declared_types_and_the_same_each_time(
    practice: Client, required: Required, name: str
) -> None:
    asked = question(name)
    parameters = asked.bind(**required(name))
    found = practice.read(asked.statement, parameters)
    assert found.columns == tuple(column.name for column in asked.columns)
    for row in found.rows:
        for column in asked.columns:
            assert row[column.name] is None or type(row[column.name]) is PYTHON[column.type], column.name
        assert asked.say(row)
    assert practice.read(asked.statement, parameters) == found
    assert practice.read(asked.text, parameters).rows == found.rows, "the whole file runs as it stands"


@pytest.mark.parametrize(
    "name", [name for name, asked in catalogue().items() if "max_paths" in {one.name for one in asked.parameters}]
)
def test_rows_do_not_depend_on_the_number_of_paths(practice: Client, required: Required, name: str) -> None:
    values: dict[str, Any] = required(name) | SOME_ROWS.get(name, {})
    if question(name).bind(**values).get("list"):
        values |= {"list": "any"}
    none, one, many = (ask(practice, name, **values, max_paths=number) for number in (0, 1, 25))
    assert not none.subgraph.nodes
    assert one.subgraph.nodes
    assert len(one.subgraph.edges) <= len(many.subgraph.edges)
    assert none.rows == one.rows == many.rows


@pytest.mark.parametrize("name", catalogue())
def test_questions_on_an_empty_graph_find_nothing_and_do_not_fail(empty: Client, required: Required, name: str) -> None:
    asked = question(name)
    found = empty.read(asked.statement, asked.bind(**required(name)))
    assert len(found.rows) == {"coverage": 6}.get(name, 0)
