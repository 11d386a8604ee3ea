"""What is told about one node."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from cypher.result import Edge, Node
from tiegraph.why.explanation import Explanation, Section
from tiegraph.why.words import (
    Surroundings,
    about_edge,
    about_node,
    cited,
    listed,
    name,
    named,
    place,
    printed,
    signatures,
)
from tiegraph.words import counted

#: Of entries of these kinds it means nothing that no institution stands beside them.
_NOT_COMPARED = {
    "person": "The entry is a person. Persons on lists are kept as printed and compared with nobody: neither with "
    "institutions nor with the authors of papers.",
    "vessel": "The entry is a vessel, and vessels are compared with no institution.",
    "aircraft": "The entry is an aircraft, and aircraft are compared with no institution.",
}
_NOBODY = (
    "No institution that is loaded bears a name of this entry, and the list does not say that it is an organisation: "
    "none stands for it, and no paper is found for it."
)
#: What nodes are of which only the facts are told.
_KINDS = {
    "ControlList": "a list of designations",
    "Rule": "a legal measure, for one period in force",
    "Country": "a country",
    "Topic": "a topic of OpenAlex",
    "Funder": "a funder of works",
    "Load": "a load run",
    "Model": "the version of the graph's model",
    "Figure": "a number of works that a source counts, and no paper",
}
Facts = Mapping[str, Any]
Loads = Sequence[Mapping[str, Any]]


def institution(around: Surroundings, id: str, facts: Facts, loads: Loads) -> Explanation:
    """Names, list entries with what the link rests on, parents and units, papers, leads, files."""
    body = around.nodes[id]
    entries = around.edges("TARGETS", target=id)
    candidates = around.edges("MAY_TARGET", target=id)
    lists = sorted({str(around.nodes[edge.source].properties.get("list")) for edge in entries})
    summary = f"{name(body)} is an institution" + (f" ({place(body)})" if place(body) else "")
    summary += f", on {', '.join(lists)}" if lists else ", on none of the lists that were loaded as far as names tell"
    summary += f". Loaded papers that print it: {facts['papers'] - facts['inferred']:,}"
    summary += f"; {facts['inferred']:,} more for which it was only inferred." if facts["inferred"] else "."
    sections = [Section("What is known of it", tuple(about_node(body)))]
    sections += [_entry(around, edge) for edge in entries]
    sections += [_entry(around, edge, "Perhaps meant by the list entry") for edge in candidates]
    sections += _kin(around, id)
    sections += _papers(around, id, facts["papers"])
    sections += [
        Section(
            f"Reported by others, not verified here: {edge.source}",
            (name(around.nodes[edge.source]), *about_edge(edge)),
        )
        for edge in around.edges("NAMES", target=id)
    ]
    return Explanation(named(body), summary, (*sections, *files(body, loads)))


def designation(around: Surroundings, id: str, _facts: Facts, loads: Loads) -> Explanation:
    """Where and since when it is listed, whom it means, the row as published, the file."""
    entry = around.nodes[id]
    periods = around.edges("ON_LIST", source=id)
    on = around.nodes[periods[0].target] if periods else None
    summary = f"{name(entry)} is an entry of {named(on) if on else entry.properties.get('list')}"
    summary += f", on it {listed(periods)}." if periods else "."
    sections = [Section("The entry", tuple(about_node(entry)))]
    sections += [_period(edge) for edge in periods]
    sections += [_target(around, edge, "The same body as") for edge in around.edges("TARGETS", source=id)]
    sections += [_target(around, edge, "Perhaps means") for edge in around.edges("MAY_TARGET", source=id)]
    if len(sections) == 1 + len(periods):
        sections.append(Section("No institution", (_NOT_COMPARED.get(entry.properties.get("kind", ""), _NOBODY),)))
    return Explanation(named(entry), summary, (*sections, *files(entry, loads)))


def paper(around: Surroundings, id: str, _facts: Facts, loads: Loads) -> Explanation:
    """The record, the author list with the affiliation strings, the institutions read in them."""
    node = around.nodes[id]
    authors = sorted(around.edges("AUTHORED", target=id), key=lambda edge: edge.properties["position"])
    read = around.edges("LISTS", source=id)
    summary = f"{cited(node)}. Authors known: {len(authors):,}; institutions recognised: {len(read):,}."
    sections = [Section("The record", tuple(about_node(node)))]
    sections += [
        Section(
            f"Author {edge.properties['position']}: {edge.properties.get('raw_name', '')}",
            (f"Person: {edge.source}", *about_edge(edge, "Place in the author list", "Signed as")),
        )
        for edge in authors
    ]
    sections += [
        Section(f"Institution: {named(around.nodes[edge.target])}", tuple(printed(edge, signatures(around, id))))
        for edge in read
    ]
    return Explanation(name(node), summary, (*sections, *files(node, loads)))


def strings(around: Surroundings, id: str) -> Section:
    """A paper with the strings in which institutions were recognised, and nothing else of it."""
    signed = signatures(around, id)
    lines = []
    for edge in around.edges("LISTS", source=id):
        lines += [f"{name(around.nodes[edge.target])}:", *(f"  {line}" for line in printed(edge, signed))]
    lines = lines or ["No institution was recognised in its strings."]
    corrected = [f"Corrected by a person: {text}" for text in around.nodes[id].properties.get("corrections") or ()]
    return Section(cited(around.nodes[id]), (*lines, *corrected))


def author(around: Surroundings, id: str, facts: Facts, loads: Loads) -> Explanation:
    """What makes the signatures one person, the papers signed, and where from."""
    person = around.nodes[id]
    identity = person.properties.get("identity", "not known")
    summary = (
        f"{name(person)} signed {counted(facts['papers'], 'loaded paper')}; one person by: {identity}. "
        "People are never joined by name, and nothing is said about anybody's nationality."
    )
    sections = [Section("What is known", tuple(about_node(person)))]
    sections += [
        Section(f"Signed from {named(around.nodes[edge.target])}", tuple(about_edge(edge)))
        for edge in around.edges("AFFILIATED_WITH", source=id)
    ]
    signed = [(around.nodes[edge.target], edge) for edge in around.edges("AUTHORED", source=id)]
    sections += [
        Section(cited(one), tuple(about_edge(edge))) for one, edge in sorted(signed, key=lambda p: _newest(p[0]))
    ]
    return Explanation(named(person), summary, (*sections, *files(person, loads)))


def report(around: Surroundings, id: str, _facts: Facts, loads: Loads) -> Explanation:
    """The statement, who published it, whom it names."""
    node = around.nodes[id]
    named_ones = [
        f"{named(around.nodes[edge.target])}: {edge.properties.get('side')}, {edge.properties.get('certainty')}"
        for edge in around.edges("NAMES", source=id)
    ]
    summary = "Reported by others, not verified here, and never counted as a paper."
    sections = [Section(name(node), tuple(about_node(node))), Section("Institutions named", tuple(named_ones))]
    return Explanation(id, summary, (*sections, *files(node, loads)))


def other(around: Surroundings, id: str, _facts: Facts, loads: Loads) -> Explanation:
    """The facts of a list, rule, country, topic, funder or load."""
    node = around.nodes[id]
    sections = (Section("Facts", tuple(about_node(node))), *files(node, loads))
    return Explanation(named(node), f"This is {_KINDS.get(node.label, node.label)}.", sections)


def files(node: Node, loads: Loads) -> list[Section]:
    """The files that brought a node: name, sha256, source, licence, the day they speak for."""
    brought = node.properties.get("loads") or ()
    lines = [line for load in loads if load["id"] in brought for line in _file(load)]
    return [Section("Files it comes from", tuple(lines))] if lines else []


def _file(load: Mapping[str, Any]) -> Iterable[str]:
    as_of = f"as of {load['as_of']}" if load.get("as_of") else "no date of its own"
    yield f"{load['id']}: {load['source']}, {as_of}, loaded {load['started']:%Y-%m-%d}, licence: {load['licence']}"
    for file, digest in zip(load["files"], load["sha256"], strict=True):
        yield f"  {file}, sha256 {digest}"


def _entry(around: Surroundings, edge: Edge, heading: str = "On a list as") -> Section:
    entry = around.nodes[edge.source]
    periods = around.edges("ON_LIST", source=entry.id)
    on = around.nodes[periods[0].target] if periods else None
    lines = [f"List: {named(on)}; in law: {on.properties.get('nature')}"] if on else []
    lines += [f"Listed: {listed(periods)}"] if periods else []
    lines += [f"Notices cited: {'; '.join(entry.properties['citations'])}"] if entry.properties.get("citations") else []
    return Section(f"{heading} {named(entry)}", (*lines, *about_edge(edge)))


def _period(edge: Edge) -> Section:
    return Section(f"On the list {edge.target}, period {edge.properties.get('period', 1)}", tuple(about_edge(edge)))


def _target(around: Surroundings, edge: Edge, heading: str) -> Section:
    return Section(f"{heading} {named(around.nodes[edge.target])}", tuple(about_edge(edge)))


def _kin(around: Surroundings, id: str) -> list[Section]:
    kinds = (
        ("Part of", [edge.target for edge in around.edges("PART_OF", source=id)]),
        (
            "Its parts (a listing speaks for the body itself, not for these)",
            [e.source for e in around.edges("PART_OF", target=id)],
        ),
        ("Succeeded by", [edge.target for edge in around.edges("SUCCEEDED_BY", source=id)]),
        ("Successor of", [edge.source for edge in around.edges("SUCCEEDED_BY", target=id)]),
    )
    return [
        Section(heading, tuple(named(around.nodes[other]) for other in others)) for heading, others in kinds if others
    ]


def _papers(around: Surroundings, id: str, number: int) -> list[Section]:
    edges = sorted(around.edges("LISTS", target=id), key=lambda edge: _newest(around.nodes[edge.source]))
    if not edges:
        return []
    lines = []
    for edge in edges:
        lines += [cited(around.nodes[edge.source]), *(f"  {line.strip()}" for line in printed(edge, {})[:2])]
    heading = (
        "Papers that print it or for which it was inferred"
        if number == len(edges)
        else f"Papers that print it or for which it was inferred, the latest {len(edges)} of {number:,}"
    )
    return [Section(heading, tuple(lines))]


def _newest(node: Node) -> tuple[int, str]:
    day = node.properties.get("date_max")
    return (-day.toordinal() if day else 0, node.id)
