"""The text of a file that somebody handed over, whatever program wrote it."""

from __future__ import annotations

import codecs
from pathlib import Path

from loader import reading
from loader.errors import SourceError
from loader.records import Rejected

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def text(path: Path, encoding: str | None = None) -> str:
    """The whole text, line ends as line feeds: in `encoding`, else as its mark says, else UTF-8.

    Bytes that are no UTF-8 stay in it as lone surrogates, so that only their own row is lost: see `undecoded`.
    Raises `SourceError` where the file cannot be read, is empty, or is not in the encoding that was named.
    """
    content = reading.whole(path)
    if not content.strip():
        raise SourceError(f"{path.name} is empty: there is nothing to screen.")
    if b"\0" in content[:1024] and encoding is None and not content.startswith(tuple(mark for mark, _ in _MARKS)):
        raise SourceError(f"{path.name} is no text file: save a spreadsheet as “CSV UTF-8”, and screen that.")
    named = encoding or next((name for mark, name in _MARKS if content.startswith(mark)), "utf-8")
    try:
        decoded = content.decode(named, "surrogateescape" if named.startswith("utf-8") else "strict")
    except LookupError as error:
        raise SourceError(f"There is no encoding {named!r}: give one such as cp1252, gb18030 or utf-16.") from error
    except UnicodeError as error:
        raise SourceError(f"{path.name} is not {named} ({error}): name its encoding with --encoding.") from error
    return decoded.replace("\r\n", "\n").replace("\r", "\n")


def undecoded(line: int, field: str, value: str) -> Rejected | None:
    """What is wrong with a row that holds bytes of another encoding; None where it holds none."""
    if not any("\udc80" <= letter <= "\udcff" for letter in value):
        return None
    raw = value.encode("utf-8", "surrogateescape")
    reason = "is not UTF-8: name the file's encoding with --encoding, such as cp1252"
    return Rejected(line, field, reason, reading.shown(raw))
