from __future__ import annotations

import gzip
from pathlib import Path

import msgspec
import pytest

from loader import reading
from loader.errors import SourceError
from loader.records import Rejected


class Thing(msgspec.Struct):
    a: int
    b: str = ""


THING = msgspec.json.Decoder(Thing)
LINES = b"".join(b'{"a": %d, "b": "%s"}\n' % (number, str(number * 7919).encode() * 9) for number in range(5000))


@pytest.fixture
def write(tmp_path: Path):  # type: ignore[no-untyped-def]
    def write(content: bytes, name: str = "file") -> Path:
        path = tmp_path / name
        path.write_bytes(content)
        return path

    return write


def test_gzip_is_known_by_its_first_bytes(write) -> None:  # type: ignore[no-untyped-def]
    for content in (LINES, gzip.compress(LINES), gzip.compress(LINES[:999]) + gzip.compress(LINES[999:]) + b"\0" * 512):
        assert list(reading.lines(write(content))) == list(enumerate(LINES.splitlines(keepends=True), 1))


@pytest.mark.parametrize("cut", [3, 9000, -20, -8, -1])
def test_every_whole_line_before_a_break_is_read(write, cut: int) -> None:  # type: ignore[no-untyped-def]
    import zlib

    content = gzip.compress(LINES)[:cut]
    whole = zlib.decompressobj(31).decompress(content).count(b"\n")
    *items, last = reading.lines(write(content))
    assert items[:whole] == list(enumerate(LINES.splitlines(keepends=True)[:whole], 1))
    assert isinstance(last, Rejected)
    assert last.line == whole + 1
    assert "download the file anew" in last.reason


def test_a_wrong_checksum_is_told(write) -> None:  # type: ignore[no-untyped-def]
    content = bytearray(gzip.compress(LINES))
    content[-6] ^= 1
    *_, last = reading.lines(write(bytes(content)))
    assert isinstance(last, Rejected)
    assert "breaks off" in last.reason
    with pytest.raises(SourceError, match="broken gzip"):
        reading.whole(write(bytes(content)))


def test_one_bad_line_costs_one_line(write) -> None:  # type: ignore[no-untyped-def]
    lines = [b'{"a": 1}', b'{"a": 2, "b": "\xff\xfe"}', b'{"a": 3, "b": "cu', b'{"a": "four"}', b"", b'{"a": 5}']
    numbered = [item for item in reading.lines(write(b"\xef\xbb\xbf" + b"\r\n".join(lines))) if isinstance(item, tuple)]
    assert [number for number, _ in numbered] == [1, 2, 3, 4, 6]
    rejected = [refused for number, line in numbered if (refused := _refused(number, line))]
    assert [(item.line, item.field) for item in rejected] == [(2, "line"), (3, "line"), (4, "a")]
    assert "UTF-8" in rejected[0].reason
    assert "not complete JSON" in rejected[1].reason
    assert rejected[2].reason == "Expected `int`, got `str`"
    assert rejected[2].raw == '{"a": "four"}'


def _refused(number: int, line: bytes) -> Rejected | None:
    try:
        THING.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        return reading.undecodable(number, error, line)
    return None


def test_a_web_page_is_no_data_file(write) -> None:  # type: ignore[no-untyped-def]
    page = write(b"\n<!DOCTYPE html><html>Sign in</html>")
    with pytest.raises(SourceError, match="is a web page"):
        list(reading.lines(page))
    with pytest.raises(SourceError, match="is a web page"):
        reading.json_document(page, THING, "a thing")


def test_paths_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="is a folder"):
        list(reading.lines(tmp_path))
    with pytest.raises(SourceError, match="cannot be read"):
        list(reading.lines(tmp_path / "absent"))


def test_a_document_says_what_it_should_be(write) -> None:  # type: ignore[no-untyped-def]
    assert reading.json_document(write(b'\xef\xbb\xbf{"a": 1}'), THING, "a thing") == Thing(1)
    with pytest.raises(SourceError, match=r"file is not a thing: .*missing required field `a`"):
        reading.json_document(write(b'{"c": 1}'), THING, "a thing")
    with pytest.raises(SourceError, match="nor complete JSON"):
        reading.json_document(write(b'{"a": 1'), THING, "a thing")


def test_a_key_that_stands_twice_in_a_record_is_told(write) -> None:  # type: ignore[no-untyped-def]
    content = b'{"a": 1, "rows": [{"name": "Example Works", "name": "Sample Works"}]}'
    with pytest.raises(SourceError, match=r"the key 'name' twice in one record, that with 'Example Works'"):
        reading.json_document(write(content), msgspec.json.Decoder(dict), "a thing")


def test_table(write) -> None:  # type: ignore[no-untyped-def]
    path = write('\ufeffa,b\n1, "two\nlines" \n'.replace(', "', ',"').replace('" \n', '"\n').encode() + b"3\n\n5,6\n")
    items = list(reading.table(path, ("a", "b")))
    assert items[0] == (2, {"a": "1", "b": "two\nlines"})
    assert isinstance(items[1], Rejected)
    assert items[1].line == 4
    assert items[2] == (6, {"a": "5", "b": "6"})


@pytest.mark.parametrize("cell", [b'"3', b'"3" x', b"3" * 200_000])
def test_a_table_is_refused_where_a_row_has_no_end(write, cell: bytes) -> None:  # type: ignore[no-untyped-def]
    items = reading.table(write(b"a,b\n1,2\n" + cell + b",4\n5,6\n"), ("a", "b"))
    assert next(items) == (2, {"a": "1", "b": "2"})
    with pytest.raises(SourceError, match="breaks off in line 3"):
        list(items)


@pytest.mark.parametrize(
    ("header", "message"),
    [
        (b"a\n", "lacks the column 'b'"),
        (b"a,b,c\n", "unknown column 'c'"),
        (b"a,b,b\n", "repeats the column 'b'"),
        (b"", "is empty"),
        (b"a,\xff\n", "not valid UTF-8"),
    ],
)
def test_a_table_has_its_columns(write, header: bytes, message: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(SourceError, match=message):
        list(reading.table(write(header), ("a", "b")))
