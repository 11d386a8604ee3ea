"""OpenAlex works, one JSON object a line or in list answers, in the form of 2022 and 2023 and in that of 2026.

The forms differ in how an author's affiliations are given: one `raw_affiliation_string` (2022), a list
`raw_affiliation_strings` (2023), or `affiliations`, which say which string led to which institution (2024 on).
A folder is read as all of its part files, as the snapshot has them.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import msgspec

from loader import json_records, reading
from loader.errors import BadField, SourceError
from loader.identifiers import openalex_id
from loader.json_form import FormDecoder
from loader.openalex_form import Work
from loader.openalex_paper import Papers
from loader.parts import each_part, parts_of
from loader.records import NO_NAME, Rejected, Row
from loader.source import Source

__all__ = ["NO_NAME", "SOURCE", "read"]

_MERGED_COLUMNS = ("merge_date", "id", "merge_into_id")
_WHAT = "a file of OpenAlex works, one JSON object a line"


def read(path: Path) -> Iterator[Row | Rejected]:
    """Each work, and before it the institutions that it is the first of all to name, as rows on the side.

    `path` is a file, or a folder of part files, of which those that cannot be read are rejected one by one. A work that
    OpenAlex has merged into another one, by `merged_ids/works/` in the folder, is read as that one. Raises
    `SourceError` where the first object of a file is no OpenAlex work.
    """
    papers = Papers(_merged(path))
    yield from each_part(lambda part: _read(part, papers))(path)


def _read(path: Path, papers: Papers) -> Iterator[Row | Rejected]:
    decoder, begun = FormDecoder(Work), False
    for item in json_records.records(path, _WHAT):
        if isinstance(item, Rejected):
            yield item
            continue
        line, raw = item
        if not begun:
            _refuse_other(path, raw)
            begun = True
        notes: list[str] = []
        try:
            paper = papers.paper(decoder.decode(raw, notes), notes)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            yield reading.undecodable(line, error, raw)
            continue
        except BadField as bad:
            yield Rejected(line, bad.field, bad.reason, reading.shown(raw))
            continue
        for institution in papers.new_institutions(paper.as_of):
            yield Row(line, institution, True)
        yield Row(line, paper, False, tuple(notes))


def _merged(path: Path) -> dict[str, str]:
    """The works that OpenAlex has merged into others, as the snapshot's tables of merged ids say, to the last one."""
    into: dict[str, str] = {}
    for table in sorted(path.rglob("merged_ids/works/*.csv*")) if path.is_dir() else ():
        for item in reading.table(table, _MERGED_COLUMNS):
            if not isinstance(item, Rejected):
                old, new = (openalex_id(item[1][name], "W") for name in ("id", "merge_into_id"))
                if old and new and old != new:
                    into[old] = new
    for old in into:
        seen = {old}
        while (new := into[old]) in into and into[new] not in seen:
            seen.add(new)
            into[old] = into[new]
    return into


def _refuse_other(path: Path, raw: bytes) -> None:
    """Tell a damaged first line from a file of another kind."""
    if problem := _problem(raw):
        raise SourceError(f"{path.name} is not {_WHAT}: {problem}. `tiegraph sources` lists the formats.")


def _problem(raw: bytes) -> str | None:
    """Why a file of works cannot begin with this line."""
    if not raw.lstrip().startswith(b"{"):
        return "it does not begin with one JSON object on one line"
    if b'"authorships"' not in raw and b"openalex.org/W" not in raw:
        return "its first object has neither a work's id nor authorships"
    return None


def _as_of(path: Path) -> date | None:
    """None: each work carries the day of its own last change."""
    return None


SOURCE = Source(
    id="openalex",
    title="OpenAlex works",
    licence="CC0 1.0",
    redistributable="yes",
    address="https://docs.openalex.org/download-all-data/openalex-snapshot",
    kind="papers",
    precedence=50,
    read=read,
    as_of=_as_of,
    files=parts_of,
    may_begin=lambda line: _problem(line) is None,
)
