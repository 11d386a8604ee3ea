"""Python's search for garbage in cycles, seldom: while papers are loaded it finds none and took a third of the time."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

#: New objects between two searches of the youngest ones; Python's own choice is 700, less than one paper's.
_YOUNG = 100_000


@contextmanager
def seldom() -> Iterator[None]:
    """Within, what is there already is not looked through, and the rest a hundred times less often."""
    before = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(_YOUNG, 50, 100)
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()
