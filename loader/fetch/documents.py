"""Answers that are read at once: what an interface says, not a file to keep."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar

import httpx
import msgspec

from loader.errors import FetchError
from loader.fetch.access import Access, Again, answered, patiently, shown
from loader.fetch.downloads import Download, ZenodoNewest
from loader.fetch.transfer import limits_of

T = TypeVar("T")


def document(
    client: httpx.Client,
    access: Access,
    address: str,
    parameters: Mapping[str, str],
    form: type[T],
    tell: Callable[[str], None],
) -> tuple[T, dict[str, str]]:
    """A JSON answer as `form`, and its headers of price and rate. Raises `FetchError` where it is of another form."""
    asked = str(httpx.URL(address).copy_merge_params(dict(parameters)))
    deadline = access.monotonic() + access.overall

    def attempt() -> tuple[bytes, dict[str, str]]:
        with answered(client, access, asked, {}) as response:
            content = b""
            # Compressed or not: the body of an interface is no file whose bytes we keep.
            for block in response.iter_bytes():
                content += block
                if access.monotonic() > deadline:
                    raise FetchError(f"{shown(address)} answers too slowly and was given up: run it again later.")
            if response.status_code != 200:
                raise Again(f"answered {response.status_code} to a plain request")
            return content, limits_of(response)

    content, limits = patiently(access, address, attempt, tell)
    try:
        return msgspec.json.decode(content, type=form), limits
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise FetchError(f"{shown(address)} answered in a form that is not known here ({error}).") from error


class _Links(msgspec.Struct):
    self: str


class _File(msgspec.Struct):
    key: str
    links: _Links


class _Deposit(msgspec.Struct):
    files: list[_File]


class _Hits(msgspec.Struct):
    hits: list[_Deposit]


class _Records(msgspec.Struct):
    hits: _Hits


def newest(client: httpx.Client, access: Access, wanted: ZenodoNewest, tell: Callable[[str], None]) -> Download:
    """Where the last archive of a community's newest record is. Raises `FetchError` where it has none."""
    records, _ = document(client, access, wanted.address, {}, _Records, tell)
    archives = [file for deposit in records.hits.hits[:1] for file in deposit.files if file.key.endswith(".zip")]
    if not archives:
        raise FetchError(f"The newest record of {shown(wanted.address)} holds no .zip: see there what it holds.")
    last = archives[-1]
    here, there = httpx.URL(wanted.address), httpx.URL(last.links.self)
    if there.netloc != here.netloc and there.netloc.decode() not in wanted.hosts:
        raise FetchError(f"{shown(wanted.address)} sends to another host, {there.host}, and was not followed.")
    if "/" in last.key or last.key.startswith("."):
        raise FetchError(f"{shown(wanted.address)} names a file {last.key!r}: that is no plain file name.")
    return Download(last.links.self, last.key, wanted.hosts, wanted.least_bytes)
