"""Corrections beside what is loaded: which papers, places and persons each of them is about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from cypher.client import Client
from loader import identifiers
from loader.corrections import INSTITUTION, Correction
from loader.errors import SourceError
from loader.papers import PREFIXES, ids_of
from loader.writing import Rows, chunks

_NAMES = {prefix: name for name, prefix in PREFIXES.items()}


@dataclass
class OfPaper:
    """What is corrected about one paper: what its strings are read as, and who signs at which place.

    `row` is what is stored of it, a row of `places_of_papers`.
    """

    row: Mapping[str, Any]
    readings: list[Correction] = field(default_factory=list)
    signed: dict[int, Correction] = field(default_factory=dict)

    @property
    def places(self) -> Rows:
        """The places of its author list."""
        return list(self.row["places"])

    @property
    def strings(self) -> set[str | None]:
        """The affiliation strings that it prints."""
        own = {text for place in self.places for text in place["raw_affiliations"] or ()}
        return {identifiers.text(text) for text in (*own, *(self.row["unplaced_affiliations"] or ()))}


@dataclass
class Met:
    """Corrections by what they are about. `unknown`: those that meet nothing here, in sentences."""

    papers: dict[str, OfPaper] = field(default_factory=dict)
    #: persons whose name is left out, by id
    unnamed: dict[str, Correction] = field(default_factory=dict)
    unknown: list[str] = field(default_factory=list)


def meet(client: Client, corrections: Iterable[Correction]) -> Met:
    """Find what each correction is about, and what was corrected before and is no longer.

    Raises `SourceError`, naming both lines, where two rows turn out to correct one thing differently.
    """
    wanted = list(corrections)
    keys = _keys(client, {one.paper for one in wanted if one.paper})
    before = {row["id"] for row in client.rows("corrected_papers")}
    found = Met()
    for ids in chunks(sorted({*keys.values(), *before})):
        found.papers |= {row["id"]: OfPaper(row) for row in client.rows("places_of_papers", ids=ids)}
    persons = _persons(client, wanted)
    institutions = _institutions(client, wanted)
    for one in wanted:
        problem = _met(found, one, found.papers.get(keys.get(one.paper or "", "")), persons, institutions)
        if problem:
            found.unknown.append(f"line {one.line}, {problem}")
    return found


def _met(found: Met, one: Correction, paper: OfPaper | None, persons: Mapping[str, str], institutions: set[str]) -> str:
    """Put a correction where it belongs; what it is about that is not here, in words."""
    if one.paper is None:
        person = persons.get(one.author or "")
        if person is None:
            return f"author: no person {one.author} is loaded"
        found.unnamed[person] = one
        return ""
    if paper is None:
        return f"paper: no paper {one.paper} is loaded"
    if one.corrects == INSTITUTION:
        for name in ("institution", "instead"):
            if (id := getattr(one, name)) and id not in institutions:
                return f"{name}: no institution {id} is loaded"
        if one.affiliation and one.affiliation not in paper.strings:
            return f"affiliation: {one.paper} prints no such string"
        same = (other for other in paper.readings if other.about[2:] == one.about[2:])
        _agree(one, next(same, one))
        paper.readings.append(one)
        return ""
    places = _places(paper, one, persons)
    if not places:
        what = (
            f"author: {one.author} signs no place of"
            if one.author
            else f"position: there is no place {one.position} on"
        )
        return f"{what} {one.paper}"
    for position in places:
        _agree(one, paper.signed.setdefault(position, one))
    return ""


def _agree(one: Correction, other: Correction) -> None:
    if (one.corrects, one.instead) != (other.corrects, other.instead):
        raise SourceError(
            f"Corrections: lines {other.line} and {one.line} correct one thing of {one.paper} differently (instead: "
            f"{other.instead or 'nothing'}, {one.instead or 'nothing'}): keep one of the two."
        )


def _places(paper: OfPaper, one: Correction, persons: Mapping[str, str]) -> list[int]:
    """The places that a correction is about: the one that it names, or those of the author it names, by the sources."""
    if one.position:
        return [place["position"] for place in paper.places if place["position"] == one.position]
    author = persons.get(one.author or "", one.author)
    return [place["position"] for place in paper.places if by_sources(place)[0] == author]


def by_sources(place: Mapping[str, Any]) -> tuple[str, str, str]:
    """Id, OpenAlex id and name of who signs a place by the sources, whatever was corrected."""
    if given := place.get("attributed_to"):
        return given[0], given[1], given[2]
    return place["author"], place["openalex"] or "", place["name"]


def _keys(client: Client, papers: Iterable[str]) -> dict[str, str]:
    """The keys of papers by any of their ids."""
    known: dict[str, str] = {}
    for some in chunks(sorted(papers)):
        asked = []
        for id in some:
            prefix, _, value = id.partition(":")
            asked.append({**dict.fromkeys(PREFIXES), _NAMES[prefix]: value})
        for row in client.rows("find_papers", ids=asked):
            known |= {f"{PREFIXES[name]}:{value}": row["id"] for name, value in ids_of(row["properties"]).items()}
    return known


def _persons(client: Client, corrections: Iterable[Correction]) -> dict[str, str]:
    """The keys of the authors named: their own, or the ORCID that carries their OpenAlex id."""
    ids = sorted({one.author for one in corrections if one.author})
    if not ids:
        return {}
    known = {row["key"]: row["key"] for row in client.rows("find_nodes", "Author", keys=ids)}
    others = [id.removeprefix("openalex:") for id in ids if id not in known and id.startswith("openalex:")]
    if others:
        known |= {f"openalex:{row['openalex']}": row["id"] for row in client.rows("authors_by_openalex", ids=others)}
    return known


def _institutions(client: Client, corrections: Iterable[Correction]) -> set[str]:
    named = {id for one in corrections if one.corrects == INSTITUTION for id in (one.institution, one.instead) if id}
    return {row["key"] for row in client.rows("find_nodes", "Institution", keys=sorted(named))} if named else set()
