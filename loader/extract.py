"""The works that matter out of a snapshot of OpenAlex: its part files read in parallel, the lines kept as they stand.

A part is written beside its name and renamed when it is whole, with its counts in a file of its own: what was stopped
goes on at the first part that is not there. `extract_part` knows nothing of the others and can run anywhere that sees
the two folders.
"""

from __future__ import annotations

import os
import re
import socket
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import msgspec
from isal import igzip
from msgspec import Struct

from cypher.errors import UsageError
from loader import countries, reading
from loader.errors import SourceError
from loader.identifiers import doi, openalex_id, ror
from loader.records import Rejected
from loader.resolve import Index, resolve_affiliation

#: What `affiliation-text` reads strings with the recogniser for, and not as a pattern.
DPRK = "dprk"
_KINDS = ("countries", "institutions", "affiliation-text", "dois")
#: Strings whose reading a part remembers.
_REMEMBERED = 1 << 16
_UNFINISHED = ".partial"


@dataclass(frozen=True)
class Keep:
    """Which works are kept: those to which one of these applies. Ids are normalised, texts are compared folded."""

    countries: frozenset[str] = frozenset()
    institutions: frozenset[str] = frozenset()
    texts: tuple[str, ...] = ()
    dois: frozenset[str] = frozenset()
    #: strings are read by the recogniser of DPRK institutions and places
    dprk: bool = False

    @classmethod
    def parse(cls, text: str) -> Keep:
        """`countries=KP,CN; institutions=ror:0…,I…; affiliation-text=dprk,Kim Chaek; dois=FILE or DOI,DOI`.

        Raises `UsageError` for an unknown kind or a value that is none of it.
        """
        given: dict[str, list[str]] = {}
        for part in filter(None, map(str.strip, text.split(";"))):
            kind, _, values = part.partition("=")
            if kind.strip() not in _KINDS or not values.strip():
                raise UsageError(f"--keep {part!r}: write KIND=VALUE,VALUE with a kind of {', '.join(_KINDS)}.")
            given[kind.strip()] = [value.strip() for value in values.split(",") if value.strip()]
        if not given:
            raise UsageError(f"--keep is empty: name what is kept by {', '.join(_KINDS)}.")
        texts = given.get("affiliation-text", [])
        return cls(
            frozenset(_each("countries", given, _country)),
            frozenset(_each("institutions", given, lambda value: ror(value) or openalex_id(value, "I"))),
            tuple(value.casefold() for value in texts if value.casefold() != DPRK),
            frozenset(_each("dois", {"dois": _lines(given.get("dois", []))}, doi)),
            any(value.casefold() == DPRK for value in texts),
        )


def _each(kind: str, given: Mapping[str, Sequence[str]], read: object) -> Iterator[str]:
    assert callable(read)
    for value in given.get(kind, ()):
        known = read(value)
        if known is None:
            raise UsageError(f"--keep {kind}: {value!r} is none, mend or leave it out.")
        yield known


def _country(value: str) -> str | None:
    return countries.code(value.upper())


def _lines(values: list[str]) -> list[str]:
    if len(values) == 1 and Path(values[0]).is_file():
        return [line.strip() for line in Path(values[0]).read_text(encoding="utf-8").splitlines() if line.strip()]
    return values


class _Institution(Struct, gc=False):
    id: str | None = None
    ror: str | None = None
    country_code: str | None = None


class _Affiliation(Struct, gc=False):
    raw_affiliation_string: str | None = None


class _Author(Struct, gc=False):
    institutions: list[_Institution] | None = None
    countries: list[str | None] | None = None
    affiliations: list[_Affiliation] | None = None
    raw_affiliation_strings: list[str | None] | None = None
    raw_affiliation_string: str | None = None


class _Work(Struct, gc=False):
    doi: str | None = None
    authorships: list[_Author] | None = None


class Counts(Struct):
    """What became of one part: works read and kept, by what first kept each, and lines that are no works."""

    read: int = 0
    kept: int = 0
    unreadable: int = 0
    reasons: dict[str, int] = msgspec.field(default_factory=dict)


@dataclass
class _Judge:
    """Says of one work after the other why it is kept."""

    keep: Keep
    index: Index
    read: dict[str, bool] = field(default_factory=dict)

    def reason(self, work: _Work) -> str | None:
        keep = self.keep
        if keep.dois and work.doi and doi(work.doi) in keep.dois:
            return "dois"
        strings: set[str] = set()
        for author in work.authorships or ():
            for one in author.institutions or ():
                if one.country_code in keep.countries:
                    return "countries"
                if keep.institutions and {ror(one.ror), openalex_id(one.id, "I")} & keep.institutions:
                    return "institutions"
            if keep.countries.intersection(author.countries or ()):
                return "countries"
            strings.update(one.raw_affiliation_string or "" for one in author.affiliations or ())
            strings.update(one or "" for one in author.raw_affiliation_strings or ())
            strings.add(author.raw_affiliation_string or "")
        if keep.texts and any(text in string.casefold() for string in strings for text in keep.texts):
            return "affiliation-text"
        return "affiliation-text: dprk" if keep.dprk and any(map(self._is_dprk, strings)) else None

    def _is_dprk(self, string: str) -> bool:
        if string not in self.read:
            if len(self.read) >= _REMEMBERED:
                self.read.clear()
            self.read[string] = bool(string) and "KP" in resolve_affiliation(self.index, string, (), ()).countries
        return self.read[string]


def extract_part(part: Path, output: Path, keep: Keep, index: Index) -> Counts:
    """Write the works of one part that are kept to `output` (gzip), unless that was done; the counts.

    Raises `SourceError` where the part cannot be opened; a stream that breaks off ends the part, and is counted.
    """
    told = output.with_name(f"{output.name}.counts.json")
    if output.exists() and told.exists():
        return msgspec.json.decode(told.read_bytes(), type=Counts)
    output.parent.mkdir(parents=True, exist_ok=True)
    judge, counts, reasons = _Judge(keep, index), Counts(), Counter[str]()
    decode = msgspec.json.Decoder(_Work).decode
    # A name of its own: where a cluster gave a worker up that still lives, two write the same part.
    unfinished = output.with_name(f".{output.name}.{socket.gethostname()}-{os.getpid()}{_UNFINISHED}")
    with igzip.open(unfinished, "wb", compresslevel=1) as stream:  # type: ignore[no-untyped-call]
        for item in reading.lines(part):
            if isinstance(item, Rejected):
                counts.unreadable += 1
                continue
            try:
                reason = judge.reason(decode(item[1]))
            except (msgspec.DecodeError, UnicodeDecodeError):
                counts.unreadable += 1
                continue
            counts.read += 1
            if reason:
                reasons[reason] += 1
                stream.write(item[1].rstrip(b"\r\n") + b"\n")
    counts.kept, counts.reasons = reasons.total(), dict(reasons)
    unfinished.replace(output)
    unfinished.write_bytes(msgspec.json.encode(counts))
    unfinished.replace(told)
    return counts


def clear(folder: Path) -> None:
    """Remove what stopped processes had begun; to be called when none is at work."""
    for unfinished in folder.rglob(f".*{_UNFINISHED}"):
        unfinished.unlink(missing_ok=True)


def outputs(snapshot: Path, parts: Sequence[Path], folder: Path, keep: str) -> list[Path]:
    """Where the works of each part go: the same place below `folder`.

    What was asked is kept there too. Raises `UsageError` where the folder holds the answer to something else.
    """
    asked = folder / "keep.txt"
    if asked.exists() and asked.read_text(encoding="utf-8").strip() != keep.strip():
        raise UsageError(f"{folder} holds what was kept by {asked.read_text().strip()!r}: name another folder.")
    folder.mkdir(parents=True, exist_ok=True)
    asked.write_text(keep + "\n", encoding="utf-8")
    ending = re.compile(r"(\.jsonl?|\.ndjson)?(\.gz)?$")
    found = []
    for part in parts:
        place = part.relative_to(snapshot) if snapshot.is_dir() else Path(part.name)
        found.append(folder / place.with_name(ending.sub("", place.name, count=1) + ".jsonl.gz"))
    if len(set(found)) < len(found):
        raise SourceError(f"{snapshot} holds two parts of one name: move one away.")
    return found
