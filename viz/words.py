"""Values in words: pairs of days, countries, addresses that may become links, property names."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any
from urllib.parse import quote

import pycountry

_DOI = re.compile(r"10\.\d{4,9}/[!-~]+")
_SAFE = re.compile(r"[A-Za-z0-9/:;().,_+~*!$@=-]*")
_ADDRESS = re.compile(r"https://[A-Za-z0-9][A-Za-z0-9.-]*(:\d+)?(/[!#-;=?-\[\]_a-z~]*)?")

#: Identifiers that have a page of their own: pattern, and address with the matched group in it.
_PAGES = (
    (re.compile(r"ror:(0[a-z0-9]{8})"), "https://ror.org/{}"),
    (re.compile(r"(?:openalex:)?([AIWTF]\d+)"), "https://openalex.org/{}"),
    (re.compile(r"orcid:(\d{4}-\d{4}-\d{4}-\d{3}[\dX])"), "https://orcid.org/{}"),
    (re.compile(r"pmid:(\d{1,9})"), "https://pubmed.ncbi.nlm.nih.gov/{}/"),
    (re.compile(r"(?:pmcid:)?(PMC\d{1,9})"), "https://pmc.ncbi.nlm.nih.gov/articles/{}/"),
    (re.compile(r"arxiv:([\w.-]+(?:/\d{7})?)", re.ASCII), "https://arxiv.org/abs/{}"),
    (re.compile(r"(Q\d+)"), "https://www.wikidata.org/wiki/{}"),
)


def link(value: str) -> str | None:
    """The address to open for a DOI, a known identifier or an https address; None for anything else.

    Never an address with another scheme, and never one with a character outside printable ASCII.
    """
    if " " in value:
        return None
    doi = value.removeprefix("doi:")
    if _DOI.fullmatch(doi):
        return "https://doi.org/" + (doi if _SAFE.fullmatch(doi) else quote(doi, safe="/:;().,_-+~*!$@="))
    for pattern, address in _PAGES:
        if found := pattern.fullmatch(value):
            return address.format(found[1])
    return value if _ADDRESS.fullmatch(value) else None


def when(first: date | None, last: date | None) -> str:
    """A pair of days as people write it: a day, a month, a year, or the two days it lies between.

    >>> when(date(2019, 1, 1), date(2019, 12, 31))
    '2019'
    """
    if first is None or last is None:
        known = first or last
        return "" if known is None else f"{'not before' if first else 'not after'} {known.isoformat()}"
    if first == last:
        return first.isoformat()
    if first.day == 1 and last.day == monthrange(last.year, last.month)[1] and first.year == last.year:
        if first.month == last.month:
            return f"{first:%Y-%m}"
        if (first.month, last.month) == (1, 12):
            return str(first.year)
    return f"between {first.isoformat()} and {last.isoformat()}"


def period(properties: Mapping[str, Any]) -> str:
    """`from_…` and `to_…` of a period on a list or in force, in words; empty where nothing is known."""
    begin = when(properties.get("from_min"), properties.get("from_max"))
    end = when(properties.get("to_min"), properties.get("to_max"))
    if not begin and not end:
        return ""
    if not end:
        return f"since {begin}"
    return f"{begin or 'unknown date'} to {end}"


@cache
def country(code: str) -> str:
    """Everyday name of an ISO 3166-1 alpha-2 code; the code itself where there is none."""
    if code == "KP":
        return "DPRK"
    found = pycountry.countries.get(alpha_2=code)
    if found is None:
        return code
    return str(getattr(found, "common_name", found.name))


_ACRONYMS = {"dprk": "DPRK", "id": "ID", "ids": "IDs", "doi": "DOI", "dois": "DOIs", "un": "UN", "unscr": "UNSCR"}


@cache
def humanise(name: str) -> str:
    """A property or column name as a heading: `dprk_institution` → `DPRK institution`."""
    words = [_ACRONYMS.get(word, word) for word in name.split("_") if word]
    text = " ".join(words)
    return text[:1].upper() + text[1:]


def plain(value: Any) -> str:
    """A single value as text. Dates are ISO, truth values yes and no, numbers without trailing zeros."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.4g}"
    if isinstance(value, date):
        return value.isoformat()
    return str(value)
