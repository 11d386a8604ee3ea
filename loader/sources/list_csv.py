"""A list of designated bodies in our own format. The file's name is the list's id: `us-entity-list.csv`.

What the list is in law comes from `lists.csv` beside the file where there is one, else from the package.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from loader import cells as own
from loader import reading
from loader.cells import Cells
from loader.errors import BadField
from loader.identifiers import entry_key
from loader.lists import control_list
from loader.records import Designation, Period, Rejected, Row
from loader.source import AS_THE_LIST, Source

COLUMNS = (
    "key", "name", "kind", "aliases", "native_names", "addresses", "countries", "programs", "licence_requirement",
    "licence_policy", "reason", "citations", "remarks", "from", "from_basis", "from_citation", "to", "source",
)  # fmt: skip
KINDS = ("organisation", "person", "vessel", "aircraft", "unknown")
BASES = ("effective date", "publication of the notice", "listed date", "unknown")


def read(path: Path) -> Iterator[Row | Rejected]:
    """The list itself, then its entries in the file's order; rows that share a key are one designation.

    Raises `SourceError` where the file's name is no list that `lists.csv` describes.
    """
    list_id = path.name.removesuffix(".gz").removesuffix(".csv")
    yield Row(1, control_list(list_id, path.parent))
    for item in reading.table(path, COLUMNS):
        if isinstance(item, Rejected):
            yield item
            continue
        line, row = item
        try:
            yield Row(line, _designation(list_id, Cells(row), {name: cell for name, cell in row.items() if cell}))
        except BadField as bad:
            yield own.rejected(line, bad, row)


def _designation(list_id: str, cells: Cells, raw: dict[str, str]) -> Designation:
    name = cells.required("name")
    codes = cells.country_codes("countries")
    return Designation(
        list=list_id,
        key=cells.text("key") or entry_key(codes[0] if codes else None, name),
        name=name,
        kind=cells.choice("kind", KINDS),
        aliases=cells.several("aliases"),
        native_names=cells.several("native_names"),
        addresses=cells.several("addresses"),
        countries=codes,
        programs=cells.several("programs"),
        licence_requirement=cells.text("licence_requirement"),
        licence_policy=cells.text("licence_policy"),
        reason=cells.text("reason"),
        citations=cells.several("citations"),
        remarks=cells.text("remarks"),
        period=_period(cells),
        raw=(raw,),
    )


def _period(cells: Cells) -> Period:
    from_min, from_max = cells.days("from")
    to_min, to_max = cells.days("to")
    basis = cells.choice("from_basis", BASES) if cells.text("from_basis") else "unknown"
    if (from_min is None) != (basis == "unknown"):
        raise BadField("from_basis", "and from go together: a date needs what it rests on, and unknown has no date")
    if from_min and to_max and to_max < from_min:
        raise BadField("to", f"ends on {to_max}, before it begins: correct from or to")
    return Period(
        from_min=from_min,
        from_max=from_max,
        to_min=to_min,
        to_max=to_max,
        basis=basis,
        citation=cells.text("from_citation"),
    )


SOURCE = Source(
    id="list-csv",
    title="Control list (own format)",
    licence="as the list: see lists.csv",
    redistributable=AS_THE_LIST,
    address="data/lists/",
    kind="lists",
    precedence=60,
    read=read,
    as_of=own.as_of,
    complete=True,
)
