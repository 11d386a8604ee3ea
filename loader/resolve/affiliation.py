"""Affiliation strings to institutions: words → names found → evidence for each → decision with reasons."""

from __future__ import annotations

from msgspec.structs import replace

from loader.resolve import place_readings, places
from loader.resolve import text as texts
from loader.resolve.decision import decide
from loader.resolve.index import Index
from loader.resolve.inferred import infer
from loader.resolve.model import PUBLISHER_ID, Match, Reading
from loader.resolve.places import Printed
from loader.resolve.publisher import published
from loader.resolve.text import Text
from loader.resolve.weights import MISSPELLED


def resolve_affiliation(
    index: Index,
    text: str,
    publisher_ids: tuple[str, ...] = (),
    publisher_countries: tuple[str, ...] = (),
    read_as: str | None = None,
) -> Reading:
    """The institutions that an affiliation string names, the countries it prints, and what contradicts the publisher.

    `publisher_ids` (`ror:…`, `openalex:I…`) and `publisher_countries` (alpha-2) are what the publisher attached to this
    very string: evidence used where the string does not decide, and contradicted openly. `read_as`, a curator's reading
    by id or name (several divided by " | "), wins. Time is linear in the string's length. Raises nothing: what does not
    decide gives no match.
    """
    words = texts.read(text)
    printed = places.find(words, index.places)
    matches: tuple[Match, ...] = _curated(index, read_as) if read_as else ()
    parents: tuple[Match, ...] = ()
    if not matches:
        matches, parents = decide(index, words, printed)
        if not matches:
            matches = _misspelled(index, words)
    if not matches and publisher_ids:
        matches, conflicts = published(index, words, printed, publisher_ids)
    else:
        conflicts = ()
    countries = _countries(index, printed, matches)
    if "KP" in countries and (foreign := place_readings.foreign_body(words)) and not _is_named(index, matches, "KP"):
        countries = tuple(code for code in countries if code != "KP")
        conflicts = (*conflicts, f"the string prints the DPRK as the seat of a body that is not its own: {foreign}")
    inferred = () if matches else infer(index, words, printed, publisher_countries)
    conflicts = (*conflicts, *_country_conflicts(countries, publisher_countries))
    return Reading(matches, parents, countries, conflicts, inferred)


def _curated(index: Index, read_as: str) -> tuple[Match, ...]:
    matches = (_read_as(index, part.strip()) for part in read_as.split(" | "))
    return tuple(match for match in matches if match is not None)


def _read_as(index: Index, reading: str) -> Match | None:
    body = index.by_id(reading)
    if body is None:
        names = index.names.get(texts.key(reading)) or ()
        found = {name.body.id: name.body for name in names if name.kind in ("name", "native name")}
        body = next(iter(found.values())) if len(found) == 1 else None
    if body is None or (current := index.current(body)) is None:
        return None
    return Match(current.id, "curated", 1.0, f"a reader took the string for {current.name}")


#: Strings of more words are no address; looking up each would take long.
_ONE_ADDRESS = 80


def _misspelled(index: Index, words: Text) -> tuple[Match, ...]:
    """What the string names where words that the index does not know are read as those one letter off.

    Only with a city or country that agrees, or where the name is all that the string says.
    """
    if len(words) > _ONE_ADDRESS:
        return ()
    corrected = [index.vocabulary.corrected(word) for word in words.words]
    if not any(corrected):
        return ()
    mended = replace(words, words=[right or word for right, word in zip(corrected, words.words, strict=True)])
    found, _ = decide(index, mended, places.find(mended, index.places))
    return tuple(
        replace(match, score=round(match.score - MISSPELLED, 3), evidence=f"{match.evidence}; one letter off")
        for match in found
    )


def _country_conflicts(countries: tuple[str, ...], flags: tuple[str, ...]) -> tuple[str, ...]:
    if not countries or not flags:
        return ()
    if "KP" in flags and "KP" not in countries:
        return (f"the publisher flags KP, and the string prints {', '.join(countries)}",)
    if "KP" in countries and "KP" not in flags:
        return (f"the string prints KP, and the publisher flags {', '.join(sorted(flags))}",)
    return ()


def _is_named(index: Index, matches: tuple[Match, ...], country: str) -> bool:
    return any(index.bodies[match.institution].country == country for match in matches)


def _countries(index: Index, printed: Printed, matches: tuple[Match, ...]) -> tuple[str, ...]:
    """Countries printed; where none is, those of the institutions printed. A DPRK institution always says DPRK."""
    named = {index.bodies[match.institution].country for match in matches if match.method != PUBLISHER_ID} - {None}
    if not printed.countries:
        return tuple(sorted(code for code in named if code))
    codes = places.resolve_korea(printed.countries, named)
    return tuple(sorted({*codes, "KP"})) if "KP" in named else codes
