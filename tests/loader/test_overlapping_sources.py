"""The same works from four publishers' files, in any order: one graph, with the source of everything in it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from cypher.client import Client
from loader.load_report import LoadReport
from loader.run import load
from loader.sources import SOURCES
from loader.versions import proposals
from tests.loader.test_load import graph

_STRING = "Department of Tides, Moonhill University, Moonhill"
_OTHER = "Fictional Polytechnic, Nowhere, Netherlands"


def _openalex_author(name: str, number: int, *strings: str) -> dict[str, Any]:
    return {
        "author": {"id": f"https://openalex.org/A{number}", "display_name": name},
        "raw_author_name": name,
        "is_corresponding": number == 1,
        "affiliations": [
            {"raw_affiliation_string": one, "institution_ids": [f"https://openalex.org/I{number}"]} for one in strings
        ],
        "institutions": [{"id": f"https://openalex.org/I{number}", "display_name": f"Body {number}"}],
    }


_OPENALEX = [
    {
        "id": "https://openalex.org/W1",
        "doi": "https://doi.org/10.1000/a",
        "ids": {"pmid": "https://pubmed.ncbi.nlm.nih.gov/7"},
        "title": "On invented tides",
        "publication_date": "2024-01-01",
        "updated_date": updated,
        "topics": [{"id": f"https://openalex.org/T{topic}", "display_name": f"Topic {topic}", "score": 0.5}],
        "authorships": [_openalex_author("A. Example", 1, _STRING), _openalex_author("B. Sample", 2, *further)],
    }
    # The same work twice in one file: the newer one counts, wherever it stands.
    for updated, topic, further in (("2026-02-01", 2, (_OTHER,)), ("2025-01-01", 1, ("An older string",)))
] + [
    {
        "id": "https://openalex.org/W2",
        "doi": "https://doi.org/10.1000/b",
        "ids": {"pmid": "https://pubmed.ncbi.nlm.nih.gov/8"},
        "publication_date": "2023-05-06",
        "updated_date": "2026-02-01",
        "authorships": [],
    }
]
_CROSSREF = [
    {
        "DOI": "10.1000/a",
        "title": ["On Invented Tides"],
        "published-online": {"date-parts": [[2024, 3, 4]]},
        "deposited": {"date-time": "2024-04-01T00:00:00Z"},
        "relation": {"has-preprint": [{"id-type": "doi", "id": "10.48550/arXiv.2401.00001"}]},
        "funder": [{"DOI": "10.13039/100000001", "name": "Fund of Examples"}],
        "author": [
            {"given": "Anna", "family": "Example", "affiliation": [{"name": _STRING}]},
            {"given": "Ben", "family": "Sample", "affiliation": [{"name": "A string of the publisher"}]},
        ],
    }
]
_PUBMED = """<PubmedArticleSet>
<PubmedArticle><MedlineCitation><PMID>7</PMID><Article><ArticleTitle>On invented tides.</ArticleTitle><AuthorList>
<Author><LastName>Example</LastName><ForeName>A</ForeName><Identifier Source="ORCID">0000-0002-1825-0097</Identifier>
<AffiliationInfo><Affiliation>A string of the journal</Affiliation></AffiliationInfo></Author>
<Author><LastName>Sample</LastName><ForeName>B</ForeName></Author></AuthorList></Article></MedlineCitation>
<PubmedData><ArticleIdList><ArticleId IdType="pmc">PMC9</ArticleId></ArticleIdList></PubmedData></PubmedArticle>
<PubmedArticle><MedlineCitation><PMID>15</PMID><Article><ArticleTitle>Retraction.</ArticleTitle></Article>
<CommentsCorrectionsList><CommentsCorrections RefType="RetractionOf"><PMID>7</PMID></CommentsCorrections>
</CommentsCorrectionsList></MedlineCitation></PubmedArticle>
<PubmedArticle><MedlineCitation><PMID>9</PMID><Article/></MedlineCitation>
<PubmedData><ArticleIdList><ArticleId IdType="doi">10.1000/b</ArticleId></ArticleIdList></PubmedData></PubmedArticle>
</PubmedArticleSet>"""
_ARXIV = """<feed><entry><id>http://arxiv.org/abs/2401.00001v2</id><title>On invented tides</title>
<published>2024-01-05T00:00:00Z</published><updated>2024-02-05T00:00:00Z</updated><doi>10.1000/a</doi>
<author><name>Anna Example</name></author></entry></feed>"""


@pytest.fixture
def files(tmp_path: Path) -> dict[str, Path]:
    contents = {
        "openalex": "\n".join(json.dumps(one) for one in _OPENALEX),
        "crossref": json.dumps({"message": {"items": _CROSSREF}}),
        "pubmed": _PUBMED,
        "arxiv": _ARXIV,
    }
    for source, content in contents.items():
        (tmp_path / source).write_text(content, encoding="utf-8")
    return {source: tmp_path / source for source in contents}


def _load(client: Client, files: dict[str, Path], order: Sequence[str]) -> dict[str, LoadReport]:
    return {
        source: load(client, SOURCES[source], [files[source]], reports=files[source].parent, version="test")
        for source in order
    }


def test_every_order_ends_in_one_graph(empty: Client, database: Any, files: dict[str, Path]) -> None:
    graphs = []
    for number, three in enumerate(permutations(("openalex", "crossref", "pubmed"))):
        database.wipe()
        _load(empty, files, ("arxiv", *three) if number % 2 else (*three, "arxiv"))
        graphs.append(graph(empty))
    for other in graphs[1:]:
        assert other == graphs[0]


def test_fields_come_from_the_source_of_highest_precedence(empty: Client, files: dict[str, Path]) -> None:
    done = _load(empty, files, ("openalex", "crossref", "pubmed", "arxiv"))
    (paper,) = (row["p"] for row in empty.read("MATCH (p:Paper {id: 'doi:10.1000/a'}) RETURN properties(p) AS p").rows)
    assert (paper["openalex"], paper["pmid"], paper["pmcid"]) == ("W1", "7", "PMC9")
    assert (paper["title"], str(paper["date_min"])) == ("On Invented Tides", "2024-03-04")
    # The notice alone says so.
    assert paper["retracted"] is True
    assert any(line.startswith("crossref@2024-04-01|") for line in paper["provenance"])

    places = empty.read(
        "MATCH (a)-[w:AUTHORED]->(:Paper {id: 'doi:10.1000/a'}) "
        "RETURN a.id AS a, properties(w) AS w ORDER BY w.position"
    ).rows
    first, second = (row["w"] for row in places)
    assert [row["a"] for row in places] == ["orcid:0000-0002-1825-0097", "openalex:A2"]
    assert list(zip(first["raw_affiliations"], first["sources"], first["bases"], strict=True)) == [
        ("A string of the journal", "pubmed", "publisher"),
        (_STRING, "crossref openalex", "publisher"),
    ]
    assert second["raw_affiliations"] == ["A string of the publisher", _OTHER]

    edges = empty.read("MATCH (a:Paper)-[r]->(b:Paper) RETURN a.id AS a, type(r) AS type, b.id AS b ORDER BY type").rows
    assert [tuple(row.values()) for row in edges] == [
        ("pmid:15", "CORRECTS", "doi:10.1000/a"),
        ("arxiv:2401.00001", "VERSION_OF", "doi:10.1000/a"),
    ]
    topics = empty.read("MATCH (:Paper)-[:ABOUT]->(t) RETURN t.id AS id").rows
    assert [row["id"] for row in topics] == ["openalex:T2"]
    (conflict,) = done["pubmed"].conflicts
    assert conflict.startswith("doi:10.1000/b has the pmid 8, and 9 by pubmed;")


def test_one_title_and_the_same_authors_are_proposed_and_not_joined(empty: Client, files: dict[str, Path]) -> None:
    title = "A study of invented tides and moons"
    works: list[dict[str, Any]] = [
        {"DOI": "10.1000/p", "title": [f"{title}."], "issued": {"date-parts": [[2023]]}},
        {"DOI": "10.1000/q", "title": [title.upper()], "issued": {"date-parts": [[2024]]}},
        {"DOI": "10.1000/other-people", "title": [title]},
    ]
    for work, names in zip(works, (("A.", "Ben"), ("Anna", "B."), ("Anna", "Carl")), strict=True):
        families = ("Example", "Sample") if names[1] != "Carl" else ("Example", "Nobody")
        work["author"] = [{"given": given, "family": family} for given, family in zip(names, families, strict=True)]
    files["crossref"].write_text("\n".join(json.dumps(one) for one in works), encoding="utf-8")
    _load(empty, files, ("crossref",))
    (pair,) = proposals(empty)
    assert (pair.earlier.id, pair.later.id, pair.authors) == ("doi:10.1000/p", "doi:10.1000/q", 2)
    assert empty.read("MATCH (:Paper)-[r]->(:Paper) RETURN count(r) AS n").rows[0]["n"] == 0


def test_loading_all_again_writes_nothing(empty: Client, files: dict[str, Path]) -> None:
    _load(empty, files, ("openalex", "crossref", "pubmed", "arxiv"))
    before = graph(empty)
    for report in _load(empty, files, ("pubmed", "openalex", "arxiv", "crossref")).values():
        assert report.account.unchanged == report.account.read
    assert graph(empty) == before
