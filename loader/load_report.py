"""What a load did, as it is told and kept."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from loader.account import Account
from loader.link import Linked


@dataclass
class LoadReport:
    """What a load did. `account` balances.

    Rejected records stand in `rejected_file`, what could not be used of records that were loaded in `notes_file`; one
    JSON object a line. `notes` counts the latter by their text.
    """

    id: str
    source: str
    files: list[str]
    account: Account = field(default_factory=Account)
    rejected_file: Path | None = None
    notes: Counter[str] = field(default_factory=Counter)
    notes_file: Path | None = None
    conflicts: list[str] = field(default_factory=list)
    #: list entries that a newer file no longer has
    closed: int = 0
    #: list entries that the file writes differently from before: the id kept, and the one that their name would make
    renamed: list[tuple[str, str]] = field(default_factory=list)
    #: what files mean for their lists that are not the newest whole ones, in sentences
    means: list[str] = field(default_factory=list)
    linked: Linked = field(default_factory=Linked)
    seconds: float = 0.0


def counts_of(account: Account) -> dict[str, int]:
    """An account as `Load` keeps it."""
    return {
        "read": account.read,
        "written": account.written,
        "unchanged": account.unchanged,
        "merged": account.merged,
        "rejected": account.rejected,
    }
