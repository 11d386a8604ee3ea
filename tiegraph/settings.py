"""Where tiegraph keeps its files on this machine, and which Neo4j a command talks to."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from platformdirs import user_data_path

from cypher.errors import UsageError

DEFAULT_INSTANCE = "default"
DEFAULT_DATABASE = "neo4j"


@dataclass(frozen=True, slots=True)
class Connection:
    """What a driver needs to reach a database. `instance` is the local server's name; None: the one of NEO4J_URI."""

    uri: str
    user: str
    password: str = field(repr=False)
    database: str = DEFAULT_DATABASE
    instance: str | None = None


def home() -> Path:
    """The folder of everything tiegraph keeps: local servers and their jars. TIEGRAPH_HOME names another."""
    override = os.environ.get("TIEGRAPH_HOME")
    return Path(override).expanduser().absolute() if override else user_data_path("tiegraph", appauthor=False)


def judgements(environ: Mapping[str, str] = os.environ) -> Path:
    """The file of the user's judgements on list entries and institutions. TIEGRAPH_JUDGEMENTS names another."""
    override = environ.get("TIEGRAPH_JUDGEMENTS")
    return Path(override).expanduser().absolute() if override else home() / "judgements.csv"


def corrections(environ: Mapping[str, str] = os.environ) -> Path:
    """The file of what the user corrected about papers. TIEGRAPH_CORRECTIONS names another."""
    override = environ.get("TIEGRAPH_CORRECTIONS")
    return Path(override).expanduser().absolute() if override else home() / "corrections.csv"


def indexes() -> Path:
    """The folder where indexes of institutions are kept; it can be emptied at any time."""
    return home() / "indexes"


def jars_home() -> Path:
    """The folder of Neo4j's jars, shared by all instances. TIEGRAPH_JARS lets several homes share one copy."""
    override = os.environ.get("TIEGRAPH_JARS")
    return Path(override).expanduser().absolute() if override else home() / "jars"


def connection(instance: str | None = None, environ: Mapping[str, str] = os.environ) -> Connection:
    """The database to use: the named local instance, else the server in the environment, else the default instance.

    The environment is NEO4J_URI with NEO4J_USERNAME (default neo4j), NEO4J_PASSWORD and NEO4J_DATABASE (default neo4j).
    A named instance wins over it: the demo, the practice world and the tests name theirs, and so never touch it.

    A local server is not started: raises `ServerNotRunning`, whose text names the command that starts it. Raises
    `UsageError` if NEO4J_URI is set without NEO4J_PASSWORD.
    """
    if instance is None and environ.get("NEO4J_URI"):
        return _from_environment(environ)
    # Imported here: the local server itself asks this module where home is.
    from tiegraph.local import Instance

    local = Instance(instance or DEFAULT_INSTANCE)
    uri, user, password = local.connection()
    return Connection(uri, user, password, instance=local.name)


def _from_environment(environ: Mapping[str, str]) -> Connection:
    password = environ.get("NEO4J_PASSWORD")
    if password is None:
        raise UsageError(
            f"NEO4J_URI is set ({environ['NEO4J_URI']}) but NEO4J_PASSWORD is not: set it too, or unset NEO4J_URI to "
            "use the local server."
        )
    return Connection(
        uri=environ["NEO4J_URI"],
        user=environ.get("NEO4J_USERNAME") or "neo4j",
        password=password,
        database=environ.get("NEO4J_DATABASE") or DEFAULT_DATABASE,
    )
