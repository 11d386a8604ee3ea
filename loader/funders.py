"""Which funders are public bodies, and of which country, as ROR says: no source of papers does.

`funders.csv` holds the records of ROR that are of the type *government* and carry ids of the Open Funder Registry
(built by `scripts.build_data.funders`, CC0). A funder that is not there is not private: nothing is known of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from loader import reading
from loader.errors import SourceError
from loader.records import Funder, Rejected

COLUMNS = ("ror", "name", "country", "fundref")
PUBLIC = "public"
#: Ids of the Open Funder Registry are DOIs with this prefix.
_REGISTRY = "doi:10.13039/"
_PACKAGED = Path(__file__).with_name("funders.csv")


@dataclass(frozen=True, slots=True)
class PublicFunder:
    """A record of ROR: `ror:…`, name, ISO 3166-1 alpha-2."""

    ror: str
    name: str
    country: str


def public_funder(funder: Funder) -> PublicFunder | None:
    """The public body that a funder is, by its ROR id or its id in the Open Funder Registry; None where unknown."""
    known = _known()
    return known.get(funder.ror or "") or known.get(funder.id)


@cache
def _known(path: Path = _PACKAGED) -> dict[str, PublicFunder]:
    """By ROR id and by `doi:…`. Raises `SourceError` where the table cannot be read."""
    found: dict[str, PublicFunder] = {}
    for item in reading.table(path, COLUMNS):
        if isinstance(item, Rejected):
            raise SourceError(f"{path.name}, line {item.line}: {item.reason}.")
        _, row = item
        body = PublicFunder(row["ror"], row["name"], row["country"])
        found[body.ror] = body
        found |= {f"{_REGISTRY}{number}": body for number in reading.values(row["fundref"])}
    return found
