"""The UK's Consolidated List of Financial Sanctions Targets: `ConList.csv`, in the form used until 2022.

The first line gives the day of the file, the second the columns. A row is one name, or one more address or birth, of a
target; rows with one Group ID are one target. The list is Windows-1252, as published, or UTF-8.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from loader import cells as own
from loader import countries, reading
from loader.cells import Cells
from loader.citations import begun
from loader.entry_parts import joined, remarks, said
from loader.entry_text import split_aliases
from loader.errors import BadField, SourceError
from loader.identifiers import text
from loader.lists import control_list
from loader.printed_dates import day_month_year
from loader.records import Designation, Rejected, Row
from loader.source import Source

LIST = "uk-ofsi"
_WHAT = "the UK's Consolidated List of Financial Sanctions Targets (ConList.csv)"
COLUMNS = (
    "Name 6", "Name 1", "Name 2", "Name 3", "Name 4", "Name 5", "Title", "DOB", "Town of Birth", "Country of Birth",
    "Nationality", "Passport Details", "NI Number", "Position", "Address 1", "Address 2", "Address 3", "Address 4",
    "Address 5", "Address 6", "Post/Zip Code", "Country", "Other Information", "Group Type", "Alias Type", "Regime",
    "Listed On", "Last Updated", "Group ID",
)  # fmt: skip
#: The family name, or the whole name of a body, stands in the first column and last in the name.
_NAME = ("Name 1", "Name 2", "Name 3", "Name 4", "Name 5", "Name 6")
_ADDRESS = (*(f"Address {number}" for number in range(1, 7)), "Post/Zip Code", "Country")
_KINDS = {"Individual": "person", "Entity": "organisation", "Ship": "vessel"}
_PRIME, _FORMER = "Prime Alias", "FKA"
_ALIAS_TYPES = (_PRIME, "AKA", _FORMER)
#: In this form ships are "Entity" too. A company's IMO number stands within a sentence, a ship's begins the text.
_SHIP = re.compile(r"\(?IMO\b|.*\bFlag State:", re.DOTALL)
_BRACKETED = re.compile(r"\s*\([^()]*\)?")


@dataclass(frozen=True, slots=True)
class _Group:
    """What the rows of one target have in common."""

    name: str
    former_names: tuple[str, ...]


def read(path: Path) -> Iterator[Row | Rejected]:
    """The list, then a designation for each row, in order; those of one Group ID share name and key.

    Lines are those of the file. Raises `SourceError` where the file is not of this format.
    """
    _, lines = _open(path)
    items = list(reading.table_rows(path, lines, COLUMNS, begins=2))
    yield Row(1, control_list(LIST, path.parent))
    groups = _groups(row for item in items if not isinstance(item, Rejected) for row in (item[1],))
    for item in items:
        if isinstance(item, Rejected):
            yield item
            continue
        line, row = item
        try:
            yield _designation(line, row, groups)
        except BadField as bad:
            yield own.rejected(line, bad, row)


def _open(path: Path) -> tuple[date, io.StringIO]:
    """The day of the file, and its lines from the header on."""
    content = reading.whole(path)
    try:
        decoded = content.decode("utf-8")
    except UnicodeDecodeError:
        try:
            decoded = content.decode("cp1252")
        except UnicodeDecodeError as error:
            message = f"{path.name} is neither UTF-8 nor Windows-1252 (byte {error.start}): fetch it anew."
            raise SourceError(message) from error
    lines = io.StringIO(decoded, newline="")
    label, *cells = lines.readline().rstrip("\r\n").split(",")
    day = day_month_year(cells[0]) if cells else None
    if label != "Last Updated" or day is None:
        raise SourceError(f"{path.name} is not {_WHAT}: its first line is not `Last Updated,dd/mm/yyyy`.")
    return day, lines


def _groups(rows: Iterator[dict[str, str]]) -> dict[str, _Group]:
    members: dict[str, list[dict[str, str]]] = {}
    for row in rows:
        members.setdefault(row["Group ID"], []).append(row)
    groups: dict[str, _Group] = {}
    for key, same in members.items():
        by_type: dict[str, list[str]] = {}
        for row in same:
            if name := _name(row):
                by_type.setdefault(row["Alias Type"], []).append(name)
        every = [*by_type.get(_PRIME, ()), *(name for names in by_type.values() for name in names)]
        if every:
            groups[key] = _Group(every[0], tuple(dict.fromkeys(by_type.get(_FORMER, ()))))
    return groups


def _designation(line: int, row: dict[str, str], groups: dict[str, _Group]) -> Row:
    cells = Cells(row)
    key = cells.required("Group ID")
    if not (key.isascii() and key.isdigit()):
        raise BadField("Group ID", f"{key!r} is not the number of a group")
    own_name = _name(row)
    if own_name is None:
        raise BadField("Name 6", "and all other names are empty: a row without a name cannot be used")
    cells.choice("Alias Type", _ALIAS_TYPES)
    kind = _KINDS[cells.choice("Group Type", _KINDS)]
    if kind == "organisation" and _SHIP.match(row["Other Information"]):
        kind = "vessel"
    listed = day_month_year(cells.required("Listed On"))
    if listed is None:
        raise BadField("Listed On", f"{row['Listed On']!r} is no date (dd/mm/yyyy)")
    group = groups[row["Group ID"]]
    aliases, native_names = split_aliases(group.name, [own_name])
    address = joined(row[field] for field in _ADDRESS)
    country, notes = _country(row["Country"])
    entry = Designation(
        list=LIST,
        key=key,
        name=group.name,
        kind=kind,
        aliases=aliases,
        native_names=native_names,
        addresses=(address,) if address else (),
        countries=(country,) if country else (),
        programs=(cells.required("Regime"),),
        remarks=remarks([text(row["Other Information"]), *(said("Former name", one) for one in group.former_names)]),
        period=begun(listed),
        raw=({column: cell for column, cell in row.items() if cell},),
    )
    return Row(line, entry, notes=notes)


def _name(row: dict[str, str]) -> str | None:
    return joined((row[field] for field in _NAME), " ")


def _country(printed: str) -> tuple[str | None, tuple[str, ...]]:
    """The code of an address's country; what stands in brackets behind it (`Afghanistan (since 2009)`) is no part."""
    if not printed:
        return None, ()
    code = countries.code(_BRACKETED.sub("", printed))
    note = f"Country: {printed!r} is no country that this release knows, kept in the address"
    return code, () if code else (note,)


def _as_of(path: Path) -> date | None:
    """The day in the first line."""
    return _open(path)[0]


SOURCE = Source(
    id="uk-ofsi",
    title="UK Consolidated List of Financial Sanctions Targets (OFSI)",
    licence="Open Government Licence v3.0",
    redistributable="yes",
    address="https://ofsistorage.blob.core.windows.net/publishlive/ConList.csv",
    kind="lists",
    lists=(LIST,),
    precedence=60,
    read=read,
    as_of=_as_of,
    floor=2000,
    complete=True,
)
