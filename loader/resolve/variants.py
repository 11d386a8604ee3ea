"""How one name of a body is printed otherwise: without its parent or city, turned around, in another spelling."""

from __future__ import annotations

from collections.abc import Iterator

from loader.resolve import text
from loader.resolve.dprk_names import DPRK_SPELLINGS
from loader.resolve.words import TEACHING


def without(name: str, parent: str) -> str | None:
    """What is left of "Parent, Unit" or "Unit, Parent"; None where `name` is not made so."""
    if len(name) > len(parent):
        if name.startswith(parent):
            return name[len(parent) :].lstrip(" ,:-–").rstrip() or None
        if name.endswith(parent):
            return name[: -len(parent)].rstrip(" ,:-–").removesuffix(" of the").removesuffix(" of").rstrip() or None
    return None


def without_city(words: list[str], city: str) -> list[str] | None:
    """`words` without `city` at their end; None where it does not stand there or too little is left."""
    tail = ""
    for start in range(len(words) - 1, 1, -1):
        tail = words[start] + tail
        if len(tail) >= len(city):
            return words[:start] if tail == city else None
    return None


def behind_city(words: list[str], city: str) -> list[str] | None:
    """ "University of Chemical Engineering" for that of Hamhung: papers print the city behind it."""
    for end in (1, 2):
        if "".join(words[:end]) == city and len(words) - end > 2:
            return words[end:]
    return None


def turned(words: list[str]) -> list[str] | None:
    """ "X University" for "University of X" and the other way round."""
    if len(words) < 2:
        return None
    if words[0] in TEACHING:
        return [*words[1:], words[0]]
    return [words[-1], *words[:-1]] if words[-1] in TEACHING else None


def spelled_otherwise(words: list[str]) -> Iterator[list[str]]:
    """Names of DPRK bodies with the other spellings of whom they are called after."""
    for name, spellings in DPRK_SPELLINGS.items():
        parts = text.read(name).words
        for start in range(len(words)):
            length = 1 if words[start] == "".join(parts) else len(parts)
            if "".join(words[start : start + length]) == "".join(parts):
                before, after = words[:start], words[start + length :]
                yield from ([*before, *text.read(spelling).words, *after] for spelling in spellings)
