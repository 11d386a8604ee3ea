"""DPRK or not: countries read from strings, and contradictions with the publisher's flags."""

from __future__ import annotations

import pytest

from loader.resolve import Index, resolve_affiliation


@pytest.mark.parametrize(
    "string",
    [
        "Pyongyang, DPR Korea",
        "Department of Physics, D.P.R.K.",
        "Faculty of Chemistry, Democratic People's Republic of Korea",
        "Faculty of Chemistry, Democratic Peoples Republic of K orea",
        "Faculty of Chemistry, Democratic People?s Republic of Korea",
        "Faculty of Chemistry, Democratic People' s Republic of Korea",
        "Institute of Chemistry, Hamhung, Korea, Democratic People's Republic of",
        "Some Institute, North Korea",
        "Academy of Sciences of the DPRK",
        "Pyongyang University of Foreign Studies",
        "Phyongyang University of Printing",
        "P'yŏngyang",
        "Hamhŭng",
        "Пхеньян",
        "평양",
        "평양의학대학",
        "조선민주주의인민공화국",
        "Pyongyang, Korea",
        "Kim Hyong Jik University of Education",
        "김형직사범대학",
        "Kim Il Sung University, Korea",
        "Second Academy of Natural Sciences, Korea",
        "Kim Il Sung University",
        "Hamhungo",
        "Heijō",
        "xian xing shi",
        "원산농업대학",
        "朝鲜平壤",
        "Пхеньян, КНДР",
        "Kim Won Gyun University of Music",
        "Third Research Institute, Chongjin 123456",
    ],
)
def test_dprk(index: Index, string: str) -> None:
    assert resolve_affiliation(index, string).countries == ("KP",)


@pytest.mark.parametrize(
    ("string", "countries"),
    [
        ("Kangwon National University, Chuncheon, Korea", ("KR",)),
        ("Hallym University, Chuncheon, Gangwon-do, 24252, Republic of Korea", ("KR",)),
        ("조선대학교, 광주광역시, 대한민국", ("KR",)),
        ("Korea University, Seoul, South Korea", ("KR",)),
        ("School of Arts, R.O. Korea", ("KR",)),
        ("Université de Kinshasa, Democratic Republic of Congo", ("CD",)),
        ("Xiangtan Hospital, People's Republic of China", ("CN",)),
        ("National Institutes of Natural Sciences", ("JP",)),
        ("Abbottabad University, Khyber Pakhtunkhwa (KP), Pakistan", ("PK",)),
        ("Pyongyang Restaurant, Beijing, China", ("CN",)),
        ("Liberty in North Korea", ()),
        ("U.S. Committee for Human Rights in North Korea", ()),
        ("Pan Systems Pyongyang", ()),
        ("Institute of Natural Science", ()),
        ("Research Institute of North Korea, Seoul, Republic of Korea", ("KR",)),
        ("Embassy of Sweden, Munsu-dong, Pyongyang, DPR Korea", ()),
        ("UNICEF DPRK, Pyongyang", ()),
        ("World Health Organization, Pyongyang, Democratic People's Republic of Korea", ()),
        ("Notre Dame Seishin University, Okayama, Japan", ("JP",)),
        ("Heijo Palace Museum, Nara, Japan", ("JP",)),
        ("아시아태평양연구소", ()),
        ("북한대학원대학교", ()),
    ],
)
def test_not_dprk(index: Index, string: str, countries: tuple[str, ...]) -> None:
    assert resolve_affiliation(index, string).countries == countries


def test_a_kp_flag_against_the_string_is_a_conflict(index: Index) -> None:
    reading = resolve_affiliation(index, "Pusan National University, Republic of Korea", publisher_countries=("KP",))
    assert reading.conflicts == ("the publisher flags KP, and the string prints KR",)
    japan = resolve_affiliation(
        index, "National Institutes of Natural Sciences, Tokyo, Japan", publisher_countries=("KP",)
    )
    assert japan.conflicts == ("the publisher flags KP, and the string prints JP",)


def test_a_string_that_says_dprk_against_other_flags_is_a_conflict(index: Index) -> None:
    reading = resolve_affiliation(index, "Kim Il Sung University, Pyongyang", publisher_countries=("KR",))
    assert reading.conflicts == ("the string prints KP, and the publisher flags KR",)


def test_flags_that_agree_or_strings_without_a_country_are_no_conflict(index: Index) -> None:
    assert not resolve_affiliation(index, "Kim Il Sung University", publisher_countries=("KP", "CN")).conflicts
    assert not resolve_affiliation(index, "Department of Physics", publisher_countries=("KP",)).conflicts


def test_a_dprk_institution_in_another_country_is_not_it(index: Index) -> None:
    reading = resolve_affiliation(index, "Institute of Natural Science, Madrid, Spain")
    assert (reading.matches, reading.countries) == ((), ("ES",))
