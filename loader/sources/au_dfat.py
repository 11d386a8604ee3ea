"""Australia's Consolidated List: the workbook `regulation8_consolidated.xlsx`.

A row is one name of a target: reference `123` is the primary name, `123a`, `123b` … are others; the number is the key.
When a target was listed stands in words, and only where those say it ("Listed on 2 May 2012") is there a date; a
name of an instrument of a year gives none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

from loader import cells as own
from loader.cells import Cells
from loader.citations import begun
from loader.entry_parts import several
from loader.entry_text import address_country, split_aliases
from loader.errors import BadField, SourceError
from loader.identifiers import day_range, text
from loader.lists import control_list
from loader.printed_dates import day_in_name, written_days
from loader.records import Designation, Period, Rejected, Row
from loader.source import Source
from loader.workbook_reading import sheets

LIST = "au-dfat"
_WHAT = "Australia's Consolidated List (regulation8_consolidated.xlsx)"
COLUMNS = (
    "Reference", "Name of Individual or Entity", "Type", "Name Type", "Date of Birth", "Place of Birth", "Citizenship",
    "Address", "Additional Information", "Listing Information", "Committees", "Control Date",
)  # fmt: skip
_KINDS = {"individual": "person", "entity": "organisation", "vessel": "vessel"}
_PRIMARY = "primary name"
_NAME_TYPES = (_PRIMARY, "aka", "original script", "formerly known as", "previously listed as")
_REFERENCE = re.compile(r"(\d+)\s*[a-z]*\d*")
#: Not "relisted", "re-listed" or "Last listed": those came later.
_LISTED = re.compile(
    r"(?<![-\w])(?<!last )(?:listed|designated)\b[^.;()]*?\s(\d{1,2}\s+[a-z]+\.?\s+\d{4})", re.IGNORECASE
)
_BETWEEN_ADDRESSES = re.compile(r"\s*;\s*|\s*\n\s*|(?:^|\s)(?:[a-z]|i{1,3}|iv|vi{0,3})\)\s+")
_NO_ADDRESS = {"na", "n/a", "unknown"}


def read(path: Path) -> Iterator[Row | Rejected]:
    """The list, then a designation for each row, in order; those of one reference number share name and key.

    A row's number is that of the sheet, its header being 1. Raises `SourceError` where the file is not of this form.
    """
    rows = list(_rows(path))
    yield Row(1, control_list(LIST, path.parent))
    names = _primary_names(row for _, row, _ in rows)
    for number, row, beyond in rows:
        try:
            if beyond:
                raise BadField("line", f"has a cell beyond the known columns: {beyond!r}")
            yield Row(number, _designation(row, names))
        except BadField as bad:
            yield own.rejected(number, bad, row)


def _rows(path: Path) -> Iterator[tuple[int, dict[str, str], str | None]]:
    """Number, cells by column, and what stands beyond the columns, of each row that is not empty."""
    (_, rows), *_ = sheets(path, _WHAT)
    header = tuple(_cell(value) for value in next(rows, ()))
    missing = [column for column in COLUMNS if column not in header[: len(COLUMNS)]]
    if missing or tuple(header[: len(COLUMNS)]) != COLUMNS:
        wrong = f"lacks the column {missing[0]!r}" if missing else "has its columns in another order"
        raise SourceError(f"{path.name} is not {_WHAT}: its first sheet {wrong}; expected {', '.join(COLUMNS)}.")
    if extra := [cell for cell in header[len(COLUMNS) :] if cell]:
        raise SourceError(f"{path.name} has the unknown column {extra[0]!r}: expected {', '.join(COLUMNS)}.")
    for number, values in enumerate(rows, 2):
        printed = [_cell(value) for value in values]
        if any(printed):
            padded = printed + [""] * (len(COLUMNS) - len(printed))
            yield (
                number,
                dict(zip(COLUMNS, padded, strict=False)),
                next((cell for cell in printed[len(COLUMNS) :] if cell), None),
            )


def _cell(value: Any) -> str:
    if isinstance(value, datetime):
        return value.date().isoformat()
    return str(value).strip() if value is not None else ""


def _number(row: dict[str, str]) -> str:
    match = _REFERENCE.fullmatch(row["Reference"])
    if not match:
        raise BadField("Reference", f"{row['Reference']!r} is no number, with or without letters behind it")
    return match[1]


def _primary_names(rows: Iterator[dict[str, str]]) -> dict[str, str]:
    """The name of each target: the primary one, else the first."""
    names: dict[str, tuple[bool, str]] = {}
    for row in rows:
        match, name = _REFERENCE.fullmatch(row["Reference"]), text(row["Name of Individual or Entity"])
        if match and name:
            primary = row["Name Type"].lower() == _PRIMARY
            known = names.get(match[1])
            if known is None or (primary and not known[0]):
                names[match[1]] = primary, name
    return {key: name for key, (_, name) in names.items()}


def _designation(row: dict[str, str], names: dict[str, str]) -> Designation:
    cells = Cells(row)
    key = _number(row)
    own_name = cells.required("Name of Individual or Entity")
    kind = _KINDS.get(row["Type"].lower())
    if kind is None:
        raise BadField("Type", f"{row['Type']!r} is none of {', '.join(_KINDS)}")
    if row["Name Type"].lower() not in _NAME_TYPES:
        raise BadField("Name Type", f"{row['Name Type']!r} is none of {', '.join(_NAME_TYPES)}")
    addresses = split_printed_addresses(row["Address"])
    aliases, native_names = split_aliases(names[key], [own_name])
    return Designation(
        list=LIST,
        key=key,
        name=names[key],
        kind=kind,
        aliases=aliases,
        native_names=native_names,
        addresses=addresses,
        countries=several(map(address_country, addresses)),
        programs=(cells.required("Committees"),),
        citations=several([cells.text("Listing Information")]),
        remarks=cells.text("Additional Information"),
        period=_period(row["Listing Information"]),
        raw=({column: cell for column, cell in row.items() if cell},),
    )


def split_printed_addresses(printed: str) -> tuple[str, ...]:
    """The addresses of one cell: on lines of their own, with `;` between them, or enumerated."""
    parts = several(part.strip(" ,;") for part in _BETWEEN_ADDRESSES.split(printed))
    return tuple(part for part in parts if part.lower() not in _NO_ADDRESS)


def _period(printed: str) -> Period:
    """From the earliest day on which the words say it was listed; a cell may hold that day alone."""
    alone = day_range(printed)
    days = [alone[0]] if alone else [day for match in _LISTED.finditer(printed) for day in written_days(match[1])]
    return begun(min(days, default=None))


def _as_of(path: Path) -> date | None:
    """The day in the file's name, else the latest control date: the file speaks for that day at least."""
    if in_name := day_in_name(path):
        return in_name
    controls = (day_range(row["Control Date"]) for _, row, _ in _rows(path))
    return max((days[1] for days in controls if days), default=None)


SOURCE = Source(
    id="au-dfat",
    title="Australian Consolidated List (DFAT, regulation 8)",
    licence="not stated for the file: terms of the department's site",
    address="https://www.dfat.gov.au/sites/default/files/regulation8_consolidated.xlsx",
    kind="lists",
    lists=(LIST,),
    precedence=60,
    read=read,
    as_of=_as_of,
    floor=2000,
    complete=True,
)
