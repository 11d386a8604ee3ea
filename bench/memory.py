"""How much memory a run takes at most, with the processes that it starts."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import psutil


class Memory:
    """The greatest memory of this process with its children, in MB: shared pages count once (PSS)."""

    def __init__(self) -> None:
        self.peak = 0.0
        self._ended = threading.Event()

    @contextmanager
    def watched(self) -> Iterator[None]:
        watcher = threading.Thread(target=self._watch, daemon=True)
        watcher.start()
        try:
            yield
        finally:
            self._ended.set()
            watcher.join()

    def _watch(self) -> None:
        while not self._ended.wait(1):
            total = 0
            for one in [psutil.Process(), *psutil.Process().children(recursive=True)]:
                try:
                    if "java" not in one.name():
                        total += one.memory_full_info().pss
                except psutil.Error:
                    continue
            self.peak = max(self.peak, total / 1e6)
