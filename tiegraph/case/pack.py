"""The zip of a case: the same files give the same bytes, on every machine and in every year.

Nothing is compressed, as the same text deflates to other bytes under another version of zlib; there is no time and no
owner in it, and the names are plain ASCII. So a zip can be compared with the one that its files would give.
"""

from __future__ import annotations

import hashlib
import json
import struct
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

MANIFEST = "MANIFEST.json"
FORM = "tiegraph case"
#: 1 January 1980, the first day that a zip can name
_DAY = 1 << 5 | 1
_MOST_FILES, MOST_BYTES = 0xFFFF, 0xFFFFFFFF


@dataclass(frozen=True, slots=True)
class Member:
    """A file in the zip, without its content."""

    name: str
    crc: int
    size: int


def manifest(about: Mapping[str, Any], files: Mapping[str, bytes]) -> bytes:
    """The manifest: what the zip is, and name, sha256 and size of each file; `self` is the sha256 of all the rest."""
    listed = [
        {"name": name, "sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content)}
        for name, content in files.items()
    ]
    return written({"form": FORM, "version": 1, **about, "files": listed})


def written(content: Mapping[str, Any]) -> bytes:
    """A manifest as it is written, with the sha256 of itself under `self`."""
    bare = {name: value for name, value in content.items() if name != "self"}
    return _json({**bare, "self": hashlib.sha256(_json(bare)).hexdigest()})


def _json(content: Mapping[str, Any]) -> bytes:
    return (json.dumps(content, ensure_ascii=True, indent=1) + "\n").encode()


def packed(files: Mapping[str, bytes]) -> Iterator[bytes]:
    """The bytes of the zip. Raises ValueError for more than a zip of this kind can hold (65,535 files, 4 GiB)."""
    members = [Member(name, zlib.crc32(content), len(content)) for name, content in files.items()]
    if len(members) > _MOST_FILES or sum(one.size + len(one.name) + 200 for one in members) > MOST_BYTES:
        raise ValueError("more than one zip can hold")
    for member in members:
        yield head(member)
        yield files[member.name]
    yield end(members)


def head(member: Member) -> bytes:
    """What stands before the content of a file."""
    name = member.name.encode()
    return struct.pack("<4sHHHHHIIIHH", b"PK\3\4", 20, 0, 0, 0, _DAY, *_sizes(member), len(name), 0) + name


def end(members: Iterable[Member]) -> bytes:
    """What stands after all files: the directory of the zip."""
    parts, at = [], 0
    for member in members:
        name = member.name.encode()
        parts.append(
            struct.pack(
                "<4sHHHHHHIIIHHHHHII",
                *(b"PK\1\2", 0x0314, 20, 0, 0, 0, _DAY, *_sizes(member), len(name), 0, 0, 0, 0, 0o100644 << 16, at),
            )
            + name
        )
        at += len(head(member)) + member.size
    directory = b"".join(parts)
    return directory + struct.pack("<4sHHHHIIH", b"PK\5\6", 0, 0, len(parts), len(parts), len(directory), at, 0)


def _sizes(member: Member) -> tuple[int, int, int]:
    return member.crc, member.size, member.size
