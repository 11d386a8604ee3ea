"""Questions asked of only what may be passed on: every match of a question gets a condition on its sources.

A publisher's licence is that of its records, so the condition looks at the sources that a node names: one that
may be passed on is enough. The statement is written anew, not the file, so that all questions are treated alike; it
still runs as it stands in Neo4j Browser.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, replace

from cypher import statement_check
from cypher.parameters import literal
from cypher.question import Question

#: Nodes that carry records of sources. Authors, topics and the rest are met through them only.
LABELS = ("Paper", "Institution", "Designation", "Report", "Rule", "Figure")
_NODE = re.compile(rf"\(\s*(\w*)\s*:\s*({'|'.join(LABELS)})\b((?:\s*[:&|]\s*\w+)*)\s*(\{{[^{{}}]*\}})?\s*\)")


@dataclass(frozen=True, slots=True)
class Licences:
    """Ids of the sources that may be passed on; `lists` are those that may where a source has its list's licence."""

    sources: frozenset[str]
    by_list: frozenset[str] = frozenset()
    lists: frozenset[str] = frozenset()

    def allow(self, node: str, label: str) -> str:
        """The Cypher condition that the node `node` may be passed on."""
        condition = self._from_one_of(node, self.sources)
        if label == "Designation" and self.by_list:
            condition += f" OR {node}.list IN {_sorted(self.lists)} AND {self._from_one_of(node, self.by_list)}"
        if label == "Institution":
            # One that exists because an entry names it has no other source.
            entry = f"{node}_entry"
            allowed = self.allow(entry, "Designation")
            named = f"({node})<-[:TARGETS|MAY_TARGET]-({entry}:Designation) WHERE {allowed}"
            condition += f" OR {node}.provenance IS NULL AND EXISTS {{ {named} }}"
        return condition

    @staticmethod
    def _from_one_of(node: str, sources: Collection[str]) -> str:
        # `source@day|properties` of those whose values stand there, `source|hash` of all that have it; and
        # `source (mentioned)` is what a record of the source says in passing.
        given = f"coalesce({node}.provenance, []) + coalesce({node}.hashes, [])"
        # Named after the node, as the statement may use any other name.
        one = f"{node}_given"
        return f"any({one} IN {given} WHERE split(split(split({one}, '|')[0], '@')[0], ' (')[0] IN {_sorted(sources)})"


def only_passable(question: Question, licences: Licences) -> Question:
    """The question asked of what `licences` allow to pass on: its statement and text with the conditions in them."""
    statement = restricted(question.statement, licences)
    return replace(
        question, statement=statement, text=question.text.replace(question.statement.rstrip(), statement.rstrip())
    )


def restricted(statement: str, licences: Licences) -> str:
    """`statement` with a condition in every node pattern that has one of `LABELS`."""
    blanked = statement_check.blank(statement)
    parts, end = [], 0
    for number, match in enumerate(_NODE.finditer(blanked), 1):
        name, label, more, _ = match.groups()
        node = name or f"passable_{number}"
        # From the text itself: the blanked one lacks what strings hold.
        properties = statement[match.start(4) : match.end(4)] if match.group(4) else ""
        pattern = f"({node}:{label}{more}{' ' if properties else ''}{properties} WHERE {licences.allow(node, label)})"
        parts += [statement[end : match.start()], pattern]
        end = match.end()
    return "".join([*parts, statement[end:]])


def _sorted(ids: Collection[str]) -> str:
    return literal(sorted(ids))
