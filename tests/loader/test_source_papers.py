from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from loader.records import Affiliation, Authorship, Paper, Rejected, Row
from loader.sources.papers import AUTHORSHIP_COLUMNS, PAPER_COLUMNS, as_of, read

WriteTable = Callable[..., Path]
PAPER = {
    "id": "T1",
    "doi": "https://doi.org/10.5555/ABC.1",
    "title": "On slopes",
    "date": "2018-07",
    "venue": "Journal of Hills",
    "type": "article",
    "field": "geoscience",
    "n_authors": "2",
    "address": "https://example.org/slopes",
    "note": "invented",
}
FIRST = {
    "paper": "T1",
    "position": "1",
    "name": "Author One",
    "orcid": "https://orcid.org/0000-0002-1825-0097",
    "affiliation": "Faculty of Slopes, Hill University",
    "read_as": "kp:hill-university",
    "basis": "printed",
    "source": "https://example.org/slopes",
}
FIRST_ABROAD = {**FIRST, "affiliation": "Valley Institute", "read_as": "Valley Institute", "basis": "inferred"}
SECOND = {"paper": "T1", "position": "2", "name": "Author Two"}
UNPLACED = {"paper": "T1", "affiliation": "Dale Observatory", "basis": "printed"}


def load(
    write_table: WriteTable, papers: list[dict[str, str]], authorships: list[dict[str, str]]
) -> list[Row | Rejected]:
    write_table("papers/authorships.csv", AUTHORSHIP_COLUMNS, *authorships)
    return list(read(write_table("papers/papers.csv", PAPER_COLUMNS, *papers).parent))


def paper(row: Row | Rejected) -> Paper:
    assert isinstance(row, Row), row
    assert isinstance(row.record, Paper)
    return row.record


def test_a_paper_with_its_authors(write_table: WriteTable) -> None:
    rows = load(write_table, [PAPER], [FIRST, FIRST_ABROAD, SECOND, UNPLACED])
    assert rows == [
        Row(
            2,
            Paper(
                curated="T1",
                doi="10.5555/abc.1",
                title="On slopes",
                date_min=date(2018, 7, 1),
                date_max=date(2018, 7, 31),
                venue="Journal of Hills",
                type="article",
                field="geoscience",
                address="https://example.org/slopes",
                n_authors=2,
                authors=(
                    Authorship(
                        position=1,
                        name="Author One",
                        orcid="0000-0002-1825-0097",
                        affiliations=(
                            Affiliation("Faculty of Slopes, Hill University", "printed", "kp:hill-university"),
                            Affiliation("Valley Institute", "inferred", "Valley Institute"),
                        ),
                    ),
                    Authorship(position=2, name="Author Two"),
                ),
                unplaced=(Affiliation("Dale Observatory", "printed"),),
            ),
        )
    ]


def test_the_folder_and_its_table_are_the_same(write_table: WriteTable) -> None:
    write_table("papers/authorships.csv", AUTHORSHIP_COLUMNS, FIRST, SECOND)
    table = write_table("papers/papers.csv", PAPER_COLUMNS, PAPER)
    write_table("papers/DATES.csv", ("file", "as_of"), {"file": "papers.csv", "as_of": "2026-07-09"})
    assert list(read(table)) == list(read(table.parent))
    assert as_of(table) == as_of(table.parent) == date(2026, 7, 9)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"id": ""}, "id"),
        ({"doi": "11.5555/abc"}, "doi"),
        ({"arxiv": "not one"}, "arxiv"),
        ({"date": "0000"}, "date"),
        ({"date": "9998-01-01"}, "date"),
        ({"retracted": "maybe"}, "retracted"),
        ({"n_authors": "1"}, "n_authors"),
        ({"n_authors": "3"}, "n_authors"),
        ({"n_authors": "-1"}, "n_authors"),
    ],
)
def test_a_bad_paper_is_rejected_with_its_authors(write_table: WriteTable, change: dict[str, str], field: str) -> None:
    rows = load(write_table, [{**PAPER, **change}], [FIRST, SECOND])
    assert all(isinstance(row, Rejected) for row in rows)
    assert isinstance(rows[0], Rejected)
    assert (rows[0].line, rows[0].field) == (2, field)
    assert [(row.line, row.field) for row in rows[1:] if isinstance(row, Rejected)] == [
        (2, "authorships.csv: paper"),
        (3, "authorships.csv: paper"),
    ]


@pytest.mark.parametrize(
    ("bad", "field"),
    [
        ({**SECOND, "name": ""}, "name"),
        ({**SECOND, "position": ""}, "position"),
        ({**SECOND, "position": "0"}, "position"),
        ({**SECOND, "orcid": "0000-0002-1825-0098"}, "orcid"),
        ({**SECOND, "affiliation": "Hill University", "basis": "guessed"}, "basis"),
        ({**SECOND, "affiliation": "Hill University"}, "basis"),
        ({**SECOND, "read_as": "kp:hill-university"}, "read_as"),
        ({**SECOND, "position": "1"}, "name"),
        (FIRST, "affiliation"),
        ({"paper": "T1"}, "affiliation"),
    ],
)
def test_a_bad_authorship_is_rejected_and_the_paper_loads(
    write_table: WriteTable, bad: dict[str, str], field: str
) -> None:
    rejected, loaded = load(write_table, [PAPER], [FIRST, bad])
    assert isinstance(rejected, Rejected)
    assert (rejected.line, rejected.field) == (3, f"authorships.csv: {field}")
    assert [author.position for author in paper(loaded).authors] == [1]
    assert paper(loaded).authors_truncated


def test_an_authorship_of_an_unknown_paper_is_rejected(write_table: WriteTable) -> None:
    rows = load(write_table, [PAPER], [FIRST, SECOND, {**SECOND, "paper": "T9"}])
    assert isinstance(rows[1], Rejected)
    assert (rows[1].line, rows[1].field) == (4, "authorships.csv: paper")


def test_two_rows_cannot_be_one_paper(write_table: WriteTable) -> None:
    same_doi = {"id": "T2", "doi": "10.5555/abc.1"}
    rows = load(write_table, [PAPER, PAPER, same_doi], [FIRST, SECOND])
    assert isinstance(rows[1], Rejected)
    assert rows[1].field == "id"
    assert isinstance(rows[2], Rejected)
    assert rows[2].field == "doi"


def test_a_place_may_be_missing_only_from_a_list_that_is_cut(write_table: WriteTable) -> None:
    third = {**SECOND, "position": "3"}
    whole = load(write_table, [{**PAPER, "n_authors": ""}], [FIRST, third])
    assert isinstance(whole[0], Rejected)
    assert whole[0].field == "truncated"
    cut = load(write_table, [{**PAPER, "n_authors": "40", "truncated": "yes"}], [FIRST, third])
    assert paper(cut[0]).n_authors == 40
    assert paper(cut[0]).authors_truncated


def test_a_retracted_paper_without_authors(write_table: WriteTable) -> None:
    retracted = {"id": "T2", "retracted": "yes", "truncated": "yes"}
    loaded = paper(load(write_table, [retracted], [])[0])
    assert loaded.retracted
    assert loaded.authors == ()
    assert loaded.n_authors is None


def test_titles_and_affiliations_come_through_as_they_are(write_table: WriteTable) -> None:
    title = "</script><img onerror=alert(1)> MATCH (n) DETACH DELETE n //"
    long = "Hill University, " * 3000
    rows = load(write_table, [{**PAPER, "title": title, "n_authors": "1"}], [{**FIRST, "affiliation": long}])
    assert paper(rows[0]).title == title
    assert len(paper(rows[0]).authors[0].affiliations[0].raw) > 50_000
