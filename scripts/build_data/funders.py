"""loader/funders.csv: the public bodies of ROR that the Open Funder Registry knows, in ROR's own words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from loader.funders import COLUMNS
from loader.identifiers import ror, text
from scripts.build_data import registry
from scripts.build_data.tables import cell, write_table


def write(records: Path, target: Path) -> int:
    """Writes the table from a file of ROR records (schema 1 or 2); returns how many bodies it holds."""
    rows = [_row(record) for record in registry.newest(records).values()]
    return write_table(target, COLUMNS, sorted((row for row in rows if row), key=lambda row: row["ror"]))


def _row(record: dict[str, Any]) -> dict[str, str] | None:
    numbers = sorted(set(_fundref(record)))
    lies_in = registry.countries(record)
    if "government" not in (kind.lower() for kind in record["types"]) or not numbers or len(lies_in) != 1:
        return None
    name = next(iter(registry.full_names(record)), "")
    return {"ror": ror(record["id"]) or "", "name": text(name) or "", "country": min(lies_in), "fundref": cell(numbers)}


def _fundref(record: dict[str, Any]) -> Iterator[str]:
    ids = record.get("external_ids") or {}
    if isinstance(ids, dict):
        yield from (ids.get("FundRef") or {}).get("all") or ()
    else:
        yield from (number for one in ids if one["type"].lower() == "fundref" for number in one["all"])
