"""What the model declares: labels, relationship types and their properties, and those that many of them share."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Type(StrEnum):
    """The property types in use, by Neo4j's names. Dates are days; lists are homogeneous and never empty."""

    STRING = "STRING"
    INTEGER = "INTEGER"
    FLOAT = "FLOAT"
    BOOLEAN = "BOOLEAN"
    DATE = "DATE"
    DATETIME = "ZONED DATETIME"
    STRINGS = "LIST<STRING>"
    INTEGERS = "LIST<INTEGER>"
    FLOATS = "LIST<FLOAT>"
    DATES = "LIST<DATE>"


@dataclass(frozen=True, slots=True)
class Property:
    """A declared property: its name, type and meaning. `unique` and `indexed` ask for a constraint or a range index."""

    name: str
    type: Type
    meaning: str
    unique: bool = False
    indexed: bool = False


@dataclass(frozen=True, slots=True)
class NodeType:
    """A label with its key property, which is unique, and what it may carry. `full_text` names the searched ones."""

    label: str
    key: str
    meaning: str
    properties: tuple[Property, ...]
    full_text: tuple[str, ...] = ()

    def __contains__(self, name: str) -> bool:
        return any(declared.name == name for declared in self.properties)


@dataclass(frozen=True, slots=True)
class RelationshipType:
    """`(start)-[type]->(end)`. `key` names the properties that tell parallel relationships of two nodes apart.

    `found_by` names lists of texts each of which leads to the relationship, by an index.
    """

    type: str
    start: str
    end: str
    meaning: str
    properties: tuple[Property, ...] = ()
    key: tuple[str, ...] = ()
    found_by: tuple[str, ...] = ()

    def __contains__(self, name: str) -> bool:
        return any(declared.name == name for declared in self.properties)


def p(name: str, type_: Type, meaning: str, *, unique: bool = False, indexed: bool = False) -> Property:
    return Property(name, type_, meaning, unique, indexed)


S, I, F, B, D = Type.STRING, Type.INTEGER, Type.FLOAT, Type.BOOLEAN, Type.DATE  # noqa: E741
SS, IS, FS = Type.STRINGS, Type.INTEGERS, Type.FLOATS

#: Every node and relationship that a file brought names the load runs that brought it; `unload` goes by it.
LOADS = p("loads", SS, "ids of the load runs that brought this")
#: One entry a source: `<source>@<as-of>|<names of the properties it gave>`.
PROVENANCE = p("provenance", SS, "`source@as-of|property,property`: which source gave which properties")
HASHES = p("hashes", SS, "`source|hash`: content of each source's newest record")
RECORD = (PROVENANCE, HASHES, LOADS)

PERIOD = (
    p("from_min", D, "first day on which it can have begun"),
    p("from_max", D, "last day on which it can have begun"),
    p("to_min", D, "first day on which it can have ended; none: not known to have ended"),
    p("to_max", D, "last day on which it can have ended"),
)

LINK = (
    p("method", S, "what was compared, and how the two were found to be one"),
    p("score", F, "0 to 1, orders links; not a probability"),
    p("entry_name", S, "the name or alias of the entry that the link rests on; none where the entry stands for itself"),
    p("evidence", S, "the reasons in words"),
    p("judgement", S, "auto, confirmed, rejected or unsure"),
    p("judged_by", S, "who judged"),
    p("judged_on", D, "when it was judged"),
    p("judged_why", S, "why, in the words of who judged"),
)
