"""One's own tables of papers, authors and institutions, by a mapping file (`loader.table_mapping`).

Ids of one's own are kept apart by the mapping's `name`: paper 12 of my-lab is `cur:my-lab/12` where it has no DOI or
other id, institution 7 is `cur:my-lab-7` where it has no ROR id. Authors whose places are not mapped stand in the order
of their rows; a name on several rows of one paper is then one author with several affiliations.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from loader import cells
from loader.author_lists import BASES
from loader.identifiers import slug
from loader.records import Rejected, Row
from loader.source import Source
from loader.sources import gazetteer, papers
from loader.table_mapping import Table, TableMapping, read_mapping, yes_or_no

_PAPERS, _AUTHORS, _INSTITUTIONS = "papers", "authors", "institutions"
#: Our columns of each table. `source` and `basis` may be left out: the mapping says them for all rows.
TABLES = {
    _PAPERS: papers.PAPER_COLUMNS,
    _AUTHORS: papers.AUTHORSHIP_COLUMNS,
    _INSTITUTIONS: gazetteer.COLUMNS,
}
_YES_OR_NO = ("retracted", "truncated", "unit")
_SEVERAL = ("aliases", "native_names", "acronyms", "city", "part_of")


def read(path: Path) -> Iterator[Row | Rejected]:
    """Institutions, then papers, of the tables that the mapping file at `path` names."""
    mapping = _mapping(path)
    if table := mapping.tables.get(_INSTITUTIONS):
        yield from cells.built(_rows(mapping, table, _INSTITUTIONS), gazetteer.institution)
    if table := mapping.tables.get(_PAPERS):
        authors = mapping.tables.get(_AUTHORS)
        yield from papers.papers_of(
            _rows(mapping, table, _PAPERS),
            _placed(_rows(mapping, authors, _AUTHORS), "position" in authors.columns) if authors else (),
            table.path.name,
            authors.path.name if authors else _AUTHORS,
        )


def _mapping(path: Path) -> TableMapping:
    return read_mapping(path, TABLES, BASES)


def _rows(mapping: TableMapping, table: Table, name: str) -> Iterator[tuple[int, dict[str, str]] | Rejected]:
    for item in table.rows(TABLES[name]):
        if isinstance(item, Rejected):
            yield item
            continue
        number, row = item
        for column in _YES_OR_NO:
            if row.get(column):
                row[column] = yes_or_no(row[column])
        for column in _SEVERAL:
            if row.get(column):
                row[column] = " | ".join(row[column].split(table.separator))
        if name == _INSTITUTIONS:
            row["id"], row["source"] = _own_id(mapping, row["id"]), row["source"] or table.path.name
            row["part_of"] = " | ".join(_own_id(mapping, one) for one in row["part_of"].split(" | ") if one.strip())
        else:
            column = "id" if name == _PAPERS else "paper"
            row[column] = f"{mapping.name}/{row[column].strip()}" if row[column].strip() else ""
        if name == _AUTHORS and row["affiliation"].strip() and not row["basis"]:
            row["basis"] = mapping.basis
        yield number, row


def _own_id(mapping: TableMapping, printed: str) -> str:
    """`ror:…` where the cell holds a ROR id, else the own id behind the mapping's name; empty stays empty."""
    printed = printed.strip()
    known = cells.institution_id(printed) or cells.institution_id(f"ror:{printed.rpartition('/')[2]}")
    if known and known.startswith("ror:"):
        return known
    return f"cur:{mapping.name}-{slug(printed)}" if slug(printed) else ""


def _placed(
    rows: Iterator[tuple[int, dict[str, str]] | Rejected], mapped: bool
) -> Iterator[tuple[int, dict[str, str]] | Rejected]:
    """The rows with the authors' places, counted by paper where the table does not give them."""
    places: dict[str, dict[str, int]] = {}
    for item in rows:
        if not mapped and not isinstance(item, Rejected):
            row = item[1]
            if row["name"].strip():
                known = places.setdefault(row["paper"], {})
                row["position"] = str(known.setdefault(row["name"], len(known) + 1))
        yield item


def _as_of(path: Path) -> date | None:
    """The day that the mapping gives."""
    return _mapping(path).as_of


def _files(path: Path) -> tuple[Path, ...]:
    """The mapping and the tables it names."""
    return path, *(table.path for table in _mapping(path).tables.values())


SOURCE = Source(
    id="tables",
    title="One's own tables, by a mapping file",
    licence="as its owner says",
    address="docs/how-to",
    kind="papers",
    precedence=85,
    read=read,
    as_of=_as_of,
    files=_files,
)
