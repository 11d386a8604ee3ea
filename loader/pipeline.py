"""Writes that go on while the next batch is read and prepared: the server and this process work at the same time."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Set
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from types import TracebackType
from typing import Any, TypeVar

from loader.refused import can_be_of_data

T = TypeVar("T")

#: Transactions at once. Two keep two cores of the server busy; more wait for each other's hubs.
WRITERS = 2


@dataclass(frozen=True, slots=True, eq=False)
class _Pending:
    future: Future[Any]
    touched: Set[Hashable]
    then: Callable[[Any], None]
    otherwise: Callable[[BaseException], None] | None


class Pipeline:
    """Runs writes in threads. What a write leads to (`then`) is done by the caller's thread once it has succeeded.

    An error of a write is raised by whatever is called next. On leaving, all writes are waited for; where it is left by
    an error, those that had begun still end, and what they lead to is done.
    """

    def __init__(self, writers: int = WRITERS) -> None:
        self._pool = ThreadPoolExecutor(writers, "writer")
        self._writers = writers
        self._pending: list[_Pending] = []

    def settle(self, most: int = 0) -> None:
        """Wait until at most so many writes are going on, whichever of them end first."""
        while ended := next((one for one in self._pending if one.future.done()), None):
            self._end(ended)
        while len(self._pending) > most:
            wait([one.future for one in self._pending], return_when=FIRST_COMPLETED)
            self.settle(len(self._pending) - 1)

    def _end(self, one: _Pending) -> None:
        self._pending.remove(one)
        error = one.future.exception()
        if one.otherwise and can_be_of_data(error):
            assert error is not None
            one.otherwise(error)
        else:
            one.then(one.future.result())

    def wait_for(self, touched: Set[Hashable]) -> None:
        """Wait until no write is going on that touches any of these."""
        while any(not touched.isdisjoint(one.touched) for one in self._pending):
            self.settle(len(self._pending) - 1)

    def run(
        self,
        write: Callable[[], T],
        touched: Set[Hashable],
        then: Callable[[T], None],
        otherwise: Callable[[BaseException], None] | None = None,
    ) -> None:
        """Begin a write as soon as a writer is free. `touched` names what later ones may have to wait for.

        `otherwise` is called in the place of `then` where the database refused the write for what it holds.
        """
        self.settle(self._writers - 1)
        self._pending.append(_Pending(self._pool.submit(write), touched, then, otherwise))

    def __enter__(self) -> Pipeline:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        try:
            if kind is None:
                self.settle()
        finally:
            self._pool.shutdown(cancel_futures=True)
            for one in self._pending:
                if not one.future.cancelled() and one.future.exception() is None:
                    one.then(one.future.result())
            self._pending.clear()
