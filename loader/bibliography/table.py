"""A table that somebody made with a spreadsheet, read row by row: a row that is broken costs no other row.

Unlike `loader.spreadsheet`, which refuses a file of ours as a whole, as that is mended and read again.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from loader.bibliography import handed_over
from loader.errors import SourceError
from loader.reading import shown
from loader.records import Rejected

_DELIMITERS = ",;\t|"
#: What a spreadsheet writes above the header to say what parts the cells.
_NAMED = re.compile(rf"sep=([{_DELIMITERS}])[{_DELIMITERS}]*", re.IGNORECASE)
#: `="0000-0001"` is how people keep a spreadsheet from reading a text as a number.
_KEPT_TEXT = re.compile(r'="(.*)"', re.DOTALL)
_FORMULA_ERROR = re.compile(r"#(?:N/A|NAME\?|REF!|VALUE!|DIV/0!|NULL!|NUM!)", re.IGNORECASE)


def rows(
    path: Path, known: Mapping[str, tuple[str, ...]], columns: Mapping[str, str], encoding: str | None = None
) -> Iterator[tuple[int, dict[str, str]] | Rejected]:
    """Rows that are not blank, each with the line it begins on, by our columns; those that the table lacks are empty.

    `known` gives the headings that each of our columns is known by, `columns` those that somebody named. The delimiter
    is the one that a line above the header names (`sep=;`), else the one that the header has most of. Raises
    `SourceError` where the file cannot be read, or has no such heading.
    """
    lines = handed_over.text(path, encoding).split("\n")
    begin = next(number for number, line in enumerate(lines, 1) if line.strip())
    named = _NAMED.fullmatch(lines[begin - 1].rstrip(" "))
    delimiter = named[1] if named else max(_DELIMITERS, key=lines[begin - 1].count)
    read = _records(lines, begin + 1 if named else begin, delimiter)
    first = next(read, None)
    if first is None:
        raise SourceError(f"{path.name} has no header, only a line that names the delimiter.")
    if isinstance(first, Rejected):
        raise SourceError(f"{path.name}, line {first.line}: the header {first.reason}.")
    header = [cell.strip() for cell in first[1]]
    places = _places(path, header, known, columns)
    for item in read:
        yield item if isinstance(item, Rejected) else _row(*item, len(header), places, known, delimiter)


def _records(lines: list[str], begin: int, delimiter: str) -> Iterator[tuple[int, list[str]] | Rejected]:
    """Every record that is not blank, with its line; of one whose quotes break, the next line is read on."""
    while begin <= len(lines):
        reader = csv.reader((f"{line}\n" for line in lines[begin - 1 :]), delimiter=delimiter, strict=True)
        at = begin
        try:
            for cells in reader:
                if any(cell.strip() for cell in cells):
                    yield at, cells
                at = begin + reader.line_num
            return
        except csv.Error as error:
            yield Rejected(at, "line", f"has quotes that break ({error}): close them", shown(lines[at - 1]))
            begin = at + 1


def _places(
    path: Path, header: list[str], known: Mapping[str, tuple[str, ...]], columns: Mapping[str, str]
) -> dict[str, int]:
    """Which of our columns stands at which place."""
    folded = [_folded(heading) for heading in header]
    places = {}
    for ours, heading in columns.items():
        if ours not in known:
            raise SourceError(f"There is no column {ours!r} to name: there are {', '.join(known)}.")
        if _folded(heading) not in folded:
            raise SourceError(f"{path.name} has no column {heading!r}, only {', '.join(map(repr, header))}.")
        places[ours] = folded.index(_folded(heading))
    for ours, headings in known.items():
        found = next((folded.index(heading) for heading in headings if heading in folded), None)
        if ours not in places and found is not None and found not in places.values():
            places[ours] = found
    if not places:
        names = " and ".join(known)
        raise SourceError(
            f"{path.name} has no column that is known to hold {names}, only {', '.join(map(repr, header))}: say which "
            f"does with --column {next(iter(known))}=HEADING."
        )
    return places


def _row(
    line: int,
    cells: list[str],
    width: int,
    places: Mapping[str, int],
    known: Mapping[str, tuple[str, ...]],
    delimiter: str,
) -> tuple[int, dict[str, str]] | Rejected:
    raw = shown(delimiter.join(cells).encode("utf-8", "surrogateescape"))
    if len(cells) != width:
        reason = f"has {len(cells)} cells where the header has {width}: put cells that hold {delimiter!r} in quotes"
        return Rejected(line, "line", reason, raw)
    row = dict.fromkeys(known, "")
    for ours, place in places.items():
        cell = cells[place].strip()
        kept = _KEPT_TEXT.fullmatch(cell)
        value = kept.group(1).strip() if kept else cell
        if bad := handed_over.undecoded(line, ours, value):
            return bad
        if not kept and (_FORMULA_ERROR.fullmatch(value) or (value.startswith("=") and len(value) > 1)):
            return Rejected(line, ours, f"holds the formula {shown(value)!r}, not its value: save values", raw)
        # Our own files put an apostrophe before what a spreadsheet would run.
        row[ours] = value[1:] if value[:2] in ("'=", "'+", "'-", "'@") else value
    if not any(row.values()):
        return Rejected(line, "line", "is empty in every column that is read", raw)
    return line, row


def _folded(heading: str) -> str:
    return " ".join(heading.casefold().replace("_", " ").split())
