"""Cited papers in our own format: `papers.csv`, and `authorships.csv` beside it.

One row of authorships is one author and one affiliation string of that author; an author without affiliation has one
row. A row without position and name is an affiliation that the paper prints without saying whose it is. What the
columns `note` (papers) and `source` (authorships: where the affiliation was read) hold stays in the files.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from loader import cells as own
from loader import identifiers, reading
from loader.author_lists import BASES
from loader.cells import Cells
from loader.errors import BadField
from loader.records import Affiliation, Authorship, Paper, Rejected, Row
from loader.source import Source

PAPER_COLUMNS = (
    "id", "doi", "arxiv", "pmid", "pmcid", "title", "date", "venue", "type", "field", "retracted", "n_authors",
    "truncated", "address", "note",
)  # fmt: skip
AUTHORSHIP_COLUMNS = ("paper", "position", "name", "orcid", "affiliation", "read_as", "basis", "source")
PAPERS, AUTHORSHIPS = "papers.csv", "authorships.csv"


@dataclass
class _Author:
    name: str
    orcid: str | None
    affiliations: list[Affiliation] = field(default_factory=list)


@dataclass
class _Signatures:
    """What authorships.csv says of one paper."""

    authors: dict[int, _Author] = field(default_factory=dict)
    unplaced: list[Affiliation] = field(default_factory=list)
    rows: list[tuple[int, dict[str, str]]] = field(default_factory=list)
    #: a row of it was rejected: the author list has a hole
    incomplete: bool = False


def read(path: Path) -> Iterator[Row | Rejected]:
    """Papers in the order of `papers.csv`, then the rows of `authorships.csv` that name no paper of it.

    `path` is the folder, or its `papers.csv`. The field of a rejected row of the second table says so.
    """
    folder = _folder(path)
    rows = reading.table(folder / PAPERS, PAPER_COLUMNS)
    return papers_of(rows, reading.table(folder / AUTHORSHIPS, AUTHORSHIP_COLUMNS), PAPERS, AUTHORSHIPS)


def papers_of(
    papers: Iterable[tuple[int, dict[str, str]] | Rejected],
    authorships: Iterable[tuple[int, dict[str, str]] | Rejected],
    papers_file: str,
    authorships_file: str,
) -> Iterator[Row | Rejected]:
    """Papers of rows with the columns of this format. The files' names are for what is told of rejected rows."""

    def lost(line: int, bad: BadField, row: dict[str, str]) -> Rejected:
        return own.rejected(line, BadField(f"{authorships_file}: {bad.field}", bad.reason), row)

    signatures: dict[str, _Signatures] = {}
    for item in authorships:
        if isinstance(item, Rejected):
            yield Rejected(item.line, f"{authorships_file}: {item.field}", item.reason, item.raw)
            continue
        line, row = item
        found = signatures.setdefault(row["paper"], _Signatures())
        try:
            _add(found, Cells(row))
        except BadField as bad:
            found.incomplete = True
            yield lost(line, bad, row)
        else:
            found.rows.append((line, row))

    known: set[str] = set()
    printed: dict[str, str] = {}

    def build(cells: Cells) -> Paper:
        paper = _paper(cells, signatures.get(cells.required("id"), _Signatures()))
        for name in ("doi", "arxiv", "pmid", "pmcid"):
            value = getattr(paper, name)
            if value and printed.setdefault(f"{name}:{value}", paper.curated or "") != paper.curated:
                raise BadField(name, f"{value} is given to {printed[f'{name}:{value}']} already: two rows, one paper")
        return paper

    for row_read in own.built(papers, build):
        if isinstance(row_read, Row) and isinstance(row_read.record, Paper) and row_read.record.curated:
            known.add(row_read.record.curated)
        yield row_read
    for paper_id, found in signatures.items():
        if paper_id not in known:
            reason = f"{paper_id!r} is no paper of {papers_file} that could be read: add or correct it there"
            yield from (lost(line, BadField("paper", reason), row) for line, row in found.rows)


def as_of(path: Path) -> date | None:
    """The day that `DATES.csv` in the folder gives for `papers.csv`."""
    return own.as_of(_folder(path) / PAPERS)


def files(path: Path) -> tuple[Path, ...]:
    """Both tables."""
    return _folder(path) / PAPERS, _folder(path) / AUTHORSHIPS


def _folder(path: Path) -> Path:
    return path if path.is_dir() else path.parent


def _add(found: _Signatures, cells: Cells) -> None:
    """Adds one row of authorships.csv. Raises `BadField` and adds nothing where the row cannot be read."""
    cells.required("paper")
    position, name = cells.number("position"), cells.text("name")
    orcid = cells.identifier("orcid", identifiers.orcid, "an ORCID (its check digit counts)")
    affiliation = _affiliation(cells)
    if position is None and name is None:
        if affiliation is None:
            raise BadField("affiliation", "is empty, and so are position and name: the row says nothing")
        if affiliation in found.unplaced:
            raise BadField("affiliation", "stands twice without an author")
        found.unplaced.append(affiliation)
        return
    if position is None:
        raise BadField("position", f"is empty: say which place {name} has in the author list")
    if name is None:
        raise BadField("name", f"is empty: author {position} has no name")
    known = found.authors.get(position)
    if known and (known.name, known.orcid) != (name, orcid):
        raise BadField("name", f"author {position} is {known.name} on an earlier row: one position, one person")
    if known and (affiliation is None or affiliation in known.affiliations):
        raise BadField("affiliation", f"stands twice for author {position}")
    author = found.authors.setdefault(position, _Author(name, orcid))
    if affiliation is not None:
        author.affiliations.append(affiliation)


def _affiliation(cells: Cells) -> Affiliation | None:
    raw = cells.text("affiliation")
    if raw is None:
        for name in ("read_as", "basis"):
            if cells.text(name):
                raise BadField(name, "is filled, but there is no affiliation: write the string as printed")
        return None
    return Affiliation(raw=raw, basis=cells.choice("basis", BASES), read_as=cells.text("read_as"))


def _paper(cells: Cells, found: _Signatures) -> Paper:
    first, last = cells.days("date")
    if first and first > date.today():
        raise BadField("date", f"{first} has not come yet: correct it")
    n_authors, truncated = cells.number("n_authors"), cells.yes("truncated") or found.incomplete
    listed = max(found.authors, default=0)
    if listed != len(found.authors) and not truncated:
        raise BadField("truncated", f"{AUTHORSHIPS} leaves places out below {listed}: add them, or write yes")
    if n_authors is not None and (listed > n_authors or (listed < n_authors and not truncated)):
        raise BadField("n_authors", f"is {n_authors} where {AUTHORSHIPS} has {listed}: correct one of them")
    return Paper(
        curated=cells.required("id"),
        doi=cells.identifier("doi", identifiers.doi, "a DOI"),
        arxiv=cells.identifier("arxiv", identifiers.arxiv, "an arXiv id"),
        pmid=cells.identifier("pmid", identifiers.pmid, "a PubMed id"),
        pmcid=cells.identifier("pmcid", identifiers.pmcid, "a PubMed Central id"),
        title=cells.text("title"),
        date_min=first,
        date_max=last,
        venue=cells.text("venue"),
        type=cells.text("type"),
        field=cells.text("field"),
        address=cells.text("address"),
        retracted=cells.yes("retracted"),
        authors=tuple(
            Authorship(position=place, name=author.name, orcid=author.orcid, affiliations=tuple(author.affiliations))
            for place, author in sorted(found.authors.items())
        ),
        n_authors=n_authors,
        authors_truncated=truncated,
        unplaced=tuple(found.unplaced),
    )


SOURCE = Source(
    id="papers",
    title="Cited papers, read by hand (own format)",
    licence="CC0-1.0",
    redistributable="yes",
    address="data/papers/",
    kind="papers",
    precedence=90,
    read=read,
    as_of=as_of,
    files=files,
)
