"""What else could explain a tie: that institutions stand on one paper, or that papers are one person's."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import combinations

from cypher.result import Edge, Node

#: The heading that these sentences stand under.
DOUBTS = "What else could explain this"
#: From here on two authors of a paper need not have met. A choice of ours: it only decides whether the sentence stands.
MANY_AUTHORS = 20

#: What a person is taken for one by, where that can mix several people.
_WEAK_IDENTITIES = {
    "publisher cluster": "A publisher's cluster of signatures joins these papers; it can mix people of one name.",
    "mention": "Known by one signature on one paper only; others of that name are other people until shown otherwise.",
}


def doubts(node: Node, edges: Iterable[Edge], nodes: Mapping[str, Node]) -> list[str]:
    """Sentences for a paper or an author; `edges` are those at the node. None for other kinds of node."""
    if node.label == "Author":
        weak = _WEAK_IDENTITIES.get(str(node.properties.get("identity")))
        return [weak] if weak else []
    if node.label != "Paper":
        return []
    listed = [edge for edge in edges if edge.type == "LISTS" and edge.source == node.id]
    found = [*_of_the_paper(node), *_dual(listed, nodes), *_not_read(listed, nodes)]
    if len(listed) > 1:
        found.append("Work can be authorised or exempt; licences and exemptions are not known here.")
    return found


def doubts_of_link(link: Edge, nodes: Mapping[str, Node]) -> list[str]:
    """Sentences for a link between a list entry and an institution; none for one that a person confirmed."""
    known = link.properties
    if known.get("judgement") == "confirmed":
        return []
    name = known.get("entry_name") or nodes[link.source].properties.get("name")
    body = _name(nodes[link.target])
    found = [f"The entry and {body} are taken for one by the name “{name}”: another body can bear it."]
    if link.type == "MAY_TARGET":
        found.append(f"Nobody has judged yet whether the entry means {body}.")
    return found


def _of_the_paper(paper: Node) -> list[str]:
    known = paper.properties
    found = []
    if known.get("retracted"):
        found.append("A source says the paper is retracted.")
    first, last = known.get("date_min"), known.get("date_max")
    if first != last:
        found.append("The day of publication is not known: what lies within that time can be before or after.")
    number = known.get("n_authors")
    if isinstance(number, int) and number >= MANY_AUTHORS:
        found.append(f"The paper has {number} authors: two of them need not have worked with each other.")
    if str(known.get("authors_source") or "").startswith("truncated"):
        found.append("Its list of authors was cut by the source: who is missing is not known.")
    return found


def _dual(listed: Iterable[Edge], nodes: Mapping[str, Node]) -> list[str]:
    """Pairs of institutions that one and the same author printed, and nobody else."""
    authors: dict[str, set[int]] = defaultdict(set)
    for edge in listed:
        authors[edge.target] |= set(edge.properties.get("author_positions") or ())
    return [
        f"{_name(nodes[a])} and {_name(nodes[b])} are both printed by author {position} alone: "
        "one person's two affiliations, not two people."
        for a, b in combinations(sorted(authors), 2)
        if authors[a] == authors[b] and len(authors[a]) == 1 and (position := next(iter(authors[a])))
    ]


def _not_read(listed: Iterable[Edge], nodes: Mapping[str, Node]) -> list[str]:
    """Institutions of which nobody read the name on the paper or in its publisher's record."""
    said = {"aggregator": "comes from an aggregator's record, not from the paper", "inferred": "is inferred, not read"}
    found = []
    for edge in listed:
        bases = set(edge.properties.get("bases") or ())
        weakest = next((basis for basis in ("aggregator", "inferred") if bases == {basis}), None)
        if weakest:
            found.append(f"That {_name(nodes[edge.target])} is on the paper {said[weakest]}.")
    return found


def _name(institution: Node) -> str:
    return str(institution.properties.get("name") or institution.id)
