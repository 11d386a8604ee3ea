"""A whole database from tables, through `neo4j-admin database import`: the old one comes back where that fails."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

from tiegraph.local import admin
from tiegraph.local.instance import DATABASE, SILENT, Instance
from tiegraph.local.report import Report

_PARTS = ("databases", "transactions")


def import_tables(instance: Instance, arguments: Sequence[str], report: Report = SILENT) -> str:
    """Make the database anew from tables; what `neo4j-admin` said. A running server is stopped, and started again.

    Raises LocalServerError with the tool's last words where it fails; the database is then as it was.
    """
    with instance.stopped(report) as runtime:
        _put_aside(instance)
        report.progress(f"Importing into {instance.name}")
        try:
            said = admin.run(runtime, instance.folder, arguments)
        except BaseException:
            _put_back(instance)
            raise
        shutil.rmtree(_aside(instance), ignore_errors=True)
    return said


def undo_unfinished(instance: Instance, report: Report = SILENT) -> None:
    """Put the database back that an import was to replace which was killed. Does nothing where none was."""
    if _aside(instance).exists():
        with instance.stopped(report):
            report.note(f"The last import into '{instance.name}' did not end: its database is as it was before it.")
            _put_back(instance)


def _aside(instance: Instance) -> Path:
    return instance.folder / "before-import"


def _put_aside(instance: Instance) -> None:
    shutil.rmtree(_aside(instance), ignore_errors=True)
    for part in _PARTS:
        there = instance.folder / "data" / part / DATABASE
        if there.exists():
            aside = _aside(instance) / part
            aside.mkdir(parents=True)
            there.rename(aside / DATABASE)


def _put_back(instance: Instance) -> None:
    for part in _PARTS:
        there = instance.folder / "data" / part / DATABASE
        shutil.rmtree(there, ignore_errors=True)
        if (kept := _aside(instance) / part / DATABASE).exists():
            kept.rename(there)
    shutil.rmtree(_aside(instance), ignore_errors=True)
