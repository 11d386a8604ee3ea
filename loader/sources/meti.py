"""Japan's Foreign End User List: the workbook that the Ministry of Economy, Trade and Industry publishes.

The numbers in its first column change with every issue, so an entry is known by country and name. An issue restates the
whole list: it is no listing date, and the periods stay unknown.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from rigour.text.scripts import is_latin

from loader import countries, reading
from loader.errors import SourceError
from loader.identifiers import entry_key, text
from loader.lists import control_list
from loader.printed_dates import day_in_name
from loader.records import Designation, Rejected, Row
from loader.source import Source
from loader.workbook_reading import sheets

LIST = "jp-end-user-list"
_WHAT = "METI's Foreign End User List (xlsx)"
#: English half of the header cells, in order; the number before them is not used.
_COLUMNS = ("Country or Region", "Company or Organization", "Also Known As", "Type of WMD", "Conventional Weapons")
_CONCERNS = {"B": "biological weapons", "C": "chemical weapons", "M": "missiles", "N": "nuclear weapons"}
_CONCERN_WORDS = re.compile(r"生物|化学|ミサイル|核|[\s、,]")
_CONVENTIONAL = "conventional weapons"


def read(path: Path) -> Iterator[Row | Rejected]:
    """The list, then its entries in the sheet's order; a row's number is that of the sheet, its header being 1.

    Raises `SourceError` where the file is not the ministry's workbook.
    """
    rows = _sheet(path)
    yield Row(1, control_list(LIST, path.parent))
    for number, cells in enumerate(rows, 2):
        if any(cells):
            yield _entry(number, cells)


def _sheet(path: Path) -> Iterator[list[str]]:
    """The cells under the header as text in NFKC: the list mixes full and half width."""
    (_, rows), *_ = sheets(path, _WHAT)
    header = [_cell(value) for value in next(rows, ())][1 : len(_COLUMNS) + 1]
    expected = zip(header, _COLUMNS, strict=False)
    if len(header) < len(_COLUMNS) or not all(cell.endswith(name) for cell, name in expected):
        raise SourceError(f"{path.name} is not {_WHAT}: its columns are not {', '.join(_COLUMNS)}.")
    return ([_cell(value) for value in row[1:]] for row in rows)


def _cell(value: Any) -> str:
    # Wide brackets bring their own space.
    spaced = str(value).replace("（", " （").replace("）", "） ") if value is not None else ""
    return unicodedata.normalize("NFKC", spaced).strip()


def _entry(number: int, cells: list[str]) -> Row | Rejected:
    shown = reading.shown(" | ".join(cell for cell in cells if cell))
    if extra := [cell for cell in cells[len(_COLUMNS) :] if cell]:
        return Rejected(number, "line", f"has a column that this release does not know: {extra[0]!r}", shown)
    printed = dict(zip(_COLUMNS, cells, strict=False))
    country, name_cell, others, mass_destruction, conventional = (printed[column] for column in _COLUMNS)
    code = countries.code(country.splitlines()[-1] if country else None)
    if code is None:
        return Rejected(number, _COLUMNS[0], f"{country!r} is no country that this release knows", shown)
    name, native_names = _names(name_cell.splitlines())
    if not name:
        return Rejected(number, _COLUMNS[1], "is empty: an entry without a name cannot be matched", shown)
    rest = _CONCERN_WORDS.sub("", mass_destruction)
    if unknown := set(rest) - set(_CONCERNS):
        return Rejected(number, _COLUMNS[3], f"{''.join(sorted(unknown))!r} is no ground this release knows", shown)
    if conventional and "CW" not in conventional:
        return Rejected(number, _COLUMNS[4], f"{conventional!r} is no ground that this release knows", shown)
    aliases, more_native_names = _aliases(others)
    designation = Designation(
        list=LIST,
        key=entry_key(code, name),
        name=name,
        # The column is headed "Company or Organization".
        kind="organisation",
        aliases=tuple(alias for alias in aliases if alias != name),
        native_names=tuple(dict.fromkeys([*native_names, *more_native_names])),
        countries=(code,),
        programs=(
            *(_CONCERNS[letter] for letter in _CONCERNS if letter in rest),
            *([_CONVENTIONAL] * bool(conventional)),
        ),
        raw=({column: cell for column, cell in printed.items() if cell},),
    )
    return Row(number, designation)


def _aliases(cell: str) -> tuple[list[str], list[str]]:
    """Aliases and native names: one to each ・ at the beginning of a line, other lines continue the one before."""
    aliases: dict[str, None] = {}
    native_names: list[str] = []
    for item in re.split(r"(?:^|\n)\s*・", cell):
        name, natives = _names(item.splitlines())
        native_names += natives
        if name and is_latin(name):
            aliases[name] = None
        elif name:
            native_names.append(name)
    return list(aliases), native_names


def _names(printed: list[str]) -> tuple[str | None, list[str]]:
    """A name and, in brackets behind it, the same name in Chinese characters; brackets in Latin letters stay."""
    name = " ".join(" ".join(printed).split())
    native_names: list[str] = []
    while (start := _closing_bracket(name)) is not None and not is_latin(name[start + 1 : -1]):
        native_names.insert(0, name[start + 1 : -1])
        name = name[:start].strip()
    found = [native for native_name in native_names if (native := text(native_name))]
    # What is printed in Japanese only is its own name.
    return text(name) or next(iter(found), None), found


def _closing_bracket(name: str) -> int | None:
    """Where the bracket opens that the last letter of `name` closes."""
    depth = 0
    for place in range(len(name) - 1, -1, -1) if name.endswith(")") else ():
        depth += (name[place] == ")") - (name[place] == "(")
        if depth == 0:
            return place
    return None


def _as_of(path: Path) -> date | None:
    """The day in the file's name, as the ministry writes it (`20250929_4.xlsx`) or with hyphens.

    Raises `SourceError` as `read` does: of a file of another format nobody should be asked for the day.
    """
    _sheet(path)
    return day_in_name(path)


SOURCE = Source(
    id="meti",
    title="METI Foreign End User List",
    licence="Public Data License 1.0 (terms of the ministry's site)",
    redistributable="yes",
    address="https://www.meti.go.jp/policy/anpo/law05.html",
    kind="lists",
    lists=(LIST,),
    precedence=60,
    read=read,
    as_of=_as_of,
    floor=500,
    complete=True,
)
