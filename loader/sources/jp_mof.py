"""Japan's targets of asset freezing: the workbook `shisantouketsu` of the Ministry of Finance, one sheet a measure.

Sheets 13 to 17 are the DPRK's. A target is known by sheet and number in the notice. The day in the first column is that
of the notice, with the days of its revisions; a number that was struck out is left with its day only, and is no entry.
A sheet whose columns are not known is refused whole, with the column.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from loader import japanese_entry, reading
from loader.citations import PUBLICATION, begun
from loader.entry_parts import remarks, said, several
from loader.entry_text import split_aliases
from loader.errors import BadField, SourceError
from loader.lists import control_list
from loader.printed_dates import day_in_name, year_month_days
from loader.records import Designation, Period, Rejected, Row
from loader.source import Source
from loader.workbook_reading import sheets

LIST = "jp-mof"
_WHAT = "the Ministry of Finance's list of targets of asset freezing (shisantouketsu, xlsx)"
_DAY, _NUMBER, _JAPANESE, _ENGLISH = _FIRST = ("告示日付", "告示番号", "日本語表記", "英語表記")
_ALIASES = {
    "別名", "別名・別称", "別称・旧称", "別称・別名", "別称", "確定可能な別名", "確定に十分でない別名", "旧称",
    "旧称・以前の呼称", "以前の別名", "過去の別名",
}  # fmt: skip
_ADDRESSES = {"住所", "所在地", "住所・所在地", "住所等", "活動地域・住所", "所在地・住所登録された事務所の住所"}
_LISTED_BY_UN = {"国連制裁員会による指定日", "国連制裁委員会による指定日", "リスト掲載日"}
_REMARKS = {"その他の情報", "詳細", "指定の根拠", "決議1483上の根拠"}
_UN_REFERENCE = "国連参照番号"
#: Of persons only; not used, but for telling that a row is a person.
_PERSON = {
    "称号", "役職", "肩書", "肩書等", "生年月日", "生年月日・出生地", "出生地", "出生地・出身地", "国籍", "旅券番号",
    "身分登録番号", "ID番号", "身分証番号",
}  # fmt: skip
_NOT_USED = {"電話", "FAX", "電話番号"}
_KNOWN = {*_FIRST, *_ALIASES, *_ADDRESSES, *_LISTED_BY_UN, *_REMARKS, _UN_REFERENCE, *_PERSON, *_NOT_USED}
_CONTENTS, _LIFTED, _STRUCK_OUT = "一覧", "【解除】", "削除"
#: The header stands below a title and notes.
_HEADER_WITHIN = 8
_SHEET = re.compile(r"(\d+)\.")
#: "2(*39)", "#12": the marks say on which other sheet the target stands.
_ENTRY_NUMBER = re.compile(r"[*#]?(\d+)(?:\([*#]\d+\))?")


@dataclass(slots=True)
class _Printed:
    """A target as printed: its row and those that go on with its remarks."""

    number: int
    rows: list[dict[str, str]] = field(default_factory=list)

    def cells(self, names: set[str]) -> list[str]:
        return [row[name] for row in self.rows for name in row if name in names and japanese_entry.known(row[name])]


def read(path: Path) -> Iterator[Row | Rejected]:
    """The list, then its entries, sheet by sheet. A row's number is that of its sheet, whose title its raw row names.

    Raises `SourceError` where the file is no such workbook: it has not one sheet of this form.
    """
    entries: list[Row | Rejected] = []
    struck_out = 0
    for title, rows in sheets(path, _WHAT):
        if title == _CONTENTS or _LIFTED in title:
            continue
        for item in _sheet(title, list(rows)):
            if item is None:
                struck_out += 1
            else:
                entries.append(item)
    if not any(isinstance(item, Row) for item in entries):
        raise SourceError(f"{path.name} is not {_WHAT}: no sheet has the columns {', '.join(_FIRST)}.")
    note = f"{struck_out} numbers were struck out, with the day of that only: they are no entries"
    yield Row(1, control_list(LIST, path.parent), notes=(note,) if struck_out else ())
    yield from entries


def _sheet(title: str, rows: list[tuple[Any, ...]]) -> Iterator[Row | Rejected | None]:
    """The entries of a sheet; None for a number that was struck out."""
    headers = ((place, _header(row)) for place, row in enumerate(rows[:_HEADER_WITHIN]))
    place, header = next(((place, header) for place, header in headers if header[:4] == list(_FIRST)), (0, []))
    sheet = _SHEET.match(title)
    if not header or not sheet:
        yield Rejected(1, title, f"the sheet has no number, or no header beginning with {', '.join(_FIRST)}")
        return
    if unknown := [name for name in header if name not in _KNOWN]:
        yield Rejected(place + 1, title, f"{unknown[0]!r} is a column that this release does not know")
        return
    heading = next((cell for cell in map(_cell, rows[0]) if cell), title)
    for printed in _entries(header, rows[place + 1 :], place + 2):
        try:
            yield _designation(title, heading, sheet[1], printed)
        except BadField as bad:
            shown = reading.shown(" | ".join(cell for cell in printed.rows[0].values() if cell))
            yield Rejected(printed.number, f"{title}: {bad.field}", bad.reason, shown)


def _header(row: tuple[Any, ...]) -> list[str]:
    names = ["".join(_cell(value).split()) for value in row]
    while names and not names[-1]:
        names.pop()
    return names


def _cell(value: Any) -> str:
    if isinstance(value, datetime):
        return value.date().isoformat()
    return str(value).strip() if value is not None else ""


def _entries(header: list[str], rows: list[tuple[Any, ...]], first: int) -> Iterator[_Printed]:
    entry: _Printed | None = None
    for number, values in enumerate(rows, first):
        cells = [_cell(value) for value in values]
        if not any(cells):
            continue
        row = dict(zip(header, cells, strict=False))
        if beyond := [cell for cell in cells[len(header) :] if cell]:
            row["beyond the columns"] = beyond[0]
        if entry and not any(row[name] for name in _FIRST):
            entry.rows.append(row)
            continue
        if entry:
            yield entry
        entry = _Printed(number, [row])
    if entry:
        yield entry


def _designation(title: str, heading: str, sheet: str, printed: _Printed) -> Row | None:
    row = printed.rows[0]
    for one in printed.rows:
        if beyond := one.get("beyond the columns"):
            raise BadField("line", f"has a cell beyond the columns of the header: {beyond!r}")
    names = japanese_entry.names(row[_ENGLISH])
    japanese = japanese_entry.names(row[_JAPANESE])
    if not names and not japanese:
        if _STRUCK_OUT in row[_DAY]:
            return None
        raise BadField(_ENGLISH, f"and {_JAPANESE} are empty, and the number is not marked as struck out")
    number = _ENTRY_NUMBER.fullmatch(japanese_entry.plain(row[_NUMBER]))
    if not number:
        raise BadField(_NUMBER, f"{row[_NUMBER]!r} is no number of a notice")
    name, *others = [*names, *japanese]
    aliases, native_names = split_aliases(
        name, [*others, *(alias for cell in printed.cells(_ALIASES) for alias in japanese_entry.aliases(cell))]
    )
    addresses = several(address for cell in printed.cells(_ADDRESSES) for address in japanese_entry.addresses(cell))
    entry = Designation(
        list=LIST,
        key=f"{sheet}-{number[1]}",
        name=name,
        kind=_kind(title, heading, printed),
        aliases=aliases,
        native_names=native_names,
        addresses=addresses,
        countries=several(map(japanese_entry.country, addresses)),
        programs=(" ".join(title.split()),),
        remarks=remarks([
            *printed.cells(_REMARKS),
            said("UN reference", next(iter(printed.cells({_UN_REFERENCE})), None)),
            # Some days are Excel's bare numbers: the raw row keeps them.
            *(said("Listed by the UN", day) for day in printed.cells(_LISTED_BY_UN) if not day.isdecimal()),
        ]),
        period=_period(row[_DAY]),
        raw=tuple({"sheet": title, **{name: cell for name, cell in one.items() if cell}} for one in printed.rows),
    )  # fmt: skip
    return Row(printed.number, entry)


def _kind(title: str, heading: str, printed: _Printed) -> str:
    """From the sheet's title, else from its heading, where that names one of both; else from the columns filled in."""
    for text in (title, heading):
        persons, bodies = "個人" in text, "団体" in text or "銀行" in text
        if persons != bodies:
            return "person" if persons else "organisation"
    return "person" if printed.cells(_PERSON) else "unknown"


def _period(printed: str) -> Period:
    """From the day of the notice; days of revisions come after it. A struck out number ended on the last day."""
    days = year_month_days(japanese_entry.plain(printed))
    if not days:
        raise BadField(_DAY, f"{printed!r} is no day of a notice (2009.5.22)")
    if _STRUCK_OUT in printed:
        return Period(to_min=days[-1], to_max=days[-1])
    return begun(days[0], PUBLICATION)


def _as_of(path: Path) -> date | None:
    """The day in the file's name, as the ministry writes it (`shisantouketsu20260305.xlsx`) or with hyphens."""
    return day_in_name(path)


SOURCE = Source(
    id="jp-mof",
    title="Japan, Ministry of Finance: targets of asset freezing",
    licence="Public Data License 1.0 (terms of the ministry's site; unclear for this file)",
    address="https://www.mof.go.jp/policy/international_policy/gaitame_kawase/gaitame/economic_sanctions/list.html",
    kind="lists",
    lists=(LIST,),
    precedence=60,
    read=read,
    as_of=_as_of,
    floor=2000,
    complete=True,
)
