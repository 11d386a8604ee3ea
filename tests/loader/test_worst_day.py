"""A load that is stopped, and whose process and server are killed, ends in the graph of an undisturbed one."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from bench.soak import fingerprint
from cypher.client import Client, ConnectionFailed
from loader.run import load
from loader.sources import SOURCES
from tiegraph.local import Instance

ROOT = Path(__file__).parents[2]
STRINGS = ("Kim Chaek University of Technology, Pyongyang, DPR Korea", "Fictional Polytechnic, Nowhere, Netherlands")
#: Of the moments at which is killed.
SEED = 6
#: Ctrl-C ends a load within so many seconds where nobody else wants the processors.
_AT_ONCE = 2.0


def _works(path: Path, number: int) -> Path:
    with path.open("w") as stream:
        for n in range(number):
            authors = [
                {
                    "author": {"id": f"https://openalex.org/A{n // 3 * 10 + place}", "display_name": f"Author {place}"},
                    "raw_affiliation_strings": [STRINGS[place % 2]],
                    "institutions": [],
                }
                for place in range(3)
            ]
            work = {
                "id": f"https://openalex.org/W{n + 1}",
                "title": f"Invented work {n}",
                "publication_date": "2020-05-04",
                "publication_year": 2020,
                "updated_date": "2026-01-01",
                "authorships": authors,
                "topics": [{"id": f"https://openalex.org/T{n % 7}", "display_name": f"Topic {n % 7}", "score": 0.5}],
            }
            stream.write(json.dumps(work) + "\n")
    return path


class _Day:
    """The same command again and again, on the shared server."""

    def __init__(self, client: Client, server: Instance, works: Path) -> None:
        self.client, self.server, self.works = client, server, works
        self.moment = random.Random(SEED)

    @contextmanager
    def begun(self) -> Iterator[subprocess.Popen[str]]:
        """The command in its own process, caught while it loads."""
        words = [Path(sys.executable).with_name("tiegraph"), "load", "openalex", self.works, "--instance", "test"]
        before = len(self.client.rows("loads"))
        with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as run:
            while len(self.client.rows("loads")) == before:
                assert run.poll() is None, run.communicate()
                time.sleep(0.01)
            time.sleep(self.moment.uniform(0.0, 0.5))
            try:
                yield run
            finally:
                run.kill()

    def kill_server(self) -> None:
        running = self.server.running()
        assert running is not None
        running.kill()

    def start_server(self) -> None:
        uri = self.server.connection
        before = self.client.uri
        self.server.start()
        assert uri()[0] == before
        for _ in range(10):
            # Connections of before are found dead one by one.
            try:
                self.client.rows("ping")
            except ConnectionFailed:
                continue

    def states(self) -> list[str]:
        return [row["properties"]["state"] for row in self.client.rows("loads")]


@pytest.fixture
def day(empty: Client, server: Instance, tmp_path: Path) -> _Day:
    load(empty, SOURCES["gazetteer"], [ROOT / "data" / "gazetteer.csv"], reports=tmp_path, version="test")
    return _Day(empty, server, _works(tmp_path / "works.jsonl", 1_200))


def test_stopped_and_killed_three_times_it_ends_in_the_same_graph(day: _Day, database: Any, tmp_path: Path) -> None:
    with day.begun() as run:
        began = time.monotonic()
        run.send_signal(signal.SIGINT)
        told = run.communicate(timeout=60)[1]
        others = max(1.0, os.getloadavg()[0] / (os.cpu_count() or 1))
        assert time.monotonic() - began < _AT_ONCE * others
        assert (run.returncode, "run the same command again to go on" in told) == (1, True)
    with day.begun() as run:
        run.kill()
    with day.begun() as run:
        day.kill_server()
        run.kill()
    day.start_server()
    with day.begun() as run:
        day.kill_server()
        day.start_server()
        # The driver tries a write for half a minute: the server may be back before it gives up.
        told = run.communicate(timeout=120)[1]
        assert run.returncode == 0 or "was stopped: No Neo4j answers" in told
    load(day.client, SOURCES["openalex"], [day.works], reports=tmp_path, version="test")
    states = day.states()
    assert (states[-1], set(states[1:-1]) <= {"superseded", "complete"}) == ("complete", True)
    resumed = fingerprint(day.client)

    database.wipe()
    for source, path in (("gazetteer", ROOT / "data" / "gazetteer.csv"), ("openalex", day.works)):
        load(day.client, SOURCES[source], [path], reports=tmp_path, version="test")
    assert fingerprint(day.client) == resumed
