"""Bibliographies in the forms that people have them in: each row is read, or named with its line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loader.bibliography.cited import Cited
from loader.bibliography.papers import FORMS, read
from loader.errors import SourceError
from loader.records import Rejected

BIBTEX = r"""% exported
@string{jp = {Journal of Practice}}
@article{one,
  title = {Practice {T}ides in {\"O}stermoor},
  journal = jp, month = jan,
  doi = {https://doi.org/10.5555/PRACTICE.01}
}
@article{broken,
  title = {Never closed,
  doi = {10.5555/practice.02}
}
@misc{preprint, title = "A preprint", eprint = {9913.00028}, archivePrefix = {arXiv}}
@inproceedings{under, title={Of {\_}}, journal = undeclared, doi = {10.5555/a\_b}}
@book{none, title = {A book without ids}}
@article{wrong, doi = {n/a}}
@comment{nothing}
"""

RIS = """TY  - JOUR
TI  - Practice Tides
DO  - 10.5555/practice.01
ER  -

TY  - JOUR
T1  - Cut off
DO  - 10.5555/practice.02
TY  - JOUR
T1  - By address
UR  - https://www.example.invalid/x
UR  - https://doi.org/10.5555/practice.03
ER  -
left over
"""


def of(tmp_path: Path, name: str, content: str | bytes) -> list[Cited | Rejected]:
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return list(read(path))


def short(found: list[Cited | Rejected]) -> list[tuple[int, object]]:
    return [(one.line, one.field if isinstance(one, Rejected) else one.ids) for one in found]


def test_bibtex(tmp_path: Path) -> None:
    found = of(tmp_path, "a.bib", BIBTEX)
    assert short(found) == [
        (3, {"doi": "10.5555/practice.01"}),
        (8, "entry"),
        (12, {"arxiv": "9913.00028"}),
        (13, {"doi": "10.5555/a_b"}),
        (14, {}),
        (15, "doi"),
    ]
    assert isinstance(found[0], Cited)
    assert found[0].title == "Practice Tides in Östermoor"
    assert isinstance(found[1], Rejected)
    assert "close its braces" in found[1].reason


def test_ris(tmp_path: Path) -> None:
    assert short(of(tmp_path, "a.ris", RIS.replace("\n", "\r\n"))) == [
        (1, {"doi": "10.5555/practice.01"}),
        (6, "record"),
        (9, {"doi": "10.5555/practice.03"}),
        (14, "line"),
    ]


def test_csl_json_and_works_of_openalex(tmp_path: Path) -> None:
    rows = [
        {"DOI": "10.5555/practice.01", "title": ["<i>Practice</i> &amp; tides"], "PMID": 999999921},
        {"id": "https://openalex.org/W9999990029", "doi": None, "ids": {"pmid": "https://pubmed.ncbi.nlm.nih.gov/7"}},
        "no object",
        {"title": "Nothing"},
    ]
    text = "[\n" + ",\n".join(map(json.dumps, rows)) + "\n]"
    found = of(tmp_path, "a.json", text)
    assert short(found) == [
        (2, {"doi": "10.5555/practice.01", "pmid": "999999921"}),
        (3, {"pmid": "7", "openalex": "W9999990029"}),
        (4, "record"),
        (5, {}),
    ]
    assert isinstance(found[0], Cited)
    assert found[0].title == "Practice & tides"
    assert short(of(tmp_path, "a.jsonl", "\n".join(map(json.dumps, rows))))[1][0] == 2
    page = json.dumps({"meta": {"count": 1}, "results": rows[:2]})
    assert len(of(tmp_path, "b.json", page)) == 2
    cut = of(tmp_path, "c.json", text[: text.index("Nothing")])
    assert [type(one).__name__ for one in cut] == ["Cited", "Cited", "Rejected", "Rejected"]
    assert cut[-1].line == 5


def test_ids_and_tables(tmp_path: Path) -> None:
    lines = "# mine\n10.5555/Practice.01\nhttps://arxiv.org/abs/9913.00028v2\n\nPMID: 7\nW12\n123\nA title\n"
    assert short(of(tmp_path, "a.txt", lines)) == [
        (2, {"doi": "10.5555/practice.01"}),
        (3, {"arxiv": "9913.00028"}),
        (5, {"pmid": "7"}),
        (6, {"openalex": "W12"}),
        (7, "id"),
        (8, "id"),
    ]
    table = 'Title;DOI\n"Tides; again";10.5555/practice.01\nNo id;\nWrong;doi unknown\n'
    assert short(of(tmp_path, "a.csv", table)) == [(2, {"doi": "10.5555/practice.01"}), (3, {}), (4, "doi")]


@pytest.mark.parametrize("name", ["a.bib", "a.ris", "a.json", "a.txt", "a.csv", "a.docx"])
def test_what_is_no_bibliography(tmp_path: Path, name: str) -> None:
    with pytest.raises(SourceError):
        of(tmp_path, name, b"")
    if name not in ("a.txt",):
        with pytest.raises(SourceError):
            of(tmp_path, name, "nothing, of the kind\n")


@given(
    st.binary(max_size=300),
    st.sampled_from(sorted(FORMS)),
    st.sampled_from([b"", b"@article{a,", b"TY  - JOUR\n", b"[{", b"doi,"]),
)
def test_whatever_the_file_holds_it_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, content: bytes, form: str, begin: bytes
) -> None:
    path = tmp_path_factory.mktemp("f") / "file"
    path.write_bytes(begin + content)
    try:
        found = list(read(path, form))
    except SourceError:
        return
    # Each has a line of its own.
    lines = [one.line for one in found]
    assert lines == sorted(set(lines))
    assert all(line >= 1 for line in lines)


@given(st.integers(1, 5), st.integers(0, 4))
def test_one_broken_entry_costs_no_other(tmp_path_factory: pytest.TempPathFactory, many: int, at: int) -> None:
    entries = [f"@article{{k{n}, title = {{T {n}}}, doi = {{10.5555/p.{n}}}}}\n" for n in range(many)]
    entries.insert(min(at, many), "@article{bad, title = {{{no end,\n doi={10.5555/bad}\n")
    path = tmp_path_factory.mktemp("b") / "a.bib"
    path.write_text("".join(entries))
    found = list(read(path))
    assert [one.ids["doi"] for one in found if isinstance(one, Cited)] == [f"10.5555/p.{n}" for n in range(many)]
    assert sum(isinstance(one, Rejected) for one in found) == 1


def orcid_work(title: str, kind: str, value: str, relation: str = "self") -> dict[str, object]:
    ids = {
        "external-id": [{"external-id-type": kind, "external-id-value": value, "external-id-relationship": relation}]
    }
    return {"external-ids": ids, "work-summary": [{"title": {"title": {"value": title}}, "external-ids": ids}]}


def test_orcid_records(tmp_path: Path) -> None:
    groups = [
        orcid_work("By DOI", "doi", "https://doi.org/10.5555/A"),
        orcid_work("By PubMed", "pmid", "12345"),
        orcid_work("In a book", "doi", "10.5555/book", "part-of"),
        orcid_work("By no id of ours", "eid", "2-s2.0-1"),
        orcid_work("Wrong", "doi", "n/a"),
    ]
    works = {"last-modified-date": None, "group": groups, "path": "/0000-0002-1825-0097/works"}
    expected = [({"doi": "10.5555/a"}), ({"pmid": "12345"}), {}, {}, "doi"]
    for record in (
        works,
        {"orcid-identifier": {}, "activities-summary": {"employments": {"group": []}, "works": works}},
    ):
        found = of(tmp_path, "works.json", json.dumps(record, indent=1))
        assert [rest for _, rest in short(found)] == expected
        assert found[0].line < found[1].line
    broken = json.dumps(works)
    found = of(tmp_path, "broken.json", broken[: broken.index("In a book")])
    assert [rest for _, rest in short(found)] == [*expected[:2], "record"]
    xml = (
        '<activities:works xmlns:activities="a" xmlns:common="c" xmlns:work="w">'
        "<activities:group><common:external-ids><common:external-id><common:external-id-type>doi"
        "</common:external-id-type><common:external-id-value>10.5555/A</common:external-id-value>"
        "<common:external-id-relationship>self</common:external-id-relationship></common:external-id>"
        "</common:external-ids><work:work-summary><work:title><common:title>By DOI</common:title></work:title>"
        "</work:work-summary></activities:group></activities:works>"
    )
    assert of(tmp_path, "works.xml", xml) == [Cited(1, "By DOI", {"doi": "10.5555/a"}, "By DOI")]
    with pytest.raises(SourceError, match="holds no work"):
        of(tmp_path, "other.xml", "<a/>")
    # As "Export works" writes BibTeX: entries joined on a line, keys that are addresses.
    bibtex = (
        "@article{Practice2020,doi = {10.5555/a},url = {https://doi.org/10.5555/a},title = {One}}\n\n"
        "@misc{https://doi.org/10.5555/b,title={Two},author={A. Sample},url={https://doi.org/10.5555/b}}"
        "@article{_2021,title={{Three}},DOI={10.5555/c}}"
    )
    assert [rest for _, rest in short(of(tmp_path, "works.bib", bibtex))] == [
        {"doi": f"10.5555/{one}"} for one in "abc"
    ]


def test_long_and_in_two_encodings(tmp_path: Path) -> None:
    """3,000 entries of which 40 have no DOI; the titles of some, and one DOI, are in another encoding than the rest."""
    entries = []
    for number in range(3_000):
        title = f"Gezeiten im Süden {number}".encode("cp1252" if number % 7 == 0 else "utf-8")
        doi = b"" if number % 75 == 74 else b", doi = {10.5555/%d}" % number
        entries.append(b"@article{k%d, title = {%s}%s}\n" % (number, title, doi))
    entries[5] = "@article{k5, doi = {10.5555/Süd}}\n".encode("cp1252")
    found = of(tmp_path, "long.bib", b"".join(entries))
    assert [one.line for one in found] == list(range(1, 3_001))
    assert [one.line for one in found if isinstance(one, Cited) and not one.ids] == list(range(75, 3_001, 75))
    assert [(one.line, one.field) for one in found if isinstance(one, Rejected)] == [(6, "doi")]
    assert {one.title for one in found[:5] if isinstance(one, Cited)} == {f"Gezeiten im Süden {n}" for n in range(5)}


def test_each_row_has_a_line_of_its_own(tmp_path: Path) -> None:
    # Programs write whole files on one line; what has the same line would be taken for one row.
    entries = "".join(f"@article{{k{n}, doi = {{10.5555/practice.{n}}}}}" for n in range(10, 13))
    works = json.dumps([{"title": "A"}, {"title": "A"}])
    assert [one.line for one in of(tmp_path, "a.bib", f"{entries}\n\n{entries}")] == [1, 2, 3, 4, 5, 6]
    assert [one.line for one in of(tmp_path, "a.json", works)] == [1, 2]
