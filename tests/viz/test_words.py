"""Values in words, links, evidence, colours."""

from __future__ import annotations

from datetime import date

import pytest

from cypher.result import Edge, Node
from viz.evidence import edge_facts, node_facts
from viz.style import LINES, LOOKS, kind, letters, line
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
        ("https://example.org (stored copy; address not kept)", None),
        ("https://example.org/a (Example Times, 2021-02-24)", None),
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
                    "author 2; read as printed; read by exact name; score 1",
                ],
                ["Example Univ.", "not known whose; inferred, not read; read by alias; score 0.9"],
            ],
        ]
    ]


def test_parallel_lists_of_unequal_length_lose_no_string() -> None:
    edge = Edge("1", "p", "i", "LISTS", {"author_positions": [1], "raw_affiliations": ["a", "b"], "bases": []})
    assert [text for text, _ in edge_facts(edge)[0][2]] == ["a", "b"]


_COMPOSED = "(put together from unit and institution as read; the wording was not kept)"


@pytest.mark.parametrize(
    ("text", "basis", "remark"),
    [
        ("[Dept. of Samples, Example Univ.]", "printed", f"author 1; read as printed {_COMPOSED}; score 1"),
        ("[Example Univ.]", "inferred", f"author 1; inferred, not read {_COMPOSED}; score 1"),
        ("[Example Univ.]", "aggregator", "author 1; an aggregator's record; score 1"),
        ("[1] Example Univ. [2]", "printed", "author 1; read as printed; score 1"),
        ("Example Univ. [sic]", "printed", "author 1; read as printed; score 1"),
    ],
)
def test_a_string_in_an_editors_brackets_is_not_passed_off_as_the_wording(text: str, basis: str, remark: str) -> None:
    link = {"author_positions": [1], "raw_affiliations": [text], "bases": [basis], "methods": [None], "scores": [1.0]}
    assert edge_facts(Edge("1", "p", "i", "LISTS", link))[0][2] == [[text, remark]]


def test_a_composed_string_says_so_on_every_kind_of_record() -> None:
    signed = {"raw_affiliations": ["[Example Univ.]"], "bases": ["printed"], "read_as": ["kp:x"]}
    assert _COMPOSED in edge_facts(Edge("1", "a", "p", "AUTHORED", signed))[0][2][0][1]
    unplaced = {"unplaced_affiliations": ["[Example Univ.]"], "unplaced_bases": ["printed"]}
    assert _COMPOSED in node_facts(Node("cur:x", "Paper", unplaced))[0][2][0][1]
    assert edge_facts(Edge("1", "p", "i", "LISTS", {"author_positions": [], "raw_affiliations": ["[X]"]}))[0][2] == [
        ["[X]", _COMPOSED]
    ]


def test_what_was_read_as_printed_says_where_it_was_read() -> None:
    address = "https://example.org/a"
    paper = Node("doi:10.1000/x", "Paper", {"address": address})
    printed = Edge("1", "p", "i", "LISTS", {"author_positions": [1], "raw_affiliations": ["a"], "bases": ["printed"]})
    inferred = Edge("1", "p", "i", "LISTS", {"author_positions": [1], "raw_affiliations": ["a"], "bases": ["inferred"]})
    assert edge_facts(printed, paper)[1] == ["link", "Read at", [[address, address]]]
    assert len(edge_facts(inferred, paper)) == len(edge_facts(printed)) == 1
    told = "https://example.org (stored copy; address not kept)"
    assert edge_facts(printed, Node("p", "Paper", {"address": told}))[1] == ["text", "Read at", told]


def test_book_keeping_of_reports_lists_and_periods_is_not_shown() -> None:
    hidden = {
        **dict.fromkeys(("linked_by", "gone_by", "authors_source"), "x"),
        **{key: ["partner|ambiguous|ror:1"] for key in ("named", "hashes", "dated_by", "loads")},
        **{key: ["a"] for key in ("unplaced_affiliations", "unplaced_bases", "unplaced_read_as")},
    }
    assert [heading for _, heading, _ in node_facts(Node("r", "Report", {"statement": "S", **hidden}))] == [
        "As printed",
        "Identifier",
    ]
    assert edge_facts(Edge("1", "d", "l", "ON_LIST", {"gone_by": "load-2"})) == []


def test_one_city_is_told_once() -> None:
    def headings(cities: list[str]) -> list[str]:
        facts = node_facts(Node("ror:1", "Institution", {"name": "N", "city": "Sampletown", "cities": cities}))
        return [heading for _, heading, _ in facts]

    assert headings(["Sampletown"]) == ["City", "Identifier"]
    assert headings(["Sampletown", "Mocksan"]) == ["City", "Cities", "Identifier"]


def test_an_ambiguous_lead_is_not_a_certain_one() -> None:
    body = Node("ror:1", "Institution")
    keys = [line(Edge("1", "r", "ror:1", "NAMES", {"certainty": c}), body) for c in ("stated", "ambiguous", "other")]
    assert keys == ["NAMES", "NAMES, not certain", "NAMES, not certain"]
    assert (LINES["NAMES"].dashed, LINES["NAMES"].mark) == (False, "")
    doubtful = LINES["NAMES, not certain"]
    assert (doubtful.dashed, doubtful.mark, doubtful.meaning) == (True, "?", "sources disagree whether it is meant")
    assert edge_facts(Edge("1", "r", "ror:1", "NAMES", {"side": "partner", "certainty": "ambiguous"})) == [
        ["text", "Side", "partner"],
        ["text", "Certainty", "sources disagree whether it is meant"],
    ]


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
