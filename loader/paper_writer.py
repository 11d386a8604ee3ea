"""Batches of paper records into the graph: find what is stored, join, write."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from cypher.client import Client
from loader.merging import Stamp, content_hash, hashes_of
from loader.paper_joining import Id, PaperJoining
from loader.paper_rows import PaperRows, rows_of
from loader.papers import PREFIXES, PaperState, ids_of, stored_state
from loader.pipeline import Pipeline
from loader.records import Paper
from loader.writing import Batch, Rows


class PaperWriter:
    """Writes papers of one load. Sentences about ids that two works claim go into `conflicts`."""

    def __init__(
        self, client: Client, load: str, precedence: Callable[[str], int], pipeline: Pipeline, conflicts: list[str]
    ) -> None:
        self._client = client
        self._load = load
        self._precedence = precedence
        self._pipeline = pipeline
        self._conflicts = conflicts
        self._topics, self._funders = _Shared(), _Shared()

    def write(
        self,
        records: Sequence[tuple[Paper, Stamp]],
        then: Callable[[list[str]], None],
        otherwise: Callable[[BaseException], None] | None = None,
    ) -> None:
        """Write one batch in one transaction; `then` is given the outcome of each record, in order, once it is done.

        `otherwise` is called instead where the database refused the batch for what it holds; nothing of it is written.

        Batches of new works are written at the same time, where they share no id.
        """
        ids = {known for paper, _ in records for known in ids_of(paper).items()}
        self._pipeline.wait_for(ids)
        hashes = [content_hash(paper) for paper, _ in records]
        stored = self._stored(ids)
        owner: dict[Id, str] = {known: key for key, row in stored.items() for known in ids_of(row).items()}
        joining = PaperJoining(self._precedence, owner, self._contents(records, hashes, stored, owner))
        outcomes = [
            joining.add(paper, stamp, digest, self._load)
            for (paper, stamp), digest in zip(records, hashes, strict=True)
        ]
        states = joining.changed()
        rows = rows_of(states, self._load)
        # A person whom one batch leaves without papers may be on a paper of the other; what was said last of a topic
        # or funder stands.
        alone = any(state.stored_as for state in states)
        if alone or self._topics.changes(rows.topics) or self._funders.changes(rows.funders):
            self._pipeline.settle()
        batch = self._batch(states, rows)

        def written(_: None) -> None:
            self._topics.learn(rows.topics)
            self._funders.learn(rows.funders)
            self._conflicts += joining.conflicts
            then(outcomes)

        self._pipeline.run(lambda: batch.commit(self._client), ids, written, otherwise)
        if alone:
            self._pipeline.settle()

    def _stored(self, ids: set[Id]) -> dict[str, dict[str, Any]]:
        values: dict[str, list[str]] = {name: [] for name in PREFIXES}
        for name, value in sorted(ids):
            values[name].append(value)
        return {row["id"]: row for row in self._client.rows("known_papers", **values)}

    def _contents(
        self,
        records: Sequence[tuple[Paper, Stamp]],
        hashes: Sequence[str],
        stored: dict[str, dict[str, Any]],
        owner: dict[Id, str],
    ) -> dict[str, PaperState]:
        """The stored papers that some record may change, with their author lists."""
        if not stored:
            return {}
        wanted = set()
        for (paper, stamp), digest in zip(records, hashes, strict=True):
            hits = {owner[known] for known in ids_of(paper).items() if known in owner}
            if len(hits) > 1 or any(digest not in hashes_of(stored[key], stamp.source) for key in hits):
                wanted |= hits
        rows = self._client.rows("paper_contents", ids=sorted(wanted)) if wanted else []
        return {row["id"]: stored_state(row["properties"], row) for row in rows}

    def _batch(self, states: Sequence[PaperState], rows: PaperRows) -> Batch:
        former = {person for state in states for person in state.former_authors}
        absorbed = [key for state in states for key in state.absorbed if key != state.stored_as]
        stored = {state.stored_as: state.key for state in states if state.stored_as}
        renamed = [{"old": old, "key": key} for old, key in stored.items() if old != key]
        kept = set(stored.values())
        batch = Batch()
        if stored:
            batch.run("clear_papers", ids=sorted([*stored, *absorbed]))
        if absorbed:
            batch.remove_nodes("Paper", absorbed)
        if renamed:
            batch.run("rename_papers", rows=renamed)
        batch.nodes("Paper", [row for row in rows.papers if row["key"] in kept])
        batch.nodes("Paper", [row for row in rows.papers if row["key"] not in kept], "create_nodes")
        batch.nodes("Topic", self._topics.news(rows.topics), "merge_shared_nodes")
        batch.nodes("Funder", self._funders.news(rows.funders), "merge_shared_nodes")
        batch.nodes("Author", list(rows.authors.values()), "merge_authors")
        # Nothing is there that they could be joined with: the papers are new, or have been cleared.
        batch.relationships("AUTHORED", rows.authored, "create_relationships")
        batch.relationships("ABOUT", rows.about, "create_relationships", by=("end", "start"))
        batch.relationships("FUNDED_BY", rows.funded, "create_relationships", by=("end", "start"))
        if gone := sorted(former - rows.authors.keys()):
            batch.run("forget_former_authors", ids=gone)
        return batch


class _Shared:
    """Topics or funders of one load: what is in the graph need not be said again, and would lock a hub."""

    def __init__(self) -> None:
        self._said: dict[str, dict[str, Any]] = {}
        self._written: dict[str, dict[str, Any]] = {}

    def changes(self, rows: Mapping[str, Mapping[str, Any]]) -> bool:
        """Whether something else is said of one than before, be it written already or not."""
        return any(
            key in self._said and not row["properties"].items() <= self._said[key].items() for key, row in rows.items()
        )

    def news(self, rows: Mapping[str, dict[str, Any]]) -> Rows:
        """The rows that are not known to be written."""
        for key, row in rows.items():
            self._said[key] = {**self._said.get(key, {}), **row["properties"]}
        return [row for key, row in rows.items() if not row["properties"].items() <= self._written.get(key, {}).items()]

    def learn(self, rows: Mapping[str, Mapping[str, Any]]) -> None:
        """These have been written."""
        for key, row in rows.items():
            self._written[key] = {**self._written.get(key, {}), **row["properties"]}
