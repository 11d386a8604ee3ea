"""Tables that come from a spreadsheet: what cannot be read is named, and no other row is lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loader.bibliography import institutions, table
from loader.errors import SourceError
from loader.records import Rejected

KNOWN = {"name": ("name",), "country": ("country",)}
CELL = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=12)


def read(path: Path, content: str | bytes, **columns: str) -> list[institutions.Asked | Rejected]:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return list(institutions.read(path, columns))


def test_rows_of_a_spreadsheet(tmp_path: Path) -> None:
    found = read(
        tmp_path / "a.csv",
        "\ufeffUniversität;Land;ROR;Note\r\n"
        'Practice College;Bouvet Island;;"a; b\nc"\r\n'
        "\r\n"
        ';;="https://ror.org/0pract166";\r\n'
        "Other;bv;I123;\r\n",
        name="universität",
        country="Land",
    )
    assert found == [
        institutions.Asked(2, "Practice College", "BV", None),
        institutions.Asked(5, "", None, "ror:0pract166"),
        institutions.Asked(6, "Other", "BV", "openalex:I123"),
    ]


@pytest.mark.parametrize(
    ("line", "field", "says"),
    [
        ("A,Nowhereland,", "country", "ISO code"),
        ("A,AQ,0pract199", "id", "check digits"),
        (",AQ,", "name", "empty"),
        ("=B1,AQ,", "name", "formula"),
        ("#REF!,AQ,", "name", "formula"),
        ("A,AQ", "line", "2 cells where the header has 3"),
        ('"A,AQ,', "line", "quotes"),
        ('"A"b,AQ,', "line", "quotes"),
    ],
)
def test_a_broken_row_costs_no_other(tmp_path: Path, line: str, field: str, says: str) -> None:
    found = read(tmp_path / "a.csv", f"name,country,id\nFirst,AQ,\n{line}\nLast,AQ,\n")
    assert [one.line for one in found] == [2, 3, 4]
    bad = found[1]
    assert isinstance(bad, Rejected)
    assert bad.field == field
    assert says in bad.reason
    assert not any(isinstance(one, Rejected) for one in (found[0], found[2]))


def test_bytes_of_another_encoding_cost_their_row_only(tmp_path: Path) -> None:
    found = read(tmp_path / "a.csv", "name,country\nÉcole,AQ\n".encode() + "Süd,AQ\n".encode("cp1252"))
    assert isinstance(found[1], Rejected)
    assert "--encoding" in found[1].reason
    (tmp_path / "a.csv").write_bytes("name,country\nSüd,AQ\n".encode("cp1252"))
    assert list(institutions.read(tmp_path / "a.csv", {}, "cp1252")) == [institutions.Asked(2, "Süd", "AQ", None)]
    (tmp_path / "a.csv").write_bytes("name\tcountry\nSüd\tAQ\n".encode("utf-16"))
    assert list(institutions.read(tmp_path / "a.csv", {})) == [institutions.Asked(2, "Süd", "AQ", None)]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "empty"),
        (b" \n\n", "empty"),
        (b"PK\x03\x04\0\0\0\0", "CSV UTF-8"),
        (b"a,b\n1,2\n", "--column"),
        (b"name,country\n", None),
    ],
)
def test_files_that_are_no_table(tmp_path: Path, content: bytes, says: str | None) -> None:
    if says is None:
        assert read(tmp_path / "a.csv", content) == []
        return
    with pytest.raises(SourceError, match=says):
        read(tmp_path / "a.csv", content)


def test_headings_that_somebody_names(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no column 'Uni', only 'a', 'b'"):
        read(tmp_path / "a.csv", "a,b\n1,2\n", name="Uni")
    with pytest.raises(SourceError, match="no column 'title'"):
        read(tmp_path / "a.csv", "a,b\n1,2\n", title="a")


@given(rows=st.lists(st.tuples(CELL, CELL), max_size=8), damaged=st.binary(max_size=20))
def test_every_row_is_accounted_for(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str]], damaged: bytes
) -> None:
    path = tmp_path_factory.mktemp("t") / "a.csv"
    body = "".join('"{}","{}"\n'.format(*(cell.replace('"', '""') for cell in row)) for row in rows)
    path.write_bytes(b"name,country\n" + body.encode())
    wanted = sum(any(cell.strip() for cell in row) for row in rows)
    assert len(list(table.rows(path, KNOWN, {}))) == wanted
    # Whatever stands behind them, the rows before it are read as they were.
    path.write_bytes(b"name,country\n" + body.encode() + damaged.replace(b"\0", b""))
    assert len(list(table.rows(path, KNOWN, {}))) >= wanted


def test_a_line_that_names_the_delimiter(tmp_path: Path) -> None:
    rows = read(tmp_path / "a.csv", 'sep=;\nName, short;Country;Id\n"A; b";AQ;\n', name="Name, short")
    assert [(one.line, one.name) for one in rows if isinstance(one, institutions.Asked)] == [(3, "A; b")]
    with pytest.raises(SourceError, match="has no header"):
        read(tmp_path / "b.csv", "sep=;\n")
