from __future__ import annotations

import pytest
from pycountry import countries as iso

from loader import countries


@pytest.mark.parametrize(
    ("printed", "code"),
    [
        ("DPR Korea", "KP"),
        ("Democratic People's Republic of Korea", "KP"),
        ("Korea, North", "KP"),
        ("North Korea (DPRK)", "KP"),
        ("Republic of Korea", "KR"),
        ("South Korea", "KR"),
        ("China", "CN"),
        ("People's Republic of China", "CN"),
        ("Hong Kong", "HK"),
        ("Taiwan", "TW"),
        ("Russia", "RU"),
        ("Islamic Republic of Iran", "IR"),
        ("Crimea Region of Ukraine", "UA"),
        ("Turkey", "TR"),
        ("U.A.E.", "AE"),
        ("Republic of Lebanon", "LB"),
        ("KP", "KP"),
        ("PRK", "KP"),
    ],
)
def test_countries_as_lists_print_them(printed: str, code: str) -> None:
    assert countries.code(printed) == code


@pytest.mark.parametrize("printed", ["Korea", "Middle East Region", "kp", "XX", "", None])
def test_what_names_no_one_country_is_not_guessed(printed: str | None) -> None:
    assert countries.code(printed) is None


def test_every_country_is_found_by_its_own_names() -> None:
    for country in iso:
        name = countries.name(country.alpha_2)
        assert name
        assert countries.code(name) == country.alpha_2
        assert countries.code(country.name) == country.alpha_2
        assert countries.code(country.alpha_3) == country.alpha_2
    assert countries.name("XX") is None
