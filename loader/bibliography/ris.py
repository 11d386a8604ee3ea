"""RIS, by rispy: record by record, so that one that is cut off costs no other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import rispy

from loader.bibliography import handed_over
from loader.bibliography.cited import Cited, cited
from loader.errors import SourceError
from loader.reading import shown
from loader.records import Rejected

_RECORD = re.compile(r"^TY {2}-", re.MULTILINE)
_END = re.compile(r"^ER {2}-[^\n]*", re.MULTILINE)


def read(path: Path, encoding: str | None = None) -> Iterator[Cited | Rejected]:
    """The records in their order, each with the line it begins on. Raises `SourceError` where there is none."""
    text = handed_over.text(path, encoding)
    starts = [match.start() for match in _RECORD.finditer(text)]
    if not starts:
        raise SourceError(f"{path.name} holds no RIS record: a record begins with a line “TY  - JOUR” or the like.")
    if text[: starts[0]].strip():
        yield Rejected(1, "line", "stands before the first record: records begin with TY", shown(text[: starts[0]]))
    line, before = 1, 0
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        line += text.count("\n", before, start)
        before = start
        yield from _record(text[start:end], line)


def _record(text: str, line: int) -> Iterator[Cited | Rejected]:
    raw = shown(text.encode("utf-8", "surrogateescape"))
    end = _END.search(text)
    if end is None:
        yield Rejected(line, "record", "does not end: it has no line “ER  -”", raw)
        return
    record: dict[str, Any] = rispy.loads(text[: end.end()] + "\n")[0]
    yield _cited(line, record, raw)
    if rest := text[end.end() :].strip():
        at = line + text.count("\n", 0, text.index(rest, end.end()))
        yield Rejected(at, "line", "stands between two records: records begin with TY", shown(rest))


def _cited(line: int, record: Mapping[str, Any], raw: str) -> Cited | Rejected:
    doi = _one(record.get("doi"))
    if bad := handed_over.undecoded(line, "doi", doi):
        return bad
    title = _one(record.get("title")) or _one(record.get("primary_title"))
    accession = _one(record.get("accession_number"))
    pmid = accession if "pubmed" in _one(record.get("name_of_database")).lower() else ""
    addresses = [address for address in record.get("urls", ()) if isinstance(address, str)]
    address = next((one for one in addresses if "doi.org" in one or "arxiv" in one or "pubmed" in one), "")
    return cited(line, title or None, {"doi": doi, "pmid": pmid}, title or raw, address)


def _one(value: Any) -> str:
    """The first text of a field that may hold several."""
    if isinstance(value, list):
        value = value[0] if value else ""
    return value.strip() if isinstance(value, str) else ""
