"""A small web server on this machine, from which Neo4j Browser fetches the guide and the style sheet."""

from __future__ import annotations

from collections.abc import Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from cypher.errors import TiegraphError
from tiegraph.browser import PORT

_TYPES = {"html": "text/html; charset=utf-8", "grass": "text/plain; charset=utf-8", "zip": "application/zip"}


class CannotServe(TiegraphError):
    """The port is taken, or not to be had."""


def server(files: Mapping[str, bytes], port: int = PORT) -> ThreadingHTTPServer:
    """A server for these files by name, bound to this machine alone; call `serve_forever`. Raises `CannotServe`."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            name = self.path.partition("?")[0].removeprefix("/")
            content = files.get(name)
            if content is None:
                self._head(404, 0)
                return
            self._head(200, len(content), _TYPES[name.rpartition(".")[2]])
            self.wfile.write(content)

        def do_OPTIONS(self) -> None:
            # Browser asks first, as it sends headers against caches.
            self._head(204, 0)

        def _head(self, status: int, length: int, type_: str = "text/plain") -> None:
            self.send_response(status)
            self.send_header("Content-Type", type_)
            self.send_header("Content-Length", str(length))
            # The files are public knowledge, so any page may read them.
            self.send_header("Access-Control-Allow-Origin", "*")
            self.send_header("Access-Control-Allow-Headers", "*")
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    try:
        return ThreadingHTTPServer(("127.0.0.1", port), Handler)
    except (OSError, OverflowError) as error:
        raise CannotServe(f"Port {port} cannot be had ({error}): choose another with --port.") from error
