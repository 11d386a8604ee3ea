"""`tiegraph doctor`: looks at everything that work rests on, and says what to do about what is amiss."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from importlib.metadata import PackageNotFoundError, requires, version

import click
from packaging.requirements import Requirement

from cypher.errors import TiegraphError
from cypher.model import MODEL_VERSION
from tiegraph import settings
from tiegraph.local import JavaError, ServerNotRunning, instances, jars, java
from tiegraph.local.conf import MIB
from tiegraph.local.ports import STANDARD, is_free
from tiegraph.local.runtime import ROOM_BYTES, free_bytes
from tiegraph.options import shared


class Level(StrEnum):
    """`note` is worth knowing and stops nobody; `problem` stands in the way of work."""

    OK = "ok"
    NOTE = "note"
    PROBLEM = "problem"


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the report: what was looked at, how it is, what was found, what to do ("" if nothing)."""

    subject: str
    level: Level
    found: str
    remedy: str = ""


@click.command()
@shared
def doctor(instance: str | None) -> None:
    """Check Python, packages, Java, Neo4j's jars, disk, ports, servers, connection and model version.

    Ends with exit code 1 if something stands in the way of work.
    """
    problems = 0
    for finding in findings(instance):
        click.echo(f"{finding.level:<8} {finding.subject:<11} {finding.found}")
        if finding.remedy:
            click.echo(f"{'':<20} → {finding.remedy}")
        problems += finding.level is Level.PROBLEM
    if problems:
        raise SystemExit(1)


def findings(instance: str | None) -> Iterator[Finding]:
    """All findings, in the order in which things build on each other."""
    yield _python()
    yield _packages()
    yield _java()
    yield _jars()
    yield _folder()
    yield _disk()
    yield from _ports()
    yield from _servers()
    yield from _connection(instance)


def _python() -> Finding:
    # One that is too old could not have installed tiegraph.
    return Finding("Python", Level.OK, f"{sys.version.split()[0]} at {sys.executable}")


def _packages() -> Finding:
    needed = [Requirement(line) for line in requires("tiegraph") or []]
    found, amiss = [f"tiegraph {version('tiegraph')}"], list[str]()
    for need in needed:
        if need.marker is not None and not need.marker.evaluate({"extra": ""}):
            continue
        try:
            has = version(need.name)
        except PackageNotFoundError:
            has = ""
        (found if has and has in need.specifier else amiss).append(f"{need.name} {has or 'missing'}")
    if amiss:
        return Finding(
            "packages", Level.PROBLEM, f"not as needed: {', '.join(amiss)}", "Install tiegraph again with pip."
        )
    return Finding("packages", Level.OK, ", ".join(found))


def _java() -> Finding:
    try:
        found = java.find()
    except JavaError as error:
        return Finding("Java", Level.PROBLEM, str(error), "Set JAVA_HOME to a Java 17 or 21.")
    if found.remark:
        return Finding("Java", Level.NOTE, f"{found.remark}.", "Unset JAVA_HOME or set it to a Java 17 or 21.")
    return Finding("Java", Level.OK, f"{found.version} at {found.path}")


def _jars() -> Finding:
    folder, locked = settings.jars_home(), jars.locked()
    damaged = [folder / jar.file_name for jar in jars.damaged(folder, locked)]
    absent = [jar for jar in jars.missing(folder, locked) if folder / jar.file_name not in damaged]
    if damaged:
        names = " ".join(str(path) for path in damaged)
        return Finding(
            "Neo4j", Level.PROBLEM, f"{len(damaged)} jars differ from the lock", f"Delete them and start again: {names}"
        )
    if absent:
        size = sum(jar.size for jar in absent) / MIB
        return Finding("Neo4j", Level.NOTE, f"{len(absent)} jars ({size:.0f} MiB) are fetched at the next server start")
    return Finding("Neo4j", Level.OK, f"{jars.NEO4J_VERSION}, {len(locked)} jars as locked in {folder}")


def _folder() -> Finding:
    folder = settings.home()
    existing = next(path for path in (folder, *folder.parents) if path.exists())
    if existing.is_dir() and os.access(existing, os.W_OK | os.X_OK):
        return Finding("folder", Level.OK, f"{folder} can be written")
    return Finding(
        "folder", Level.PROBLEM, f"{existing} cannot be written", "Give it write permission, or set TIEGRAPH_HOME."
    )


def _disk() -> Finding:
    free = free_bytes(settings.home())
    found = f"{free / MIB:,.0f} MiB free"
    if free < ROOM_BYTES:
        return Finding("disk", Level.PROBLEM, found, f"Make room: a server needs {ROOM_BYTES // MIB} MiB.")
    return Finding("disk", Level.OK, found)


def _ports() -> Iterator[Finding]:
    ours = {instance.name: instance.status() for instance in instances()}
    for name, port in (("Bolt", STANDARD.bolt), ("HTTP", STANDARD.http)):
        owners = [s.name for s in ours.values() if s.pid and f":{port}" in f"{s.uri} {s.browser_url}"]
        if is_free(port):
            yield Finding("port", Level.OK, f"{port} ({name}) is free")
        elif owners:
            yield Finding("port", Level.OK, f"{port} ({name}) is held by the local server '{owners[0]}'")
        else:
            yield Finding(
                "port", Level.NOTE, f"{port} ({name}) is taken by another program; new servers get the next pair"
            )


def _servers() -> Iterator[Finding]:
    for instance in instances():
        now = instance.status()
        where = f" at {now.uri}" if now.state == "running" else ""
        size = now.data_bytes / MIB
        yield Finding("server", Level.OK, f"'{now.name}' is {now.state}{where}, {size:.1f} MiB of data in {now.folder}")


def _connection(instance: str | None) -> Iterator[Finding]:
    # Imported here: a broken driver must not keep the doctor from looking at the rest.
    from cypher.client import Client, WrongModel
    from loader.resolver_rules import is_outdated

    try:
        used = settings.connection(instance)
        with Client.connect(used.uri, used.user, used.password, used.database) as client:
            whose = f"local server '{used.instance}'" if used.instance else "NEO4J_URI"
            yield Finding("connection", Level.OK, f"{used.uri}, database {used.database} ({whose}) answers")
            client.check_model()
            yield Finding("model", Level.OK, f"version {MODEL_VERSION}, or an empty database")
            yield _readings(is_outdated(client))
    except ServerNotRunning as error:
        yield Finding("connection", Level.NOTE, str(error))
    except WrongModel as error:
        yield Finding("model", Level.PROBLEM, str(error))
    except TiegraphError as error:
        yield Finding("connection", Level.PROBLEM, str(error))


def _readings(outdated: bool) -> Finding:
    if not outdated:
        return Finding("readings", Level.OK, "names were read by this release's rules, or none were read yet")
    return Finding(
        "readings",
        Level.NOTE,
        "affiliations and list entries were read by another release's rules for names",
        "Run tiegraph review --apply: it reads them anew; what people judged or corrected stays.",
    )
