"""Docker users get the server that everybody else gets."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from tiegraph.local import conf

COMPOSE = Path(__file__).parents[2] / "docker-compose.yml"
#: About this machine's folders and ports, which Docker arranges by itself.
LOCAL_ONLY = re.compile(
    r"server\.directories\..*|server\.(bolt|http|https|default)\.?_?(listen_address|enabled)|internal\..*"
)


@pytest.fixture(scope="module")
def service() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(COMPOSE.read_text(encoding="utf-8"))["services"]["neo4j"]
    return found


def setting(variable: str) -> str:
    """The setting that the image's start script makes of a variable's name."""
    return variable.removeprefix("NEO4J_").replace("__", "\0").replace("_", ".").replace("\0", "_")


@pytest.fixture(scope="module")
def in_docker(service: dict[str, Any]) -> dict[str, str]:
    return {setting(name): value for name, value in service["environment"].items() if name != "NEO4J_AUTH"}


def test_the_common_settings_are_the_same(in_docker: dict[str, str]) -> None:
    assert {key: in_docker.get(key) for key in conf.COMMON} == conf.COMMON


def test_both_set_the_same_names(in_docker: dict[str, str]) -> None:
    local = conf.settings(Path("/x"), 7687, 7474, conf.memory_for(8 * conf.GIB))
    assert set(in_docker) == {key for key in local if not LOCAL_ONLY.fullmatch(key)}


def test_the_memory_is_that_of_a_machine_of_8_gb(in_docker: dict[str, str]) -> None:
    local = conf.settings(Path("/x"), 7687, 7474, conf.memory_for(8 * conf.GIB))
    assert {key: value for key, value in in_docker.items() if "memory" in key} == {
        key: value for key, value in local.items() if "memory" in key
    }


def test_ports_are_published_to_this_machine_only(service: dict[str, Any]) -> None:
    assert service["ports"]
    assert all(port.startswith("127.0.0.1:") for port in service["ports"])


def test_there_is_no_default_password(service: dict[str, Any]) -> None:
    assert service["environment"]["NEO4J_AUTH"].startswith("neo4j/${NEO4J_PASSWORD:?")


def test_the_health_check_does_not_pass_the_password_as_an_argument(service: dict[str, Any]) -> None:
    _, command = service["healthcheck"]["test"]
    assert "cypher-shell" in command
    assert not re.search(r"cypher-shell.*(-p\b|--password|PASSWORD|AUTH)", command)
