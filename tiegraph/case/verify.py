"""Checking the zip of a case, years later and without a database: each file against its sha256 in the manifest.

Nothing is unpacked, so no name in a zip can lead out of a folder.
"""

from __future__ import annotations

import hashlib
import json
import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from cypher.errors import TiegraphError
from tiegraph.case.pack import FORM, MANIFEST, MOST_BYTES, Member, end, head, written

_CHUNK = 1 << 20
#: A manifest is a line or two for each file.
_LARGEST_MANIFEST = 64 << 20
_SHA256 = re.compile(r"[0-9a-f]{64}")


class NotACase(TiegraphError):
    """The file is no zip, is cut off, or has no manifest that can be read."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came out. `faults`: sentences, each naming a file that does not match, is missing, or is extra."""

    path: Path
    case: str
    files: int
    sha256: str
    faults: tuple[str, ...]


def verify(path: Path) -> Verdict:
    """Check a zip against its manifest. Raises `NotACase` with a sentence where there is nothing to check."""
    try:
        with path.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
            with _opened(path, stream) as archive:
                content = _manifest(path, archive)
                faults = tuple(_faults(archive, content, digest))
    except OSError as error:
        raise NotACase(f"{path} cannot be read: {error.strerror or error}.") from error
    return Verdict(path, str(content.get("case", "")), len(content["files"]), digest, faults)


def _opened(path: Path, stream: IO[bytes]) -> zipfile.ZipFile:
    stream.seek(0)
    begins = stream.read(4)
    try:
        return zipfile.ZipFile(stream)
    except (zipfile.BadZipFile, zlib.error, ValueError, NotImplementedError) as error:
        if begins.startswith(b"PK\3\4"):
            raise NotACase(f"{path} is cut off or damaged: the directory at its end cannot be read.") from error
        what = "is empty" if not begins else "is no zip file"
        raise NotACase(f"{path} {what}: give the file that `tiegraph case export` wrote.") from error


def _manifest(path: Path, archive: zipfile.ZipFile) -> dict[str, Any]:
    infos = [info for info in archive.infolist() if info.filename == MANIFEST]
    if not infos:
        raise NotACase(f"{path} has no {MANIFEST}: it was taken out, or `tiegraph case export` did not write this zip.")
    if len(infos) > 1:
        raise NotACase(f"{path} has {len(infos)} files named {MANIFEST}: nobody can tell which one is right.")
    try:
        if infos[0].file_size > _LARGEST_MANIFEST:
            raise ValueError("it is larger than any manifest")
        raw = archive.read(infos[0])
        content = json.loads(raw)
        if not (isinstance(content, dict) and content.get("form") == FORM and isinstance(content.get("files"), list)):
            raise ValueError("it is none of a case")
        if content.get("version") != 1:
            raise ValueError(f"its form is version {content.get('version')}, this tiegraph reads version 1")
        for one in content["files"]:
            if not (isinstance(one, dict) and isinstance(one.get("name"), str)):
                raise ValueError("it names a file without a name")
            if not (_SHA256.fullmatch(str(one.get("sha256"))) and isinstance(one.get("bytes"), int)):
                raise ValueError(f"it has no sha256 or size for {one['name']!r}")
    except (ValueError, RuntimeError, NotImplementedError, EOFError, zipfile.BadZipFile, zlib.error) as error:
        raise NotACase(f"{MANIFEST} in {path} cannot be read: {error}.") from error
    if written(content) != raw:
        raise NotACase(f"{MANIFEST} in {path} was altered: it is not what its own sha256 says.")
    return content


def _faults(archive: zipfile.ZipFile, content: Mapping[str, Any], digest: str) -> Iterator[str]:
    listed = {one["name"]: one for one in content["files"]}
    infos = archive.infolist()
    there = Counter(info.filename for info in infos)
    members: list[Member] = []
    whole = hashlib.sha256()
    found = 0
    for info in infos:
        name = info.filename
        if unsafe(name):
            yield f"{name!r} leads out of its folder: do not unpack this zip."
        if name != MANIFEST and name not in listed:
            yield f"{name!r} is extra: the manifest does not name it."
            found += 1
            continue
        member, right = _checked(archive, info, listed.get(name), whole)
        members.append(member)
        if not right:
            yield f"{name} does not match: its content is not what the manifest's sha256 is of."
            found += 1
    for name, times in there.items():
        if times > 1:
            yield f"{name!r} stands in it {times} times."
            found += 1
    for name in listed:
        if unsafe(name):
            yield f"The manifest names {name!r}, which leads out of its folder."
            found += 1
        if name not in there:
            yield f"{name} is missing: the manifest names it."
            found += 1
    if found:
        return
    whole.update(end(members))
    if whole.hexdigest() != digest:
        yield (
            "Every file matches, but the zip around them is not as tiegraph writes it: it was packed anew by another "
            "program, or altered."
        )


def _checked(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, listed: Mapping[str, Any] | None, whole: Any
) -> tuple[Member, bool]:
    """A file as it stands in the zip, and whether it is what the manifest says; `whole` is the zip as it should be."""
    member = Member(info.filename, info.CRC, info.file_size)
    if info.file_size > MOST_BYTES or (listed is not None and info.file_size != listed["bytes"]):
        return member, False
    whole.update(head(member))
    own = hashlib.sha256()
    try:
        with archive.open(info) as stream:
            while chunk := stream.read(_CHUNK):
                own.update(chunk)
                whole.update(chunk)
    except (OSError, RuntimeError, NotImplementedError, EOFError, zipfile.BadZipFile, zlib.error):
        return member, False
    return member, listed is None or own.hexdigest() == listed["sha256"]


def unsafe(name: str) -> bool:
    """Whether a name leads out of the folder that a zip is unpacked into, on any system."""
    parts = re.split(r"[/\\]", name)
    return ".." in parts or name.startswith(("/", "\\")) or "\\" in name or bool(re.match(r"[A-Za-z]:", name))
