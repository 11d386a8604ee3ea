"""What a fetch keeps, what it asks for when it is run again, and what it refuses to believe."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from filelock import FileLock

from loader.errors import FetchError
from loader.fetch import manifest
from loader.fetch.access import Access
from loader.fetch.downloads import DOWNLOADS, Download, ZenodoNewest, by_hand
from loader.fetch.run import Fetched, fetch
from loader.lists import control_lists
from loader.source import Source
from loader.sources import SOURCES
from loader.sources.rules import COLUMNS

ROOT = Path(__file__).parents[3]
FILE = "rules.csv"
SOURCE = replace(SOURCES["rules"], as_of=lambda path: date(2026, 3, 1))
STAMPS = {"ETag": '"1"', "Last-Modified": "Sun, 01 Mar 2026 00:00:00 GMT"}
Fetch = Callable[..., Fetched]


def _list(rows: int) -> bytes:
    return "\n".join(
        (",".join(COLUMNS), *(f"rule-{n},Rule {n},Practice{',' * (len(COLUMNS) - 3)}" for n in range(rows)), "")
    ).encode()


@pytest.fixture
def fetched(publisher: Any, access: Callable[..., Access], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Fetch:
    """`fetched(answer, …)` fetches a source into the test's folder from a publisher that answers so."""

    def call(*answers: dict[str, Any], source: Source = SOURCE, **options: Any) -> Fetched:
        publisher.will(*answers)
        return fetch(source, tmp_path, access=access(), **options)

    monkeypatch.setitem(DOWNLOADS, SOURCE.id, (Download(f"{publisher.address}/{FILE}?form=csv", FILE),))
    return call


def test_the_manifest_says_where_a_file_is_from(fetched: Fetch, publisher: Any, tmp_path: Path) -> None:
    done = fetched({"body": _list(3), "headers": STAMPS})
    assert done.changed
    assert done.paths == (tmp_path / FILE,)
    assert done.limits == {}
    assert json.loads((tmp_path / "manifest.json").read_text()) == {
        "source": "rules",
        "licence": "CC0-1.0",
        "checked": "2026-03-02T12:00:00Z",
        "files": [
            {
                "file": FILE,
                "address": f"{publisher.address}/{FILE}?form=csv",
                "retrieved": "2026-03-02T12:00:00Z",
                "sha256": hashlib.sha256(_list(3)).hexdigest(),
                "bytes": len(_list(3)),
                "rows": 3,
                "rejected": 0,
                "as_of": "2026-03-01",
                "etag": '"1"',
                "last_modified": "Sun, 01 Mar 2026 00:00:00 GMT",
            }
        ],
    }


def test_what_has_not_changed_is_not_sent_again(fetched: Fetch, publisher: Any, clock: Any, tmp_path: Path) -> None:
    fetched({"body": _list(3), "headers": STAMPS})
    clock.sleep(3600)
    done = fetched({"status": 304})
    asked = publisher.asked[0][1]
    assert asked["if-none-match"] == '"1"'
    assert asked["if-modified-since"] == STAMPS["Last-Modified"]
    assert not done.changed
    assert done.manifest.files[0].rows == 3
    assert done.manifest.checked - done.manifest.files[0].retrieved == timedelta(hours=1)
    assert manifest.read(tmp_path) == done.manifest
    assert (tmp_path / FILE).read_bytes() == _list(3)


def test_the_same_bytes_sent_again_are_nothing_new(fetched: Fetch) -> None:
    fetched({"body": _list(3)})
    assert not fetched({"body": _list(3)}).changed


@pytest.mark.parametrize("harm", ["changed", "gone"])
def test_a_file_that_was_harmed_here_is_fetched_anew(harm: str, fetched: Fetch, publisher: Any, tmp_path: Path) -> None:
    fetched({"body": _list(3), "headers": STAMPS})
    if harm == "gone":
        (tmp_path / FILE).unlink()
    else:
        (tmp_path / FILE).write_bytes(_list(2))
    assert fetched({"body": _list(3), "headers": STAMPS}).changed is True
    assert "if-none-match" not in publisher.asked[0][1]
    assert (tmp_path / FILE).read_bytes() == _list(3)


def test_a_list_that_shrank_is_believed_when_told_to(fetched: Fetch, tmp_path: Path) -> None:
    fetched({"body": _list(40)})
    with pytest.raises(FetchError, match=r"rules\.csv of rules shrank from 40 to 20 records.*--allow-shrink"):
        fetched({"body": _list(20)})
    assert (tmp_path / ".fetch" / FILE).read_bytes() == _list(20)
    assert fetched({"body": _list(20)}, allow_shrink=True).manifest.files[0].rows == 20
    assert (tmp_path / FILE).read_bytes() == _list(20)
    assert fetched({"body": _list(19)}).manifest.files[0].rows == 19


def test_a_first_file_below_the_floor_is_refused(fetched: Fetch, tmp_path: Path) -> None:
    source = replace(SOURCE, floor=30)
    with pytest.raises(FetchError, match="has 29 records, and 30 are the least"):
        fetched({"body": _list(29)}, source=source)
    assert not (tmp_path / FILE).exists()
    assert not (tmp_path / "manifest.json").exists()
    assert fetched({"body": _list(29)}, source=source, allow_shrink=True).changed


def test_a_file_without_records_is_refused_in_any_case(fetched: Fetch) -> None:
    with pytest.raises(FetchError, match="holds no record"):
        fetched({"body": _list(0)}, allow_shrink=True)


def test_files_of_one_source_are_replaced_together(
    fetched: Fetch, publisher: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    names = (FILE, "more.csv")
    monkeypatch.setitem(DOWNLOADS, SOURCE.id, tuple(Download(f"{publisher.address}/{name}", name) for name in names))
    one, two = {"body": _list(30), "headers": STAMPS}, {"body": _list(50), "headers": STAMPS}
    assert fetched(one, two).paths == (tmp_path / FILE, tmp_path / "more.csv")
    # The second is not to be had: the first stays as well.
    with pytest.raises(FetchError):
        fetched({"body": _list(31)}, {"status": 404})
    assert (tmp_path / FILE).read_bytes() == _list(30)
    # The second shrank: the same.
    with pytest.raises(FetchError, match=r"more\.csv of rules shrank from 50 to 30 records"):
        fetched({"body": _list(31)}, {"body": _list(30)})
    assert (tmp_path / FILE).read_bytes() == _list(30)
    # Only the first is new.
    done = fetched({"body": _list(31)}, {"status": 304})
    assert done.changed
    assert [(tmp_path / name).read_bytes() for name in names] == [_list(31), _list(50)]
    assert manifest.read(tmp_path) == done.manifest
    assert done.manifest.sound(tmp_path)


def test_fewer_bytes_with_as_many_records_are_suspect_too(fetched: Fetch) -> None:
    fetched({"body": _list(40).replace(b"Practice", b"Practice " * 9)})
    with pytest.raises(FetchError, match="bytes, by more than 10%"):
        fetched({"body": _list(40)})


def test_two_at_once(fetched: Fetch, tmp_path: Path) -> None:
    fetched({"body": _list(3)})
    with FileLock(tmp_path / ".fetch" / ".lock"), pytest.raises(FetchError, match="by another process"):
        fetched({"body": _list(4)})


def test_a_damaged_manifest_is_named(fetched: Fetch, tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text("{")
    with pytest.raises(FetchError, match=r"manifest.json cannot be read .* delete it"):
        fetched({"body": _list(3)})


def test_a_folder_that_cannot_be_made(access: Callable[..., Access], tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(FetchError, match="cannot be written"):
        fetch(SOURCES["un"], tmp_path / "file" / "un", access=access())


def test_prices_and_rates_are_read_from_the_answer(fetched: Fetch) -> None:
    done = fetched({"body": _list(3), "headers": {"X-RateLimit-Remaining": "9"}})
    assert done.limits == {FILE: {"x-ratelimit-remaining": "9"}}


def test_the_newest_record_of_zenodo(
    publisher: Any, access: Callable[..., Access], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setitem(DOWNLOADS, "ror", (ZenodoNewest(f"{publisher.address}/api/records?q=&sort=newest"),))
    dump = io.BytesIO()
    records = [json.loads(line) for line in (ROOT / "data/practice/ror.jsonl").read_text().splitlines()]
    with zipfile.ZipFile(dump, "w") as archive:
        archive.writestr("v9-2026-03-01-ror-data.json", json.dumps(records))
    name = "v9-2026-03-01-ror-data.zip"
    link = f"{publisher.address}/api/records/9/files/{name}/content"
    files = [{"key": "README.md", "links": {"self": "x"}}, {"key": name, "links": {"self": link}}]
    newest = {"body": json.dumps({"hits": {"hits": [{"files": files}, {"files": []}]}}).encode()}
    publisher.will(newest, {"body": dump.getvalue()})
    done = fetch(SOURCES["ror"], tmp_path, access=access())
    assert done.paths == (tmp_path / name,)
    assert done.manifest.files[0].as_of == date(2026, 3, 1)
    assert [path for path, _ in publisher.asked] == ["/api/records?q=&sort=newest", httpx.URL(link).path]
    files[1]["links"]["self"] = "https://mirror.invalid/x.zip"  # type: ignore[index]
    publisher.will({"body": json.dumps({"hits": {"hits": [{"files": files}]}}).encode()})
    with pytest.raises(FetchError, match="another host, mirror"):
        fetch(SOURCES["ror"], tmp_path, access=access())
    files[1].update(key="../x.zip", links={"self": link})
    publisher.will({"body": json.dumps({"hits": {"hits": [{"files": files}]}}).encode()})
    with pytest.raises(FetchError, match="no plain file name"):
        fetch(SOURCES["ror"], tmp_path, access=access())
    publisher.will({"body": b'{"message": "busy"}'})
    with pytest.raises(FetchError, match="a form that is not known"):
        fetch(SOURCES["ror"], tmp_path, access=access())


def test_addresses_are_official_and_files_plain() -> None:
    # A list may be described before its reader is there.
    assert DOWNLOADS.keys() <= SOURCES.keys() | control_lists().keys()
    for wanted in DOWNLOADS.values():
        names = [one.file for one in wanted if not isinstance(one, ZenodoNewest)]
        assert len(names) == len(set(names))
        assert all("/" not in name for name in names)
        assert all(httpx.URL(one.address).scheme == "https" for one in wanted)


@pytest.mark.parametrize("source", [one for one in SOURCES.values() if one.id not in DOWNLOADS], ids=lambda one: one.id)
def test_what_has_no_address_says_how_to_get_it(source: Source, tmp_path: Path) -> None:
    with pytest.raises(FetchError) as caught:
        fetch(source, tmp_path)
    assert str(caught.value) == by_hand(source)
    assert source.address in by_hand(source)
    assert f"tiegraph load {source.id} PATH" in by_hand(source)
    assert not list(tmp_path.iterdir())
