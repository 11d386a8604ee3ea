"""What a comparison of two files of one list gives."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

#: A printed value: a text, several, or nothing.
Value = str | tuple[str, ...] | None
#: What a table of changes holds, one row a field that changed, one an entry or institution without such.
COLUMNS = ("change", "id", "name", "country", "field", "old", "new", "papers_with_dprk")


@dataclass(frozen=True, slots=True)
class ListFile:
    """A file of the list's authority: the day it speaks for, the load that brought it, its entries."""

    day: date
    load: str
    source: str
    files: tuple[str, ...]
    entries: int


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry that one of the files has and the other lacks. `back`: it had stood on the list before."""

    id: str
    name: str
    countries: tuple[str, ...]
    back: bool = False


@dataclass(frozen=True, slots=True)
class FieldChange:
    """What a field printed in the earlier and in the later file; a tuple where it holds several texts."""

    field: str
    old: Value
    new: Value


@dataclass(frozen=True, slots=True)
class Changed:
    """An entry that both files have, with the fields that differ."""

    id: str
    name: str
    countries: tuple[str, ...]
    fields: tuple[FieldChange, ...]

    @property
    def renamed(self) -> bool:
        return any(one.field == "name" for one in self.fields)


@dataclass(frozen=True, slots=True)
class Touched:
    """An institution that is designated by one of the files only, and through which entries.

    `papers` counts those with DPRK institutions as the question `dprk-partner-institutions` does; None for an
    institution that is in the DPRK itself.
    """

    id: str
    name: str
    country: str | None
    becomes: bool
    entries: tuple[str, ...]
    papers: int | None


@dataclass(frozen=True, slots=True)
class Diff:
    """What changed in a list between two files. `before.entries + len(added) - len(removed) == after.entries`."""

    list: str
    title: str
    nature: str
    before: ListFile
    after: ListFile
    added: tuple[Entry, ...]
    removed: tuple[Entry, ...]
    changed: tuple[Changed, ...]
    institutions: tuple[Touched, ...]
    #: what the comparison cannot know, in sentences
    notes: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        return not (self.added or self.removed or self.changed)

    @property
    def summary(self) -> str:
        """The comparison in one sentence."""
        between = f"{self.list}, file of {self.before.day} against file of {self.after.day}"
        if self.is_empty:
            return f"{between}: nothing changed, {self.after.entries:,} entries."
        renamed = sum(one.renamed for one in self.changed)
        return (
            f"{between}: {len(self.added):,} added, {len(self.removed):,} removed, {len(self.changed):,} changed "
            f"({renamed:,} of them renamed); {self.before.entries:,} entries before, {self.after.entries:,} after."
        )

    def rows(self) -> Iterator[dict[str, Any]]:
        """One row a change, of `COLUMNS`."""
        for change, entries in (("added", self.added), ("removed", self.removed)):
            for entry in entries:
                yield _row("back" if entry.back else change, entry)
        for changed in self.changed:
            for field in changed.fields:
                yield {**_row("changed", changed), "field": field.field, "old": field.old, "new": field.new}
        for one in self.institutions:
            change = "becomes designated" if one.becomes else "no longer designated"
            yield {
                **dict.fromkeys(COLUMNS), "change": change, "id": one.id, "name": one.name, "country": one.country,
                "papers_with_dprk": one.papers,
            }  # fmt: skip

    def to_pandas(self) -> pd.DataFrame:
        """The rows as a DataFrame with `COLUMNS`; fields of several texts are tuples."""
        import pandas as pd

        return pd.DataFrame(list(self.rows()), columns=list(COLUMNS))

    def to_dict(self) -> Mapping[str, Any]:
        """Everything, for JSON but for the days, which are `date`s."""
        return asdict(self)


def _row(change: str, entry: Entry | Changed) -> dict[str, Any]:
    return {
        **dict.fromkeys(COLUMNS),
        "change": change,
        "id": entry.id,
        "name": entry.name,
        "country": ", ".join(entry.countries) or None,
    }
