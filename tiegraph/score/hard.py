"""What nobody should be able to slow the resolver with: strings of every bad kind, and how long each takes."""

from __future__ import annotations

import time
from collections.abc import Iterator

from loader.resolve import Index, resolve_affiliation

#: So long is the longest string tried, in characters.
LONGEST = 50_000
_ADDRESS = "Department of Physics, Tsinghua University, Beijing 100084, China, "
_NAMES = ("Tsinghua University, Beijing, China", "Kim Il Sung University, Pyongyang, DPR Korea")
#: By what they are.
STRINGS = {
    "empty": "",
    "blanks only": " \t\n\u00a0\u3000" * 10,
    "digits only": "100084 " * 10,
    "an e-mail address only": "someone@example.org",
    "text from right to left": "\u202bدانشگاه کیم ایل سونگ، پیونگ یانگ\u202c",
    "control characters": "Kim\x00 Il\x07 Sung\x1b University,\x0b Pyongyang",
    "combining marks": "P\u2019yo\u0306ngyang, " + "e\u0301\u0301\u0301" * 200,
    "30 institutions": "; ".join(_NAMES * 15),
    "50,000 characters: an address, over and over": (_ADDRESS * LONGEST)[:LONGEST],
    "50,000 characters: one word": "Kim" * (LONGEST // 3),
    "50,000 characters: opening brackets": "(" * LONGEST,
    "50,000 characters: commas": "," * LONGEST,
    "50,000 characters: Hangul": "평양" * (LONGEST // 2),
    "50,000 characters: from right to left": "جامعة " * (LONGEST // 6),
    "50,000 characters: combining marks": "e\u0301" * (LONGEST // 2),
    "50,000 characters: a word with one letter wrong": ("Tsinghwa Universty, " * LONGEST)[:LONGEST],
}


def seconds(index: Index) -> Iterator[tuple[str, float]]:
    """What each string is, and the least processor time, in seconds, that it took in three readings."""
    for what, string in STRINGS.items():
        yield what, min(_once(index, string) for _ in range(3))


def _once(index: Index, string: str) -> float:
    began = time.process_time()
    resolve_affiliation(index, string)
    return time.process_time() - began
