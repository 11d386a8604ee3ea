from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from loader import xml_reading
from loader.errors import SourceError
from loader.xml_reading import elements, plain, root, value, values

WHAT = "a list of hills"
LISTED = """<?xml version="1.0"?>
<h:hills xmlns:h="http://example.org/" day="1"><h:hill n="1" empty=""><name>A</name><name>B</name><none/>
<place code="KP">X</place></h:hill><other/><h:group><h:hill n="2"><h:hill n="inner"/></h:hill></h:group></h:hills>"""
BOMB = """<?xml version="1.0"?><!DOCTYPE hills [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]>
<hills><hill>&b;</hill></hills>"""
OUTSIDE = '<!DOCTYPE hills [<!ENTITY a SYSTEM "file:///etc/hostname">]><hills><hill>&a;</hill></hills>'


def write(folder: Path, content: str | bytes) -> Path:
    path = folder / "hills.xml.gz"
    path.write_bytes(gzip.compress(content.encode() if isinstance(content, str) else content))
    return path


def test_records_one_by_one_without_their_namespaces(tmp_path: Path) -> None:
    path = write(tmp_path, b"\xef\xbb\xbf" + LISTED.replace("\n", "\r\n").encode())
    assert (root(path, WHAT).tag, root(path, WHAT).get("day")) == ("hills", "1")
    found = [(number, plain(element)) for number, element in elements(path, ("hill",), WHAT)]
    assert found == [
        (1, {"@n": "1", "name": ["A", "B"], "place": {"@code": "KP", "#text": "X"}}),
        (2, {"@n": "2", "hill": {"@n": "inner"}}),
    ]


def test_values_of_a_record(tmp_path: Path) -> None:
    _, element = next(elements(write(tmp_path, LISTED), ("hill",), WHAT))
    assert value(element, "name") == "A"
    assert value(element, "none") is None
    assert values(element, "name") == ("A", "B")
    assert values(element, "place/name") == ()


@pytest.mark.parametrize("content", [BOMB, OUTSIDE])
def test_entities_are_refused_before_they_expand(tmp_path: Path, content: str) -> None:
    path = write(tmp_path, content)
    for reader in (lambda: root(path, WHAT), lambda: list(elements(path, ("hill",), WHAT))):
        with pytest.raises(SourceError, match="declares a document type or entities"):
            reader()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "is not a list of hills: it is no XML"),
        ("name,height", "is not a list of hills: it is no XML"),
        (LISTED[:-30], "breaks off"),
        (LISTED.replace("</name>", "</nome>", 1), "is broken"),
        (LISTED.encode().replace(b">A<", b">\xff<"), "is broken"),
    ],
)
def test_broken_files_are_refused(tmp_path: Path, content: str | bytes, message: str) -> None:
    with pytest.raises(SourceError, match=message):
        list(elements(write(tmp_path, content), ("hill",), WHAT))


def test_a_cut_gzip_stream_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path, LISTED)
    path.write_bytes(path.read_bytes()[:-12])
    with pytest.raises(SourceError, match="it ends before its end mark"):
        list(elements(path, ("hill",), WHAT))


def test_a_giant_field_is_refused(tmp_path: Path) -> None:
    name = "x" * (xml_reading.MAX_RECORD + 1)
    with pytest.raises(SourceError, match="<hill> number 1 holds"):
        list(elements(write(tmp_path, f"<hills><hill><name>{name}</name></hill></hills>"), ("hill",), WHAT))
