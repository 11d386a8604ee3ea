"""How fast every question is: a large invented graph in an instance of its own, and the best hand-written statements.

`python -m bench.questions [--papers 1000000] [--again] [--write FILE]` builds the graph with `neo4j-admin database
import` (`--again` takes the one that is there), checks that the planted links come back exactly, then asks every
question warm with the twenty sets of values of `bench.question_values`, and prints the table.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bench.question_values import SETS, institutions, pairs, values
from bench.questions_graph import Made, Plan, lines, write
from cypher.catalogue import catalogue
from cypher.client import OUT_OF_MEMORY, Client, StatementFailed, TimedOut
from cypher.question import Question
from cypher.schema import prepare
from tiegraph.local import Instance
from tiegraph.local.conf import GIB

HAND = Path(__file__).with_name("hand")
INSTANCE = "bench"
#: Milliseconds at p50 and p95, warm, on two cores, at a million papers.
GOALS: dict[str, tuple[float | None, float | None]] = {
    "given sides": (40, 180),
    "shortest path": (20, 100),
    # No second side is given: an aggregate, as over a country.
    "all papers of one": (40, 500),
    "whole country": (None, 500),
    # All partners of hundreds of institutions, or all that is loaded: no goal.
    "whole list or graph": (None, None),
}
#: A question may cost so much of the best hand-written statement.
MOST_OF_HAND = 1.2
_SECONDS = 30
#: Milliseconds from which on a question is asked only once more.
_SLOW = 4_000
#: A question that is asked with few different sets, as most take no institution, is asked so often in all.
_LEAST_RUNS = 10


@dataclass(frozen=True)
class Cost:
    """Milliseconds warm, p50 and p95 over all sets; and of the first set the median, the db hits and the rows."""

    p50: float
    p95: float
    largest: float
    hits: int
    rows: int


def kind(question: Question) -> str:
    """Which goal a question is held to."""
    if question.id.startswith("path-between"):
        return "shortest path"
    names = {one.name for one in question.parameters}
    required = {one.name for one in question.parameters if one.required}
    if "institution" in required and not required & {"other", "author", "paper"}:
        return "all papers of one"
    if required & {"institution", "author", "paper"}:
        return "given sides"
    return "whole country" if "home" in names or "dprk" in question.id else "whole list or graph"


def cost(client: Client, text: str, sets: list[dict[str, Any]], runs: int) -> Cost:
    """Each different set once to warm up, then `runs` times in turn; one that takes seconds, only the first once more.

    Raises `TimedOut`.
    """
    sets = [one for n, one in enumerate(sets) if one not in sets[:n]]

    def once(one: Mapping[str, Any]) -> tuple[float, int]:
        begun = time.perf_counter()
        rows = len(client.read(text, one, timeout=_SECONDS).rows)
        return 1000 * (time.perf_counter() - begun), rows

    # The first run plans the statement too.
    once(sets[0])
    took, rows = once(sets[0])
    if took > _SLOW:
        sets, runs = sets[:1], 1
    else:
        runs = max(runs, _LEAST_RUNS // len(sets))
        for one in sets[1:]:
            once(one)
    times = [[once(one)[0] for one in sets] for _ in range(runs)]
    every = sorted(took for round_ in times for took in round_)
    return Cost(
        p50=statistics.median(every),
        p95=every[max(0, round(0.95 * len(every)) - 1)],
        largest=statistics.median(round_[0] for round_ in times),
        hits=client.profile(text, sets[0], timeout=_SECONDS).db_hits,
        rows=rows,
    )


def build(plan: Plan, instance: Instance, say: Callable[[str], None]) -> Made:
    """The graph in an instance that holds nothing else; its facts are kept beside it for `--again`."""
    with TemporaryDirectory(prefix="tiegraph-bench-") as folder:
        begun = time.perf_counter()
        made, files = write(plan, Path(folder))
        say(f"written as CSV: {time.perf_counter() - begun:.0f} s")
        put(plan.papers, made, files, instance, say)
    return made


def put(papers: int, made: Made, files: list[str], instance: Instance, say: Callable[[str], None]) -> None:
    """Import the files, in place of what the instance held, and index them."""
    instance.stop()
    begun = time.perf_counter()
    report = f"--report-file={instance.folder / 'import.report'}"
    instance.admin(
        ["database", "import", "full", "neo4j", "--overwrite-destination", "--array-delimiter=U+001F", report, *files]
    )
    say(f"imported: {time.perf_counter() - begun:.0f} s")
    begun = time.perf_counter()
    instance.start(heap=2 * GIB, page_cache=2 * GIB)
    with Client.connect(*instance.connection()) as client:
        prepare(client, "test")
    say(f"indexed: {time.perf_counter() - begun:.0f} s")
    kept = {**asdict(made), "pairs": [[*pair, number] for pair, number in made.pairs.items()]}
    (instance.folder / "bench.json").write_text(json.dumps({"papers": papers, **kept}), encoding="utf-8")


def there(instance: Instance) -> tuple[int, Made]:
    """What the instance holds, by an earlier run."""
    kept = json.loads((instance.folder / "bench.json").read_text(encoding="utf-8"))
    papers, pairs = kept.pop("papers"), {(one, other): n for one, other, n in kept.pop("pairs")}
    return papers, Made(pairs=pairs, **{**kept, "authors": [tuple(pair) for pair in kept["authors"]]})


def check_planted(client: Client, made: Made) -> None:
    """Raise ValueError unless the headline question gives exactly the planted pairs with their papers."""
    asked = catalogue()["listed-to-dprk"]
    rows = client.read(asked.statement, asked.bind(max_paths=0), timeout=_SECONDS).rows
    found = {(row["partner_id"], row["dprk_id"]): row["papers"] + row["dual_only"] for row in rows}
    if found != made.pairs:
        missing, more = made.pairs.items() - found.items(), found.items() - made.pairs.items()
        raise ValueError(f"The planted links do not come back: {len(missing)} missing or wrong, {len(more)} too many.")


def table(client: Client, made: Made, runs: int, only: str, paths: int) -> Iterator[str]:
    """The lines of the table, question by question; one that the server gives up is a line like any other."""
    yield "| question | held to | rows | db hits | p50 ms | p95 ms | largest | |"
    yield "|---|---|---:|---:|---:|---:|---:|---|"
    of = pairs(institutions(client))
    for id, question in catalogue().items():
        if only and only not in id:
            continue
        sets = [{**one, "max_paths": paths} if "max_paths" in one else one for one in values(question, made, of)]
        try:
            found = cost(client, question.statement, sets, runs)
        except TimedOut:
            yield f"| {id} | {kind(question)} | | | | | | over {_SECONDS} s |"
            continue
        except StatementFailed as error:
            if error.code != OUT_OF_MEMORY:
                raise
            yield f"| {id} | {kind(question)} | | | | | | out of memory |"
            continue
        yield _line(id, kind(question), found, _remark(found, GOALS[kind(question)]))
        hand = HAND / f"{id}.cypher"
        if hand.exists():
            best = cost(client, hand.read_text(encoding="utf-8"), sets, runs)
            ratio = found.p50 / best.p50
            yield _line(f"{id}, by hand", "", best, f"the question takes {ratio:.1f} times as long")
        least = HAND / f"{id}.least.cypher"
        if least.exists():
            yield _line(f"{id}, at least", "", cost(client, least.read_text(encoding="utf-8"), sets, runs), "")


def _remark(found: Cost, goal: tuple[float | None, float | None]) -> str:
    measured = {"p50": (found.p50, goal[0]), "p95": (found.p95, goal[1])}
    return ", ".join(f"{name} over {most:.0f}" for name, (took, most) in measured.items() if most and took > most)


def _line(name: str, held: str, found: Cost, remark: str) -> str:
    took = f"{found.p50:.0f} | {found.p95:.0f} | {found.largest:.0f}"
    return f"| {name} | {held} | {found.rows:,} | {found.hits:,} | {took} | {remark} |"


def page(papers: int, counts: Mapping[str, int], rows: list[str], made: Made, load: str) -> str:
    """The page of the documentation."""
    nodes, relationships = counts["nodes"], counts["relationships"]
    return "\n".join(
        [
            "<!-- Written by bench/questions.py (`make bench-questions`); do not edit. -->\n",
            "# How fast the questions are\n",
            f"Measured on an invented graph of {papers:,} papers with the degrees of the real one: {nodes:,} nodes, "
            f"{relationships:,} relationships (`bench/questions_graph.py`). {load}\n",
            f"Each question was asked warm, without paths, with {SETS} sets of values, the same on every run "
            "(`bench/question_values.py`): the two institutions with the most papers; 13 pairs drawn in proportion "
            "to their papers, as users would meet them; 3 listed and 3 DPRK institutions, drawn so among "
            "these, each beside one drawn among all. Authors are drawn from institutions at random. p50 and p95 are "
            "over all sets; *rows*, *db hits* and *largest* (median ms) are of the first, the largest pair, so that "
            "nothing is hidden behind the mix. A question that takes none of these values has one set.\n",
            f"Checked first: {'; '.join(lines(made))}; `listed-to-dprk` gives exactly these.\n",
            "Held to, at a million papers on two cores: 40 / 180 ms (p50 / p95) between given sides, 20 / 100 ms for "
            "shortest paths, 500 ms at p95 for a whole country, 40 / 500 ms for all papers of one institution, which "
            "is an aggregate too. The last column says what is over. *By hand*: "
            "the best statements that we know for the same papers (`bench/hand/`); those of dprk-partner-institutions "
            "and papers-between give the columns of the question, with every option at its default. *At least*: what "
            "such a question must read in any form, read and counted only, or brought to the client only; where that "
            "is over a goal already, no statement on this graph reaches it.\n",
            *rows,
            "",
        ]
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--papers", type=int, default=1_000_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--again", action="store_true", help="take the graph of the last run")
    parser.add_argument("--only", default="", help="questions whose id holds this")
    parser.add_argument("--paths", type=int, default=0, help="paths with each row, as pages have them: 25")
    parser.add_argument("--write", type=Path, help="write the page of the documentation here")
    parser.add_argument("--load", default="", help="a sentence on the machine and what else ran on it, for the page")
    wanted = parser.parse_args()
    instance = Instance(INSTANCE)

    def say(text: str) -> None:
        print(text, file=sys.stderr, flush=True)

    if wanted.again:
        instance.start()
        papers, made = there(instance)
    else:
        papers, made = wanted.papers, build(Plan(wanted.papers), instance, say)
    with Client.connect(*instance.connection()) as client:
        check_planted(client, made)
        say(f"{'; '.join(lines(made))}: all come back, and nothing else.")
        counts = client.read((HAND / "counts.cypher").read_text(encoding="utf-8")).rows
        rows = []
        for line in table(client, made, wanted.runs, wanted.only, wanted.paths):
            print(line, flush=True)
            rows.append(line)
    if wanted.write:
        wanted.write.write_text(page(papers, counts[0], rows, made, wanted.load), encoding="utf-8")


if __name__ == "__main__":
    main()
