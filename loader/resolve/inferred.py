"""What a string allows and does not decide: a name of a DPRK body that others may bear, and nothing else printed.

Such a reading is a lead. It is stored on the basis *inferred*, which no question counts unless asked to, and says
nothing about the country.
"""

from __future__ import annotations

from itertools import pairwise

from loader.resolve import hits as found
from loader.resolve import text as texts
from loader.resolve.hits import Hit
from loader.resolve.index import Index
from loader.resolve.model import Match
from loader.resolve.places import Printed
from loader.resolve.text import Text
from loader.resolve.weights import NAME_ALONE
from loader.resolve.words import GENERIC, PART, PART_ENDINGS

#: Strings of more words say more than a name.
_LONGEST = 40
_KINDS = frozenset(("name", "native name", "alias", "shared name"))


def infer(index: Index, text: Text, printed: Printed, flags: tuple[str, ...]) -> tuple[Match, ...]:
    """The DPRK body that `text` may name, where nothing is decided; nothing where a place or flag says otherwise."""
    if printed.spans or len(text) > _LONGEST or (flags and "KP" not in flags):
        return ()
    by_span: dict[tuple[int, int], list[Hit]] = {}
    for hit in found.find(index, text, printed):
        by_span.setdefault((hit.start, hit.end), []).append(hit)
    for (start, end), namesakes in by_span.items():
        hit = namesakes[0]
        if {one.body.id for one in namesakes} != {hit.body.id} or hit.body.country != "KP":
            continue
        if hit.name.kind in _KINDS and not hit.longer and _only_parts(text, start, end):
            evidence = (
                f"prints “{text.quote(start, end)}”, {hit.name.description}, and no place: bodies elsewhere may bear "
                f"that name{'; the publisher flags KP' if flags else ''}"
            )
            return (Match(hit.body.id, "name alone", NAME_ALONE, evidence),)
    return ()


def _only_parts(text: Text, start: int, end: int) -> bool:
    """True where all that stands beside the words is a part of theirs: "Faculty of Mathematics, University of …"."""
    outside = [i for i in range(len(text)) if not start <= i < end]
    if not outside:
        return True
    starts = [i for i in outside if i == end or i == 0 or text.divided[i] or text.segment[i] != text.segment[i - 1]]
    for first, last in pairwise([*starts, outside[-1] + 1]):
        words = [i for i in outside if first <= i < last]
        if not words:
            continue
        if texts.is_lone(text.words[words[0]]):
            if text.words[words[-1]] not in PART_ENDINGS:
                return False
        elif text.words[words[0]] not in PART or any(text.words[i] not in PART | GENERIC for i in words):
            return False
    return True
