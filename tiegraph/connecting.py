"""Opening a database: a local server, the one at an address, or what the environment names."""

from __future__ import annotations

import os
from collections.abc import Mapping

from cypher.client import Client, OldModel
from cypher.errors import TiegraphError, UsageError
from tiegraph import settings
from tiegraph.knowledge import KnowledgeBase
from tiegraph.settings import Connection


def connect(
    instance: str | None = None,
    *,
    uri: str | None = None,
    user: str | None = None,
    password: str | None = None,
    database: str | None = None,
    environ: Mapping[str, str] = os.environ,
) -> KnowledgeBase:
    """Connect to the local server `instance`, to the server at `uri`, or to what the environment names.

    Without `instance` and `uri`: the server of NEO4J_URI, else the local server "default", which must run. What is not
    given beside `uri` comes from NEO4J_USERNAME, NEO4J_PASSWORD and NEO4J_DATABASE.
    Raises `ConnectionFailed` (no server, wrong password, wrong database), `ServerNotRunning`, `WrongModel` (a graph
    of another release, or not of tiegraph), `UsageError` where both `instance` and `uri` are given.
    """
    if instance and uri:
        raise UsageError("Give either instance or uri: an instance is a local server with an address of its own.")
    given = {
        "NEO4J_URI": uri,
        "NEO4J_USERNAME": user,
        "NEO4J_PASSWORD": password,
        "NEO4J_DATABASE": database,
    }
    return open_connection(
        settings.connection(
            instance, {**environ, **{name: value for name, value in given.items() if value is not None}}
        )
    )


def open_connection(connection: Connection) -> KnowledgeBase:
    """As `connect`, with settings at hand."""
    client = Client.connect(connection.uri, connection.user, connection.password, connection.database)
    try:
        client.check_model()
    except OldModel as error:
        client.close()
        if not connection.instance:
            raise
        name = connection.instance
        data = settings.home() / "instances" / name / "data"
        raise OldModel(
            f"{error} To empty this one: tiegraph server stop {name}, delete the folder {data}, "
            f"tiegraph server start {name}."
        ) from error
    except TiegraphError:
        client.close()
        raise
    return KnowledgeBase(client, connection)
