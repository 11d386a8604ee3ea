"""How fast works are loaded, each way, beside a bare loop and the import alone, all in one run.

`python -m bench.load FILE… [--works 10000]… [--write docs/performance-load.md]` multiplies the OpenAlex files
(`bench.generate`), loads them into an instance of its own, and prints a table for each number of works; every figure is
of this run. Other work on the machine weighs on all rows alike: compare rows of one run, not of two.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil

import tiegraph
from bench import bare_loop
from bench.generate import generate
from bench.read_openalex import measure
from cypher.client import Client
from cypher.schema import prepare
from loader.bulk.run import Part
from loader.link import link
from loader.progress import Progress
from loader.sources import SOURCES
from tiegraph.bulk import load_in_bulk
from tiegraph.local import Instance
from tiegraph.local.conf import GIB

INSTANCE = "bench-load"
WAYS = ("bolt", "bare", "bulk")
DATA = Path(__file__).parents[1] / "data"
#: What the planted links need: the DPRK's institutions, registry records, one list.
SMALL = (("gazetteer", "gazetteer.csv"), ("ror", "ror-extract.jsonl.gz"), ("list-csv", "lists/us-entity-list.csv"))
_DONE_IN = re.compile(r"IMPORT DONE in ((?:\d+m )?(?:\d+s )?(?:\d+ms)?)")


@dataclass(frozen=True)
class Row:
    """One line of the table: what was run, how many works in how many seconds, and beside what it is to be seen."""

    what: str
    command: str
    works: int
    seconds: float
    beside: str = ""

    @property
    def rate(self) -> float:
        return self.works / self.seconds


class Memory:
    """The greatest memory of this process with its children, in MB: shared pages count once (PSS)."""

    def __init__(self) -> None:
        self.peak = 0.0
        self._ended = threading.Event()

    @contextmanager
    def watched(self) -> Iterator[None]:
        watcher = threading.Thread(target=self._watch, daemon=True)
        watcher.start()
        try:
            yield
        finally:
            self._ended.set()
            watcher.join()

    def _watch(self) -> None:
        while not self._ended.wait(1):
            total = 0
            for one in [psutil.Process(), *psutil.Process().children(recursive=True)]:
                try:
                    if "java" not in one.name():
                        total += one.memory_full_info().pss
                except psutil.Error:
                    continue
            self.peak = max(self.peak, total / 1e6)


class Bench:
    """The runs, on one instance; `rows` grows."""

    def __init__(self, folder: Path) -> None:
        self.parts = sorted(folder.glob("part_*.jsonl.gz"))
        self.planted = json.loads(folder.with_name(f"{folder.name}-planted.json").read_text(encoding="utf-8"))
        self.instance = Instance(INSTANCE)
        self.rows: list[Row] = []
        self.found: list[str] = []

    @contextmanager
    def empty(self) -> Iterator[Client]:
        """A new database, with its server warmed by the small sources and a few works that are taken out again."""
        self.instance.stop()
        for part in ("databases", "transactions"):
            shutil.rmtree(self.instance.folder / "data" / part / "neo4j", ignore_errors=True)
        self.instance.start(heap=2 * GIB)
        with Client.connect(*self.instance.connection()) as client:
            prepare(client)
            yield client

    def bolt(self) -> None:
        """First load, increment, the same again, and the links."""
        first, last = self.parts[:-1], self.parts[-1:]
        with self.empty() as _, tiegraph.connect(INSTANCE) as kb:
            for source, file in SMALL:
                kb.load(source, DATA / file, relink=False)
            link(kb.client, beside=kb.beside())
            loads = (("first load", first, "bare"), ("increment", last, "bare merge"), ("already loaded", last, ""))
            for what, files, beside in loads:
                begun = time.perf_counter()
                report = kb.load("openalex", *files, relink=False)
                self._row(f"bolt, {what}", "tiegraph load openalex part_*", report.account.read, begun, beside)
            begun = time.perf_counter()
            linked = link(kb.client, beside=kb.beside())
            self._row("bolt, affiliations read and linked", "(same command)", linked.papers, begun)
            self._check("bolt", kb)

    def bare(self) -> None:
        """The bare loops: CREATE by two writers, then MERGE."""
        with self.empty() as client:
            warm = bare_loop.rows(self.parts[-1:])
            bare_loop.write(client, warm, "CREATE", 2)
            client.execute("MATCH (n) WHERE NOT n:Model CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS")
            rows = bare_loop.rows(self.parts[:-1])
            seconds = bare_loop.write(client, rows, "CREATE", 2)
            name = "bare loop, CREATE, two writers"
            self.rows.append(Row(name, f"{len(rows):,} rows", len(rows.papers), seconds, "bare"))
            seconds = bare_loop.write(client, warm, "MERGE", 1)
            name = "bare loop, MERGE, one writer"
            self.rows.append(Row(name, f"{len(warm):,} rows", len(warm.papers), seconds, "bare merge"))

    def bulk(self) -> None:
        """Everything through the import, small sources too."""
        times: dict[str, float] = {}

        def report(progress: Progress) -> None:
            times[progress.step] = time.perf_counter()

        with self.empty():
            pass
        memory = Memory()
        parts = [Part(SOURCES[source], [DATA / file]) for source, file in SMALL]
        with memory.watched():
            done = load_in_bulk(INSTANCE, [*parts, Part(SOURCES["openalex"], self.parts)], report=report)
        ended, works = time.perf_counter(), done.reports[-1].account.read
        small = max(times[Path(file).name] for _, file in SMALL)
        command = "tiegraph load openalex part_* --bulk --also ror=… --also gazetteer=… --also list-csv=…"
        self.rows.append(Row("bulk, files to ready database", command, works, ended - small, "import"))
        steps = (("read", small, "read"), ("tables written", times["read"], "people"))
        for name, since, until in steps:
            self.rows.append(Row(f"bulk, of which {name}", "(same command)", works, times[until] - since))
        self.rows.append(Row("neo4j-admin import alone", "as it says itself", works, _seconds(done.said), "import"))
        self.found.append(f"Python side of bulk, peak memory: {memory.peak:,.0f} MB (this process and its children).")
        with tiegraph.connect(INSTANCE) as kb:
            self._check("bulk", kb)

    def _row(self, what: str, command: str, works: int, begun: float, beside: str = "") -> None:
        self.rows.append(Row(what, command, works, time.perf_counter() - begun, beside))

    def _check(self, writer: str, kb: tiegraph.KnowledgeBase) -> None:
        """Exactly the planted pairs, with their numbers of papers."""
        answer = kb.ask("listed-to-dprk", list="us-entity-list", limit=1000)
        found = {(row["partner_id"], row["dprk_id"]): row["papers"] for row in answer.rows}
        expected = {(one["listed"], one["dprk"]): one["papers"] for one in self.planted}
        if found != expected:
            sys.exit(f"{writer}: listed-to-dprk gives {found}, planted was {expected}")
        papers = sum(expected.values())
        self.found.append(
            f"{writer}: listed-to-dprk gives exactly the {len(expected)} planted pairs ({papers} papers)."
        )


def _seconds(said: str) -> float:
    found = _DONE_IN.search(said)
    units = {"m": 60.0, "s": 1.0, "ms": 0.001}
    return sum(float(number) * units[unit] for number, unit in re.findall(r"(\d+)(ms|m|s)", found[1] if found else ""))


def page(reading: dict[str, float], sections: Sequence[str]) -> str:
    """All runs as one page."""
    share = reading["records made"] / reading["needed fields decoded (ceiling)"]
    lines = [
        "# How fast papers are loaded",
        "",
        f"Generated by `make bench-load`, {datetime.now(UTC):%Y-%m-%d}, {os.cpu_count()} cores, on works multiplied",
        "from real files of OpenAlex. Compare rows of one run with each other only: a load average far above the",
        "number of cores means that others worked on the machine too.",
        "",
        f"One core makes records of {reading['records made']:,.0f} works a second (CPU time): {share:.0%} of what",
        "decoding the needed fields alone would allow (`python -m bench.read_openalex`).",
    ]
    return "\n".join([*lines, "", *sections])


def section(bench: Bench, works: int) -> str:
    """One run as a table."""
    against = {row.beside: row for row in bench.rows if row.what.startswith(("bare", "neo4j"))}
    lines = [
        f"## {works:,} works, load average {os.getloadavg()[1]:.1f}",
        "",
        "| step | works/s | seconds | beside | command |",
        "|---|---:|---:|---|---|",
    ]
    for row in bench.rows:
        peer = against.get(row.beside)
        beside = f"{row.seconds / peer.seconds * peer.works / row.works:.2f} × the time of {peer.what}" if peer else ""
        command = row.command if row.command.startswith(("(", "as")) or "rows" in row.command else f"`{row.command}`"
        lines.append(
            f"| {row.what} | {row.rate:,.0f} | {row.seconds:.1f} | {beside if peer is not row else ''} | {command} |"
        )
    return "\n".join([*lines, "", *[f"* {one}" for one in bench.found], ""])


def run(works: int, files: Sequence[Path], only: Sequence[str]) -> str:
    """Make the works, load them the ways of `only`, and tell it as a table."""
    with TemporaryDirectory(prefix="bench-load-") as temporary:
        folder = Path(temporary) / "works"
        generate(folder, works, files, part=max(1_000, works // 10))
        bench = Bench(folder)
        try:
            for name in only:
                getattr(bench, name)()
        finally:
            bench.instance.stop()
        return section(bench, works)


def main() -> None:
    """Run everything and print the page."""
    asked = argparse.ArgumentParser(prog="python -m bench.load", description=__doc__)
    asked.add_argument("files", nargs="+", type=Path)
    asked.add_argument("--works", type=int, action="append", help="default 10000; only bulk for a second size and on")
    asked.add_argument("--only", choices=WAYS, action="append")
    asked.add_argument("--write", type=Path)
    given = asked.parse_args()
    reading = measure(given.files[0], rounds=3)
    sizes = given.works or [10_000]
    ways = [given.only or (WAYS if size == sizes[0] else WAYS[-1:]) for size in sizes]
    whole = page(reading, [run(size, given.files, only) for size, only in zip(sizes, ways, strict=True)])
    print(whole)
    if given.write:
        given.write.write_text(whole, encoding="utf-8")


if __name__ == "__main__":
    main()
