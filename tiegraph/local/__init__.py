"""A real Neo4j Community server with Neo4j Browser, without Docker: from the published jars, on a Java from PyPI."""

from tiegraph.local.errors import JarsError, JavaError, LocalServerError, ServerNotRunning
from tiegraph.local.instance import Instance, instances
from tiegraph.local.report import Report, TerminalReport
from tiegraph.local.status import Running, Status

__all__ = [
    "Instance",
    "JarsError",
    "JavaError",
    "LocalServerError",
    "Report",
    "Running",
    "ServerNotRunning",
    "Status",
    "TerminalReport",
    "instances",
]
