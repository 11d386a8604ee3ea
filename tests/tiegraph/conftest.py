from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from typing import NamedTuple

import pytest

from cypher.client import Client
from tiegraph.cli import run
from tiegraph.knowledge import KnowledgeBase
from tiegraph.local import Instance
from tiegraph.settings import Connection


class Printed(NamedTuple):
    """What a command line did: exit code, stdout, stderr."""

    code: int
    out: str
    err: str


@pytest.fixture
def taken_port() -> Iterator[int]:
    """A TCP port of this machine that somebody else listens on."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        yield port


@pytest.fixture
def kb(practice: Client, server: Instance) -> KnowledgeBase:
    """The practice world through the front door; to be read only, and left open."""
    return KnowledgeBase(practice, Connection(*server.connection(), instance=server.name))


@pytest.fixture
def tiegraph(capsys: pytest.CaptureFixture[str]) -> Callable[..., Printed]:
    """Runs a command line in this process, as `tiegraph("ask", "listed-to-dprk")`."""

    def call(*words: str) -> Printed:
        capsys.readouterr()
        code = run(words)
        printed = capsys.readouterr()
        return Printed(code, printed.out, printed.err)

    return call
