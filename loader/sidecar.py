"""Files beside the report of a load: rejected records, and what could not be used of others. One JSON object a line."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any

from loader.errors import LoadError


class Sidecar:
    """One such file; it is made when the first line comes. Use as a context manager."""

    def __init__(self, folder: Path, load: str, kind: str) -> None:
        self._name = f"{datetime.now(UTC):%Y%m%dT%H%M%SZ}-{load}-{kind}.jsonl"
        self._folder = folder
        self._stream: IO[str] | None = None
        self.path: Path | None = None

    def __enter__(self) -> Sidecar:
        return self

    def __exit__(self, *_: object) -> None:
        if self._stream:
            self._stream.close()

    def write(self, line: dict[str, Any]) -> None:
        """Add one line. Raises `LoadError` where the file cannot be written."""
        try:
            if self._stream is None:
                self._folder.mkdir(parents=True, exist_ok=True)
                self.path = self._folder / self._name
                self._stream = self.path.open("a", encoding="utf-8")
            self._stream.write(json.dumps(line, ensure_ascii=False) + "\n")
        except OSError as error:
            raise LoadError(
                f"What was rejected cannot be kept in {self._folder} ({error.strerror}): make room, or check who may "
                "write there."
            ) from error
