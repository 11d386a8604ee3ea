"""Who is meant: list entries, affiliation strings and reports joined to institutions, from what the graph holds.

Everything here is derived: it can be taken off and made again. It runs after every load, does only what is out of
date (a paper remembers the fingerprint of the institution data it was read with), and goes on where it was stopped.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from cypher.client import Client
from cypher.statements import statement
from loader.corrections import Corrections
from loader.corrections_apply import Corrected, take_over
from loader.entry_links import MAY_TARGET, TARGETS, EntryLinks, entry_links
from loader.judgements import Judgement, apply
from loader.node_writer import write_countries
from loader.paper_reading import Lists, PaperReader, Read
from loader.papers import affiliations_of, unplaced_of
from loader.records import Designation, Period
from loader.refused import in_parts
from loader.resolve import Body, Index, resolve_affiliation
from loader.resolve.store import kept_index
from loader.resolver_rules import rules
from loader.writing import Batch, Rows, chunks


@dataclass(frozen=True, slots=True)
class Beside:
    """What of the user's own takes part in linking: judgements, corrections, where indexes are kept (None: nowhere)."""

    judgements: tuple[Judgement, ...] = ()
    indexes: Path | None = None
    corrections: Corrections = field(default_factory=Corrections)


#: As `kept_index`, of which it is the usual one.
Indexer = Callable[[Sequence[Body], Path | None, bool], Index]

#: Nothing of anybody's: links as the rules alone make them.
NOTHING = Beside()


@dataclass
class Linked:
    """What a linking pass did. `candidates` are links that nobody has judged, `judged` those that a person has.

    Each affiliation string counts once for each author who prints it.
    """

    entries: int = 0
    targets: int = 0
    candidates: int = 0
    judged: int = 0
    #: judgements whose entry or institution is not loaded, each in a sentence
    unknown_judgements: list[str] = field(default_factory=list)
    corrected: Corrected = field(default_factory=Corrected)
    own_institutions: int = 0
    papers: int = 0
    strings: int = 0
    resolved_strings: int = 0


def link(
    client: Client,
    progress: Callable[[str, int], None] = lambda step, done: None,
    beside: Beside = NOTHING,
) -> Linked:
    """Bring links and derived facts up to date. `progress(step, done)` is called after each batch.

    Raises `SourceError` where two judgements disagree about one entry and institution, or two corrections.
    """
    done = Linked()
    return link_papers(client, link_entries(client, beside, done), done, progress, beside)


def link_papers(
    client: Client, index: Index, done: Linked, progress: Callable[[str, int], None], beside: Beside
) -> Linked:
    """Bring papers and reports up to date with the index that `link_entries` gave."""
    done.corrected = take_over(client, beside.corrections)
    stale = [row["id"] for row in client.stream("stale_papers", fingerprint=index.fingerprint)]
    _link_papers(client, index, stale, done, progress)
    _link_reports(client, index)
    client.write(
        [
            (statement("join_versions"), {}),
            (statement("join_notices"), {}),
            (statement("mark_read"), {"resolver": rules()}),
        ]
    )
    return done


def correct(client: Client, beside: Beside) -> Linked:
    """Bring only what people corrected about papers up to date. Raises `SourceError` where two corrections disagree."""
    done = Linked()
    done.corrected = take_over(client, beside.corrections)
    if done.corrected.papers:
        index = kept_index((body_of(row["properties"]) for row in client.stream("bodies")), beside.indexes)
        _link_papers(client, index, done.corrected.papers, done, lambda step, number: None)
    return done


def link_entries(client: Client, beside: Beside, done: Linked, indexed: Indexer = kept_index) -> Index:
    """Bring list entries and institutions up to date; the index that affiliation strings are then read with.

    `indexed` gives the index of some bodies.
    """
    bodies = [body_of(row["properties"]) for row in client.stream("bodies")]
    registered = [body for body in bodies if not body.of_list]
    first = indexed(registered, beside.indexes, True)
    own = _link_entries(client, first, bodies, beside.judgements, done)
    del first
    client.write([(statement("join_institutions"), {}), (statement("mark_designated"), {})])
    return indexed([*registered, *own], beside.indexes, False)


def body_of(properties: dict[str, Any]) -> Body:
    """An Institution node's properties as the resolver takes them."""
    return Body(
        id=properties["id"],
        name=properties["name"],
        aliases=tuple(properties.get("aliases") or ()),
        native_names=tuple(properties.get("native_names") or ()),
        acronyms=tuple(properties.get("acronyms") or ()),
        country=properties.get("country"),
        cities=tuple(properties.get("cities") or ()),
        kind=properties.get("kind"),
        unit=properties.get("unit", False),
        part_of=tuple(properties.get("part_of") or ()),
        status=properties.get("status"),
        succeeded_by=tuple(properties.get("succeeded_by") or ()),
        openalex=properties.get("openalex"),
    )


def entry_of(properties: dict[str, Any]) -> Designation:
    """A Designation node's properties as the record they came from."""
    return Designation(
        list=properties["list"],
        key=properties["id"].split("/", 1)[1],
        name=properties["name"],
        kind=properties.get("kind", "unknown"),
        aliases=tuple(properties.get("aliases") or ()),
        native_names=tuple(properties.get("native_names") or ()),
        addresses=tuple(properties.get("addresses") or ()),
        countries=tuple(properties.get("countries") or ()),
        remarks=properties.get("remarks"),
        period=Period(),
    )


def _link_entries(
    client: Client, index: Index, bodies: Sequence[Body], judgements: Iterable[Judgement], done: Linked
) -> list[Body]:
    """TARGETS, MAY_TARGET and the institutions that exist because an entry names them; those institutions."""
    stored = [row["properties"] for row in client.stream("designations")]
    _write_former_names(client, stored)
    entries = [entry_of(properties) for properties in stored]
    judged = apply(judgements, entries, {body.id for body in bodies})
    found = entry_links(index, entries, judged.by_entry)
    _write_links(client, found, {body.id for body in bodies if body.of_list})
    done.entries = len(entries)
    done.targets = sum(type == TARGETS for _, type, _ in found.links)
    done.candidates = sum("relation" in one and one["judgement"] == "auto" for one in found.links.values())
    done.judged = sum(one["judgement"] != "auto" for one in found.links.values())
    done.unknown_judgements = judged.unknown
    done.own_institutions = len(found.own)
    return list(found.own.values())


def former_names(properties: dict[str, Any]) -> list[str]:
    """The names of a Designation node that earlier files printed and it no longer has, in their order; case aside."""
    now = {properties["name"], *(properties.get("aliases") or ()), *(properties.get("native_names") or ())}
    known = {name.casefold() for name in now}
    seen = (text.partition("|")[2] for text in properties.get("names_seen") or ())
    return [name for name in dict.fromkeys(seen) if name.casefold() not in known]


def _write_former_names(client: Client, stored: Sequence[dict[str, Any]]) -> None:
    rows = [
        {"key": properties["id"], "properties": {"former_names": names or None}}
        for properties in stored
        if (names := former_names(properties)) != (properties.get("former_names") or [])
    ]
    for chunk in chunks(rows):
        batch = Batch()
        batch.nodes("Designation", chunk)
        batch.commit(client)


def _write_links(client: Client, found: EntryLinks, stored_own: set[str]) -> None:
    links, own = found.links, found.own
    stored = {
        (row["start"], row["type"], row["end"]): row["properties"] for row in client.stream("links_of_designations")
    }
    gone = stored.keys() - links.keys()
    new = {
        key: value
        for key, value in links.items()
        if stored.get(key) != {name: given for name, given in value.items() if given is not None}
    }
    for keys in chunks(sorted(gone)):
        links_gone = [{"start": start, "type": type, "end": end} for start, type, end in keys]
        client.write([(statement("remove_links"), {"rows": links_gone})])
    if leftover := sorted(stored_own - own.keys()):
        client.write([(statement("remove_own_institutions"), {"ids": leftover})])
    for bodies in chunks(list(own.values())):
        batch = Batch()
        write_countries(batch, (body.country for body in bodies if body.country))
        batch.nodes("Institution", [{"key": body.id, "properties": _own_properties(body)} for body in bodies])
        batch.commit(client)
    for type in (TARGETS, MAY_TARGET):
        rows = [
            {"start": start, "end": end, "properties": value}
            for (start, kind, end), value in new.items()
            if kind == type
        ]
        for chunk in chunks(rows):
            batch = Batch()
            batch.relationships(type, chunk)
            batch.commit(client)


def _own_properties(body: Body) -> dict[str, Any]:
    values = {
        "name": body.name,
        "aliases": list(body.aliases),
        "native_names": list(body.native_names),
        "country": body.country,
        "cities": list(body.cities),
        "kind": body.kind,
        "part_of": list(body.part_of),
    }
    return {name: value or None for name, value in values.items()}


def _link_papers(
    client: Client, index: Index, stale: Sequence[str], done: Linked, progress: Callable[[str, int], None]
) -> None:
    reader = PaperReader(index, done.corrected)
    for ids, printed in in_parts(chunks(stale), partial(_link_batch, client, reader, index)):
        done.papers += len(ids)
        done.strings += sum(one.strings for one in printed)
        done.resolved_strings += sum(one.strings_read for one in printed)
        progress("papers", done.papers)


def _link_batch(client: Client, reader: PaperReader, index: Index, ids: Sequence[str]) -> list[Lists]:
    rows = client.rows("affiliations_of_papers", ids=ids)
    printed: list[Lists] = []
    places: Rows = []
    papers: Rows = []
    for row in rows:
        paper = row["id"]
        read: list[Read] = []
        for place in row["places"]:
            said = affiliations_of(place), tuple(place["publisher_countries"] or ())
            one = reader.said(paper, said)
            read.append((place["position"], said, one))
            noted = {"country_codes": one.country_codes, "conflicts": one.conflicts}
            places.append({"paper": paper, "author": place["author"], "position": place["position"], **noted})
        if unplaced := unplaced_of(row):
            read.append((0, (unplaced, ()), reader.said(paper, (unplaced, ()))))
        lists = reader.lists(paper, read)
        printed.append(lists)
        papers.append({"key": paper, "properties": {"linked_by": index.fingerprint, **lists.counts}})
    batch = Batch()
    batch.replace("LISTS", ids, [row for lists in printed for row in lists.rows])
    batch.run("set_places", rows=places)
    batch.nodes("Paper", papers)
    batch.run("derive_affiliated_with", authors=sorted({place["author"] for place in places}))
    batch.commit(client)
    return printed


def _link_reports(client: Client, index: Index) -> None:
    rows = client.rows("named_in_reports")
    names = {}
    for row in rows:
        for text in row["named"] or ():
            side, certainty, named = text.split("|", 2)
            for match in resolve_affiliation(index, named, (), (), named).matches:
                key = (row["id"], match.institution, side)
                names[key] = {
                    "start": row["id"],
                    "end": match.institution,
                    "side": side,
                    "properties": {"certainty": certainty},
                }
    batch = Batch()
    batch.replace("NAMES", [row["id"] for row in rows], list(names.values()))
    batch.commit(client)
