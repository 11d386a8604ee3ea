"""What a local server is told."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest

from tiegraph.local import conf, ports
from tiegraph.local.conf import GIB, MIB
from tiegraph.local.ports import Ports


@pytest.mark.parametrize(
    ("total", "heap", "page_cache"),
    [
        (2 * GIB, 512 * MIB, 128 * MIB),
        (8 * GIB, 1 * GIB, 512 * MIB),
        (16 * GIB, 2 * GIB, 1 * GIB),
        (256 * GIB, 4 * GIB, 2 * GIB),
    ],
)
def test_memory_suits_the_machine(total: int, heap: int, page_cache: int) -> None:
    found = conf.memory_for(total)
    assert (found.heap, found.page_cache) == (heap, page_cache)
    assert found.heap <= total / 4


def test_a_server_is_reachable_from_this_machine_only_and_advertises_its_own_ports() -> None:
    values = conf.settings(Path("/x"), 7690, 7480, conf.memory_for(8 * GIB))
    addresses = {key: value for key, value in values.items() if "address" in key}
    assert addresses == {
        "server.default_listen_address": "127.0.0.1",
        "server.bolt.listen_address": "127.0.0.1:7690",
        "server.bolt.advertised_address": "127.0.0.1:7690",
        "server.http.listen_address": "127.0.0.1:7480",
        "server.http.advertised_address": "127.0.0.1:7480",
    }


def test_a_backslash_survives_the_properties_format() -> None:
    assert "server.directories.data=C:\\\\x\n" in conf.render({"server.directories.data": "C:\\x"})


def test_java_arguments_keep_spaces_and_quotes() -> None:
    folder = Path('/a folder/with "quotes"')
    text = conf.java_arguments([folder / "one.jar", folder / "two.jar"], heap=GIB)
    options = shlex.split(text)
    assert options[options.index("-cp") + 1] == f"{folder}/one.jar:{folder}/two.jar"
    assert "-Xmx1024m" in options
    assert "--add-opens=java.base/java.nio=ALL-UNNAMED" in options


def test_remembered_ports_are_kept_while_they_are_free() -> None:
    free = ports.choose(None, reserved=())
    assert ports.choose(free, reserved=()) == free


def test_ports_of_other_instances_are_left_alone() -> None:
    first = ports.choose(None, reserved=())
    second = ports.choose(None, reserved=(first.bolt,))
    assert not {first.bolt, first.http} & {second.bolt, second.http}


def test_a_taken_port_is_not_chosen(taken_port: int) -> None:
    assert not ports.is_free(taken_port)
    remembered = Ports(bolt=taken_port, http=taken_port + 1)
    assert ports.choose(remembered, reserved=()).bolt != taken_port
