"""A large file read in pieces says what it says when it is read whole, line by line."""

from __future__ import annotations

import gzip
import json
import pickle
from datetime import date
from pathlib import Path

import msgspec
import pytest

from loader.bulk import pieces as cutting
from loader.bulk.mentions import Mentions
from loader.bulk.pieces import File, pieces
from loader.bulk.spool import DECODER, spool
from loader.bulk.spread import frames
from loader.merging import Stamp
from loader.records import Institution, Paper, Rejected, Row
from loader.sources import SOURCES

OPENALEX = SOURCES["openalex"]


def _works(number: int) -> bytes:
    """Works with blank lines between them, one broken, one of another kind, and institutions that some share."""
    lines = []
    for n in range(number):
        hill = {"id": f"https://openalex.org/I{n % 7 + 1}", "display_name": f"Hill {n % 7}"}
        authors = [{"raw_author_name": f"Ann Invented{n}", "institutions": [hill]}]
        work = {
            "id": f"https://openalex.org/W{n + 1}",
            "authorships": authors,
            "updated_date": f"2026-01-{n % 28 + 1:02}",
        }
        lines += [json.dumps(work).encode(), b""] if n % 5 == 0 else [json.dumps(work).encode()]
        if n == number // 2:
            lines += [b'{"id": "https://openalex.org/W9', b'["authorships"]']
    return b"\n".join(lines)


def _in_pieces(path: Path, folder: Path) -> tuple[list[Paper], list[tuple[int, str]], dict[str, date], int]:
    papers, rejected, mentions, number = [], [], Mentions(), 0
    file = File(OPENALEX, 0, path, None)
    for piece in pieces([file], folder):
        pickle.dumps(piece)
        done = spool(piece, file, folder)
        papers += [kept.paper for frame in frames(done.path) for kept in DECODER.decode(frame)]
        if told := done.sidecars["rejected"]:
            rejected += [(one["line"], one["field"]) for one in map(json.loads, told.read_text().splitlines())]
        mentions.add(piece.file, piece.number, done.mentions)
        number += 1
    return papers, rejected, {record.id: stamp.as_of for record, stamp in mentions}, number


@pytest.mark.parametrize("packed", ["plain", "gzip", "broken gzip", "folder"])
def test_pieces_are_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, packed: str) -> None:
    monkeypatch.setattr(cutting, "_LARGE", 100)
    monkeypatch.setattr(cutting, "_PIECE", 1_000)
    content, folder = _works(300), tmp_path / "work"
    folder.mkdir()
    path = tmp_path / "works.jsonl"
    if packed == "folder":
        path = tmp_path / "works"
        path.mkdir()
        for place in range(3):
            (path / f"part_{place}.jsonl").write_bytes(_works(40 + place).replace(b"org/W", b"org/W%d" % (place + 1)))
    elif packed == "plain":
        path.write_bytes(content)
    else:
        path.write_bytes(gzip.compress(content)[: -9 if packed == "broken gzip" else None])
    whole = list(OPENALEX.read(path))
    papers = [row.record for row in whole if isinstance(row, Row) and isinstance(row.record, Paper)]
    first: dict[str, date] = {}
    for row in whole:
        if isinstance(row, Row) and isinstance(row.record, Institution) and row.record.as_of:
            first.setdefault(row.record.id, row.record.as_of)
    found, rejected, mentions, number = _in_pieces(path, folder)
    assert [msgspec.to_builtins(one) for one in found] == [msgspec.to_builtins(one) for one in papers]
    assert rejected == [(one.line, one.field) for one in whole if isinstance(one, Rejected)]
    assert mentions == first
    assert number >= 3
    assert not list(folder.glob("piece.*")), "copies are removed once they are read"


def test_of_several_files_the_newest_mentions_count() -> None:
    def mention(day: int, name: str) -> tuple[Institution, Stamp]:
        return Institution(id="ror:0aaaaaa01", name=name), Stamp(date(2026, 1, day), "openalex (mentioned)")

    mentions = Mentions()
    mentions.add(0, 1, [mention(9, "later in the file")])
    mentions.add(0, 0, [mention(3, "first in the file")])
    mentions.close(0)
    for file, day in ((1, 2), (3, 5), (2, 5)):
        mentions.add(file, file + 1, [mention(day, f"file {file}")])
        mentions.close(file)
    assert [record.name for record, _ in mentions] == ["file 2", "file 3"]


def test_mentions_that_files_repeat_are_kept_twice_at_most() -> None:
    def mention(name: str) -> tuple[Institution, Stamp]:
        return Institution(id="ror:0aaaaaa01", name=name), Stamp(date(2026, 1, 5), "openalex (mentioned)")

    mentions = Mentions()
    for file in (3, 0, 1, 6, 2, 5, 4):
        mentions.add(file, file, [mention("other" if file == 5 else "same")])
        mentions.close(file)
    assert [record.name for record, _ in mentions] == ["same", "same", "other", "same"]
