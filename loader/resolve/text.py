"""Strings to words: one normalisation for names of the index, affiliation strings and list entries.

Words are lower case, without marks, apostrophes and punctuation, one spelling each (`words.CANONICAL`), singular.
Scripts without spaces give one word a character, Han characters folded to one form. Keys are words run together:
"Kim Chaek" and "Kimchaek", "ShiHezi" and "Shi Hezi", "K orea" and "Korea" are one key each.
"""

from __future__ import annotations

import html
import re
import unicodedata
from functools import lru_cache

from msgspec import Struct

from loader.resolve.han import HAN
from loader.resolve.korean import korean
from loader.resolve.spelling import CANONICAL, CONTINUING, JOINING, LEGAL, LEGAL_AFTER_COMMA

#: Letters that have no decomposition, and signs that stand for others.
_LETTERS = str.maketrans(
    {
        "ß": "ss", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d",
        "Đ": "D",
        "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th", "ı": "i", "ħ": "h", "Ħ": "H",
        "’": "'", "‘": "'", "ʼ": "'", "ʻ": "'", "ʿ": "'", "ʾ": "'", "`": "'", "´": "'", "′": "'", "＇": "'",
        "،": ",", "؛": ";", "、": ",",
        "‐": "-", "‑": "-", "\xad": "", "\u200b": "", "\ufeff": "", "\xa0": " ",
    }
)  # fmt: skip
_SHOUTED = re.compile(r"&(?:AMP|APOS|QUOT|LT|GT|NBSP);")
_TAG = re.compile(r"<[^<>]{0,80}>|#(?:N|R|TAB)#")
#: A footnote's letter or sign torn off an author: "b U.S. Geological Survey".
_FOOTNOTE = re.compile(r"(?:^|(?<=[;\n]))\s{0,4}[a-z]\s+(?=[A-Z])")
#: "l'Université", "dell'Aquila": the article is a word; every other apostrophe is inside one ("Xi'an", "Ch'aek").
_ELISION = re.compile(r"\b([dlDL]|[Dd]ell|[Aa]ll|[Nn]ell|[Ss]ull)'(?=[A-Za-z]{3})")
#: A lost apostrophe: "People?s Republic".
_LOST = re.compile(r"(?<=[A-Za-z])[?](?=[sS]\b)")
#: A possessive torn off: "People' s Republic".
_TORN = re.compile(r"'\s+(?=[sS]\b)")
_MAIL = re.compile(r"(?:\be-?mail\b\W{0,4})?\b[\w.+-]{1,64}@[\w.-]{1,100}", re.IGNORECASE)
#: A possessive whose apostrophe became a blank: "People s Republic".
_SPLIT = re.compile(r"(?<=[A-Za-z]{5})\s+[sS]\b(?=\s+[A-Z])")
#: "D.P.R.K.", "U.S.A.": one word each, whose letters are no joining words.
_DOTTED = re.compile(r"\b(?:[A-Z]\.){2,}(?:[A-Z]\b)?|\b(?:[A-Z]\. ){2,}[A-Z]\.")
#: Whose the place is, by the initials of several authors: "(D.R.H., P.B.B.)".
_AUTHORS = re.compile(r"\((?:[A-Z]\.[ -]?){2,4}(?:(?:,|,? and|,? &) (?:[A-Z]\.[ -]?){2,4})+\)")
#: "U. of Illinois", "Tilburg U.": a university.
_SHORT_UNIVERSITY = re.compile(r"\bU\.?(?= of\b)|(?<=[a-z] )U\.(?=\s*(?:[,;]|$))")
#: "Tech. Univ.": technical, where "Tech." alone is technology.
_TECHNICAL = re.compile(r"\b[Tt][Ee][Cc][Hh]\.? +(?=[Uu][Nn][Ii][Vv])")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z][a-z])|(?<=[a-z]{3})(?=[A-Z])")
_LONE = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uac00-\ud7a3"
#: A blank between two such characters is kept as a sign: in Korean it divides words.
_TOKEN = re.compile(
    rf"(?<=[{_LONE}])\s+(?=[{_LONE}])|[{_LONE}]|[^\W\d_{_LONE}]+|\d+"
    r"|[,;:()\[\]{}（）【】|/\n•·—–«»\"“”&]|(?<=[a-z]{3})\.(?=\s+[A-Z])"
)
_HARD = frozenset(";\n|•")
_SOFT = frozenset(',:()[]{}（）【】/—–«»"“”·.')


class Text(Struct):
    """A string as words. All lists are parallel, one element a word; joining words and legal forms are no words."""

    #: the word's key
    words: list[str]
    #: the word as printed
    printed: list[str]
    #: number of its segment: parts between commas, brackets and the like
    segment: list[int]
    #: number of its statement: parts between semicolons and lines
    statement: list[int]
    #: the sign printed just before it (comma, bracket, dash …), or ""
    divided: list[str]
    #: the last joining word printed just before it, or ""
    joined: list[str]
    #: True where a legal form ("Co., Ltd.") follows it
    legal: list[bool]

    def __len__(self) -> int:
        return len(self.words)

    def key(self, start: int = 0, end: int | None = None) -> str:
        return "".join(self.words[start:end])

    def quote(self, start: int, end: int) -> str:
        """The words as printed, for evidence."""
        parts: list[str] = []
        for i in range(start, end):
            if i > start and not (is_lone(self.printed[i]) and self.divided[i] == ""):
                parts.append(" ")
            if i > start and self.joined[i]:
                parts.append(self.joined[i] + " ")
            parts.append(self.printed[i])
        return "".join(parts)


def is_lone(character: str) -> bool:
    """True for characters of scripts that are written without spaces between words, or with optional ones."""
    return "\u3040" <= character <= "\u9fff" or "\uac00" <= character <= "\ud7a3" or "\uf900" <= character <= "\ufaff"


def plain(string: str) -> str:
    """`string` without markup, marks on letters, and typographic variants of apostrophes; case is kept. Idempotent."""
    if "&" in string and ";" in string:
        string = html.unescape(_SHOUTED.sub(lambda found: found.group().lower(), string))
    if "<" in string or "#" in string:
        string = _TAG.sub(" ", string)
    if not string.isascii():
        string = unicodedata.normalize("NFKD", string.translate(_LETTERS))
        string = "".join([c for c in string if not unicodedata.combining(c)])
        string = unicodedata.normalize("NFC", string).translate(_LETTERS)
    elif "`" in string:
        string = string.replace("`", "'")
    return string


@lru_cache(maxsize=200_000)
def word(printed: str) -> str:
    """Key of one printed word."""
    folded = printed.lower()
    if len(printed) == 1:
        return HAN.get(folded, folded)
    folded = CANONICAL.get(folded, folded)
    if len(folded) > 4 and folded.endswith("s") and folded[-2] not in "sui":
        folded = folded[:-3] + "y" if folded.endswith("ies") else folded[:-1]
        folded = CANONICAL.get(folded, folded)
    return korean(folded)


def _undotted(match: re.Match[str]) -> str:
    return match.group().replace(".", "").replace(" ", "") + " "


def read(string: str) -> Text:
    """The words of `string`, in one pass over it."""
    string = plain(string)
    if "'" in string:
        string = _TORN.sub("", _ELISION.sub(r"\1 ", string)).replace("'", "")
    if "@" in string:
        string = _MAIL.sub(";", string)
    if "." in string:
        string = _DOTTED.sub(_undotted, _AUTHORS.sub(";", string) if "(" in string else string)
    if "ech" in string or "ECH" in string:
        string = _TECHNICAL.sub("Technical ", string)
    if " - " in string:
        string = string.replace(" - ", " – ")
    if "U. " in string or "U of" in string or " U." in string:
        string = _SHORT_UNIVERSITY.sub("University", string)
    if " s " in string or " S " in string:
        string = _SPLIT.sub("s", string)
    if "?" in string:
        string = _LOST.sub("", string)
    string = _CAMEL.sub(" ", _FOOTNOTE.sub(" ", string))
    text = Text([], [], [], [], [], [], [])
    words, printed, segments, statements, divisions, joins, legals = (
        text.words, text.printed, text.segment, text.statement, text.divided, text.joined, text.legal,
    )  # fmt: skip
    segment = statement = 0
    joined = divided = ""
    for token in _TOKEN.findall(string):
        if token in _SOFT:
            segment += 1
            joined, divided = "", token
            continue
        if token in _HARD:
            segment += 1
            statement += 1
            joined, divided = "", token
            continue
        if token.isspace():
            divided = divided or " "
            continue
        if token == "&":
            joined = "and"
            continue
        lower = token.lower()
        # "Gary, IN", "Boulder CO": two capitals among small letters are a state's code, no joining word or form.
        code = len(token) <= 2 and token.isupper() and not (printed and len(printed[-1]) > 2 and printed[-1].isupper())
        if lower in JOINING and not code:
            # "University of the West": what counts is that the name goes on.
            joined = joined if joined in CONTINUING and lower not in CONTINUING else lower
            continue
        if lower in LEGAL and not code and words and (segments[-1] == segment or lower in LEGAL_AFTER_COMMA):
            legals[-1] = True
            continue
        words.append(word(token))
        printed.append(token)
        segments.append(segment)
        statements.append(statement)
        divisions.append(divided)
        joins.append(joined)
        legals.append(False)
        joined = divided = ""
    return text


def key(string: str) -> str:
    """Key of a whole name: its words run together; "" for a string without words."""
    return read(string).key()
