"""Files that appear whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO


@contextmanager
def whole(path: Path) -> Iterator[IO[bytes]]:
    """A file to write into; it takes the place of `path` once the block ends, and is gone where the block fails.

    Raises OSError where the folder is missing or cannot be written.
    """
    with tempfile.NamedTemporaryFile("wb", dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
        half = Path(file.name)
        try:
            yield file
            file.close()
            # A temporary file is the owner's alone; a result is as open as any other new file.
            half.chmod(0o666 & ~_umask())
            half.replace(path)
        except BaseException:
            half.unlink(missing_ok=True)
            raise


def _umask() -> int:
    current = os.umask(0o022)
    os.umask(current)
    return current
