"""Opening files as publishers ship them, and saying exactly where one is broken.

A broken line becomes a `Rejected` and reading goes on; a file that is not of the expected format at all raises
`SourceError`. gzip is known by its first bytes, not by the file's name.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import IO, Any, TypeVar

import msgspec
from isal import isal_zlib

from loader.errors import SourceError
from loader.records import Rejected

T = TypeVar("T")

_GZIP = b"\x1f\x8b"
#: Byte order mark that some publishers put before UTF-8.
BOM = b"\xef\xbb\xbf"
_BLOCK = 1 << 16
_RAW_SHOWN = 500


class BrokenGzip(Exception):
    """The stream ends early or its checksum is wrong."""


class _KeyTwice(Exception):
    """A JSON object prints a key more than once."""


class _Gunzip(io.RawIOBase):
    """The bytes of a gzip file, of several members too, down to the last byte before a break.

    isal's own file object is as fast but drops up to 128 kB of sound text before a break.
    """

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._member = isal_zlib.decompressobj(wbits=16 + isal_zlib.MAX_WBITS)
        self._ready = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while not self._ready:
            if self._member.eof:
                # Zeros may fill the last block after a member; anything else begins the next one.
                rest = self._member.unused_data.lstrip(b"\0") or self._stream.read(_BLOCK).lstrip(b"\0")
                if not rest:
                    return 0
                self._member = isal_zlib.decompressobj(wbits=16 + isal_zlib.MAX_WBITS)
            else:
                rest = self._stream.read(_BLOCK)
                if not rest:
                    raise BrokenGzip("it ends before its end mark")
            try:
                self._ready = memoryview(self._member.decompress(rest))
            except isal_zlib.IsalError as error:  # type: ignore[misc]  # its stub declares a value, not a class
                raise BrokenGzip(str(error)) from error
        size = min(len(buffer), len(self._ready))
        buffer[:size] = self._ready[:size]
        self._ready = self._ready[size:]
        return size

    def close(self) -> None:
        self._stream.close()
        super().close()


def shown(raw: bytes | str) -> str:
    """The beginning of `raw` for a report of rejected records."""
    if isinstance(raw, bytes):
        raw = raw[: 4 * _RAW_SHOWN].decode("utf-8", "replace")
    return raw.strip()[:_RAW_SHOWN]


class _Counted(io.FileIO):
    """A file, counting what is read from it."""

    def readinto(self, buffer: Any) -> int | None:
        global _bytes_read
        number = super().readinto(buffer)
        _bytes_read += number or 0
        return number


_bytes_read = 0


def bytes_read() -> int:
    """How many bytes of files this process has read so far, packed as they are."""
    return _bytes_read


def open_bytes(path: Path) -> IO[bytes]:
    """The file's bytes, gunzipped where it is gzip. Raises `SourceError` where it cannot be opened."""
    try:
        with path.open("rb") as stream:
            magic = stream.read(2)
        opened = io.BufferedReader(_Counted(path, "rb"), _BLOCK)
        return io.BufferedReader(_Gunzip(opened), 4 * _BLOCK) if magic == _GZIP else opened
    except IsADirectoryError:
        raise SourceError(f"{path} is a folder: name the file in it.") from None
    except OSError as error:
        raise SourceError(f"{path} cannot be read ({error.strerror}): check the path and its permissions.") from error


def beginning(path: Path, size: int = 64) -> bytes:
    """The first bytes, by which formats are told apart, without a byte order mark.

    Raises `SourceError` where the file cannot be opened, or its gzip stream breaks off already.
    """
    try:
        with open_bytes(path) as stream:
            return stream.read(size).removeprefix(BOM).lstrip()
    except BrokenGzip as error:
        raise SourceError(f"{path.name} is a broken gzip file ({error}): download it anew.") from error


def lines(path: Path) -> Iterator[tuple[int, bytes] | Rejected]:
    """Each line that is not blank with its number from 1; a broken gzip stream ends in one `Rejected`.

    Raises `SourceError` where the first of them shows that the file is a web page.
    """
    number, begun = 0, False
    try:
        with open_bytes(path) as stream:
            for number, line in enumerate(stream, 1):
                if number == 1 and not (line := line.removeprefix(BOM)):
                    continue
                if line.isspace():
                    continue
                if not begun:
                    _refuse_page(path, line)
                    begun = True
                yield number, line
    except BrokenGzip as error:
        yield breaks_off(number + 1, error)


def breaks_off(number: int, error: BrokenGzip) -> Rejected:
    """What is told of a file whose stream ends in this line."""
    return Rejected(number, "file", f"the gzip stream breaks off here ({error}): download the file anew")


def undecodable(number: int, error: msgspec.DecodeError | UnicodeDecodeError, raw: bytes) -> Rejected:
    """What a decoder's error says about a record, as a `Rejected`."""
    if isinstance(error, msgspec.ValidationError):
        message, _, place = str(error).partition(" - at `")
        return Rejected(number, place.rstrip("`").removeprefix("$.") or "record", message, shown(raw))
    if isinstance(error, UnicodeDecodeError) or "utf-8" in str(error).lower():
        return Rejected(number, "line", f"is not valid UTF-8 ({error})", shown(raw))
    return Rejected(number, "line", f"is not complete JSON ({error})", shown(raw))


def whole(path: Path) -> bytes:
    """All bytes of a file that cannot be read in part. Raises `SourceError` where its gzip stream is broken."""
    try:
        with open_bytes(path) as stream:
            content = stream.read().removeprefix(BOM)
    except BrokenGzip as error:
        raise SourceError(f"{path.name} is a broken gzip file ({error}): download it anew.") from error
    _refuse_page(path, content)
    return content


def json_document(path: Path, decoder: msgspec.json.Decoder[T], what: str) -> T:
    """The file as one JSON document. `what` names the expected format in the `SourceError` where it is not one.

    A record that prints a key twice is refused too: which of the two values counts, nobody knows.
    """
    content = whole(path)
    try:
        document = decoder.decode(content)
        json.loads(content, object_pairs_hook=_each_key_once)
    except _KeyTwice as error:
        raise SourceError(f"{path.name} prints {error}: fetch it anew, or take the wrong one out.") from error
    except msgspec.ValidationError as error:
        raise SourceError(f"{path.name} is not {what}: {error}. Name the source that fits.") from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise SourceError(f"{path.name} is not {what}, nor complete JSON ({error}): fetch it anew.") from error
    return document


def _each_key_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        said = next((value for _, value in pairs if isinstance(value, str)), "")
        raise _KeyTwice(f"the key {twice!r} twice in one record" + (f", that with {said[:80]!r}" if said else ""))
    return found


def table(
    path: Path, columns: Sequence[str], optional: Sequence[str] = ()
) -> Iterator[tuple[int, dict[str, str]] | Rejected]:
    """Rows of one of our own CSV files as dicts of stripped cells, with the line each begins on (the header is 1).

    Raises `SourceError` where the header lacks one of `columns` or has one that is not `optional` either, and, with the
    line, where quoting is broken or a cell is a giant: after that nobody knows where the next row begins. A row of the
    wrong length is `Rejected`.
    """
    try:
        content = whole(path).decode("utf-8")
    except UnicodeDecodeError as error:
        raise SourceError(f"{path.name} is not valid UTF-8 (byte {error.start}): save it as UTF-8.") from error
    yield from table_rows(path, io.StringIO(content, newline=""), columns, optional=optional)


def table_rows(
    path: Path, content: Iterable[str], columns: Sequence[str], begins: int = 1, optional: Sequence[str] = ()
) -> Iterator[tuple[int, dict[str, str]] | Rejected]:
    """As `table`, of lines that were decoded already; `begins` is the header's line in the file."""
    header: list[str] | None = None
    for number, row in csv_rows(path, content, begins):
        if header is None:
            header = [cell.strip() for cell in row]
            _check_header(path, header, columns, optional)
        elif len(row) != len(header):
            if any(cell.strip() for cell in row):
                reason = f"has {len(row)} cells where the header has {len(header)}"
                yield Rejected(number, "line", reason, shown(",".join(row)))
        else:
            yield number, {name: cell.strip() for name, cell in zip(header, row, strict=True)}
    if header is None:
        raise SourceError(f"{path.name} is empty: expected the columns {', '.join(columns)}.")


def csv_rows(path: Path, content: Iterable[str], begins: int = 1) -> Iterator[tuple[int, list[str]]]:
    """Each row of a CSV with the line it begins on. Raises `SourceError`, naming the line, where the quoting breaks."""
    reader = csv.reader(content, strict=True)
    before = begins - 1
    while True:
        try:
            row = next(reader, None)
        except csv.Error as error:
            raise SourceError(
                f"{path.name} breaks off in line {before + 1} ({error}): close the quotes there, or fetch it anew."
            ) from error
        if row is None:
            return
        number, before = before + 1, begins - 1 + reader.line_num
        yield number, row


def values(cell: str) -> tuple[str, ...]:
    """The values of a cell that holds several, ` | ` between them."""
    return tuple(part.strip() for part in cell.split(" | ") if part.strip())


def _check_header(path: Path, header: list[str], columns: Sequence[str], optional: Sequence[str]) -> None:
    known = (*columns, *optional)
    missing = [column for column in columns if column not in header]
    extra = [column for column in header if column not in known]
    twice = [column for column in known if header.count(column) > 1]
    problems = {"lacks the column": missing, "has the unknown column": extra, "repeats the column": twice}
    for problem, names in problems.items():
        if names:
            raise SourceError(f"{path.name} {problem} {', '.join(map(repr, names))}: expected {', '.join(columns)}.")


def _refuse_page(path: Path, beginning: bytes) -> None:
    start = beginning.lstrip()[:15].lower()
    if start.startswith((b"<!doctype html", b"<html")):
        raise SourceError(f"{path.name} is a web page, not a data file: download the file that the page links to.")
