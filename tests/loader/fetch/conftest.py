"""A publisher's server on the loopback interface that answers, and fails, as it is told."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from loader.fetch.access import Access

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer. Its length is stated as that of `body`, but for `stated`; the connection is cut after `cut` bytes.

    `ranges`: the server honours Range and If-Range. `pause`: seconds between bytes.
    """

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    stated: int | None = None
    cut: int | None = None
    ranges: bool = False
    pause: float = 0.0


@dataclass(slots=True)
class Publisher:
    """Answers requests in the order of `answers`, the last one again and again; `asked` holds the requests."""

    address: str
    answers: list[Answer] = field(default_factory=list)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def will(self, *answers: Mapping[str, Any]) -> None:
        """Each answer as the fields of an `Answer`."""
        self.answers[:] = [Answer(**answer) for answer in answers]
        self.asked.clear()

    def answer(self, path: str, headers: Mapping[str, str]) -> Answer:
        self.asked.append((path, {name.lower(): value for name, value in headers.items()}))
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


@pytest.fixture
def publisher(monkeypatch: pytest.MonkeyPatch) -> Iterator[Publisher]:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
    stopped = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, format: str, *args: Any) -> None:
            pass

        def do_GET(self) -> None:
            answer = publisher.answer(self.path, self.headers)
            body, status, headers = answer.body, answer.status, dict(answer.headers)
            wanted = self.headers.get("Range")
            if answer.ranges and wanted and self.headers.get("If-Range") in (headers.get("ETag"), None):
                start = int(wanted.removeprefix("bytes=").removesuffix("-"))
                headers["Content-Range"] = f"bytes {start}-{len(body) - 1}/{len(body)}"
                body, status = body[start:], 206
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            if status != 304:
                self.send_header("Content-Length", str(len(body) if answer.stated is None else answer.stated))
            self.end_headers()
            try:
                self._send(body[: answer.cut], answer.pause)
            except ConnectionError:
                self.close_connection = True
            if answer.cut is not None or answer.stated is not None:
                self.close_connection = True

        def _send(self, body: bytes, pause: float) -> None:
            if not pause:
                self.wfile.write(body)
                return
            for byte in body:
                if stopped.wait(pause):
                    return
                self.wfile.write(bytes([byte]))

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    publisher = Publisher(f"http://127.0.0.1:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield publisher
    finally:
        stopped.set()
        server.shutdown()
        server.server_close()
        thread.join()


@dataclass(slots=True)
class Clock:
    """Waits are noted and count as time, but nobody waits."""

    waits: list[float] = field(default_factory=list)

    def sleep(self, seconds: float) -> None:
        self.waits.append(seconds)

    def monotonic(self) -> float:
        return time.monotonic() + sum(self.waits)

    def now(self) -> datetime:
        return NOW + timedelta(seconds=sum(self.waits))


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def access(clock: Clock) -> Callable[..., Access]:
    """`access()` asks this machine without TLS and without waiting; keywords change limits."""

    def make(**limits: Any) -> Access:
        return Access(
            **{"attempts": 4, "read": 5.0, **limits},
            plain_http=frozenset({"127.0.0.1", "localhost"}),
            sleep=clock.sleep,
            monotonic=clock.monotonic,
            now=clock.now,
        )

    return make
