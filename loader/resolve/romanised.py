"""Russian names in Latin letters, whichever way they were transcribed, folded to one spelling; for comparing only.

"Nauchno-Issledovatelsky", "NAUCHNO ISSLEDOVATELSKI" and «Научно-исследовательский» are one word each.
"""

from __future__ import annotations

import re

_CYRILLIC = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґў",
        (
            *("a", "b", "v", "g", "d", "e", "e", "zh", "z", "i", "i", "k", "l", "m", "n", "o", "p", "r", "s", "t"),
            *("u", "f", "kh", "ts", "ch", "sh", "shch", "", "y", "", "e", "yu", "ya", "i", "i", "e", "g", "u"),
        ),
        strict=True,
    )
)
_TABLE = str.maketrans(_CYRILLIC)
_IS_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
#: In this order: what the systems of transcription write differently, and the letter that stands for all.
_FOLDS = (
    (re.compile(r"[’'ʹ`\"]"), ""),
    (re.compile(r"shch|sch"), "sh"),
    (re.compile(r"kh"), "h"),
    (re.compile(r"ts|tz"), "c"),
    (re.compile(r"x"), "ks"),
    (re.compile(r"[yj]o"), "e"),
    (re.compile(r"[yij]+([aeu])"), r"\1"),
    (re.compile(r"[yij]+"), "i"),
    (re.compile(r"([a-z])\1+"), r"\1"),
)


def is_cyrillic(name: str) -> bool:
    """True where `name` is written in Cyrillic letters."""
    return _IS_CYRILLIC.search(name) is not None


def folded(name: str) -> str:
    """`name`, Cyrillic or transcribed, in small Latin letters, one spelling for all transcriptions."""
    string = name.lower().translate(_TABLE)
    for pattern, letter in _FOLDS:
        string = pattern.sub(letter, string)
    return string
