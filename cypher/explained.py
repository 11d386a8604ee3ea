"""What a statement does, in words: the ways it goes through the graph, and the rules by which it counts.

Both are read off the statement itself, so that they cannot differ from it: the patterns it matches, and the fragments
it is made of (`cypher.fragments`), each of which stands for one rule.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cypher import statement_check
from cypher.fragments import used
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


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of counting, and by what a question is known to follow it: a fragment, a parameter, or a column."""

    text: str
    fragments: frozenset[str] = frozenset()
    parameters: frozenset[str] = frozenset()
    columns: frozenset[str] = frozenset()

    def holds(self, fragments: set[str], parameters: set[str], columns: set[str]) -> bool:
        """Whether a question that has these follows the rule."""
        return bool(self.fragments & fragments or self.parameters & parameters or self.columns & columns)


def _rule(text: str, fragments: str = "", parameters: str = "", columns: str = "") -> Rule:
    return Rule(text, *(frozenset(names.split()) for names in (fragments, parameters, columns)))


RULES = (
    _rule(
        "A paper is of a country if it prints an institution there, or if an author's affiliation names the country, "
        "whether or not an institution was recognised in it.",
        "country-papers",
    ),
    _rule(
        "The countries of a paper are those of its institutions and those that its authors' affiliations name. Nothing "
        "is said about anybody's nationality.",
        "countries",
    ),
    _rule(
        "Two sides on a paper are joint (somebody for each who does not sign for the other), bridged (somebody signs "
        "for both, and others for one), dual (one person signs for both, and nobody else for either) or unknown (the "
        "paper does not say who signs for one of them).",
        "country-kind pair",
        columns="joint dual_only unknown_map kind",
    ),
    _rule(
        "Papers that are dual only are not among the papers: their number stands in a column of its own.",
        columns="dual_only",
    ),
    _rule(
        "Left out are papers with more than --max-authors authors, or with a list of authors cut at that number.",
        "short searched",
        "max_authors",
    ),
    _rule("With --topic, only papers whose title, field or OpenAlex topic contains one of the terms.", "", "topic"),
    _rule(
        "With --first-year or --last-year, what can have been published in these years; a paper whose date leaves it "
        "open is kept.",
        "years",
        "first_year last_year",
    ),
    _rule(
        "Affiliations that were only inferred do not count, unless --include-inferred is given.", "", "include_inferred"
    ),
    _rule(
        "A listing is that of the body itself; with --roll-up, its units are added, marked as such.",
        "listed-at-home listed-bodies may-be-listed",
        "roll_up",
    ),
    _rule(
        "Links between entries and institutions that wait for a person's judgement count only with --links probable.",
        "listing lists holds",
        "links",
    ),
    _rule(
        "Lists are taken as they stood on the day --as-of, else that of the last file; a name that an entry got later "
        "counts from the first file that has it.",
        "listing lists holds",
        "as_of",
    ),
    _rule(
        "Before and after compare whole days: before is earlier than the first day on which the listing can have "
        "begun, after is no earlier than the last; what lies between is undetermined.",
        "published",
        columns="undetermined",
    ),
    _rule(
        "Listed since is the first and the last day on which the earliest listing in force can have begun.",
        "since",
        columns="listed_since_min",
    ),
    _rule(
        "Papers by whose field or topic a rule may leave them free are counted apart, and not judged.",
        "perhaps-exempt",
    ),
    _rule(
        "A person is who has one ORCID; with --identity cluster, also who is in one publisher's cluster.",
        "",
        "identity",
    ),
    _rule("Only world totals of one source, day and filter are compared with each other.", "", "filter"),
)
#: Fragments that draw and count nothing.
DRAWING = frozenset(("fork", "star"))
_NODE = r"\(\s*(?P<name>\w*)\s*(?::\s*(?P<label>\w+)[\w\s&|:]*)?\s*(?P<map>\{[^{}]*\})?(?:\s*WHERE[^()]*)?\s*\)"
_STEP = r"(?P<back><?)-\s*\[\s*\w*\s*:\s*(?P<types>\w+(?:\s*\|\s*\w+)*)\s*(?P<hops>\*[\d.]*)?[^\]]*\]\s*-(?P<on>>?)"
_FIRST = re.compile(_NODE)
_NEXT = re.compile(rf"\s*{_STEP}\s*{_NODE}")
_LABELLED = re.compile(r"\(\s*(\w+)\s*:\s*([A-Z]\w*)")
_GIVEN = re.compile(r"(\w+)\s*:\s*(?:\$(\w+)|'([^']*)')")


def ways(asked: Question) -> list[str]:
    """Each pattern of at least one step that the statement matches, in words, in its order and each once."""
    text = _without_comments(asked.statement)
    labels: dict[str, str] = {}
    for name, label in _LABELLED.findall(text):
        labels.setdefault(name, label)
    found: dict[str, None] = {}
    end = 0
    for first in _FIRST.finditer(text):
        if first.start() < end:
            continue
        steps = list(_steps(text, first.end()))
        if steps:
            end = steps[-1].end()
            found[_told(first, steps, labels)] = None
    # A way that is the beginning of another one says nothing more.
    return [way for way in found if not any(other != way and other.startswith(f"{way},") for other in found)]


def counting(asked: Question) -> list[str]:
    """The rules by which the question counts: what, whom, and what is left out."""
    columns = {column.name for column in asked.columns}
    if "paper_ids" in columns:
        unit = (
            "Papers are counted, each once in a row, and in full: a paper of three countries or institutions counts as "
            "one for each of them, not as a third. Rows must not be added up."
        )
    elif "papers" in columns:
        unit = "Papers are counted in full: one of three institutions counts as one for each of them, not as a third."
    else:
        unit = "Each row is one thing found, or one number that a source gives; nothing is counted in fractions."
    parameters = {parameter.name for parameter in asked.parameters}
    fragments = used(asked.statement)
    return [unit, *(rule.text for rule in RULES if rule.holds(fragments, parameters, columns))]


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
