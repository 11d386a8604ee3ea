from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from msgspec import structs

from loader.errors import SourceError
from loader.records import Affiliation, Institution, Paper, Rejected, Row
from loader.sources.openalex import NO_NAME, SOURCE, read

DATA = Path(__file__).parents[1] / "data"
Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def write(*works: dict[str, Any] | bytes, name: str = "works.jsonl") -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"\n".join(one if isinstance(one, bytes) else json.dumps(one).encode() for one in works))
        return path

    return write


def work(**fields: Any) -> dict[str, Any]:
    return {
        "id": "https://openalex.org/W1",
        "title": "Invented",
        "publication_date": "2018-07-12",
        "updated_date": "2026-02-05T00:54:17",
        "authorships": [],
    } | fields


def author(name: str | None, *strings: str, **fields: Any) -> dict[str, Any]:
    return {"author": {"id": None, "display_name": name}, "raw_affiliation_strings": list(strings)} | fields


def papers(path: Path) -> list[Paper]:
    return [row.record for row in read(path) if isinstance(row, Row) and isinstance(row.record, Paper)]


def only(path: Path) -> Paper:
    (paper,) = papers(path)
    return paper


def test_works_of_2022() -> None:
    rows = list(read(DATA / "openalex-2022.jsonl"))
    assert not any(isinstance(row, Rejected) for row in rows)
    several, without_string, without_title = papers(DATA / "openalex-2022.jsonl")

    assert several.openalex == "W2025956485"
    assert several.doi == "10.1046/j.1526-4610.2003.03022.x"
    assert (several.date_min, several.date_max) == (date(2003, 1, 1), date(2003, 12, 31))
    assert several.as_of is not None
    # One string: the author's institutions are its institutions.
    first = several.authors[0]
    assert [one.raw for one in first.affiliations] == [
        "Department of Neurology 3401 Medical Park Dr. Building 3, Suite 205 Mobile, AL 36693; "
        "University of South Alabama"
    ]
    assert first.affiliations[0].publisher_ids == ("openalex:I1319772077", "ror:01s7b5y08")
    assert first.publisher_countries
    assert [one.position for one in several.authors] == list(range(1, len(several.authors) + 1))

    # No string: OpenAlex's name for the institution, on its own basis.
    assert without_string.authors[0].affiliations == (
        Affiliation(raw="University of Paris", basis="aggregator", publisher_ids=("ror:05f82e368",)),
    )
    assert without_title.title is None
    assert without_title.authors


def test_works_of_2026() -> None:
    strings, preprint, no_doi = papers(DATA / "openalex-2026.jsonl")
    # Each string has its own institution, though the author's list holds both.
    assert [(one.raw[-14:], one.publisher_ids) for one in strings.authors[0].affiliations] == [
        ("117647, Russia", ("ror:015y4fr56",)),
        (" 117647 Russia", ("ror:05qrfxd25",)),
    ]
    assert [topic.id[:10] for topic in strings.topics] == ["openalex:T"] * len(strings.topics)
    assert strings.topics[0].field
    assert strings.funders
    assert strings.funders[0].id.startswith("openalex:F")
    assert preprint.doi
    assert preprint.doi.endswith(preprint.arxiv or "?")
    assert preprint.authors[0].affiliations == ()
    assert no_doi.doi is None
    assert (no_doi.date_min, no_doi.date_max) == (date(1988, 4, 1), date(1988, 4, 30))


def test_institutions_come_once_and_on_the_side() -> None:
    rows = [row for row in read(DATA / "openalex-2022.jsonl") if isinstance(row, Row)]
    sides = [row for row in rows if row.side]
    names = {row.record.id: row.record for row in sides if isinstance(row.record, Institution)}
    assert len(names) == len(sides)
    assert names["ror:01s7b5y08"].name == "University of South Alabama"
    assert names["ror:01s7b5y08"].openalex == "I83809506"
    assert names["openalex:I1319772077"].country == "TR"  # as OpenAlex has it, for a street in Alabama
    assert not any(isinstance(row.record, Paper) for row in sides)
    # Before the work that names them, with its line.
    assert rows.index(sides[0]) < next(place for place, row in enumerate(rows) if not row.side)
    assert sides[0].line == 1


def test_a_doi_as_address_and_in_upper_case(write: Write) -> None:
    path = write(work(doi="HTTPS://DOI.ORG/10.1000/ABC"), work(id=None, doi=None, ids={"doi": "10.1000/DEF"}))
    assert [(one.doi, one.openalex) for one in papers(path)] == [("10.1000/abc", "W1"), ("10.1000/def", None)]


@pytest.mark.parametrize(
    ("printed", "days"),
    [
        ("2018-01-01", (date(2018, 1, 1), date(2018, 12, 31))),
        ("2018-07-01", (date(2018, 7, 1), date(2018, 7, 31))),
        ("2018-07-12", (date(2018, 7, 12), date(2018, 7, 12))),
        ("2018", (date(2018, 1, 1), date(2018, 12, 31))),
        (None, (None, None)),
    ],
)
def test_a_date_is_as_precise_as_openalex_knows_it(write: Write, printed: str | None, days: tuple[Any, Any]) -> None:
    paper = only(write(work(publication_date=printed)))
    assert (paper.date_min, paper.date_max) == days


def test_years_that_cannot_be(write: Write) -> None:
    path = write(
        work(publication_date="0000-01-01"),
        work(publication_date="3024-05-01", publication_year=3024),
        work(publication_date="0000-01-01", publication_year=1999),
        work(publication_date="2028-05-02"),
    )
    zero, future, year, next_years = read(path)
    for rejected in (zero, future):
        assert isinstance(rejected, Rejected)
        assert rejected.field == "publication_date"
        assert "between 1500 and 2028" in rejected.reason
    assert isinstance(year, Row)
    assert isinstance(year.record, Paper)
    assert year.record.date_max == date(1999, 12, 31)
    assert year.notes == ("publication_date: 0000-01-01 cannot be right, the year 1999 was taken",)
    assert isinstance(next_years, Row)


def test_no_authorship_is_lost(write: Write) -> None:
    long = "Institute of Long Names, " * 2000
    twice = {"author": {"id": "https://openalex.org/A7", "display_name": "Ann Invented"}}
    path = write(
        work(
            authorships=[
                author(None, "Hill University"),
                author("", raw_author_name="  "),
                twice,
                twice,
                author("Ben Invented", long),
                author("Ben Invented", "Hill  University ", "Hill University"),
                {"author": None},
            ]
        ),
        work(authorships=[author(f"Author {number}", "Hill University") for number in range(3000)]),
    )
    first, many = papers(path)
    assert [one.name for one in first.authors] == [
        NO_NAME, NO_NAME, "Ann Invented", "Ann Invented", "Ben Invented", "Ben Invented", NO_NAME,
    ]  # fmt: skip
    assert first.authors[0].affiliations[0].raw == "Hill University"
    assert [one.openalex for one in first.authors[2:4]] == ["A7", "A7"]
    assert first.authors[4].affiliations[0].raw == long.strip()
    assert [one.raw for one in first.authors[5].affiliations] == ["Hill University"]
    assert len(many.authors) == 3000
    assert not many.authors_truncated
    assert many.authors[-1].position == 3000


@pytest.mark.parametrize(("number", "flag", "truncated"), [(99, None, False), (100, None, True), (5, True, True)])
def test_a_list_of_a_hundred_may_be_cut(write: Write, number: int, flag: bool | None, truncated: bool) -> None:
    authors = [author(f"Author {place}") for place in range(number)]
    assert only(write(work(authorships=authors, is_authors_truncated=flag))).authors_truncated is truncated


def test_institutions_that_no_string_led_to(write: Write) -> None:
    hill = {"id": "https://openalex.org/I1", "display_name": "Hill University", "ror": None, "country_code": "KP"}
    lake = {"id": "https://openalex.org/I2", "display_name": "Lake Institute", "ror": "https://ror.org/05a28rw58"}
    pieces = {"id": None, "display_name": "Room 5", "ror": None}
    strings = ["Hill University, Hilltown", "Lake Institute, Laketown"]
    path = write(
        work(authorships=[author("A", *strings, institutions=[hill, lake])]),
        work(authorships=[author("A", strings[0], institutions=[hill, pieces])]),
        work(authorships=[author("A", institutions=[pieces])]),
        work(
            authorships=[
                author(
                    "A",
                    *strings,
                    institutions=[hill, lake],
                    affiliations=[
                        {"raw_affiliation_string": strings[0], "institution_ids": [hill["id"], None]},
                        {"raw_affiliation_string": strings[1], "institution_ids": ["https://openalex.org/I-1"]},
                    ],
                )
            ]
        ),
    )
    found = [[(one.raw, one.publisher_ids) for one in paper.authors[0].affiliations] for paper in papers(path)]
    assert found == [
        [
            (strings[0], ()),
            (strings[1], ()),
            ("Hill University", ("openalex:I1",)),
            ("Lake Institute", ("ror:05a28rw58",)),
        ],
        [(strings[0], ("openalex:I1",))],
        [("Room 5", ())],
        [(strings[0], ("openalex:I1",)), (strings[1], ()), ("Lake Institute", ("ror:05a28rw58",))],
    ]


def test_hostile_titles_are_only_text(write: Write) -> None:
    title = "</script><img src=x onerror=alert(1)> ' }) MATCH (n) DETACH DELETE n //"
    assert only(write(work(title=title))).title == title


def test_bad_lines_cost_themselves_only(write: Write) -> None:
    good = work()
    cut = json.dumps(work()).encode()[:60]
    path = write(
        b"\xef\xbb\xbf" + json.dumps(good).encode(),
        b'{"id": "https://openalex.org/W2", "title": "\xff"}',
        cut,
        work(authorships="none"),
        work(id=None),
        work(id="https://openalex.org/A3"),
        good,
    )
    rows = list(read(path))
    assert [row.line for row in rows if isinstance(row, Row)] == [1, 7]
    rejected = [(row.line, row.field) for row in rows if isinstance(row, Rejected)]
    assert rejected == [(2, "line"), (3, "line"), (4, "authorships"), (5, "id"), (6, "id")]


def test_a_truncated_gzip_gives_what_is_whole(tmp_path: Path) -> None:
    lines = b"".join(
        json.dumps(work(id=f"https://openalex.org/W{number}")).encode() + b"\n" for number in range(1, 900)
    )
    path = tmp_path / "works.jsonl.gz"
    path.write_bytes(gzip.compress(lines)[:-9])
    *rows, last = read(path)
    assert len(rows) >= 898
    assert isinstance(last, Rejected)
    assert last.field == "file"


def test_unknown_fields_are_told_once_and_lose_nothing(write: Write) -> None:
    new = author("Ann Invented", "Hill University", shoe_size=42)
    hill = {"id": "https://openalex.org/I1", "display_name": "Hill University", "lineage": [], "motto": "up"}
    new["institutions"] = [hill]
    # Fields that are known and left out stand beside the new ones in every real work.
    path = write(work(authorships=[new, new], mood="fine", concepts=[{"id": 1}]), work(mood="better"))
    first, second = (row for row in read(path) if isinstance(row, Row) and not row.side)
    assert sorted(first.notes) == [
        "authorships.institutions.motto: a field that this release does not know, left out",
        "authorships.shoe_size: a field that this release does not know, left out",
        "mood: a field that this release does not know, left out",
    ]
    assert second.notes == ()
    assert isinstance(first.record, Paper)
    assert len(first.record.authors) == 2


def test_a_wrong_orcid_is_left_out_and_told(write: Write) -> None:
    person = {"author": {"display_name": "Ann Invented", "orcid": "https://orcid.org/0000-0002-8475-279"}}
    (row,) = read(write(work(authorships=[person])))
    assert isinstance(row, Row)
    assert isinstance(row.record, Paper)
    assert row.record.authors[0].orcid is None
    assert "is not an ORCID" in row.notes[0]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"<!doctype html><html>", "web page"),
        (b'{\n "id": 1', "Fetch it anew"),
        (b'{"meta": {"count": 1}, "results": [7]}', "one JSON object on one line"),
        (b'{"id": "https://ror.org/05a28rw58", "names": []}', "neither a work's id nor authorships"),
        (b"PK\x03\x04binary", "one JSON object on one line"),
    ],
)
def test_other_files_are_refused(write: Write, content: bytes, message: str) -> None:
    with pytest.raises(SourceError, match=message):
        list(read(write(content)))


def test_the_source_says_what_it_is() -> None:
    assert SOURCE.id == "openalex"
    assert SOURCE.licence == "CC0 1.0"
    assert SOURCE.as_of(DATA / "openalex-2022.jsonl") is None
    paper = papers(DATA / "openalex-2022.jsonl")[0]
    assert structs.asdict(paper)["curated"] is None


@pytest.mark.parametrize(
    "wrap",
    [
        lambda one, two: b'{"meta": {"count": 2}, "results": [' + one + b"," + two + b"]}",
        lambda one, two: b'{"results": [' + one + b']}\n{"results": [' + two + b"]}\n",
        lambda one, two: b"[" + one + b"," + two + b"]",
        lambda one, two: b'{\n "results": [\n' + one + b",\n" + two + b"\n]}",
    ],
)
def test_list_answers_are_read_like_lines(tmp_path: Path, wrap: Callable[[bytes, bytes], bytes]) -> None:
    one, two = (json.dumps(work(id=f"https://openalex.org/W{number}")).encode() for number in (1, 2))
    path = tmp_path / "page.json"
    path.write_bytes(wrap(one, two))
    assert [(row.line, row.record.openalex) for row in read(path) if isinstance(row, Row)] == [(1, "W1"), (2, "W2")]  # type: ignore[union-attr]


def test_an_author_with_forty_affiliations_keeps_them_all(write: Write) -> None:
    strings = [f"Institute {number} of Example" for number in range(40)]
    paper = only(write(work(authorships=[author("A. Example", *strings)])))
    assert [one.raw for one in paper.authors[0].affiliations] == strings


def test_a_folder_of_part_files(write: Write, tmp_path: Path) -> None:
    first = write(work(id="https://openalex.org/W1"), b'{"id": 7', name="works/updated_date=2026-01-01/part_000.jsonl")
    (first.parent / "part_001.gz").write_bytes(gzip.compress(json.dumps(work(id="https://openalex.org/W2")).encode()))
    (first.parent / "part_002.gz").write_bytes(b"")
    (first.parent / "part_003.gz").write_bytes(gzip.compress(b"<html>"))
    (first.parent / "manifest").write_text("{}")
    merged = tmp_path / "merged_ids" / "works" / "2026-01-02.csv.gz"
    merged.parent.mkdir(parents=True)
    table = b"merge_date,id,merge_into_id\n2026-01-02,W2,W3\n2026-01-02,W3,W4\n2026-01-02,W8,W9\n2026-01-02,W9,W8\n"
    merged.write_bytes(gzip.compress(table))

    items = list(read(tmp_path))
    rows = [row for row in items if isinstance(row, Row)]
    assert [row.record.openalex for row in rows if isinstance(row.record, Paper)] == ["W1", "W4"]
    assert rows[1].notes == ("works/updated_date=2026-01-01/part_001.gz: id: W2 was merged into W4 by OpenAlex",)
    broken, page = (item for item in items if isinstance(item, Rejected))
    assert (broken.line, broken.field) == (2, "line")
    assert broken.raw.startswith("works/updated_date=2026-01-01/part_000.jsonl: ")
    assert page.field == "file"
    assert "part_003.gz: part_003.gz is a web page" in page.reason
    read_as_parts = [path.name for path in SOURCE.files(tmp_path)]
    assert read_as_parts == ["part_000.jsonl", "part_001.gz", "part_002.gz", "part_003.gz"]
