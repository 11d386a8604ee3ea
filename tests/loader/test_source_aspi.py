from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from loader.errors import SourceError
from loader.records import ControlList, Designation, Period, Rejected, Row
from loader.sources.aspi import SOURCE, read

Write = Callable[..., Path]
ENTRY: dict[str, Any] = {
    "value": "University of the Hills (Lakeside) (小山大学)",
    "uuid": "00000000-0000-4000-8000-000000000001",
    "description": "It stands on a hill.",
    "meta": {
        "address": "China, Lakeside, 1 Hill Street",
        "aliases": ["小大", "UH", "Hill Works (a.k.a. Works 9)"],
        "categories": ["Civilian"],
        "lat": "40.0",
        "long": "116.0",
        "refs": ["https://unitracker.aspi.org.au/universities/university-of-the-hills"],
        "supervising agencies": ["Ministry of Hills", "Province of Lakes"],
        "topics": ["Chemistry"],
    },
}


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def write(*entries: dict[str, Any], type: str = "china-defence-universities", cut: int | None = None) -> Path:
        path = tmp_path / "cluster.json"
        content = json.dumps({"type": type, "version": 1, "values": entries}, ensure_ascii=False).encode()
        path.write_bytes(b"\xef\xbb\xbf" + content[:cut])
        return path

    return write


def changed(**meta: Any) -> dict[str, Any]:
    entry = copy.deepcopy(ENTRY)
    entry["meta"] |= meta
    return entry


def test_an_entry_with_everything(write: Write) -> None:
    path = write(ENTRY)
    first, row = read(path)
    assert isinstance(first, Row)
    assert isinstance(first.record, ControlList)
    assert first.record.nature == "research, not law"
    assert isinstance(row, Row)
    assert row.notes == ()
    entry = row.record
    assert isinstance(entry, Designation)
    assert entry.id == "aspi-tracker/university-of-the-hills"
    assert (entry.name, entry.kind) == ("University of the Hills (Lakeside)", "organisation")
    assert entry.native_names == ("小山大学", "小大")
    assert entry.aliases[0] == "UH"
    assert {"Hill Works", "Works 9"} <= {*entry.aliases}
    assert (entry.countries, entry.programs) == (("CN",), ("Civilian",))
    assert entry.remarks == "Supervised by: Ministry of Hills, Province of Lakes; Fields: Chemistry"
    assert entry.reason == "It stands on a hill."
    assert entry.period == Period()
    assert entry.raw == (ENTRY,)
    assert SOURCE.as_of(path) is None


@pytest.mark.parametrize(
    ("entry", "field"),
    [
        (ENTRY | {"value": " "}, "value"),
        (ENTRY | {"value": 5}, "value"),
        (changed(refs=[]), "meta.refs"),
        (changed(refs=["https://example.org/universities/x"]), "meta.refs"),
        (changed(categories=["Secret"]), "meta.categories"),
        (changed(aliases="one"), "meta.aliases"),
    ],
)
def test_a_bad_entry_costs_itself_only(write: Write, entry: dict[str, Any], field: str) -> None:
    _, rejected, good = read(write(entry, ENTRY))
    assert isinstance(rejected, Rejected)
    assert (rejected.line, rejected.field) == (1, field)
    assert isinstance(good, Row)


def test_an_added_field_is_told_once(write: Write) -> None:
    _, first, second = read(write(changed(colour="green"), changed(colour="green")))
    assert isinstance(first, Row)
    assert isinstance(second, Row)
    assert first.notes[0].startswith("meta.colour: ")
    assert second.notes == ()


def test_other_and_broken_files_are_refused(write: Write, tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="is the cluster 'ransomware'"):
        list(read(write(ENTRY, type="ransomware")))
    with pytest.raises(SourceError, match="nor complete JSON"):
        list(read(write(ENTRY, cut=-5)))
    other = tmp_path / "other.json"
    other.write_text('{"list_id": "x"}')
    with pytest.raises(SourceError, match="missing required field `type`"):
        list(read(other))
