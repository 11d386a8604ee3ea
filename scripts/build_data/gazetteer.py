"""gazetteer.csv: every institution of the DPRK that the facts name, with its spellings, and a few partners abroad."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from loader.identifiers import ror, slug
from scripts.build_data import gazetteer_edits as edits
from scripts.build_data import gazetteer_more as more
from scripts.build_data.tables import cell, facts, places

#: The kinds of spelling in B_dprk_affiliation_strings.csv that are names of institutions, not addresses of authors.
_NAMES = ("institution name", "native or CJK name", "canonical short name", "identifier")
_PRESS = "Korean press rendering"
_NEW = re.compile(r"(.+) \(new\)")
_REMARK = re.compile(r"\s*\([^)]*\)$")
#: Universities whose parts are units: a string that prints one is read as the university.
_UNIVERSITIES = ("Kim Il Sung University", "Kim Chaek University of Technology")
_ACADEMY = "State Academy of Sciences"
_KINDS = (("institute", "institute"), ("university", "university"), ("college", "college"), ("cent", "centre"))


@dataclass
class Entry:
    """One institution under way; `key` is its id in the facts, or its name where they give none."""

    key: str
    name: str
    kind: str
    parent: str = ""
    city: str = ""
    ror: str = ""
    wikidata: str = ""
    website: str = ""
    names: list[str] = field(default_factory=list)
    acronyms: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    sources: list[str] = field(default_factory=list)

    @property
    def id(self) -> str:
        return ror(self.ror) or f"kp:{slug(self.name)}"


def entries(folder: Path) -> list[Entry]:
    """The institutions of the DPRK, in the facts' order, then those that only strings, papers or parents name."""
    found = {entry.key: entry for entry in map(_from_facts, facts(folder / "B_dprk_institutions.csv"))}
    _add_spellings(found, facts(folder / "B_dprk_affiliation_strings.csv"))
    _add_cited(found, folder)
    _add_designated(found, facts(folder / "B_sanctioned_dprk_entities.csv"))
    for name, (kind, note) in edits.PARENTS.items():
        found[name] = Entry(name, name, kind, notes=[note], sources=["parent named in the facts on its institute"])
    _add_more(found)
    for entry in found.values():
        entry.names += edits.ADDED_ALIASES.get(entry.key, ())
        entry.names += edits.ADDED_NATIVE.get(entry.key, ())
        for name, reason in edits.TOO_GENERIC.get(entry.key, {}).items():
            entry.notes.append(f"Not taken as a name: {_clean(name)} ({reason}).")
    return list(found.values())


def rows(institutions: list[Entry]) -> Iterator[dict[str, str]]:
    """The rows of gazetteer.csv. Raises `ValueError` where a parent is no institution of it."""
    ids = {entry.name: entry.id for entry in institutions}
    for entry in institutions:
        if entry.parent and entry.parent not in ids:
            raise ValueError(f"{entry.name}: parent {entry.parent} is not in the gazetteer")
        acronyms = [name for name in dict.fromkeys(entry.names) if name in edits.ACRONYMS or name in entry.acronyms]
        native = [name for name in entry.names if _is_native(name)]
        others = {
            name.casefold(): name for name in reversed(entry.names) if name not in acronyms and name not in native
        }
        others.pop(entry.name.casefold(), None)
        aliases = [name for name in dict.fromkeys(entry.names) if others.get(name.casefold()) == name]
        if entry.parent == _ACADEMY and entry.name.startswith(f"{_ACADEMY}, "):
            aliases.append(f"{entry.name.removeprefix(f'{_ACADEMY}, ')}, {_ACADEMY}")
        yield {
            "id": entry.id,
            "name": entry.name,
            "native_names": cell(native),
            "aliases": cell(aliases),
            "acronyms": cell(acronyms),
            "kind": entry.kind,
            "unit": "yes" if entry.parent in _UNIVERSITIES else "",
            "country": "KP",
            "city": entry.city,
            "part_of": ids.get(entry.parent, ""),
            "wikidata": entry.wikidata,
            "website": entry.website,
            "note": " ".join(entry.notes),
            "source": " ; ".join(dict.fromkeys(entry.sources)),
        }
    yield from edits.ABROAD


def _from_facts(row: dict[str, str]) -> Entry:
    key = row["id"]
    name = edits.NAMES.get(key, row["name"])
    notes = [edits.NOTES.get(key, row["note"])]
    if row["founded"]:
        notes.append(f"Founded {row['founded']}.")
    entry = Entry(
        key=key,
        name=name,
        kind=row["kind"] or _kind(name),
        parent=row["parent"],
        city=_city(row["city"]),
        ror=row["ror"],
        wikidata=row["wikidata"],
        website=f"http://{row['domain']}" if row["domain"] else "",
        notes=[_sentence(note) for note in notes if note],
        sources=places(row["source"]),
    )
    names = [row["native"], *row["aliases"].split("; ")]
    entry.names = _usable(key, [name for name in names if "further aliases" not in name])
    return entry


def _add_spellings(found: dict[str, Entry], strings: list[dict[str, str]]) -> None:
    for row in strings:
        target, new = row["institution"], _NEW.fullmatch(row["institution"])
        if new:
            name = new.group(1)
            entry = found.setdefault(name, _new(name))
        elif target in found:
            entry = found[target]
        else:
            continue  # a place, a country, or a string that is not of the DPRK
        is_name = row["kind"] in _NAMES
        # Press renderings name a unit; where the facts have that unit, this is its Korean name, else an address.
        is_unit_name = row["kind"] == _PRESS and entry.parent and _PRESS_NAMES.get(row["raw_string"]) == entry.name
        if is_name or is_unit_name:
            entry.names += _usable(entry.key, [row["raw_string"]])
        if new or is_name or is_unit_name:
            entry.sources += places(row["source"])


#: Renderings that name exactly one institution of the gazetteer (others are a laboratory's address, or misprinted).
_PRESS_NAMES = {
    "김일성종합대 첨단기술연구개발센터": "Kim Il Sung University, High-Tech Development Institute",
    "김책공업대학교 나노과학·물리공학연구소": "Kim Chaek University of Technology, Nanophysics Engineering Institute",
    "국가과학원 물리학연구소": f"{_ACADEMY}, Institute of Physics",
}


def _add_cited(found: dict[str, Entry], folder: Path) -> None:
    known = {entry.name for entry in found.values()}
    for file in ("D_paper_authors.csv", "D_paper_authors_2.csv"):
        for row in facts(folder / file):
            name = row["institution"]
            if row["country"] == "KP" and name not in known:
                known.add(name)
                entry = found[name] = _new(name)
                entry.sources = [f"cited paper {row['paper_id']}"]
                parent = name.partition(", ")[2]
                if parent in edits.PARENTS:
                    entry.parent = parent


def _add_designated(found: dict[str, Entry], listed: list[dict[str, str]]) -> None:
    for ref, (name, kind) in edits.SCIENCE_BODIES.items():
        found[ref] = Entry(ref, name, kind)
    owners = {ref: key for key, refs in edits.ENTRIES.items() for ref in refs} | {
        ref: ref for ref in edits.SCIENCE_BODIES
    }
    for row in listed:
        if row["ref"] not in owners:
            continue
        entry = found[owners[row["ref"]]]
        # The two academies list each other as alias: a statement of the UN's, not a spelling.
        aliases = [alias for alias in row["aliases"].split("; ") if "(KPE." not in alias]
        entry.names += _usable(entry.key, [row["name"], *aliases])
        entry.sources.append(f"{row['authority']} entry {row['ref']}")


def _add_more(found: dict[str, Entry]) -> None:
    known = {entry.name: entry for entry in found.values()}
    for row in more.rows():
        name = row["name"]
        entry = known.get(name)
        if entry is None:
            entry = found[name] = Entry(name, name, row["kind"] or _kind(name), parent=row["parent"])
        entry.city = entry.city or row["city"]
        entry.acronyms += more.several(row["acronyms"])
        entry.names += [*more.several(row["native_names"]), *more.several(row["aliases"]), *entry.acronyms]
        entry.sources += more.several(row["source"])


def _new(name: str) -> Entry:
    entry = Entry(name, name, _kind(name))
    if name.startswith(f"{_ACADEMY}, "):
        entry.parent = _ACADEMY
    return entry


def _usable(key: str, names: list[str]) -> list[str]:
    generic = {_clean(name).casefold() for name in edits.TOO_GENERIC.get(key, {})}
    cleaned = [_clean(name) for name in names]
    return [name for name in cleaned if name and name.casefold() not in generic]


def _clean(name: str) -> str:
    return _REMARK.sub("", name.strip()).strip('" ')


def _kind(name: str) -> str:
    return next((kind for word, kind in _KINDS if word in name.removeprefix(_ACADEMY).casefold()), "institute")


def _city(text: str) -> str:
    # "Unjong District (Pyongyang/Pyongsong)" and "Unjong District, Pyongyang": the district belongs to the capital.
    return "Pyongyang" if "Pyongyang" in text else text


def _sentence(text: str) -> str:
    text = text.strip()
    return text if text.endswith(".") else f"{text}."


def _is_native(name: str) -> bool:
    return any(ord(letter) > 0x2FFF for letter in name)
