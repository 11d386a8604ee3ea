"""What a screening has been told so far, kept on disk until it is done: one that was stopped goes on from there."""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from tiegraph import settings
from tiegraph.runs.record import State, plain

if TYPE_CHECKING:
    from tiegraph.knowledge import KnowledgeBase

Answers = dict[str, list[dict[str, Any]]]
_DAY = "$day"
#: A screening that nobody went on with is forgotten after this time.
_FORGOTTEN_SECONDS = 30 * 86_400.0


class Journal:
    """Answers to batches of ids, by the statement and its parameters. `before`: how many were there when it was opened.

    Rows can name persons, so the file is its owner's alone.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._answers: dict[str, Answers] = {}
        if path.is_file():
            for line in path.read_bytes().split(b"\n"):
                try:
                    kept = json.loads(line, object_hook=_decoded)
                except ValueError:
                    # The last line of one that was killed.
                    continue
                self._answers[kept["asked"]] = kept["rows"]
        self.before = len(self._answers)

    @classmethod
    def of(cls, kb: KnowledgeBase, what: str, path: Path, given: Mapping[str, Any]) -> Journal:
        """That of a screening of this very file, with these options, of the data as they are now."""
        about = {
            "what": what,
            "file": hashlib.sha256(path.read_bytes()).hexdigest(),
            "given": {name: plain(value) for name, value in given.items()},
            "state": msgspec.to_builtins(State.of(kb)),
        }
        folder = settings.home() / "screenings"
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        for old in folder.glob("*.jsonl"):
            if old.stat().st_mtime < time.time() - _FORGOTTEN_SECONDS:
                old.unlink(missing_ok=True)
        return cls(folder / f"{_digest(about)[:32]}.jsonl")

    def answer(self, text: str, parameters: Mapping[str, Any]) -> Answers | None:
        """What this statement gave with these parameters; None where it was not asked."""
        return self._answers.get(_digest([text, parameters]))

    def keep(self, text: str, parameters: Mapping[str, Any], rows: Answers) -> None:
        """Write down an answer. Where that cannot be done, the screening goes on all the same."""
        line = json.dumps({"asked": _digest([text, parameters]), "rows": rows}, default=_encoded)
        try:
            descriptor = os.open(self._path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
            with os.fdopen(descriptor, "ab") as file:
                file.write(b"\n" + line.encode())
        except OSError:
            return

    def done(self) -> None:
        """The screening is done: nothing is to be gone on with."""
        self._path.unlink(missing_ok=True)


def _digest(value: Any) -> str:
    return hashlib.sha256(json.dumps(value, sort_keys=True, default=str).encode()).hexdigest()


def _encoded(value: Any) -> Any:
    if isinstance(value, date):
        return {_DAY: value.isoformat()}
    raise TypeError(f"{type(value)} cannot be kept")


def _decoded(value: dict[str, Any]) -> Any:
    return date.fromisoformat(value[_DAY]) if value.keys() == {_DAY} else value
