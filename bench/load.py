"""How fast works are loaded, each way, beside a bare loop, a peer and the import alone, all in one run.

`python -m bench.load FILE… [--works 10000]… [--write docs/performance-load.md]` multiplies the OpenAlex files
(`bench.generate`), loads them into an instance of its own, and prints a table for each number of works; every figure is
of this run. The rounds of the first size take turns, on one server that gets warm, and the best of each counts. Other
work on the machine weighs on all rows alike: compare rows of one run, not of two.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import psutil

import tiegraph
from bench import bare_loop, lists, load_page, peers, whole_loop
from bench.load_page import Row
from bench.memory import Memory
from bench.read_openalex import by_processes, measure
from cypher.client import Client
from cypher.schema import prepare
from loader.bulk.pool import cores, each
from loader.bulk.run import Part
from loader.link import link
from loader.progress import Progress
from loader.sources import SOURCES
from tiegraph.bulk import load_in_bulk
from tiegraph.local import Instance
from tiegraph.local.conf import GIB

INSTANCE = "bench-load"
#: For the first size, and for those after it, where the bare rows would not fit into memory.
WAYS, WAYS_OF_LARGE = ("bulk", "bolt"), ("reading", "bulk", "first")
_ROUNDS = 3
#: Loops whose rows are in memory: what somebody writes in an hour, and all that a load writes.
_BARE_FIRST, _BARE_INCREMENT = "bare loop, CREATE, two writers", "bare loop, MERGE, one writer"
_WHOLE_FIRST, _WHOLE_INCREMENT = f"{_BARE_FIRST}, all that a load writes", f"{_BARE_INCREMENT}, all that a load writes"
#: Rows of each kind for the loop of one statement a row, which takes some ten milliseconds a row.
_NAIVE = 100
DATA = Path(__file__).parents[1] / "data"
#: What the planted links need: the DPRK's institutions, registry records, one list.
SMALL = (("gazetteer", "gazetteer.csv"), ("ror", "ror-extract.jsonl.gz"), ("list-csv", "lists/us-entity-list.csv"))
_DONE_IN = re.compile(r"IMPORT DONE in ((?:\d+m )?(?:\d+s )?(?:\d+ms)?)")


class Bench:
    """The runs, on one instance; `rows` grows."""

    def __init__(self, folder: Path, works: int, peer: Path | None) -> None:
        self.works = works
        self.peer = peer
        self.parts = sorted(folder.glob("part_*.jsonl.gz"))
        self.planted = json.loads(folder.with_name(f"{folder.name}-planted.json").read_text(encoding="utf-8"))
        self.instance = Instance(INSTANCE)
        self.rows: list[Row] = []
        self._answer: Any = None
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

    def reading(self) -> None:
        """Files to records on disk: by one process and by all, from part files and from one large file."""
        one = self.parts[0].with_name("one.jsonl.gz")
        with one.open("wb") as whole:
            for part in self.parts:
                whole.write(part.read_bytes())
        for name, files in (("part files", self.parts), ("one large file", [one])):
            # In a process of its own, whose memory does not count as that of a load which comes after.
            seconds: dict[int, float] = {}
            for number in (1, cores()):
                seconds |= dict(each(partial(by_processes, files), [number], 2))
            for number, took in seconds.items():
                beside = "" if number == 1 else f"{seconds[1] / took:.2f} × one process"
                what = f"{name} read and kept, {number} process{'es' * (number > 1)}"
                self.rows.append(Row(what, "python -m bench.load --only reading", self.works, took, beside))
        one.unlink()

    def bolt(self) -> None:
        """First load, increment and the same again, in turns with the bare loops and the peer's; then the links."""
        first, last = self.parts[:-2], self.parts[-2:]
        bare, further = bare_loop.rows(first), bare_loop.rows(last)
        whole, whole_further = whole_loop.rows(first), whole_loop.rows(last)
        best: dict[str, Row] = {}

        def keep(row: Row) -> None:
            if row.what not in best or row.seconds < best[row.what].seconds:
                best[row.what] = row

        with self.empty() as client, tiegraph.connect(INSTANCE) as kb:
            for turn in range(_ROUNDS + 1):
                self._small(client, kb)
                for name, files in (("first load", first), ("increment", last), ("already loaded", first)):
                    row = self._load(kb, f"bolt, {name}", files)
                    if turn:
                        keep(row)
                    elif name == "first load":
                        self.rows.append(replace(row, what="bolt, first load, server just started"))
                if turn == _ROUNDS:
                    self._lost(client, bare, further)
                    self._link(kb)
                    continue
                self._wipe(client)
                for name, verb, writers, some in (
                    (_BARE_FIRST, "CREATE", 2, bare),
                    (_BARE_INCREMENT, "MERGE", 1, further),
                ):
                    keep(self._timed(name, len(some.papers), bare_loop.write, client, some, verb, writers))
                self._wipe(client)
                for name, verb, writers, all_of in (
                    (_WHOLE_FIRST, "CREATE", 2, whole),
                    (_WHOLE_INCREMENT, "MERGE", 1, whole_further),
                ):
                    keep(self._timed(name, all_of.papers, whole_loop.write, client, all_of, verb, writers))
                self._wipe(client)
                keep(
                    self._timed(
                        "peer's statements (openalex-neo4j)", len(bare.papers), peers.openalex_neo4j, client, bare
                    )
                )
                self._wipe(client)
            self._wipe(client)
            rows, seconds = peers.naive(client, further, _NAIVE)
            works = round(rows * len(further.papers) / len(further))
            if self.peer:
                keep(self._peer(client, bare))
            best["naive"] = Row(
                f"one transaction a row ({rows} rows)", "python -m bench.load --only bolt", works, seconds
            )
        for what, bare_row, whole_row in (
            ("bolt, first load", _BARE_FIRST, _WHOLE_FIRST),
            ("bolt, increment", _BARE_INCREMENT, _WHOLE_INCREMENT),
        ):
            shares = [f"{best[what].rate / best[row].rate:.0%}" for row in (bare_row, whole_row)]
            beside = f"{shares[0]} of {bare_row}; {shares[1]} of that with all that a load writes"
            best[what] = replace(best[what], beside=beside)
        times = best["bolt, already loaded"].rate / best["bolt, first load"].rate
        best["bolt, already loaded"] = replace(best["bolt, already loaded"], beside=f"{times:.1f} × bolt, first load")
        self.rows += best.values()
        crossed = peers.false_share(bare)
        for peer in (row for row in best.values() if row.what.startswith("peer")):
            self.found.append(
                f"bolt's first load is {best['bolt, first load'].rate / peer.rate:.1f} × the {peer.what}."
            )
        self.found.append(
            f"The peer writes {crossed['pairs']:,} pairs of author and institution, {crossed['false']:.0%} of them "
            "printed by no work."
        )

    def _peer(self, client: Client, bare: bare_loop.Bare) -> Row:
        """The peer's own command, the best of some runs into an empty database, which keeps the peer's indexes."""
        assert self.peer
        with TemporaryDirectory(prefix="bench-peer-") as temporary:
            peer = peers.OpenalexNeo4j(self.peer, Path(temporary), bare)
            seconds = []
            for _ in range(_ROUNDS):
                self._wipe(client)
                seconds.append(peer.seconds(*self.instance.connection()))
            self._wipe(client)
        return Row("peer's command (openalex-neo4j)", "openalex-neo4j import --resume", len(bare.papers), min(seconds))

    def first(self) -> None:
        """The first load of all works over bolt."""
        with self.empty() as client, tiegraph.connect(INSTANCE) as kb:
            self._small(client, kb)
            self.rows.append(self._load(kb, "bolt, first load, server just started", self.parts))

    def _small(self, client: Client, kb: tiegraph.KnowledgeBase) -> None:
        """An empty database with the small sources, their links made."""
        self._wipe(client)
        for source, file in SMALL:
            kb.load(source, DATA / file, relink=False)
        link(client, beside=kb.beside())

    def _wipe(self, client: Client) -> None:
        client.execute("MATCH (n) WHERE NOT n:Model CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS")

    def _load(self, kb: tiegraph.KnowledgeBase, what: str, files: Sequence[Path]) -> Row:
        row = self._timed(what, 0, lambda: kb.load("openalex", *files, relink=False).account.read)
        return replace(row, works=self._answer, command="tiegraph load openalex part_*")

    def _link(self, kb: tiegraph.KnowledgeBase) -> None:
        row = self._timed("bolt, affiliations read and linked", 0, lambda: link(kb.client, beside=kb.beside()).papers)
        self.rows.append(replace(row, works=self._answer, command="(same command)"))
        self._check("bolt", kb)

    def _timed(self, what: str, works: int, run: Callable[..., Any], *given: Any) -> Row:
        """One run: its seconds, and those of processor time, of this process and of the server."""
        server = self.instance.running()
        before = (time.perf_counter(), time.process_time(), _cpu(server))
        self._answer = run(*given)
        wall, own, theirs = time.perf_counter() - before[0], time.process_time() - before[1], _cpu(server) - before[2]
        return Row(what, "python -m bench.load --only bolt", works, wall, "", own, theirs)

    def _lost(self, client: Client, *bare: bare_loop.Bare) -> None:
        """No authorship is lost, and none is there that no work has."""
        wanted = set().union(*map(peers.expected, bare))
        found = peers.authorships(client)
        self.found.append(
            f"bolt: {len(wanted):,} authorships, {len(wanted - found)} lost, {len(found - wanted)} false."
        )
        if wanted != found:
            sys.exit(self.found[-1])

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
        alone = _seconds(done.said)
        command = "tiegraph load openalex part_* --bulk --also ror=… --also gazetteer=… --also list-csv=…"
        beside = f"{(ended - small) / alone:.1f} × neo4j-admin import alone"
        self.rows.append(Row("bulk, files to ready database", command, works, ended - small, beside))
        steps = (
            ("read", small, times["read"]),
            ("tables written, affiliations read", times["read"], times["people"]),
            ("server stopped, imported, started", times["people"], times["constraints and full-text indexes"]),
            ("constraints, indexes, last links", times["constraints and full-text indexes"], ended),
        )
        for name, since, until in steps:
            self.rows.append(Row(f"bulk, of which {name}", "(same command)", works, until - since))
        self.rows.append(Row("neo4j-admin import alone", "as it says itself", works, alone))
        self.found.append(f"Python side of bulk, peak memory: {memory.peak:,.0f} MB (this process and its children).")
        with tiegraph.connect(INSTANCE) as kb:
            self._check("bulk", kb)

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


def _cpu(server: psutil.Process | None) -> float:
    times = server.cpu_times() if server else None
    return times.user + times.system if times else 0.0


def _seconds(said: str) -> float:
    found = _DONE_IN.search(said)
    units = {"m": 60.0, "s": 1.0, "ms": 0.001}
    return sum(float(number) * units[unit] for number, unit in re.findall(r"(\d+)(ms|m|s)", found[1] if found else ""))


def run(works: int, files: Sequence[Path], only: Sequence[str], peer: Path | None = None) -> str:
    """Make the works, load them the ways of `only`, and tell it as a table."""
    with TemporaryDirectory(prefix="bench-load-") as temporary:
        folder = Path(temporary) / "works"
        # A process of its own, whose memory does not count as the loader's.
        part = str(max(1_000, works // 10))
        subprocess.run([sys.executable, "-m", "bench.generate", folder, str(works), *files, "--part", part], check=True)
        bench = Bench(folder, works, peer)
        try:
            for name in only:
                getattr(bench, name)()
        finally:
            bench.instance.stop()
        return load_page.section(works, bench.rows, bench.found)


def main() -> None:
    """Run everything and print the page."""
    asked = argparse.ArgumentParser(prog="python -m bench.load", description=__doc__)
    asked.add_argument("files", nargs="+", type=Path)
    asked.add_argument("--works", type=int, action="append", help="default 10000; fewer rows for a second size and on")
    asked.add_argument("--only", choices=sorted({*WAYS, *WAYS_OF_LARGE}), action="append")
    asked.add_argument("--list", type=Path, help="a file of OFAC's SDN list, loaded beside followthemoney-graph")
    asked.add_argument("--peer", type=Path, help="a checkout of kh464/openalex-neo4j, which is then run itself")
    asked.add_argument("--write", type=Path)
    given = asked.parse_args()
    reading = measure(given.files[0], rounds=3)
    sizes = given.works or [10_000]
    ways = [given.only or (WAYS if size == sizes[0] else WAYS_OF_LARGE) for size in sizes]
    # A process for each: what one left in memory would count as the next one's.
    with ProcessPoolExecutor(1, get_context("spawn"), max_tasks_per_child=1) as alone:
        sections = [
            alone.submit(run, size, given.files, only, given.peer).result()
            for size, only in zip(sizes, ways, strict=True)
        ]
    if given.list:
        sections.append(lists.section(given.list))
    whole = load_page.page(reading, sections)
    print(whole)
    if given.write:
        given.write.write_text(whole, encoding="utf-8")


if __name__ == "__main__":
    main()
