"""What is kept of a fetch beside the files: where they are from, when, and how to know them again."""

from __future__ import annotations

import hashlib
from datetime import date, datetime
from pathlib import Path

import msgspec

from loader.errors import FetchError

FILE = "manifest.json"


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """One file as it was fetched. `address` is the official one, without a key.

    `rows` and `rejected` count records as the source's reader does; `as_of` is the day that the file itself gives.
    """

    file: str
    address: str
    retrieved: datetime
    sha256: str
    bytes: int
    rows: int
    rejected: int
    as_of: date | None = None
    etag: str | None = None
    last_modified: str | None = None


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """The last good files of a source."""

    source: str
    licence: str
    #: when the publisher was last asked, also where nothing was new
    checked: datetime
    files: tuple[Kept, ...]

    def sound(self, folder: Path) -> bool:
        """Whether `folder` still holds exactly these files."""
        return all((path := folder / one.file).is_file() and sha256_of(path) == one.sha256 for one in self.files)


def read(folder: Path) -> Manifest | None:
    """The manifest of a folder, or None where nothing was fetched into it. Raises `FetchError` where it is damaged."""
    path = folder / FILE
    if not path.exists():
        return None
    try:
        return msgspec.json.decode(path.read_bytes(), type=Manifest)
    except msgspec.DecodeError as error:
        raise FetchError(f"{path} cannot be read ({error}): delete it, and the files are fetched anew.") from error


def write(folder: Path, manifest: Manifest) -> None:
    """Put the manifest in place, whole or not at all."""
    partial = folder / f".{FILE}"
    partial.write_bytes(msgspec.json.format(msgspec.json.encode(manifest), indent=2) + b"\n")
    partial.replace(folder / FILE)


def sha256_of(path: Path) -> str:
    """The sha256 of a file, in hexadecimal."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
