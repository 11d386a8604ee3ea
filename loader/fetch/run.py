"""Fetch a source: its files into a staging folder, read and checked there, and only then in the place of the old."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import httpx
from filelock import FileLock, Timeout

from loader.errors import FetchError, SourceError
from loader.fetch import manifest as manifests
from loader.fetch.access import Access
from loader.fetch.documents import newest
from loader.fetch.downloads import DOWNLOADS, OpenAlexWorks, Wanted, ZenodoNewest, by_hand
from loader.fetch.manifest import Kept, Manifest, sha256_of
from loader.fetch.openalex import works
from loader.fetch.transfer import Got, Progress, Report, transfer
from loader.records import ControlList, Rejected
from loader.source import SHRINK_SHARE, Source

#: How publishers' own servers are asked.
OFFICIAL = Access()
_STAGING = ".fetch"


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a fetch did. `limits` are the headers of price and rate, by file."""

    manifest: Manifest
    #: in the order of the manifest
    paths: tuple[Path, ...]
    #: whether anything is new
    changed: bool
    limits: dict[str, dict[str, str]] = field(default_factory=dict)


def fetch(
    source: Source,
    folder: Path,
    *,
    wanted: tuple[Wanted, ...] | None = None,
    allow_shrink: bool = False,
    access: Access = OFFICIAL,
    environ: Mapping[str, str] = os.environ,
    report: Report = lambda progress: None,
) -> Fetched:
    """Bring the source's files in `folder` up to date; `manifest.json` beside them says where they are from.

    `wanted` stands in the place of the source's usual files: works by another filter, in a folder of their own. Either
    all files are replaced, or none. Raises `FetchError` where the source has no direct address,
    where a file cannot be had, is not read by the source's reader, or has fewer records than the source's floor or
    than `SHRINK_SHARE` less than the last good one (unless `allow_shrink`).
    """
    wanted = wanted or DOWNLOADS.get(source.id)
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
        kept = last.files if last else ()
        # What was changed by hand, or not put in place to the end, is no ground to ask "has it changed since".
        sound = {one.file: one for one in kept} if last and last.sound(self.folder) else {}
        got = [self._get(one, sound) for one in wanted]
        files = tuple(one if isinstance(one, Kept) else self._read(one, sound) for one in got)
        new = [one for one in files if one.file not in sound or sound[one.file].sha256 != one.sha256]
        if not allow_shrink:
            self._refuse_shrunk(new, dict(zip((one.file for one in files), kept, strict=False)))
        for one in new:
            (self.staging / one.file).replace(self.folder / one.file)
        manifest = Manifest(source=self.source.id, licence=self.source.licence, checked=self.access.now(), files=files)
        manifests.write(self.folder, manifest)
        for one in files:
            (self.staging / one.file).unlink(missing_ok=True)
        limits = {one.path.name: one.limits for one in got if isinstance(one, Got) and one.limits}
        return Fetched(manifest, tuple(self.folder / one.file for one in files), bool(new), limits)

    @property
    def staging(self) -> Path:
        return self.folder / _STAGING

    def _get(self, wanted: Wanted, sound: Mapping[str, Kept]) -> Got | Kept:
        """A file that was sent, or the one here that is still current."""
        if isinstance(wanted, OpenAlexWorks):
            return works(self.client, self.access, wanted, self.staging, self.environ, self.report)
        if isinstance(wanted, ZenodoNewest):
            name = f"{self.source.id}: newest record"
            wanted = newest(self.client, self.access, wanted, lambda note: self.report(Progress(name, note=note)))
        kept = sound.get(wanted.file)
        # An address that has changed is asked anew, whatever it calls its versions.
        condition = kept if kept and kept.address == wanted.address else None
        return transfer(self.client, self.access, wanted, self.staging, condition, self.report)

    def _read(self, got: Got, sound: Mapping[str, Kept]) -> Kept:
        """What is to be remembered of a file that was sent. Raises `FetchError` where its records cannot be read."""
        rows = rejected = 0
        try:
            for item in self.source.read(got.path):
                if isinstance(item, Rejected):
                    rejected += 1
                elif not item.side and not isinstance(item.record, ControlList):
                    rows += 1
            as_of = self.source.as_of(got.path)
        except SourceError as error:
            raise FetchError(f"What was fetched cannot be read and is left at {got.path}: {error}") from error
        if not rows:
            raise FetchError(
                f"What was fetched holds no record that can be loaded ({rejected:,} rejected): {got.path}."
            )
        sha256 = sha256_of(got.path)
        before = sound.get(got.path.name)
        return Kept(
            file=got.path.name,
            address=got.address,
            retrieved=before.retrieved if before and before.sha256 == sha256 else self.access.now(),
            sha256=sha256,
            bytes=got.path.stat().st_size,
            rows=rows,
            rejected=rejected,
            as_of=as_of,
            etag=got.etag,
            last_modified=got.last_modified,
        )

    def _refuse_shrunk(self, new: Iterable[Kept], before: Mapping[str, Kept]) -> None:
        """Raises `FetchError` where a file lost too much against the one `before` it, or is below the floor."""
        floor = self.source.floor or 0
        for one in new:
            was = before.get(one.file)
            if was and _shrank(was.rows, one.rows):
                what = f"shrank from {was.rows:,} to {one.rows:,} records, by more than {SHRINK_SHARE:.0%}"
            elif was and _shrank(was.bytes, one.bytes):
                what = f"shrank from {was.bytes:,} to {one.bytes:,} bytes, by more than {SHRINK_SHARE:.0%}"
            elif one.rows < floor:
                what = f"has {one.rows:,} records, and {floor:,} are the least expected"
            else:
                continue
            raise FetchError(
                f"{one.file} of {self.source.id} {what}: look at {self.staging / one.file}, and if it is right, run "
                "this again with --allow-shrink."
            )


def _shrank(before: int, after: int) -> bool:
    return after < before * (1 - SHRINK_SHARE)
