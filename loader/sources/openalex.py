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
from loader.json_form import FormDecoder
from loader.openalex_form import Work
from loader.openalex_paper import Papers
from loader.records import NO_NAME, Rejected, Row
from loader.source import Source

__all__ = ["NO_NAME", "SOURCE", "read"]

_WHAT = "a file of OpenAlex works, one JSON object a line"


def read(path: Path) -> Iterator[Row | Rejected]:
    """Each work, and before it the institutions that it is the first in the file to name, as rows on the side.

    Raises `SourceError` where the first object is no OpenAlex work.
    """
    decoder, papers, begun = FormDecoder(Work), Papers(), False
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
            yield Row(line, institution, side=True)
        yield Row(line, paper, notes=tuple(notes))


def _refuse_other(path: Path, raw: bytes) -> None:
    """Tell a damaged first line from a file of another kind."""
    problem = None
    if not raw.lstrip().startswith(b"{"):
        problem = "it does not begin with one JSON object on one line"
    elif b'"authorships"' not in raw and b"openalex.org/W" not in raw:
        problem = "its first object has neither a work's id nor authorships"
    if problem:
        raise SourceError(f"{path.name} is not {_WHAT}: {problem}. `tiegraph sources` lists the formats.")


def _as_of(path: Path) -> date | None:
    """None: each work carries the day of its own last change."""
    return None


SOURCE = Source(
    id="openalex",
    title="OpenAlex works",
    licence="CC0 1.0",
    address="https://docs.openalex.org/download-all-data/openalex-snapshot",
    kind="papers",
    precedence=50,
    read=read,
    as_of=_as_of,
)
