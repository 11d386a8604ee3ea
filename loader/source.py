"""What a source module declares about its publisher, and the contract of `read`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from loader.records import Rejected, Row

#: What a licence says about passing on; unknown counts as no.
REDISTRIBUTABLE = ("yes", "no", "unknown")
AS_THE_LIST = "as the list"

Read = Callable[[Path], Iterator[Row | Rejected]]

#: A file that lost more than this share of the last one's records is not believed, when fetched as when loaded: a list
#: loses a few per cent in a revision, a broken download loses half.
SHRINK_SHARE = 0.10


@dataclass(frozen=True, slots=True)
class Source:
    """Facts about one publisher's format, and the function that reads it.

    `read(path)` streams `Row`s and `Rejected`s in the file's order; it raises `SourceError` only where the file is not
    of this format at all. `as_of(path)` gives the day the file speaks for, or None where the file does not say.
    `precedence` orders sources where two give one property of a paper or institution: the greater wins.
    """

    id: str
    title: str
    licence: str
    address: str
    #: whether the licence lets one pass the records on; `AS_THE_LIST`: that of each list (`lists.csv`) says
    redistributable: str = field(default="unknown", kw_only=True)
    #: papers, institutions, lists or facts: says which parts of the graph must be derived anew
    kind: str
    precedence: int
    read: Read
    as_of: Callable[[Path], date | None]
    #: ids of the lists that its files can bring, where the format says which; `list_csv` brings any
    lists: tuple[str, ...] = field(default=(), kw_only=True)
    #: what the file must at least hold, or None where any number is right
    floor: int | None = None
    #: the files that `read(path)` reads, whose checksums the load keeps
    files: Callable[[Path], tuple[Path, ...]] = lambda path: (path,)
    #: a file is the whole of its lists, by their authority: entries that a newer one lacks have ended
    complete: bool = False
    #: files of a `complete` source that are not whole all the same: an amendment
    partial: Callable[[Path], bool] = lambda path: False
    #: lists of a `complete` source that another authority keeps: their copies only add what nobody else says
    copies: frozenset[str] = frozenset()
    #: whether a file of lines may begin with this one; it can then be cut before it. None: files cannot be cut
    may_begin: Callable[[bytes], bool] | None = None

    def is_complete(self, path: Path) -> bool:
        """Whether this file is the whole of its lists. Raises `SourceError` as `read` does."""
        return self.complete and not self.partial(path)
