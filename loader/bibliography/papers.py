"""A bibliography in whatever form somebody has it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from msgspec.structs import replace

from loader.bibliography import bibtex, csl_json, handed_over, orcid, ris, table
from loader.bibliography.cited import IDS, Cited, cited
from loader.errors import SourceError
from loader.records import Rejected

#: Our columns of a CSV, and the headings they are known by.
COLUMNS = {
    "doi": ("doi", "doi link", "digital object identifier", "article doi"),
    "pmid": ("pmid", "pubmed id", "pubmed"),
    "pmcid": ("pmcid", "pmc id"),
    "arxiv": ("arxiv", "arxiv id"),
    "openalex": ("openalex", "openalex id", "work id"),
    "title": ("title", "article title", "paper", "publication title"),
}
#: Forms, and the endings of files that have them.
FORMS = {
    "bibtex": (".bib", ".bibtex"),
    "ris": (".ris",),
    "csl-json": (".json", ".jsonl"),
    "orcid": (".xml",),
    "csv": (".csv", ".tsv"),
    "ids": (".txt", ".doi", ".dois"),
}


def form_of(path: Path) -> str:
    """The form that the file's ending says. Raises `SourceError` where it says none."""
    ending = path.suffix.lower()
    for form, endings in FORMS.items():
        if ending in endings:
            return form
    raise SourceError(
        f"The ending of {path.name} says no form of bibliography: say --from with one of {', '.join(FORMS)}."
    )


def read(
    path: Path, form: str | None = None, columns: Mapping[str, str] | None = None, encoding: str | None = None
) -> Iterator[Cited | Rejected]:
    """The papers of a file in their order. `columns` name headings of a CSV. Raises `SourceError`.

    Each is known by the line it begins on. Programs write many on one line: those behind the first are counted on.
    """
    last = 0
    for one in _read(path, form or form_of(path), columns or {}, encoding):
        last = max(one.line, last + 1)
        yield one if one.line == last else replace(one, line=last)


def _read(path: Path, form: str, columns: Mapping[str, str], encoding: str | None) -> Iterator[Cited | Rejected]:
    if form in ("csl-json", "orcid") and path.suffix.lower() != ".xml":
        # Both are JSON; what the file holds says which it is.
        form = "orcid" if orcid.is_record(handed_over.text(path, encoding)) else "csl-json"
    match form:
        case "bibtex":
            yield from bibtex.read(path, encoding)
        case "ris":
            yield from ris.read(path, encoding)
        case "csl-json":
            yield from csl_json.read(path, encoding)
        case "orcid" if path.suffix.lower() == ".xml":
            yield from orcid.read_xml(path)
        case "orcid":
            yield from orcid.read_json(path, encoding)
        case "csv":
            yield from _table(path, columns, encoding)
        case "ids":
            yield from _ids(path, encoding)
        case other:
            raise SourceError(f"There is no form {other!r}: there are {', '.join(FORMS)}.")


def _table(path: Path, columns: Mapping[str, str], encoding: str | None) -> Iterator[Cited | Rejected]:
    for item in table.rows(path, COLUMNS, columns, encoding):
        if isinstance(item, Rejected):
            yield item
            continue
        line, row = item
        yield cited(line, row["title"] or None, row, " | ".join(filter(None, row.values())))


def _ids(path: Path, encoding: str | None) -> Iterator[Cited | Rejected]:
    """One id a line, of any kind; blank lines and those that begin with # are left out."""
    for line, text in enumerate(handed_over.text(path, encoding).split("\n"), 1):
        value = text.strip()
        if not value or value.startswith("#"):
            continue
        if bad := handed_over.undecoded(line, "id", value):
            yield bad
        elif named := next((name for name, (read, _) in IDS.items() if _is(name, value, read(value))), None):
            yield cited(line, None, {named: value}, value)
        else:
            yield Rejected(line, "id", "is no DOI and no other id of a paper: write one id a line", value[:200])


def _is(name: str, value: str, known: str | None) -> bool:
    # Bare digits are no id: they could be of PubMed or of anybody.
    return known is not None and not (name in ("pmid", "pmcid") and value.isdigit())
