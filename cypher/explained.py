"""The ways that a statement goes through the graph, in words, read off the patterns that it matches."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cypher import statement_check
from cypher.model import RELATIONSHIP
from cypher.question import Question

#: Relationship type → its verb along the arrow, and against it.
VERBS: dict[str, tuple[str, str]] = {
    "AUTHORED": ("signed", "is signed by"),
    "LISTS": ("prints", "is printed on"),
    "AFFILIATED_WITH": ("signed from", "is an affiliation of"),
    "LOCATED_IN": ("lies in", "is the country of"),
    "PART_OF": ("is part of", "has the part"),
    "SUCCEEDED_BY": ("was succeeded by", "succeeded"),
    "ON_LIST": ("stands on", "holds"),
    "ADDRESSED_IN": ("is addressed in", "is the address of"),
    "TARGETS": ("names", "is named by"),
    "MAY_TARGET": ("perhaps names", "is perhaps named by"),
    "ABOUT": ("is about", "is the topic of"),
    "FUNDED_BY": ("names as funder", "is named as funder on"),
    "VERSION_OF": ("is a version of", "has the version"),
    "CORRECTS": ("is a notice on", "has the notice"),
    "NAMES": ("names", "is named in"),
    "COUNTED_FOR": ("is counted for", "has the figure"),
}
NOUNS: dict[str, str] = {
    "Paper": "a paper",
    "Author": "an author",
    "Institution": "an institution",
    "Designated": "an institution that a list names",
    "Country": "a country",
    "Designation": "a list entry",
    "ControlList": "a list",
    "Report": "a report",
    "Rule": "a rule",
    "Topic": "a topic",
    "Funder": "a funder",
    "Figure": "a world total",
    "Load": "a load",
    "Model": "the model",
}

_NODE = r"\(\s*(?P<name>\w*)\s*(?::\s*(?P<label>\w+)[\w\s&|:]*)?\s*(?P<map>\{[^{}]*\})?(?:\s*WHERE[^()]*)?\s*\)"
_STEP = r"(?P<back><?)-\s*\[\s*\w*\s*:\s*(?P<types>\w+(?:\s*\|\s*\w+)*)\s*(?P<hops>\*[\d.]*)?[^\]]*\]\s*-(?P<on>>?)"
_FIRST = re.compile(_NODE)
_NEXT = re.compile(rf"\s*{_STEP}\s*{_NODE}")
_LABELLED = re.compile(r"\(\s*(\w+)\s*:\s*([A-Z]\w*)")
#: A relationship that is found by the text in one of its lists.
_LOOKED_UP = re.compile(r"db\.index\.fulltext\.queryRelationships\(\s*'search (\w+)',\s*(?:\$(\w+)|'([^']*)')")
_GIVEN = re.compile(r"(\w+)\s*:\s*(?:\$(\w+)|'([^']*)')")


def ways(asked: Question) -> list[str]:
    """Each pattern of steps that the statement matches, or finds by an index, in words: in its order and each once."""
    text = _without_comments(asked.statement)
    labels: dict[str, str] = {}
    for name, label in _LABELLED.findall(text):
        labels.setdefault(name, label)
    found = {match.start(): _looked_up(match) for match in _LOOKED_UP.finditer(text)}
    end = 0
    for first in _FIRST.finditer(text):
        if first.start() < end:
            continue
        steps = list(_steps(text, first.end()))
        if steps:
            end = steps[-1].end()
            found[first.start()] = _told(first, steps, labels)
    told = list(dict.fromkeys(found[place] for place in sorted(found)))
    # A way that is the beginning of another one says nothing more.
    return [way for way in told if not any(other != way and other.startswith(f"{way},") for other in told)]


def _without_comments(statement: str) -> str:
    """The statement without comments; strings stay, as they say of which country a node is."""
    blanked = statement_check.blank(statement)
    return "".join(
        letter if kept != " " or letter in " \n" or not in_comment else " "
        for letter, kept, in_comment in zip(statement, blanked, _in_comments(statement), strict=True)
    )


def _in_comments(statement: str) -> Iterator[bool]:
    for line in statement.splitlines(keepends=True):
        start = line.find("//")
        yield from (start >= 0 and place >= start for place in range(len(line)))


def _steps(text: str, start: int) -> Iterator[re.Match[str]]:
    while step := _NEXT.match(text, start):
        yield step
        start = step.end()


def _told(first: re.Match[str], steps: list[re.Match[str]], labels: dict[str, str]) -> str:
    said = _thing(first, labels, _end_of(steps[0], far=False))
    for place, step in enumerate(steps):
        against = bool(step["back"])
        verbs = dict.fromkeys(VERBS[name][against] for name in _types(step) if name in VERBS)
        hops = f" ({_hops(step['hops'])})" if step["hops"] else ""
        verb = f"{' or '.join(verbs)}{hops}"
        if not step["back"] and not step["on"]:
            verb = f"is joined, by steps of “{'” or “'.join(verbs)}”{hops}, with"
        said += f"{', which ' if place else ' '}{verb} {_thing(step, labels, _end_of(step, far=True))}"
    return said


def _looked_up(found: re.Match[str]) -> str:
    name, parameter, value = found.groups()
    kind = RELATIONSHIP[name]
    by = ", ".join(one.replace("_", " ") for one in kind.found_by)
    way = f"{NOUNS[kind.start]} {VERBS[name][0]} {NOUNS[kind.end]}"
    return f"{way}, looked up by {by} ({value or '--' + parameter.replace('_', '-')})"


def _types(step: re.Match[str]) -> list[str]:
    return re.split(r"\s*\|\s*", step["types"])


def _end_of(step: re.Match[str], *, far: bool) -> str:
    """What the model says stands at the far or near end of a step, where its types agree on it."""
    kinds = [RELATIONSHIP[name] for name in _types(step) if name in RELATIONSHIP]
    ends = {kind.end if far != bool(step["back"]) else kind.start for kind in kinds}
    return min(ends) if len(ends) == 1 else ""


def _thing(node: re.Match[str], labels: dict[str, str], otherwise: str) -> str:
    label = node["label"] or labels.get(node["name"]) or otherwise
    noun = NOUNS.get(label, "something")
    name = node["name"].replace("_", " ")
    if name and name.lower() not in (label.lower(), noun.rpartition(" ")[2]):
        noun += f" “{name}”"
    for key, parameter, value in _GIVEN.findall(node["map"] or ""):
        noun += f" ({key} {value})" if value else f" ({key}: --{parameter.replace('_', '-')})"
    return noun


def _hops(hops: str) -> str:
    least, _, most = hops.removeprefix("*").partition("..")
    return f"{least or 1} to {most} times" if most else f"{least} times"
