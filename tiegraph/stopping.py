"""Ctrl-C ends a command in time, also where a server takes long over what it is writing."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

#: Seconds that what is being written has to end; the rest of two is for starting and ending.
PATIENCE = 1.5


@contextmanager
def ends_in_time(sentence: str, seconds: float = PATIENCE) -> Iterator[None]:
    """Within it, a process that is still there so long after Ctrl-C says `sentence` on stderr and ends with code 1.

    Only for what may be killed at any moment without harm: transactions that have not ended are taken back by the
    server. Does nothing where Ctrl-C is ignored, or outside of the main thread, which has no signals.
    """
    ours = threading.current_thread() is threading.main_thread()
    if not ours or signal.getsignal(signal.SIGINT) is not signal.default_int_handler:
        yield
        return
    timer = threading.Timer(seconds, _end, [sentence])
    timer.daemon = True

    def stop(number: int, frame: FrameType | None) -> None:
        if not timer.ident:
            timer.start()
        signal.default_int_handler(number, frame)

    before = signal.signal(signal.SIGINT, stop)
    try:
        yield
    finally:
        timer.cancel()
        signal.signal(signal.SIGINT, before)


def _end(sentence: str) -> None:
    # No clean-up: it is what takes long.
    sys.stderr.write(f"\nError: {sentence}\n")
    sys.stderr.flush()
    os._exit(1)
