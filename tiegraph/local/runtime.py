"""What it takes to run any of Neo4j's programs: a Java, the jars, room on the disk."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from tiegraph import settings
from tiegraph.local import jars, java
from tiegraph.local.conf import MIB
from tiegraph.local.errors import LocalServerError
from tiegraph.local.java import Java
from tiegraph.local.report import Report

#: Room that a server needs beside its jars before it is worth starting: logs, transaction logs, a first load.
ROOM_BYTES = 512 * MIB


@dataclass(frozen=True, slots=True)
class Runtime:
    """A Java and the class path of Neo4j."""

    java: Java
    class_path: tuple[Path, ...]


def ready(report: Report, room: int = ROOM_BYTES) -> Runtime:
    """Find Java, check that the disks have room, and fetch the jars that are not there yet.

    Raises JavaError, JarsError or LocalServerError.
    """
    found = java.find()
    if found.remark:
        report.note(f"{found.remark}.")
    folder = settings.jars_home()
    wanted = jars.locked()
    absent = jars.missing(folder, wanted)
    to_fetch = sum(jar.size for jar in absent)
    check_room(settings.home(), room + to_fetch)
    if absent:
        report.note(f"Fetching Neo4j {jars.NEO4J_VERSION} ({to_fetch / MIB:.0f} MiB, once) to {folder}.")
    class_path = jars.ensure(
        folder,
        wanted,
        lambda done, total: report.progress(f"Fetching Neo4j: {done / MIB:.0f} of {total / MIB:.0f} MiB"),
    )
    return Runtime(found, tuple(class_path))


def free_bytes(folder: Path) -> int:
    """Free bytes on the file system that holds `folder`, or will once it is made."""
    return shutil.disk_usage(next(path for path in (folder, *folder.parents) if path.exists())).free


def check_room(folder: Path, needed: int) -> None:
    """Raise LocalServerError unless the disk of `folder` has `needed` bytes free."""
    free = free_bytes(folder)
    if free < needed:
        raise LocalServerError(
            f"The disk that holds {folder} has {free / MIB:.0f} MiB free and Neo4j needs {needed / MIB:.0f}: make "
            "room, or set TIEGRAPH_HOME to a folder on another disk."
        )
