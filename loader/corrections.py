"""What people corrected about papers: one plain CSV beside the judgements, the only place where corrections live.

It can be edited by hand and put under version control. Each row corrects one of three things: an institution that an
affiliation string was wrongly read as, a paper that a source attributes to the wrong person, or a name that stands
there though somebody asked for it to be left out. The graph takes them over at the end of every load.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from msgspec import Struct

from loader import identifiers, spreadsheet
from loader.bibliography.cited import IDS
from loader.cells import institution_id
from loader.errors import SourceError
from loader.papers import PREFIXES

COLUMNS = (
    "corrects", "paper", "affiliation", "institution", "author", "position", "instead", "who", "when", "why",
)  # fmt: skip
INSTITUTION, AUTHOR, NAME = CORRECTS = ("institution", "author", "name")
#: The cells that say what each kind of row is about.
_ABOUT = {
    INSTITUTION: ("paper", "affiliation", "institution", "instead"),
    AUTHOR: ("paper", "author", "position", "instead"),
    NAME: ("paper", "author", "position"),
}
_DETAILS = ("paper", "affiliation", "institution", "author", "position", "instead")


class Correction(Struct, frozen=True, kw_only=True):
    """One correction. `line`: where it stands in its file, 0 if nowhere.

    institution: in this paper, `affiliation` (None: any string) is not `institution` (None: whatever it was read as)
    but `instead` (None: no institution that is known). author: the place `position` (or that of `author`) on this paper
    is not signed by whom a source says, but by `instead` (None: somebody of whom no more is known). name: the name of
    `author`, or of who signs this paper at `position`, is left out.
    """

    corrects: str
    #: in the graph's form, such as `doi:10.1000/abc`
    paper: str | None = None
    affiliation: str | None = None
    institution: str | None = None
    #: `orcid:…`, `openalex:A…`, or one mention, `<paper>#<position>`
    author: str | None = None
    position: int | None = None
    instead: str | None = None
    who: str = ""
    when: date | None = None
    why: str = ""
    line: int = 0

    @property
    def about(self) -> tuple[object, ...]:
        """What is corrected: two rows with the same and another outcome contradict each other."""
        return (self.corrects, self.paper, self.affiliation, self.institution, self.author, self.position)

    @property
    def words(self) -> str:
        """The correction in words, but for the paper: what is so, by whom, when and why."""
        by = ", ".join(filter(None, (self.who, self.when.isoformat() if self.when else "")))
        return self._what + (f" ({by})" if by else "") + (f": {self.why}" if self.why else "")

    @property
    def _what(self) -> str:
        but = f", but {self.instead}" if self.instead else ""
        if self.corrects == INSTITUTION:
            if self.institution is None:
                return f"“{self.affiliation}” is {self.instead}"
            return (
                f"“{self.affiliation}” is not" if self.affiliation else "no string is"
            ) + f" {self.institution}{but}"
        whose = f"author {self.position}" if self.position else str(self.author)
        if self.corrects == NAME:
            return f"the name of {whose} is left out on request"
        return f"{whose} did not sign it{but}" if self.author else f"{whose} is not who a source says{but}"


class Corrections(Struct, frozen=True):
    """The corrections of a file in its order; `sha256` is the file's, None where there is none."""

    rows: tuple[Correction, ...] = ()
    sha256: str | None = None


def read(path: Path) -> Corrections:
    """The corrections of a file, none where there is no file.

    Raises `SourceError` with file, line and field where a row cannot be read, and with both lines where two rows
    correct one thing differently.
    """
    if not path.exists():
        return Corrections()
    found: dict[tuple[object, ...], Correction] = {}
    for line, row in spreadsheet.rows(path):
        if missing := [name for name in COLUMNS if name not in row]:
            raise SourceError(f"{path.name} lacks the column {', '.join(missing)}: expected {', '.join(COLUMNS)}.")
        one = correction(f"{path.name}, line {line}", row, line)
        other = found.setdefault(one.about, one)
        if other.instead != one.instead:
            raise SourceError(
                f"{path.name}: lines {other.line} and {line} correct one thing differently, instead: "
                f"{other.instead or 'nothing'} and {one.instead or 'nothing'}; keep one of the two."
            )
    return Corrections(tuple(found.values()), sha256_of(path))


def write(path: Path, corrections: Iterable[Correction]) -> None:
    """Write all corrections in their order; whole or not at all. Raises `SourceError` where that cannot be done."""
    unfinished = path.with_name(f"{path.name}.{os.getpid()}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished.write_text(spreadsheet.text(COLUMNS, map(_cells, corrections)), encoding="utf-8", newline="")
        unfinished.replace(path)
    except OSError as error:
        raise SourceError(f"{path} cannot be written ({error.strerror}): check its folder and permissions.") from error


def sha256_of(path: Path) -> str | None:
    """The sha256 of a file of corrections; None where there is none."""
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else None


def paper_id(text: str) -> str | None:
    """A paper's id as people copy it, in the graph's form; a bare number is none."""
    scheme, colon, rest = text.partition(":")
    if colon and scheme == "cur" and rest:
        return text
    for name, (form, _) in IDS.items():
        own = rest if colon and scheme == PREFIXES[name] else text
        if (known := form(own)) and (own != text or not text.isdigit()):
            return f"{PREFIXES[name]}:{known}"
    return None


def author_id(text: str) -> str | None:
    """A person's id as people copy it, in the graph's form: ORCID, OpenAlex id, or one mention on a paper."""
    paper, sign, position = text.rpartition("#")
    if sign and position.isdecimal():
        known = paper_id(paper)
        return f"{known}#{int(position)}" if known else None
    scheme, _, rest = text.partition(":")
    if orcid := identifiers.orcid(rest if scheme == "orcid" else text):
        return f"orcid:{orcid}"
    openalex = identifiers.openalex_id(rest if scheme == "openalex" else text, "A")
    return f"openalex:{openalex}" if openalex else None


def correction(where: str, row: Mapping[str, str], line: int = 0) -> Correction:
    """A correction from cells by the names of `COLUMNS`; those that are missing are empty.

    Raises `SourceError`, which begins with `where` and names the field, for what cannot be read.
    """
    cell = {name: (row.get(name) or "").strip() for name in COLUMNS}

    def wrong(field: str, reason: str) -> SourceError:
        said = f"{cell[field]!r} {reason}" if cell[field] else reason
        return SourceError(f"{where}, {field}: {said}.")

    corrects = cell["corrects"].casefold()
    if corrects not in CORRECTS:
        raise wrong("corrects", f"is none of {', '.join(CORRECTS)}")
    for name in _DETAILS:
        if cell[name] and name not in _ABOUT[corrects]:
            raise wrong(name, f"has no place where {corrects} is corrected: take it out")
    paper = paper_id(cell["paper"]) if cell["paper"] else None
    if cell["paper"] and paper is None:
        raise wrong("paper", "is no id of a paper: write doi:…, openalex:W…, pmid:…, pmcid:…, arxiv:… or cur:…")
    author = author_id(cell["author"]) if cell["author"] else None
    if cell["author"] and author is None:
        raise wrong("author", "is no id of a person, or its check digit is wrong: write orcid:… or openalex:A…")
    if cell["position"] and not (cell["position"].isdecimal() and int(cell["position"])):
        raise wrong("position", "is no place in an author list: the first is 1")
    institutions = {
        name: institution_id(cell[name]) or identifiers.ror(cell[name])
        for name in ("institution", *(("instead",) if corrects == INSTITUTION else ()))
    }
    for name, known in institutions.items():
        if cell[name] and known is None:
            raise wrong(name, "is no institution id: write ror:…, kp:…, openalex:…, lst:… or cur:…")
    instead = institutions.get("instead")
    if corrects == AUTHOR and cell["instead"] and (instead := author_id(cell["instead"])) is None:
        raise wrong("instead", "is no id of a person, or its check digit is wrong: write orcid:… or openalex:A…")
    day = identifiers.day_range(cell["when"])
    if cell["when"] and (day is None or day[0] != day[1]):
        raise wrong("when", "is not a day: write it as 2026-11-24")
    one = Correction(
        corrects=corrects,
        paper=paper,
        affiliation=identifiers.text(cell["affiliation"]),
        institution=institutions["institution"],
        author=author,
        position=int(cell["position"]) if cell["position"] else None,
        instead=instead,
        who=cell["who"],
        when=day[0] if day else None,
        why=identifiers.text(cell["why"]) or "",
        line=line,
    )
    if lacks := _lacks(one):
        raise wrong(*lacks)
    return one


def _lacks(one: Correction) -> tuple[str, str] | None:
    """The field that is needed and empty, and why; None where nothing is."""
    if one.paper is None and not (one.corrects == NAME and one.author):
        return "paper", "is empty: say in which paper"
    if one.corrects == INSTITUTION:
        if not one.institution and not (one.affiliation and one.instead):
            return "institution", "is empty: say which one is not meant"
        if one.institution == one.instead:
            return "instead", "is the same institution: leave it empty where none is meant"
        return None
    if one.corrects == NAME and one.author:
        return ("paper", "is not needed where the author is named: take it out") if one.paper else None
    if (one.author is None) == (one.position is None):
        return "position", "says whose place is meant, or author does: give one of the two"
    return None


def _cells(one: Correction) -> list[object]:
    return [getattr(one, name) for name in COLUMNS]
