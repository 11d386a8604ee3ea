"""What a server wrote about itself."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Iterator
from pathlib import Path

#: Neo4j's own account, and what Java printed before Neo4j could write one (emptied at each start).
FILES = ("neo4j.log", "console.log")
#: What Java says before it comes to the point.
PREAMBLE = ("Picked up ", "OpenJDK 64-Bit Server VM warning", "WARNING", "Error occurred during initialization")


def tail(folder: Path, lines: int) -> list[str]:
    """The last lines of the server's account, then those of its Java, without line ends."""
    found: list[str] = []
    for path in (folder / name for name in FILES):
        if path.is_file():
            with path.open(encoding="utf-8", errors="replace") as file:
                found += [line.rstrip() for line in deque(file, maxlen=lines) if line.strip()]
    return found


def follow(folder: Path, poll_seconds: float = 0.5) -> Iterator[str]:
    """The lines that the server's account gains from now on, for ever; it is opened anew when Neo4j rotates it."""
    path = folder / FILES[0]
    position = path.stat().st_size if path.is_file() else 0
    while True:
        if path.is_file():
            if path.stat().st_size < position:
                position = 0
            with path.open(encoding="utf-8", errors="replace") as file:
                file.seek(position)
                yield from (line.rstrip() for line in file)
                position = file.tell()
        time.sleep(poll_seconds)


def why_it_ended(folder: Path) -> str:
    """Why the last start failed, in as few words as Java or Neo4j used."""
    said = [line for line in _lines(folder / "console.log") if not line.startswith(PREAMBLE)]
    if said:
        return said[0]
    account = _lines(folder / "neo4j.log")
    begun = max((number for number, line in enumerate(account) if line.endswith("Starting...")), default=0)
    errors = [line for line in account[begun:] if " ERROR " in line]
    return errors[-1].partition(" ERROR ")[2].strip() if errors else "without a word"


def _lines(path: Path) -> list[str]:
    if not path.is_file():
        return []
    return [line.strip() for line in path.read_text(encoding="utf-8", errors="replace").splitlines() if line.strip()]
