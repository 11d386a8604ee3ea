"""Names as people type them, turned into queries of Neo4j's full-text indexes (Lucene's classic syntax)."""

from __future__ import annotations

import re

_SPECIAL = re.compile(r'[+\-&|!(){}\[\]^"~*?:\\/]')
#: Lucene refuses words of a thousand letters: what has no blank for so long is taken apart.
_WORD = re.compile(r"\w{1,100}")
_HAN_KANA = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
#: Shorter words have too many neighbours at an edit distance of 2.
_LONG_ENOUGH = 4
#: Words beyond these are not searched for: Lucene refuses queries of more than 1,024 clauses.
_MOST_WORDS = 30
#: Each word that may be spelled otherwise becomes up to 50 clauses in each searched property, of which there are four.
_MOST_LIKE = 4


def exact(name: str) -> str | None:
    """A query for entries that hold the words of `name`: best all in a row, then all, each as a word or its beginning.

    Of a long name the first thirty words are asked for. None where `name` holds no word.
    """
    words = _words(name)
    if not words:
        return None
    phrase = " ".join(words)
    return f'"{phrase}"^8 OR ({" AND ".join(map(_term, words))})^3 OR ({" AND ".join(map(_beginning, words))})'


def alike(name: str) -> str | None:
    """A query for entries that hold some of the words of `name`, or words spelled like the longest of them."""
    words = _words(name)
    longest = sorted(words, key=len, reverse=True)[:_MOST_LIKE]
    return " OR ".join(_like(word) if word in longest else _term(word) for word in words) if words else None


def _words(name: str) -> list[str]:
    return _WORD.findall(_SPECIAL.sub(" ", name).lower())[:_MOST_WORDS]


def _term(word: str) -> str:
    # The index holds each Han character by itself, so they are asked for in a row. Quoting also keeps AND, OR and NOT
    # from being operators.
    return f'"{word}"'


def _beginning(word: str) -> str:
    return _term(word) if _HAN_KANA.search(word) else f"{word}*"


def _like(word: str) -> str:
    return _term(word) if _HAN_KANA.search(word) or len(word) < _LONG_ENOUGH else f"{word}~"
