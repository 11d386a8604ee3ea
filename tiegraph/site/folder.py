"""A folder of pages that is brought up to date as a whole: what did not change is left, nothing is half-written."""

from __future__ import annotations

import json
import shutil
import tempfile
from pathlib import Path
from types import TracebackType

from cypher.errors import TiegraphError

#: Names the pages that tiegraph wrote, so that it removes those that are gone and nothing else.
MANIFEST = "tiegraph-site.json"


class FolderError(TiegraphError):
    """The folder cannot be written to, or holds something already."""


class Folder:
    """Collects pages beside the folder and moves them in at the end; use as a context manager.

    A folder that is there already is only changed with `force`. Leaving with an exception changes nothing.
    Raises `FolderError` with what to do.
    """

    def __init__(self, path: Path, *, force: bool = False) -> None:
        self.path = path.absolute()
        self.written = self.unchanged = self.removed = 0
        self._names: set[str] = set()
        if not self.path.parent.is_dir():
            raise FolderError(f"The folder {self.path.parent} does not exist: create it, or choose another place.")
        if self.path.exists() and not self.path.is_dir():
            raise FolderError(f"{path} is a file: give the name of a folder.")
        if self.taken(path) and not force:
            raise FolderError(f"{path} exists: choose another folder, or bring its pages up to date with --force.")

    @staticmethod
    def taken(path: Path) -> bool:
        """Whether the folder is there and holds something."""
        return path.is_dir() and any(path.iterdir())

    def __enter__(self) -> Folder:
        try:
            self._staged = Path(tempfile.mkdtemp(dir=self.path.parent, prefix=f".{self.path.name}."))
        except OSError as error:
            raise self._failed(error) from error
        return self

    def put(self, name: str, text: str) -> None:
        """A page by its file name. It is written unless the folder has it just so."""
        content = text.encode()
        self._names.add(name)
        there = self.path / name
        try:
            if there.is_file() and there.stat().st_size == len(content) and there.read_bytes() == content:
                self.unchanged += 1
                return
            (self._staged / name).write_bytes(content)
        except OSError as error:
            raise self._failed(error) from error
        self.written += 1

    def __exit__(
        self, kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        try:
            if kind is None:
                self._move()
        except OSError as error:
            raise self._failed(error) from error
        finally:
            shutil.rmtree(self._staged, ignore_errors=True)

    def _move(self) -> None:
        manifest = json.dumps({"pages": sorted(self._names)}, indent=1) + "\n"
        (self._staged / MANIFEST).write_text(manifest, encoding="utf-8", newline="")
        before = self._before()
        # All is on the disk by now: from here on files only change their names.
        self.path.mkdir(exist_ok=True)
        for page in sorted(self._staged.iterdir()):
            page.replace(self.path / page.name)
        for name in sorted(before - self._names):
            if (self.path / name).is_file():
                (self.path / name).unlink()
                self.removed += 1

    def _before(self) -> set[str]:
        """The pages that the last run wrote; only plain names, whatever somebody wrote into the manifest."""
        try:
            pages = json.loads((self.path / MANIFEST).read_text(encoding="utf-8"))["pages"]
        except (OSError, ValueError, KeyError, TypeError):
            return set()
        return {name for name in pages if isinstance(name, str) and name == Path(name).name and name.endswith(".html")}

    def _failed(self, error: OSError) -> FolderError:
        return FolderError(f"{self.path} could not be written: {error.strerror or error}. Nothing in it was changed.")
