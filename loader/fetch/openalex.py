"""Works from OpenAlex's interface: page by page, and one by one where a page cuts the author list.

Its prices have changed several times within a year, so none is written here: what each answer cost, and what is left,
is what its headers say.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TypeVar

import httpx
import msgspec

from loader.errors import FetchError
from loader.fetch.access import Access, shown
from loader.fetch.documents import document
from loader.fetch.downloads import OpenAlexWorks
from loader.fetch.transfer import Got, Progress, Report

T = TypeVar("T")

#: The most that a page gives, of works and of authors of each.
_PAGE, _AUTHORS = 100, 100
_COST = "x-ratelimit-cost-usd"


class _Meta(msgspec.Struct):
    count: int
    next_cursor: str | None = None


class _Page(msgspec.Struct):
    meta: _Meta
    results: list[msgspec.Raw]


class _Brief(msgspec.Struct):
    id: str
    authorships: list[msgspec.Raw] = []
    is_authors_truncated: bool | None = None

    @property
    def cut(self) -> bool:
        # Answers of 2026 do not carry the flag any more.
        return bool(self.is_authors_truncated) or len(self.authorships) >= _AUTHORS


def works(
    client: httpx.Client,
    access: Access,
    wanted: OpenAlexWorks,
    staging: Path,
    environ: Mapping[str, str],
    report: Report,
) -> Got:
    """All works that match, each once, as JSON Lines in `staging`.

    Raises `FetchError` without a key, and where fewer works come than are announced.
    """
    key = environ.get(wanted.key.variable)
    if not key:
        raise FetchError(
            f"{httpx.URL(wanted.address).host} wants a key: get one at {wanted.key.where}, and set "
            f"{wanted.key.variable}."
        )
    interface = _Interface(client, access, wanted, key, report)
    path = staging / wanted.file
    part = staging / f"{wanted.file}.part"
    seen: set[str] = set()
    with part.open("wb") as out:
        cursor: str | None = "*"
        while cursor:
            page = interface.page(cursor)
            for raw in page.results:
                brief = msgspec.json.decode(raw, type=_Brief)
                if brief.id in seen:
                    continue
                seen.add(brief.id)
                whole = interface.work(brief.id) if brief.cut else bytes(raw)
                out.write(msgspec.json.format(whole, indent=-1) + b"\n")
            report(Progress(wanted.file, len(seen), page.meta.count, unit="works"))
            if len(seen) < page.meta.count and not (page.results and page.meta.next_cursor):
                raise FetchError(
                    f"{shown(wanted.address)} gave {len(seen):,} works of {page.meta.count:,}: run it again later."
                )
            cursor = page.meta.next_cursor if page.results else None
        out.flush()
        os.fsync(out.fileno())
    part.replace(path)
    query = str(httpx.URL(wanted.address).copy_merge_params({"filter": wanted.filter}))
    return Got(path, query, limits=interface.limits)


class _Interface:
    """The requests, and what they cost."""

    def __init__(self, client: httpx.Client, access: Access, wanted: OpenAlexWorks, key: str, report: Report) -> None:
        self._client, self._access, self._wanted, self._report = client, access, wanted, report
        self._key = {wanted.key.parameter: key}
        self.limits: dict[str, str] = {}

    def page(self, cursor: str) -> _Page:
        query = {"filter": self._wanted.filter, "per_page": str(_PAGE), "cursor": cursor}
        return self._ask(self._wanted.address, query, _Page)

    def work(self, id: str) -> bytes:
        """The work with its whole author list."""
        return bytes(self._ask(f"{self._wanted.address}/{id.rpartition('/')[2]}", {}, msgspec.Raw))

    def _ask(self, address: str, query: Mapping[str, str], form: type[T]) -> T:
        answer, limits = document(self._client, self._access, address, {**query, **self._key}, form, self._tell)
        cost = _sum(self.limits.get(_COST), limits.get(_COST))
        requests = int(self.limits.get("requests", "0")) + 1
        self.limits = {"requests": str(requests), **limits, **({_COST: cost} if cost else {})}
        return answer

    def _tell(self, note: str) -> None:
        self._report(Progress(self._wanted.file, note=note, unit="works"))


def _sum(*costs: str | None) -> str | None:
    try:
        known = [Decimal(cost.removeprefix("$")) for cost in costs if cost]
    except InvalidOperation:
        return None
    return str(sum(known)) if known else None
