"""One file from one address into a staging folder: asked for only if changed, and resumed where it was cut."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import msgspec

from loader.errors import FetchError
from loader.fetch.access import Access, Again, answered, patiently, shown
from loader.fetch.downloads import Download
from loader.fetch.manifest import Kept

#: Bytes that show what kind of file comes.
_HEAD = 1024
_CONTENT_RANGE = re.compile(r"bytes (\d+)-\d+/(\d+|\*)")
_GZIP = b"\x1f\x8b"
_BOM = b"\xef\xbb\xbf"
#: How files begin whose format shows it, by the ending of their names.
_BEGINNINGS = {".xml": (b"<",), ".json": (b"{", b"["), ".xlsx": (b"PK",), ".zip": (b"PK",)}
_PAGE = re.compile(rb"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a file is, in bytes (or records: `unit`); `total` where the server says it; `note`: what went wrong."""

    file: str
    done: int = 0
    total: int | None = None
    note: str | None = None
    unit: str = "bytes"


Report = Callable[[Progress], None]


class Validators(msgspec.Struct, frozen=True):
    """What tells one version of a file from another."""

    address: str
    etag: str | None = None
    last_modified: str | None = None

    @property
    def for_range(self) -> str | None:
        """What If-Range may name: a weak ETag does not promise the same bytes."""
        return self.etag if self.etag and not self.etag.startswith("W/") else self.last_modified


@dataclass(frozen=True, slots=True)
class Got:
    """A complete file in the staging folder. `limits` are the headers in which the server tells price and rate."""

    path: Path
    address: str
    etag: str | None = None
    last_modified: str | None = None
    limits: dict[str, str] = field(default_factory=dict)


def limits_of(response: httpx.Response) -> dict[str, str]:
    """The headers in which a server tells price, rate and what is left of a budget."""
    return {name: value for name, value in response.headers.items() if "ratelimit" in name}


def transfer(
    client: httpx.Client, access: Access, wanted: Download, staging: Path, kept: Kept | None, report: Report
) -> Got | Kept:
    """Fetch one file, or give back `kept` where the server says that it is still the current one.

    What was received of a cut file stays in `staging`, for this run's next attempt or the next run. Raises
    `FetchError` where the file cannot be had, or is no file of this kind.
    """
    one = _Transfer(client, access, wanted, staging, kept, report)
    return patiently(access, wanted.address, one.attempt, lambda note: report(Progress(wanted.file, note=note)))


class _Transfer:
    def __init__(
        self, client: httpx.Client, access: Access, wanted: Download, staging: Path, kept: Kept | None, report: Report
    ) -> None:
        self._client, self._access, self._wanted, self._kept, self._report = client, access, wanted, kept, report
        self._part = staging / f"{wanted.file}.part"
        self._about = staging / f"{wanted.file}.part.json"
        self._deadline = access.monotonic() + access.overall

    def attempt(self) -> Got | Kept:
        self._check_time(0)
        begun = self._begun()
        have = self._part.stat().st_size if begun else 0
        headers = self._headers(begun, have)
        with answered(self._client, self._access, self._wanted.address, headers, self._wanted.hosts) as response:
            if response.status_code == 304:
                return self._unchanged(headers)
            if response.status_code == 200:
                have, total = 0, _number(response.headers.get("content-length"))
                about = self._remember(response)
            elif begun and "Range" in headers:
                total, about = self._rest(response, begun, have), begun
            else:
                raise Again(f"answered {response.status_code} to a request for the whole file")
            try:
                size = self._receive(response, have, total)
            except OSError:
                # The disk is full or gone: what is there of the part is in the way, if anything.
                self._drop()
                raise
            limits = limits_of(response)
        if total is not None and size != total:
            raise Again(f"{size:,} bytes came of {total:,}")
        if size < self._wanted.least_bytes:
            self._drop()
            raise FetchError(
                f"{shown(self._wanted.address)} gave {size:,} bytes, and the file has {self._wanted.least_bytes:,} at "
                "least: see in a browser what it gives."
            )
        path = self._part.with_suffix("")
        self._part.replace(path)
        self._about.unlink()
        return Got(path, self._wanted.address, about.etag, about.last_modified, limits)

    def _headers(self, begun: Validators | None, have: int) -> dict[str, str]:
        if begun and begun.for_range and have:
            return {"Range": f"bytes={have}-", "If-Range": begun.for_range}
        headers = {}
        if self._kept and self._kept.etag:
            headers["If-None-Match"] = self._kept.etag
        if self._kept and self._kept.last_modified:
            headers["If-Modified-Since"] = self._kept.last_modified
        return headers

    def _unchanged(self, headers: dict[str, str]) -> Kept:
        if self._kept is None or not headers.keys() & {"If-None-Match", "If-Modified-Since"}:
            self._drop()
            raise Again("answered 304 to a request without a condition")
        return self._kept

    def _begun(self) -> Validators | None:
        """What is known of the version of which a part is here; None where there is none that could be resumed."""
        if not (self._part.exists() and self._about.exists()):
            return None
        try:
            about = msgspec.json.decode(self._about.read_bytes(), type=Validators)
        except msgspec.DecodeError:
            # Cut short itself when the machine stopped: then nothing is known of the part.
            return None
        return about if about.address == self._wanted.address and about.for_range else None

    def _remember(self, response: httpx.Response) -> Validators:
        about = Validators(self._wanted.address, response.headers.get("etag"), response.headers.get("last-modified"))
        self._part.unlink(missing_ok=True)
        self._about.write_bytes(msgspec.json.encode(about))
        return about

    def _drop(self) -> None:
        self._part.unlink(missing_ok=True)
        self._about.unlink(missing_ok=True)

    def _rest(self, response: httpx.Response, begun: Validators, have: int) -> int | None:
        """The bytes of the whole file, where the server says. Refuses a rest that does not fit what is here."""
        found = _CONTENT_RANGE.fullmatch(response.headers.get("content-range", ""))
        fits = found and int(found[1]) == have and response.headers.get("etag", begun.etag) == begun.etag
        if response.status_code != 206 or not found or not fits:
            self._drop()
            raise Again("the rest of the cut file is not to be had, so it begins anew", wait=0)
        return _number(found[2])

    def _receive(self, response: httpx.Response, have: int, total: int | None) -> int:
        """Append what comes; the size so far, also where less came than was announced."""
        size, head = have, b""
        with self._part.open("ab" if have else "wb") as file:
            # Raw: a server may compress although it was asked not to; gzip is kept as it is, our readers open it.
            # Blocks as they come: waiting for full ones, we would not notice that they come slowly.
            for block in response.iter_raw():
                size += len(block)
                self._check_time(size)
                if not have:
                    head += block
                    if len(head) < _HEAD:
                        continue
                    self._refuse_other(response, head)
                    block, have = head, len(head)
                file.write(block)
                self._report(Progress(self._wanted.file, size, total))
            if not have:
                self._refuse_other(response, head)
                file.write(head)
            file.flush()
            os.fsync(file.fileno())
        return size

    def _refuse_other(self, response: httpx.Response, head: bytes) -> None:
        """Raises `FetchError` where a file begins as another kind of file than its name says."""
        address, name = shown(self._wanted.address), self._wanted.file
        encoding = response.headers.get("content-encoding", "identity")
        if encoding not in ("identity", "gzip"):
            raise FetchError(f"{address} comes compressed as {encoding}, unasked: download it by hand.")
        if head.startswith(_GZIP):
            return
        begins, ending = head.removeprefix(_BOM).lstrip(), Path(name).suffix
        known = _BEGINNINGS.get(ending)
        typed = known is None and "text/html" in response.headers.get("content-type", "").lower()
        if ending != ".html" and (typed or _PAGE.match(begins)):
            raise FetchError(f"{address} gave a web page instead of {name}: see in a browser what it says.")
        if known and not begins.startswith(known):
            raise FetchError(f"{address} gave something else than {name}: it begins with {head[:20]!r}.")

    def _check_time(self, size: int) -> None:
        if self._access.monotonic() > self._deadline:
            raise FetchError(
                f"{shown(self._wanted.address)} gave {size:,} bytes in {self._access.overall:,.0f} s and was given up: "
                "run it again to go on where it stopped."
            )


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdecimal() else None
