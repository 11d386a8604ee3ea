"""The requests to OpenAlex's interface, what they cost, and whether the next one can be paid."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import TypeVar

import httpx
import msgspec

from loader.errors import FetchError
from loader.fetch.access import Access
from loader.fetch.documents import document
from loader.fetch.downloads import OpenAlexWorks
from loader.fetch.transfer import Progress, Report

T = TypeVar("T")

#: The most works that a page gives.
_PAGE = 100
_COST = "x-ratelimit-cost-usd"
#: What is left of the day's budget, and of what was paid in advance.
_LEFT = ("x-ratelimit-remaining-usd", "x-ratelimit-prepaid-remaining-usd")
_RESET = "x-ratelimit-reset"


class Meta(msgspec.Struct):
    count: int
    next_cursor: str | None = None


class Page(msgspec.Struct):
    """A list answer; the works as they came."""

    meta: Meta
    results: list[msgspec.Raw]


class Interface:
    """Asks, and adds up in `limits` what the answers say of price and rate."""

    def __init__(self, client: httpx.Client, access: Access, wanted: OpenAlexWorks, key: str, report: Report) -> None:
        self._client, self._access, self._wanted, self._report = client, access, wanted, report
        self._key = {wanted.key.parameter: key}
        #: price of the last page, and what was left after it; None where the server does not say
        self._price: Decimal | None = None
        self._left: Decimal | None = None
        self._warned = False
        self.limits: dict[str, str] = {}

    def page(self, filter: str, cursor: str, have: int) -> Page:
        """One page of works, of which `have` are here. Raises `FetchError` where the budget does not reach for it."""
        if self._price is not None and self._left is not None and self._left < self._price:
            reset = self.limits.get(_RESET, "")
            when = f"in {int(reset):,} s" if reset.isdecimal() else "when it is renewed"
            raise FetchError(
                f"The budget of the key is spent ({self._left} USD are left, a page costs {self._price}): run the same "
                f"command again {when}, it goes on where it stopped."
            )
        query = {"filter": filter, "per_page": str(_PAGE), "cursor": cursor}
        page, limits = self._ask(self._wanted.address, query, Page)
        self._price, self._left = _amount(limits.get(_COST)), _sum(*(limits.get(name) for name in _LEFT))
        self._warn(-(-(page.meta.count - have) // _PAGE) - 1)
        return page

    def work(self, id: str) -> bytes:
        """The work with its whole author list. Raises `NotThere` where it is not had."""
        return bytes(self._ask(f"{self._wanted.address}/{id.rpartition('/')[2]}", {}, msgspec.Raw)[0])

    def _warn(self, further: int) -> None:
        if self._warned or self._price is None or self._left is None or self._price * further <= self._left:
            return
        self._warned = True
        self._tell(f"{further:,} more pages cost {self._price * further} USD, and {self._left} are left of the budget")

    def _ask(self, address: str, query: Mapping[str, str], form: type[T]) -> tuple[T, dict[str, str]]:
        answer, limits = document(self._client, self._access, address, {**query, **self._key}, form, self._tell)
        cost = _sum(self.limits.get(_COST), limits.get(_COST))
        requests = int(self.limits.get("requests", "0")) + 1
        self.limits = {"requests": str(requests), **limits, **({_COST: str(cost)} if cost is not None else {})}
        return answer, limits

    def _tell(self, note: str) -> None:
        self._report(Progress(self._wanted.file, note=note, unit="works"))


def _amount(text: str | None) -> Decimal | None:
    try:
        return Decimal(text.removeprefix("$")) if text else None
    except InvalidOperation:
        return None


def _sum(*texts: str | None) -> Decimal | None:
    known = [amount for amount in map(_amount, texts) if amount is not None]
    return sum(known, Decimal()) if known else None
