"""What a read statement uses, found in its text: parameters, returned columns, labels, properties, clauses.

This is no parser of Cypher. It reads the style in which the questions are written (CONTRIBUTING, "add a question"):
labels and relationship types begin with a capital, variables do not, and the statement ends in one RETURN … ORDER BY.
What it cannot read it reports, so that nothing passes unread.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from cypher.model import EXTRA_LABELS, NODE, RELATIONSHIP

_COMMENT_OR_STRING = re.compile(r"//[^\n]*|/\*.*?\*/|'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\"", re.DOTALL)
_WRITES = re.compile(
    r"(?<![\w.:$])((?:CREATE|MERGE|SET|DELETE|DETACH|REMOVE|FOREACH|LOAD\s+CSV|DROP|TRANSACTIONS)(?!\w)|CALL\s+\w+\s*[.(])",
    re.IGNORECASE,
)
#: Procedures that only read, from an index that no pattern uses.
_READS = re.compile(r"CALL\s+db\.index\.fulltext\.query(?:Nodes|Relationships)\s*\(", re.IGNORECASE)
_PARAMETER = re.compile(r"\$(\w+)")
_PATTERN = re.compile(r"([(\[])\s*(\w*)\s*:\s*(\w+(?:\s*[|&:]\s*\w+)*)")
_CAPITAL = re.compile(r"[:|]\s*([A-Z]\w*)")
_NOT_LABELS = {"CASE", "COUNT", "COLLECT", "EXISTS", "NOT", "NULL"}
_PATTERN_MAP = re.compile(r"\(\s*\w*\s*:\s*(\w+)\s*\{([^{}]*)\}|\[\s*\w*\s*:\s*(\w+)\s*\{([^{}]*)\}")
_MAP_KEY = re.compile(r"[{,]\s*(\w+)\s*:")
_ACCESS = re.compile(r"(?<![\w.$])([A-Za-z_]\w*)((?:\s*(?:\[[^\[\]]*\])?\.(?!\.)\w+)+)")
_DATE_PARTS = {"year", "month", "day"}
_WORD = re.compile(r"\b(RETURN|ORDER\s+BY|SKIP|LIMIT|UNION)\b", re.IGNORECASE)
_ALIAS = re.compile(r"(?:.*\s+AS\s+)?(\w+)", re.IGNORECASE | re.DOTALL)

#: (offset in the statement, what is wrong)
Finding = tuple[int, str]


def blank(text: str) -> str:
    """The statement without comments, contents of strings and names of procedures that only read.

    It has the same length and the same lines.
    """

    def spaces(match: re.Match[str]) -> str:
        kept = match.group()
        filler = re.sub(r"[^\n]", " ", kept)
        return filler if kept.startswith("/") else f"{kept[0]}{filler[1:-1]}{kept[-1]}"

    return _READS.sub(lambda match: " " * (len(match.group()) - 1) + "(", _COMMENT_OR_STRING.sub(spaces, text))


def parameters(text: str) -> dict[str, int]:
    """Names of the parameters in the (blanked) statement, with the offset of the first use."""
    found: dict[str, int] = {}
    for match in _PARAMETER.finditer(text):
        found.setdefault(match.group(1), match.start())
    return found


def clauses(text: str) -> list[tuple[int, str]]:
    """Offset and name of each RETURN, ORDER BY, SKIP, LIMIT and UNION that stands outside all brackets."""
    outside = _depths(text)
    return [
        (match.start(), " ".join(match.group(1).upper().split()))
        for match in _WORD.finditer(text)
        if outside[match.start()] == 0
    ]


def returned(text: str) -> list[tuple[int, str]]:
    """Offset and alias of each column of the last RETURN; the alias is empty where an expression has none."""
    ends = clauses(text)
    starts = [offset for offset, clause in ends if clause == "RETURN"]
    if not starts:
        return []
    start = starts[-1] + len("RETURN")
    end = min((offset for offset, _ in ends if offset > start), default=len(text))
    depths = _depths(text)
    commas = [place for place in range(start, end) if text[place] == "," and depths[place] == 0]
    columns = []
    for first, last in zip([start, *(place + 1 for place in commas)], [*commas, end], strict=True):
        match = _ALIAS.fullmatch(text[first:last].strip())
        columns.append((last - len(text[first:last].lstrip()), match.group(1) if match else ""))
    return columns


def findings(text: str) -> Iterator[Finding]:
    """What is wrong with the (blanked) statement by itself: writes, undeclared names, no ORDER BY."""
    for match in _WRITES.finditer(text):
        yield match.start(), f"{' '.join(match.group(1).split()).rstrip('.(')} may write: a question only reads"
    if ";" in text:
        yield text.index(";"), "a semicolon ends the statement in Neo4j Browser: leave it out"
    if "`" in text:
        yield text.index("`"), "a name in backticks is not checked: use declared names"
    found = clauses(text)
    names = [clause for _, clause in found]
    if "UNION" in names:
        place = found[names.index("UNION")][0]
        yield place, "the statement is a UNION: put it into CALL {…}, and end in one RETURN … ORDER BY"
    elif names.count("RETURN") != 1 or "ORDER BY" not in names[names.index("RETURN") :]:
        place = next((offset for offset, clause in found if clause == "RETURN"), len(text.rstrip()))
        yield place, "the statement does not end in one RETURN … ORDER BY: rows must come in one order"
    yield from _undeclared_labels(text)
    yield from _undeclared_properties(text)


def _undeclared_labels(text: str) -> Iterator[Finding]:
    for match in _PATTERN.finditer(text):
        declared = NODE.keys() | EXTRA_LABELS.keys() if match.group(1) == "(" else RELATIONSHIP.keys()
        for name in re.findall(r"\w+", match.group(3)):
            if name not in declared:
                yield match.start(3), f"{name} is not declared in the model"
    for match in _CAPITAL.finditer(text):
        name = match.group(1)
        if name not in _NOT_LABELS and name not in NODE and name not in EXTRA_LABELS and name not in RELATIONSHIP:
            yield match.start(1), f"{name} is not declared in the model"


def _undeclared_properties(text: str) -> Iterator[Finding]:
    bound: dict[str, set[str]] = defaultdict(set)
    for match in _PATTERN.finditer(text):
        for name in re.findall(r"\w+", match.group(3)):
            bound[match.group(2)] |= _properties(name)
    everywhere = {name for label in (*NODE, *RELATIONSHIP) for name in _properties(label)}
    keys = set(_MAP_KEY.findall(text))
    for match in _PATTERN_MAP.finditer(text):
        label, inside = (match.group(1), match.group(2)) if match.group(1) else (match.group(3), match.group(4))
        for name in re.findall(r"(\w+)\s*:", inside):
            if name not in _properties(label):
                yield match.start(), f"{label} has no property {name} in the model"
    for match in _ACCESS.finditer(text):
        variable, *names = re.findall(r"\w+", re.sub(r"\[[^\[\]]*\]", "", match.group()))
        for place, name in enumerate(names):
            allowed = everywhere | keys | _DATE_PARTS
            if place == 0 and variable in bound:
                allowed = bound[variable] | (keys if variable in keys else set())
            elif names[place - 1].endswith(("_min", "_max")) and place:
                allowed = _DATE_PARTS
            if name not in allowed:
                yield match.start(), f"{variable}.{'.'.join(names)}: {name} is not a property declared in the model"


def _properties(name: str) -> set[str]:
    """Properties of a label or relationship type; of an undeclared one none, as that is found elsewhere."""
    declared = NODE.get(EXTRA_LABELS.get(name, name)) or RELATIONSHIP.get(name)
    return {item.name for item in declared.properties} if declared else set()


def _depths(text: str) -> list[int]:
    depth, depths = 0, []
    for letter in text:
        if letter in ")]}":
            depth -= 1
        depths.append(depth)
        if letter in "([{":
            depth += 1
    return depths
