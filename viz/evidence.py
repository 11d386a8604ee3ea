"""What stands behind a node or an edge, in words, as the side panel shows it.

A fact is a small list, ready for JSON: `[form, heading, value]` with form

* `text`: a text; `texts`: several; `link`: `[[text, address or null], …]`
* `quotes`: `[[string as printed, what is known about it], …]`
* `raw`: texts to show as they stand, folded away

The browser only lays them out, and puts every text in with `textContent`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from cypher.result import Edge, Node
from viz.words import country, humanise, link, period, plain, when

Fact = list[Any]
Properties = Mapping[str, Any]

#: Book-keeping of the graph; nobody needs it to judge a claim. What a report names stands on its NAMES edges.
_HIDDEN = {
    *("curated", "strings", "strings_read", "strings_inferred"),
    *("loads", "hashes", "linked_by", "dated_by", "gone_by", "unit", "names_seen", "rows", "authors_source"),
    *("openalex", "named", "publisher_ids", "presence", "read_in_part", "copied", "attributed_to"),
}

#: Properties whose heading is not simply their name, in the order in which facts are shown; the rest follows by name.
_HEADINGS = {
    "title": "Title",
    "name": "Name",
    "statement": "What is stated",
    "retracted": "Retracted",
    "year": "Year",
    "doi": "DOI",
    "venue": "Published in",
    "type": "Kind",
    "kind": "Kind",
    "field": "Field",
    "publisher": "Published by",
    "via": "Passes on the report of",
    "confidence": "Confidence",
    "identity": "Taken for one person by",
    "country": "Country",
    "city": "City",
    "cities": "Cities",
    "authority": "Kept by",
    "jurisdiction": "Jurisdiction",
    "nature": "Nature in law",
    "restricts": "Restricts",
    "exempts": "Leaves free",
    "binds": "Binds",
    "does_not_restrict": "Does not restrict",
    "list": "List",
    "reason": "Reason, as printed",
    "citations": "Notices cited",
    "citation": "Rests on the notice",
    "licence_requirement": "Licence needed for, as printed",
    "licence_policy": "Licence policy, as printed",
    "programs": "Programmes",
    "remarks": "Remarks, as printed",
    "notes": "What the row says of names and addresses, in our words",
    "former_names": "Names in earlier files",
    "printed": "Dates as printed",
    "former": "What earlier files printed",
    "first_file": "First file loaded of the list's authority that has it",
    "countries": "Countries",
    "aliases": "Other names",
    "native_names": "Names in other scripts",
    "acronyms": "Acronyms",
    "addresses": "Addresses",
    "address": "Read at",
    "website": "Website",
    "arxiv": "arXiv",
    "pmid": "PubMed",
    "pmcid": "PubMed Central",
    "wikidata": "Wikidata",
    "n_authors": "Authors in all",
    "author_list": "Authors in order, affiliation as printed",
    "as_of": "Last file loaded speaks for",
    "first_as_of": "First file loaded speaks for",
    "states_dprk_side": "Source names the DPRK side",
    "refresh_days": "Usually revised every (days)",
    "ended_on": "The list itself ended on",
    "basis": "Rests on",
    "method": "Found by",
    "entry_name": "Rests on the name",
    "score": "Score (orders matches; not a probability)",
    "evidence": "Why",
    "judgement": "Judgement",
    "judged_by": "Judged by",
    "judged_on": "Judged on",
    "side": "Side",
    "certainty": "Certainty",
    "position": "Place in the author list",
    "raw_name": "Signed as",
    "corresponding": "Corresponding author",
    "country_codes": "Countries read from the affiliation",
    "publisher_countries": "Countries flagged by the publisher (evidence, not proof)",
    "conflicts": "Publisher and print disagree",
    "corrections": "Corrected by a person",
    "id": "Identifier",
    "code": "Code",
}

_ORDER = {name: at for at, name in enumerate(_HEADINGS)}

_PREFIXED = {"arxiv": "arxiv:", "pmid": "pmid:"}

#: In words, what an affiliation string rests on.
BASES = {
    "printed": "read as printed",
    "publisher": "publisher's metadata",
    "aggregator": "an aggregator's record",
    "inferred": "inferred, not read",
}

#: Said of a string in an editor's square brackets (data/README.md).
COMPOSED = "(put together from unit and institution as read; the wording was not kept)"
_BRACKETED = re.compile(r"\[[^\[\]]+\]")
#: Bases of sources that give a string as it is: brackets there are the source's own.
_VERBATIM = {"publisher", "aggregator"}

_SIDES = {"dprk": "DPRK side", "partner": "partner"}
_CERTAINTIES = {"stated": "stated", "ambiguous": "sources disagree whether it is meant"}

_JUDGEMENTS = {
    "auto": "made by rule, not looked at by a person",
    "confirmed": "confirmed by a person",
    "rejected": "rejected by a person",
    "unsure": "a person was unsure",
}


def _texts(value: Any) -> list[str]:
    values = value if isinstance(value, Sequence) and not isinstance(value, str) else [value]
    return [text for text in map(plain, values) if text]


def _quotes(properties: Properties, strings: str, *parts: tuple[str, Callable[[Any], str]]) -> Fact | None:
    """Parallel lists as quotes with a remark each. Lists of unequal length keep every string."""
    quoted = [plain(text) for text in properties.get(strings) or ()]
    columns = []
    for name, say in parts:
        values = [*(properties.get(name) or ()), *[None] * len(quoted)]
        said = [say(value) for value in values[: len(quoted)]]
        if say is _basis:
            known = zip(quoted, values, said, strict=False)
            said = [f"{words} {_composed(text, basis)}".strip() for text, basis, words in known]
        columns.append(said)
    pairs = [[text, "; ".join(column[at] for column in columns if column[at])] for at, text in enumerate(quoted)]
    return ["quotes", "As printed", pairs] if pairs else None


def _composed(text: str, basis: Any) -> str:
    return COMPOSED if _BRACKETED.fullmatch(text) and basis not in _VERBATIM else ""


def _author(position: Any) -> str:
    return "" if position is None else f"author {position}" if position else "not known whose"


def _method(method: Any) -> str:
    return f"read by {plain(method).replace('_', ' ')}" if method else ""


def _basis(basis: Any) -> str:
    return BASES.get(plain(basis), plain(basis))


def _read_as(name: Any) -> str:
    return f"a reader took it for {plain(name)}" if name else ""


def _score(score: Any) -> str:
    return "" if score is None else f"score {plain(score)}"


def _taken(properties: Properties) -> tuple[list[Fact], set[str]]:
    """Facts made from several properties at once, and the names of those."""
    facts: list[Fact | None] = []
    taken: set[str] = set()
    if "date_min" in properties or "date_max" in properties:
        facts.append(["text", "Published", when(properties.get("date_min"), properties.get("date_max"))])
        taken |= {"date_min", "date_max", "year"}
    if properties.keys() & {"from_min", "from_max", "to_min", "to_max", "period"}:
        facts.append(["text", "In force", period(properties) or "dates not known"])
        taken |= {"from_min", "from_max", "to_min", "to_max", "period"}
    if "author_positions" in properties:
        facts.append(
            _quotes(
                properties,
                "raw_affiliations",
                ("author_positions", _author),
                ("bases", _basis),
                ("methods", _method),
                ("scores", _score),
            )
        )
        taken |= {"raw_affiliations", "author_positions", "methods", "scores", "bases"}
    elif "raw_affiliations" in properties:
        facts.append(_quotes(properties, "raw_affiliations", ("bases", _basis), ("read_as", _read_as)))
        taken |= {"raw_affiliations", "bases", "read_as"}
    if "unplaced_affiliations" in properties:
        facts.append(
            _quotes(properties, "unplaced_affiliations", ("unplaced_bases", _basis), ("unplaced_read_as", _read_as))
        )
        taken |= {"unplaced_affiliations", "unplaced_bases", "unplaced_read_as"}
    if "city" in properties and list(properties.get("cities") or ()) == [properties["city"]]:
        taken.add("cities")
    if "years" in properties:
        years = sorted(properties["years"])
        facts.append(["text", "Years", ", ".join(map(str, dict.fromkeys(years)))])
        taken.add("years")
    return [fact for fact in facts if fact is not None], taken


def _fact(name: str, value: Any) -> Fact | None:
    heading = _HEADINGS.get(name, humanise(name))
    texts = _texts(value)
    if not texts:
        return None
    match name:
        case "printed":
            return ["texts", heading, [_dates(text) for text in texts]]
        case "former":
            return ["texts", heading, [_former(text) for text in texts]]
        case "raw":
            return ["raw", "Row as published", [_indented(text) for text in texts]]
        case "provenance":
            sources = dict.fromkeys(text.split("|", 1)[0].replace("@", ", as of ") for text in texts)
            return ["texts", "Brought by", list(sources)]
        case "country" | "countries" | "country_codes" | "publisher_countries":
            return ["text", heading, ", ".join(country(text) for text in texts)]
        case "kind" if texts[0] == "unknown":
            return ["text", heading, "not said by the source"]
        case "basis":
            return ["text", heading, _basis(texts[0])]
        case "side":
            return ["text", heading, _SIDES.get(texts[0], texts[0])]
        case "certainty":
            return ["text", heading, _CERTAINTIES.get(texts[0], texts[0])]
        case "judgement":
            return ["text", heading, _JUDGEMENTS.get(texts[0], texts[0])]
        case "method":
            entry, equals, body = texts[0].partition(" = ")
            said = f"the entry's {entry} is the institution's {body}" if equals else texts[0].replace("_", " ")
            return ["text", heading, said]
    links = [[text, link(_PREFIXED.get(name, "") + text)] for text in texts]
    if any(address for _, address in links):
        return ["link", heading, links]
    return ["texts", heading, texts] if len(texts) > 1 else ["text", heading, texts[0]]


def _former(text: str) -> str:
    """A former value (`until|load|field|value as JSON`) in words."""
    until, _, field, value = text.split("|", 3)
    plainly = json.loads(value)
    if field == "printed":
        plainly = [_dates(one) for one in plainly or ()]
    printed = "; ".join(map(plain, plainly)) if isinstance(plainly, list) else plain(plainly)
    what = _HEADINGS.get(field, humanise(field)).removesuffix(", as printed").lower()
    return f"until the file of {until}, {what}: " + (f"“{printed}”" if printed else "nothing")


def _dates(text: str) -> str:
    """A printed period (`from_min|from_max|to_min|to_max|basis|citation`) in words."""
    *days, basis, _ = text.split("|", 5)
    names = ("from_min", "from_max", "to_min", "to_max")
    known = {name: date.fromisoformat(day) for name, day in zip(names, days, strict=True) if day}
    return f"{period(known)} ({basis})" if known else basis


def _indented(text: str) -> str:
    try:
        return json.dumps(json.loads(text), ensure_ascii=False, indent=1)
    except ValueError:
        return text


def facts(properties: Properties, *, without: frozenset[str] = frozenset()) -> list[Fact]:
    """All facts of a node's or an edge's properties, the ones that matter most first."""
    found, taken = _taken(properties)
    names = sorted(
        properties.keys() - taken - _HIDDEN - without, key=lambda name: (_ORDER.get(name, len(_ORDER)), name)
    )
    last = [name for name in names if name in ("id", "code", "provenance", "raw")]
    rest = (_fact(name, properties[name]) for name in [*(n for n in names if n not in last), *last])
    return found + [fact for fact in rest if fact is not None]


def node_facts(node: Node) -> list[Fact]:
    """Facts of a node but for its caption, which the panel shows as its title."""
    shown = next((name for name in ("title", "name", "statement") if node.properties.get(name)), "id")
    found = facts({"id": node.id, **node.properties}, without=frozenset({shown}))
    if node.properties.get("retracted"):
        found.insert(0, ["text", "Retracted", "a source says this paper is retracted"])
        found = [found[0], *(fact for fact in found[1:] if fact[1] != "Retracted")]
    return found


def edge_facts(edge: Edge, paper: Node | None = None) -> list[Fact]:
    """Facts of an edge; given the paper that it joins, also where a string that was read as printed was read."""
    found = facts(edge.properties)
    address = paper.properties.get("address") if paper else None
    if address and "printed" in (edge.properties.get("bases") or ()):
        read_at = _fact("address", address)
        quotes = next((at for at, fact in enumerate(found) if fact[0] == "quotes"), None)
        if read_at and quotes is not None:
            found.insert(quotes + 1, read_at)
    return found
