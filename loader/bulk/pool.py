"""Steps of a bulk load over several processes, which share what was loaded before they began.

The processes are forked, so that the index of institutions is in memory once. Where a system cannot fork, or one
process is asked for, the steps run here, one after the other.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from typing import TypeVar

from loader.errors import LoadError

#: Ctrl-C is the parent's to answer.
_IGNORED = (signal.SIGINT, signal.SIG_IGN)

Task = TypeVar("Task")
Done = TypeVar("Done")


def cores() -> int:
    """Processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def each(step: Callable[[Task], Done], tasks: Iterable[Task], processes: int) -> Iterator[tuple[Task, Done]]:
    """Each task with what the step made of it, as they end. What the step reads from its module is that of now."""
    if processes < 2 or "fork" not in multiprocessing.get_all_start_methods():
        for task in tasks:
            yield task, step(task)
        return
    left = iter(tasks)
    # What is there now is never looked through for garbage in the children: that would take time, and copy its pages.
    gc.freeze()
    before = set(multiprocessing.active_children())
    pool = ProcessPoolExecutor(processes, multiprocessing.get_context("fork"), signal.signal, _IGNORED)
    running: dict[Future[Done], Task] = {}
    try:
        # A few wait in line, so that no process is idle and the line does not fill the memory.
        for task in islice(left, 2 * processes):
            running[pool.submit(step, task)] = task
        while running:
            ended, _ = wait(running, return_when=FIRST_COMPLETED)
            for one in ended:
                yield running.pop(one), one.result()
                for task in islice(left, 1):
                    running[pool.submit(step, task)] = task
    except BrokenProcessPool as error:
        raise LoadError(
            "One of the processes was ended from outside, mostly for want of memory: run the same command again, on a "
            "machine with more of it."
        ) from error
    except BaseException:
        # A task may take minutes, and nobody wants what it makes any more.
        for child in set(multiprocessing.active_children()) - before:
            child.terminate()
        raise
    finally:
        pool.shutdown(cancel_futures=True)
        gc.unfreeze()
