"""An instance's database as one file, in Neo4j's own dump format: written, and read back."""

from __future__ import annotations

import shutil
from pathlib import Path

from tiegraph.local import admin
from tiegraph.local.errors import LocalServerError
from tiegraph.local.instance import DATABASE, SILENT, Instance
from tiegraph.local.report import Report


def dump(instance: Instance, file: Path, report: Report = SILENT, force: bool = False) -> None:
    """Write the database to a dump file. A running server is stopped for it and started again.

    Raises LocalServerError if there is no database, or if `file` exists and `force` is not set.
    """
    if not instance.has_data:
        raise LocalServerError(f"The instance '{instance.name}' has no database to dump.")
    if file.exists() and not force:
        raise LocalServerError(f"{file} exists: choose another name, or add --force to replace it.")
    partial = file.with_name(f".{file.name}.partial")
    try:
        # Opened before the server is stopped: a place that cannot be written costs nobody their server.
        with partial.open("wb") as stream, instance.stopped(report) as runtime:
            report.progress(f"Dumping {instance.name}")
            admin.run(runtime, instance.folder, ["database", "dump", DATABASE, "--to-stdout"], stdout=stream)
        partial.replace(file)
    except OSError as error:
        raise LocalServerError(f"{file} cannot be written ({error.strerror}): choose another place.") from error
    finally:
        partial.unlink(missing_ok=True)


def load(instance: Instance, file: Path, report: Report = SILENT, force: bool = False) -> None:
    """Replace the database by the one in a dump file. A running server is stopped for it and started again.

    Raises LocalServerError if there is a database already and `force` is not set, or if `file` is no dump; what it was
    to replace may then be gone.
    """
    if instance.has_data and not force:
        raise LocalServerError(
            f"The instance '{instance.name}' has a database: load into a new one, or add --force to replace it."
        )
    if not file.is_file():
        raise LocalServerError(f"{file} is no file: give a dump written by `tiegraph server dump` or neo4j-admin.")
    was_empty = not instance.has_data
    with instance.stopped(report) as runtime, file.open("rb") as stream:
        report.progress(f"Loading {file.name} into {instance.name}")
        arguments = ["database", "load", DATABASE, "--from-stdin", "--overwrite-destination=true"]
        try:
            admin.run(runtime, instance.folder, arguments, stdin=stream)
        except LocalServerError:
            if was_empty:
                # Half a database is none: the next load, or start, finds the instance as it was.
                for part in ("databases", "transactions"):
                    shutil.rmtree(instance.folder / "data" / part / DATABASE, ignore_errors=True)
            raise
