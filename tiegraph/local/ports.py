"""Chooses the two ports of a local server."""

from __future__ import annotations

import socket
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from tiegraph.local.conf import HOST
from tiegraph.local.errors import LocalServerError

NEIGHBOURS = 100


@dataclass(frozen=True, slots=True)
class Ports:
    """TCP ports on 127.0.0.1: Bolt (drivers) and HTTP (Neo4j Browser)."""

    bolt: int
    http: int

    @property
    def uri(self) -> str:
        """What a driver connects to."""
        return f"bolt://{HOST}:{self.bolt}"

    @property
    def browser_url(self) -> str:
        """Where Neo4j Browser is."""
        return f"http://{HOST}:{self.http}/browser/"


STANDARD = Ports(bolt=7687, http=7474)


def is_free(port: int) -> bool:
    """Whether nothing listens on the port, on this machine's loopback or on all its addresses."""
    with socket.socket() as probe:
        # Some systems let two programs bind one port at different addresses; then only connecting tells.
        probe.settimeout(1)
        if probe.connect_ex((HOST, port)) == 0:
            return False
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True


def choose(remembered: Ports | None, reserved: Collection[int]) -> Ports:
    """The remembered ports if they are free, else the standard pair, else the first free pair after it.

    `reserved` are the ports of the other instances, running or not: two instances must not take turns on a port, or a
    script that kept one's address reaches the other. Raises LocalServerError if there is no pair at all.
    """
    if remembered and is_free(remembered.bolt) and is_free(remembered.http):
        return remembered
    for pair in _candidates():
        if not {pair.bolt, pair.http} & set(reserved) and is_free(pair.bolt) and is_free(pair.http):
            return pair
    last = STANDARD.bolt + NEIGHBOURS - 1
    raise LocalServerError(
        f"No two free ports were found (Bolt {STANDARD.bolt} to {last}, and the HTTP ports that go with them): stop "
        "some servers (`tiegraph server status` lists ours)."
    )


def _candidates() -> Iterator[Ports]:
    for offset in range(NEIGHBOURS):
        yield Ports(bolt=STANDARD.bolt + offset, http=STANDARD.http + offset)
