"""The evidence behind a row of an answer: that of whatever its columns identify, and of what joins it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from tiegraph.why.columns import NOTHING, TOTAL, Kind, identified
from tiegraph.why.explain import MOST, Known, between, explain_known, explain_pair, look_up, strings_of, what_is
from tiegraph.why.explanation import Explanation, Section

if TYPE_CHECKING:
    from tiegraph.answer import Answer
    from tiegraph.knowledge import KnowledgeBase


def explain_row(kb: KnowledgeBase, answer: Answer, row: Mapping[str, Any]) -> Explanation:
    """The evidence behind a row, under the sentence that says the row.

    Of institutions in columns of their own, what joins each to the next; of list entries, what links them to these
    institutions; of papers that no such pair showed, the strings as printed. What is in no pair is told by itself.
    """
    sections = tuple(Evidence(kb, answer.parameters, row).sections())
    otherwise = TOTAL.format_map(row) if {"origin", "retrieved"} <= row.keys() else NOTHING
    return Explanation(answer.question.title, answer.say(row), sections or (Section("Evidence", (otherwise,)),))


def explain_chain(kb: KnowledgeBase, answer: Answer, row: Mapping[str, Any]) -> Explanation:
    """As `explain_row`, under the links that the row rests on, the weakest of them, and what else could explain it."""
    from tiegraph.why.chain import chain_sections

    told = explain_row(kb, answer, row)
    links = chain_sections(kb, Evidence(kb, answer.parameters, row), row)
    return Explanation(told.title, told.summary, (*links, *told.sections))


class Evidence:
    """What a row identifies, in its own order and each once."""

    def __init__(self, kb: KnowledgeBase, parameters: Mapping[str, Any], row: Mapping[str, Any]) -> None:
        self._kb = kb
        #: institutions in columns of their own: the row says that each has to do with the next
        self.chain: dict[str, Known] = {}
        #: institutions in a list, reports, lists, rules …: nothing is said of them among each other
        self.others: dict[str, Known] = {}
        self.entries: dict[str, Known] = {}
        self.papers: dict[str, None] = {}
        for kind, value in identified(parameters, row):
            ids = [value] if isinstance(value, str) else value
            if kind is Kind.PAPER:
                self.papers |= dict.fromkeys(ids)
            else:
                self._keep(ids, kind, listed=ids is value)

    def sections(self) -> Iterator[Section]:
        """The evidence: pairs first, then links of entries, papers, and what stands alone."""
        alone = {**self.chain, **self.entries}
        for one, two in pairwise(self.chain.values()):
            told, both = between(self._kb, one.key, two.key, papers=list(self.papers) or None)
            self.papers = {paper: None for paper in self.papers if paper not in both}
            yield from _headed(told)
            alone.pop(one.key, None)
            alone.pop(two.key, None)
        for entry in self.entries.values():
            for body in (*self.chain.values(), *self.others.values()):
                link = explain_pair(self._kb, entry, body) if body.label == Kind.INSTITUTION else None
                if link and link.sections:
                    yield from _headed(link)
                    alone.pop(entry.key, None)
                    alone.pop(body.key, None)
        yield from self._printed()
        # What a report states is the evidence; the bodies that it names come after it.
        others = sorted(self.others.values(), key=lambda known: known.label != Kind.REPORT)
        for known in (*alone.values(), *others):
            yield from _headed(explain_known(self._kb, known))

    def _keep(self, ids: Iterable[str], kind: Kind, *, listed: bool) -> None:
        for id in ids:
            # A column of any kind can hold what is no node, such as the code of a country that no file brought.
            known = look_up(self._kb, id) if kind is Kind.ANY else what_is(self._kb, id)
            if known is None:
                continue
            if known.label == Kind.ENTRY:
                self.entries[known.key] = known
            elif known.label == Kind.INSTITUTION and not listed:
                self.chain[known.key] = known
            else:
                self.others[known.key] = known

    def _printed(self) -> Iterator[Section]:
        papers = list(self.papers)
        for paper in papers[:MOST]:
            yield strings_of(self._kb, paper)
        if len(papers) > MOST:
            yield Section(f"And {len(papers) - MOST:,} more papers", (", ".join(papers[MOST:]),))


def _headed(told: Explanation) -> Iterator[Section]:
    yield Section(told.title, (told.summary,))
    yield from told.sections
