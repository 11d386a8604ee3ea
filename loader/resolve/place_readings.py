"""How places are printed: in a script without spaces, in the name of a body, as a topic, at the end of a part.

And which names are the DPRK's, by key.
"""

from __future__ import annotations

from functools import cache

from loader.resolve import text as texts
from loader.resolve.dprk_names import DPRK_ALONE, DPRK_CITIES, DPRK_NAMES, FOREIGN_BODIES, NOT_DPRK
from loader.resolve.lexicon import Lexicon
from loader.resolve.text import Text
from loader.resolve.words import ACADEMIC, NAMED_AFTER, ROAD, SCHOOL_AGE

#: Words after which a country is a topic, not a place.
TOPIC = frozenset(("in", "for", "on", "to"))


@cache
def dprk_cities() -> frozenset[str]:
    """Keys of the names of DPRK cities."""
    return frozenset(texts.key(name) for name in DPRK_CITIES)


@cache
def dprk_names() -> frozenset[str]:
    """Keys of what only DPRK bodies are called after, no cities."""
    return frozenset(texts.key(name) for name in DPRK_NAMES) - dprk_cities()


@cache
def dprk_alone() -> frozenset[str]:
    """Keys of what is a DPRK city only where it stands by itself."""
    return frozenset(texts.key(name) for name in DPRK_ALONE) - dprk_cities()


def foreign_body(text: Text) -> str | None:
    """An embassy, or a body of another state or the United Nations, as printed; None where there is none."""
    for start, end, _ in _foreign().find(text):
        return text.quote(start, end)
    return None


@cache
def _foreign() -> Lexicon[bool]:
    lexicon: Lexicon[bool] = Lexicon()
    for name in FOREIGN_BODIES:
        lexicon[texts.key(name)] = True
    return lexicon


def busy_segments(text: Text, covered: set[int]) -> set[int]:
    """Segments that hold more than places, numbers and codes."""
    return {
        text.segment[i]
        for i in range(len(text))
        if i not in covered and not text.words[i][0].isdigit() and len(text.words[i]) > 2
    }


def is_readable(text: Text, start: int, end: int, capitals: bool) -> bool:
    """True where the words can be the place; `capitals`: only where they are printed so."""
    if capitals and not all(text.printed[i].isupper() for i in range(start, end)):
        return False
    if texts.is_lone(text.printed[start]):
        # a Han or Hangul name of a place ends where its script does: 북한대학원 is no place
        before = start > 0 and text.segment[start - 1] == text.segment[start] and texts.is_lone(text.printed[start - 1])
        after = end < len(text) and text.segment[end] == text.segment[end - 1] and texts.is_lone(text.printed[end])
        key = text.key(start, end)
        return (not before and not after) or (key in dprk_cities() | dprk_names() and _in_run(text, start, end))
    return True


def _in_run(text: Text, start: int, end: int) -> bool:
    """Whether a name of the DPRK counts within its run of characters: at its beginning, before an academic one.

    서해주식회사 holds 해주, and 남포동 begins with 남포.
    """
    if any(text.key(max(0, start - 1), end) == texts.key(word) for word in NOT_DPRK):
        return False
    if end - start > 2:
        return True
    if start > 0 and texts.is_lone(text.printed[start - 1]) and text.divided[start] == "":
        return text.key(start, end) in _SURE
    for i in range(end, min(len(text), end + 12)):
        if text.divided[i] or not texts.is_lone(text.printed[i]):
            return i == end
        if text.words[i] in ACADEMIC:
            return True
    return end == len(text)


#: Capitals' names of two characters are a city wherever they occur.
_SURE = frozenset(texts.key(name) for name in ("평양", "平壌", "平壤", "함흥", "咸興", "청진", "김책", "金策"))


def is_called_after(text: Text, end: int) -> bool:
    """True where an academic word follows a name in its part of the string: "Kim Hyong Jik University of …"."""
    for i in range(end, min(len(text), end + 8)):
        if text.segment[i] != text.segment[end - 1]:
            return False
        if text.words[i] in ACADEMIC:
            return True
    return False


def is_high_school(text: Text, position: int) -> bool:
    """True for a school that does no research: the South has some that are called after cities in the North."""
    return text.words[position] == "school" and position > 0 and text.words[position - 1] in SCHOOL_AGE


def is_road(text: Text, end: int) -> bool:
    """True where a road is called after the place: "Pyongyang-ro 12, Gyeryong"."""
    return end < len(text) and text.segment[end] == text.segment[end - 1] and text.words[end] in ROAD


def is_called(text: Text, start: int) -> bool:
    """True where an academic word stands right before the name: "Université Kim Il Sung", "университет имени …"."""
    before = [i for i in (start - 1, start - 2) if i >= 0 and text.segment[i] == text.segment[start]]
    named = next((i for i in before if text.words[i] not in NAMED_AFTER), None)
    return named is not None and text.words[named] in ACADEMIC and text.joined[start] not in TOPIC


def is_tail(text: Text, end: int, covered: set[int]) -> bool:
    """True where nothing but numbers and places follows in the segment, up to an "and"."""
    segment = text.segment[end - 1]
    for i in range(end, min(len(text), end + 12)):
        if text.segment[i] != segment or text.joined[i] == "and":
            return True
        if i not in covered and not text.words[i][0].isdigit():
            return False
    return end + 12 >= len(text)
