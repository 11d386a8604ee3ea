"""Reading the facts and writing the bundled files, the same bytes every time."""

from __future__ import annotations

import csv
import gzip
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

#: What a facts file says about where it was read that only its makers could follow, and what a reader is told instead.
_REMARKS = (
    (re.compile(r"\s*\((?:look-up file id|read_file id)[^)]*\)"), " (address not kept)"),
    (re.compile(r"\s*\((?:secondary; )?(?:as read; )?(?:URL|path) not kept\)"), " (address not kept)"),
    (
        re.compile(r"\((list of [^;)]*|stored copy of the paper|page on [^;)]*); path not kept\)"),
        r"(\1; address not kept)",
    ),
    (re.compile(r"\b(?:stored GitHub|GitHub-held)\b"), "GitHub"),
    (re.compile(r"\s*\bread in this search\b"), ""),
    (re.compile(r":? see B_sanctioned_dprk_entities\.csv"), ""),
    (re.compile(r"\bD_papers\.csv (P\d+)"), r"cited paper \1"),
)
_INTERNAL = re.compile(r"[ABCDEF]_\w+\.(?:csv|json)")
_AT_COMMIT = re.compile(
    r"(?P<repo>[\w.-]+/[\w.-]+):(?P<path>\S+)(?: line (?P<line>\d+))? \(commit (?P<commit>[0-9a-f]{40})\)"
)
_ADDRESS = re.compile(r"https?://\S+")


def facts(path: Path) -> list[dict[str, str]]:
    """The rows of a facts file, cells stripped."""
    with path.open(encoding="utf-8", newline="") as stream:
        return [{name: cell.strip() for name, cell in row.items()} for row in csv.DictReader(stream, strict=True)]


def write_table(path: Path, columns: Sequence[str], rows: Iterable[Mapping[str, str]]) -> int:
    """Writes the rows under a header; returns how many. Raises `ValueError` where a row has another column."""
    path.parent.mkdir(parents=True, exist_ok=True)
    listed = list(rows)
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, columns, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(listed)
    return len(listed)


def write_json_lines(path: Path, objects: Iterable[Mapping[str, Any]]) -> None:
    """Writes gzipped JSON Lines, without time or name in the gzip header."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as stream, gzip.GzipFile("", "wb", 9, stream, mtime=0) as zipped:
        for item in objects:
            zipped.write(json.dumps(item, ensure_ascii=False, separators=(",", ":")).encode() + b"\n")


def cell(values: Iterable[str]) -> str:
    """Several values in one cell, each once."""
    return " | ".join(dict.fromkeys(value for value in values if value))


def places(text: str) -> list[str]:
    """Where a fact was read, each place a string that a reader can follow, or that says that it was not kept."""
    found = []
    for part in text.split(" ; "):
        place = part.strip()
        if match := _AT_COMMIT.fullmatch(place):
            line = f"#L{match['line']}" if match["line"] else ""
            place = f"https://github.com/{match['repo']}/blob/{match['commit']}/{match['path']}{line}"
        for pattern, replacement in _REMARKS:
            place = pattern.sub(replacement, place)
        if not _INTERNAL.search(place):
            found.append(place.strip())
    return list(dict.fromkeys(found))


def addresses(text: str) -> list[str]:
    """Only the addresses among the places; `address not kept` where there is none."""
    found = [match.group().rstrip(".,;)") for place in places(text) for match in _ADDRESS.finditer(place)]
    return list(dict.fromkeys(found)) or ["address not kept"]
