from __future__ import annotations

import gzip
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from loader.errors import SourceError
from loader.records import NO_NAME, Paper, Rejected, Row
from loader.sources.crossref import SOURCE, read

DATA = Path(__file__).parents[1] / "data" / "crossref.jsonl"


def work(**fields: Any) -> dict[str, Any]:
    return {"DOI": "10.1000/1", "title": ["Invented"], "type": "journal-article"} | fields


def _write(path: Path, *works: Any) -> Path:
    path.write_bytes(b"\n".join(one if isinstance(one, bytes) else json.dumps(one).encode() for one in works))
    return path


def rows(path: Path) -> list[Row]:
    return [row for row in read(path) if isinstance(row, Row)]


def only(path: Path) -> Paper:
    (row,) = rows(path)
    assert isinstance(row.record, Paper)
    return row.record


def test_published_records() -> None:
    article, correction, strings, history = (row.record for row in rows(DATA))
    assert isinstance(article, Paper)
    assert isinstance(correction, Paper)
    assert isinstance(strings, Paper)
    assert isinstance(history, Paper)
    assert article.has_versions == ("doi:10.7287/peerj.preprints.2512",)
    assert len(article.authors) == 14
    assert correction.corrects == ("correction|doi:10.1007/s00417-022-05637-2",)
    assert not correction.retracted
    assert strings.authors[1].affiliations[0].raw == "CNS ‐ Campus Neurológico Torres Vedras Portugal"
    assert [len(author.affiliations) for author in strings.authors[:4]] == [1, 2, 2, 3]
    assert {one.basis for author in strings.authors for one in author.affiliations} == {"publisher"}
    assert history.received == (date(2016, 9, 8), date(2016, 9, 8))
    assert history.accepted == (date(2017, 7, 16), date(2017, 7, 16))
    assert history.online == (date(2017, 8, 3), date(2017, 8, 3))
    assert history.issued == (date(2019, 4, 1), date(2019, 4, 30))
    assert (history.date_min, history.date_max) == history.online


@pytest.mark.parametrize(
    "wrap",
    [
        lambda one: json.dumps({"status": "ok", "message-type": "work", "message": one}),
        lambda one: json.dumps({"message": {"items": [one]}}, indent=2),
        lambda one: json.dumps({"items": [one]}),
        lambda one: json.dumps([one], indent=1),
        lambda one: json.dumps(one),
    ],
)
@pytest.mark.parametrize("packed", [False, True])
def test_every_wrapping_is_read(tmp_path: Path, wrap: Any, packed: bool) -> None:
    content = wrap(work()).encode()
    path = tmp_path / "works.json"
    path.write_bytes(gzip.compress(content) if packed else content)
    assert only(path).doi == "10.1000/1"


def test_notices_and_versions(tmp_path: Path) -> None:
    related = {
        "is-preprint-of": {"id-type": "doi", "id": "https://doi.org/10.1000/ARTICLE"},
        "has-preprint": [{"id-type": "doi", "id": "10.48550/arXiv.1707.08567"}, {"id-type": "uri", "id": "http://x"}],
        "is-review-of": [{"id-type": "doi", "id": "10.1000/other"}],
    }
    updates = [
        {"DOI": "10.1000/notice", "type": "retraction"},
        {"DOI": "10.1000/v2", "type": "new_version"},
        {"DOI": "10.1000/1", "type": "correction"},
        {"DOI": "10.1000/c", "type": "expression_of_concern"},
    ]
    paper = only(_write(tmp_path / "works.jsonl", work(relation=related, **{"updated-by": updates})))
    assert paper.version_of == ("doi:10.1000/article",)
    assert paper.has_versions == ("arxiv:1707.08567", "doi:10.1000/v2")
    assert paper.corrected_by == ("retraction|doi:10.1000/notice", "expression of concern|doi:10.1000/c")
    assert paper.retracted


def test_authors_of_every_kind(tmp_path: Path) -> None:
    place = {
        "name": "Example University",
        "department": ["Dept of Examples"],
        "place": ["Exampleton"],
        "id": [{"id": "https://ror.org/05a28rw58", "id-type": "ROR", "asserted-by": "publisher"}],
    }
    authors = [
        {"given": "A. B.", "family": "Example", "suffix": "Jr", "ORCID": "http://orcid.org/0000-0002-1825-0097"},
        {"name": "The Example Consortium", "ORCID": "https://orcid.org/0000-0002-1825-0098"},
        {"affiliation": [place, place, {"name": " "}]},
    ]
    (row,) = rows(_write(tmp_path / "works.jsonl", work(author=authors)))
    paper = row.record
    assert isinstance(paper, Paper)
    assert [author.name for author in paper.authors] == ["A. B. Example Jr", "The Example Consortium", NO_NAME]
    assert [author.orcid for author in paper.authors] == ["0000-0002-1825-0097", None, None]
    (affiliation,) = paper.authors[2].affiliations
    assert affiliation.raw == "Dept of Examples, Example University, Exampleton"
    assert affiliation.publisher_ids == ("ror:05a28rw58",)
    assert row.notes == ("author[1].ORCID: https://orcid.org/0000-0002-1825-0098 is not an ORCID, left out",)


def test_the_first_of_uncertain_dates(tmp_path: Path) -> None:
    dates = {
        "published-print": {"date-parts": [[2025]]},
        "published-online": {"date-parts": [[2025, 2, 11]]},
        "issued": {"date-parts": [[None]]},
        "assertion": [{"name": "received", "value": "2024-6-7"}, {"name": "accepted", "value": "in spring"}],
    }
    (row,) = rows(_write(tmp_path / "works.jsonl", work(**dates)))
    paper = row.record
    assert isinstance(paper, Paper)
    # In print it appeared on some day of 2025, perhaps before it was online.
    assert (paper.date_min, paper.date_max) == (date(2025, 1, 1), date(2025, 2, 11))
    assert paper.received == (date(2024, 6, 7), date(2024, 6, 7))
    assert row.notes == ("assertion.accepted: 'in spring' is not read as a day, left out",)


def test_markup_is_no_part_of_a_title(tmp_path: Path) -> None:
    paper = only(_write(tmp_path / "works.jsonl", work(title=["On <i>Drosophila</i>, CO<sub>2</sub> &amp; x < y"])))
    assert paper.title == "On Drosophila, CO2 & x < y"


def test_bad_records_are_told_one_by_one(tmp_path: Path) -> None:
    works = [work(), work(DOI="none"), work(author=7), b'{"DOI": "10.1000/2"', work(DOI="10.1000/3", novelty=1)]
    items = list(read(_write(tmp_path / "works.jsonl", *works)))
    rejected = [(item.line, item.field) for item in items if isinstance(item, Rejected)]
    assert rejected == [(2, "DOI"), (3, "author"), (4, "line")]
    assert isinstance(items[-1], Row)
    assert items[-1].notes == ("novelty: a field that this release does not know, left out",)


def test_another_publishers_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no DOI"):
        list(read(_write(tmp_path / "works.jsonl", {"id": "https://openalex.org/W1"})))


def test_a_document_that_breaks_off_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="Fetch it anew"):
        list(read(_write(tmp_path / "works.json", b'{\n "items": [{"DOI": "10.1000/1"}')))


def test_a_work_says_its_own_day() -> None:
    assert SOURCE.as_of(DATA) is None
    assert all(isinstance(row.record, Paper) and row.record.as_of for row in rows(DATA))
