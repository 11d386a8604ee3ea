"""The bundled data set: read in full by the readers, complete, without persons where none belong, and resolvable."""

from __future__ import annotations

import csv
import hashlib
import re
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from loader.cells import institution_id
from loader.lists import control_lists
from loader.records import Designation, Institution, Paper, Record, Rejected, Report, Row, Rule
from loader.sources import SOURCES

ROOT = Path(__file__).parents[1]
DATA = ROOT / "data"
LISTS = ("jp-end-user-list", "us-dod-1260h", "us-entity-list", "us-ofac-ns-cmic")
#: DESIGN: what a wheel and a clone may carry, in bytes.
MOST = 8_000_000


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, strict=True))


MANIFEST = table(DATA / "manifest.csv")


@cache
def read(file: str) -> tuple[Row | Rejected, ...]:
    source = next(row["source"] for row in MANIFEST if row["file"] == file)
    return tuple(SOURCES[source].read(DATA / file))


def records(file: str) -> list[Record]:
    return [row.record for row in read(file) if isinstance(row, Row)]


def institutions() -> dict[str, Institution]:
    """Of gazetteer and registry, by id."""
    both = [*records("ror-extract.jsonl.gz"), *records("gazetteer.csv")]
    return {record.id: record for record in both if isinstance(record, Institution)}


def papers() -> dict[str, Paper]:
    return {paper.curated or "": paper for paper in records("papers/papers.csv") if isinstance(paper, Paper)}


@pytest.mark.parametrize("row", MANIFEST, ids=lambda row: str(row["file"]))
def test_every_file_reads_without_a_rejected_row(row: dict[str, str]) -> None:
    items = read(row["file"])
    assert [item for item in items if isinstance(item, Rejected)] == []
    assert sum(not item.side for item in items if isinstance(item, Row)) == int(row["records"])


def test_every_file_has_a_day() -> None:
    for row in MANIFEST:
        source = SOURCES[row["source"]]
        day = source.as_of(DATA / row["file"])
        # Works of OpenAlex carry the day each was last changed.
        assert (day is None) == (source.id == "openalex"), row["file"]
        assert day is None or day <= date(2026, 11, 24)


def test_every_bundled_file_is_in_the_manifest_and_in_the_readme() -> None:
    beside = {"README.md", "manifest.csv", "DATES.csv", "authorships.csv"}
    files = {
        path.relative_to(DATA).as_posix()
        for path in DATA.rglob("*")
        if path.is_file() and path.name not in beside and not {"practice", "gold", "claims"} & set(path.parts)
    }
    assert files == {row["file"] for row in MANIFEST}
    readme = (DATA / "README.md").read_text(encoding="utf-8")
    for file in (*files, "papers/authorships.csv", "claims/claims.csv", "claims/articles.csv"):
        assert f"`{file}`" in readme, f"data/README.md does not say where {file} comes from"
    assert readme.count("**Licence:**") == readme.count("\n## `")


def test_it_is_small() -> None:
    assert sum(path.stat().st_size for path in DATA.rglob("*") if path.is_file()) < MOST


def test_all_cited_papers_are_there() -> None:
    expected = {f"P{number:03}" for number in (*range(1, 26), *range(101, 112))}
    assert papers().keys() == expected
    for paper in papers().values():
        assert paper.doi or paper.arxiv or paper.pmcid or paper.address, f"{paper.curated} cannot be found again"


@pytest.mark.parametrize(
    ("paper", "basis"),
    [("P002", "printed"), ("P004", "printed"), ("P005", "inferred"), ("P011", "printed"), ("P013", "inferred")],
)
def test_basis_follows_where_the_affiliation_was_read(paper: str, basis: str) -> None:
    found = {affiliation.basis for author in papers()[paper].authors for affiliation in author.affiliations}
    assert found == {basis}


def test_p002_is_kept_as_printed_and_as_read() -> None:
    first = papers()["P002"].authors[0]
    printed = {affiliation.read_as: affiliation.raw for affiliation in first.affiliations}
    assert "Kim Song Univ" in printed["kp:kim-il-sung-university"]
    assert "ror:00a2xv884" in printed  # Zhejiang University: one person, two institutions


def test_p019_says_where_and_not_who() -> None:
    paper = papers()["P019"]
    assert len(paper.authors) == 11
    assert all(author.affiliations == () for author in paper.authors)
    assert {affiliation.basis for affiliation in paper.unplaced} == {"printed"}
    countries = [institutions()[affiliation.read_as or ""].country for affiliation in paper.unplaced]
    assert sorted(country or "" for country in countries) == ["CN", "GB", "GB", "KP", "KP", "US"]


def test_dates_of_papers_are_no_more_exact_than_their_source() -> None:
    assert (papers()["P001"].date_min, papers()["P001"].date_max) == (date(2019, 1, 1), date(2019, 12, 31))
    assert papers()["P101"].date_min == papers()["P101"].date_max == date(2026, 6, 2)
    assert papers()["P106"].date_min is None


def test_what_is_retracted_says_so() -> None:
    assert [paper.curated for paper in papers().values() if paper.retracted] == ["P103"]


def test_everything_read_is_an_institution_or_a_listed_body() -> None:
    known = institutions()
    listed = {
        name.casefold()
        for list_id in LISTS
        for entry in records(f"lists/{list_id}.csv")
        if isinstance(entry, Designation)
        for name in (entry.name, *entry.aliases)
    }
    read_as = {
        affiliation.read_as
        for paper in papers().values()
        for affiliation in (*paper.unplaced, *(one for author in paper.authors for one in author.affiliations))
    }
    assert None not in read_as
    for name in read_as - {None}:
        assert name in known or (name or "").casefold() in listed, f"{name} is no institution of the bundled data"
    # China Unicom is a listed body, and no institution of ours: it must come in by its lists.
    assert "China United Network Communications Group Co., Ltd." in read_as


def test_everything_that_reports_name_is_an_institution() -> None:
    known = institutions()
    for report in records("reports.csv"):
        assert isinstance(report, Report)
        for named in report.names:
            assert named.id in known, f"{report.id}: {named.name}"
            assert (known[named.id].country == "KP") == (named.side == "dprk")


def test_reports_hold_no_names_of_persons() -> None:
    hashes = set((ROOT / "tests/data/person_names.sha256").read_text(encoding="utf-8").split())
    text = (DATA / "reports.csv").read_text(encoding="utf-8")
    words = re.findall(r"\w+", text.casefold())
    for length in (1, 2, 3, 4):
        for start in range(len(words) - length + 1):
            run = " ".join(words[start : start + length])
            assert hashlib.sha256(run.encode()).hexdigest() not in hashes, f"names a person: {run}"
    # The facts print a person's name in the native script in brackets.
    assert re.search(r"\([\u3400-\u9fff\uac00-\ud7af]+\)", text) is None


def test_a_pair_is_reported_only_where_the_source_names_both_sides() -> None:
    reports = {report.id: report for report in records("reports.csv") if isinstance(report, Report)}
    tianjin = "ror:012tb2g32"
    for report in reports.values():
        if tianjin in {named.id for named in report.names}:
            assert not report.states_dprk_side
            assert {named.side for named in report.names} == {"partner"}
    assert {named.certainty for named in reports["report:L06"].names} == {"ambiguous"}
    assert len(reports["report:L06"].names) == 2


def test_the_publisher_of_a_report_is_who_was_read() -> None:
    studies = [report for report in records("reports.csv") if isinstance(report, Report) and "report:38n-" in report.id]
    assert len(studies) == 5
    for report in studies:
        assert report.via == "38 North"
        assert report.publisher
        assert "38 North" not in report.publisher
        # It was not read at 38 North's own address.
        assert not any("38north.org" in address for address in report.addresses)


def test_no_spelling_of_the_gazetteer_names_a_body_elsewhere() -> None:
    """Acronyms may: they never identify anything alone."""
    elsewhere: dict[str, str] = {}
    for body in records("ror-extract.jsonl.gz"):
        assert isinstance(body, Institution)
        if body.country != "KP":
            elsewhere |= {name.casefold(): body.id for name in (body.name, *body.aliases, *body.native_names)}
    spellings: dict[str, str] = {}
    for body in records("gazetteer.csv"):
        assert isinstance(body, Institution)
        for name in (body.name, *body.aliases, *body.native_names):
            assert name.casefold() not in elsewhere, f"{name} is {elsewhere.get(name.casefold())} too"
            assert spellings.setdefault(name.casefold(), body.id) == body.id, f"{name} has two bearers"


def test_the_academies_are_kept_apart() -> None:
    known = institutions()
    assert known["kp:state-academy-of-sciences-institute-of-lasers"].part_of == ("kp:state-academy-of-sciences",)
    assert not known["kp:state-academy-of-sciences-institute-of-lasers"].unit
    second = known["kp:second-academy-of-natural-sciences"]
    assert "SAS" not in (*second.aliases, *second.acronyms)
    assert "KIM IL SUNG MILITARY UNIVERSITY" not in known["kp:pyongyang-university-of-automation"].aliases
    assert known["kp:kim-il-sung-university-faculty-of-physics"].unit


def test_both_northeastern_universities_are_there() -> None:
    countries = {body.country for body in institutions().values() if body.name == "Northeastern University"}
    assert countries == {"CN", "US"}


def test_rules_have_their_periods() -> None:
    rules = {rule.id: rule for rule in records("rules.csv") if isinstance(rule, Rule)}
    assert rules["unscr-2321-11"].from_min == date(2016, 11, 30)
    assert "edical" in (rules["unscr-2321-11"].exempts or "")
    affiliates = rules["us-bis-affiliates-2025"]
    assert (affiliates.from_min, affiliates.to_max) == (date(2025, 9, 29), date(2025, 11, 9))
    assert "status after that date not loaded, check" in (affiliates.status or "")
    assert rules["us-31cfr-510-201-government"].from_min is None


def test_lists_are_described_and_whole() -> None:
    described = control_lists()
    counts = {list_id: len(records(f"lists/{list_id}.csv")) - 1 for list_id in LISTS}
    assert counts["us-entity-list"] == 3409
    assert counts["jp-end-user-list"] == 835
    assert all(list_id in described for list_id in LISTS)
    for list_id in LISTS:
        assert all(row["source"] for row in table(DATA / f"lists/{list_id}.csv"))


def test_days_of_listing_are_the_effective_ones() -> None:
    entries = {entry.key: entry for entry in records("lists/us-entity-list.csv") if isinstance(entry, Designation)}
    days = {
        "cn-harbin-institute-of-technology": date(2020, 6, 5),
        "cn-harbin-engineering-university": date(2020, 6, 5),
        "cn-beijing-institute-of-technology": date(2020, 12, 18),  # cited 12/22/20
        "cn-chinese-academy-of-sciences-institute-of-physics": date(2024, 5, 9),
    }
    for key, day in days.items():
        assert (entries[key].period.from_min, entries[key].period.basis) == (day, "effective date")


def test_the_gazetteer_has_its_parents() -> None:
    known = institutions()
    for body in records("gazetteer.csv"):
        assert isinstance(body, Institution)
        assert institution_id(body.id) == body.id
        assert all(parent in known for parent in body.part_of)
