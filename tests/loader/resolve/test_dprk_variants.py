"""Invented strings: a DPRK body is found in every dress, a South Korean one is never taken for one."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from loader.resolve import Index, resolve_affiliation

UNITS = ("", "Department of Physics, ", "Faculty of Chemistry, ", "Dept. Math., ", "물리학부 ", "1 School of Mining, ")
NAMES = {
    "kp:kisu": (
        "Kim Il Sung University",
        "Kim Il-sung University",
        "Kim Il Song University",
        "Kim Il-seong University",
        "KIM Il Sung Univ.",
        "김일성종합대학",
        "金日成綜合大學",
    ),
    "kp:kut": (
        "Kim Chaek University of Technology",
        "Kimchaek University of Technology",
        "Kim Ch'aek Univ. of Technol.",
        "Gim Chaek University of Technology",
        "Kim Chaeck Univ Tech",
        "김책공업종합대학",
    ),
}
CITIES = (
    *("Pyongyang", "P'yŏngyang", "P’yŏngyang", "Pyeongyang", "Phyongyang", "PYONGYANG", "Pyongyang 999093", "Phenian"),
    *("Hamhŭng", "Hamheung", "Ch'ŏngjin", "Cheongjin", "Gaeseong", "Sineuiju", "Pyeongseong", "Wŏnsan", "평양", "平壌"),
)
DPRK = (
    *("DPR Korea", "D.P.R. Korea", "D.P.R.K.", "DPRK", "(DPRK)", "D. P. R. Korea", "DPR of Korea", "North Korea"),
    *("N. Korea", "Korea (North)", "Korea, DPR", "Korea, Democratic People's Republic of", "Dem. People's Rep. Korea"),
    *("Democratic People’s Republic of Korea", "Democratic Peoples Republic of K orea", "Nordkorea", "КНДР"),
    *("Democratic People?s Republic of Korea", "Democratic People s Republic of Korea", "조선민주주의인민공화국"),
    *("Democratic People&apos;s Republic of Korea", "Democratic People' s Republic of Korea", "République populaire "),
)[:-1]
SOUTH = ("Korea", "South Korea", "Republic of Korea", "R.O. Korea", "ROK", "Rep. of Korea", "S. Korea", "대한민국")
SOUTHERN = (
    *(
        "Kangwon National University, Chuncheon",
        "Chosun University, Gwangju",
        "Korea University, Seoul",
        "조선대학교, 광주",
    ),
    *("Hallym University, Chuncheon, Gangwon-do", "Sunchon National University, Sunch'ŏn", "고려대학교, 서울"),
    *("Sungkyunkwan University, Suwon", "University of North Korean Studies, Seoul", "북한대학원대학교, 서울"),
    *("Institute for Unification and North Korea Studies, Seoul", "Anyang University, Anyang", "Kaesung High School"),
    *(
        "아시아태평양감염연구재단",
        "서해주식회사 기술연구소",
        "부산 남포동 연구소",
    ),
)
DRESSES = (
    lambda string: string,
    lambda string: string.upper(),
    lambda string: string.replace(", ", "; ", 1),
    lambda string: string.replace(" ", "  "),
    lambda string: string.replace(" ", "\u00a0"),
    lambda string: "<sup>1</sup>" + string + ".",
    lambda string: string + " E-mail: someone@example.org",
    lambda string: string.replace("-", "‐"),
)


@settings(max_examples=200)
@given(
    st.sampled_from(UNITS),
    st.sampled_from([(body, name) for body, names in NAMES.items() for name in names]),
    st.sampled_from(("", *CITIES)),
    st.sampled_from(("", "Korea", *DPRK)),
    st.sampled_from(DRESSES),
)
def test_a_dprk_body_is_found_in_any_dress(index, unit, named, city, country, dress) -> None:  # type: ignore[no-untyped-def]
    body, name = named
    string = dress(unit + ", ".join(part for part in (name, city, country) if part))
    reading = resolve_affiliation(index, string)
    assert (string, [match.institution for match in reading.matches]) == (string, [body])
    assert reading.countries == ("KP",)


@given(st.sampled_from(UNITS), st.sampled_from(CITIES), st.sampled_from(("", *DPRK)), st.sampled_from(DRESSES))
def test_a_dprk_city_says_dprk_whatever_the_body(index, unit, city, country, dress) -> None:  # type: ignore[no-untyped-def]
    string = dress(unit + ", ".join(part for part in ("Third Institute of Invented Things", city, country) if part))
    assert (string, resolve_affiliation(index, string).countries) == (string, ("KP",))


@given(st.sampled_from(UNITS), st.sampled_from(SOUTHERN), st.sampled_from(SOUTH), st.sampled_from(DRESSES))
def test_a_southern_body_is_never_of_the_dprk(index: Index, unit: str, body: str, country: str, dress) -> None:  # type: ignore[no-untyped-def]
    reading = resolve_affiliation(index, dress(f"{unit}{body}, {country}"))
    assert reading.countries == ("KR",)
    assert not any(match.institution.startswith("kp:") for match in reading.matches)
