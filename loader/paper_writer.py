"""Batches of paper records into the graph: find what is stored, join, write."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from msgspec.structs import replace

from cypher.client import Client
from loader.account import MERGED, UNCHANGED, WRITTEN
from loader.funders import PUBLIC, public_funder
from loader.merging import Stamp, content_hash, hashes_of, with_hash, with_load
from loader.papers import PREFIXES, PaperState, author_key, ids_of, place_properties, stored_state
from loader.records import Funder, Paper
from loader.writing import Batch, Rows

Id = tuple[str, str]
_TWO = "kept as two works"


class PaperWriter:
    """Writes papers of one load. `conflicts` collects sentences about ids that two works claim."""

    def __init__(self, client: Client, load: str, precedence: Callable[[str], int]) -> None:
        self._client = client
        self._load = load
        self._precedence = precedence
        self.conflicts: list[str] = []

    def write(self, records: Sequence[tuple[Paper, Stamp]]) -> list[str]:
        """Write one batch in one transaction; the outcome of each record, in order."""
        hashes = [content_hash(paper) for paper, _ in records]
        stored = self._stored([paper for paper, _ in records])
        owner: dict[Id, str] = {known: key for key, row in stored.items() for known in ids_of(row).items()}
        fetched = self._contents(records, hashes, stored, owner)

        states: dict[str, PaperState] = dict(fetched)
        by_id: dict[Id, PaperState] = {known: states[key] for known, key in owner.items() if key in states}
        outcomes = []
        for (paper, stamp), digest in zip(records, hashes, strict=True):
            ids = ids_of(paper)
            keys = {owner[known] for known in ids.items() if known in owner}
            if keys and not keys & states.keys():
                outcomes.append(UNCHANGED)
                continue
            state = self._state_for(ids, by_id) or PaperState({}, {})
            taken = [name for name, value in ids.items() if by_id.get((name, value), state) is not state]
            # An id that another work holds stays there.
            paper = replace(paper, **dict.fromkeys(taken)) if taken else paper
            self._tell_differing(state, ids_of(paper), stamp)
            is_new, own = state.stored_as is None and not state.changed, hashes_of(state.properties, stamp.source)
            if digest in own or (not state.join(paper, stamp, self._precedence) and not is_new):
                outcomes.append(UNCHANGED)
                continue
            in_this_load = self._load in (state.properties.get("loads") or ())
            state.changed = True
            state.properties["hashes"] = with_hash(state.properties, stamp.source, digest, self._load)
            state.properties["loads"] = with_load(state.properties, self._load)
            by_id.update(dict.fromkeys(state.ids.items(), state))
            outcomes.append(WRITTEN if is_new or (own and not in_this_load) else MERGED)
        self._commit([state for state in dict.fromkeys(by_id.values()) if state.changed])
        return outcomes

    def _stored(self, papers: Sequence[Paper]) -> dict[str, dict[str, Any]]:
        ids = [{name: getattr(paper, name) for name in PREFIXES} for paper in papers]
        return {row["id"]: row["properties"] for row in self._client.rows("find_papers", ids=ids)}

    def _contents(
        self,
        records: Sequence[tuple[Paper, Stamp]],
        hashes: Sequence[str],
        stored: dict[str, dict[str, Any]],
        owner: dict[Id, str],
    ) -> dict[str, PaperState]:
        """The stored papers that some record may change, with their author lists."""
        wanted = set()
        for (paper, stamp), digest in zip(records, hashes, strict=True):
            hits = {owner[known] for known in ids_of(paper).items() if known in owner}
            if len(hits) > 1 or any(digest not in hashes_of(stored[key], stamp.source) for key in hits):
                wanted |= hits
        rows = self._client.rows("paper_contents", ids=sorted(wanted)) if wanted else []
        return {row["id"]: stored_state(stored[row["id"]], row) for row in rows}

    def _state_for(self, ids: dict[str, str], by_id: dict[Id, PaperState]) -> PaperState | None:
        """The paper that a record with these ids is about. Papers that it shows to be one are joined.

        An id of lower precedence does not join works whose higher ids differ: a preprint and its article may both name
        one arXiv id and are two works.
        """
        found: PaperState | None = None
        names = list(PREFIXES)
        for name, value in ids.items():
            state = by_id.get((name, value))
            if state is None or state is found:
                continue
            if found is None:
                higher = [other for other in state.conflicts_with(ids) if names.index(other) < names.index(name)]
                if not higher:
                    found = state
                    continue
                other = higher[0]
                self._conflict(
                    f"{name} {value} is claimed by {other} {state.ids[other]} and {other} {ids[other]}", _TWO
                )
            elif differing := found.conflicts_with(state.ids):
                self._conflict(
                    f"{name} {value} joins {found.key} and {state.key}, whose {', '.join(differing)} differ", _TWO
                )
            else:
                found.absorb(state, self._precedence)
                by_id.update(dict.fromkeys(state.ids.items(), found))
        return found

    def _tell_differing(self, state: PaperState, ids: dict[str, str], stamp: Stamp) -> None:
        for name in state.conflicts_with(ids):
            given = f"{state.key} has the {name} {state.ids[name]}, and {ids[name]} by {stamp.source}"
            self._conflict(given, "the source of higher precedence is followed, then the newer record")

    def _conflict(self, sentence: str, outcome: str) -> None:
        self.conflicts.append(f"{sentence}; {outcome}.")

    def _commit(self, states: Sequence[PaperState]) -> None:
        papers: Rows = []
        topics: dict[str, dict[str, Any]] = {}
        funders: dict[str, dict[str, Any]] = {}
        authors: dict[str, dict[str, Any]] = {}
        authored: Rows = []
        about: Rows = []
        funded: Rows = []
        for state in states:
            key = state.key
            # Reading the affiliations is the linker's work; null makes it read this paper again.
            papers.append({"key": key, "properties": {**state.properties, **_id_properties(state), "linked_by": None}})
            for author in state.authors.authors if state.authors else ():
                person, identity = author_key(author, key)
                name = max(author.person or author.name, authors[person]["name"] if person in authors else "")
                openalex = author.openalex if author.orcid else None
                authors[person] = {
                    "key": person,
                    "identity": identity,
                    "name": name,
                    "openalex": openalex,
                    "load": self._load,
                }
                place = place_properties(author, self._load)
                authored.append({"start": person, "end": key, "position": author.position, "properties": place})
            for topic in state.topics.values():
                topics[topic.id] = {
                    "key": topic.id,
                    "properties": {name: getattr(topic, name) for name in ("name", "subfield", "field", "domain")},
                    "load": self._load,
                }
                about.append({"start": key, "end": topic.id, "properties": {"score": topic.score}})
            for funder in state.funders.values():
                funders[funder.id] = {"key": funder.id, "properties": _of_funder(funder), "load": self._load}
                funded.append({"start": key, "end": funder.id, "properties": {}})

        former = {person for state in states for person in state.former_authors}
        absorbed = [key for state in states for key in state.absorbed if key != state.stored_as]
        stored = {state.stored_as: state.key for state in states if state.stored_as}
        renamed = [{"old": old, "key": key} for old, key in stored.items() if old != key]
        batch = Batch()
        if stored:
            batch.run("clear_papers", ids=sorted([*stored, *absorbed]))
        if absorbed:
            batch.remove_nodes("Paper", absorbed)
        if renamed:
            batch.run("rename_papers", rows=renamed)
        batch.nodes("Paper", papers)
        batch.nodes("Topic", list(topics.values()), "merge_shared_nodes")
        batch.nodes("Funder", list(funders.values()), "merge_shared_nodes")
        batch.nodes("Author", list(authors.values()), "merge_authors")
        batch.relationships("AUTHORED", authored)
        batch.relationships("ABOUT", about)
        batch.relationships("FUNDED_BY", funded)
        if gone := sorted(former - authors.keys()):
            batch.run("forget_former_authors", ids=gone)
        batch.commit(self._client)


def _of_funder(funder: Funder) -> dict[str, str]:
    known = {"name": funder.name, **({"ror": funder.ror} if funder.ror else {})}
    public = public_funder(funder)
    return known | {"country": public.country, "kind": PUBLIC} if public else known


def _id_properties(state: PaperState) -> dict[str, str | None]:
    return {"id": state.key, **{name: state.ids.get(name) for name in PREFIXES}}
