"""What was predicted for a labelled row, and how often that is right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

#: Decisions, and outcomes of a prediction beside its label; None where the row has no label.
MATCH, REVIEW, NO = "match", "review", "no"
RIGHT, WRONG, MISSED = "right", "wrong", "missed"


@dataclass(frozen=True, slots=True)
class Prediction:
    """What the resolver says of one row. Several institutions stand with " | " between, as do what belongs to each."""

    line: int
    #: the string, or the entry's name, as the row has it
    text: str
    institution: str = ""
    relation: str = ""
    score: str = ""
    decision: str = NO
    evidence: str = ""
    #: what the row's label says, in words or as ids
    expected: str = ""
    #: right, wrong, missed; empty where the label does not say
    outcome: str = ""


@dataclass
class Counts:
    """Right and wrong predictions, and what should have been predicted and was not."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def precision(self) -> float | None:
        """Share of predictions that are right; None where there is none."""
        return _share(self.right, self.right + self.wrong)

    @property
    def recall(self) -> float | None:
        """Share of what should be predicted that is; None where there is nothing to predict."""
        return _share(self.right, self.right + self.missed)

    @property
    def f1(self) -> float | None:
        """Harmonic mean of both; None where neither says anything."""
        return _share(2 * self.right, 2 * self.right + self.wrong + self.missed)

    def add(self, outcome: str, number: int = 1) -> None:
        """Count an outcome; anything but right, wrong and missed counts nowhere."""
        if outcome in (RIGHT, WRONG, MISSED):
            setattr(self, outcome, getattr(self, outcome) + number)

    def add_sets(self, predicted: set[str], expected: set[str]) -> str:
        """Count the members of both sets; the outcome of the row as a whole: the worst."""
        self.add(RIGHT, len(predicted & expected))
        self.add(WRONG, len(predicted - expected))
        self.add(MISSED, len(expected - predicted))
        if predicted - expected:
            return WRONG
        return MISSED if expected - predicted else RIGHT


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


@dataclass
class Measure:
    """One thing measured, whole and by group: `groups["by country"]["CN"]`. `targets` are floors by figure's name."""

    name: str
    counts: Counts = field(default_factory=Counts)
    groups: dict[str, dict[str, Counts]] = field(default_factory=dict)

    def of(self, **groups: str) -> Iterator[Counts]:
        """The counts that a row belongs to: the whole, and its group under each heading that it has a value for."""
        yield self.counts
        for heading, group in groups.items():
            if group:
                yield self.groups.setdefault(heading, {}).setdefault(group, Counts())

    def add(self, outcome: str, **groups: str) -> None:
        """Count one outcome in the whole and in the row's groups."""
        for counts in self.of(**groups):
            counts.add(outcome)

    def add_sets(self, predicted: set[str], expected: set[str], **groups: str) -> str:
        """Count sets in the whole and in the row's groups; the outcome of the row."""
        outcome = ""
        for counts in self.of(**groups):
            outcome = counts.add_sets(predicted, expected)
        return outcome


@dataclass
class Score:
    """The resolver on one labelled file."""

    title: str
    measures: list[Measure] = field(default_factory=list)
    predictions: list[Prediction] = field(default_factory=list)
    #: what was left out of the figures and why, in sentences
    notes: list[str] = field(default_factory=list)
    #: what was resolved (strings, entries), each once, and the seconds of processor time that took on one core
    distinct: int = 0
    seconds: float = 0.0
    #: what is counted in `distinct`
    unit: str = "strings"

    @property
    def per_second(self) -> float:
        return self.distinct / self.seconds if self.seconds else 0.0

    @property
    def failures(self) -> list[Prediction]:
        """Rows whose prediction is not what their label says, wrong ones first."""
        return [one for outcome in (WRONG, MISSED) for one in self.predictions if one.outcome == outcome]

    def measure(self, name: str) -> Measure:
        """The measure of this name; raises `StopIteration` for a name that is not there."""
        return next(one for one in self.measures if one.name == name)


def joined(values: Iterable[object]) -> str:
    """Values of one cell, " | " between."""
    return " | ".join(map(str, values))
