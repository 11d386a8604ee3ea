"""How things look and what they are called: one `Look` a kind of node, one `Line` a kind of edge.

Colours are Okabe and Ito's palette (jfly.uni-koeln.de/color, 2008), which people with any common colour vision tell
apart; every kind also has an outline of its own, so nothing rests on colour alone. Text colours keep a contrast of at
least 4.5:1 on their fill in both themes (a test computes it).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from cypher.result import Edge, Node


@dataclass(frozen=True, slots=True)
class Look:
    """Outline, colours as (fill, border, text) in the light and in the dark theme, and what the legend says."""

    outline: str
    light: tuple[str, str, str]
    dark: tuple[str, str, str]
    one: str
    many: str
    meaning: str
    #: of the card that shows it, in world units (pixels at zoom 1)
    width: int


LOOKS: dict[str, Look] = {
    "dprk": Look(
        "hexagon",
        ("#fdeadd", "#d55e00", "#3d1c00"),
        ("#47260f", "#f0803a", "#ffeadb"),
        "DPRK institution",
        "DPRK institutions",
        "an institution of the Democratic People's Republic of Korea",
        190,
    ),
    "institution": Look(
        "rounded",
        ("#e3f0f9", "#0072b2", "#06283d"),
        ("#12334a", "#56b4e9", "#e4f3fd"),
        "institution",
        "Partner institutions",
        "a university, institute, company or agency elsewhere",
        190,
    ),
    "paper": Look(
        "sheet",
        ("#ffffff", "#7c8794", "#1d242c"),
        ("#242b33", "#8c98a6", "#eef2f6"),
        "paper",
        "Papers",
        "a published work",
        244,
    ),
    "author": Look(
        "pill",
        ("#def3ec", "#008a64", "#04291f"),
        ("#0d3a2e", "#2fc79a", "#dcf7ee"),
        "author",
        "Authors",
        "a person as signed; people are never merged by name",
        148,
    ),
    "designation": Look(
        "tag",
        ("#f9e6f0", "#a8487f", "#3b1229"),
        ("#46203a", "#de8fbc", "#fde6f2"),
        "list entry",
        "List entries",
        "one entry of one list, as published",
        178,
    ),
    "list": Look(
        "double",
        ("#fdf1d8", "#b27a00", "#392700"),
        ("#42330f", "#e9ac2a", "#fdf0d2"),
        "list",
        "Lists",
        "a list and its nature in law",
        216,
    ),
    "report": Look(
        "note",
        ("#fbf8d6", "#857c00", "#2c2900"),
        ("#37350f", "#e3d93c", "#faf7cf"),
        "report",
        "Reported by others",
        "a statement by others, not verified here; never counted as a paper",
        210,
    ),
    "rule": Look(
        "cut",
        ("#eceef0", "#3d454d", "#14181c"),
        ("#2f353b", "#b9c2cb", "#f2f4f6"),
        "rule",
        "Rules",
        "a legal measure for one period in force",
        190,
    ),
    "country": Look(
        "pill",
        ("#e0f1fb", "#2f82b5", "#0a2a3d"),
        ("#173a4e", "#7fc8f2", "#e2f4fe"),
        "country",
        "Countries",
        "a country",
        130,
    ),
    "group": Look(
        "double",
        ("#e9ebf8", "#4a57a8", "#171d45"),
        ("#242b50", "#9aa8f0", "#e9ecff"),
        "group",
        "Groups",
        "institutions of one country, or nodes that are closely tied",
        150,
    ),
    "other": Look(
        "rounded",
        ("#f1f2f3", "#6b747d", "#20262b"),
        ("#2b3036", "#98a2ac", "#eef0f2"),
        "other",
        "Others",
        "something else the answer met",
        160,
    ),
}

_KIND_OF_LABEL = {
    "Paper": "paper",
    "Author": "author",
    "Designation": "designation",
    "ControlList": "list",
    "Report": "report",
    "Rule": "rule",
    "Country": "country",
}

#: Second label of an institution that a list targets.
DESIGNATED = "Designated"


def kind(node: Node) -> str:
    """Key of `LOOKS`. A DPRK institution is one whose country is KP, or which only our gazetteer of DPRK bodies has."""
    if node.label == "Institution":
        return "dprk" if node.properties.get("country") == "KP" or node.id.startswith("kp:") else "institution"
    return _KIND_OF_LABEL.get(node.label, "other")


@dataclass(frozen=True, slots=True)
class Line:
    """How an edge is drawn, and how it reads from its source and from its target."""

    light: str
    dark: str
    meaning: str
    forth: str
    back: str
    dashed: bool = False
    #: written on the edge
    mark: str = ""
    arrow: bool = False


_GREY = ("#8b95a0", "#7d8895")
_PURPLE = ("#a8487f", "#de8fbc")

#: Type of the lines that stand for papers folded away; the graph itself has no such relationship.
SHARED = "SHARED"

LINES: dict[str, Line] = {
    "LISTS": Line("#5b8fb4", "#6fa9cf", "the paper prints the institution", "Institutions on this paper", "Papers"),
    "LISTS to the DPRK": Line(
        "#d98a54", "#d4875a", "the paper prints the DPRK institution", "DPRK institutions on this paper", "Papers"
    ),
    "LISTS, inferred": Line(
        "#8b95a0",
        "#7d8895",
        "institution inferred, not read on the paper",
        "Institutions inferred for this paper",
        "Papers for which it is inferred",
        dashed=True,
    ),
    SHARED: Line(
        "#3d7fae", "#79b7e0", "stand on the same papers", "On papers together with", "On papers together with"
    ),
    "AUTHORED": Line("#4aa888", "#3fae8c", "signed the paper", "Papers signed", "Author list"),
    "AFFILIATED_WITH": Line(
        "#4aa888", "#3fae8c", "signed papers from the institution", "Signed papers from", "People who signed from here"
    ),
    "TARGETS": Line(*_PURPLE, "the entry and the institution are the same body", "The same body as", "List entries"),
    "MAY_TARGET": Line(
        *_PURPLE,
        "the entry may mean the institution: for a person to judge",
        "May mean",
        "List entries that may mean it",
        dashed=True,
    ),
    "ON_LIST": Line("#b99a55", "#b3934a", "the entry is on the list", "On the list", "Entries"),
    "ADDRESSED_IN": Line(*_GREY, "the entry is addressed in the country", "Addressed in", "Entries addressed here"),
    "LOCATED_IN": Line(*_GREY, "located in the country", "Located in", "Institutions here"),
    "PART_OF": Line(*_GREY, "is part of", "Part of", "Its parts", arrow=True),
    "SUCCEEDED_BY": Line(*_GREY, "was succeeded by", "Succeeded by", "Successor of", dashed=True, arrow=True),
    "NAMES": Line("#9a9130", "#b3aa35", "the report names the institution", "Institutions named", "Reported by others"),
    "NAMES, not certain": Line(
        "#9a9130",
        "#b3aa35",
        "sources disagree whether it is meant",
        "Institutions perhaps named: sources disagree whether it is meant",
        "Reported by others, who disagree whether it is meant",
        dashed=True,
        mark="?",
    ),
    "VERSION_OF": Line(*_GREY, "is a version of the paper", "Version of", "Other versions", arrow=True),
    "ABOUT": Line(*_GREY, "topic of the paper", "Topics", "Papers on it"),
    "COUNTED_FOR": Line(*_GREY, "a source's total for the country", "Counted for", "World totals"),
    "FUNDED_BY": Line(*_GREY, "funder the paper names", "Funders", "Papers that name it"),
}

#: For a type that the model gained and this table did not.
OTHER_LINE = Line(*_GREY, "another relation", "Related to", "Related from")


def line(edge: Edge, target: Node) -> str:
    """Key of `LINES`, or the edge's own type where the table does not have it."""
    if edge.type == "NAMES" and edge.properties.get("certainty") != "stated":
        return "NAMES, not certain"
    if edge.type != "LISTS":
        return edge.type
    bases = edge.properties.get("bases") or ()
    if bases and all(basis == "inferred" for basis in bases):
        return "LISTS, inferred"
    return "LISTS to the DPRK" if kind(target) == "dprk" else "LISTS"


#: Letters that readers of the lists will expect; other lists get a free letter of their id.
_LETTERS = {
    "us-entity-list": "E",
    "us-meu": "M",
    "us-uvl": "V",
    "us-dpl": "D",
    "us-ofac-ns-cmic": "C",
    "us-ofac-sdn": "S",
    "us-dod-1260h": "H",
    "us-dod-1286": "R",
    "jp-end-user-list": "J",
    "un-1718": "U",
}

#: Mark of an institution that a list targets where the picture does not hold the entry.
UNNAMED_LETTER = "L"


def letters(lists: Iterable[str]) -> dict[str, str]:
    """One letter (or, when they run out, number) a list id, the same for the same set of ids."""
    wanted = sorted(set(lists))
    given = {name: _LETTERS[name] for name in wanted if name in _LETTERS}
    free = [c for c in "ABCDEFGHIJKLMNOPQRSTUVWXYZ" if c not in {UNNAMED_LETTER, *given.values()}]
    for number, name in enumerate(name for name in wanted if name not in given):
        initials = [part[0].upper() for part in name.split("-") if part]
        letter = next((c for c in [*initials, *name.upper(), *free] if c in free), None)
        if letter is not None:
            free.remove(letter)
        given[name] = letter or str(number)
    return given


def marks(nodes: Mapping[str, Node], edges: Iterable[Edge]) -> tuple[dict[str, str], dict[str, list[str]]]:
    """The letter of each list, and for each institution id the lists whose entries target it (`TARGETS` only)."""
    lists_of: dict[str, set[str]] = {}
    for edge in edges:
        if targets(edge):
            list_id = list_of(nodes[edge.source])
            lists_of.setdefault(edge.target, set()).add(list_id)
    found = {name for names in lists_of.values() for name in names}
    return letters(found), {target: sorted(names) for target, names in lists_of.items()}


def targets(edge: Edge) -> bool:
    """Whether an edge says that an entry and an institution are the same body, and no person doubted it."""
    return edge.type == "TARGETS" and edge.properties.get("judgement") not in ("rejected", "unsure")


def list_of(designation: Node) -> str:
    """Id of the list that a designation stands on: its own property, else the part of its id before the slash."""
    return str(designation.properties.get("list") or designation.id.split("/", 1)[0])
