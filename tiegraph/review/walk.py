"""A walk through open cases, one key a case. Every decision is in the file before the next case is shown."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from rich.console import Console
from rich.table import Table

from loader import judgements
from loader.judgements import CONFIRMED, REJECTED, UNSURE, Judgement
from tiegraph.review.cases import Case

DECISIONS = {"y": CONFIRMED, "n": REJECTED, "u": UNSURE}
SKIP, BACK, REASON, QUIT = "s", "z", "w", "q"
KEYS = "[y] yes  [n] no  [u] unsure  [s] skip  [z] undo  [w] why  [q] quit"
LAST = "No further case.  [z] undo the last  [q] quit"
_QUESTIONS = {
    "same body": "Is the entry this institution?",
    "part of": "Is the entry a part of this institution?",
    "successor": "Is the one the successor of the other?",
}


@dataclass
class Walk:
    """Where a walk is. `made`: the decisions of this walk, each with the file's judgements before it."""

    path: Path
    who: str
    today: date
    made: list[tuple[Judgement, tuple[Judgement, ...]]] = field(default_factory=list)

    def decide(self, case: Case, judgement: str, why: str) -> None:
        """Write a decision to the file. Raises `SourceError` where the file cannot be read or written."""
        before = judgements.read(self.path)
        new = case.judged(judgement, self.who, self.today, why)
        judgements.write(self.path, judgements.together(before, [new]))
        self.made.append((new, before))

    def undo(self) -> None:
        """Take the last decision back."""
        _, before = self.made.pop()
        judgements.write(self.path, before)


def walk(
    cases: Iterable[Case],
    total: int,
    state: Walk,
    console: Console,
    key: Callable[[], str],
    reason: Callable[[], str],
) -> None:
    """Show case after case until none is left or somebody quits. `key()` waits for one key, `reason()` for a line."""
    shown: list[Case] = []
    decided: list[bool] = []
    coming: Iterator[Case] = iter(cases)
    at = 0
    while True:
        if at == len(shown):
            case = next(coming, None)
            if case is None:
                if not at or not _goes_back(console, key):
                    return
                at = _back(state, decided, at, console)
                continue
            shown.append(case)
        case = shown[at]
        show(case, at + 1, total, console)
        why = ""
        while True:
            pressed = key().lower()
            if pressed == REASON:
                why = reason()
            elif pressed in DECISIONS:
                state.decide(case, DECISIONS[pressed], why)
                console.print(f"→ {DECISIONS[pressed]}\n")
                decided.append(True)
                at += 1
                break
            elif pressed == SKIP:
                console.print("→ skipped\n")
                decided.append(False)
                at += 1
                break
            elif pressed == BACK and at:
                at = _back(state, decided, at, console)
                break
            elif pressed == QUIT:
                return
            else:
                console.print(KEYS)


def _goes_back(console: Console, key: Callable[[], str]) -> bool:
    """After the last case: whether it is to be shown again, and its decision taken back."""
    console.print(LAST)
    while (pressed := key().lower()) not in (BACK, QUIT):
        console.print(LAST)
    return pressed == BACK


def _back(state: Walk, decided: list[bool], at: int, console: Console) -> int:
    """Take back what was decided last; the number of the case before."""
    taken = decided.pop()
    if taken:
        state.undo()
    console.print("→ back, and taken back\n" if taken else "→ back\n")
    return at - 1


def show(case: Case, number: int, total: int, console: Console) -> None:
    """Entry and institution side by side, what speaks for them, and the question."""
    heading = f"{number} of {total:,} · papers that print the institution: {case.papers:,} · score {case.score:.3f}"
    table = Table(title=heading, title_justify="left", expand=False, pad_edge=False)
    table.add_column("")
    table.add_column(f"Entry of {case.entry.list}", overflow="fold", ratio=1)
    table.add_column("Institution", overflow="fold", ratio=1)
    for row in case.sides():
        table.add_row(*row)
    console.print(table)
    console.print(f"{case.method}: {case.evidence}")
    if case.linked:
        console.print("This link stands and counts until somebody rejects it.")
    console.print(f"{_QUESTIONS[case.relation]}  {KEYS}")
