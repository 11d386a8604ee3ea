"""Runs Neo4j's own admin tool: initial password, dump, load, bulk import."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import IO

from tiegraph.local import conf, process
from tiegraph.local.errors import LocalServerError
from tiegraph.local.runtime import Runtime

# Neo4jAdminCommand, the documented entry, only prepares a second Java that runs this class with the same arguments; run
# directly, it takes one second instead of three, and we choose its Java options anyway.
MAIN_CLASS = "org.neo4j.cli.AdminTool"


def run(
    runtime: Runtime,
    folder: Path,
    arguments: Sequence[str],
    stdin: IO[bytes] | None = None,
    stdout: IO[bytes] | None = None,
) -> str:
    """Run one admin command on the instance in `folder` and return what it printed ("" if that went to `stdout`).

    Raises LocalServerError with the tool's last words if it fails.
    """
    options = folder / "conf" / "admin.args"
    options.write_text(conf.java_arguments(runtime.class_path, heap=None), encoding="utf-8")
    done = subprocess.run(
        [runtime.java.path, f"@{options}", MAIN_CLASS, *arguments],
        env=process.environment(runtime.java.path, folder, os.environ),
        stdin=stdin or subprocess.DEVNULL,
        stdout=stdout or subprocess.PIPE,
        stderr=subprocess.PIPE,
        check=False,
    )
    if done.returncode:
        said = (done.stderr or done.stdout or b"").decode(errors="replace").strip().splitlines()
        # A Java trace is indented; the sentence it is about is not.
        sentences = [line for line in said if line.strip() and not line[0].isspace()]
        raise LocalServerError(
            f"neo4j-admin {' '.join(arguments[:2])} failed: {(sentences or ['it gave no reason'])[-1]}"
        )
    return (done.stdout or b"").decode(errors="replace")
