"""The server as a process of its own: started detached, recognised again, ended."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

import psutil

from tiegraph.local.ports import Ports

# Runs "$@" in the background with its output in "$0", and prints its pid. The shell ends at once, so that the server is
# nobody's child: it outlives the command that started it and leaves no zombie behind in a long-lived one.
DETACH = '"$@" </dev/null >"$0" 2>&1 & echo $!'


def environment(java: Path, folder: Path, environ: Mapping[str, str] = os.environ) -> dict[str, str]:
    """The environment of Neo4j's programs: the user's (proxies, certificates), but with NEO4J_* about this instance.

    A password of another server in NEO4J_PASSWORD has no business in there.
    """
    kept = {key: value for key, value in environ.items() if not key.startswith("NEO4J_")}
    return {
        **kept,
        "JAVA_HOME": str(java.parent.parent),
        "NEO4J_HOME": str(folder),
        "NEO4J_CONF": str(folder / "conf"),
    }


def spawn(command: Sequence[str | Path], log: Path, env: Mapping[str, str]) -> int:
    """Start a program in a session of its own, with stdout and stderr in `log` (emptied first). Returns its pid."""
    shell = ["/bin/sh", "-c", DETACH, str(log), *map(str, command)]
    done = subprocess.run(shell, env=dict(env), start_new_session=True, stdout=subprocess.PIPE, text=True, check=True)
    return int(done.stdout)


def created(pid: int) -> float | None:
    """When the process was made, in seconds since 1970; None if it is gone."""
    try:
        return psutil.Process(pid).create_time()
    except psutil.NoSuchProcess:
        return None


def find(pid: int | None, created_at: float | None) -> psutil.Process | None:
    """The process with this pid if it is still the same one and alive."""
    if pid is None or created_at is None:
        return None
    try:
        process = psutil.Process(pid)
        # The clock behind creation times may be corrected meanwhile; a pid is not reused within two seconds.
        if abs(process.create_time() - created_at) >= 2:
            return None
        while process.status() == psutil.STATUS_ZOMBIE:
            if process.num_threads() <= 1:
                return None
            # Killed, but its other threads still hold its ports and files: the kernel takes a moment over 4 GB.
            time.sleep(0.05)
        return process
    except psutil.NoSuchProcess:
        return None


def listens(process: psutil.Process, ports: Ports) -> bool:
    """Whether this very process, and not another server, holds both ports."""
    try:
        held = {c.laddr.port for c in process.net_connections(kind="tcp") if c.status == psutil.CONN_LISTEN}
    except psutil.NoSuchProcess:
        return False
    return {ports.bolt, ports.http} <= held


def end(process: psutil.Process, seconds: float) -> bool:
    """Ask a process to end (SIGTERM: Neo4j writes a checkpoint) and wait. False if it has not ended in time."""
    try:
        process.terminate()
        process.wait(seconds)
    except psutil.NoSuchProcess:
        return True
    except psutil.TimeoutExpired:
        return False
    return True
