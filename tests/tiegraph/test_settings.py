"""Which server a command talks to."""

from __future__ import annotations

from pathlib import Path

import pytest

from cypher.errors import UsageError
from tiegraph import settings
from tiegraph.local import Instance, ServerNotRunning

REMOTE = {"NEO4J_URI": "neo4j+s://db.example", "NEO4J_PASSWORD": "secret"}


def test_the_environment_is_used() -> None:
    assert settings.connection(environ=REMOTE) == settings.Connection(
        "neo4j+s://db.example", "neo4j", "secret", "neo4j", None
    )
    other = {**REMOTE, "NEO4J_USERNAME": "reader", "NEO4J_DATABASE": "ties"}
    assert settings.connection(environ=other) == settings.Connection(
        "neo4j+s://db.example", "reader", "secret", "ties", None
    )


def test_an_address_without_a_password_is_refused() -> None:
    with pytest.raises(UsageError, match="NEO4J_PASSWORD is not"):
        settings.connection(environ={"NEO4J_URI": "bolt://db.example"})


@pytest.mark.parametrize("environ", [{}, REMOTE])
def test_a_named_instance_wins_and_is_not_started(environ: dict[str, str]) -> None:
    with pytest.raises(ServerNotRunning, match="`tiegraph server start demo`"):
        settings.connection("demo", environ)


def test_without_either_it_is_the_default_instance() -> None:
    with pytest.raises(ServerNotRunning, match="`tiegraph server start default`"):
        settings.connection(environ={})


def test_a_running_instance_is_found(server: Instance) -> None:
    found = settings.connection("test", REMOTE)
    assert (found.uri, found.user, found.password) == server.connection()
    assert found.instance == "test"


def test_passwords_are_not_shown() -> None:
    assert "secret" not in repr(settings.connection(environ=REMOTE))


def test_the_home_can_be_moved(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("TIEGRAPH_HOME", str(tmp_path))
    monkeypatch.delenv("TIEGRAPH_JARS")
    assert settings.home() == tmp_path
    assert settings.jars_home() == tmp_path / "jars"
