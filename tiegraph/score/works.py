"""How many affiliation strings of real works lead to an institution by what they print."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from loader.records import Paper
from loader.resolve import Index, resolve_affiliation
from loader.sources import SOURCES
from tiegraph.score.institutions import read_rows


@dataclass(frozen=True, slots=True)
class Share:
    """Strings of works, one counted for each author who prints it: read + inferred + nothing = all."""

    works: int
    strings: int
    distinct: int
    read: int
    inferred: int

    @property
    def nothing(self) -> int:
        return self.strings - self.read - self.inferred


def share(index: Index, files: Iterable[Path]) -> Share:
    """Read every string of works in OpenAlex's form, whatever institution OpenAlex attached to it."""
    works = 0
    strings: Counter[str] = Counter()
    for path in files:
        for row, _ in read_rows(SOURCES["openalex"], path):
            if isinstance(row.record, Paper):
                works += 1
                strings.update(one.raw for author in row.record.authors for one in author.affiliations)
    read = inferred = 0
    for string, times in strings.items():
        reading = resolve_affiliation(index, string)
        read += times * bool(reading.matches)
        inferred += times * bool(reading.inferred)
    return Share(works, strings.total(), len(strings), read, inferred)
