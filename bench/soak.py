"""The worst day, at length: the loader, the server or both are killed at random moments, and the graph is compared.

`python -m bench.soak [--kills 20] [--seed 1] [--works 4000] [FILE…] [--write docs/performance-soak.md]` loads works
undisturbed and keeps a fingerprint of the graph. Then it loads them anew, kills, and runs the same command again until
it ends; a load that ends before its kill is compared too, and the database emptied for the next. After that the server
is given little memory, little time for a transaction, and a full disk. Ends with code 1 where one graph differs.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import psutil

from bench.generate import generate
from cypher.client import Client
from loader.run import load
from loader.sources import SOURCES
from tiegraph.local import Instance, conf

INSTANCE = "bench-soak"
HEAP = 512 * conf.MIB
DATA = Path(__file__).parents[1] / "data"
SMALL = (("gazetteer", "gazetteer.csv"), ("list-csv", "lists/us-entity-list.csv"))
VICTIMS = ("loader", "server", "both")
#: What differs between two runs that end in the same graph: when and in which order, not what.
OF_THE_RUN = {"loads", "linked", "started", "finished", "state", "files", "sha256", "version", "hashes", "dated_by"}
TIEGRAPH = Path(sys.executable).with_name("tiegraph")


def fingerprint(client: Client) -> tuple[str, int, int]:
    """A hash over every node and relationship but the load runs, and how many there are of each."""
    nodes = client.each("MATCH (n) WHERE NOT n:Load RETURN labels(n) AS what, properties(n) AS told")
    edges = client.each(
        "MATCH (a)-[r]->(b) RETURN [coalesce(a.id, a.code), type(r), coalesce(b.id, b.code)] AS what, "
        "properties(r) AS told"
    )
    total, counts = 0, list[int]()
    for rows in (nodes, edges):
        counts.append(0)
        for row in rows:
            counts[-1] += 1
            kept = {name: value for name, value in row["told"].items() if name not in OF_THE_RUN}
            text = json.dumps([row["what"], kept], sort_keys=True, default=str)
            # A sum: the order in which rows come does not matter.
            total += int.from_bytes(hashlib.blake2b(text.encode(), digest_size=16).digest())
    return f"{total % (1 << 128):032x}", counts[0], counts[1]


@dataclass
class Soak:
    """One run: what is loaded, into which server, and the log."""

    works: Path
    instance: Instance
    moment: random.Random
    seconds: float = 0.0
    right: tuple[str, int, int] = ("", 0, 0)
    same: bool = True
    log: list[str] = field(default_factory=list)
    #: runs of the same command after a kill
    resumed: int = 0

    def say(self, text: str) -> None:
        """Add a line to the log, and show it."""
        self.log.append(text)
        print(text, flush=True)

    @contextmanager
    def client(self) -> Iterator[Client]:
        with Client.connect(*self.instance.connection()) as client:
            yield client

    def fresh(self) -> None:
        """Empty the database, and load what stands before the works."""
        with self.client() as client, TemporaryDirectory() as reports:
            client.execute("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS")
            for source, name in SMALL:
                load(client, SOURCES[source], [DATA / name], reports=Path(reports), version="soak", relink=False)

    def begin(self) -> subprocess.Popen[str]:
        """The command that is run again and again."""
        words = [str(TIEGRAPH), "load", "openalex", str(self.works), "--instance", self.instance.name]
        return subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)

    def undisturbed(self) -> None:
        """The graph that all others must be."""
        self.fresh()
        # Once to warm the server up: the second run says how long one takes.
        for _ in range(2):
            self.fresh()
            began = time.monotonic()
            self._ended(self.begin(), 0)
            self.seconds = time.monotonic() - began
        with self.client() as client:
            self.right = fingerprint(client)
        digest, nodes, edges = self.right
        self.say(f"undisturbed: {self.seconds:.1f} s, {nodes:,} nodes, {edges:,} relationships, fingerprint {digest}")

    def compare(self, what: str) -> None:
        """Whether the graph is the right one, and no load says that it still runs."""
        with self.client() as client:
            found = fingerprint(client)
            states = sorted({row["properties"]["state"] for row in client.rows("loads")})
        same = found == self.right and "running" not in states
        self.same = self.same and same
        self.say(f"{what}: {'the same graph' if same else f'ANOTHER GRAPH {found}'}, loads {', '.join(states)}")

    def kill(self, number: int, victim: str) -> None:
        """One kill at a random moment of a load that is begun, or gone on with; then the server runs again."""
        run = self.begin()
        self.resumed += 1
        after = self.moment.uniform(0.3, self.seconds)
        try:
            run.wait(after)
        except subprocess.TimeoutExpired:
            pass
        else:
            self._ended(run, 0)
            self.compare("ended before its kill")
            self.fresh()
            self.kill(number, victim)
            return
        if victim != "loader":
            self._server().kill()
        if victim != "server":
            run.kill()
        begun = time.monotonic()
        if victim == "server":
            # Half of the time it is back before the loader gives up, which then goes on by itself.
            if number % 2:
                self.instance.start()
            code = self._code(run)
            told = f", the loader ended with {code} after {time.monotonic() - begun:.0f} s"
        else:
            run.communicate()
            told = ""
        self.instance.start()
        with self.client() as client:
            papers = client.read("MATCH (p:Paper) RETURN count(p) AS n").rows[0]["n"]
        self.say(f"kill {number}: {victim} after {after:.1f} s{told}; {papers:,} papers are there")

    def finish(self, what: str) -> None:
        """Run the command to the end, and compare."""
        self._ended(self.begin(), 0)
        self.compare(what)

    def squeezed(self, what: str, change: Callable[[], Any], mend: Callable[[], Any]) -> None:
        """A load on a server that lacks something, then the same command on one that does not."""
        self.fresh()
        change()
        run = self.begin()
        code = self._code(run)
        last = (self._told.strip().splitlines() or ["nothing said"])[-1]
        self.say(f"{what}: the loader ended with {code}: {last[:200]}")
        mend()
        self.finish(f"{what}, mended")

    def started(self, heap: int, **settings: str) -> None:
        """Start the server anew with this heap, and with further settings."""
        self.instance.stop()
        names = {name.replace("_", "."): value for name, value in settings.items()}
        conf.COMMON.update(names)
        try:
            self.instance.start(heap=heap)
        finally:
            for name in names:
                del conf.COMMON[name]

    def full_disk(self, full: bool) -> None:
        """What a full disk does: no file of the server can grow beyond what the largest one has."""
        if not full:
            # What could not be written has stopped the database: a new start recovers it.
            self._server().kill()
            self.instance.start()
            return
        # Logs of transactions are made in full length beforehand.
        stores = (self.instance.folder / "data" / "databases").rglob("*")
        files = (path.stat().st_size for path in stores if path.is_file())
        psutil.Process(self._server().pid).rlimit(resource.RLIMIT_FSIZE, (max(files) + 100_000,) * 2)

    def _server(self) -> psutil.Process:
        running = self.instance.running()
        assert running is not None
        return running

    def _code(self, run: subprocess.Popen[str]) -> int:
        self._told, _ = run.communicate(timeout=900)
        return run.returncode

    def _ended(self, run: subprocess.Popen[str], code: int) -> None:
        if self._code(run) != code:
            sys.exit(f"The load ended with {run.returncode}, not {code}:\n{self._told}")


def soak(files: Sequence[Path], kills: int, seed: int, number: int) -> Soak:
    """The whole of it; the log, and whether every graph was the right one."""
    with TemporaryDirectory() as scratch:
        works = Path(scratch) / "works"
        generate(works, number, files, part=1_000)
        one = Soak(works, Instance(INSTANCE), random.Random(seed))
        try:
            one.instance.start(heap=HEAP)
            one.undisturbed()
            one.fresh()
            for turn in range(1, kills + 1):
                one.kill(turn, one.moment.choice(VICTIMS))
                if turn % 5 == 0:
                    one.finish(f"after kill {turn}")
                    one.fresh()
            if kills % 5:
                one.finish(f"after kill {kills}")
            one.say(f"{kills} kills, {one.resumed} runs that were killed or resumed")
            one.squeezed(
                "transactions of 5 MB",
                lambda: one.started(HEAP, db_memory_transaction_max="5m"),
                lambda: one.started(HEAP),
            )
            little = 128 * conf.MIB
            one.squeezed("a heap of 128 MB", lambda: one.started(little), lambda: one.started(HEAP))
            one.squeezed(
                "transactions of 0.3 s",
                lambda: one.started(HEAP, db_transaction_timeout="300ms"),
                lambda: one.started(HEAP),
            )
            one.squeezed("full disk", lambda: one.full_disk(True), lambda: one.full_disk(False))
        finally:
            one.instance.stop()
    return one


def main() -> None:
    """Run it, print the log, and write it where asked."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("files", nargs="*", type=Path, default=[DATA / "openalex-works.jsonl.gz"])
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--works", type=int, default=4_000)
    parser.add_argument("--write", type=Path)
    given = parser.parse_args()
    began = time.monotonic()
    done = soak(given.files, given.kills, given.seed, given.works)
    if given.write:
        words = f"`make soak`: {given.works:,} works, seed {given.seed}, {time.monotonic() - began:,.0f} s, "
        text = "\n".join(["# The worst day", "", f"{words}{datetime.now(UTC):%Y-%m-%d}.", "", "```", *done.log, "```"])
        given.write.write_text(text + "\n", encoding="utf-8")
    sys.exit(0 if done.same else 1)


if __name__ == "__main__":
    main()
