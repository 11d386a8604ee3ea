"""Each fault that a downloaded list can have, on a sample of each source: it is refused or told, never lost in silence.

`tests/data/lists/<source>/` holds a small invented file of each format, with an entry "Hill Practice …" and one "Lake
Practice …". A source of lists without a sample fails here.
"""

from __future__ import annotations

import gzip
import io
import json
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from loader.errors import SourceError
from loader.records import Designation, Rejected
from loader.sources import SOURCES

SAMPLES = Path(__file__).parents[1] / "data" / "lists"
LISTS = [id for id, source in SOURCES.items() if source.kind == "lists"]
FILES = [path for id in LISTS for path in sorted((SAMPLES / id).glob("*")) if path.name != "DATES.csv"]
TEXTS = [path for path in FILES if path.suffix != ".xlsx"]
TABLES = [path for path in FILES if path.suffix in (".csv", ".xlsx", ".html")]
TREES = [path for path in FILES if path.suffix in (".json", ".xml")]
DOCTYPE = '<!DOCTYPE b [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
GIANT = "Practice" * 1_300_000


def name(path: Path) -> str:
    return f"{path.parent.name}-{path.suffix[1:]}"


@dataclass
class Outcome:
    entries: list[Designation] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    error: str = ""

    @property
    def names(self) -> list[str]:
        return sorted(entry.name.split()[0].title() for entry in self.entries)


def outcome(source: str, path: Path) -> Outcome:
    """What reading gives. Any other exception than the declared one fails the test."""
    found = Outcome()
    try:
        for item in SOURCES[source].read(path):
            if isinstance(item, Rejected):
                found.rejected.append(item)
                continue
            found.notes += item.notes
            if isinstance(item.record, Designation):
                found.entries.append(item.record)
    except SourceError as error:
        found.error = str(error)
    return found


Read = Callable[[Path, bytes], Outcome]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def read(path: Path, content: bytes) -> Outcome:
        copy = tmp_path / path.name
        copy.write_bytes(content)
        return outcome(path.parent.name, copy)

    return read


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def sheet_of(path: Path) -> tuple[openpyxl.Workbook, Any, int]:
    """The workbook, its sheet, and the row of the Hill entry; the header stands above it."""
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    return book, sheet, next(row[0].row for row in sheet.iter_rows() if any("Hill" in str(cell.value) for cell in row))


def saved(book: openpyxl.Workbook) -> bytes:
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def with_doctype(path: Path) -> bytes:
    if path.suffix == ".xml":
        return text_of(path).replace("?>\n", f"?>\n{DOCTYPE}", 1).encode()
    content = io.BytesIO()
    with zipfile.ZipFile(path) as before, zipfile.ZipFile(content, "w") as after:
        for part in before.namelist():
            data = before.read(part)
            after.writestr(part, DOCTYPE.encode() + data if part.startswith("xl/worksheets/") else data)
    return content.getvalue()


def with_header(path: Path, change: Callable[[list[str]], list[str]]) -> bytes:
    """The table with other columns; an added one is filled in in every row."""
    if path.suffix == ".xlsx":
        book, sheet, hill = sheet_of(path)
        header = [cell.value for cell in sheet[hill - 1]]
        changed = change(header)
        for place, value in enumerate(changed + [None] * (len(header) - len(changed)), 1):
            sheet.cell(hill - 1, place).value = value
        for row in range(hill, hill + 2) if len(changed) > len(header) else ():
            sheet.cell(row, len(changed)).value = "fine"
        return saved(book)
    lines = text_of(path).splitlines()
    hill = next(number for number, line in enumerate(lines) if "hill" in line.lower())
    if path.suffix == ".html":
        parts = re.findall(r"<th>(.*?)</th>", lines[hill - 1] + lines[hill - 2])
        whole = text_of(path).replace("".join(f"<th>{part}</th>" for part in parts), _cells(change(parts)))
        return whole.encode()
    header = lines[hill - 1].split(",")
    changed = change(header)
    lines[hill - 1] = ",".join(changed)
    if len(changed) > len(header):
        lines[hill:] = [f"{line},fine" for line in lines[hill:]]
    return ("\n".join(lines) + "\n").encode()


def _cells(parts: list[str]) -> str:
    return "".join(f"<th>{part}</th>" for part in parts)


def with_added_field(path: Path) -> bytes:
    """The same new field in both entries."""
    text = text_of(path)
    if path.suffix == ".json":
        document = json.loads(text)
        entries = next(value for value in document.values() if isinstance(value, list))
        for entry in entries:
            entry["mood"] = "fine"
        return json.dumps(document).encode()
    return re.sub(r"(?m)(<\w+[^>]*>)(.*(?:hill|lake))", r"\1<mood>fine</mood>\2", text, flags=re.IGNORECASE).encode()


def twice(path: Path) -> bytes:
    """The Lake entry stands there twice."""
    if path.suffix == ".xlsx":
        book, sheet, hill = sheet_of(path)
        sheet.append([cell.value for cell in sheet[hill + 1]])
        return saved(book)
    text = text_of(path)
    if path.suffix == ".json":
        document = json.loads(text)
        entries = next(value for value in document.values() if isinstance(value, list))
        entries.append(entries[1])
        return json.dumps(document | ({"count": 3} if "count" in document else {})).encode()
    lines = [line for row in text.splitlines() for line in ([row, row] if "lake" in row.lower() else [row])]
    return "\n".join(lines).replace("<Record_Count>2", "<Record_Count>3").encode()


def with_giant(path: Path) -> bytes:
    if path.suffix == ".xlsx":
        book, _, _ = sheet_of(path)
        content = io.BytesIO(saved(book))
        giant = io.BytesIO()
        with zipfile.ZipFile(content) as before, zipfile.ZipFile(giant, "w", zipfile.ZIP_DEFLATED) as after:
            for part in before.namelist():
                data = before.read(part)
                after.writestr(part, data.replace(b"Hill Practice", b"Hill " + GIANT.encode()))
        return giant.getvalue()
    return re.sub("(?i)(hill )practice", rf"\g<1>{GIANT}", text_of(path), count=1).encode()


def test_every_source_of_lists_has_a_sample() -> None:
    assert {path.parent.name for path in FILES} == set(LISTS)


@pytest.mark.parametrize("path", FILES, ids=name)
def test_the_sample_is_sound(path: Path, read: Read) -> None:
    found = read(path, path.read_bytes())
    assert (found.names, found.rejected, found.error) == (["Hill", "Lake"], [], "")
    assert read(path, gzip.compress(path.read_bytes())) == found


@pytest.mark.parametrize("path", FILES, ids=name)
def test_truncated(path: Path, read: Read) -> None:
    content = path.read_bytes()
    cut = len(content) // 2 if path.suffix == ".xlsx" else content.lower().rindex(b"lake practice") + 2
    found = read(path, content[:cut])
    assert found.error or (found.names == ["Hill"] and found.rejected)
    assert read(path, gzip.compress(content)[:-9]).error


@pytest.mark.parametrize("path", FILES, ids=name)
def test_wrong_format(path: Path) -> None:
    for other in FILES:
        if other.parent != path.parent:
            found = outcome(path.parent.name, other)
            assert found.error, other
            assert not found.entries


@pytest.mark.parametrize("path", [path for path in FILES if path.suffix in (".xml", ".xlsx")], ids=name)
def test_entities_that_expand(path: Path, read: Read) -> None:
    found = read(path, with_doctype(path))
    assert found.error
    assert not found.entries


@pytest.mark.parametrize("path", TABLES, ids=name)
def test_a_changed_or_missing_column(path: Path, read: Read) -> None:
    renamed = read(path, with_header(path, lambda header: [*header[:1], "mood", *header[2:]]))
    missing = read(path, with_header(path, lambda header: [*header[:1], *header[2:]]))
    for found in (renamed, missing):
        assert not found.entries
        assert "column" in found.error or found.rejected


@pytest.mark.parametrize("path", TABLES, ids=name)
def test_an_added_column(path: Path, read: Read) -> None:
    found = read(path, with_header(path, lambda header: [*header, "mood"]))
    told = found.error + " ".join(f"{one.field} {one.reason}" for one in found.rejected)
    assert re.search("mood|fine|column", told)


@pytest.mark.parametrize("path", TREES, ids=name)
def test_an_added_field_is_told_once_and_not_fatal(path: Path, read: Read) -> None:
    found = read(path, with_added_field(path))
    assert (found.names, found.rejected, found.error) == (["Hill", "Lake"], [], "")
    assert [note for note in found.notes if "mood" in note] == [
        "mood: is a field that this release does not know, kept in the raw row only"
    ]
    assert all("mood" in entry.raw[0] for entry in found.entries)


@pytest.mark.parametrize("path", FILES, ids=name)
def test_an_entry_twice(path: Path, read: Read) -> None:
    found = read(path, twice(path))
    assert (found.names, found.rejected, found.error) == (["Hill", "Lake", "Lake"], [], "")
    assert len({entry.id for entry in found.entries}) == 2


@pytest.mark.parametrize("path", FILES, ids=name)
def test_ten_megabytes_in_one_field(path: Path, read: Read) -> None:
    found = read(path, with_giant(path))
    assert found.error or (found.names == ["Lake"] and len(found.rejected) == 1)
    assert len(found.error) + sum(len(one.raw) + len(one.reason) for one in found.rejected) < 3000


@pytest.mark.parametrize("path", TEXTS, ids=name)
def test_a_byte_order_mark_and_other_ends_of_lines(path: Path, read: Read) -> None:
    content = path.read_bytes()
    plain = read(path, content)
    for other in (b"\xef\xbb\xbf" + content, content.replace(b"\n", b"\r\n")):
        assert read(path, other) == plain
