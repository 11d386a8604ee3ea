"""What a long step tells its user while it runs."""

from __future__ import annotations

import sys


class Report:
    """Says nothing. Base of the others, and what Python callers get unless they ask for more."""

    def note(self, sentence: str) -> None:
        """Something worth knowing that stays true."""

    def progress(self, text: str) -> None:
        """How far the step is; each replaces the one before."""


class TerminalReport(Report):
    """Writes to stderr: notes as lines, progress as one rewritten line (left out where stderr is no terminal)."""

    def __init__(self) -> None:
        self._live = sys.stderr.isatty()
        self._shown = 0

    def note(self, sentence: str) -> None:
        self._wipe()
        print(sentence, file=sys.stderr, flush=True)

    def progress(self, text: str) -> None:
        if self._live:
            self._wipe()
            print(text, end="", file=sys.stderr, flush=True)
            self._shown = len(text)

    def _wipe(self) -> None:
        if self._shown:
            print("\r" + " " * self._shown + "\r", end="", file=sys.stderr)
            self._shown = 0
