"""Names, aliases and addresses out of the running text of a list entry, where extraction left them together."""

from __future__ import annotations

import re
from collections.abc import Iterable

from rigour.text.scripts import is_latin

from loader import countries
from loader.identifiers import slug, text

#: "(See alternate addresses under Pakistan)": says where else the body is listed, and is no part of name or address.
_SEE = re.compile(r"[\s.]*\(\s*((?:For\s[^()]*,\s*)?See\s[^()]*)\)\s*\.?", re.IGNORECASE)
_ALSO_KNOWN = re.compile(r"[\s,;(]*(?:\band\s+)?(?:\b[afn]\.\s?k\.\s?a\b\.?|\b(?:also|formerly)\s+known\s+as\b)[\s,:]*")
_FOLLOWING = re.compile(
    r"^(?:(?:and\s+)?(?:a\.k\.a\.?,?\s*)?the following \w+ alias(?:es)?[:,]?|Address:)\s*", re.IGNORECASE
)
# "(a.k.a., Paya Complex), No 3 …", or with the opening bracket left behind in the name: "Sabanican Pad Co.), Unit …"
_LEADING_ALIASES = re.compile(r"^(?:\(\s*a\.k\.a\.,?\s*)?([^()]+)\)\s*,?\s*")
_QUOTES = "\"'“”‘’"
_BETWEEN_ADDRESSES = re.compile(r"[;,]?\s*;\s+and\s+|;\s+")
_LEGAL_FORM = r"(?:Ltd|LTD|Limited|LLC|Inc|JSC|OJSC|CJSC|OAO|OOO|Co|Corp|FZ\w*)\b"
_BETWEEN_ALIASES = re.compile(rf";\s+(?:and\s+)?|,\s+(?!{_LEGAL_FORM})|\s+and\s+")
# Where an address begins behind a name: after a full stop that ends a word (not an initial), or after a comma.
_NAME_ENDS = re.compile(rf"(?<=[\w'’)]{{3}})\.\s+(?=\S)|,\s+(?!{_LEGAL_FORM})")


def split_see(printed: str) -> tuple[str, list[str]]:
    """The text without its "(See …)" remarks, and the remarks."""
    return _SEE.sub(" ", printed).strip(), [" ".join(one.split()) for one in _SEE.findall(printed)]


def split_names(printed: str) -> list[str]:
    """The names that one printed name holds: itself, then those behind "a.k.a.", "f.k.a." or "formerly known as"."""
    return [name for part in _ALSO_KNOWN.split(printed) if (name := _bare(part))]


def split_aliases(name: str, printed: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Aliases and native names, each once, without the name itself."""
    own = slug(name)
    found = dict.fromkeys(part for one in printed for part in split_names(one) if slug(part) != own and slug(part))
    return tuple(one for one in found if is_latin(one)), tuple(one for one in found if not is_latin(one))


def split_addresses(printed: str) -> tuple[tuple[str, ...], list[str]]:
    """Addresses of an entry, and the aliases that stand before them in brackets."""
    bare = _FOLLOWING.sub("", printed)
    aliases: list[str] = []
    if match := _LEADING_ALIASES.match(bare):
        aliases = [alias for part in _BETWEEN_ALIASES.split(match.group(1)) if (alias := _bare(part))]
        bare = _FOLLOWING.sub("", bare[match.end() :])
    parts = (text(part.strip(" ;,.").removeprefix("and ")) for part in _BETWEEN_ADDRESSES.split(bare))
    return tuple(dict.fromkeys(part for part in parts if part)), aliases


def split_address_off(alias: str) -> tuple[str, str | None]:
    """An alias with which the entry's address was left, and that address; only where the text ends in a country."""
    if address_country(alias) is None:
        return alias, None
    ends = _NAME_ENDS.search(alias)
    if not ends:
        return alias, None
    return alias[: ends.start()].strip(), alias[ends.end() :].strip()


def address_country(address: str) -> str | None:
    """Code of the country that an address ends in, postcodes aside; None where it does not end in one."""
    for segment in reversed([part.strip(" .") for part in address.split(",")]):
        words = [word for word in segment.split() if not any(letter.isdigit() for letter in word)]
        for start in range(len(words)):
            # Small letters: an address ends in names of countries, and "LS" in it is a piece of a postcode.
            if code := countries.code(" ".join(words[start:]).lower()):
                return code
        if words:
            return None
    return None


def _bare(part: str) -> str | None:
    """A name without the marks of the enumeration it stood in."""
    name = re.sub(r"^[\s—–;,:]+|[\s;,:]+$", "", part)
    name = re.sub(r"^and\s+(?=[A-Z])|[\s;,]+and$", "", name).rstrip(" ;,")
    while name.endswith(")") and name.count(")") > name.count("("):
        name = name[:-1].rstrip()
    if len(name) > 1 and name[0] in _QUOTES and name[-1] in _QUOTES and not any(q in name[1:-1] for q in _QUOTES):
        name = name[1:-1]
    return text(name)
