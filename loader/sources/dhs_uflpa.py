"""The UFLPA Entity List as its web page at the US Department of Homeland Security prints it.

Three tables, one for each ground of section 2(d)(2)(B) that has entries; a body may stand in several. The page prints
no countries: the Act's lists are of bodies that work in or with Xinjiang, and all are taken as Chinese, as in the other
extraction of this list, so that their keys agree.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

from loader import reading
from loader.citations import EFFECTIVE, begun, written_day
from loader.entry_parts import joined
from loader.entry_text import split_aliases
from loader.errors import SourceError
from loader.identifiers import entry_key, text
from loader.lists import control_list
from loader.records import Designation, Rejected, Row
from loader.source import Source

LIST = "us-uflpa"
_WHAT = "the web page of the UFLPA Entity List (its tables of names and effective dates)"
_HEADERS = {("Name of Entity", "Effective Date"), ("Entity Name", "Effective Date")}
_GROUND = re.compile(r"Section 2\(d\)\(2\)\(B\)\((?:[ivx]+)\)")
_UPDATED = re.compile(r"Last Updated:\s*(\d{2}/\d{2}/\d{4})")
_COUNTRY = "CN"
#: Says whom else the entry covers; "and subsidiaries" stays in the name, as in the other extraction.
_COVERS = re.compile(r",?\s+(and its subordinate and affiliated entities)$")
_KNOWN_AS = r"(?:(?:also|formerly)\s+known\s+as|(?:including|and)\s+\w+\s+alias(?:es)?:)"
_ALIASES_BEGIN = re.compile(rf"\s*\({_KNOWN_AS}\s*", re.IGNORECASE)
_BETWEEN = re.compile(rf"\s*;\s*(?:and\s+)?(?:{_KNOWN_AS}\s*)?|\s+and\s+{_KNOWN_AS}\s*", re.IGNORECASE)


class _Page(HTMLParser):
    """Tables of a page: of each, the text before it since the one above, and its rows of cells."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[tuple[str, list[list[str]]]] = []
        self.text = ""
        self._before = ""
        self._cell: str | None = None
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self.tables.append((self._before, []))
            self._before, self._inside = "", True
        elif tag == "tr" and self._inside:
            self.tables[-1][1].append([])
        elif tag in ("td", "th") and self._inside:
            self._cell = ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "table":
            self._inside = False
        elif tag in ("td", "th") and self._cell is not None and self.tables[-1][1]:
            self.tables[-1][1][-1].append(text(self._cell) or "")
            self._cell = None

    def handle_data(self, data: str) -> None:
        self.text += data
        if self._cell is not None:
            self._cell += data
        elif not self._inside:
            self._before += data


def read(path: Path) -> Iterator[Row | Rejected]:
    """The list, then the rows of its tables, numbered on from 1 through all of them, headers apart.

    Raises `SourceError` where the file is not that page.
    """
    tables = _tables(path)
    yield Row(1, control_list(LIST, path.parent))
    number = 0
    for ground, rows in tables:
        for cells in rows[1:]:
            number += 1
            yield _entry(number, ground, cells)


def _tables(path: Path) -> list[tuple[str, list[list[str]]]]:
    """Ground and rows of each table of entries; the ground is the last one named above it."""
    found = [(before, rows) for before, rows in _page(path).tables if rows and tuple(rows[0]) in _HEADERS]
    if not found:
        raise SourceError(f"{path.name} is not {_WHAT}: no table has the columns Name of Entity and Effective Date.")
    grounds = [(_GROUND.findall(before), rows) for before, rows in found]
    if any(not ground for ground, _ in grounds):
        raise SourceError(f"{path.name}: a table of entries does not stand below a ground of section 2(d)(2)(B).")
    return [(ground[-1], rows) for ground, rows in grounds]


def _page(path: Path) -> _Page:
    page = _Page()
    try:
        with reading.open_bytes(path) as stream:
            page.feed(stream.read().decode("utf-8-sig"))
    except (UnicodeDecodeError, reading.BrokenGzip) as error:
        raise SourceError(f"{path.name} is not {_WHAT}, or broken ({error}): fetch it anew.") from error
    page.close()
    return page


def _entry(number: int, ground: str, cells: list[str]) -> Row | Rejected:
    shown = reading.shown(" | ".join(cells))
    if len(cells) != len(next(iter(_HEADERS))):
        return Rejected(number, "line", f"has {len(cells)} cells: an entry has a name and a date", shown)
    printed, printed_day = cells
    whole, aliases = split_printed_name(printed)
    name, *covers = _COVERS.split(whole)
    if not name:
        return Rejected(number, "Name of Entity", "is empty: an entry without a name cannot be matched", shown)
    day = written_day(printed_day)
    if day is None:
        return Rejected(number, "Effective Date", f"{printed_day!r} is no date that this release can read", shown)
    others, native_names = split_aliases(name, aliases)
    entry = Designation(
        list=LIST,
        key=entry_key(_COUNTRY, name),
        name=name,
        kind="organisation",
        aliases=others,
        native_names=native_names,
        countries=(_COUNTRY,),
        programs=(f"UFLPA {ground}",),
        remarks=joined(["The entry goes on:", *covers], " ") if covers else None,
        period=begun(day, EFFECTIVE),
        raw=({"table": ground, "Name of Entity": printed, "Effective Date": printed_day},),
    )
    return Row(number, entry)


def split_printed_name(printed: str) -> tuple[str, list[str]]:
    """The name without the bracket that holds its aliases, and those; brackets within either stay."""
    begin = _ALIASES_BEGIN.search(printed)
    if not begin:
        return text(printed) or "", []
    depth, end = 1, begin.end()
    while end < len(printed) and depth:
        depth += (printed[end] == "(") - (printed[end] == ")")
        end += 1
    inside = printed[begin.end() : end - 1 if not depth else end]
    name = text(printed[: begin.start()] + printed[end:]) or ""
    return name, [alias for part in _BETWEEN.split(inside) if (alias := text(part))]


def _as_of(path: Path) -> date | None:
    """The day on which the page says it was last updated."""
    match = _UPDATED.search(" ".join(_page(path).text.split()))
    return written_day(match[1]) if match else None


SOURCE = Source(
    id="dhs-uflpa",
    title="UFLPA Entity List (web page of the US Department of Homeland Security)",
    licence="public domain (US government work)",
    redistributable="yes",
    address="https://www.dhs.gov/uflpa-entity-list",
    kind="lists",
    lists=(LIST,),
    precedence=60,
    read=read,
    as_of=_as_of,
    floor=100,
    complete=True,
)
