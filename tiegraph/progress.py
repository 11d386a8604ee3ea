"""Tells on stderr how far a load is: one rewritten line on a terminal, else a line now and then."""

from __future__ import annotations

import json
import sys
import time
from typing import TYPE_CHECKING

from tiegraph.options import say

if TYPE_CHECKING:
    from loader.progress import Progress

#: Seconds between lines where stderr is no terminal, and between rewritten lines where it is.
_EVERY_PLAIN, _EVERY_LIVE = 10.0, 0.2
#: Seconds of a server's life in which it compiles what it runs: its first works take five times as long (measured).
_COLD_SECONDS = 30.0
_COLD = ", server just started: slow at first"


class ProgressLines:
    """Shows each `Progress` that it is called with.

    `server_age`: seconds since the server was started, where that is known. With `as_json`, each line is an object.
    """

    def __init__(self, server_age: float | None = None, *, as_json: bool = False) -> None:
        self._json = as_json
        self._live = not as_json and sys.stderr.isatty()
        self._step = ""
        self._began = self._told = time.monotonic()
        self._warm_at = self._began + _COLD_SECONDS - (_COLD_SECONDS if server_age is None else server_age)
        self._done_before = 0
        self._share_before = 0.0
        self._shown = 0

    def __call__(self, progress: Progress) -> None:
        now = time.monotonic()
        # Several files are one step.
        step = "files" if progress.files > 1 else progress.step
        if step != self._step:
            self.end()
            # Nobody knows when the first part began: the rate is that of what came after it.
            self._step, self._began, self._done_before, self._share_before = step, now, progress.done, progress.share
        elif now - self._told < (_EVERY_LIVE if self._live else _EVERY_PLAIN):
            return
        self._told = now
        if self._json:
            say(json.dumps(self._facts(progress, now)))
            return
        text = self._text(progress, now)
        if self._live:
            sys.stderr.write(f"\r{text:<{self._shown}}")
            sys.stderr.flush()
            self._shown = len(text)
        else:
            say(text)

    def end(self) -> None:
        """Finish the rewritten line."""
        if self._shown:
            sys.stderr.write("\n")
            self._shown = 0

    def _rate(self, progress: Progress, now: float) -> float | None:
        seconds, done = now - self._began, progress.done - self._done_before
        return done / seconds if seconds > 1 and done > 0 else None

    def _left(self, progress: Progress, now: float) -> float | None:
        """Seconds, as the bytes that were read since the first line foretell."""
        seconds, share = now - self._began, progress.share - self._share_before
        return seconds * (1 - progress.share) / share if seconds > 1 and share > 0 else None

    def _text(self, progress: Progress, now: float) -> str:
        where = f" ({progress.file:,} of {progress.files:,} files)" if progress.files > 1 else ""
        rate, left = self._rate(progress, now), self._left(progress, now)
        parts = [f"{progress.step}{where}: {progress.done:,}"]
        if rate is not None:
            parts.append(f", {rate:,.0f}/s")
        if left is not None and progress.share < 1:
            parts.append(f", about {left:,.0f} s left" if left < 120 else f", about {left / 60:,.0f} min left")
        if progress.rejected:
            parts.append(f", {progress.rejected:,} rejected")
        if now < self._warm_at:
            parts.append(_COLD)
        return "".join(parts)

    def _facts(self, progress: Progress, now: float) -> dict[str, object]:
        known: dict[str, object] = {"step": progress.step, "done": progress.done, "rejected": progress.rejected}
        if progress.files > 1:
            known |= {"file": progress.file, "files": progress.files}
        rate, left = self._rate(progress, now), self._left(progress, now)
        further = {
            "share": round(progress.share, 4) if progress.share else None,
            "per_second": None if rate is None else round(rate, 1),
            "seconds_left": None if left is None else round(left, 1),
        }
        return known | {name: value for name, value in further.items() if value is not None}
