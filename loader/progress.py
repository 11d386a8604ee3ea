"""Where a load is, for whoever shows it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from loader import reading


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a load is: the step, how many are done, and how many of those were rejected.

    `file` and `files` count from 1, where there are several. `share` is the part of all files' bytes that has been
    read, 0 to 1; 0 where it is not known.
    """

    step: str
    done: int
    rejected: int = 0
    file: int = 0
    files: int = 0
    share: float = 0.0


Report = Callable[[Progress], None]


class Share:
    """How much of some files this process has read."""

    def __init__(self, files: Sequence[Path]) -> None:
        self._total = sum(file.stat().st_size for file in files if file.exists())
        self._before = reading.bytes_read()
        self._elsewhere = 0

    def add(self, file: Path) -> None:
        """Another process has read this one."""
        self._elsewhere += file.stat().st_size if file.is_file() else 0

    def now(self) -> float:
        # Some formats are looked at twice.
        done = reading.bytes_read() - self._before + self._elsewhere
        return min(1.0, done / self._total) if self._total else 0.0
