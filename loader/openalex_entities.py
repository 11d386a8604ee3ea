"""What the readers of OpenAlex's smaller entities share: the file, line by line, through a form, to a record."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import TypeVar

import msgspec

from loader import json_records, reading
from loader.errors import BadField, SourceError
from loader.identifiers import openalex_id, text
from loader.json_form import Form, FormDecoder
from loader.parts import each_part, parts_of
from loader.publication_dates import of_text
from loader.records import Record, Rejected, Row
from loader.source import Read, Source

F = TypeVar("F", bound=Form)


def source(
    what: str, prefix: str, form: type[F], record: Callable[[F, list[str]], Record], kind: str = "facts"
) -> Source:
    """The source of OpenAlex's `what`, whose ids begin with `prefix`: files of the snapshot and list answers.

    `record` makes the record, adds to the notes what could not be used, and raises `BadField`.
    """
    return Source(
        id=f"openalex-{what}",
        title=f"OpenAlex {what}",
        licence="CC0 1.0",
        redistributable="yes",
        address="https://docs.openalex.org/download-all-data/openalex-snapshot",
        kind=kind,
        precedence=40,
        read=_reader(what, prefix, form, record),
        as_of=_undated,
        files=parts_of,
    )


def _reader(what: str, prefix: str, form: type[F], record: Callable[[F, list[str]], Record]) -> Read:
    expected = f"a file of OpenAlex {what}, one JSON object a line"

    @each_part
    def read(path: Path) -> Iterator[Row | Rejected]:
        decoder, begun = FormDecoder(form), False
        for item in json_records.records(path, expected):
            if isinstance(item, Rejected):
                yield item
                continue
            line, raw = item
            if not begun and f"openalex.org/{prefix}".encode() not in raw:
                raise SourceError(f"{path.name} is not {expected}: its first object has no such id.")
            begun = True
            notes: list[str] = []
            try:
                made = record(decoder.decode(raw, notes), notes)
            except (msgspec.DecodeError, UnicodeDecodeError) as error:
                yield reading.undecodable(line, error, raw)
            except BadField as bad:
                yield Rejected(line, bad.field, bad.reason, reading.shown(raw))
            else:
                yield Row(line, made, notes=tuple(notes))

    return read


def number_and_name(id: str | None, name: str | None, prefix: str) -> tuple[str, str]:
    """The OpenAlex id and the name. Raises `BadField` where either is missing."""
    number, label = openalex_id(id, prefix), text(name)
    if not number:
        raise BadField("id", f"{id!r} is no OpenAlex id of the kind {prefix}…: nothing to know it by")
    if not label:
        raise BadField("display_name", "is empty: it must have a name")
    return number, label


def day(updated: str | None) -> date | None:
    """The day of a record's last change."""
    days = of_text((updated or "")[:10])
    return days[1] if days else None


def _undated(path: Path) -> date | None:
    """None: each record carries the day of its own last change."""
    return None
