"""What can go wrong with a local server, told apart for callers; the text says what to do."""

from cypher.errors import TiegraphError


class LocalServerError(TiegraphError):
    """The local Neo4j cannot be set up, started, stopped, dumped or loaded."""


class ServerNotRunning(LocalServerError):
    """A local instance is asked for a connection, but no server is running."""


class JarsError(LocalServerError):
    """Neo4j's jars cannot be fetched, or are not the ones in the lock."""


class JavaError(LocalServerError):
    """No Java that Neo4j 5.26 supports is at hand."""
