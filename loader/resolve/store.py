"""The index kept on disk: building it takes seconds for a whole registry, reading it a fraction of that.

A kept index is a pickle of our own in the user's own folder. It is read only where its name says that it was made of
these very institutions by these very rules, it belongs to the user alone, and it is as it was written; else the index
is built, and kept again. It only saves time: nothing depends on it.
"""

from __future__ import annotations

import gc
import hashlib
import os
import pickle
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import msgspec

from loader.resolve.index import Index, fingerprint
from loader.resolve.model import Body

#: Fewer institutions are indexed faster than a file is read.
SMALLEST = 2_000
#: Kept indexes: with and without the institutions of list entries, for two databases.
MOST = 4
_SUFFIX = ".index"
#: What pickles an index's structs.
_PICKLED_BY = f"{sys.version_info[0]}.{sys.version_info[1]}-{msgspec.__version__}"
_DIGEST = 32


def kept_index(bodies: Iterable[Body], folder: Path | None, similar: bool = False) -> Index:
    """The index of these bodies, from `folder` where it is kept there, else built and kept. None: built only.

    `similar`: keep it with the bags of words that list entries are compared with (`Index.similar`).
    """
    institutions = list(bodies)
    if folder is None or len(institutions) < SMALLEST:
        return Index(institutions)
    path = folder / f"{fingerprint(institutions)}-{_PICKLED_BY}{_SUFFIX}"
    index = _read(path)
    if index is None:
        with _no_collection():
            index = Index(institutions)
            if similar:
                _ = index.similar
            _keep(path, index)
    return index


def _read(path: Path) -> Index | None:
    try:
        about, content = path.stat(), path.read_bytes()
    except OSError:
        return None
    # Whoever may write to this file could run code of his own in it.
    if hasattr(os, "getuid") and (about.st_uid != os.getuid() or about.st_mode & 0o022):
        return None
    if hashlib.sha256(content[_DIGEST:]).digest() != content[:_DIGEST]:
        return None
    with _no_collection():
        index = pickle.loads(memoryview(content)[_DIGEST:])
    # The newest stay: of what is kept, this one is in use.
    os.utime(path)
    return index if isinstance(index, Index) else None


def _keep(path: Path, index: Index) -> None:
    """Written whole or not at all. A full disk or a read-only folder costs time only."""
    content = pickle.dumps(index, pickle.HIGHEST_PROTOCOL)
    unfinished = path.with_suffix(f".{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        unfinished.touch(mode=0o600)
        unfinished.write_bytes(hashlib.sha256(content).digest() + content)
        unfinished.replace(path)
        kept = sorted(path.parent.glob(f"*{_SUFFIX}"), key=lambda one: one.stat().st_mtime, reverse=True)
        for old in kept[MOST:]:
            old.unlink(missing_ok=True)
    except OSError:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)


@contextmanager
def _no_collection() -> Iterator[None]:
    """Millions of small objects are made that all stay: looking for garbage among them takes most of the time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
