"""What is said about a server to people and programs."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Running:
    """A server that answers."""

    name: str
    pid: int
    uri: str
    browser_url: str
    user: str
    password_file: Path
    was_running: bool


@dataclass(frozen=True, slots=True)
class Status:
    """What is known of an instance. `state`: running, starting or stopped; no addresses before the first start."""

    name: str
    state: str
    pid: int | None
    uri: str | None
    browser_url: str | None
    user: str
    password_file: Path
    folder: Path
    data_bytes: int
