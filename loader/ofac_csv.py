"""OFAC's SDN list as comma-separated values: three files without headers that are read together.

`sdn.csv` has the entries, `alt.csv` their other names and `add.csv` their addresses. A missing value is `-0-`, and a
last line holds the end mark of an operating system long gone.
"""

from __future__ import annotations

import io
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from loader import reading
from loader.errors import SourceError
from loader.identifiers import text
from loader.lists import control_list
from loader.ofac_entries import SDN, Alias, Entry, row
from loader.records import Rejected, Row

#: Columns by OFAC's specification: https://ofac.treasury.gov/media/29976/download
COLUMNS = {
    "sdn": (
        "ent_num", "SDN_Name", "SDN_Type", "Program", "Title", "Call_Sign", "Vess_type", "Tonnage", "GRT", "Vess_flag",
        "Vess_owner", "Remarks",
    ),
    "alt": ("ent_num", "alt_num", "alt_type", "alt_name", "alt_remarks"),
    "add": ("ent_num", "Add_num", "Address", "City/State/Province/Postal Code", "Country", "Add_remarks"),
}  # fmt: skip
_EMPTY = "-0-"
_END = "\x1a"
_CSV = r"\.csv(?:\.gz)?"
#: In a file's name: a day or a month.
_DAY = re.compile(r"20\d{2}-\d{2}(?:-\d{2})?")
_FACTS = re.compile(r";\s+")
# "a.k.a. 'BNC'": names that OFAC calls weak stand in the remarks only.
_WEAK = re.compile(r"(?:alt\. )?([afn])\.k\.a\. '(.+)'")

Cells = dict[str, str]


def read(path: Path) -> Iterator[Row | Rejected]:
    """The list, then the entries of `sdn.csv` in its order, numbered by line, with their names and addresses.

    `path` is that file or its folder. Raises `SourceError` where one of the three is missing, not of this
    format, or of another day.
    """
    sdn = entries_file(path)
    notes: list[str] = []
    entries = list(_rows(sdn, "sdn"))
    whole = not any(isinstance(item, Rejected) for item in entries)
    known = {item[1]["ent_num"] for item in entries if not isinstance(item, Rejected)}
    _refuse_other_day(sdn)
    names, addresses = (_beside(sdn, part, known, whole, notes) for part in ("alt", "add"))
    yield Row(1, control_list(SDN, sdn.parent), notes=tuple(notes))
    for item in entries:
        if isinstance(item, Rejected):
            yield item
        else:
            number, cells = item
            entity = cells["ent_num"]
            yield row(number, _entry(cells, names.get(entity, []), addresses.get(entity, [])), SDN)


def files(path: Path) -> tuple[Path, ...]:
    """The three files that are read for `path`."""
    sdn = entries_file(path)
    return sdn, _sibling(sdn, "alt"), _sibling(sdn, "add")


def entries_file(path: Path) -> Path:
    """The file with the entries: `path`, or the one of that kind in the folder `path`."""
    if not path.is_dir():
        return path
    found = [one for one in sorted(path.iterdir()) if re.fullmatch(rf"sdn.*{_CSV}", one.name, re.IGNORECASE)]
    if len(found) != 1:
        names = ", ".join(one.name for one in found) or "none"
        raise SourceError(f"{path} must hold one sdn.csv, and has {names}: name the file that is meant.")
    return found[0]


def _beside(sdn: Path, part: str, known: set[str], whole: bool, notes: list[str]) -> dict[str, list[Cells]]:
    """Rows of `alt.csv` or `add.csv` by the number of their entry.

    Raises `SourceError` where some belong to none of a file that is `whole`, none of its rows rejected.
    """
    path = _sibling(sdn, part)
    found: dict[str, list[Cells]] = defaultdict(list)
    for item in _rows(path, part):
        if isinstance(item, Rejected):
            notes.append(f"{path.name}, line {item.line}: {item.field} {item.reason}")
        else:
            found[item[1]["ent_num"]].append(item[1])
    lost = found.keys() - known
    if lost and whole:
        rows = sum(len(found[number]) for number in lost)
        raise SourceError(
            f"{path.name}: {rows} rows belong to {len(lost)} entries that {sdn.name} lacks, such as "
            f"{min(lost, key=int)}: the files are not of one day, or not whole. Download all three together."
        )
    return found


def _refuse_other_day(sdn: Path) -> None:
    """Names and addresses of another day would be taken for those of the entries' day."""
    for part in ("alt", "add"):
        path = _sibling(sdn, part)
        own, other = _DAY.search(sdn.name), _DAY.search(path.name)
        if own and other and own.group() != other.group():
            raise SourceError(
                f"{sdn.name} is of {own.group()} and {path.name} beside it of {other.group()}: names and addresses "
                "would be said of a day on which they may not have stood there. Download all three together."
            )


def _sibling(sdn: Path, part: str) -> Path:
    """`alt.csv` beside `sdn.csv`: the file with the same ending of its name, else the only one of that kind."""
    ending = re.sub(r"^sdn", "", sdn.name, flags=re.IGNORECASE)
    files = [one for one in sorted(sdn.parent.iterdir()) if re.fullmatch(rf"{part}.*{_CSV}", one.name, re.IGNORECASE)]
    same = [one for one in files if one.name[len(part) :].lower() == ending.lower()]
    if len(same or files) != 1:
        names = ", ".join(one.name for one in files) or "there is none"
        raise SourceError(
            f"{sdn.name} needs {part}{ending} beside it ({names}): without it the entries lack their "
            f"{'names' if part == 'alt' else 'addresses'}, so download it too."
        )
    return (same or files)[0]


def _rows(path: Path, part: str) -> Iterator[tuple[int, Cells] | Rejected]:
    """Rows by column, with the line each begins on; empty cells are empty texts."""
    columns = COLUMNS[part]
    try:
        content = reading.whole(path).decode("utf-8")
    except UnicodeDecodeError as error:
        raise SourceError(f"{path.name} is not valid UTF-8 (byte {error.start}): download it anew.") from error
    seen = False
    for number, cells in reading.csv_rows(path, io.StringIO(content, newline="")):
        if not cells or cells == [_END]:
            continue
        if not seen:
            _check_first(path, part, cells)
            seen = True
        stripped = ["" if cell.strip() == _EMPTY else cell.strip() for cell in cells]
        if len(cells) != len(columns):
            yield Rejected(
                number, "line", f"has {len(cells)} cells, not {len(columns)}", reading.shown(",".join(cells))
            )
        elif not stripped[0].isdecimal():
            yield Rejected(number, "ent_num", f"{stripped[0]!r} is no number", reading.shown(",".join(cells)))
        else:
            yield number, dict(zip(columns, stripped, strict=True))
    if not seen:
        raise SourceError(f"{path.name} is empty: expected the columns {', '.join(columns)}.")


def _check_first(path: Path, part: str, cells: Sequence[str]) -> None:
    columns = COLUMNS[part]
    if len(cells) == len(columns) and cells[0].strip().isdecimal():
        return
    missing = ", ".join(columns[len(cells) :]) or "none"
    raise SourceError(
        f"{path.name} is not OFAC's {part}.csv: its first line has {len(cells)} cells (missing: {missing}), "
        f"expected {', '.join(columns)} and no header."
    )


def _entry(cells: Cells, names: Sequence[Cells], addresses: Sequence[Cells]) -> Entry:
    # A full stop ends the remarks.
    facts = [fact for fact in _FACTS.split(cells["Remarks"].removesuffix(".")) if fact]
    weak = [(fact, match) for fact in facts if (match := _WEAK.fullmatch(fact))]
    printed = {one[0] for one in weak}
    raw: dict[str, object] = {column: value for column, value in cells.items() if value}
    if names:
        raw["alt"] = [{column: value for column, value in one.items() if value} for one in names]
    if addresses:
        raw["add"] = [{column: value for column, value in one.items() if value} for one in addresses]
    return Entry(
        number=cells["ent_num"],
        name=text(cells["SDN_Name"]),
        kind=cells["SDN_Type"] or "entity",
        programs=tuple(dict.fromkeys(one for part in cells["Program"].split("] [") if (one := part.strip(" []")))),
        aliases=(
            *(Alias(name, one["alt_type"]) for one in names if (name := text(one["alt_name"]))),
            *(Alias(match[2], f"{match[1]}ka", weak=True) for _, match in weak),
        ),
        addresses=tuple(_address(one) for one in addresses),
        title=text(cells["Title"]),
        facts=tuple(fact for fact in facts if fact not in printed),
        raw=raw,
    )


def _address(cells: Cells) -> tuple[str | None, str | None]:
    parts = (cells["Address"], cells["City/State/Province/Postal Code"], cells["Country"])
    return text(", ".join(part for part in parts if part)), text(cells["Country"])
