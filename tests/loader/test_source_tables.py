from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from loader.errors import SourceError
from loader.records import Institution, Paper, Rejected, Row
from loader.sources.tables import SOURCE, read

_MAPPING = """
name: my-lab
basis: publisher
as_of: 2026-05-01
papers:
  file: papers.csv
  delimiter: ";"
  encoding: cp1252
  columns: {id: Key, doi: DOI, title: Titel, date: Jahr, retracted: Back}
authors:
  file: authors.csv
  columns: {paper: Key, name: Author, affiliation: Address, orcid: Orcid}
institutions:
  file: institutions.csv
  separator: "/"
  columns: {id: No, name: Name, country: Land, city: City, part_of: Parent}
"""
_PAPERS = 'Key;DOI;Titel;Jahr;Back;Unmapped\n1;10.1000/1;Über Gezeiten;2024;true;x\n2;;"Two;\nlines";2024-05;0;y\n'
_AUTHORS = (
    "Key,Author,Address,Orcid\n1,A. Example,Example University,0000-0002-1825-0097\n1,B. Sample,,\n"
    "1,A. Example,Example Institute,0000-0002-1825-0097\n2,A. Example,Nowhere,\n3,C. Nobody,Lost,\n"
)
_INSTITUTIONS = "No,Name,Land,City,Parent\nA 1,Example University,NL,One/Two,\n2,Institute,NL,,A 1\n"
_INSTITUTIONS += "https://ror.org/05a28rw58,Known,NL,,\n4,Wrong,Holland,,\n"


@pytest.fixture
def mapping(tmp_path: Path) -> Path:
    (tmp_path / "papers.csv").write_text(_PAPERS, encoding="cp1252")
    (tmp_path / "authors.csv").write_text(_AUTHORS, encoding="utf-8-sig")
    (tmp_path / "institutions.csv").write_text(_INSTITUTIONS, encoding="utf-8")
    path = tmp_path / "mapping.yaml"
    path.write_text(_MAPPING, encoding="utf-8")
    return path


def test_tables_become_records(mapping: Path) -> None:
    items = list(read(mapping))
    records = [item.record for item in items if isinstance(item, Row)]
    institutions = [one for one in records if isinstance(one, Institution)]
    assert [one.id for one in institutions] == ["cur:my-lab-a-1", "cur:my-lab-2", "ror:05a28rw58"]
    assert institutions[0].cities == ("One", "Two")
    assert institutions[1].part_of == ("cur:my-lab-a-1",)
    first, second = (one for one in records if isinstance(one, Paper))
    assert (first.curated, first.doi, first.title, first.retracted) == ("my-lab/1", "10.1000/1", "Über Gezeiten", True)
    assert (first.date_min, first.date_max) == (date(2024, 1, 1), date(2024, 12, 31))
    assert (second.curated, second.title, second.retracted) == ("my-lab/2", "Two; lines", False)
    assert [(one.position, one.name, one.orcid) for one in first.authors] == [
        (1, "A. Example", "0000-0002-1825-0097"),
        (2, "B. Sample", None),
    ]
    assert [(one.raw, one.basis) for one in first.authors[0].affiliations] == [
        ("Example University", "publisher"),
        ("Example Institute", "publisher"),
    ]
    rejected = [(item.line, item.field) for item in items if isinstance(item, Rejected)]
    assert rejected == [(5, "country"), (6, "authors.csv: paper")]
    assert SOURCE.as_of(mapping) == date(2026, 5, 1)
    names = [path.name for path in SOURCE.files(mapping)]
    assert names == ["mapping.yaml", "papers.csv", "authors.csv", "institutions.csv"]


def test_rows_of_another_length_are_told(mapping: Path) -> None:
    (mapping.parent / "authors.csv").write_text(
        "Key,Author,Address,Orcid\n1,A. Example,x,\n1,A. Example,y,,7\n1,B. Sample\n"
    )
    told = [item.reason for item in read(mapping) if isinstance(item, Rejected) and "authors" in item.field]
    assert told == [
        "has fewer cells than the header's 4",
        "has 5 cells, more than the header: put quotes around cells with ','",
    ]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("encoding: cp1252", "encoding: utf-8", r"papers.csv is not utf-8 .*name its encoding"),
        ("encoding: cp1252", "encoding: ebcdic-x", "the encoding 'ebcdic-x'"),
        ('delimiter: ";"', 'delimiter: ","', r"no column 'Key'.*\(is ';' its delimiter\?\)"),
        ("title: Titel", "title: Title", r"no column 'Title', only 'Key', 'DOI'"),
        ("title: Titel", "titel: Titel", "papers.columns has the unknown key titel"),
        ("file: papers.csv", "file: none.csv", "none.csv cannot be read"),
        ("name: my-lab", "name: My Lab", "`name` is 'My Lab'"),
        ("basis: publisher", "basis: hearsay", "`basis` is 'hearsay'"),
        ("as_of: 2026-05-01", "as_of: May", "`as_of` is 'May'"),
        ("papers:\n  file: papers.csv", "papers:", "`papers` must have `file` and `columns`"),
        ("name: my-lab", "- 1", "not a mapping file"),
    ],
)
def test_a_wrong_mapping_is_refused(mapping: Path, old: str, new: str, message: str) -> None:
    content = mapping.read_text(encoding="utf-8")
    assert old in content
    mapping.write_text(content.replace(old, new), encoding="utf-8")
    with pytest.raises(SourceError, match=message):
        list(read(mapping))
