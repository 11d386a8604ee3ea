"""All that must be there before one of Neo4j's programs runs on an instance."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from tiegraph.local import admin, conf, password, ports, state
from tiegraph.local.conf import Memory
from tiegraph.local.report import Report
from tiegraph.local.runtime import Runtime, ready
from tiegraph.local.state import State


def prepare(folder: Path, report: Report) -> Runtime:
    """Java, jars, free ports, neo4j.conf and a password for the stopped instance in `folder`.

    The caller holds the instance's lock. Raises LocalServerError (JarsError, JavaError) with what is in the way.
    """
    runtime = ready(report)
    before = state.read(folder)
    chosen = ports.choose(before.ports, reserved=_ports_of_others(folder))
    if before.ports and chosen != before.ports:
        report.note(
            f"Port {before.bolt_port} or {before.http_port} is taken by another program: '{folder.name}' now has "
            f"{chosen.bolt} (Bolt) and {chosen.http} (Browser)."
        )
    now = replace(before, bolt_port=chosen.bolt, http_port=chosen.http)
    state.write(folder, now)
    values = conf.settings(folder, chosen.bolt, chosen.http, memory(now))
    (folder / "conf" / "neo4j.conf").write_text(conf.render(values), encoding="utf-8")
    password.make(folder)
    if not (folder / "data" / "databases" / "system").exists():
        # At its first start the system database takes the password from a file that this command writes; the command
        # reads it from our password file, so that it is never among the arguments of a process.
        admin.run(runtime, folder, ["dbms", "set-initial-password", f"@{folder / password.FILE}"])
    return runtime


def memory(now: State) -> Memory:
    """The sizes chosen for this instance, else those that suit the machine."""
    sized = conf.memory_for(conf.machine_memory())
    return Memory(heap=now.heap or sized.heap, page_cache=now.page_cache or sized.page_cache)


def _ports_of_others(folder: Path) -> set[int]:
    others = [state.read(path.parent).ports for path in folder.parent.glob(f"*/{state.FILE}") if path.parent != folder]
    return {port for pair in others if pair for port in (pair.bolt, pair.http)}
