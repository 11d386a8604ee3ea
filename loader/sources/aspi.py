"""The China Defence Universities Tracker of the Australian Strategic Policy Institute, as a MISP galaxy cluster.

Research, not law. The key is the institution's name in the tracker's own address, which stays when the name is spelt
anew. Laboratories and subsidiaries that an entry tells of are no entries: they stay in the raw row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import msgspec
from msgspec import Raw, Struct

from loader import reading
from loader.entry_parts import remarks, said, several
from loader.entry_text import split_aliases
from loader.errors import BadField, SourceError
from loader.identifiers import text
from loader.lists import control_list
from loader.records import Designation, Rejected, Row
from loader.source import Source
from loader.unknown_fields import UnknownFields

LIST = "aspi-tracker"
_WHAT = "the MISP galaxy cluster of the China Defence Universities Tracker"
_TYPE = "china-defence-universities"
_CATEGORIES = ("Civilian", "Defence industry conglomerate", "Military", "Security", "Seven sons of national defence")
_ADDRESS = re.compile(r"https://unitracker\.aspi\.org\.au/universities/([a-z0-9-]+)/?")
#: "Beihang University (北京航空航天大学)": what stands in Latin letters may itself end in brackets.
_NAME_AND_NATIVE = re.compile(r"(?P<name>.+?)\s*\((?P<native>[^()]*[^\x00-\u024f\u2000-\u206f()][^()]*)\)")


class Cluster(Struct):
    """The file. Fields about the galaxy itself (authors, description …) are not read."""

    type: str
    values: list[Raw]


class Meta(Struct):
    refs: list[str]
    categories: list[str]
    aliases: list[str] = []
    address: str | None = None
    topics: list[str] = []
    supervising_agencies: list[str] = msgspec.field(name="supervising agencies", default_factory=list)


class Entry(Struct):
    value: str
    uuid: str
    meta: Meta
    description: str | None = None


_KNOWN = {
    "value", "uuid", "description", "meta", "meta.aliases", "meta.categories", "meta.refs", "meta.address",
    "meta.topics", "meta.supervising agencies",
    # Not used.
    "meta.lat", "meta.long", "meta.major defence laboratories", "meta.subsidiaries",
}  # fmt: skip
_CLUSTER = msgspec.json.Decoder(Cluster)
_ENTRY = msgspec.json.Decoder(Entry)


def read(path: Path) -> Iterator[Row | Rejected]:
    """The list, then its entries in order, numbered from 1. Raises `SourceError` where the file is not this cluster."""
    cluster = reading.json_document(path, _CLUSTER, _WHAT)
    if cluster.type != _TYPE:
        raise SourceError(f"{path.name} is the cluster {cluster.type!r}, not {_WHAT}: name the source that fits.")
    yield Row(1, control_list(LIST, path.parent))
    unknown = UnknownFields(_KNOWN)
    for number, raw in enumerate(cluster.values, 1):
        try:
            entry = _ENTRY.decode(raw)
            plain = msgspec.json.decode(raw)
            fields = [*plain, *(f"meta.{name}" for name in plain["meta"])]
            yield Row(number, _designation(entry, plain), notes=unknown.notes(fields))
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            yield reading.undecodable(number, error, bytes(raw))
        except BadField as bad:
            yield Rejected(number, bad.field, bad.reason, reading.shown(bytes(raw)))


def _designation(entry: Entry, plain: dict[str, object]) -> Designation:
    printed = text(entry.value)
    if printed is None:
        raise BadField("value", "is empty: an entry without a name cannot be matched")
    keys = several(match[1] if (match := _ADDRESS.fullmatch(ref)) else None for ref in entry.meta.refs)
    if len(keys) != 1:
        raise BadField("meta.refs", f"{len(keys)} addresses of the tracker: an entry has one")
    if unknown := [category for category in entry.meta.categories if category not in _CATEGORIES]:
        raise BadField("meta.categories", f"{unknown[0]!r} is a category that this release does not know")
    both = _NAME_AND_NATIVE.fullmatch(printed)
    name, native = (both["name"], both["native"]) if both else (printed, None)
    aliases, native_names = split_aliases(name, [*several([native]), *entry.meta.aliases])
    return Designation(
        list=LIST,
        key=keys[0],
        name=name,
        # The tracker describes institutions in China only.
        kind="organisation",
        aliases=aliases,
        native_names=native_names,
        addresses=several([entry.meta.address]),
        countries=("CN",),
        programs=several(entry.meta.categories),
        reason=text(entry.description),
        remarks=remarks([
            said("Supervised by", ", ".join(entry.meta.supervising_agencies)),
            said("Fields", ", ".join(entry.meta.topics)),
        ]),
        raw=(plain,),
    )  # fmt: skip


def _as_of(path: Path) -> date | None:
    """The cluster has a version but no day."""
    return None


SOURCE = Source(
    id="aspi",
    title="ASPI China Defence Universities Tracker (MISP galaxy)",
    licence="text: not stated; form of the MISP galaxy: CC0-1.0 or BSD-2-Clause",
    address="https://raw.githubusercontent.com/MISP/misp-galaxy/main/clusters/china-defence-universities.json",
    kind="lists",
    lists=(LIST,),
    precedence=60,
    read=read,
    as_of=_as_of,
    floor=100,
    complete=True,
)
