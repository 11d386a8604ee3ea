"""OpenAlex works in any number, multiplied from real files, with a known number of planted DPRK links.

`python -m bench.generate FOLDER NUMBER FILE…` writes part files as the snapshot has them, and `FOLDER-planted.json`:
the pairs of a listed and a DPRK institution with the number of papers that print both.

A copy of a work has a number, DOI and authors of its own. Which copy of an author stands on it is drawn by hash, one of
so many that each has about five times the papers of the original: copies are joined with each other, and an author's
degree does not grow with the number of works. Institutions stay what they are, so that theirs does. Works that mention
Korea in any way are left out of what is multiplied: only the planted ones print a DPRK institution.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from zlib import crc32

from isal import igzip

#: In the files bundled with tiegraph: institutions that an entry of the Entity List targets, as papers print them.
LISTED = {
    "ror:011ashp19": "College of Physics, Sichuan University, Chengdu, China",
    "ror:04nqf9k60": "Beijing Academy of Quantum Information Sciences, Beijing, China",
    "ror:033zpbv42": "Moscow Aviation Institute, Moscow, Russia",
}
DPRK = {
    "kp:kim-il-sung-university": "Kim Il Sung University, Pyongyang, DPR Korea",
    "kp:kim-chaek-university-of-technology": "Kim Chaek University of Technology, Pyongyang, DPR Korea",
}
#: Works of one part file.
_PART = 20_000
_PLANTED_IN = 5_000
_KOREA = re.compile(rb"korea|dprk|pyongyang|kim il|kim chaek", re.IGNORECASE)
_OWN_ID = re.compile(rb'"id":\s*"https://openalex\.org/W(\d+)"')
_DOI = re.compile(rb'"https://doi\.org/(10\.[^"\\]+)"')
_PARTS = re.compile(
    rb'"https://openalex\.org/W(?P<work>\d+)"|"https://doi\.org/(?P<doi>10\.[^"\\]+)"'
    rb'|"https://openalex\.org/A(?P<author>\d+)"|"https://orcid\.org/(?P<orcid>[\dX-]+)"'
    rb'|"(?:https://pubmed\.ncbi\.nlm\.nih\.gov/|https://www\.ncbi\.nlm\.nih\.gov/pmc/articles/)[^"]*"'
)


class Template:
    """One real work, cut where its copies differ."""

    def __init__(self, line: bytes) -> None:
        own = _OWN_ID.search(line)
        doi = _DOI.search(line)
        self._pieces: list[tuple[str, bytes]] = []
        at = 0
        author = b"0"
        for found in _PARTS.finditer(line):
            kind = found.lastgroup or "null"
            value = found[kind] if kind != "null" else b""
            other_work = kind == "work" and not (own and value == own[1])
            other_doi = kind == "doi" and not (doi and value == doi[1])
            if other_work or other_doi:
                continue
            if kind == "author":
                author = value
            self._pieces.append(("text", line[at : found.start()]))
            # An author's ORCID follows the author's id.
            self._pieces.append((kind, author if kind == "orcid" else value))
            at = found.end()
        self._end = line[at:]

    def copy(self, number: int, copies: int) -> bytes:
        """The work's copy of this number; 0 is the work itself."""
        made = []
        for kind, value in self._pieces:
            if kind == "text":
                made.append(value)
            elif kind == "work":
                made.append(b'"https://openalex.org/W%d%s"' % (number + 1, value.rjust(10, b"0")))
            elif kind == "doi":
                made.append(b'"https://doi.org/%s%s"' % (value, b".%d" % number if number else b""))
            elif kind == "author":
                made.append(b'"https://openalex.org/A%d"' % _author(value, number, copies))
            elif kind == "orcid":
                made.append(b'"https://orcid.org/%s"' % _orcid(_author(value, number, copies)))
            else:
                made.append(b"null")
        return b"".join([*made, self._end])


def _author(original: bytes, number: int, copies: int) -> int:
    return int(original) * 10_000 + crc32(b"%s.%d" % (original, number)) % (copies // 5 + 1)


def _orcid(author: int) -> bytes:
    """A number of ORCID's form with its check digit, which nobody has: they begin with 0000 and 0009."""
    digits = f"9{author % 10**14:014d}"
    total = 0
    for digit in digits:
        total = (total + int(digit)) * 2 % 11
    whole = digits + "0123456789X"[(12 - total) % 11]
    return "-".join(whole[at : at + 4] for at in range(0, 16, 4)).encode()


def templates(files: Sequence[Path]) -> list[Template]:
    """The real works that are multiplied: all that mention no Korea."""
    found = []
    for file in files:
        with igzip.open(file) as stream:  # type: ignore[no-untyped-call]
            found += [Template(line.rstrip()) for line in stream if not _KOREA.search(line)]
    return found


def _planted(number: int) -> Iterator[tuple[tuple[str, str], bytes]]:
    pairs = [(one, other) for one in LISTED for other in DPRK]
    for place in range(max(len(pairs), number // _PLANTED_IN)):
        pair = pairs[place * place % len(pairs)] if place >= len(pairs) else pairs[place]
        people = [(f"Planted Author{place}", LISTED[pair[0]]), (f"Planted Partner{place}", DPRK[pair[1]])]
        work = {
            "id": f"https://openalex.org/W9{place:09d}",
            "doi": f"https://doi.org/10.5555/planted.{place}",
            "title": f"Planted work {place}",
            "publication_date": f"{2019 + place % 5}-03-14",
            "publication_year": 2019 + place % 5,
            "updated_date": "2026-02-01",
            "type": "article",
            "authorships": [
                {
                    "author": {"id": f"https://openalex.org/A9{place:07d}{at}", "display_name": name, "orcid": None},
                    "raw_author_name": name,
                    "raw_affiliation_strings": [string],
                    "affiliations": [{"raw_affiliation_string": string, "institution_ids": []}],
                    "institutions": [],
                    "countries": [],
                }
                for at, (name, string) in enumerate(people)
            ],
        }
        yield pair, json.dumps(work).encode()


def generate(folder: Path, number: int, files: Sequence[Path], part: int = _PART) -> Counter[tuple[str, str]]:
    """Write `number` works into files of `part` works; what was planted: papers by pair."""
    folder.mkdir(parents=True)
    planted = list(_planted(number))
    base = templates(files)
    copies = -(-(number - len(planted)) // len(base))
    # The planted works stand evenly among the others.
    every = number // len(planted)
    stream = None
    for place in range(number):
        if place % part == 0:
            if stream:
                stream.close()
            stream = igzip.open(folder / f"part_{place // part:04}.jsonl.gz", "wb", compresslevel=1)  # type: ignore[no-untyped-call]
        turn, rest = divmod(place, every)
        if rest == 0 and turn < len(planted):
            line = planted[turn][1]
        else:
            line = base[place % len(base)].copy(place // len(base), copies)
        stream.write(line + b"\n")
    stream.close()
    counts = Counter(pair for pair, _ in planted)
    told = [{"listed": one, "dprk": other, "papers": papers} for (one, other), papers in sorted(counts.items())]
    folder.with_name(f"{folder.name}-planted.json").write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
    return counts


def main() -> None:
    """Write the files and say what was planted."""
    asked = argparse.ArgumentParser(prog="python -m bench.generate")
    asked.add_argument("folder", type=Path)
    asked.add_argument("number", type=int)
    asked.add_argument("files", type=Path, nargs="+")
    asked.add_argument("--part", type=int, default=_PART, help=f"works of one part file (default {_PART})")
    given = asked.parse_args()
    counts = generate(given.folder, given.number, given.files, given.part)
    for (listed, dprk), papers in sorted(counts.items()):
        print(f"{papers:>6,} papers of {listed} with {dprk}")


if __name__ == "__main__":
    main()
