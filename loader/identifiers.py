"""Identifiers and dates as publishers write them, brought to the one form that the graph stores.

Every function takes text as found and returns the normal form, or None where the text is not such an identifier: the
caller decides whether that is a rejected record or a missing value.
"""

from __future__ import annotations

import calendar
import hashlib
import re
import unicodedata
from datetime import date
from functools import cache, lru_cache
from urllib.parse import unquote

_DOI = re.compile(r"(?:https?://)?(?:(?:dx\.|www\.)?doi\.org/+|doi:\s*)?(10\.\d{4,9}/\S+)", re.IGNORECASE)
_ORCID = re.compile(r"(?:(?:https?://)?(?:www\.)?orcid\.org/)?(\d{4})-?(\d{4})-?(\d{4})-?(\d{3}[\dX])/?", re.IGNORECASE)
_ORCID_ADDRESS = "https://orcid.org/"
_OPENALEX_ADDRESS = "https://openalex.org/"
_OPENALEX = re.compile(r"(?:(?:https?://)?(?:api\.)?openalex\.org/(?:[a-z]+/)?)?([A-Z])(\d{1,15})", re.IGNORECASE)
# Crockford's base 32 (no i, l, o, u), the last two characters a checksum: https://ror.readme.io/docs/identifier
_ROR = re.compile(r"(?:(?:https?://)?(?:www\.)?ror\.org/|ror:)?(0[a-hjkmnp-tv-z0-9]{6})(\d{2})/?", re.IGNORECASE)
_PUBMED_ADDRESS, _FROM_ONE = "https://pubmed.ncbi.nlm.nih.gov/", tuple("123456789")
_PMID = re.compile(
    r"(?:(?:https?://)?(?:www\.ncbi\.nlm\.nih\.gov/pubmed|pubmed\.ncbi\.nlm\.nih\.gov)/|pmid:?\s*)?0*([1-9]\d{0,8})/?",
    re.IGNORECASE,
)
_PMCID = re.compile(
    r"(?:(?:https?://)?(?:(?:www\.)?ncbi\.nlm\.nih\.gov/pmc|pmc\.ncbi\.nlm\.nih\.gov)/articles/|pmcid:?\s*)?"
    r"(?:PMC)?0*([1-9]\d{0,8})/?",
    re.IGNORECASE,
)
_ARXIV = re.compile(
    r"(?:(?:https?://)?(?:[a-z]+\.)?arxiv\.org/(?:abs|pdf)/|(?:https?://doi\.org/)?10\.48550/arxiv\.|arxiv:\s*)?"
    r"(\d{4}\.\d{4,5}|[a-z-]+(?:\.[a-z]{2})?/\d{7})(?:v\d+)?(?:\.pdf)?",
    re.IGNORECASE,
)
_DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_BASE32 = {letter: value for value, letter in enumerate("0123456789abcdefghjkmnpqrstvwxyz")}
#: Marks that make another sound of a kana, and are no accent.
_KANA_VOICING = "\u3099\u309a"
#: Longer keys are cut and end in a hash: a range index of the database takes keys up to about 8 kB.
MAX_SLUG = 160


def text(value: object) -> str | None:
    """`value` in NFC, runs of blanks, line breaks and control characters as one blank, or None if nothing is left.

    Both writers store the same: the bulk import knows neither line breaks nor control characters inside a field.
    """
    if not isinstance(value, str):
        return None
    # Most text is as it should be; every blank but the plain one is "not printable".
    if value.isprintable() and "  " not in value and (value.isascii() or unicodedata.is_normalized("NFC", value)):
        return value.strip(" ") or None
    if not value.isascii():
        value = unicodedata.normalize("NFC", value)
    value = " ".join(value.split())
    if not value.isprintable():
        # Cc: control, Cs: half of a surrogate pair, which no UTF-8 can hold. Joiners of Persian and Hindi (Cf) stay.
        kept = ("" if unicodedata.category(letter) in ("Cc", "Cs") else letter for letter in value)
        value = " ".join("".join(kept).split())
    return value or None


def doi(value: str | None) -> str | None:
    """`10.1000/abc`: lower case, without resolver, prefix and closing punctuation."""
    if not value:
        return None
    # An address may be percent-encoded; in a bare DOI a percent sign is itself.
    match = _DOI.fullmatch(unquote(value.strip()) if "://" in value else value.strip())
    return match.group(1).lower().rstrip(".,;") if match else None


def orcid(value: str | None) -> str | None:
    """`0000-0002-1825-0097`; None where the check digit (ISO 7064 mod 11-2) is wrong."""
    if not value:
        return None
    number = value[len(_ORCID_ADDRESS) :] if value.startswith(_ORCID_ADDRESS) else ""
    if len(number) != 19 or not number[4] == number[9] == number[14] == "-":
        match = _ORCID.fullmatch(value.strip())
        if not match:
            return None
        number = "-".join(match.groups()).upper()
    digits, check = f"{number[:4]}{number[5:9]}{number[10:14]}{number[15:18]}", number[18]
    if not (digits.isdigit() and digits.isascii() and check in "0123456789X"):
        return orcid(number) if number != value else None
    # Each digit is doubled as often as places follow it: by groups of four, as millions of them are read.
    first, third = divmod(int(digits), 10_000_000)
    first, second = divmod(first, 10_000)
    sums = _orcid_sums()
    total = 4 * sums[first] + 3 * sums[second] + 5 * sums[third // 1_000] + sums[third % 1_000 * 10]
    return number if (total + "0123456789X".index(check)) % 11 == 1 else None


@cache
def _orcid_sums() -> bytes:
    """Sums, modulo 11, of groups of four digits."""
    return bytes((8 * (n // 1000) + 4 * (n // 100 % 10) + 2 * (n // 10 % 10) + n % 10) % 11 for n in range(10_000))


def openalex_id(value: str | None, prefix: str) -> str | None:
    """`W2741809807`; None where the id is not of the kind `prefix` (W work, A author, I institution, T topic …)."""
    if value and value.startswith(_OPENALEX_ADDRESS):
        # The usual notation; millions of them are read.
        kind, number = value[len(_OPENALEX_ADDRESS) :][:1], value[len(_OPENALEX_ADDRESS) + 1 :]
        if kind == prefix and number.isdigit() and number.isascii() and len(number) <= 15:
            return prefix + number
    match = _OPENALEX.fullmatch(value.strip()) if value else None
    if not match or match.group(1).upper() != prefix:
        return None
    return prefix + match.group(2)


@lru_cache(1 << 16)  # a file of works names few institutions, each of them often
def ror(value: str | None) -> str | None:
    """`ror:05a28rw58`, the id of the institution's node; None where the checksum is wrong."""
    match = _ROR.fullmatch(value.strip()) if value else None
    if not match:
        return None
    body, check = match.group(1).lower(), int(match.group(2))
    number = 0
    for letter in body:
        number = number * 32 + _BASE32[letter]
    return f"ror:{body}{check:02}" if 98 - number * 100 % 97 == check else None


def pmid(value: str | int | None) -> str | None:
    """PubMed id, digits only."""
    if isinstance(value, str) and value.startswith(_PUBMED_ADDRESS):
        value = value[len(_PUBMED_ADDRESS) :]
        if value[:1] in _FROM_ONE and value.isdigit() and value.isascii() and len(value) <= 9:
            return value
    match = _PMID.fullmatch(str(value).strip()) if value else None
    return match.group(1) if match else None


def pmcid(value: str | int | None) -> str | None:
    """`PMC1234567`; bare digits are taken for one, as OpenAlex gives them."""
    match = _PMCID.fullmatch(str(value).strip()) if value else None
    return f"PMC{match.group(1)}" if match else None


def arxiv(value: str | None) -> str | None:
    """`1711.04702` or `astro-ph/0601001`, without version; reads addresses and arXiv's own DOIs too."""
    match = _ARXIV.fullmatch(value.strip()) if value else None
    return match.group(1).lower() if match else None


def slug(value: str) -> str:
    """Letters (of any script, without accents) and digits of `value`, small, other runs as one hyphen; may be empty.

    A slug longer than `MAX_SLUG` keeps its beginning and ends in a hash of the whole.
    """
    plain = unicodedata.normalize("NFKD", value).casefold()
    letters = (
        letter if letter.isalnum() or letter in _KANA_VOICING else " "
        for letter in plain
        if letter in _KANA_VOICING or not unicodedata.combining(letter)
    )
    # NFKD takes Hangul and voiced kana apart too: put them together again.
    name = unicodedata.normalize("NFC", "-".join("".join(letters).split()))
    if len(name) <= MAX_SLUG:
        return name
    return f"{name[: MAX_SLUG - 13].rstrip('-')}-{hashlib.sha256(name.encode()).hexdigest()[:12]}"


def entry_key(country: str | None, name: str) -> str:
    """Key of a list entry whose publisher gives none: ISO code of the country it is listed under, and its name.

    `entry_key("CN", "Beihang University (BUAA)") == "cn-beihang-university-buaa"`; without a country `xx-…`.
    """
    return f"{(country or 'xx').lower()}-{slug(name)}"


def day_range(value: str | None) -> tuple[date, date] | None:
    """First and last day that `2018`, `2018-07` or `2018-07-12` can mean; None where it is no such date."""
    match = _DAY.fullmatch(value.strip()) if value else None
    if not match:
        return None
    year, month, day = (int(part) if part else None for part in match.groups())
    assert year is not None
    try:
        if month is None:
            return date(year, 1, 1), date(year, 12, 31)
        if day is None:
            return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
        return date(year, month, day), date(year, month, day)
    except ValueError:
        return None
