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
    from tiegraph.answer import Answer
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
_PAIRS: dict[tuple[str, str], tuple[str, Tell]] = {
    ("Institution", "Institution"): ("between_institutions", pairs.institutions),
    ("Designation", "Institution"): ("between_entry_and_institution", pairs.entry_and_institution),
    ("Paper", "Institution"): ("between_paper_and_institution", pairs.paper_and_institution),
}


def explain(kb: KnowledgeBase, id: str, other: str | None = None) -> Explanation:
    """The evidence behind one id, or behind what joins two. Raises `UsageError` for an id that is not there."""
    first = what_is(kb, id)
    if other is None:
        return _single(kb, first)
    return _pair(kb, first, what_is(kb, other))


def explain_row(kb: KnowledgeBase, answer: Answer, row: Mapping[str, Any]) -> Explanation:
    """The evidence behind a row: its sentence, then what joins its two institutions, then its list entries."""
    institutions, entries = _ids(row)
    told = []
    if len(institutions) == 2:
        first, second = (what_is(kb, id) for id in institutions)
        told.append(_pair(kb, first, second, papers=_papers(row)))
    else:
        told += [_single(kb, what_is(kb, id)) for id in institutions]
    for entry in entries:
        for id in institutions:
            link = _pair(kb, what_is(kb, entry), what_is(kb, id))
            told += [link] if link.sections else []
    sections = [Section(one.title, (one.summary,)) if at else Section(one.title) for at, one in enumerate(told)]
    merged = [part for heading, one in zip(sections, told, strict=True) for part in (heading, *one.sections)]
    return Explanation(answer.question.title, answer.question.say(row), tuple(merged))


def what_is(kb: KnowledgeBase, id: str) -> Known:
    """The node that an id means; DOIs and ROR addresses are understood as people copy them. Raises `UsageError`."""
    given = id.strip()
    bare = (
        given.partition(":")[2] if given.partition(":")[0] in ("doi", "openalex", "pmid", "pmcid", "arxiv") else given
    )
    doi, ror = identifiers.doi(given), identifiers.ror(given)
    forms = [given, bare, *([doi] if doi else []), *([f"ror:{ror.removeprefix('ror:')}"] if ror else [])]
    found = kb.client.rows("what_is", ids=list(dict.fromkeys(forms)))
    if not found:
        raise UsageError(f"Nothing that is loaded has the id {given!r}; {kb.meant(given)}")
    return Known(found[0]["label"], found[0]["key"], found[0]["name"])


def _single(kb: KnowledgeBase, known: Known) -> Explanation:
    name, tell = _SINGLE.get(known.label, ("around_node", single.other))
    around, facts = _read(kb, statement(name, known.label), id=known.key, most=MOST)
    return tell(around, known.key, facts, kb.loads())


def _pair(kb: KnowledgeBase, first: Known, second: Known, papers: list[str] | None = None) -> Explanation:
    for one, two in ((first, second), (second, first)):
        if (one.label, two.label) in _PAIRS:
            name, tell = _PAIRS[one.label, two.label]
            around, facts = _read(kb, statement(name), id=one.key, other=two.key, most=MOST, papers=papers)
            if tell is pairs.institutions:
                facts = {**facts, "kinds": _kinds(kb, one.key, two.key)}
            return tell(around, one.key, two.key, facts)
    can = ", or ".join(f"{a.lower()} and {b.lower()}" for a, b in _PAIRS)
    raise UsageError(
        f"{first.key} ({first.label}) and {second.key} ({second.label}): what joins these two is not told; give {can}."
    )


def _kinds(kb: KnowledgeBase, one: str, two: str) -> dict[str, str]:
    """Joint, bridged, dual or unknown: what each paper says of two institutions, by the rule of the questions."""
    everything = {"include_inferred": True, "max_authors": 10**9, "max_paths": 0}
    answer = kb.ask("papers-between", beside=False, institution=one, other=two, **everything)
    return {row["paper"]: row["kind"] for row in answer.rows}


def _read(kb: KnowledgeBase, text: str, **parameters: Any) -> tuple[Surroundings, Mapping[str, Any]]:
    result = kb.client.read(text, parameters)
    return Surroundings(result.subgraph), result.rows[0] if result.rows else {}


def _ids(row: Mapping[str, Any]) -> tuple[list[str], list[str]]:
    """The institutions (at most two) and the list entries that a row names in its columns of ids."""
    singles = [value for name, value in row.items() if name.endswith("_id") and isinstance(value, str)]
    institutions = [id for id in dict.fromkeys(singles) if identifiers_of_institution(id)]
    entries = [row["designation_id"]] if row.get("designation_id") else list(row.get("designations") or ())
    return institutions[:2], entries


def identifiers_of_institution(id: str) -> bool:
    """Whether an id is of one of the forms that institutions have."""
    return id.partition(":")[0] in ("ror", "kp", "lst", "cur") or id.startswith("openalex:I")


def _papers(row: Mapping[str, Any]) -> list[str] | None:
    ids = [*(row.get("paper_ids") or ()), *(row.get("dual_ids") or ())]
    return ids or None
