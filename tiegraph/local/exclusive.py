"""One command at a time on an instance."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from tiegraph.local.errors import LocalServerError
from tiegraph.local.report import Report

PARTS = ("conf", "data", "logs", "import")
BUSY_SECONDS = 900


@contextmanager
def exclusive(folder: Path, lock: FileLock, report: Report) -> Iterator[None]:
    """Alone with the instance in `folder`, which is made if need be. The second of two commands says so and waits.

    The lock is the operating system's: it is gone with the process that held it, however that ended. Raises
    LocalServerError if the folder cannot be written or stays busy.
    """
    try:
        for part in PARTS:
            (folder / part).mkdir(parents=True, exist_ok=True)
        folder.chmod(0o700)
        _acquire(folder, lock, report)
    except OSError as error:
        raise LocalServerError(
            f"{folder} cannot be written ({error.strerror}): give it write permission, or set TIEGRAPH_HOME to another "
            "folder."
        ) from error
    try:
        yield
    finally:
        lock.release()


def _acquire(folder: Path, lock: FileLock, report: Report) -> None:
    try:
        lock.acquire(timeout=0)
    except Timeout:
        report.note(f"Another command is busy with the server '{folder.name}': waiting for it.")
        try:
            lock.acquire(timeout=BUSY_SECONDS)
        except Timeout as error:
            raise LocalServerError(
                f"Another command has been busy with the server '{folder.name}' for {BUSY_SECONDS // 60} minutes: let "
                "it end, or stop it, and try again."
            ) from error
