"""Korean words in Latin letters, whichever romanisation wrote them, folded to the spelling that the DPRK uses.

"P'yŏngyang" (McCune–Reischauer), "Pyeongyang" (South) and "Phyongyang" (North) are one word. Folding every word would
make South Korean places of DPRK ones (Sunch'ŏn is in both), so only the words of `KOREAN` are, each found nowhere else.
"""

from __future__ import annotations

import re

#: Words of names of DPRK bodies and cities; the long ones, which no other language has.
KOREAN = (
    *("pyongyang", "hamhung", "chongjin", "wonsan", "sariwon", "kaesong", "sinuiju", "hyesan", "pyongsong", "huichon"),
    *("kanggye", "hungnam", "hoeryong", "yongbyon", "mangyongdae", "ryanggang", "phyongan", "hamgyong", "hwanghae"),
    *("songgyungwan", "kimchaek", "chaek", "kimilsung", "hyongjik"),
)
#: In this order: what the systems write differently, and the letters that stand for all.
_FOLDS = tuple(
    (re.compile(pattern), letters)
    for pattern, letters in (
        ("^kim|^gim", "kim"),
        ("eui", "ui"),
        ("yeo|you|yu(?=ng)", "yo"),
        ("eo(?!k)|ou", "o"),
        ("eu|oo", "u"),
        ("aek|aeck|aik", "aek"),
        ("ph|f", "p"),
        ("th", "t"),
        ("ck|kh", "k"),
        ("tch|ch|tj|dj|j", "c"),
        ("g", "k"),
        ("d", "t"),
        ("b", "p"),
        ("^l|^n(?=y)", "r"),
        ("sh", "s"),
        (r"([a-z])\1+", r"\1"),
    )
)
_SHORTEST = 5


def _skeleton(word: str) -> str:
    for pattern, letters in _FOLDS:
        word = pattern.sub(letters, word)
    return word


_KNOWN = {_skeleton(word): word for word in KOREAN}
_FIRST = frozenset(form[0] for form in _KNOWN) | frozenset("gjbfvln")


def korean(word: str) -> str:
    """`word`, in small letters without marks, as the DPRK spells it where it is one of `KOREAN`; else itself."""
    if len(word) < _SHORTEST or word[0] not in _FIRST or not word.isascii():
        return word
    return _KNOWN.get(_skeleton(word), word)
