"""A folder of part files, read as one file: the way snapshots and harvests are kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from msgspec.structs import replace

from loader.errors import SourceError
from loader.records import Rejected, Row
from loader.source import Read

_ENDINGS = (".jsonl", ".ndjson", ".json", ".xml")


def parts_of(path: Path) -> tuple[Path, ...]:
    """The files of records below a folder, in the order of their names; `path` itself where it is a file.

    Files without ending are parts too (`part_000.gz`). Hidden ones, manifests and tables are none. Raises `SourceError`
    where a folder has none.
    """
    if not path.is_dir():
        return (path,)
    found = tuple(sorted(one for one in path.rglob("*") if one.is_file() and _is_part(one.relative_to(path))))
    if not found:
        raise SourceError(f"{path} holds no part files (…{', …'.join(_ENDINGS)}, or these as .gz).")
    return found


def _is_part(place: Path) -> bool:
    name = place.name.removesuffix(".gz")
    hidden = any(step.startswith(".") for step in place.parts)
    ending = Path(name).suffix
    return (
        not hidden and not name.startswith("manifest") and (ending in _ENDINGS or (not ending and name != place.name))
    )


def each_part(read: Callable[[Path], Iterator[Row | Rejected]]) -> Read:
    """`read` of one file, for a folder too: what is told of a record names its part.

    A part that cannot be read is one `Rejected` with the field `file`; the others are read.
    """

    def over(path: Path) -> Iterator[Row | Rejected]:
        if not path.is_dir():
            yield from read(path)
            return
        for part in parts_of(path):
            yield from one_part(read, path, part)

    return over


def one_part(read: Callable[[Path], Iterator[Row | Rejected]], folder: Path, part: Path) -> Iterator[Row | Rejected]:
    """The part of a folder, as `each_part` reads it."""
    name = part.relative_to(folder).as_posix()
    try:
        for item in read(part):
            if isinstance(item, Rejected):
                field, reason = item.field, f"{name}: {item.reason}"
                yield Rejected(item.line, field, reason if field == "file" else item.reason, f"{name}: {item.raw}")
            elif item.notes:
                yield replace(item, notes=tuple(f"{name}: {note}" for note in item.notes))
            else:
                yield item
    except SourceError as error:
        yield Rejected(0, "file", f"{name}: {error}")
