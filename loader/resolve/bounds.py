"""Is a name printed as the name of that body, or is it a part of a longer name of another?

"Guilin University | of Electronic Technology", "North | China University of Technology" and "Tsinghua University | Press
Co., Ltd." contain names of bodies that they do not name.
"""

from __future__ import annotations

from loader.resolve.spelling import CONTINUING
from loader.resolve.text import Text
from loader.resolve.words import BODY, CARE, COMMERCIAL, GENERIC, LENGTHENING, PART

#: How many words before and after a name are looked at: enough for "… of the Second Affiliated Hospital of".
_REACH = 8


def longer(
    text: Text, start: int, end: int, starts: set[int], ends: set[int], standing: set[int], company: bool
) -> str | None:
    """Why words `start` to `end` are only a part of a longer name, or None where they stand for themselves.

    `starts` and `ends` are where names of other bodies begin and end, `standing` the words of places that stand by
    themselves; `company`: the body is one.
    """
    return _before(text, start, ends, standing) or _after(text, end, starts, standing, company)


def _after(text: Text, end: int, starts: set[int], standing: set[int], company: bool) -> str | None:
    if text.legal[end - 1] and not company:
        return "a company of that name"
    segment = text.segment[end - 1]
    following = [i for i in range(end, min(len(text), end + _REACH)) if text.segment[i] == segment]
    if not following:
        return None
    first = following[0]
    if not company and any(text.words[i] in COMMERCIAL or text.legal[i] for i in following[:4] if i not in starts):
        return "a company that carries the name"
    joined = text.joined[first]
    if first in starts or first in standing or text.words[first][0].isdigit():
        return None
    word = text.words[first]
    if joined in CONTINUING:
        return "the name goes on"
    if joined and joined != "and":
        return None
    if word in PART or word in BODY:
        return None
    part_follows = any(text.words[i] in PART or text.words[i] in BODY for i in following[1:])
    if joined == "and" or word in GENERIC:
        return None if part_follows and joined != "and" else "the name goes on"
    return None


def _before(text: Text, start: int, ends: set[int], standing: set[int]) -> str | None:
    previous = start - 1
    if previous < 0 or text.segment[previous] != text.segment[start] or start in ends:
        return None
    if text.joined[start] not in ("", "and"):
        return None
    word = text.words[previous]
    if word[0].isdigit():
        return None
    segment = text.segment[start]
    part = any(
        text.words[i] in PART or text.words[i] in BODY
        for i in range(max(0, start - _REACH), start)
        if text.segment[i] == segment
    )
    if text.joined[start] == "and":
        return None if part else "the name begins earlier"
    if word in LENGTHENING:
        return "the name begins earlier"
    return None if part or text.legal[previous] else "the name begins earlier"


def cares(text: Text, start: int, end: int) -> bool:
    """True where a hospital is named in the same part of the string."""
    segment = {text.segment[start], text.segment[end - 1]}
    near = (*range(max(0, start - _REACH), start), *range(end, min(len(text), end + _REACH)))
    return any(text.segment[i] in segment and text.words[i] in CARE for i in near)
