"""What happened to every record of a load; the numbers must balance."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from loader.errors import LoadError

WRITTEN, UNCHANGED, MERGED, REJECTED = "written", "unchanged", "merged", "rejected"


@dataclass
class Account:
    """Counts of publisher's records: `read = written + unchanged + merged + rejected`."""

    read: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)

    def add(self, outcome: str, number: int = 1) -> None:
        self.outcomes[outcome] += number

    @property
    def written(self) -> int:
        return self.outcomes[WRITTEN]

    @property
    def unchanged(self) -> int:
        return self.outcomes[UNCHANGED]

    @property
    def merged(self) -> int:
        return self.outcomes[MERGED]

    @property
    def rejected(self) -> int:
        return self.outcomes[REJECTED]

    def check(self) -> None:
        """Raise `LoadError` unless every record read is accounted for."""
        total = sum(self.outcomes.values())
        if total != self.read:
            raise LoadError(
                f"The counts do not balance: {self.read} records read, {total} accounted for ({self}). "
                "This is a fault of tiegraph: nothing is hidden, but do not rely on this load; please report it."
            )

    def __str__(self) -> str:
        return (
            f"{self.read:,} read = {self.written:,} written + {self.unchanged:,} unchanged + {self.merged:,} merged + "
            f"{self.rejected:,} rejected"
        )
