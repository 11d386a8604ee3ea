"""The lists of the US Treasury's Office of Foreign Assets Control, in the formats that it publishes.

`sdn.csv` with `alt.csv` and `add.csv` beside it (the file, or the folder that holds the three), `sdn.xml` and
`consolidated.xml`, and the enhanced form of the same. An entry has the same key in all of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from loader import cells, ofac_csv, ofac_xml, reading
from loader.citations import written_day
from loader.errors import SourceError
from loader.identifiers import day_range
from loader.ofac_entries import INVESTMENT, OTHER, SDN
from loader.records import Rejected, Row
from loader.source import Source
from loader.xml_reading import elements, root

_DATE_IN_NAME = re.compile(r"20\d{2}-\d{2}-\d{2}")
_READERS = {"sdnList": ofac_xml.read_simple, "sanctionsData": ofac_xml.read_enhanced}


def read(path: Path) -> Iterator[Row | Rejected]:
    """The lists that the file holds, then its entries in order: by line (CSV), or numbered from 1 (XML).

    Raises `SourceError` where the file is not of one of these formats, or not whole.
    """
    if _is_xml(path):
        return _READERS[_root_name(path)](path)
    return ofac_csv.read(path)


def _is_xml(path: Path) -> bool:
    return not path.is_dir() and reading.beginning(path).startswith(b"<")


def _files(path: Path) -> tuple[Path, ...]:
    return (path,) if _is_xml(path) else ofac_csv.files(path)


def _root_name(path: Path) -> str:
    name = root(path, ofac_xml.WHAT).tag
    if name not in _READERS:
        raise SourceError(
            f"{path.name} is not {ofac_xml.WHAT}: it begins with <{name}>, not with "
            f"{' or '.join(f'<{known}>' for known in _READERS)}. Name the source that fits."
        )
    return name


def _as_of(path: Path) -> date | None:
    """The day that the XML gives; for CSV the day in the name of the file with the entries, else `DATES.csv`."""
    if not _is_xml(path):
        path = ofac_csv.entries_file(path)
        match = _DATE_IN_NAME.search(path.name)
        days = day_range(match.group()) if match else None
        return days[0] if days else cells.as_of(path)
    for _, element in elements(path, {"Publish_Date", "dataAsOf"}, ofac_xml.WHAT):
        printed = element.text or ""
        days = day_range(printed[:10])
        return days[0] if days else written_day(printed)
    return None


SOURCE = Source(
    id="ofac",
    title="OFAC lists (SDN, NS-CMIC and other non-SDN lists)",
    licence="public domain (US government work)",
    redistributable="yes",
    address="https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/SDN.XML",
    kind="lists",
    lists=(SDN, INVESTMENT, OTHER),
    precedence=60,
    read=read,
    as_of=_as_of,
    floor=400,
    files=_files,
    complete=True,
)
