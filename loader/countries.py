"""Country names as lists and registries print them, to ISO 3166-1 alpha-2 and back.

The names are pycountry's (official, common and short), plus the spellings of the lists in use, kept here because
pycountry's fuzzy search guesses ("Korea" finds two countries, and one of them first).
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from pycountry import countries

#: Spellings that pycountry does not know, each met in a list or registry; keys as `_key` makes them.
_OTHER_SPELLINGS = {
    "bahamas the": "BS",
    "bosnia": "BA",
    "bosnia herzegovina": "BA",
    "brunei": "BN",
    "burma": "MM",
    "burma myanmar": "MM",
    "cape verde": "CV",
    "china hong kong special administrative region": "HK",
    "congo democratic republic of the": "CD",
    "congo republic of the": "CG",
    "cote d ivoire": "CI",
    "crimea": "UA",
    "crimea occupied": "UA",
    "crimea region of ukraine": "UA",
    "czech republic": "CZ",
    "democratic peoples republic of korea dprk": "KP",
    "democratic republic of congo": "CD",
    "democratic republic of the congo": "CD",
    "dominican rep": "DO",
    "dpr korea": "KP",
    "dr congo": "CD",
    "dprk": "KP",
    "drc": "CD",
    "england": "GB",
    "hong kong sar": "HK",
    "hong kong special administrative region": "HK",
    "inner mongolia": "CN",
    "iran": "IR",
    "islamic republic of iran": "IR",
    "ivory coast": "CI",
    "korea north": "KP",
    "korea south": "KR",
    "kosovo": "XK",
    "laos": "LA",
    "libyan arab jamahiriya": "LY",
    "macao": "MO",
    "macau": "MO",
    "macedonia": "MK",
    "mainland china": "CN",
    "man isle of": "IM",
    "micronesia": "FM",
    "moldova": "MD",
    "north korea": "KP",
    "north korea dprk": "KP",
    "north macedonia the republic of": "MK",
    "northern ireland": "GB",
    "occupied palestinian territory": "PS",
    "palestine": "PS",
    "palestinian territories": "PS",
    "pr china": "CN",
    "prc": "CN",
    "republic of korea": "KR",
    "republic of lebanon": "LB",
    "rok": "KR",
    "russia": "RU",
    "saint martin": "MF",
    "scotland": "GB",
    "south korea": "KR",
    "st kitts and nevis": "KN",
    "st lucia": "LC",
    "st vincent and the grenadines": "VC",
    "swaziland": "SZ",
    "syria": "SY",
    "taiwan": "TW",
    "tanzania": "TZ",
    "the bahamas": "BS",
    "the gambia": "GM",
    "the netherlands": "NL",
    "turkey": "TR",
    "turkey turkiye": "TR",
    "turkiye": "TR",
    "türkiye": "TR",
    "uae": "AE",
    "uk": "GB",
    "united states of america": "US",
    "usa": "US",
    "us": "US",
    "vatican": "VA",
    "venezuela": "VE",
    "vietnam": "VN",
    "wales": "GB",
}
#: Short names in English; Kosovo has no ISO code, XK is the user-assigned one that ROR, OpenAlex and the EU use.
_OTHER_NAMES = {"CD": "DR Congo", "CG": "Congo", "RU": "Russia", "XK": "Kosovo"}
_NOT_WORD = re.compile(r"[^\w\s]|_")


def _key(name: str) -> str:
    plain = unicodedata.normalize("NFC", name).casefold().replace("&", " and ").replace("-", " ")
    words = " ".join(_NOT_WORD.sub("", plain).split())
    return words.removeprefix("the ") if words not in _OTHER_SPELLINGS else words


@cache
def _codes() -> dict[str, str]:
    codes: dict[str, str] = {}
    for country in countries:
        for field in ("name", "official_name", "common_name"):
            if name := getattr(country, field, None):
                codes[_key(name)] = country.alpha_2
                # "Korea, Republic of" is printed "Republic of Korea" too.
                head, comma, tail = name.partition(", ")
                if comma and " of" in tail:
                    codes[_key(f"{tail} {head}")] = country.alpha_2
    return codes | _OTHER_SPELLINGS


def spellings() -> dict[str, str]:
    """Every name that `code` understands, lower case and without punctuation, with its alpha-2 code."""
    return dict(_codes())


@cache
def code(name: str | None) -> str | None:
    """Alpha-2 code of a country printed as `name`, or of a code itself; None where it names none, or more than one."""
    if not name:
        return None
    stripped = name.strip()
    if len(stripped) in (2, 3) and stripped.isascii() and stripped.isupper():
        if stripped in _OTHER_NAMES:
            return stripped
        known = countries.get(alpha_2=stripped) or countries.get(alpha_3=stripped)
        if known:
            return str(known.alpha_2)
    return _codes().get(_key(stripped))


@cache
def name(code: str) -> str | None:
    """Short name of a country by alpha-2 code ("KP" → "North Korea"), or None where there is no such code."""
    if code in _OTHER_NAMES:
        return _OTHER_NAMES[code]
    country = countries.get(alpha_2=code)
    return str(getattr(country, "common_name", None) or country.name) if country else None
