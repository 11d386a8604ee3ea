"""What can go wrong on the way, one fault a line, and what is there afterwards. `-s` prints what the user is told."""

from __future__ import annotations

import gzip
import re
import resource
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis.strategies import datetimes, just, text

from loader.errors import FetchError
from loader.fetch import manifest
from loader.fetch.access import Access, asked_wait
from loader.fetch.downloads import DOWNLOADS, Download
from loader.fetch.run import fetch
from loader.sources import SOURCES
from loader.sources.rules import COLUMNS

#: A source whose reader is quick and strict; 30 records at least.
SOURCE = replace(SOURCES["rules"], floor=30)
FILE = "rules.csv"


def _list(rows: int, note: str = "") -> bytes:
    """A file of the source, some 5 kB of it."""
    head = ",".join(COLUMNS)
    lines = (f"rule-{n},Practice rule {n}{note},{'Practice ' * 10}{',' * (len(COLUMNS) - 3)}" for n in range(rows))
    return "\n".join((head, *lines, "")).encode()


OLD, NEW, HALF, FEW = _list(40), _list(41), _list(20), _list(25)
LATER = _list(41, " as amended")
PAGE = b"<!DOCTYPE html>\n<html><head><title>Maintenance</title></head></html>" + b" " * 2000
TAG, OTHER = {"ETag": '"2"'}, {"ETag": '"3"'}
CUT = {"body": NEW, "headers": TAG, "cut": len(NEW) // 2, "ranges": True}
WHOLE = {"body": NEW, "headers": TAG, "ranges": True}
BUSY = {"status": 500}

#: name: answers, what is there then, the waits in seconds, what the user is told (of notes and of the error)
FAULTS: dict[str, tuple[list[dict[str, Any]], bytes, list[float], str]] = {
    "429 with Retry-After in seconds": (
        [{"status": 429, "headers": {"Retry-After": "7"}}, WHOLE], NEW, [7], "answered 429 Too Many Requests; attempt 2"
    ),
    "429 with Retry-After as a date": (
        [{"status": 429, "headers": {"Retry-After": "Mon, 02 Mar 2026 12:00:30 GMT"}}, WHOLE], NEW, [30], "in 30 s"
    ),
    "429 that asks to wait a day": (
        [{"status": 429, "headers": {"Retry-After": "86400"}}, WHOLE], OLD, [], "asks to wait 86,400 s"
    ),
    "500 twice, then 200": ([BUSY, BUSY, WHOLE], NEW, [1, 2], "answered 500"),
    "500 without end": ([BUSY], OLD, [1, 2, 4], "4 attempts: run it again later"),
    "404": ([{"status": 404}], OLD, [], "it may have moved"),
    "401": ([{"status": 401}], OLD, [], "check the key"),
    "cut at half, resumed by Range": ([CUT, WHOLE], NEW, [1], "broke off"),
    "cut at half, server without Range": (
        [{"body": NEW, "headers": TAG, "cut": len(NEW) // 2}, {"body": NEW, "headers": TAG}], NEW, [1], "broke off"
    ),
    "cut at half, server without versions": (
        [{"body": NEW, "cut": len(NEW) // 2, "ranges": True}, {"body": NEW, "ranges": True}], NEW, [1], "broke off"
    ),
    "cut at half, changed before it was resumed": (
        [CUT, {"body": LATER, "headers": OTHER, "ranges": True}], LATER, [1], "broke off"
    ),
    "cut at half, the rest of another version": (
        [CUT, {"body": LATER, "status": 206, "headers": {**OTHER, "Content-Range": f"bytes {len(NEW) // 2}-9/10"}},
         {"body": LATER, "headers": OTHER}], LATER, [1, 0], "begins anew",
    ),
    "cut at half, the rest is refused with 416": ([CUT, {"status": 416}, WHOLE], NEW, [1, 0], "begins anew"),
    "cut at half every time": (
        [{"body": NEW, "headers": TAG, "cut": len(NEW) // 2}], OLD, [1, 2, 4], "4 attempts: run it again later"
    ),
    "wrong length: more stated than sent": (
        [{"body": NEW, "stated": len(NEW) + 100}], OLD, [1, 2, 4], "broke off"
    ),
    "wrong length: less stated than sent": ([{"body": NEW, "stated": len(NEW) // 2}], OLD, [], "shrank"),
    "an empty answer": ([{"body": b""}], OLD, [], "gave 0 bytes"),
    "HTML instead of data": ([{"body": PAGE, "headers": {"Content-Type": "text/html"}}], OLD, [], "a web page"),
    "HTML that calls itself CSV": ([{"body": PAGE, "headers": {"Content-Type": "text/csv"}}], OLD, [], "a web page"),
    "data that call themselves HTML": (
        [{"body": NEW, "headers": {"Content-Type": "text/html"}}], OLD, [], "a web page"
    ),
    "a list that shrank by half": ([{"body": HALF}], OLD, [], "shrank from 40 to 20"),
    "a list below its floor": ([{"body": FEW}], OLD, [], "shrank from 40 to 25"),
    "a column is missing": ([{"body": NEW.replace(b"id,title", b"id,name")}], OLD, [], "cannot be read"),
    "redirect to another host": (
        [{"status": 302, "headers": {"Location": "https://mirror.invalid/rules.csv"}}], OLD, [], "another host, mirror"
    ),
    "redirect to another port": (
        [{"status": 302, "headers": {"Location": "http://127.0.0.1:9/rules.csv"}}], OLD, [], "another host, 127.0.0.1:9"
    ),
    "redirect on the same host": ([{"status": 301, "headers": {"Location": "/2/rules.csv"}}, WHOLE], NEW, [], ""),
    "redirect in a circle": ([{"status": 302, "headers": {"Location": "/rules.csv"}}], OLD, [], "more than 5 times"),
    "redirect to no address": (
        [{"status": 302, "headers": {"Location": "https://[/rules.csv"}}], OLD, [], "another host|no address"
    ),
    "slow trickle": ([{"body": NEW, "pause": 0.01}], OLD, [], "was given up"),
    "compressed, unasked, as br": (
        [{"body": NEW, "headers": {"Content-Encoding": "br"}}], OLD, [], "compressed as br"
    ),
    "compressed, unasked, as gzip": (
        [{"body": gzip.compress(NEW, mtime=0), "headers": {"Content-Encoding": "gzip"}}],
        gzip.compress(NEW, mtime=0), [], "",
    ),
    "not modified, unasked": ([{"status": 304}, {"status": 304}, WHOLE], NEW, [1, 2], "without a condition"),
}  # fmt: skip


@pytest.fixture
def wanted(publisher: Any, monkeypatch: pytest.MonkeyPatch) -> Download:
    one = Download(f"{publisher.address}/{FILE}", FILE, least_bytes=100)
    monkeypatch.setitem(DOWNLOADS, SOURCE.id, (one,))
    return one


@pytest.mark.parametrize("fault", FAULTS)
def test_a_good_file_is_replaced_by_a_good_one_or_not_at_all(
    fault: str, publisher: Any, wanted: Download, access: Callable[..., Access], clock: Any, tmp_path: Path
) -> None:
    answers, there, waits, told = FAULTS[fault]
    # Without validators, so that the server answers the second request in full.
    publisher.will({"body": OLD})
    fetch(SOURCE, tmp_path, access=access())
    # gzip is smaller than what was there: that alone must not be the reason to refuse it.
    shrinks = fault.endswith("as gzip")
    publisher.will(*answers)
    limit = {"overall": 0.2} if fault == "slow trickle" else {}
    said: list[str] = []
    try:
        fetch(
            SOURCE,
            tmp_path,
            access=access(**limit),
            allow_shrink=shrinks,
            report=lambda progress: said.append(progress.note) if progress.note else None,
        )
        outcome = "the new file is in place"
    except FetchError as error:
        said.append(str(error))
        outcome = "the old file stays"
    print(f"\n{fault}: {outcome}; {'; '.join(said) or 'nothing to tell'}")
    assert (tmp_path / FILE).read_bytes() == there
    assert outcome == ("the old file stays" if there == OLD else "the new file is in place")
    assert clock.waits == pytest.approx(waits)
    assert re.search(told, " ".join(said))
    kept = manifest.read(tmp_path)
    assert kept
    assert kept.sound(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == [".fetch", "manifest.json", FILE]


def test_a_resumed_file_is_asked_for_from_where_it_was_cut(
    publisher: Any, wanted: Download, access: Callable[..., Access], tmp_path: Path
) -> None:
    publisher.will(CUT, WHOLE)
    fetch(SOURCE, tmp_path, access=access())
    first, second = (headers for _, headers in publisher.asked)
    assert "range" not in first
    assert second["range"] == f"bytes={len(NEW) // 2}-"
    assert second["if-range"] == '"2"'
    assert first["accept-encoding"] == "identity"
    assert first["user-agent"].startswith("tiegraph/")


def test_the_next_run_goes_on_where_the_last_one_stopped(
    publisher: Any, wanted: Download, access: Callable[..., Access], tmp_path: Path
) -> None:
    publisher.will(CUT)
    with pytest.raises(FetchError):
        fetch(SOURCE, tmp_path, access=access(attempts=1))
    assert not (tmp_path / FILE).exists()
    assert manifest.read(tmp_path) is None
    publisher.will(WHOLE)
    fetch(SOURCE, tmp_path, access=access())
    assert publisher.asked[0][1]["range"] == f"bytes={len(NEW) // 2}-"
    assert (tmp_path / FILE).read_bytes() == NEW


def test_a_weak_etag_does_not_resume(
    publisher: Any, wanted: Download, access: Callable[..., Access], tmp_path: Path
) -> None:
    weak = {"ETag": 'W/"2"'}
    publisher.will({**CUT, "headers": weak}, {**WHOLE, "headers": weak})
    fetch(SOURCE, tmp_path, access=access())
    assert "range" not in publisher.asked[1][1]
    assert (tmp_path / FILE).read_bytes() == NEW


def test_silence_is_given_up(publisher: Any, wanted: Download, access: Callable[..., Access], tmp_path: Path) -> None:
    publisher.will({"body": NEW, "pause": 5.0})
    with pytest.raises(FetchError, match="nothing came for too long, 2 attempts"):
        fetch(SOURCE, tmp_path, access=access(attempts=2, read=0.1))


def test_nobody_there(publisher: Any, access: Callable[..., Access], monkeypatch: Any, tmp_path: Path) -> None:
    monkeypatch.setitem(DOWNLOADS, SOURCE.id, (Download("http://127.0.0.1:9/rules.csv", FILE),))
    with pytest.raises(FetchError, match="no connection"):
        fetch(SOURCE, tmp_path, access=access())


def test_only_tls_is_spoken_unless_said_otherwise(
    publisher: Any, wanted: Download, access: Callable[..., Access], tmp_path: Path
) -> None:
    with pytest.raises(FetchError, match="is not an https address"):
        fetch(SOURCE, tmp_path)
    publisher.will({"status": 302, "headers": {"Location": "ftp://127.0.0.1/rules.csv"}})
    with pytest.raises(FetchError, match="another host"):
        fetch(SOURCE, tmp_path, access=access())
    assert len(publisher.asked) == 1


def test_a_redirect_to_a_known_host_is_followed(
    publisher: Any, access: Callable[..., Access], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    other = publisher.address.replace("127.0.0.1", "localhost")
    one = Download(f"{publisher.address}/{FILE}", FILE, hosts=(other.removeprefix("http://"),))
    monkeypatch.setitem(DOWNLOADS, SOURCE.id, (one,))
    publisher.will({"status": 302, "headers": {"Location": f"{other}/signed?signature=secret"}}, WHOLE)
    fetch(SOURCE, tmp_path, access=access())
    assert publisher.asked[1][0] == "/signed?signature=secret"
    assert "secret" not in (tmp_path / "manifest.json").read_text()


def test_a_full_disk_leaves_the_good_file(
    publisher: Any, wanted: Download, access: Callable[..., Access], tmp_path: Path
) -> None:
    publisher.will({"body": OLD})
    fetch(SOURCE, tmp_path, access=access())
    publisher.will({"body": NEW})
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    # No file may grow beyond this: the write fails in the middle of the file, as on a full disk.
    resource.setrlimit(resource.RLIMIT_FSIZE, (3000, hard))
    try:
        with pytest.raises(FetchError, match="cannot be written"):
            fetch(SOURCE, tmp_path, access=access())
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert (tmp_path / FILE).read_bytes() == OLD
    assert not list((tmp_path / ".fetch").glob("*.part"))
    fetch(SOURCE, tmp_path, access=access())
    assert (tmp_path / FILE).read_bytes() == NEW


@given(text(), datetimes(timezones=just(UTC)))
def test_any_retry_after_is_a_wait_or_none(header: str, now: datetime) -> None:
    wait = asked_wait(header, now)
    assert wait is None or 0 <= wait <= 366 * 86_400


@pytest.mark.parametrize(
    ("header", "wait"),
    [("120", 120), ("0", 0), ("9" * 5000, 366 * 86_400), ("Mon, 02 Mar 2026 12:01:00 GMT", 60), ("-5", None),
     ("Mon, 02 Mar 2026 11:00:00 GMT", 0), ("Mon, 02 Mar 2026 12:01:00 -0000", 60), ("soon", None), (None, None)],
)  # fmt: skip
def test_retry_after(header: str | None, wait: float | None) -> None:
    assert asked_wait(header, datetime(2026, 3, 2, 12, tzinfo=UTC)) == wait
