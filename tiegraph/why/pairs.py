"""What is told about two nodes and what joins them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tiegraph.why.explanation import Explanation, Section
from tiegraph.why.words import Surroundings, about_edge, cited, listed, name, named, printed, signatures

Facts = Mapping[str, Any]


def institutions(around: Surroundings, id: str, other: str, facts: Facts) -> Explanation:
    """The papers that print both, with the strings of either side and who signed them."""
    one, two = around.nodes[id], around.nodes[other]
    title = f"{named(one)} and {named(two)}"
    sections = [
        Section(
            f"{name(around.nodes[edge.source])}: {_KIN[edge.type]} {name(around.nodes[edge.target])}",
            tuple(about_edge(edge)),
        )
        for edge in around.edges("PART_OF", "SUCCEEDED_BY")
    ]
    shown = around.labelled("Paper")
    for paper in sorted(
        shown, key=lambda node: (node.properties.get("date_min") is None, node.properties.get("date_min"), node.id)
    ):
        signed = signatures(around, paper.id)
        kind = facts["kinds"].get(paper.id)
        lines = [f"{kind}: {_KINDS[kind]}"] if kind else []
        for body in (one, two):
            for edge in around.edges("LISTS", source=paper.id, target=body.id):
                lines += [f"{name(body)}:", *(f"  {line}" for line in printed(edge, signed))]
        sections.append(Section(cited(paper), tuple(lines)))
    if not facts["papers"]:
        return Explanation(
            title,
            "No paper that was loaded prints both. That is no clearance: it speaks for the papers and names searched.",
            tuple(sections),
        )
    more = "" if len(shown) == facts["papers"] else f", of which {len(shown)} stand here"
    return Explanation(title, f"Loaded papers that print both: {facts['papers']:,}{more}.", tuple(sections))


def entry_and_institution(around: Surroundings, id: str, other: str, _facts: Facts) -> Explanation:
    """What the link between a list entry and an institution rests on."""
    entry, body = around.nodes[id], around.nodes[other]
    periods = around.edges("ON_LIST", source=id)
    title = f"{named(entry)} and {named(body)}"
    links = around.edges("TARGETS", "MAY_TARGET", source=id)
    if not links:
        return Explanation(title, "Nothing links this entry to this institution or to what it is a part of.")
    direct = any(edge.target == other for edge in links)
    sure = any(edge.type == "TARGETS" for edge in links)
    summary = f"The entry {'is' if sure else 'is perhaps'} {'the same body as' if direct else 'a body that'} "
    summary += f"{name(body)}" if direct else f"{name(body)} is a unit of"
    summary += f"; on {entry.properties.get('list')} {listed(periods)}." if periods else "."
    sections = [
        Section(
            f"{'The same body as' if edge.type == 'TARGETS' else 'Perhaps'} {named(around.nodes[edge.target])}",
            tuple(about_edge(edge)),
        )
        for edge in links
    ]
    sections += [
        Section(
            f"{named(around.nodes[edge.source])}: part of {named(around.nodes[edge.target])}", tuple(about_edge(edge))
        )
        for edge in around.edges("PART_OF")
    ]
    return Explanation(title, summary, tuple(sections))


def paper_and_institution(around: Surroundings, id: str, other: str, _facts: Facts) -> Explanation:
    """The strings of a paper in which an institution was recognised."""
    paper, body = around.nodes[id], around.nodes[other]
    edges = around.edges("LISTS", source=id, target=other)
    title = f"{name(paper)} and {named(body)}"
    corrected = [Section("Corrected by a person", tuple(said))] if (said := paper.properties.get("corrections")) else []
    if not edges:
        none = f"{cited(paper)}: no string of this paper was read as {name(body)}."
        return Explanation(title, none, tuple(corrected))
    lines = [line for edge in edges for line in printed(edge, signatures(around, id))]
    sections = (Section("As printed", tuple(lines)), *corrected)
    return Explanation(title, f"{cited(paper)}: it prints {name(body)}.", sections)


#: What a paper says of two institutions (DESIGN, "Who was where").
_KINDS = {
    "joint": "there is someone for each of the two who does not sign for the other",
    "bridged": "someone signs for both, and others for one of the two",
    "dual": "one person signs for both, and nobody else for either; not counted as a paper of the two",
    "unknown": "the paper does not say who belongs to one of the two",
}
_KIN = {"PART_OF": "part of", "SUCCEEDED_BY": "succeeded by"}
