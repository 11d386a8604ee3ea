"""The way to a cluster: the same client over `neo4j://`, of which one server is the smallest."""

from __future__ import annotations

from cypher.client import Client
from cypher.statements import statement
from tiegraph.local import Instance


def test_a_read_waits_for_the_write_before_it(empty: Client, server: Instance) -> None:
    uri, user, password = server.connection()
    assert empty._bookmarks is None
    with Client.connect(uri.replace("bolt://", "neo4j://"), user, password) as client:
        country = {"key": "BV", "properties": {"name": "Bouvet Island"}}
        client.write([(statement("merge_nodes", "Country"), {"rows": [country]})])
        assert client._bookmarks
        written = set(client._bookmarks.get_bookmarks())
        assert written
        assert client.rows("find_nodes", "Country", keys=["BV"])[0]["properties"]["code"] == "BV"
