"""The password of a local server: random, made once, in a file only its owner can read, never on a command line."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from tiegraph.local.errors import LocalServerError

FILE = "password"
USER = "neo4j"


def read(folder: Path) -> str:
    """The password kept in `folder`. Raises LocalServerError if it is gone."""
    path = folder / FILE
    try:
        return path.read_text(encoding="ascii").strip()
    except OSError as error:
        raise LocalServerError(
            f"The password file {path} cannot be read ({error.strerror}): put it back, or delete the folder {folder} "
            "with the database in it and start again."
        ) from error


def make(folder: Path) -> None:
    """Write a new password, unless there is one. The file is complete and private from the moment it has its name.

    The file is at the same time the argument file that hands the password to Neo4j's admin tool (`@path`), so it holds
    one word that begins with a letter.
    """
    path = folder / FILE
    if path.exists():
        return
    partial = folder / f".{FILE}"
    partial.unlink(missing_ok=True)
    descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(f"t{secrets.token_urlsafe(24)}\n")
    partial.replace(path)
