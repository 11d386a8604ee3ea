"""What Neo4j Browser needs to ask and draw the questions: favourites, a style sheet, a guide."""

from __future__ import annotations

#: Browser fetches from hosts that its server allows: unless told otherwise, from this one, by this name.
HOST = "localhost"
PORT = 8479


def address(port: int = PORT) -> str:
    """Where this machine serves them."""
    return f"http://{HOST}:{port}"
