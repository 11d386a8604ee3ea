"""Is a name printed as the name of that body, or is it a part of a longer name of another?

"Guilin University | of Electronic Technology", "North | China University of Technology" and "Tsinghua University |
Press Co., Ltd." contain names of bodies that they do not name.
"""

from __future__ import annotations

from msgspec import Struct

from loader.resolve.spelling import CONTINUING
from loader.resolve.text import Text, is_lone
from loader.resolve.words import BODY, CARE, CARRYING_MORPHEMES, COMMERCIAL, GENERIC, LENGTHENING, PART, TEACHING


class Around(Struct):
    """Where names of bodies and places begin and end in a string, as numbers of words."""

    starts: set[int]
    ends: set[int]
    #: key of the place that begins there
    places: dict[int, str]
    place_ends: set[int]


#: How many words before and after a name are looked at: enough for "… of the Second Affiliated Hospital of".
_REACH = 8


def longer(text: Text, start: int, end: int, around: Around, company: bool, cares: bool) -> str | None:
    """Why words `start` to `end` are only a part of a longer name, or None where they stand for themselves.

    `company`, `cares`: the body is a company, is a hospital.
    """
    if is_lone(text.words[start]):
        return _within_run(text, start, end, around, cares)
    if text.segment[start] != text.segment[end - 1] and not _at_edges(text, start, end):
        return "the name runs across a comma"
    if not cares and _is_hospital(text, start, end):
        return "a hospital that carries the name"
    return _before(text, start, around) or _after(text, end, around, company)


def _within_run(text: Text, start: int, end: int, around: Around, cares: bool) -> str | None:
    """The same for scripts without spaces: a name begins where its run of characters does, or where another ends."""
    adjacent = start > 0 and is_lone(text.words[start - 1]) and text.divided[start] == ""
    if adjacent and start not in around.ends and start not in around.place_ends:
        return "the name begins earlier"
    following = text.key(end, end + 4)
    if not cares and any(following.startswith(morpheme) for morpheme in CARRYING_MORPHEMES):
        return "another body that carries the name"
    return None


def _at_edges(text: Text, start: int, end: int) -> bool:
    """True where the words begin and end with their parts of the string, numbers aside."""
    before = start == 0 or text.segment[start - 1] != text.segment[start] or text.words[start - 1][0].isdigit()
    after = end == len(text) or text.segment[end] != text.segment[end - 1] or text.words[end][0].isdigit()
    return before and after


def _after(text: Text, end: int, around: Around, company: bool) -> str | None:
    if text.legal[end - 1] and not company:
        return "a company of that name"
    segment = text.segment[end - 1]
    following = [i for i in range(end, min(len(text), end + _REACH)) if text.segment[i] == segment]
    if not following:
        return None
    first = following[0]
    if not company and (text.words[first] in COMMERCIAL or any(text.legal[i] for i in following[:4])):
        return "a company that carries the name"
    joined = text.joined[first]
    word = text.words[first]
    if first in around.starts or first in around.places or word[0].isdigit():
        return None
    if joined in CONTINUING:
        return "the name goes on"
    if joined and joined != "and":
        return None
    if word in PART or word in BODY:
        return None
    part_follows = any(text.words[i] in PART or text.words[i] in BODY for i in following[1:])
    if joined == "and" or (word in GENERIC and word not in LENGTHENING):
        return None if part_follows and joined != "and" else "the name goes on"
    return None


def _before(text: Text, start: int, around: Around) -> str | None:
    previous = start - 1
    if previous < 0 or text.segment[previous] != text.segment[start] or start in around.ends:
        return None
    if text.joined[start] not in ("", "and"):
        return None
    word = text.words[previous]
    if word[0].isdigit():
        return None
    # "Columbia University New York": the word "University" belongs to the name that it ends.
    if text.words[start] in TEACHING and start + 1 in around.ends:
        return "the name begins earlier"
    segment = text.segment[start]
    part = any(
        text.words[i] in PART or text.words[i] in BODY
        for i in range(max(0, start - _REACH), start)
        if text.segment[i] == segment
    )
    if text.joined[start] == "and":
        return None if part or start in around.place_ends else "the name begins earlier"
    if word in LENGTHENING:
        return "the name begins earlier"
    return None if part or text.legal[previous] else "the name begins earlier"


def _is_hospital(text: Text, start: int, end: int) -> bool:
    """True where a hospital is named in the same part of the string."""
    segments = (text.segment[start], text.segment[end - 1])
    near = (*range(max(0, start - _REACH), start), *range(end, min(len(text), end + _REACH)))
    return any(text.words[i] in CARE and text.segment[i] in segments for i in near)


def other_campus(text: Text, end: int, around: Around, own: frozenset[str], cities: frozenset[str]) -> bool:
    """True where the name is followed, without a comma, by a city that is not the body's: "University of X at Y".

    `own` are the body's cities, `cities` those of its country.
    """
    city = around.places.get(end)
    return (
        city is not None
        and city in cities
        and bool(own)
        and city not in own
        and text.divided[end] in ("", "(", "（", "–", "—")
        and text.joined[end] in ("", "at", "in")
        and text.statement[end] == text.statement[end - 1]
    )
