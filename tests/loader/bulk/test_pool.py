"""Steps over several processes: every task once, errors told, and nothing left running."""

from __future__ import annotations

import multiprocessing
import os
import signal
import time

import pytest

from loader.bulk.pool import each
from loader.errors import LoadError


def _square(number: int) -> tuple[int, int]:
    if number == 13:
        raise ValueError("thirteen")
    if number == 99:
        time.sleep(60)
    if number == 7777:
        os.kill(os.getpid(), signal.SIGKILL)
    return number * number, os.getpid()


def test_every_task_is_done_once_in_other_processes() -> None:
    done = dict(each(_square, range(10), 2))
    assert {task: made for task, (made, _) in done.items()} == {number: number**2 for number in range(10)}
    assert os.getpid() not in {pid for _, pid in done.values()}
    assert {pid for _, (_, pid) in each(_square, range(3), 1)} == {os.getpid()}


def test_an_error_ends_the_others_at_once() -> None:
    begun = time.monotonic()
    with pytest.raises(ValueError, match="thirteen"):
        list(each(_square, [99, 13, 1], 2))
    assert time.monotonic() - begun < 20
    assert not multiprocessing.active_children()


def test_a_process_that_is_killed_is_told() -> None:
    with pytest.raises(LoadError, match="was ended from outside"):
        list(each(_square, [1, 7777], 2))
