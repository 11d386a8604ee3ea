"""An institution that a publisher attached to a string, where the string itself does not decide.

Such ids are often guessed by a machine: "15783 -15786" is no Weatherford College. One counts where the string has
something of the institution's names, and nothing contradicts it; never by itself for a DPRK institution.
"""

from __future__ import annotations

from collections.abc import Iterable

from loader.resolve import places, similar
from loader.resolve.index import Index
from loader.resolve.model import PUBLISHER_ID, Body, Match
from loader.resolve.places import Printed
from loader.resolve.text import Text, is_lone, read
from loader.resolve.weights import PUBLISHER


def published(
    index: Index, text: Text, printed: Printed, ids: Iterable[str]
) -> tuple[tuple[Match, ...], tuple[str, ...]]:
    """What `ids` say that `text` does not contradict, and what it does, in words."""
    matches: dict[str, Match] = {}
    conflicts: list[str] = []
    for id in ids:
        body = index.by_id(id)
        current = index.current(body) if body else None
        if current is None:
            continue
        if current.country == "KP" and "KP" not in printed.countries:
            conflicts.append(f"the publisher attached {current.name} (KP), and the string does not print the DPRK")
        elif printed.agree(current.country, 0, False) < 0:
            conflicts.append(
                f"the publisher attached {current.name} ({current.country}), and the string prints "
                f"{', '.join(places.resolve_korea(printed.named, ()))}"
            )
        elif _speaks_of(index, text, body) or _speaks_of(index, text, current):
            evidence = (
                f"the publisher attached {current.name}; the string has a word of its name and does not contradict"
            )
            matches.setdefault(current.id, Match(current.id, PUBLISHER_ID, PUBLISHER, evidence))
    return tuple(matches.values()), tuple(conflicts)


def _speaks_of(index: Index, text: Text, body: Body | None) -> bool:
    """Whether the string has a telling word of a name; or a place of it and another word; all its words; its initials.

    Strings in other scripts than Latin are not judged.
    """
    if body is None:
        return False
    if any(map(is_lone, text.words)) or not "".join(text.words).isascii():
        return True
    stems = similar.stems_of(text.words)
    places = similar.stems_of([word for word in text.words if word in index.places])
    for name in (body.name, *body.aliases, *body.acronyms, *body.native_names):
        words = read(name).words
        own = similar.stems_of(words)
        shared = own & stems
        if any(similar.is_telling(stem) and (stem not in places or len(shared) > 1) for stem in shared):
            return True
        if (own and own <= stems) or (len(words) > 2 and "".join(word[0] for word in words) in text.words):
            return True
    return False
