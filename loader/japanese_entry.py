"""Names, aliases, addresses and countries out of cells of Japanese lists, which mix two languages and two widths."""

from __future__ import annotations

import gettext
import re
import unicodedata
from functools import cache

import pycountry
from rigour.text.scripts import is_latin

from loader.entry_text import address_country
from loader.identifiers import text

#: "Unknown", "none": a cell says that there is nothing to say.
_NOTHING = {"不明", "なし", "-", "―"}
_SCRIPT = re.compile(r"\(\s*original\s+script\s*:?\s*(?P<native>[^()]*)\)", re.IGNORECASE)
_ENUMERATION = r"\(\s*[a-z]{1,2}\s*\)"
_LEGAL_FORM = r"(?:Ltd|Limited|LLC|Inc|JSC|Co|Corp|S\.A)\b"
_BETWEEN = re.compile(rf"\s*[;\n、]\s*|{_ENUMERATION}|,\s+(?!{_LEGAL_FORM})", re.IGNORECASE)
_BETWEEN_ADDRESSES = re.compile(rf"\s*[;\n]\s*|{_ENUMERATION}", re.IGNORECASE)
_LABEL = re.compile(r"^\((?:別称|旧称|別名|別称・旧称)\)\s*")
_WITH_LATIN = re.compile(r"(?P<name>[^()]+)\((?P<latin>[^()]+)\)")
#: Short and older names, beside those of the standard.
_OTHER_COUNTRIES = {
    "北朝鮮": "KP", "韓国": "KR", "中国": "CN", "中華人民共和国": "CN", "香港": "HK", "台湾": "TW", "ロシア": "RU",
    "シリア": "SY", "イラン": "IR", "ベラルーシ": "BY", "ベトナム": "VN", "ラオス": "LA", "タンザニア": "TZ",
    "ベネズエラ": "VE", "米国": "US", "英国": "GB", "アラブ首長国連邦": "AE", "アフガニスタン": "AF",
    "パキスタン": "PK",
}  # fmt: skip


def plain(printed: str) -> str:
    """The cell in NFKC: the lists mix full and half width."""
    return unicodedata.normalize("NFKC", printed).strip()


def known(printed: str) -> bool:
    """Whether a cell says something."""
    return bool(plain(printed)) and plain(printed) not in _NOTHING


def names(printed: str) -> list[str]:
    """The name in a cell, and the same one in its own script where that is printed behind it."""
    cell = plain(printed)
    found = [text(_SCRIPT.sub(" ", cell)), *(text(match["native"]) for match in _SCRIPT.finditer(cell))]
    return [name for name in found if name and name not in _NOTHING]


def aliases(printed: str) -> list[str]:
    """The names of a cell: on lines of their own, with `;` or commas between them, or enumerated.

    "アブ・アリ(Abu Ali)" is two spellings; a bracket behind a name in Latin letters is part of it.
    """
    found: list[str] = []
    for part in _BETWEEN.split(plain(printed)):
        name = text(_LABEL.sub("", part.strip(" ,;")))
        if not name or name in _NOTHING:
            continue
        both = _WITH_LATIN.fullmatch(name)
        if both and is_latin(both["latin"]) and not is_latin(both["name"]):
            found += [one for one in (text(both["name"]), text(both["latin"])) if one]
        else:
            found.append(name)
    return found


def addresses(printed: str) -> list[str]:
    """The addresses of a cell: on lines of their own, with `;` between them, or enumerated."""
    parts = (text(part.strip(" ,;、")) for part in _BETWEEN_ADDRESSES.split(plain(printed)))
    return [part for part in parts if part and part not in _NOTHING]


def country(address: str) -> str | None:
    """Code of the country in which an address lies: Japanese ones begin with it, English ones and some others end."""
    if code := address_country(address):
        return code
    starting = [name for name in _countries() if address.startswith(name)]
    ending = [name for name in _countries() if address.endswith(name)]
    longest = max(starting or ending, key=len, default=None)
    return _countries()[longest] if longest else None


@cache
def _countries() -> dict[str, str]:
    japanese = gettext.translation("iso3166-1", pycountry.LOCALES_DIR, languages=["ja"])
    named = {japanese.gettext(one.name): one.alpha_2 for one in pycountry.countries}
    return {name: code for name, code in named.items() if not is_latin(name)} | _OTHER_COUNTRIES
