"""Records in a publisher's JSON, however it is wrapped: JSON Lines, one document, or the list answers of an API."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec

from loader import reading
from loader.errors import SourceError
from loader.records import Rejected

_OBJECT: msgspec.json.Decoder[dict[str, msgspec.Raw]] = msgspec.json.Decoder(dict[str, msgspec.Raw])
_LIST: msgspec.json.Decoder[list[msgspec.Raw]] = msgspec.json.Decoder(list[msgspec.Raw])
#: Where list answers and dumps keep their records: OpenAlex, Crossref's dumps.
_LISTS = ("results", "items")
#: What Crossref wraps around one work, or around its `items`.
_WRAPPER = "message"


def records(path: Path, what: str) -> Iterator[tuple[int, bytes] | Rejected]:
    """Each record's JSON with its line, or its place in the document, from 1.

    A line that is no complete JSON is given as it stands: its decoder says what is wrong. `what` names the expected
    format in the `SourceError` that is raised where the file is one document and broken.
    """
    lines = reading.lines(path)
    first = next((item for item in lines), None)
    if first is None or isinstance(first, Rejected):
        yield from () if first is None else (first,)
        return
    number, line = first
    if not _is_json(line):
        if line.strip() not in (b"{", b"[", b"[{"):
            yield first
            yield from lines
            return
        yield from enumerate(_elements(reading.whole(path), path, what), 1)
        return
    elements = _elements(line, path, what)
    if elements == [line]:
        yield first
        yield from lines
        return
    yield from enumerate(elements, number)
    number += len(elements)
    for item in lines:
        if isinstance(item, Rejected):
            yield item
        elif not _is_json(item[1]):
            yield number, item[1]
            number += 1
        else:
            further = _elements(item[1], path, what)
            yield from enumerate(further, number)
            number += len(further)


def _is_json(line: bytes) -> bool:
    try:
        msgspec.json.decode(line, type=msgspec.Raw)
    except msgspec.DecodeError:
        return False
    return True


def _elements(document: bytes, path: Path, what: str) -> list[bytes]:
    """The records inside a document, or the document itself where it is one record."""
    try:
        if document.lstrip().startswith(b"["):
            return [bytes(one) for one in _LIST.decode(document)]
        found = _OBJECT.decode(document)
        for name in _LISTS:
            if name in found:
                return [bytes(one) for one in _LIST.decode(found[name])]
        if _WRAPPER in found:
            return _elements(bytes(found[_WRAPPER]), path, what)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        problem = f"{path.name} is not {what}: {error}. Fetch it anew, or name the source that fits."
        raise SourceError(problem) from error
    return [document]
