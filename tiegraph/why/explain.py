"""Finds out what ids mean, and has the right thing told about them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cypher.errors import UsageError
from cypher.statements import statement
from loader import identifiers
from tiegraph.why import pairs, single
from tiegraph.why.explanation import Explanation, Section
from tiegraph.why.words import Surroundings

if TYPE_CHECKING:
    from tiegraph.knowledge import KnowledgeBase

#: Papers, units and the like beyond this number are counted, not shown.
MOST = 10


@dataclass(frozen=True, slots=True)
class Known:
    """A node by its label in the model and its key."""

    label: str
    key: str
    name: str | None


Tell = Callable[..., Explanation]

_SINGLE: dict[str, tuple[str, Tell]] = {
    "Institution": ("around_institution", single.institution),
    "Designation": ("around_designation", single.designation),
    "Paper": ("around_paper", single.paper),
    "Author": ("around_author", single.author),
    "Report": ("around_report", single.report),
}
#: Two institutions are told by `between`.
_PAIRS: dict[tuple[str, str], tuple[str, Tell]] = {
    ("Designation", "Institution"): ("between_entry_and_institution", pairs.entry_and_institution),
    ("Paper", "Institution"): ("between_paper_and_institution", pairs.paper_and_institution),
}


def explain(kb: KnowledgeBase, id: str, other: str | None = None) -> Explanation:
    """The evidence behind one id, or behind what joins two. Raises `UsageError` for an id that is not there."""
    first = what_is(kb, id)
    if other is None:
        return explain_known(kb, first)
    return explain_pair(kb, first, what_is(kb, other))


def what_is(kb: KnowledgeBase, id: str) -> Known:
    """The node that an id means; DOIs and ROR addresses are understood as people copy them. Raises `UsageError`."""
    if known := look_up(kb, id):
        return known
    raise UsageError(f"Nothing that is loaded has the id {id.strip()!r}; {kb.meant(id.strip())}")


def look_up(kb: KnowledgeBase, id: str) -> Known | None:
    """As `what_is`, but None where nothing has the id."""
    given = id.strip()
    scheme, _, rest = given.partition(":")
    bare = rest if scheme in ("doi", "openalex", "pmid", "pmcid", "arxiv") else given
    doi, ror = identifiers.doi(given), identifiers.ror(given)
    forms = [given, bare, *([doi] if doi else []), *([f"ror:{ror.removeprefix('ror:')}"] if ror else [])]
    found = kb.client.rows("what_is", ids=list(dict.fromkeys(forms)))
    return Known(found[0]["label"], found[0]["key"], found[0]["name"]) if found else None


def explain_known(kb: KnowledgeBase, known: Known) -> Explanation:
    """The evidence behind one node."""
    name, tell = _SINGLE.get(known.label, ("around_node", single.other))
    around, facts = _read(kb, statement(name, known.label), id=known.key, most=MOST)
    return tell(around, known.key, facts, kb.loads())


def explain_pair(kb: KnowledgeBase, first: Known, second: Known) -> Explanation:
    """The evidence behind what joins two nodes. Raises `UsageError` for two kinds of which that is not told."""
    if first.label == second.label == "Institution":
        return between(kb, first.key, second.key)[0]
    for one, two in ((first, second), (second, first)):
        if (one.label, two.label) in _PAIRS:
            name, tell = _PAIRS[one.label, two.label]
            around, facts = _read(kb, statement(name), id=one.key, other=two.key, most=MOST)
            return tell(around, one.key, two.key, facts)
    can = ", or ".join(f"{a.lower()} and {b.lower()}" for a, b in (("Institution", "Institution"), *_PAIRS))
    raise UsageError(
        f"{first.key} ({first.label}) and {second.key} ({second.label}): what joins these two is not told; give {can}."
    )


def between(
    kb: KnowledgeBase, one: str, two: str, papers: list[str] | None = None
) -> tuple[Explanation, Mapping[str, str]]:
    """What joins two institutions, of `papers` only where given; and all papers that print both, each with its kind.

    The kind (joint, bridged, dual or unknown) is by the rule of the questions.
    """
    everything: dict[str, Any] = {"include_inferred": True, "max_authors": 10**9, "max_paths": 0}
    answer = kb.ask("papers-between", beside=False, institution=one, other=two, **everything)
    kinds = {row["paper"]: row["kind"] for row in answer.rows}
    around, facts = _read(kb, statement("between_institutions"), id=one, other=two, most=MOST, papers=papers)
    return pairs.institutions(around, one, two, {**facts, "kinds": kinds}), kinds


def strings_of(kb: KnowledgeBase, paper: str) -> Section:
    """The affiliation strings of a paper in which institutions were recognised."""
    return single.strings(around_paper(kb, paper), paper)


def around_paper(kb: KnowledgeBase, paper: str) -> Surroundings:
    """A paper with its authors and institutions."""
    return _read(kb, statement("around_paper"), id=paper)[0]


def around_link(kb: KnowledgeBase, entry: str, body: str) -> Surroundings:
    """A list entry and an institution with what links the two, or links the entry to what the body is a part of."""
    return _read(kb, statement("between_entry_and_institution"), id=entry, other=body)[0]


def _read(kb: KnowledgeBase, text: str, **parameters: Any) -> tuple[Surroundings, Mapping[str, Any]]:
    result = kb.client.read(text, parameters)
    return Surroundings(result.subgraph), result.rows[0] if result.rows else {}
