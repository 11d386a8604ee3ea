"""Measure the resolver on all labelled sets that are there and write `docs/quality.md`: `make score`.

The publishers' files and the larger sets are read from the folder that TIEGRAPH_SHARED names (default: `shared` beside
the repository). Without it, what ships in the repository is measured with the bundled institutions.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from loader.resolve import Index
from tiegraph.score import affiliations, designations, dprk, entries, hard, names, report, strings, works
from tiegraph.score.institutions import Institutions, institutions
from tiegraph.score.measure import Counts, Score

ROOT = Path(__file__).parents[1]
SHARED = Path(os.environ.get("TIEGRAPH_SHARED") or ROOT.parent / "shared")
PAGE = ROOT / "docs" / "quality.md"
GOLD, SAMPLE = ROOT / "data" / "gold", ROOT / "tests" / "data" / "gold"
#: Files of the lists that the labelled entries stand on, each with its source.
LISTS = (
    ("nsfreg", "bis/nsfreg_bis_entity_list.json"),
    ("nsfreg", "bis/nsfreg_bis_meu.json"),
    ("nsfreg", "bis/nsfreg_dow_1286.json"),
    ("nsfreg", "bis/nsfreg_dow_1260h.json"),
    ("nsfreg", "bis/nsfreg_ofac_nscmic.json"),
    ("nsfreg", "bis/nsfreg_state_nonproliferation.json"),
    ("nsfreg", "bis/nsfreg_dhs_uflpa.json"),
    ("meti", "jp_meti/end-user-list-2025-09-29.xlsx.gz"),
    ("ofac", "ofac/sdn-2024-05-07.xml.gz"),
    ("un", "un/consolidated-2026-02.xml.gz"),
    ("aspi", "aspi/misp_china-defence-universities.json"),
)
#: Works whose strings nobody has labelled.
WORKS = ("openalex/works-2022-format.jsonl.gz", "openalex/works-2026-02.jsonl.gz")
_SHOWN = 15
_HEAD = """<!-- Written by scripts/score.py (`make score`); do not edit. -->

# How often the resolver is right

Which institution does an affiliation string name, and which does a list entry name? Measured on labelled files, each
with `tiegraph score`. Figures are cut to three decimals, not rounded. Speeds are per second of processor time on one
core of the machine that ran `make score`, each distinct string once.
"""


@dataclass(frozen=True)
class Target:
    """A figure that the project asks of itself: of which set and measure, and the least precision, recall and F1."""

    set: str
    measure: str
    title: str
    precision: float | None
    recall: float | None
    f1: float | None = None


TARGETS = (
    Target("crossref", affiliations.BY_INSTITUTION, "Crossref affiliations", 0.94, 0.90, 0.92),
    Target("dprk", dprk.COUNTRY, "DPRK yes or no", 0.995, 0.98),
    Target("dprk", dprk.INSTITUTION, "DPRK institution", 0.98, 0.95),
    Target("dprk", dprk.COUNTRY_INFERRED, "DPRK yes or no, with what is inferred", 0.995, 0.98),
    Target("dprk", dprk.INSTITUTION_INFERRED, "DPRK institution, with what is inferred", 0.98, 0.95),
    Target("dprk", dprk.COUNTRY_TOLD, "DPRK yes or no, strings that decide", 0.995, 0.98),
    Target("dprk", dprk.INSTITUTION_TOLD, "DPRK institution, strings that decide", 0.98, 0.95),
    Target("dprk-own", dprk.COUNTRY, "DPRK yes or no, our own strings", 0.995, 0.98),
    Target("dprk-own", dprk.INSTITUTION, "DPRK institution, our own strings", 0.98, 0.95),
    Target("dev", designations.AUTO, "list entry → institution, auto only", 0.98, 0.85),
    Target("dev", designations.WITH_REVIEW, "list entry, auto and review", None, 0.97),
    Target("own", designations.AUTO, "list entry → institution, our own set, auto only", 0.98, 0.85),
    Target("own", designations.WITH_REVIEW, "list entry, our own set, auto and review", None, 0.97),
)


def main() -> None:
    """Score what is there, print it, write the page."""
    shared = SHARED / "data"
    whole = shared.is_dir()
    ror = (shared / "ror" / "records-subset.jsonl.gz",) if whole else ()
    known = institutions(ror)
    index = Index(known.bodies)
    _ = index.similar
    listed = entries.read([(source, shared / path) for source, path in LISTS] if whole else None)
    scores = dict(_scores(known, index, listed, whole))
    for score in scores.values():
        print("\n".join(report.lines(score, _SHOWN)), end="\n\n")
    if whole:
        share = works.share(index, [shared / path for path in WORKS])
        PAGE.write_text("\n".join(_page(scores, known, share, list(hard.seconds(index)))), encoding="utf-8")
        print(f"Written to {PAGE.relative_to(ROOT)}.", file=sys.stderr)
    else:
        print(f"{SHARED} is not there: measured what ships here; {PAGE.name} stays.", file=sys.stderr)


def _scores(known: Institutions, index: Index, listed: entries.Entries, whole: bool) -> Iterator[tuple[str, Score]]:
    data = SHARED / "data"
    kinds: tuple[tuple[str, Path, Callable[[Path], Score]], ...] = (
        (
            "crossref",
            data / "affiliations" / "crossref-gold-2024-02-19.json" if whole else SAMPLE / "crossref.csv",
            lambda path: affiliations.score(index, path, known.recorded),
        ),
        (
            "s2aff",
            data / "affiliations" / "s2aff-gold-train-val.csv",
            lambda path: affiliations.score(index, path, known.recorded),
        ),
        ("dprk", SHARED / "facts" / "B_dprk_affiliation_strings.csv", lambda path: dprk.score(index, path)),
        ("dprk-own", GOLD / "dprk-strings.csv", lambda path: dprk.score(index, path)),
        (
            "dev",
            data / "gold" / "designation-ror-dev.csv",
            lambda path: designations.score(index, path, listed),
        ),
        ("own", GOLD / "designation-ror.csv", lambda path: designations.score(index, path, listed)),
        ("strings", GOLD / "strings-designations.csv", lambda path: strings.score(index, path, listed)),
        ("names", data / "names" / "name-bench-cases.csv", names.score),
    )
    for name, path, score in kinds:
        if path.is_file():
            yield name, score(path)


def _page(
    scores: dict[str, Score], known: Institutions, share: works.Share, hardest: list[tuple[str, float]]
) -> Iterator[str]:
    yield _HEAD
    yield f"Institutions: {len(known.bodies):,}, of which {len(known.recorded):,} have a record in the registry file.\n"
    yield "| set | precision | recall | F1 | speed |"
    yield "|---|---|---|---|---|"
    for target in TARGETS:
        if target.set in scores:
            score = scores[target.set]
            counts = score.measure(target.measure).counts
            cells = (
                _against(counts.precision, target.precision),
                _against(counts.recall, target.recall),
                _against(counts.f1, target.f1),
            )
            yield f"| {target.title} | {' | '.join(cells)} | {report.speed(score)} |"
    yield "\nIn brackets what is asked for; **bold** where it is not reached.\n"
    yield "## Real works\n"
    yield (
        f"{share.works:,} works as OpenAlex gives them print {share.strings:,} affiliation strings ({share.distinct:,} "
        "different; one that three authors print counts three times), which nobody has labelled. By what they "
        f"print alone, {share.read:,} ({share.read / share.strings:.1%}) lead to an institution of the registry or the "
        f"gazetteer, {share.inferred:,} only allow one, {share.nothing:,} lead to none. `tiegraph audit` says the same "
        "of a graph, with the institutions of list entries, and those that a publisher attached.\n"
    )
    yield "## Hard strings\n"
    yield "Milliseconds of processor time, the best of three; the index is that of all institutions.\n"
    yield "| string | ms |"
    yield "|---|---|"
    yield from (f"| {what} | {1000 * seconds:,.1f} |" for what, seconds in hardest)
    yield ""
    for name, score in scores.items():
        yield from _section(score, every_failure=name.startswith("dprk"))


def _against(value: float | None, least: float | None) -> str:
    if least is None or value is None:
        return report.share(value)
    shown = f"{report.share(value)} ({report.share(least)})"
    return shown if value >= least else f"**{shown}**"


def _section(score: Score, every_failure: bool) -> Iterator[str]:
    yield f"## {score.title}\n"
    yield f"{score.distinct:,} distinct {score.unit}, {report.speed(score)}.\n"
    yield "| | precision | recall | F1 | right | wrong | missed |"
    yield "|---|---|---|---|---|---|---|"
    for measure in score.measures:
        yield _row(f"**{measure.name}**", measure.counts)
        for heading, groups in report.groups_of(measure):
            yield from (_row(f"{heading}: {name}", counts) for name, counts in groups.items())
    yield ""
    yield from (f"* {note}" for note in score.notes)
    failed = score.failures
    if not failed:
        return
    shown = failed if every_failure else failed[:_SHOWN]
    yield f"\nNot as labelled: {len(failed):,}" + (
        f", of which {len(shown)} stand here.\n" if len(shown) < len(failed) else ".\n"
    )
    yield "| line | | text | found | labelled | evidence |"
    yield "|---|---|---|---|---|---|"
    for one in shown:
        cells = (one.text, one.institution or "nothing", one.expected, one.evidence)
        yield f"| {one.line} | {one.outcome} | {' | '.join(cell.replace('|', '/') for cell in cells)} |"
    yield ""


def _row(name: str, counts: Counts) -> str:
    figures = " | ".join(report.share(value) for value in (counts.precision, counts.recall, counts.f1))
    return f"| {name} | {figures} | {counts.right:,} | {counts.wrong:,} | {counts.missed:,} |"


if __name__ == "__main__":
    main()
