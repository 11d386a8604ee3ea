"""A score for people to read, and its predictions for a file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from loader import spreadsheet
from loader.errors import SourceError
from tiegraph.score.measure import Counts, Measure, Prediction, Score

COLUMNS = (
    "line", "text", "institution", "relation", "score", "decision", "evidence", "expected", "outcome",
)  # fmt: skip
#: Smaller groups say nothing, and more groups nobody reads: they are put together.
_SMALLEST_GROUP, _MOST_GROUPS = 5, 20
_OTHERS = "others"


def lines(score: Score, failures: int) -> Iterator[str]:
    """The score as text: figures, groups, at most `failures` rows that are not as labelled, what was left out."""
    yield f"{score.title}: {score.distinct:,} distinct {score.unit} in {score.seconds:.2f} s ({speed(score)}, one core)"
    width = max((len(one.name) for one in score.measures), default=0)
    for measure in score.measures:
        yield f"  {measure.name:<{width}}  {figures(measure.counts)}"
    for measure in score.measures:
        for heading, groups in groups_of(measure):
            yield f"  {measure.name}, {heading}:"
            longest = max(map(len, groups))
            for name, counts in groups.items():
                yield f"    {name:<{longest}}  {figures(counts)}"
    for note in score.notes:
        yield f"  {note}"
    failed = score.failures
    if failed and failures:
        yield f"  Not as labelled ({len(failed):,}{f', {failures} shown' if failures < len(failed) else ''}):"
        for one in failed[:failures]:
            yield f"    {told(one)}"


def told(one: Prediction) -> str:
    """One prediction that is not as labelled, in a line."""
    got = f"{one.decision} {one.institution}".strip() if one.institution else "nothing"
    why = f": {one.evidence}" if one.evidence else ""
    return f"line {one.line}, {one.outcome}: “{one.text}” → {got}; labelled {one.expected}{why}"


def groups_of(measure: Measure) -> Iterator[tuple[str, dict[str, Counts]]]:
    """Each heading with its groups, largest first, small ones together at the end."""
    for heading, groups in measure.groups.items():
        large: dict[str, Counts] = {}
        others = Counts()
        for name, counts in sorted(groups.items(), key=lambda item: (-_size(item[1]), item[0])):
            if _size(counts) >= _SMALLEST_GROUP and len(large) < _MOST_GROUPS:
                large[name] = counts
            else:
                for outcome in ("right", "wrong", "missed"):
                    others.add(outcome, getattr(counts, outcome))
        if _size(others):
            large[_OTHERS] = others
        if len(large) > 1:
            yield heading, large


def figures(counts: Counts) -> str:
    """Precision, recall, F1 and what they are made of."""
    return (
        f"precision {share(counts.precision)}  recall {share(counts.recall)}  F1 {share(counts.f1)}  "
        f"({counts.right:,} right, {counts.wrong:,} wrong, {counts.missed:,} missed)"
    )


def share(value: float | None) -> str:
    """A share with three decimals, cut and not rounded: .9499 does not reach .95."""
    return "  – " if value is None else f"{int(value * 1000) / 1000:.3f}".removeprefix("0")


def speed(score: Score) -> str:
    """Strings, entries or pairs a second."""
    return f"{score.per_second:,.0f} {score.unit}/s"


def write_predictions(path: Path, score: Score) -> None:
    """Every row's prediction as a CSV. Raises `SourceError` where the file cannot be written."""
    rows = ([getattr(one, name) for name in COLUMNS] for one in score.predictions)
    try:
        path.write_text(spreadsheet.text(COLUMNS, rows), encoding="utf-8", newline="")
    except OSError as error:
        raise SourceError(f"{path} cannot be written ({error.strerror}): name another file.") from error


def _size(counts: Counts) -> int:
    return counts.right + counts.wrong + counts.missed
