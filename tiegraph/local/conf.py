"""The configuration of a local server: what it shares with docker-compose.yml, memory, paths, ports."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil

MIB = 1 << 20
GIB = 1 << 30
HOST = "127.0.0.1"

#: Every server of ours has these, local or in Docker (tests/tiegraph/test_local_compose.py compares).
COMMON = {
    "dbms.security.auth_enabled": "true",
    "dbms.usage_report.enabled": "false",
    "client.allow_telemetry": "false",
    "server.config.strict_validation.enabled": "true",
    # Community has no incremental backup to feed: older transaction logs only fill the disk, and so does preallocation
    # (256 MiB for each of the two databases).
    "db.tx_log.preallocate": "false",
    "db.tx_log.rotation.retention_policy": "100M size",
}
#: One transaction may use this share of the heap: a runaway question ends with an error instead of starving the others
#: (unset, all transactions together may take 70 %, and one alone took 18 s to be stopped).
TRANSACTION_SHARE = 0.4

JAVA_OPTIONS = (
    "-XX:+UseG1GC",
    "-XX:+AlwaysActAsServerClassMachine",
    # A server without memory left answers nothing and loses nothing by ending: the next start recovers.
    "-XX:+ExitOnOutOfMemoryError",
    *(
        f"--add-opens=java.base/{package}=ALL-UNNAMED"
        for package in ("java.nio", "java.io", "sun.nio.ch", "java.util.concurrent")
    ),
    "-Dio.netty.tryReflectionSetAccessible=true",
    "-Dlog4j2.disable.jmx=true",
    "-Dfile.encoding=UTF-8",
)


@dataclass(frozen=True, slots=True)
class Memory:
    """Sizes in bytes: the heap's maximum and the page cache."""

    heap: int
    page_cache: int

    @property
    def transaction(self) -> int:
        """The most that one transaction may use."""
        return int(self.heap * TRANSACTION_SHARE)


def machine_memory() -> int:
    """Bytes of memory this process may use: the machine's, or its container's limit if that is lower."""
    total = psutil.virtual_memory().total
    for path in ("/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes"):
        limit = Path(path)
        if limit.is_file() and (text := limit.read_text(encoding="ascii").strip()).isdigit():
            total = min(total, int(text))
    return total


def memory_for(total: int) -> Memory:
    """An eighth of the memory for the heap (512 MiB to 4 GiB), a sixteenth for the page cache (128 MiB to 2 GiB).

    So a demo, a test run and somebody's own server fit side by side.
    """
    heap = min(max(total // 8, 512 * MIB), 4 * GIB)
    page_cache = min(max(total // 16, 128 * MIB), 2 * GIB)
    return Memory(_whole_mib(heap), _whole_mib(page_cache))


def settings(folder: Path, bolt_port: int, http_port: int, memory: Memory) -> dict[str, str]:
    """The whole of neo4j.conf for the instance kept in `folder`."""
    return {
        **COMMON,
        "server.default_listen_address": HOST,
        "server.bolt.listen_address": f"{HOST}:{bolt_port}",
        # Advertised too: Browser and neo4j:// connect to what the server says its address is, and would otherwise reach
        # whatever listens on the standard port.
        "server.bolt.advertised_address": f"{HOST}:{bolt_port}",
        "server.http.listen_address": f"{HOST}:{http_port}",
        "server.http.advertised_address": f"{HOST}:{http_port}",
        "server.https.enabled": "false",
        # Netty waits this many seconds, twice, before it believes that nobody will connect any more: stopping takes
        # 10 s with it (the default) and 0.4 s without.
        "internal.dbms.bolt.netty_server_shutdown_quiet_period": "0",
        "server.directories.data": str(folder / "data"),
        "server.directories.logs": str(folder / "logs"),
        "server.directories.import": str(folder / "import"),
        "server.memory.heap.initial_size": size(memory.heap // 4),
        "server.memory.heap.max_size": size(memory.heap),
        "server.memory.pagecache.size": size(memory.page_cache),
        "db.memory.transaction.max": size(memory.transaction),
    }


def render(values: dict[str, str]) -> str:
    """neo4j.conf as text. Neo4j reads it as Java properties, where a backslash escapes: paths are escaped."""
    lines = ["# Written by tiegraph at each start; changes are lost."]
    lines += [f"{key}={value.replace(chr(92), chr(92) * 2)}" for key, value in values.items()]
    return "\n".join(lines) + "\n"


def size(amount: int) -> str:
    """Bytes as Neo4j and Java both read them: whole MiB."""
    return f"{amount // MIB}m"


def java_arguments(class_path: Sequence[Path], heap: int | None) -> str:
    """The text of a Java argument file; `heap` in bytes, None for Java's own choice (a quarter of the memory).

    In a file, because 217 jars make a command line that nobody can read in `ps`.
    """
    options = [*JAVA_OPTIONS, "-cp", os.pathsep.join(str(path) for path in class_path)]
    if heap is not None:
        options += [f"-Xms{size(heap // 4)}", f"-Xmx{size(heap)}"]
    return "".join(f"{_quoted(option)}\n" for option in options)


def _quoted(option: str) -> str:
    return '"' + option.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _whole_mib(amount: int) -> int:
    return amount // MIB * MIB
