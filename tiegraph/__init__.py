"""tiegraph: who publishes with whom, and who of them is on which list; every answer with its evidence.

import tiegraph
kb = tiegraph.connect()
answer = kb.ask("listed-to-dprk", list="any")
answer.to_pandas(); answer.save("answer.html"); answer.why(0)
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from cypher.errors import TiegraphError, UsageError

if TYPE_CHECKING:
    from tiegraph.answer import Answer
    from tiegraph.connecting import connect
    from tiegraph.knowledge import KnowledgeBase
    from tiegraph.version import __version__

__all__ = ["Answer", "KnowledgeBase", "TiegraphError", "UsageError", "__version__", "connect"]

#: Loaded at first use: the driver alone takes half a second, which `tiegraph --help` need not wait for.
_HOME = {
    "Answer": "tiegraph.answer",
    "KnowledgeBase": "tiegraph.knowledge",
    "connect": "tiegraph.connecting",
    "__version__": "tiegraph.version",
}


def __getattr__(name: str) -> Any:
    if name in _HOME:
        return getattr(import_module(_HOME[name]), name)
    raise AttributeError(f"module 'tiegraph' has no attribute {name!r}")
