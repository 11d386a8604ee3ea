"""CSV as people make it with a spreadsheet, and cells that a spreadsheet does not run.

Our own formats are read strictly (`reading.table`); what somebody has opened in Excel comes back with semicolons or
tabs, a byte order mark, blank rows, and columns of his own.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from loader import reading
from loader.errors import SourceError

#: A spreadsheet would run a cell that begins so as a formula.
_FORMULA = ("=", "+", "-", "@", "\t")
_DELIMITERS = ",;\t"


def rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """Rows that are not blank, each with the line it begins on, as stripped cells by column.

    The delimiter is the one that the header has most of. Raises `SourceError` with the line where the encoding, the
    quoting or the number of cells is wrong.
    """
    content = reading.whole(path)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise SourceError(f"{path.name}, line {line}: not UTF-8: save the file as “CSV UTF-8”.") from error
    delimiter = max(_DELIMITERS, key=text.partition("\n")[0].count)
    header: list[str] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    while True:
        try:
            cells = next(reader, None)
        except csv.Error as error:
            raise SourceError(f"{path.name}, line {line}: the quoting breaks ({error}): close the quotes.") from error
        if cells is None:
            return
        begins, line = line, reader.line_num + 1
        if not any(cell.strip() for cell in cells):
            continue
        if not header:
            header = [cell.strip() for cell in cells]
        elif len(cells) != len(header):
            raise SourceError(
                f"{path.name}, line {begins}: {len(cells)} cells where the header has {len(header)}: put cells that "
                f"hold {delimiter!r} in quotes."
            )
        else:
            yield begins, {name: _plain(cell.strip()) for name, cell in zip(header, cells, strict=True)}


def text(columns: Sequence[str], lines: Iterable[Sequence[object]]) -> str:
    """A CSV: comma, line feed, every cell that would be run as a formula behind an apostrophe."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([[safe("" if cell is None else str(cell)) for cell in line] for line in lines])
    return out.getvalue()


def safe(cell: str) -> str:
    """The cell so that a spreadsheet shows it and does not run it; `rows` takes the apostrophe off again."""
    # A line of ours ends in a line feed, so the writer would leave a carriage return unquoted, and readers break there.
    cell = cell.replace("\r", " ")
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _plain(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_FORMULA) else cell
