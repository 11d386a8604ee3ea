"""Writes beside each other: what touches the same waits, and what had begun is told though another failed."""

from __future__ import annotations

import threading

import pytest

from loader.pipeline import Pipeline


def test_two_go_on_at_once_and_what_touches_the_same_waits() -> None:
    told: list[str] = []
    both = threading.Barrier(2, timeout=10)
    with Pipeline() as pipeline:
        pipeline.run(lambda: both.wait(), {"a"}, lambda _: told.append("first"))
        pipeline.wait_for({"b"})
        assert not told
        pipeline.run(lambda: both.wait(), {"b"}, lambda _: told.append("second"))
        pipeline.wait_for({"b"})
        assert "second" in told
    assert sorted(told) == ["first", "second"]


def test_an_error_is_raised_and_what_was_written_meanwhile_is_told() -> None:
    told: list[int] = []
    begun = threading.Event()

    def fail() -> int:
        begun.wait(10)
        raise RuntimeError("no room")

    def write() -> int:
        begun.set()
        return 7

    def load() -> None:
        with Pipeline() as pipeline:
            pipeline.run(fail, {"a"}, told.append)
            pipeline.run(write, {"b"}, told.append)

    with pytest.raises(RuntimeError, match="no room"):
        load()
    assert told == [7]
