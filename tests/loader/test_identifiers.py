from __future__ import annotations

import unicodedata
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loader import identifiers
from loader.identifiers import MAX_SLUG


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("10.1000/ABC", "10.1000/abc"),
        ("https://doi.org/10.1000/ABC.", "10.1000/abc"),
        ("HTTP://DX.DOI.ORG/10.1000/x", "10.1000/x"),
        ("doi: 10.1016/s0021-9924(01)00058-2", "10.1016/s0021-9924(01)00058-2"),
        ("https://doi.org/10.1002%2Fabc%281%29", "10.1002/abc(1)"),
        ("https://doi.org/", None),
        ("10.1000", None),
        ("not a doi", None),
        ("", None),
        (None, None),
    ],
)
def test_doi(value: str | None, expected: str | None) -> None:
    assert identifiers.doi(value) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("https://orcid.org/0000-0002-1825-0097", "0000-0002-1825-0097"),
        ("000000021694233x", "0000-0002-1694-233X"),
        ("0000-0002-1825-0098", None),
        ("0000-0002-8475-279", None),
        (None, None),
    ],
)
def test_orcid_has_a_check_digit(value: str | None, expected: str | None) -> None:
    assert identifiers.orcid(value) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("https://ror.org/05a28rw58", "ror:05a28rw58"),
        ("ror:05A28RW58", "ror:05a28rw58"),
        ("05a28rw59", None),
        ("05a28rl58", None),
        ("grid.5801.c", None),
        (None, None),
    ],
)
def test_ror_has_a_checksum(value: str | None, expected: str | None) -> None:
    assert identifiers.ror(value) == expected


def test_other_ids() -> None:
    assert identifiers.openalex_id("https://openalex.org/W2741809807", "W") == "W2741809807"
    assert identifiers.openalex_id("https://openalex.org/A1", "W") is None
    assert identifiers.openalex_id("https://openalex.org/I-1", "I") is None
    assert identifiers.pmid("https://pubmed.ncbi.nlm.nih.gov/11565961/") == identifiers.pmid(11565961) == "11565961"
    assert identifiers.pmcid("https://www.ncbi.nlm.nih.gov/pmc/articles/2464943") == "PMC2464943"
    assert identifiers.arxiv("https://doi.org/10.48550/arXiv.1711.04702v2") == "1711.04702"
    assert identifiers.arxiv("arXiv:astro-ph/0601001v1") == "astro-ph/0601001"
    assert identifiers.arxiv("1711.047") is None


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2018", (date(2018, 1, 1), date(2018, 12, 31))),
        ("2020-02", (date(2020, 2, 1), date(2020, 2, 29))),
        ("2018-07-12", (date(2018, 7, 12), date(2018, 7, 12))),
        ("2018-13", None),
        ("2019-02-29", None),
        ("0000-01-01", None),
        ("18", None),
        ("", None),
        (None, None),
    ],
)
def test_a_date_is_its_first_and_last_day(value: str | None, expected: tuple[date, date] | None) -> None:
    assert identifiers.day_range(value) == expected


def test_text_is_one_line_of_composed_letters() -> None:
    assert identifiers.text("  Universite\u0301\n\tde  Lie\u0300ge\u2028\x00 ") == "Université de Liège"
    assert identifiers.text("\ud800half\x07") == "half"
    assert identifiers.text("می‌خواهم") == "می‌خواهم"
    assert identifiers.text(" \n") is None
    assert identifiers.text(None) is None


def test_entry_keys_stay_apart_by_country_and_ignore_printing() -> None:
    key = identifiers.entry_key("CN", "Jadeshine Engineering (HK) Co.")
    assert key == identifiers.entry_key("CN", "Jadeshine Engineering HK Co") == "cn-jadeshine-engineering-hk-co"
    assert identifiers.entry_key("HK", "Jadeshine Engineering HK Co") != key
    assert identifiers.entry_key(None, "Sharif University") == "xx-sharif-university"


def test_slugs_keep_other_scripts() -> None:
    assert identifiers.slug("Müller & Co, 김일성종합대학") == "muller-co-김일성종합대학"
    assert identifiers.slug("セソン技術貿易") == "セソン技術貿易"
    assert identifiers.slug("ガス") != identifiers.slug("カス")
    assert identifiers.slug("…") == ""


@given(st.text(max_size=400))
@settings(deadline=None)
def test_slugs_are_short_stable_and_told_apart_by_their_end(value: str) -> None:
    slug = identifiers.slug(value)
    assert len(slug) <= MAX_SLUG
    assert identifiers.slug(slug) == slug
    assert unicodedata.is_normalized("NFC", slug)
    assert not any(letter.isspace() for letter in slug)


@given(st.text(max_size=60))
@settings(deadline=None)
def test_no_text_makes_an_identifier_fail(value: str) -> None:
    for read in (identifiers.doi, identifiers.orcid, identifiers.ror, identifiers.pmid, identifiers.pmcid):
        normal = read(value)
        assert normal is None or read(normal) == normal
    assert (normal := identifiers.arxiv(value)) is None or identifiers.arxiv(normal) == normal
    identifiers.day_range(value)
    clean = identifiers.text(value)
    assert identifiers.text(clean) == clean
    assert clean is None or (clean == clean.strip() and "\n" not in clean)


@given(st.dates(min_value=date(1, 1, 1)))
@settings(deadline=None)
def test_every_day_is_read_at_each_precision(day: date) -> None:
    text = day.isoformat()
    for part in (text, text[:7], text[:4]):
        days = identifiers.day_range(part)
        assert days is not None
        assert days[0] <= day <= days[1]
