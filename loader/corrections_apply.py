"""Corrections into the graph: names and authorships at once, what strings are read as when papers are read again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from msgspec.structs import replace

from cypher.client import Client
from cypher.statements import statement
from loader import identifiers
from loader.author_lists import LEFT_OUT
from loader.corrections import AUTHOR, NAME, Correction, Corrections
from loader.corrections_met import Met, OfPaper, by_sources, meet
from loader.resolve import Index, Match, Reading, places
from loader.resolve import text as texts
from loader.writing import Batch, Rows, chunks

#: How a string was read that a person corrected.
METHOD = "correction"


@dataclass
class Corrected:
    """What corrections did. `readings`: by paper, those of what its strings are read as.

    `papers` are to be read again; `reload`: their names are wanted again, and stand only in the sources' files.
    """

    readings: Mapping[str, Sequence[Correction]] = field(default_factory=dict)
    papers: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    reload: bool = False

    def reading(self, index: Index, paper: str, raw: str, reading: Reading) -> Reading:
        """A string as read, with what people corrected for this paper."""
        rules = [one for one in self.readings.get(paper, ()) if one.affiliation in (None, identifiers.text(raw))]
        return _corrected(index, raw, reading, rules) if rules else reading


def take_over(client: Client, corrections: Corrections) -> Corrected:
    """Bring names and authorships to what the corrections say, and mark the papers whose strings are to be read again.

    What was corrected before and is no longer goes back to what the sources say. Runs after every load, and does
    nothing to what is as it should be. Raises `SourceError` where two rows correct one thing differently.
    """
    met = meet(client, corrections.rows)
    done = Corrected({id: one.readings for id, one in met.papers.items() if one.readings}, unknown=met.unknown)
    for some in chunks(sorted(met.papers)):
        _papers(client, {id: met.papers[id] for id in some}, met, done)
    _names(client, met, done)
    client.write([(statement("mark_corrected"), {"sha256": corrections.sha256})])
    return done


def _papers(client: Client, papers: Mapping[str, OfPaper], met: Met, done: Corrected) -> None:
    moves: Rows = []
    names: Rows = []
    stale: Rows = []
    for id, paper in papers.items():
        own_moves = [row for place in paper.places for row in _move(id, place, paper.signed.get(place["position"]))]
        told = sorted(
            {*(one.words for one in paper.readings), *(_told_place(at, one) for at, one in paper.signed.items())}
        )
        again = [place for place in paper.places if _wanted_again(place, paper.signed.get(place["position"]), met)]
        if own_moves or sorted(told) != (paper.row["corrections"] or []) or again:
            more = {"hashes": None} if again else {}
            stale.append({"key": id, "properties": {"corrections": sorted(told) or None, "linked_by": None, **more}})
        moves += [row for row in own_moves if row["author"] != row["to"]]
        names += [row for row in own_moves if row["author"] == row["to"]]
        done.reload = done.reload or bool(again)
    if not stale:
        return
    batch = Batch()
    batch.nodes("Paper", stale)
    batch.run("move_authorships", rows=moves)
    batch.run("rename_places", rows=names)
    former = sorted({row["author"] for row in moves})
    batch.run("derive_affiliated_with", authors=former)
    batch.run("remove_authors_without_papers", ids=former)
    batch.commit(client)
    done.papers += [row["key"] for row in stale]


def _move(paper: str, place: Mapping[str, Any], one: Correction | None) -> Rows:
    """The row that brings a place to whom it belongs, and leaves out its name where wanted; none where all is so."""
    id, openalex, name = by_sources(place)
    mention = f"{paper}#{place['position']}"
    to = id if one is None else one.instead or mention
    raw_name = LEFT_OUT if one and one.corrects == NAME else place["raw_name"]
    if to == place["author"] and raw_name == place["raw_name"]:
        return []
    # Whose name is left out is kept nowhere: not even whose it was.
    kept = [id, openalex, name] if one and one.corrects == AUTHOR and to != id else None
    return [
        {
            "paper": paper,
            "position": place["position"],
            "author": place["author"],
            "to": to,
            "identity": _identity(to),
            "name": name if to == id and raw_name != LEFT_OUT else raw_name,
            "openalex": openalex or None if to == id else None,
            "raw_name": raw_name,
            "attributed_to": kept,
        }
    ]


def _identity(id: str) -> str:
    if "#" in id:
        return "mention"
    return "orcid" if id.startswith("orcid:") else "publisher cluster"


def _wanted_again(place: Mapping[str, Any], one: Correction | None, met: Met) -> bool:
    """Whether a name was left out here, and nobody wants that any more."""
    return place["raw_name"] == LEFT_OUT and not (one and one.corrects == NAME) and place["author"] not in met.unnamed


def _names(client: Client, met: Met, done: Corrected) -> None:
    """Persons whose name is left out wherever they sign."""
    before = {row["id"] for row in client.rows("corrected_authors")}
    if again := sorted(before - met.unnamed.keys()):
        client.write([(statement("names_wanted_again"), {"ids": again})])
        done.reload = True
    rows = [
        {"key": id, "name": LEFT_OUT, "corrections": [f"the name is left out on request{_on(one)}"]}
        for id, one in sorted(met.unnamed.items())
    ]
    if rows:
        client.write([(statement("name_authors"), {"rows": rows})])


def _told_place(position: int, one: Correction) -> str:
    """A correction of who signs, in words that name nobody: they stand on pages that are passed on."""
    what = "the name is left out on request" if one.corrects == NAME else "is not who a source says"
    return f"author {position}: {what}{_on(one)}"


def _on(one: Correction) -> str:
    return f" ({one.when})" if one.when else ""


def _corrected(index: Index, raw: str, reading: Reading, rules: Sequence[Correction]) -> Reading:
    matches, inferred = list(reading.matches), list(reading.inferred)
    for one in rules:
        wrong = [match for match in (*matches, *inferred) if one.institution in (None, match.institution)]
        if one.institution and not wrong:
            continue
        matches = [match for match in matches if match not in wrong and match.institution != one.instead]
        inferred = [match for match in inferred if match not in wrong and match.institution != one.instead]
        if one.instead:
            matches.append(Match(one.instead, METHOD, 1.0, "a person corrected what the string was read as"))
    if (tuple(matches), tuple(inferred)) == (reading.matches, reading.inferred):
        return reading
    # Countries that only the wrong institution brought go with it; those that the string prints stay.
    bodies = (index.bodies.get(match.institution) for match in matches)
    named = {body.country for body in bodies if body and body.country}
    printed = places.find(texts.read(raw), index.places).countries
    countries = {*places.resolve_korea(printed, named)} if printed else named
    return replace(
        reading,
        matches=tuple(matches),
        inferred=tuple(inferred),
        countries=tuple(sorted(countries)),
        conflicts=(),
    )
