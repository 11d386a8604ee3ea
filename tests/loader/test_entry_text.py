from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loader.entry_text import (
    address_country,
    split_address_off,
    split_addresses,
    split_aliases,
    split_names,
    split_see,
)
from loader.identifiers import text as identifiers_text


@pytest.mark.parametrize(
    ("printed", "names"),
    [
        ("Lukoil, OAO (a.k.a. Lukoil", ["Lukoil, OAO", "Lukoil"]),
        ("Sabanican Company (a.k.a.", ["Sabanican Company"]),
        ("Mesbah Energy Company (a.k.a. “MEC”)", ["Mesbah Energy Company", "MEC"]),
        ("Gaz-Oil, OOO (f.k.a., Gaz Oil)", ["Gaz-Oil, OOO", "Gaz Oil"]),
        ("Thermal Institute, a.k.a., Hot Working Institute", ["Thermal Institute", "Hot Working Institute"]),
        (
            "Institute of Chemistry (a.k.a., Academy (CAEP)'s 902 Institute)",
            ["Institute of Chemistry", "Academy (CAEP)'s 902 Institute"],
        ),
        ("Meike Co. and formerly known as Gaozhao Ltd", ["Meike Co.", "Gaozhao Ltd"]),
        ("also known as: Karl", ["Karl"]),
        ("HPSTAR; and", ["HPSTAR"]),
        ("—Silk Road;", ["Silk Road"]),
        ("and Dalian Industry Ltd.", ["Dalian Industry Ltd."]),
        ("Andrews and Partners", ["Andrews and Partners"]),
        ("JSC 'Hill'", ["JSC 'Hill'"]),
        (" ; ", []),
    ],
)
def test_one_printed_name_may_hold_several(printed: str, names: list[str]) -> None:
    assert split_names(printed) == names


def test_an_alias_list_that_holds_the_name_itself() -> None:
    aliases, native_names = split_aliases("Hill Co., Ltd.", ["HILL CO. LTD", "", "Hill", "Hill", "云从科技"])
    assert aliases == ("Hill",)
    assert native_names == ("云从科技",)


def test_see_elsewhere_is_a_remark() -> None:
    assert split_see("Ann Hill (See alternate address under Singapore)") == (
        "Ann Hill",
        ["See alternate address under Singapore"],
    )
    assert split_see("1 Slope Street, Kabul. (See also addresses under Finland).")[0] == "1 Slope Street, Kabul"


def test_addresses() -> None:
    printed = "501, 5th Floor, Kabul, Afghanistan; and Flat No. 41, Kabul, Afghanistan."
    assert split_addresses(printed) == (("501, 5th Floor, Kabul, Afghanistan", "Flat No. 41, Kabul, Afghanistan"), [])
    assert split_addresses("the following one alias: 17 Hill Street, Yerevan") == (("17 Hill Street, Yerevan",), [])
    assert split_addresses("(a.k.a. Ann Hill, Hill Co., Ltd. and A. Hill), 5 Slope, Tehran") == (
        ("5 Slope, Tehran",),
        ["Ann Hill", "Hill Co., Ltd.", "A. Hill"],
    )
    assert split_addresses("Sabanican Pad Co.), Unit #23, Tehran") == (("Unit #23, Tehran",), ["Sabanican Pad Co."])
    assert split_addresses("") == ((), [])


@pytest.mark.parametrize(
    ("alias", "name", "address"),
    [
        ("Hill LLC. 5 Slope Ave., Minsk, 220036, Belarus", "Hill LLC", "5 Slope Ave., Minsk, 220036, Belarus"),
        ("M.A.G. Tech, 57 Slope Ave, Montreal, Canada", "M.A.G. Tech", "57 Slope Ave, Montreal, Canada"),
        ("Hill (Lake) Co., Ltd. Slope: West, China", "Hill (Lake) Co., Ltd", "Slope: West, China"),
        ("Ann Hill, Slope Str. 25, Heubach, Germany 73540", "Ann Hill", "Slope Str. 25, Heubach, Germany 73540"),
        ("Institute of Hills", "Institute of Hills", None),
        ("University of Science and Technology of China", "University of Science and Technology of China", None),
    ],
)
def test_an_alias_that_swallowed_the_address(alias: str, name: str, address: str | None) -> None:
    assert split_address_off(alias) == (name, address)


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("12 Street, Beijing, China, 100102", "CN"),
        ("Ontario, H8N 2Z6 Canada", "CA"),
        ("Dubai U.A.E.", "AE"),
        ("Kowloon, Hong Kong", "HK"),
        ("Baotou, Inner Mongolia", "CN"),
        ("London, W1J7 LS", None),
        ("6 Huayuan Road, Haidian District, Beijing", None),
        ("", None),
    ],
)
def test_the_country_an_address_ends_in(address: str, code: str | None) -> None:
    assert address_country(address) == code


#: Texts made of what entries are made of: marks of enumerations, brackets, names, addresses, native script.
PRINTED = st.lists(
    st.sampled_from(
        ["a.k.a.", "f.k.a.,", "also known as", "and", "; and", "—", "(", ")", '"', "Hill", "Ltd.", "Co.,", "Pyongyang,",
         "China", "언덕", "No. 7", ".", ",", ";", "See also China", "(See alternate addresses under Pakistan)"]
    ) | st.text(max_size=8),
    max_size=12,
).map(" ".join)  # fmt: skip
#: Letters that are marks of the enumeration a name stood in, words of it, or quotes around it.
MARKS = re.compile(r"[^\w]|\b(?:a\W*k\W*a|f\W*k\W*a|n\W*k\W*a|also|formerly|known|as|and)\b", re.IGNORECASE)


def letters(*texts: str) -> list[str]:
    """What is left of texts without marks, as the graph would store it."""
    return sorted(MARKS.sub("", identifiers_text(" ".join(texts)) or ""))


@given(PRINTED)
def test_names_lose_no_letter(printed: str) -> None:
    assert letters(*split_names(printed)) == letters(printed)


@given(PRINTED)
def test_addresses_and_aliases_in_them_are_all_of_the_text(printed: str) -> None:
    addresses, aliases = split_addresses(printed)
    # An address that is printed twice is kept once.
    assert {*letters(*addresses, *aliases)} <= {*letters(printed)}
    assert all(one in " ".join(printed.split()) or identifiers_text(one) for one in addresses)


@given(PRINTED)
def test_no_text_breaks_the_other_parsers(printed: str) -> None:
    rest, remarks = split_see(printed)
    assert letters(rest, *remarks) == letters(printed)
    name, address = split_address_off(printed)
    assert letters(name, address or "") == letters(printed)
    assert address_country(printed) is None or len(address_country(printed) or "") == 2
