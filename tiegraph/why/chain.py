"""The links that a row of an answer rests on, how strong each is, and what else could explain what the row shows.

A chain is as strong as its weakest link. What is weaker than what is declared here once, in four steps; within a step
nothing is said to be weaker than anything else.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cypher.result import Edge, Node
from tiegraph.why.explain import MOST, around_link, around_paper
from tiegraph.why.explanation import Section
from tiegraph.why.words import Surroundings, name, named
from viz.doubts import doubts, doubts_of_link
from viz.words import when

if TYPE_CHECKING:
    from tiegraph.knowledge import KnowledgeBase
    from tiegraph.why.rows import Evidence

#: From strong to weak.
STEPS = (
    "read as printed, or confirmed by a person",
    "by a publisher's record, a rule for names, or one signature",
    "by an aggregator's record, a publisher's cluster, or a day known by month or year",
    "inferred, waiting for a person's judgement, or without a day",
)
_BASES = {"printed": 0, "publisher": 1, "aggregator": 2, "inferred": 3}
#: Columns that compare days: only where a row has one of them does the day of a paper carry it.
_DAYS = {"before", "after", "undetermined", "published", "published_min", "after_2321", "first", "last", "year"}


@dataclass(frozen=True, slots=True)
class Link:
    """One link: what it says, and its place in `STEPS`."""

    text: str
    step: int


def chain_sections(kb: KnowledgeBase, evidence: Evidence, row: Mapping[str, Any]) -> list[Section]:
    """The chain with its weakest link, and what else could explain the row; nothing for a row without papers."""
    papers = list(evidence.papers)
    read = {paper: around_paper(kb, paper) for paper in papers[:MOST]}
    bodies = {*evidence.chain, *evidence.others}
    days = bool(_DAYS & row.keys())
    links = [link for entry in evidence.entries for link in _of_entry(kb, entry, evidence, days)]
    said: dict[str, list[str]] = defaultdict(list)
    found = [link for link, _ in links]
    for _, sentences in links:
        for sentence in sentences:
            said[sentence].append("")
    for paper, around in read.items():
        found += _of_paper(around, paper, bodies, days)
        for sentence in _doubts(around, paper, bodies):
            said[sentence].append(paper)
    if not found:
        return []
    weakest = max(link.step for link in found)
    shown = [link.text for link in dict.fromkeys(found)]
    if len(papers) > len(read):
        shown.append(f"and {len(papers) - len(read):,} more papers, which are not shown")
    return [
        Section("The chain", tuple(shown)),
        Section(
            f"Its weakest link{'s' if sum(link.step == weakest for link in found) > 1 else ''}: {STEPS[weakest]}",
            tuple(dict.fromkeys(link.text for link in found if link.step == weakest)),
        ),
        Section(
            "What else could explain it",
            tuple(_where(sentence, on, len(read)) for sentence, on in said.items()) or ("Nothing that is known here.",),
        ),
    ]


def _of_entry(kb: KnowledgeBase, entry: str, evidence: Evidence, days: bool) -> Iterator[tuple[Link, list[str]]]:
    """The links of a list entry to the row's institutions, each with what else could explain it, and its days."""
    for body in (*evidence.chain.values(), *evidence.others.values()):
        if body.label != "Institution":
            continue
        around = around_link(kb, entry, body.key)
        for edge in around.edges("TARGETS", "MAY_TARGET", source=entry):
            text = f"list entry {named(around.nodes[entry])} is {name(around.nodes[edge.target])}: "
            text += f"{edge.properties.get('method')}, {edge.properties.get('judgement')}"
            yield Link(text, _step_of(edge)), doubts_of_link(edge, around.nodes)
            for period in around.edges("ON_LIST", source=entry) if days else ():
                first, last = period.properties.get("from_min"), period.properties.get("from_max")
                text = f"list entry {entry} stands on {period.target} since {when(first, last) or 'a day not known'}"
                yield Link(text, 3 if first is None else 2 if first != last else 0), []


def _step_of(link: Edge) -> int:
    if link.properties.get("judgement") == "confirmed":
        return 0
    return 1 if link.type == "TARGETS" and link.properties.get("judgement") != "unsure" else 3


def _of_paper(around: Surroundings, paper: str, bodies: set[str], days: bool) -> Iterator[Link]:
    """The links of a paper: to the row's institutions (all of its own, where the row names none), and its day."""
    node = around.nodes[paper]
    edges = around.edges("LISTS", source=paper)
    for edge in [edge for edge in edges if edge.target in bodies] or edges:
        bases = edge.properties.get("bases") or ["inferred"]
        best = min(bases, key=lambda basis: _BASES.get(basis, 3))
        text = (
            f"{paper} prints {name(around.nodes[edge.target])}: {best}, {edge.properties['methods'][bases.index(best)]}"
        )
        yield Link(text, _BASES.get(best, 3))
    if days:
        yield _day(node)


def _day(paper: Node) -> Link:
    first, last = paper.properties.get("date_min"), paper.properties.get("date_max")
    if first is None:
        return Link(f"{paper.id} has no day of publication", 3)
    return Link(f"{paper.id} is of {when(first, last)}", 0 if first == last else 2)


def _doubts(around: Surroundings, paper: str, bodies: set[str]) -> list[str]:
    """What else could explain that the row's institutions stand on the paper, and that its signatures are people."""
    edges = around.edges("LISTS", source=paper)
    kept = [edge for edge in edges if edge.target in bodies] or edges
    return doubts(around.nodes[paper], kept, around.nodes)


def _where(sentence: str, on: list[str], papers: int) -> str:
    """A sentence with the papers that it is about; alone where it is about all of them, or about a list entry."""
    about = [paper for paper in on if paper]
    if not about or len(about) == papers > 1:
        return sentence
    return f"{', '.join(about)}: {sentence}"
