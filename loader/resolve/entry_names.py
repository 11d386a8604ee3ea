"""The names in a list entry, each for itself: printed name, names in brackets, aliases that are names."""

from __future__ import annotations

import re

from msgspec import Struct
from msgspec.structs import replace
from rigour.names.org_types import extract_org_types, remove_org_types

from loader.entry_units import unit_in
from loader.records import Designation
from loader.resolve import places
from loader.resolve import text as texts
from loader.resolve.entry_forms import bare, spelled_out
from loader.resolve.name_forms import is_acronym
from loader.resolve.similar import bag
from loader.resolve.weights import ALIAS_HEAP
from loader.resolve.words import BODY, GENERIC

_BRACKETS = re.compile(r"[(（\[]([^()（）\[\]]*)[)）\]]?")
#: Left at the end of an alias by a list that was cut at the wrong place.
_LEFTOVER = re.compile(r"(?:[;,]\s*(?:and|or)?|\band)\s*$")
_KNOWN_AS = re.compile(
    r"^(?:a\.?\s?k\.?\s?a\.?|f\.?\s?k\.?\s?a\.?|also known as|formerly(?: known as)?)\s*[,:]?\s*", re.I
)
#: In brackets, says of what the body is a part; no part of its name.
_BELONGS = re.compile(
    r"(?:an? )?(?:affiliated|subordinated?|belonging|attached)(?: (?:institut\w+|entity))? (?:with|to|of)\b",
    re.I,
)
#: An address that slipped among the aliases.
_ADDRESS = re.compile(
    r"\b(?:road|rd|street|str|st|avenue|ave|floor|building|bldg|room|district|p\.?\s?o\.?\s?box|ulitsa|ul|prospekt|lane)\b[.,]?.*\d"
    r"|\d.*\b(?:road|rd|street|avenue|ave|floor|building|bldg|room|district|ulitsa|prospekt)\b",
    re.I,
)
_CHINA = texts.key("中国")
#: Beside a number and common words these tell no body from others: "23rd Research Institute", "283 Factory".
_NUMBERED = frozenset(("st", "nd", "rd", "th", "factory"))
#: So many characters tell a body without the name of its country before them.
_LONG_NATIVE = 8


class EntryName(Struct, frozen=True):
    """One name of an entry. `keys`: of the name as it is, without the legal form, and without all that is no name."""

    printed: str
    #: name, native name, alias, acronym, or lent name (`loader.resolve.bridge`)
    kind: str
    keys: tuple[str, ...]
    #: its legal form is a company's
    company: bool = False
    #: its legal forms, one spelling each
    forms: frozenset[str] = frozenset()
    #: the name with its brackets opened, where units and parents are looked for
    whole: str = ""
    #: the name or alias of the entry, as it stands there, that holds this one
    source: str = ""
    #: False for an alias in a heap of them that shares little with the entry's name: a subsidiary's, perhaps
    own: bool = True
    #: id of the entry of another list that lent the name
    lender: str = ""


def entry_names(entry: Designation) -> list[EntryName]:
    """The names of `entry`, its own first, even without a word in it.

    A name that occurs twice is kept once, under its strongest kind.
    """
    found: dict[tuple[str, ...], EntryName] = {}
    head, inside = _open(entry.name)
    names = [_name(head or entry.name, "name", entry.name, entry.name)]
    names += [_name(part, _kind(part), part, entry.name) for part in inside]
    if unit := unit_name(entry.name):
        names.append(_name(unit, "name", unit, entry.name))
    for native in entry.native_names:
        names.append(_name(native, "native name", native, native))
    for alias in entry.aliases:
        cleaned = _LEFTOVER.sub("", _KNOWN_AS.sub("", alias.strip())).strip(" ;,—-")
        if not cleaned or _ADDRESS.search(cleaned):
            continue
        head, inside = _open(cleaned)
        names += [_name(part, _kind(part), part, alias) for part in (head, *inside) if part]
    heap = sum(name.kind == "alias" for name in names) > ALIAS_HEAP
    found[names[0].keys] = names[0]
    for name in names[1:]:
        if name.keys:
            strange = heap and name.kind == "alias" and not _alike(name.printed, names[0].printed)
            found.setdefault(name.keys, replace(name, own=False) if strange else name)
    return list(found.values())


def _alike(one: str, other: str) -> bool:
    stems, others = bag(one).stems, bag(other).stems
    return 2 * len(stems & others) >= max(len(stems), len(others))


def is_generic(name: str) -> bool:
    """True where many bodies share every word of `name`, so that it identifies none ("502 Research Institute")."""
    words = texts.read(name).words
    return len(words) < 2 or all(word in GENERIC or word.isdigit() for word in words)


def unit_name(name: str) -> str | None:
    """The name of the unit that an entry's name holds behind its parent's, without what stands in brackets.

    None where it holds none, or one that says nothing without its parent ("23rd Research Institute").
    """
    unit = unit_in(name)
    head = _open(unit)[0] if unit else ""
    numberless = " ".join(word for word in texts.read(head).words if word not in _NUMBERED)
    return None if is_generic(numberless) else head


def is_body(name: EntryName) -> bool:
    """True where the name says by a word or a legal form that it is an organisation's."""
    return name.company or any(word in BODY for word in texts.read(name.printed).words)


def _open(name: str) -> tuple[str, list[str]]:
    """`name` without other names that stand in its brackets, and these; "(Beijing)", "(Hong Kong)" are part of it."""
    inside: list[str] = []

    def take(found: re.Match[str]) -> str:
        content = found[1].strip()
        named = _KNOWN_AS.sub("", content)
        if named != content or _is_short(content) or _kind(content) == "native name":
            inside.append(named)
            return " "
        return " " if _BELONGS.match(content) else f" {content} "

    head = " ".join(_BRACKETS.sub(take, name).split()).strip(" ,;")
    return head, [part for part in inside if len(part) > 1]


def _is_short(content: str) -> bool:
    """True for an acronym, mixed ones too: "BUPT", "GosNIImash", "CETC-38", but not for a place: "HK"."""
    if " " in content or texts.key(content) in places.countries_and_regions():
        return False
    return is_acronym(content) or sum(c.isupper() for c in content) > 1


def _kind(part: str) -> str:
    if _is_short(part):
        return "acronym"
    return "native name" if part and not part.isascii() and any(texts.is_lone(c) for c in part) else "alias"


def _name(printed: str, kind: str, whole: str, source: str) -> EntryName:
    words = texts.read(printed)
    formless = texts.key(remove_org_types(printed.casefold()))
    core = bare(printed)
    cores = (texts.key(core), texts.key(spelled_out(core)))
    whole_key = words.key()
    # 中国西南電子技術研究所: what the registry has without its country.
    without = whole_key[len(_CHINA) :] if kind == "native name" and whole_key.startswith(_CHINA) else ""
    abroad = without if len(without) >= _LONG_NATIVE else ""
    keys = dict.fromkeys(key for key in (whole_key, formless, *cores, abroad) if len(key) > 2)
    opened = whole.replace("(", ", ").replace(")", " , ")
    forms = frozenset(form for _, form in extract_org_types(printed.casefold()))
    return EntryName(printed, kind, tuple(keys), any(words.legal), forms, opened, source)
