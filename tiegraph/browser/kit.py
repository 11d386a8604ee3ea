"""The three files for Neo4j Browser, and writing them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from cypher.errors import TiegraphError
from tiegraph.browser.favourites import archive, files
from tiegraph.browser.grass import style_sheet
from tiegraph.browser.guide import guide

FAVOURITES, STYLE, GUIDE = "favourites.zip", "tiegraph.grass", "guide.html"


class CannotWrite(TiegraphError):
    """The folder or a file in it cannot be written."""


def make(given: Mapping[str, str], address: str) -> dict[str, bytes]:
    """The files by name; `given` is what *set defaults* sets instead of defaults, `address` where they may be served.

    Raises `UsageError` for a parameter or value that no question takes.
    """
    return {
        FAVOURITES: archive(files(given)),
        STYLE: style_sheet().encode(),
        GUIDE: guide(address, {"favourites": FAVOURITES, "style": STYLE}).encode(),
    }


def write(made: Mapping[str, bytes], folder: Path) -> None:
    """Write the files into `folder`, over those of an earlier run. Raises `CannotWrite`."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in made.items():
            (folder / name).write_bytes(content)
    except OSError as error:
        raise CannotWrite(
            f"{error.filename or folder} cannot be written ({error.strerror}): name another folder with -o."
        ) from error
