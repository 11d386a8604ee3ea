"""The rows that hold works in the graph: nodes and relationships, the same for both writers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from loader.funders import PUBLIC, public_funder
from loader.papers import PREFIXES, PaperState, author_key, place_properties
from loader.records import Funder, Topic
from loader.writing import Rows


@dataclass
class PaperRows:
    """Rows of some works of one load: lists by paper, dicts by the key of a node that several papers may share."""

    papers: Rows = field(default_factory=list)
    authored: Rows = field(default_factory=list)
    about: Rows = field(default_factory=list)
    funded: Rows = field(default_factory=list)
    authors: dict[str, dict[str, Any]] = field(default_factory=dict)
    topics: dict[str, dict[str, Any]] = field(default_factory=dict)
    funders: dict[str, dict[str, Any]] = field(default_factory=dict)


def rows_of(states: Iterable[PaperState], load: str) -> PaperRows:
    """The rows of these works, as a load leaves them. A null takes the property off the node."""
    rows = PaperRows()
    for state in states:
        key = state.key
        # Reading the affiliations is the linker's work; null makes it read this paper again.
        rows.papers.append({"key": key, "properties": {**state.properties, **_id_properties(state), "linked_by": None}})
        for author in state.authors.authors if state.authors else ():
            person, identity = author_key(author, key)
            before = rows.authors.get(person)
            # The greatest name and id win, so that the order of papers and loads does not matter.
            name, openalex = author.person or author.name, (author.openalex if author.orcid else None)
            rows.authors[person] = {
                "key": person,
                "identity": identity,
                "name": max(name, before["name"]) if before else name,
                "openalex": max(openalex or "", before["openalex"] or "") or None if before else openalex,
                "load": load,
            }
            place = place_properties(author, load)
            rows.authored.append({"start": person, "end": key, "position": author.position, "properties": place})
        for topic in state.topics.values():
            _share(rows.topics, topic.id, _of_topic(topic), load)
            rows.about.append({"start": key, "end": topic.id, "properties": {"score": topic.score}})
        for funder in state.funders.values():
            _share(rows.funders, funder.id, _of_funder(funder), load)
            rows.funded.append({"start": key, "end": funder.id, "properties": {}})
    return rows


def _share(rows: dict[str, dict[str, Any]], key: str, properties: Mapping[str, Any], load: str) -> None:
    """One more thing said of a node: it adds to what was said before, as if it were written after it."""
    before = rows.get(key)
    rows[key] = {"key": key, "properties": {**(before["properties"] if before else {}), **properties}, "load": load}


def _of_topic(topic: Topic) -> dict[str, str | None]:
    return {"name": topic.name, "subfield": topic.subfield, "field": topic.field, "domain": topic.domain}


def _of_funder(funder: Funder) -> dict[str, str]:
    known = {"name": funder.name, **({"ror": funder.ror} if funder.ror else {})}
    public = public_funder(funder)
    return known | {"country": public.country, "kind": PUBLIC} if public else known


def _id_properties(state: PaperState) -> dict[str, str | None]:
    return {"id": state.key, **{name: state.ids.get(name) for name in PREFIXES}}
