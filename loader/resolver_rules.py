"""Which rules read names as institutions: a digest of the modules that do. A graph keeps that of those that read it."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from cypher.client import Client

#: Modules beside the package `resolve` that decide what a name is read as.
_BESIDE = ("countries.py", "entry_links.py", "entry_units.py", "paper_reading.py")


@cache
def rules() -> str:
    """Digest of the rules as they stand in this installation."""
    here = Path(__file__).parent
    whole = hashlib.blake2b(digest_size=8)
    for module in (*sorted((here / "resolve").glob("*.py")), *(here / name for name in _BESIDE)):
        whole.update(module.read_bytes())
    return whole.hexdigest()


def is_outdated(client: Client) -> bool:
    """Whether the names in the graph were last read as institutions by other rules than this release's."""
    return client.rows("model_version")[0]["resolver"] not in (None, rules())
