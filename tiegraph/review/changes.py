"""Judgements into the graph, and what that changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from cypher.client import Client
from cypher.statements import statement
from loader.link import Beside, Linked, link
from loader.run import only_load

_SHOWN = 10


@dataclass(frozen=True, slots=True)
class Changes:
    """Institutions that are on a list now and were not, and those that no longer are: name and papers by id."""

    linked: Linked
    listed: dict[str, tuple[str, int]]
    unlisted: dict[str, tuple[str, int]]

    def lines(self, file: str) -> Iterator[str]:
        """What changed, in sentences; `file` is that of the judgements."""
        yield (
            f"Judged links: {self.linked.judged:,}. Open cases: {self.linked.candidates:,}. "
            f"Papers read anew: {self.linked.papers:,}."
        )
        for what, institutions in (("Now on a list", self.listed), ("No longer on a list", self.unlisted)):
            if institutions:
                ordered = sorted((-papers, name, id) for id, (name, papers) in institutions.items())
                named = "; ".join(f"{name} ({id}; papers: {-less:,})" for less, name, id in ordered[:_SHOWN])
                more = f"; and {len(ordered) - _SHOWN:,} more" if len(ordered) > _SHOWN else ""
                yield f"{what}: {named}{more}."
        if not self.listed and not self.unlisted:
            yield "No institution came onto a list or left one."
        yield from (f"Kept, and without effect here: {file}, {text}." for text in self.linked.unknown_judgements)


def apply(client: Client, beside: Beside, progress: Callable[[str, int], None] = lambda step, done: None) -> Changes:
    """Link anew with the judgements of `beside`.

    Raises `SourceError` where judgements contradict each other, `LoadError` while a load is running.
    """
    with only_load(client):
        before = _listed(client)
        linked = link(client, progress, beside)
        client.write([(statement("mark_loads_linked"), {})])
        after = _listed(client)
    return Changes(
        linked,
        {id: about for id, about in after.items() if id not in before},
        {id: about for id, about in before.items() if id not in after},
    )


def _listed(client: Client) -> dict[str, tuple[str, int]]:
    return {row["id"]: (row["name"], row["papers"]) for row in client.rows("listed_institutions")}
