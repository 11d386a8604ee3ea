"""Names that a DPRK body shares with bodies elsewhere: read beside the DPRK, inferred alone, else refused."""

from __future__ import annotations

import csv

import pytest

from loader.resolve import Body, Index, resolve_affiliation
from loader.resolve.dprk_names import DPRK_SHARED
from tiegraph.demo import data_folder

SCIENCES, ACADEMY = "kp:university-of-sciences", "kp:state-academy-of-sciences"


@pytest.fixture(scope="module")
def shared() -> Index:
    return Index(
        [
            Body(ACADEMY, "State Academy of Sciences", native_names=("국가과학원",), country="KP", kind="academy"),
            Body(
                SCIENCES,
                "University of Sciences",
                aliases=("University of Natural Science",),
                native_names=("리과대학",),
                country="KP",
                cities=("Pyongyang",),
                kind="university",
                part_of=(ACADEMY,),
            ),
            Body("ror:vienna", "Academy of Sciences", country="AT", cities=("Vienna",), kind="government"),
            Body("ror:snu", "Seoul National University", native_names=("서울대학교",), country="KR", cities=("Seoul",)),
        ]
    )


@pytest.mark.parametrize(
    ("string", "institution"),
    [
        ("National Academy of Sciences, Pyongyang, DPR Korea", ACADEMY),
        ("Academy of Sciences, Pyongyang, Democratic People's Republic of Korea", ACADEMY),
        ("Institute of Natural Science, Pyongsong, DPRK", SCIENCES),
        ("평양 이과대학", SCIENCES),
        ("리과대학 수학부", SCIENCES),
    ],
)
def test_the_dprk_beside_it_decides(shared: Index, string: str, institution: str) -> None:
    reading = resolve_affiliation(shared, string)
    assert institution in [match.institution for match in reading.matches]
    assert reading.countries == ("KP",)
    assert reading.inferred == ()


@pytest.mark.parametrize(
    "string", ["이과대학", "이과대학 물리학과", "国家科学院", "Faculty of Mathematics, University of Natural Science"]
)
def test_alone_it_is_an_inference_that_says_no_country(shared: Index, string: str) -> None:
    reading = resolve_affiliation(shared, string)
    assert (reading.matches, reading.countries) == ((), ())
    assert [(match.method, match.score) for match in reading.inferred] == [("name alone", 0.35)]
    assert "bodies elsewhere may bear that name" in reading.inferred[0].evidence


@pytest.mark.parametrize(
    "string",
    [
        "Academy of Sciences",  # another body here bears it
        "National Academy of Sciences, Korea",
        "Institute of Natural Science, Madrid, Spain",
        "서울대학교 이과대학",
        "Tokyo Institute of Natural Science",
    ],
)
def test_another_bearer_or_place_refuses(shared: Index, string: str) -> None:
    reading = resolve_affiliation(shared, string)
    assert not [match for match in (*reading.matches, *reading.inferred) if match.institution.startswith("kp:")]
    assert "KP" not in reading.countries


def test_the_publishers_flag_is_evidence_for_and_against(shared: Index) -> None:
    assert resolve_affiliation(shared, "이과대학", (), ("KR",)).inferred == ()
    assert "the publisher flags KP" in resolve_affiliation(shared, "이과대학", (), ("KP",)).inferred[0].evidence


@pytest.mark.parametrize(
    ("string", "countries"),
    [
        ("Kaesong High School, Korea", ("KR",)),
        ("политехнический институт имени Ким Чака", ("KP",)),
        ("Université Kim Il Sung", ("KP",)),
    ],
)
def test_called_after_the_north(shared: Index, string: str, countries: tuple[str, ...]) -> None:
    assert resolve_affiliation(shared, string).countries == countries


def test_shared_names_are_of_bodies_of_the_gazetteer() -> None:
    with (data_folder() / "gazetteer.csv").open(encoding="utf-8", newline="") as stream:
        assert set(DPRK_SHARED) <= {row["id"] for row in csv.DictReader(stream)}
