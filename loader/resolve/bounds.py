"""Is a name printed as the name of that body, or is it a part of a longer name of another?

"Guilin University | of Electronic Technology", "North | China University of Technology" and "Tsinghua University |
Press Co., Ltd." contain names of bodies that they do not name.
"""

from __future__ import annotations

from msgspec import Struct

from loader.resolve.spelling import CONTINUING
from loader.resolve.text import Text, is_lone
from loader.resolve.words import (
    BODY,
    CARE,
    CARRYING_MORPHEMES,
    COMMERCIAL,
    FIELD,
    GENERIC,
    LENGTHENING,
    PART,
    SCHOOL,
    STREET,
    TEACHING,
    UNIVERSITY,
)


class Around(Struct):
    """Where names of bodies and places begin and end in a string, as numbers of words."""

    starts: set[int]
    ends: set[int]
    #: key of the place that begins there
    places: dict[int, str]
    place_ends: set[int]
    #: key of the city that begins there, where campuses are looked for
    cities: dict[int, str] = {}


#: Signs that attach a campus to the name of its university.
_ATTACHING = ("(", "（", "–", "—")
_DASHES = ("–", "—")
#: How many words before and after a name are looked at: enough for "… of the Second Affiliated Hospital of".
_REACH = 8


def longer(
    text: Text,
    start: int,
    end: int,
    around: Around,
    company: bool,
    cares: bool,
    placed: bool = False,
    teaching: bool = False,
    acronym: bool = False,
) -> str | None:
    """Why words `start` to `end` are only a part of a longer name, or None where they stand for themselves.

    `company`, `cares`: the body is a company, is a hospital. `placed`: the name is the body's own, and its city is
    printed beside it; `teaching`: it is a university's own.
    """
    if is_lone(text.words[start]):
        return _within_run(text, start, end, around, cares)
    if _is_divided(text, start, end) and (not _at_edges(text, start, end) or _is_part_after_comma(text, start, end)):
        return "the name runs across a comma"
    if not cares and _is_hospital(text, start, end, around):
        return "a hospital that carries the name"
    return _before(text, start, around, placed, teaching) or _after(text, end, around, company, acronym)


def _within_run(text: Text, start: int, end: int, around: Around, cares: bool) -> str | None:
    """The same for scripts without spaces: a name begins where its run of characters does, or where another ends."""
    adjacent = start > 0 and is_lone(text.words[start - 1]) and text.divided[start] == ""
    if adjacent and start not in around.ends and start not in around.place_ends:
        return "the name begins earlier"
    following = text.key(end, end + 4)
    if not cares and any(following.startswith(morpheme) for morpheme in CARRYING_MORPHEMES):
        return "another body that carries the name"
    return None


def _is_divided(text: Text, start: int, end: int) -> bool:
    """True where a comma or the like stands within the name; a dash ("Wisconsin–La Crosse") is a part of names."""
    return any(text.segment[i] != text.segment[i - 1] and text.divided[i] not in _DASHES for i in range(start + 1, end))


def _is_part_after_comma(text: Text, start: int, end: int) -> bool:
    """True for "X University, School of Medicine": a university and its part, even where one body has that name."""
    return text.words[start] not in SCHOOL and any(
        text.words[i] in SCHOOL and text.segment[i] != text.segment[i - 1] for i in range(start + 1, end)
    )


def _at_edges(text: Text, start: int, end: int) -> bool:
    """True where the words begin and end with their parts of the string, numbers aside."""
    before = (
        start == 0
        or text.segment[start - 1] != text.segment[start]
        or text.words[start - 1][0].isdigit()
        or text.joined[start] == "at"
    )
    after = end == len(text) or text.segment[end] != text.segment[end - 1] or text.words[end][0].isdigit()
    return before and after


def _after(text: Text, end: int, around: Around, company: bool, acronym: bool) -> str | None:
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
    if word in STREET:
        return "a street of that name"
    if (
        first in around.starts
        or first in around.places
        or word[0].isdigit()
        or (end in around.place_ends and not joined)
    ):
        return None
    # "State Key Laboratory of Crop Biology | College of Agronomy": another part begins.
    part = word == "college" and first + 1 < len(text) and text.joined[first + 1] == "of"
    if joined == "" and word in TEACHING and not part and UNIVERSITY.isdisjoint(text.words[max(0, end - _REACH) : end]):
        return "the name goes on"
    if joined in CONTINUING:
        return "the name goes on"
    if joined and joined != "and":
        return None
    if word in PART or word in BODY or word not in GENERIC or word in LENGTHENING or acronym:
        return None
    part_follows = any(text.words[i] in PART or text.words[i] in BODY for i in following[1:])
    return None if part_follows and joined != "and" else "the name goes on"


def _before(text: Text, start: int, around: Around, placed: bool, teaching: bool) -> str | None:
    previous = start - 1
    if previous < 0 or text.segment[previous] != text.segment[start] or start in around.ends:
        return None
    if text.joined[start] not in ("", "and"):
        return None
    word = text.words[previous]
    if word[0].isdigit():
        return None
    if is_lone(text.words[previous]):
        return None  # another script: "물리학부 Kim Il Sung University"
    if len(word) == 1 and text.printed[previous].isupper():
        return None  # "M. V. | Lomonosov Moscow State University"
    # "Columbia University New York": the word "University" belongs to the name that it ends.
    if text.words[start] in TEACHING and start + 1 in around.ends:
        return "the name begins earlier"
    segment = text.segment[start]
    part = any(
        text.words[i] in PART or text.words[i] in BODY
        for i in range(max(0, start - _REACH), start)
        if text.segment[i] == segment
    )
    bare = text.words[start] in TEACHING and word in GENERIC and text.joined[min(start + 1, len(text) - 1)] != "of"
    part = part or (placed and not bare) or _is_acronym(text, previous, start)
    # "Biochemistry & Biophysics Purdue University": a field of study, no part of a name that begins with its own word.
    field = teaching and word in FIELD and word not in LENGTHENING
    part = part or (field and text.words[start] not in TEACHING and text.words[start] not in GENERIC)
    if text.joined[start] == "and":
        return None if part or teaching or start in around.place_ends else "the name begins earlier"
    if word in LENGTHENING:
        return "the name begins earlier"
    return None if part or text.legal[previous] else "the name begins earlier"


def _is_acronym(text: Text, position: int, other: int) -> bool:
    """True for a word in capitals before one that is not: a body of its own ("CSIC-Universidad Miguel Hernandez")."""
    return len(text.printed[position]) > 2 and text.printed[position].isupper() and not text.printed[other].isupper()


def _is_hospital(text: Text, start: int, end: int, around: Around) -> bool:
    """True where a hospital is named in the same part of the string, and is no body of its own beside the name."""
    for i in range(start - 1, max(-1, start - _REACH - 1), -1):
        if text.segment[i] != text.segment[start] or text.joined[i + 1] == "and" or i + 1 in around.ends:
            break
        if text.words[i] in CARE:
            return True
    for i in range(end, min(len(text), end + _REACH)):
        if text.segment[i] != text.segment[end - 1] or text.joined[i] == "and" or i in around.starts:
            break
        if text.words[i] in CARE:
            return True
    return False


def other_campus(text: Text, end: int, around: Around, own: frozenset[str], branching: bool) -> bool:
    """True where the name goes on with a city that is none of the body's `own`: "University of X at Y", "X (Y)", "X–Y".

    Without a sign between them that counts only for a name to which other bodies add their city (`branching`).
    """
    city = around.cities.get(end)
    if city is None or city in own or text.statement[end] != text.statement[end - 1]:
        return False
    if text.joined[end] in ("at", "in", "of") or text.divided[end] in _ATTACHING:
        return text.divided[end] in ("", *_ATTACHING)
    return branching and text.divided[end] == "" and text.joined[end] == ""
