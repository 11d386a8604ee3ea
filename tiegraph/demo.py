"""The bundled data in an instance of their own."""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from cypher.errors import TiegraphError
from tiegraph.connecting import connect
from tiegraph.knowledge import KnowledgeBase
from tiegraph.local import Instance, Report, Running
from tiegraph.version import __version__

if TYPE_CHECKING:
    from loader.progress import Report as Progress

MANIFEST = "manifest.csv"


class NoData(TiegraphError):
    """The bundled data are not where they should be."""


@dataclass(frozen=True, slots=True)
class World:
    """What a demo loads, and where. `name` is the instance and says what its database is for."""

    name: str
    #: inside the data folder
    folder: str
    #: the headline question is asked of each; the last answer becomes the page
    lists: tuple[str, ...]
    page: str


DEMO = World("demo", ".", ("us-entity-list", "any"), "listed-to-dprk.html")
PRACTICE = World("practice", "practice", ("any",), "practice-listed-to-dprk.html")


@dataclass(frozen=True, slots=True)
class Bundled:
    """One line of the manifest."""

    source: str
    path: Path


def data_folder() -> Path:
    """The bundled data: `data/` of the repository, `tiegraph/data` of an installed wheel. Raises `NoData`."""
    package = Path(__file__).parent
    for folder in (package / "data", package.parent / "data"):
        if (folder / MANIFEST).is_file():
            return folder
    raise NoData(f"The bundled data are missing ({package.parent / 'data'}): install tiegraph again, or clone it anew.")


def bundled(world: World) -> list[Bundled]:
    """The files of a world in the order in which they are loaded."""
    folder = data_folder() / world.folder
    with (folder / MANIFEST).open(encoding="utf-8", newline="") as file:
        rows = sorted(csv.DictReader(file), key=lambda row: int(row["order"]))
    return [Bundled(row["source"], folder / row["file"]) for row in rows]


def ready(
    world: World, report: Report, progress: Progress, say: Callable[[str], None]
) -> tuple[Running, KnowledgeBase]:
    """Start the world's instance and load what is not loaded yet. The caller closes the connection."""
    running = Instance(world.name).start(report)
    kb = connect(world.name)
    try:
        load(kb, world, progress, say)
    except BaseException:
        kb.close()
        raise
    return running, kb


def load(kb: KnowledgeBase, world: World, progress: Progress, say: Callable[[str], None]) -> int:
    """Load the files of a world that this version has not loaded as they are; how many those were.

    Links are derived with the last of them: a load is complete once they are, so a stopped demo goes on where it was.
    """
    to_load = _not_loaded(kb, bundled(world))
    for file in to_load:
        done = kb.load(file.source, file.path, report=progress, relink=file is to_load[-1], purpose=world.name)
        say(f"{file.source} {file.path.name}: {done.account}")
    return len(to_load)


def _not_loaded(kb: KnowledgeBase, files: list[Bundled]) -> list[Bundled]:
    from loader.run import sha256_of
    from loader.sources import SOURCES

    loaded = {
        (one["source"], *one["sha256"])
        for one in kb.loads()
        if one["state"] == "complete" and one["version"] == __version__
    }

    def key(file: Bundled) -> tuple[str, ...]:
        return file.source, *(sha256_of(part) for part in SOURCES[file.source].files(file.path))

    return [file for file in files if key(file) not in loaded]
