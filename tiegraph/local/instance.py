"""A named local Neo4j: its folder, and starting and stopping it."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import psutil
from filelock import FileLock

from cypher.errors import TiegraphError, UsageError
from tiegraph import settings
from tiegraph.local import admin, conf, password, process, state
from tiegraph.local.errors import LocalServerError, ServerNotRunning
from tiegraph.local.exclusive import exclusive
from tiegraph.local.logs import why_it_ended
from tiegraph.local.ports import Ports, is_free
from tiegraph.local.prepare import memory, prepare
from tiegraph.local.report import Report
from tiegraph.local.runtime import Runtime
from tiegraph.local.status import Running, Status

MAIN_CLASS = "org.neo4j.server.CommunityEntryPoint"
DATABASE = "neo4j"
#: Recovery after a kill replays at most a few hundred MiB of transaction log, which takes well under a minute.
START_SECONDS = 180
STOP_SECONDS = 120
#: A server opens its ports a moment before its databases; what it refuses after that, it goes on refusing.
REFUSED_SECONDS = 15
POLL_SECONDS = 0.2
#: Starts, each on ports that were free when it began.
ATTEMPTS = 3
SILENT = Report()


class Instance:
    """A local Neo4j by name. It exists from its first start on; making the object touches nothing."""

    def __init__(self, name: str = settings.DEFAULT_INSTANCE) -> None:
        """Raises UsageError if the name cannot be a folder's."""
        if not re.fullmatch(r"[a-z0-9][a-z0-9_-]{0,39}", name):
            raise UsageError(
                f"{name!r} cannot name an instance: use up to 40 of a-z, 0-9, '-' and '_', a letter or digit first."
            )
        self.name = name
        self.folder = settings.home() / "instances" / name
        self.password_file = self.folder / password.FILE
        self._lock = FileLock(self.folder / ".lock")

    @property
    def browser_url(self) -> str | None:
        """Where Neo4j Browser is once the server runs; None before the first start."""
        remembered = state.read(self.folder).ports
        return remembered.browser_url if remembered else None

    @property
    def exists(self) -> bool:
        """Whether the instance was ever started or loaded."""
        return self.password_file.exists()

    @property
    def has_data(self) -> bool:
        """Whether there is a database, be it an empty one."""
        return (self.folder / "data" / "databases" / DATABASE).exists()

    def running(self) -> psutil.Process | None:
        """The server's process, if it is alive; it may still be starting."""
        now = state.read(self.folder)
        return process.find(now.pid, now.created)

    def start(
        self,
        report: Report = SILENT,
        heap: int | None = None,
        page_cache: int | None = None,
        seconds: float = START_SECONDS,
    ) -> Running:
        """Start the server, unless it runs, and wait until it answers a query.

        `heap` and `page_cache`, in bytes, are remembered for later starts. Raises LocalServerError (JarsError,
        JavaError) with one sentence about what is in the way.
        """
        with exclusive(self.folder, self._lock, report):
            # One that is just being killed still looks alive, and ends while we wait for it.
            found = self._wait(report, seconds, was_running=True)
            for _ in range(ATTEMPTS):
                if found is not None:
                    return found
                self._launch(report, heap, page_cache)
                found = self._wait(report, seconds, was_running=False)
                if found is None and self._ports_are_free():
                    break
            if found is None:
                raise LocalServerError(
                    f"Neo4j '{self.name}' ended while it was starting ({why_it_ended(self.folder / 'logs')}): see "
                    f"`tiegraph server logs {self.name}`."
                )
            return found

    def stop(self, report: Report = SILENT, seconds: float = STOP_SECONDS) -> bool:
        """Stop the server and wait until it has ended. False if it did not run."""
        if not self.exists:
            return False
        with exclusive(self.folder, self._lock, report):
            running = self.running()
            if running is None:
                return False
            report.progress(f"Stopping {self.name}")
            if not process.end(running, seconds):
                raise LocalServerError(
                    f"The server '{self.name}' (process {running.pid}) still writes its data after {seconds:.0f} s: "
                    f"see `tiegraph server logs {self.name}`, and run the command again."
                )
            return True

    def status(self) -> Status:
        """What is known of the instance right now; starts and changes nothing."""
        now = state.read(self.folder)
        running, chosen = process.find(now.pid, now.created), now.ports
        answering = running is not None and chosen is not None and process.listens(running, chosen)
        return Status(
            name=self.name,
            state="running" if answering else "starting" if running else "stopped",
            pid=running.pid if running else None,
            uri=chosen.uri if chosen else None,
            browser_url=chosen.browser_url if chosen else None,
            user=password.USER,
            password_file=self.password_file,
            folder=self.folder,
            data_bytes=_size_of(self.folder / "data"),
        )

    def connection(self) -> tuple[str, str, str]:
        """(uri, user, password) of the running server. Raises ServerNotRunning if it does not run."""
        chosen = state.read(self.folder).ports
        if self.running() is None or chosen is None:
            others = [f"--instance {one.name}" for one in instances() if one.name != self.name and one.running()]
            hint = f" (or use one that runs: {', '.join(others)})" if others else ""
            start = f"`tiegraph server start {self.name}`"
            raise ServerNotRunning(f"The local server '{self.name}' is not running: start it with {start}{hint}.")
        return chosen.uri, password.USER, password.read(self.folder)

    def admin(self, arguments: Sequence[str], report: Report = SILENT) -> str:
        """Run `neo4j-admin` with these arguments on the stopped instance; returns what it printed.

        Raises LocalServerError if the server runs, or with the tool's last words if it fails.
        """
        with exclusive(self.folder, self._lock, report):
            if self.running():
                raise LocalServerError(
                    f"neo4j-admin needs the server stopped: run `tiegraph server stop {self.name}` first."
                )
            return admin.run(prepare(self.folder, report), self.folder, arguments)

    @contextmanager
    def stopped(self, report: Report) -> Iterator[Runtime]:
        """The instance, prepared and not running; if it ran, it is started again afterwards, whatever happened."""
        with exclusive(self.folder, self._lock, report):
            ran = self.stop(report)
            try:
                yield prepare(self.folder, report)
            finally:
                if ran:
                    self.start(report)

    def _launch(self, report: Report, heap: int | None, page_cache: int | None) -> None:
        before = state.read(self.folder)
        sized = replace(before, heap=heap or before.heap, page_cache=page_cache or before.page_cache)
        state.write(self.folder, sized)
        runtime = prepare(self.folder, report)
        options = self.folder / "conf" / "server.args"
        options.write_text(conf.java_arguments(runtime.class_path, memory(sized).heap), encoding="utf-8")
        homes = [f"--home-dir={self.folder}", f"--config-dir={self.folder / 'conf'}"]
        pid = process.spawn(
            [runtime.java.path, f"@{options}", MAIN_CLASS, *homes],
            log=self.folder / "logs" / "console.log",
            env=process.environment(runtime.java.path, self.folder),
        )
        state.write(self.folder, replace(state.read(self.folder), pid=pid, created=process.created(pid)))

    def _wait(self, report: Report, seconds: float, was_running: bool) -> Running | None:
        """Until our process answers a query on its ports (another server on them never counts); None if it ended."""
        chosen = state.read(self.folder).ports
        begun, refused_since = time.monotonic(), None
        while (running := self.running()) and chosen:
            waited = time.monotonic() - begun
            report.progress(f"Waiting for Neo4j '{self.name}' to answer on {chosen.uri} ({waited:.0f} s)")
            if process.listens(running, chosen):
                refused_since = refused_since or time.monotonic()
                refusal = self._refusal(chosen)
                if refusal is None:
                    return Running(
                        name=self.name,
                        pid=running.pid,
                        uri=chosen.uri,
                        browser_url=chosen.browser_url,
                        user=password.USER,
                        password_file=self.password_file,
                        was_running=was_running,
                    )
                if time.monotonic() - refused_since > REFUSED_SECONDS:
                    raise LocalServerError(
                        f"The server '{self.name}' runs but gives no answer; its password is the one in "
                        f"{self.password_file}. {refusal}"
                    ) from refusal
            if waited > seconds:
                raise LocalServerError(
                    f"Neo4j '{self.name}' (process {running.pid}) has not answered within {seconds:.0f} s: see "
                    f"`tiegraph server logs {self.name}`; it goes on starting, and starting it again goes on waiting."
                )
            time.sleep(POLL_SECONDS)
        return None

    def _ports_are_free(self) -> bool:
        """False if somebody else took a port between our choosing it and Neo4j's binding it, seconds later."""
        chosen = state.read(self.folder).ports
        return chosen is None or (is_free(chosen.bolt) and is_free(chosen.http))

    def _refusal(self, chosen: Ports) -> TiegraphError | None:
        """Why a query gets no answer; None if it gets one."""
        # Imported here: the driver takes half a second to load, which `tiegraph --help` need not wait for.
        from cypher.client import Client

        try:
            Client.connect(chosen.uri, password.USER, password.read(self.folder), DATABASE).close()
        except TiegraphError as error:
            return error
        return None


def instances() -> list[Instance]:
    """The instances that exist, by name."""
    found = (settings.home() / "instances").glob(f"*/{password.FILE}")
    return [Instance(name) for name in sorted(path.parent.name for path in found)]


def _size_of(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
