"""What a paper prints, read as institutions: the relationships that its affiliation strings make."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from msgspec.structs import replace

from loader.corrections_apply import Corrected
from loader.papers import affiliations_of
from loader.records import Affiliation
from loader.resolve import Index, Match, Reading, resolve_affiliation
from loader.writing import Rows

#: Readings by string, what a reader took it for, the publisher's ids and its country flags: each is read once a pass.
Readings = dict[tuple[str, str | None, tuple[str, ...], tuple[str, ...]], Reading]


def counts_of(row: dict[str, Any], lists: Rows) -> dict[str, int]:
    """How many strings a paper prints, once for each author; of them those that its LISTS rows `lists` read, and those
    that only allow an institution.
    """
    strings = sum(len(place["raw_affiliations"] or ()) for place in row["places"])
    led: dict[bool, set[tuple[int, str]]] = {True: set(), False: set()}
    for one in (relationship["properties"] for relationship in lists):
        for basis, *string in zip(one["bases"], one["author_positions"], one["raw_affiliations"], strict=True):
            led[basis != "inferred"].add((string[0], string[1]))
    return {
        "strings": strings + len(row["unplaced_affiliations"] or ()),
        "strings_read": len(led[True]),
        "strings_inferred": len(led[False] - led[True]),
    }


def lists_rows(
    row: dict[str, Any], index: Index, read: Readings, places: Rows, corrected: Corrected | None = None
) -> Rows:
    """LISTS relationships of one paper, and into `places` what is noted on its AUTHORED ones."""
    printed: list[tuple[int, Affiliation, Match]] = []

    def read_as(affiliation: Affiliation, flags: tuple[str, ...]) -> Reading:
        # What was asked: the string with all that bears on it, but not its basis.
        key = (affiliation.raw, affiliation.read_as, affiliation.publisher_ids, flags)
        if key not in read:
            read[key] = resolve_affiliation(
                index, affiliation.raw, affiliation.publisher_ids, flags, affiliation.read_as
            )
        return corrected.reading(index, row["id"], affiliation.raw, read[key]) if corrected else read[key]

    for place in row["places"]:
        affiliations = affiliations_of(place)
        readings = [read_as(affiliation, ()) for affiliation in affiliations]
        # The publisher's flags are the author's: one that any of the strings accounts for says nothing of the others.
        accounted = {code for reading in readings for code in reading.countries}
        if flags := tuple(sorted(set(place.get("publisher_countries") or ()) - accounted)):
            readings = [read_as(affiliation, flags) for affiliation in affiliations]
        for affiliation, reading in zip(affiliations, readings, strict=True):
            printed.extend((place["position"], read, match) for read, match in _with_basis(affiliation, reading))
        places.append(
            {
                "paper": row["id"],
                "author": place["author"],
                "position": place["position"],
                "country_codes": sorted({code for reading in readings for code in reading.countries}) or None,
                "conflicts": sorted({text for reading in readings for text in reading.conflicts}) or None,
            }
        )
    unplaced = {
        "raw_affiliations": row["unplaced_affiliations"],
        "bases": row["unplaced_bases"],
        "read_as": row["unplaced_read_as"],
    }
    for affiliation in affiliations_of(unplaced):
        printed.extend((0, read, match) for read, match in _with_basis(affiliation, read_as(affiliation, ())))

    by_institution: dict[str, list[tuple[int, Affiliation, Match]]] = {}
    for one in printed:
        by_institution.setdefault(one[2].institution, []).append(one)
    return [
        {
            "start": row["id"],
            "end": institution,
            "properties": {
                "author_positions": [position for position, _, _ in ones],
                "raw_affiliations": [affiliation.raw for _, affiliation, _ in ones],
                "bases": [affiliation.basis for _, affiliation, _ in ones],
                "methods": [match.method for _, _, match in ones],
                "scores": [match.score for _, _, match in ones],
            },
        }
        for institution, unsorted in by_institution.items()
        for ones in [sorted(unsorted, key=lambda one: (one[0], one[1].raw))]
    ]


def _with_basis(affiliation: Affiliation, reading: Reading) -> Iterator[tuple[Affiliation, Match]]:
    """What a string was read as, on the string's own basis; what it allows and does not decide, as inferred."""
    yield from ((affiliation, match) for match in reading.matches)
    yield from ((replace(affiliation, basis="inferred"), match) for match in reading.inferred)
