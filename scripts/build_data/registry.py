"""ror-extract.jsonl.gz: the registry's records of the countries in question, and of every institution that is named."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Set
from pathlib import Path
from typing import Any

COUNTRIES = frozenset(("CN", "KP", "RU", "IR", "PK", "IN", "KR"))
#: What is kept of a record; the rest (addresses in full, domains, administrative data) is not read.
_V1 = ("id", "name", "types", "relationships", "aliases", "acronyms", "status", "labels", "country", "links")
_V2 = ("id", "names", "types", "relationships", "status", "locations", "links", "admin")


def extract(path: Path, named: Set[str]) -> list[dict[str, Any]]:
    """The newest record of each id that lies in `COUNTRIES` or is in `named` (ROR addresses), reduced, by id.

    With them come their successors, and the bodies that share their name: Northeastern University is in Shenyang and
    in Boston. Raises `ValueError` where a named institution has no record.
    """
    known = newest(path)
    if missing := named - known.keys():
        raise ValueError(f"the ROR file lacks {', '.join(sorted(missing))}")
    shared = {name.casefold() for identity in named for name in full_names(known[identity])}
    chosen = {
        identity
        for identity, record in known.items()
        if identity in named or countries(record) & COUNTRIES or shared & {n.casefold() for n in full_names(record)}
    }
    for identity in sorted(chosen):
        chosen |= {heir for heir in _successors(known[identity]) if heir in known}
    return [_reduced(known[identity], chosen) for identity in sorted(chosen)]


def newest(path: Path) -> dict[str, dict[str, Any]]:
    """The newest record of each id in a file of ROR records (schema 1 or 2)."""
    found: dict[str, dict[str, Any]] = {}
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        for line in stream:
            record = json.loads(line)
            known = found.get(record["id"])
            if known is None or _version(record) > _version(known):
                found[record["id"]] = record
    return found


def _version(record: dict[str, Any]) -> tuple[int, ...]:
    return tuple(int(part) for part in record["_release"].removeprefix("v").split("."))


def countries(record: dict[str, Any]) -> set[str]:
    """ISO codes of the countries it lies in."""
    if "country" in record:
        return {record["country"]["country_code"]}
    return {place["geonames_details"]["country_code"] for place in record["locations"]}


def full_names(record: dict[str, Any]) -> Iterator[str]:
    """The names that ROR shows it under."""
    if "name" in record:
        yield record["name"]
    else:
        yield from (name["value"] for name in record["names"] if "ror_display" in name["types"])


def _successors(record: dict[str, Any]) -> Iterator[str]:
    yield from (other["id"] for other in record["relationships"] if other["type"].casefold() == "successor")


def _reduced(record: dict[str, Any], chosen: Set[str]) -> dict[str, Any]:
    kept = {name: record[name] for name in (_V1 if "country" in record else _V2)}
    kept["relationships"] = [other for other in record["relationships"] if other["id"] in chosen]
    kept["external_ids"] = record["external_ids"]
    if "country" in record:
        kept["addresses"] = [{"city": place["city"]} for place in record["addresses"]]
        ids = {name: value for name, value in record["external_ids"].items() if name == "Wikidata"}
        kept["external_ids"] = ids
    else:
        kept["locations"] = [_place(place) for place in record["locations"]]
        kept["external_ids"] = [value for value in record["external_ids"] if value["type"] == "wikidata"]
        kept["admin"] = {"last_modified": record["admin"]["last_modified"]}
    return kept


def _place(place: dict[str, Any]) -> dict[str, Any]:
    details = {name: place["geonames_details"][name] for name in ("country_code", "country_name", "name")}
    return {"geonames_id": place["geonames_id"], "geonames_details": details}
