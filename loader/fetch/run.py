"""Fetch a source: its files into a staging folder, checked there together, and only then in the place of the old."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import httpx
from filelock import FileLock, Timeout
from msgspec.structs import replace

from loader.errors import FetchError, SourceError
from loader.fetch import manifest as manifests
from loader.fetch.access import Access
from loader.fetch.documents import newest
from loader.fetch.downloads import DOWNLOADS, OpenAlexWorks, Wanted, ZenodoNewest, by_hand
from loader.fetch.manifest import Kept, Manifest, sha256_of
from loader.fetch.openalex import works
from loader.fetch.transfer import Got, Progress, Report, transfer
from loader.records import ControlList, Rejected
from loader.source import Source

#: A file that lost more than this share of the last good one's records or bytes is not believed.
SHRINK_SHARE = 0.1
#: How publishers' own servers are asked.
OFFICIAL = Access()
_STAGING = ".fetch"


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a fetch did. `limits` are the headers of price and rate, by file."""

    manifest: Manifest
    #: in the order of the source's table: the first is what the reader is given
    paths: tuple[Path, ...]
    #: whether anything is new
    changed: bool
    limits: dict[str, dict[str, str]] = field(default_factory=dict)


def fetch(
    source: Source,
    folder: Path,
    *,
    allow_shrink: bool = False,
    access: Access = OFFICIAL,
    environ: Mapping[str, str] = os.environ,
    report: Report = lambda progress: None,
) -> Fetched:
    """Bring the source's files in `folder` up to date; `manifest.json` beside them says where they are from.

    Either all files of the source are replaced, or none. Raises `FetchError` where the source has no direct address,
    where a file cannot be had, is not read by the source's reader, or has fewer records than the source's floor or
    than `SHRINK_SHARE` less than the last good one (unless `allow_shrink`).
    """
    wanted = DOWNLOADS.get(source.id)
    if not wanted:
        raise FetchError(by_hand(source))
    try:
        (folder / _STAGING).mkdir(parents=True, exist_ok=True)
        with FileLock(folder / _STAGING / ".lock", timeout=0), access.client() as client:
            return _Fetch(source, folder, client, access, environ, report).run(wanted, allow_shrink)
    except Timeout as error:
        raise FetchError(f"{folder} is being fetched into by another process: run this when it has ended.") from error
    except OSError as error:
        raise FetchError(
            f"{error.filename or folder} cannot be written ({error.strerror or error}): make room or give write "
            "permission, or name another folder; what was fetched before is still there."
        ) from error


@dataclass(frozen=True, slots=True)
class _Fetch:
    source: Source
    folder: Path
    client: httpx.Client
    access: Access
    environ: Mapping[str, str]
    report: Report

    def run(self, wanted: tuple[Wanted, ...], allow_shrink: bool) -> Fetched:
        last = manifests.read(self.folder)
        # What was changed by hand, or not put in place to the end, is no ground to ask "has it changed since".
        sound = {one.file: one for one in last.files} if last and last.sound(self.folder) else {}
        got = [self._get(one, sound) for one in wanted]
        files = tuple(one if isinstance(one, Kept) else self._kept(one) for one in got)
        new = {one.file for one in files if one.file not in sound or sound[one.file].sha256 != one.sha256}
        if last and not new and len(files) == len(last.files):
            manifest = replace(last, checked=self.access.now(), files=files)
        else:
            manifest = self._checked(files, new, last, allow_shrink)
            for one in files:
                if one.file in new:
                    (self.staging / one.file).replace(self.folder / one.file)
        manifests.write(self.folder, manifest)
        for one in files:
            (self.staging / one.file).unlink(missing_ok=True)
        limits = {one.path.name: one.limits for one in got if isinstance(one, Got) and one.limits}
        return Fetched(manifest, tuple(self.folder / one.file for one in files), bool(new), limits)

    @property
    def staging(self) -> Path:
        return self.folder / _STAGING

    def _get(self, wanted: Wanted, sound: Mapping[str, Kept]) -> Got | Kept:
        """A new file, or the one that is still current."""
        if isinstance(wanted, OpenAlexWorks):
            return works(self.client, self.access, wanted, self.staging, self.environ, self.report)
        if isinstance(wanted, ZenodoNewest):
            name = f"{self.source.id}: newest record"
            wanted = newest(self.client, self.access, wanted, lambda note: self.report(Progress(name, note=note)))
        kept = sound.get(wanted.file)
        # An address that has changed is asked anew, whatever it calls its versions.
        kept = kept if kept and kept.address == wanted.address else None
        got = transfer(self.client, self.access, wanted, self.staging, kept, self.report)
        if got is None and kept is None:
            raise FetchError(
                f"{wanted.address} says that {wanted.file} has not changed, but none was kept: run it again."
            )
        return got or kept  # type: ignore[return-value]  # one of them is there

    def _kept(self, got: Got) -> Kept:
        return Kept(
            file=got.path.name,
            address=got.address,
            retrieved=self.access.now(),
            sha256=sha256_of(got.path),
            bytes=got.path.stat().st_size,
            etag=got.etag,
            last_modified=got.last_modified,
        )

    def _checked(self, files: tuple[Kept, ...], new: set[str], last: Manifest | None, allow_shrink: bool) -> Manifest:
        """The manifest of the files in the staging folder. Raises `FetchError` where they are not to be believed."""
        for one in files:
            if one.file not in new:
                # The reader looks for the files that belong together in one folder.
                shutil.copyfile(self.folder / one.file, self.staging / one.file)
        path = self.staging / files[0].file
        rows, rejected = self._count(path)
        if not allow_shrink:
            for what, before, after in _sizes(files, rows, last):
                if after < before * (1 - SHRINK_SHARE):
                    raise FetchError(
                        f"{what} from {before:,} to {after:,}, more than {SHRINK_SHARE:.0%}: look at {path}, and if it "
                        "is right, run this with --allow-shrink. The last good files stay."
                    )
            if self.source.floor and rows < self.source.floor:
                raise FetchError(
                    f"{path.name} of {self.source.id} has {rows:,} records, and {self.source.floor:,} are the least "
                    f"expected: look at {path}, and if it is right, run this with --allow-shrink."
                )
        return Manifest(
            source=self.source.id,
            licence=self.source.licence,
            checked=self.access.now(),
            rows=rows,
            rejected=rejected,
            as_of=self.source.as_of(path),
            files=files,
        )

    def _count(self, path: Path) -> tuple[int, int]:
        """The records that the source's reader takes from a file, and those that it rejects."""
        rows = rejected = 0
        try:
            for item in self.source.read(path):
                if isinstance(item, Rejected):
                    rejected += 1
                elif not item.side and not isinstance(item.record, ControlList):
                    rows += 1
        except SourceError as error:
            raise FetchError(f"What was fetched cannot be read and is left at {path}: {error}") from error
        if not rows:
            raise FetchError(f"What was fetched holds no record that can be loaded ({rejected:,} rejected): {path}.")
        return rows, rejected


def _sizes(files: tuple[Kept, ...], rows: int, last: Manifest | None) -> Iterator[tuple[str, int, int]]:
    """What is compared with the last good fetch: the name of it, before and after."""
    if last is None:
        return
    yield f"The records of {last.source} shrank", last.rows, rows
    for before, after in zip(last.files, files, strict=False):
        yield f"{after.file} shrank in bytes", before.bytes, after.bytes
