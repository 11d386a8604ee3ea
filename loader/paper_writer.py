"""Batches of paper records into the graph: find what is stored, join, write."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from cypher.client import Client
from loader.merging import Stamp, content_hash, hashes_of
from loader.paper_joining import Id, PaperJoining
from loader.paper_rows import rows_of
from loader.papers import PREFIXES, PaperState, ids_of, stored_state
from loader.records import Paper
from loader.writing import Batch


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
        joining = PaperJoining(self._precedence, owner, self._contents(records, hashes, stored, owner))
        outcomes = [
            joining.add(paper, stamp, digest, self._load)
            for (paper, stamp), digest in zip(records, hashes, strict=True)
        ]
        self.conflicts += joining.conflicts
        self._commit(joining.changed())
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

    def _commit(self, states: Sequence[PaperState]) -> None:
        rows = rows_of(states, self._load)
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
        batch.nodes("Paper", rows.papers)
        batch.nodes("Topic", list(rows.topics.values()), "merge_shared_nodes")
        batch.nodes("Funder", list(rows.funders.values()), "merge_shared_nodes")
        batch.nodes("Author", list(rows.authors.values()), "merge_authors")
        batch.relationships("AUTHORED", rows.authored)
        batch.relationships("ABOUT", rows.about)
        batch.relationships("FUNDED_BY", rows.funded)
        if gone := sorted(former - rows.authors.keys()):
            batch.run("forget_former_authors", ids=gone)
        batch.commit(self._client)
