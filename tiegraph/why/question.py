"""How a question is answered, in words."""

from __future__ import annotations

from cypher.catalogue import STANDING_CAVEATS
from cypher.counting import counting
from cypher.explained import ways
from cypher.question import Question
from tiegraph.why.explanation import Explanation, Section


def explain_question(asked: Question) -> Explanation:
    """The question, its ways through the graph, how it counts, what stands beside it, and what it does not say."""
    sections = [
        Section("Its path", tuple(ways(asked))),
        Section("How it counts", tuple(counting(asked))),
        Section("What a row says", (asked.sentence,)),
    ]
    if asked.scan:
        sections.append(Section("Reads all of a kind", (f"because {asked.scan}",)))
    if asked.beside:
        sections.append(Section("Asked beside it", asked.beside))
    sections.append(Section("What the answer does not say", (*asked.caveats, *STANDING_CAVEATS)))
    return Explanation(f"{asked.id}: {asked.title}", asked.question, tuple(sections))
