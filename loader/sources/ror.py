"""Records of the Research Organization Registry (ROR), in schema 1 and 2, also mixed in one file.

Reads a dump's zip, its JSON array, or one record a line. The registry is bounded (some 120,000 records), so it is held
in memory: where a file has several versions of a record the newest stands for all of them, and what a record says
about another one (its children, its predecessors) is added to that one.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import msgspec
from msgspec.structs import replace
from rigour.text.scripts import is_latin

from loader import reading
from loader.errors import SourceError
from loader.identifiers import day_range, ror, text
from loader.records import Institution, Rejected, Row
from loader.ror_form import ExternalId, Link, RorRecord
from loader.source import Source

_WHAT = "a ROR dump: its zip, its JSON array, or one record a line"
#: The categories of the registry; another one is refused, not guessed at.
_CATEGORIES = {
    "status": {"active", "inactive", "withdrawn"},
    "types": {
        "archive", "company", "education", "facility", "funder", "government", "healthcare", "nonprofit", "other",
    },
    "relationships.type": {"child", "parent", "predecessor", "related", "successor"},
    "names.types": {"acronym", "alias", "label", "ror_display"},
    "links.type": {"website", "wikipedia"},
}  # fmt: skip
#: Relations and whether the record says it of itself. `related` means neither part nor successor, and is left out.
_PART_OF = {"parent": True, "child": False}
_SUCCEEDED_BY = {"successor": True, "predecessor": False}
_DATE_IN_NAME = re.compile(r"\d{4}-\d{2}-\d{2}")
_RECORD = msgspec.json.Decoder(RorRecord)
_ELEMENTS = msgspec.json.Decoder(list[msgspec.Raw])


def read(path: Path) -> Iterator[Row | Rejected]:
    """Rejected lines, then each record, then, on the side, the bodies that have no record of their own in the file
    but that a record names as parent, child, successor or predecessor.

    Lines with an older version of a record give the newest version again: nothing of the older one is left over.
    Raises `SourceError` where the file is not of this format.
    """
    registry = _Registry()
    for item in _raw_records(path):
        if isinstance(item, Rejected):
            yield item
        elif problem := registry.add(*item):
            yield problem
    if not registry.versions:
        raise SourceError(f"{path.name} is not {_WHAT}: not one record could be read. `tiegraph sources` lists more.")
    yield from registry.rows()


@dataclass
class _Version:
    """The newest version of a record seen so far, and the lines of the older ones."""

    line: int
    record: RorRecord
    older: list[int] = field(default_factory=list)

    @property
    def age(self) -> tuple[list[int], str]:
        """Orders versions: by release where it is known, then by the day of the last change."""
        release = [int(part) for part in re.findall(r"\d+", self.record.release or "")]
        return release, self.record.admin.last_modified.date if self.record.admin else ""


class _Registry:
    def __init__(self) -> None:
        self.versions: dict[str, _Version] = {}

    def add(self, line: int, raw: bytes) -> Rejected | None:
        try:
            record = _RECORD.decode(raw)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            return reading.undecodable(line, error, raw)
        key = ror(record.id)
        if key is None:
            return Rejected(line, "id", f"{record.id} is not a ROR id", reading.shown(raw))
        if unknown := _unknown_category(record):
            return Rejected(line, *unknown, reading.shown(raw))
        if not _display_name(record):
            return Rejected(line, "names", "no name to show", reading.shown(raw))
        new, known = _Version(line, record), self.versions.get(key)
        if known and known.age > new.age:
            known.older.append(line)
        else:
            new.older = [*known.older, known.line] if known else []
            self.versions[key] = new
        return None

    def rows(self) -> Iterator[Row]:
        parents, successors = self._links(_PART_OF), self._links(_SUCCEEDED_BY)
        for key, version in sorted(self.versions.items(), key=lambda item: item[1].line):
            institution = replace(
                _institution(key, version.record),
                part_of=tuple(parents.get(key, ())),
                succeeded_by=tuple(successors.get(key, ())),
            )
            yield Row(version.line, institution)
            for line in version.older:
                note = f"{key}: an older version, line {version.line} has the newest"
                yield Row(line, institution, notes=(note,))
        for key, (line, name) in self._named_only().items():
            institution = Institution(
                id=key, name=name, part_of=tuple(parents.get(key, ())), succeeded_by=tuple(successors.get(key, ()))
            )
            yield Row(line, institution, side=True)

    def _links(self, relations: dict[str, bool]) -> dict[str, dict[str, None]]:
        """Targets of each institution by a relation, whichever of the two records says it."""
        links: dict[str, dict[str, None]] = defaultdict(dict)
        for key, version in self.versions.items():
            for relation in version.record.relationships:
                own, other = relations.get(relation.type.lower()), ror(relation.id)
                if own is not None and other and other != key:
                    start, end = (key, other) if own else (other, key)
                    links[start][end] = None
        return links

    def _named_only(self) -> dict[str, tuple[int, str]]:
        """Institutions known only from another's relations: the line that names them and their name there."""
        found: dict[str, tuple[int, str]] = {}
        for version in self.versions.values():
            for relation in version.record.relationships:
                key, name = ror(relation.id), text(relation.label)
                if relation.type.lower() in _PART_OF | _SUCCEEDED_BY and key and name and key not in self.versions:
                    found.setdefault(key, (version.line, name))
        return found


def _unknown_category(record: RorRecord) -> tuple[str, str] | None:
    found = {
        "status": [record.status],
        "types": record.types,
        "relationships.type": [relation.type for relation in record.relationships],
        "names.types": [role for name in record.names for role in name.types],
        "links.type": [link.type for link in record.links if isinstance(link, Link)],
    }
    for where, values in found.items():
        for value in values:
            # Schema 1 writes them with a capital.
            if value.lower() not in _CATEGORIES[where]:
                known = ", ".join(sorted(_CATEGORIES[where]))
                return where, f"{value!r} is a category that this release does not know: it knows {known}"
    return None


def _display_name(record: RorRecord) -> str | None:
    shown = [name.value for name in record.names if "ror_display" in name.types]
    labels = [name.value for name in record.names if "label" in name.types]
    return next((name for value in (record.name, *shown, *labels) if (name := text(value))), None)


def _institution(key: str, record: RorRecord) -> Institution:
    name = _display_name(record) or ""
    acronyms = _texts([*record.acronyms, *(one.value for one in record.names if "acronym" in one.types)])
    others = _texts([
        *record.aliases,
        *(one.label for one in record.labels),
        *(one.value for one in record.names if {"alias", "label"} & set(one.types)),
    ])  # fmt: skip
    others = tuple(other for other in others if other != name and other not in acronyms)
    places = [location.geonames_details for location in record.locations]
    codes = [record.country.country_code] if record.country else [place.country_code for place in places]
    last_change = day_range(record.admin.last_modified.date) if record.admin else None
    kinds = [kind.lower() for kind in record.types]
    return Institution(
        id=key,
        name=name,
        aliases=tuple(other for other in others if is_latin(other)),
        native_names=tuple(other for other in others if not is_latin(other)),
        acronyms=acronyms,
        country=next((code.upper() for code in codes if code), None),
        cities=_texts([*(address.city for address in record.addresses), *(place.name for place in places)]),
        # A university that also gives grants is a university.
        kind=", ".join([kind for kind in kinds if kind != "funder"] or kinds) or None,
        wikidata=_wikidata(record),
        website=_website(record),
        status=record.status.lower(),
        as_of=last_change[1] if last_change else None,
    )


def _texts(values: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(found for value in values if (found := text(value))))


def _wikidata(record: RorRecord) -> str | None:
    ids: ExternalId | None
    if isinstance(record.external_ids, dict):
        ids = record.external_ids.get("Wikidata")
    else:
        ids = next((one for one in record.external_ids if one.type == "wikidata"), None)
    if ids is None:
        return None
    every = [ids.all] if isinstance(ids.all, str) else ids.all
    return text(ids.preferred) or next(iter(_texts(every)), None)


def _website(record: RorRecord) -> str | None:
    addresses = [
        link if isinstance(link, str) else link.value
        for link in record.links
        if isinstance(link, str) or link.type == "website"
    ]
    return next(iter(_texts(addresses)), None)


def _raw_records(path: Path) -> Iterator[tuple[int, bytes] | Rejected]:
    """Each record's JSON with its line, or its place in the array, from 1."""
    start = reading.beginning(path)
    if start.startswith(b"PK"):
        content = _dump_in_zip(path)
    elif start.startswith(b"["):
        content = reading.whole(path)
    else:
        yield from reading.lines(path)
        return
    try:
        elements = _ELEMENTS.decode(content)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise SourceError(f"{path.name} is not {_WHAT}, nor complete JSON ({error}): fetch it anew.") from error
    for place, element in enumerate(elements, 1):
        yield place, bytes(element)


def _dump_in_zip(path: Path) -> bytes:
    """The dump inside the zip; of the two schemas that older zips hold, the newer."""
    try:
        with zipfile.ZipFile(io.BytesIO(reading.whole(path))) as archive:
            dumps = sorted(name for name in archive.namelist() if name.endswith(".json"))
            if not dumps:
                raise SourceError(f"{path.name} holds no JSON file: it is not {_WHAT}.")
            newest = next((name for name in dumps if "schema_v2" in name), dumps[0])
            return archive.read(newest).removeprefix(reading.BOM)
    except zipfile.BadZipFile as error:
        raise SourceError(f"{path.name} is a broken zip file ({error}): download it anew.") from error


def _as_of(path: Path) -> date | None:
    """The day in the file's name (`v1.63-2025-04-03-ror-data.zip`), else that of the last change of any record."""
    if in_name := _DATE_IN_NAME.search(path.name):
        days = day_range(in_name.group())
        if days:
            return days[0]
    changes = [row.record.as_of for row in read(path) if isinstance(row, Row) and isinstance(row.record, Institution)]
    return max((day for day in changes if day), default=None)


SOURCE = Source(
    id="ror",
    title="Research Organization Registry",
    licence="CC0 1.0",
    redistributable="yes",
    address="https://ror.org/registry/",
    kind="institutions",
    precedence=70,
    read=read,
    as_of=_as_of,
)
