"""The local server for real: what it shows to the machine, and that nothing is lost when it dies."""

from __future__ import annotations

import os
import re
import socket
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest
from click.testing import CliRunner

from cypher.client import Client, ConnectionFailed
from cypher.errors import UsageError
from tiegraph.commands.doctor import doctor
from tiegraph.commands.server import server as server_command
from tiegraph.local import (
    Instance,
    LocalServerError,
    Report,
    ServerNotRunning,
    dumps,
    instances,
    password,
    runtime,
    state,
)
from tiegraph.local import instance as instance_module
from tiegraph.local.conf import GIB, MIB
from tiegraph.local.state import State

START = "from tiegraph.local import Instance, TerminalReport; Instance('spare').start(TerminalReport(), heap=512 << 20)"


class Recorder(Report):
    """Keeps what a user would have read."""

    def __init__(self) -> None:
        self.notes: list[str] = []

    def note(self, sentence: str) -> None:
        self.notes.append(sentence)


class Watcher(threading.Thread):
    """Reads the command lines of all processes, again and again, as `ps` in another window would."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.seen: set[str] = set()
        self._over = threading.Event()

    def run(self) -> None:
        while not self._over.is_set():
            for process in psutil.process_iter(["cmdline"]):
                self.seen.add(" ".join(process.info["cmdline"] or []))
            time.sleep(0.02)

    def __enter__(self) -> Watcher:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self.join()


@pytest.fixture(scope="module")
def spare(tiegraph_home: Path) -> Iterator[Instance]:
    """An instance that tests may kill and replace. The module's tests use it in their order."""
    instance = Instance("spare")
    yield instance
    instance.stop()


@pytest.fixture(scope="module")
def started_twice(spare: Instance) -> tuple[list[tuple[int, str]], Watcher]:
    """Two commands that start the same new server at once: their exit codes and messages, and what `ps` showed."""
    with Watcher() as watcher:
        both = [subprocess.Popen([sys.executable, "-c", START], stderr=subprocess.PIPE, text=True) for _ in range(2)]
        said = [process.communicate(timeout=120)[1] for process in both]
    return [(process.returncode, text) for process, text in zip(both, said, strict=True)], watcher


def people(instance: Instance) -> int:
    uri, user, password = instance.connection()
    with Client.connect(uri, user, password) as client:
        return int(client.read("MATCH (p:Kept) RETURN count(p) AS n").rows[0]["n"])


def keep(instance: Instance, number: int) -> None:
    uri, user, password = instance.connection()
    with Client.connect(uri, user, password) as client:
        client.write([("UNWIND range(1, $number) AS i CREATE (:Kept {i: i})", {"number": number})])


@contextmanager
def port_taken_once_it_runs(instance: Instance) -> Iterator[None]:
    """Somebody takes the HTTP port after it was chosen, and before Neo4j, still warming up, binds it."""
    over = threading.Event()

    def take() -> None:
        while not instance.running():
            time.sleep(0.01)
        address = re.search(r":(\d+)/", str(instance.browser_url))
        assert address
        with socket.create_server(("127.0.0.1", int(address[1]))):
            over.wait()

    thread = threading.Thread(target=take, daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def pid_of(instance: Instance) -> int:
    running = instance.running()
    assert running is not None
    return running.pid


def test_of_two_starts_at_once_the_second_waits_and_finds_it_running(
    started_twice: tuple[list[tuple[int, str]], Watcher], spare: Instance
) -> None:
    results, _ = started_twice
    assert [code for code, _ in results] == [0, 0], results
    assert sum("Another command is busy with the server 'spare': waiting for it." in text for _, text in results) == 1
    assert spare.status().state == "running"


def test_the_password_is_private_and_never_in_a_command_line(
    started_twice: tuple[list[tuple[int, str]], Watcher], spare: Instance
) -> None:
    _, watcher = started_twice
    _, _, password = spare.connection()
    assert stat.S_IMODE(spare.password_file.stat().st_mode) == 0o600
    assert len(password) > 30
    assert any("set-initial-password" in line for line in watcher.seen), "the watcher was too slow to see anything"
    assert not [line for line in watcher.seen if password in line]
    assert password.encode() not in Path(f"/proc/{pid_of(spare)}/environ").read_bytes()


def test_it_listens_on_this_machine_only(spare: Instance) -> None:
    listening = [c.laddr for c in psutil.Process(pid_of(spare)).net_connections("tcp") if c.status == "LISTEN"]
    assert len(listening) == 2
    assert {address.ip.removeprefix("::ffff:") for address in listening} == {"127.0.0.1"}


def test_it_is_detached_from_the_command_that_started_it(spare: Instance) -> None:
    process = psutil.Process(pid_of(spare))
    assert process.terminal() is None
    assert os.getsid(process.pid) != os.getsid(0)
    assert process.ppid() != os.getpid()


def test_killed_with_its_port_taken_it_comes_back_elsewhere_with_its_data(spare: Instance) -> None:
    keep(spare, 1000)
    before, user, password = spare.connection()
    with Client.connect(before, user, password) as client:
        rows = client.each("UNWIND range(1, 5000000) AS n RETURN n")
        assert next(rows) == {"n": 1}
        psutil.Process(pid_of(spare)).kill()
        with pytest.raises(ConnectionFailed, match="went away while it answered: what came is not the whole answer"):
            list(rows)
    while spare.running():
        time.sleep(0.01)
    with pytest.raises(ServerNotRunning, match="`tiegraph server start spare`"):
        spare.connection()

    report, port = Recorder(), int(before.rpartition(":")[2])
    with socket.create_server(("127.0.0.1", port)):
        after = spare.start(report).uri
    assert after != before
    assert [f"{port}" in note and "taken by another program" in note for note in report.notes] == [True]
    assert people(spare) == 1000


def test_a_dump_keeps_the_server_and_a_load_brings_the_data_back(spare: Instance, tmp_path: Path) -> None:
    file, before = tmp_path / "spare.dump", pid_of(spare)
    dumps.dump(spare, file)
    assert pid_of(spare) != before
    assert file.stat().st_size > 1000
    with pytest.raises(LocalServerError, match="exists: choose another name, or add --force"):
        dumps.dump(spare, file)
    with pytest.raises(LocalServerError, match="has a database"):
        dumps.load(spare, file)

    copy = Instance("copy")
    dumps.load(copy, file)
    assert copy.status().state == "stopped"
    spare.stop()
    report = Recorder()
    try:
        with port_taken_once_it_runs(copy):
            copy.start(report, heap=512 * MIB)
            assert people(copy) == 1000
    finally:
        copy.stop()
    assert ["is taken by another program" in note for note in report.notes] == [True]


def test_a_file_that_is_no_dump_is_refused(spare: Instance, tmp_path: Path) -> None:
    (tmp_path / "no.dump").write_text("This is no dump.")
    with pytest.raises(LocalServerError, match="neo4j-admin database load failed: "):
        dumps.load(Instance("other"), tmp_path / "no.dump")
    with pytest.raises(LocalServerError, match="is no file"):
        dumps.load(Instance("other"), tmp_path / "absent.dump")
    with pytest.raises(LocalServerError, match="has no database to dump"):
        dumps.dump(Instance("never"), tmp_path / "never.dump")


def test_stopping_twice_is_fine(spare: Instance) -> None:
    spare.stop()
    assert spare.stop() is False
    assert spare.status().state == "stopped"


def test_a_server_that_java_refuses_says_why(spare: Instance) -> None:
    with pytest.raises(
        LocalServerError,
        match=r"ended while it was starting \((Could not reserve|Invalid maximum heap).*server logs huge",
    ):
        Instance("huge").start(heap=GIB << 30)
    assert Instance("huge").status().state == "stopped"


def test_a_process_that_took_over_the_pid_is_not_taken_for_the_server() -> None:
    stale = Instance("stale")
    stale.folder.mkdir(parents=True)
    password.make(stale.folder)
    state.write(stale.folder, State(bolt_port=7999, http_port=7998, pid=os.getpid(), created=1.0))
    assert stale.status().state == "stopped"
    assert stale.stop() is False


def test_a_wrong_password_file_is_told_from_a_dead_server(server: Instance, monkeypatch: pytest.MonkeyPatch) -> None:
    right = server.password_file.read_text()
    monkeypatch.setattr(instance_module, "REFUSED_SECONDS", 0)
    try:
        server.password_file.write_text("wrong-password\n")
        with pytest.raises(LocalServerError, match=r"gives no answer; its password is the one in .* refuses"):
            server.start()
    finally:
        server.password_file.write_text(right)
    assert server.start().was_running


def test_a_folder_that_cannot_be_written_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("TIEGRAPH_HOME", str(tmp_path / "file" / "home"))
    with pytest.raises(LocalServerError, match=r"cannot be written .*TIEGRAPH_HOME"):
        Instance("any").start()


def test_a_full_disk_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(LocalServerError, match=r"MiB free and Neo4j needs .*make room"):
        runtime.check_room(tmp_path / "not" / "yet", 1 << 60)


def test_status_says_where_everything_is(server: Instance) -> None:
    result = CliRunner().invoke(server_command, ["status", "test"])
    uri, user, password = server.connection()
    assert result.exit_code == 0
    for part in ("running", str(pid_of(server)), uri, server.browser_url, user, str(server.password_file), "MiB"):
        assert str(part) in result.output
    assert password not in result.output
    assert "test" in [instance.name for instance in instances()]


def test_the_browser_is_there(server: Instance) -> None:
    address = re.fullmatch(r"http://127\.0\.0\.1:(\d+)/browser/", str(server.browser_url))
    assert address
    with socket.create_connection(("127.0.0.1", int(address[1])), timeout=10) as connection:
        connection.sendall(b"GET /browser/ HTTP/1.0\r\n\r\n")
        answer = connection.makefile("rb").read()
    assert b" 200 " in answer.splitlines()[0]
    assert b"Neo4j Browser" in answer


def test_logs_show_the_last_lines(server: Instance) -> None:
    few = CliRunner().invoke(server_command, ["logs", "test", "-n", "3"])
    assert few.exit_code == 0
    assert 0 < len(few.output.splitlines()) <= 6
    # How much was logged since the start depends on the tests before this one.
    all_lines = CliRunner().invoke(server_command, ["logs", "test", "-n", "1000000"])
    assert "Started." in all_lines.output


def test_a_server_that_runs_is_not_started_again(server: Instance) -> None:
    before = pid_of(server)
    result = CliRunner().invoke(server_command, ["start", "test", "--heap", "2g"])
    assert result.exit_code == 0
    assert "runs already" in result.stderr
    assert pid_of(server) == before


def test_admin_commands_need_the_server_stopped(server: Instance) -> None:
    with pytest.raises(LocalServerError, match="`tiegraph server stop test` first"):
        server.admin(["database", "info", "neo4j"])


def test_the_doctor_finds_a_healthy_server(server: Instance) -> None:
    result = CliRunner().invoke(doctor, ["--instance", "test"])
    assert result.exit_code == 0, result.output
    for subject in ("Python", "packages", "Java", "Neo4j", "folder", "disk", "port", "server", "connection", "model"):
        assert re.search(rf"^(ok|note) +{subject} ", result.output, re.MULTILINE), subject


def test_the_doctor_ends_with_1_when_work_is_blocked(server: Instance, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEO4J_URI", server.connection()[0])
    monkeypatch.setenv("NEO4J_PASSWORD", "wrong-password")
    result = CliRunner().invoke(doctor)
    assert result.exit_code == 1
    assert re.search(r"^problem +connection .* refuses user neo4j", result.output, re.MULTILINE)


@pytest.mark.parametrize("name", ["", "../x", "Upper", "a b", "-x", "x" * 41])
def test_names_that_are_no_folders_are_refused(name: str) -> None:
    with pytest.raises(UsageError, match="cannot name an instance"):
        Instance(name)


def test_a_size_is_read_or_refused() -> None:
    result = CliRunner().invoke(server_command, ["start", "test", "--heap", "lots"])
    assert result.exit_code == 2
    assert "write it as 512m or 2g" in result.output
