"""Values in words, links, evidence, colours."""

from __future__ import annotations

from datetime import date

import pytest

from cypher.result import Edge, Node
from viz.evidence import edge_facts, node_facts
from viz.style import LINES, LOOKS, kind, letters
from viz.words import country, humanise, link, period, when


@pytest.mark.parametrize(
    ("value", "address"),
    [
        ("10.1000/182", "https://doi.org/10.1000/182"),
        ("doi:10.1002/(sici)1097<1::aid-x>3.0.co;2-#", "https://doi.org/10.1002/(sici)1097%3C1::aid-x%3E3.0.co;2-%23"),
        ("ror:02j61yw88", "https://ror.org/02j61yw88"),
        ("openalex:W2741809807", "https://openalex.org/W2741809807"),
        ("https://example.org/a?b=c", "https://example.org/a?b=c"),
        ("http://example.org/", None),
        ("javascript:alert(1)", None),
        ("doi:javascript:alert(1)", None),
        ("data:text/html,x", None),
        ("https://example.org/\u202egnp", None),
        ("https://user:secret@example.org/", None),
        ('https://example.org/"onmouseover="x', None),
        ("https://example.org/a b", None),
        (" https://example.org/", None),
        ("10.1/x\n", None),
        ("", None),
    ],
)
def test_only_known_identifiers_and_https_addresses_become_links(value: str, address: str | None) -> None:
    assert link(value) == address


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2019, 1, 1), date(2019, 12, 31), "2019"),
        (date(2019, 2, 1), date(2019, 2, 28), "2019-02"),
        (date(2019, 2, 3), date(2019, 2, 3), "2019-02-03"),
        (date(2019, 2, 3), date(2019, 4, 5), "between 2019-02-03 and 2019-04-05"),
        (date(9999, 12, 1), date(9999, 12, 31), "9999-12"),
        (None, date(2019, 2, 3), "not after 2019-02-03"),
        (None, None, ""),
    ],
)
def test_pairs_of_days_in_words(first: date | None, last: date | None, words: str) -> None:
    assert when(first, last) == words


def test_periods_in_words() -> None:
    day, end = date(2016, 6, 1), date(2018, 1, 1)
    assert period({"from_min": day, "from_max": day}) == "since 2016-06-01"
    assert period({"from_min": day, "from_max": day, "to_min": end, "to_max": end}) == "2016-06-01 to 2018-01-01"
    assert period({"to_min": end, "to_max": end}) == "unknown date to 2018-01-01"
    assert period({}) == ""


def test_names_of_columns_and_countries() -> None:
    assert humanise("dprk_institution") == "DPRK institution"
    assert humanise("example_dois") == "Example DOIs"
    assert [country(code) for code in ("KP", "CN", "XX")] == ["DPRK", "China", "XX"]


def test_an_affiliation_is_quoted_as_printed_with_what_is_known_about_it() -> None:
    edge = Edge(
        "1",
        "p",
        "i",
        "LISTS",
        {
            "author_positions": [2, 0],
            "raw_affiliations": ["Dept. of Samples,  Example Univ.", "Example Univ."],
            "methods": ["exact_name", "alias"],
            "scores": [1.0, 0.9],
            "bases": ["printed", "inferred"],
        },
    )
    assert edge_facts(edge) == [
        [
            "quotes",
            "As printed",
            [
                [
                    "Dept. of Samples,  Example Univ.",
                    "author 2; printed on the paper or its publisher's page; read by exact name; score 1",
                ],
                ["Example Univ.", "not known whose; inferred, not read; read by alias; score 0.9"],
            ],
        ]
    ]


def test_parallel_lists_of_unequal_length_lose_no_string() -> None:
    edge = Edge("1", "p", "i", "LISTS", {"author_positions": [1], "raw_affiliations": ["a", "b"], "bases": []})
    assert [text for text, _ in edge_facts(edge)[0][2]] == ["a", "b"]


def test_every_property_is_shown_but_book_keeping() -> None:
    node = Node("doi:10.1/x", "Paper", {"title": "T", "doi": "10.1000/x", "invented": 3, "loads": ["load-1"]})
    assert node_facts(node) == [
        ["link", "DOI", [["10.1000/x", "https://doi.org/10.1000/x"]]],
        ["text", "Invented", "3"],
        ["text", "Identifier", "doi:10.1/x"],
    ]


def test_a_dprk_institution_is_known_by_country_or_by_gazetteer() -> None:
    assert kind(Node("ror:1", "Institution", {"country": "KP"})) == "dprk"
    assert kind(Node("kp:x", "Institution")) == "dprk"
    assert kind(Node("ror:1", "Institution", {"country": "KR"})) == "institution"
    assert kind(Node("x", "Unheard")) == "other"


def test_lists_have_a_letter_each_whatever_their_number() -> None:
    names = ["us-entity-list", "jp-end-user-list", *(f"px-{n}" for n in range(40))]
    found = letters(names)
    assert found["us-entity-list"] == "E"
    assert len(set(found.values())) == len(names)
    assert letters(reversed(names)) == found


def _luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(a: str, b: str) -> float:
    high, low = sorted((_luminance(a), _luminance(b)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("name", LOOKS)
def test_text_and_outline_stand_out_in_both_themes(name: str) -> None:
    look = LOOKS[name]
    for (fill, border, text), page in ((look.light, "#ffffff"), (look.dark, "#1a2027")):
        assert _contrast(fill, text) >= 4.5
        assert _contrast(border, page) >= 3


@pytest.mark.parametrize("name", LINES)
def test_no_edge_is_judged_by_its_words(name: str) -> None:
    said = " ".join((LINES[name].meaning, LINES[name].forth, LINES[name].back)).lower()
    assert not any(word in said for word in ("guilty", "violation", "illicit", "suspicious", "exposure"))
