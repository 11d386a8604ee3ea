"""OFAC's numbers of the entries of the NS-CMIC list, by the names that its files print.

Copies of the list that are made from the printed text have no numbers; with this table they give the key that OFAC's
own files give. `ofac_numbers.csv` has the list of OFAC's CONS_ENHANCED.XML of 10 January 2025 (US government work). An
entry that came later is known by country and name until it is added there.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from loader import reading
from loader.errors import SourceError
from loader.identifiers import slug
from loader.records import Rejected

COLUMNS = ("number", "name", "aliases")
_TABLE = Path(__file__).with_name("ofac_numbers.csv")


def number(names: Sequence[str]) -> str | None:
    """The number of the entry of which the first of `names` is the name, else of the only one that has any of them."""
    by_name, by_any_name = _numbers()
    if own := by_name.get(slug(names[0])):
        return own
    found = {one for name in names for one in by_any_name.get(slug(name), ())}
    return found.pop() if len(found) == 1 else None


@cache
def _numbers(path: Path = _TABLE) -> tuple[dict[str, str], dict[str, frozenset[str]]]:
    by_name: dict[str, str] = {}
    by_any_name: dict[str, frozenset[str]] = {}
    for item in reading.table(path, COLUMNS):
        if isinstance(item, Rejected):
            raise SourceError(f"{path.name}, line {item.line}: {item.reason}.")
        _, row = item
        by_name[slug(row["name"])] = row["number"]
        for name in (row["name"], *reading.values(row["aliases"])):
            by_any_name[slug(name)] = by_any_name.get(slug(name), frozenset()) | {row["number"]}
    return by_name, by_any_name
