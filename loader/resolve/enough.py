"""Whether a name that a string prints is enough, with its evidence, to say that the body is meant."""

from __future__ import annotations

from loader.resolve.hits import CARING, Hit
from loader.resolve.text import Text
from loader.resolve.weights import ACRONYM_LETTERS, GENERIC_LENGTH
from loader.resolve.words import BODY, TEACHING, UNIVERSITY

#: How many words around a name are looked at for other bodies' words.
_REACH = 24


def stands(text: Text, hit: Hit) -> bool:
    """Whether the name and the evidence are enough."""
    if hit.name.kind in ("part name", "short name", "shared name"):
        return True
    if hit.name.kind == "turned name":
        # "Guizhou University Guiyang": the word "University" may belong to the words before it.
        return hit.fills or (hit.city is None and text.words[hit.start] not in TEACHING)
    if hit.name.kind == "acronym":
        return _acronym_stands(text, hit)
    one_of_many = hit.name.kind == "alias" and hit.name.branching and hit.city is None and not hit.seated
    if one_of_many and TEACHING.isdisjoint(text.words[hit.start : hit.end]):
        # "Indian Institute of Technology" is an alias of one of many; a university's stands for the whole system.
        return False
    if hit.name.generic:
        placed = hit.city is not None and hit.fills and hit.name.length >= GENERIC_LENGTH["city"] and hit.whole
        if placed and (hit.body.kind in CARING or not _beside_university(text, hit)):
            return True
        part = not hit.name.teaching and _within_other(text, hit)
        if hit.alone and hit.name.length >= GENERIC_LENGTH["alone"] and (hit.support or hit.fills):
            return True
        return hit.parent is not None or (not part and _generic_stands(text, hit))
    if hit.name.length == 1:
        return hit.fills and (hit.support > 0 or hit.end - hit.start == len(text))
    return True


def _acronym_stands(text: Text, hit: Hit) -> bool:
    letters = sum(len(text.printed[i]) for i in range(hit.start, hit.end) if text.printed[i].isalpha())
    if hit.parent:
        return True
    if hit.umbrella and hit.country > 0 and hit.alone:
        return True
    if hit.city and (hit.fills or (hit.alone and hit.country > 0)):
        return letters >= ACRONYM_LETTERS["seat" if hit.fills and hit.alone and hit.country > 0 else "city"]
    if hit.country > 0:
        return hit.alone and letters >= ACRONYM_LETTERS["country" if hit.fills else "within"]
    return hit.alone and letters >= ACRONYM_LETTERS["nothing"] and hit.end - hit.start == len(text)


def _generic_stands(text: Text, hit: Hit) -> bool:
    if hit.city is not None:
        return True
    teaching = hit.name.teaching
    if hit.country > 0:
        return hit.fills and (teaching or hit.name.length >= GENERIC_LENGTH["country"])
    alone = teaching and hit.end - hit.start == len(text)
    return hit.namesakes == 1 and hit.name.length >= GENERIC_LENGTH["university alone" if alone else "nothing"]


def _within_other(text: Text, hit: Hit) -> bool:
    """True where another body is printed after the name, or a teaching one before ("X College, Law Institute")."""
    statement = text.statement[hit.start]
    after = range(hit.end, min(len(text), hit.end + _REACH))
    return any(text.words[i] in BODY and text.statement[i] == statement for i in after) or _beside_university(text, hit)


def _beside_university(text: Text, hit: Hit) -> bool:
    near = (*range(max(0, hit.start - _REACH), hit.start), *range(hit.end, min(len(text), hit.end + _REACH)))
    return any(text.words[i] in UNIVERSITY and text.statement[i] == text.statement[hit.start] for i in near)
