from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from loader.errors import SourceError
from loader.records import Paper, Rejected, Row
from loader.sources.pubmed import read

_HEAD = (
    '<?xml version="1.0" encoding="utf-8"?>\n'
    '<!DOCTYPE PubmedArticleSet SYSTEM "http://dtd.nlm.nih.gov/ncbi/pubmed/out/pubmed_230101.dtd">\n'
)
_AUTHORS = """<AuthorList CompleteYN="Y">
<Author ValidYN="Y"><LastName>Example</LastName><ForeName>A B</ForeName><Suffix>Jr</Suffix>
<Identifier Source="ORCID">0000000218250097</Identifier>
<AffiliationInfo><Affiliation>Example
   University.</Affiliation></AffiliationInfo>
<AffiliationInfo><Affiliation>Example Institute.</Affiliation></AffiliationInfo></Author>
<Author ValidYN="N"><LastName>Wrong</LastName></Author>
<Author ValidYN="Y"><CollectiveName>The Example Consortium</CollectiveName></Author></AuthorList>"""


def article(
    pub_date: str = "<Year>2022</Year><Month>Nov</Month>",
    *,
    pmid: str = "7",
    related: str = "",
    article: str = "",
    data: str = "",
) -> str:
    return f"""<PubmedArticle><MedlineCitation><PMID Version="1">{pmid}</PMID>
<DateRevised><Year>2022</Year><Month>12</Month><Day>05</Day></DateRevised>
<Article><Journal><JournalIssue><PubDate>{pub_date}</PubDate></JournalIssue><Title>Journal of Examples</Title></Journal>
<ArticleTitle>[On <i>examples</i>.]</ArticleTitle>{_AUTHORS}
<PublicationTypeList><PublicationType UI="D016428">Journal Article</PublicationType></PublicationTypeList>{article}
</Article><CommentsCorrectionsList>{related}</CommentsCorrectionsList></MedlineCitation>
<PubmedData>{data}<ReferenceList><Reference><ArticleIdList><ArticleId IdType="doi">10.1000/other</ArticleId>
</ArticleIdList></Reference></ReferenceList></PubmedData></PubmedArticle>"""


def _rows(tmp_path: Path, *articles: str) -> list[Row | Rejected]:
    path = tmp_path / "pubmed.xml"
    path.write_text(f"{_HEAD}<PubmedArticleSet>{''.join(articles)}</PubmedArticleSet>", encoding="utf-8")
    return list(read(path))


def _paper(tmp_path: Path, one: str) -> Paper:
    (row,) = _rows(tmp_path, one)
    assert isinstance(row, Row)
    assert isinstance(row.record, Paper)
    return row.record


def test_an_article(tmp_path: Path) -> None:
    history = """<History>
<PubMedPubDate PubStatus="received"><Year>2022</Year><Month>3</Month><Day>28</Day></PubMedPubDate>
<PubMedPubDate PubStatus="accepted"><Year>2022</Year><Month>5</Month><Day>6</Day></PubMedPubDate></History>
<ArticleIdList><ArticleId IdType="pubmed">7</ArticleId><ArticleId IdType="doi">10.1000/1</ArticleId>
<ArticleId IdType="pmc">PMC9</ArticleId></ArticleIdList>"""
    online = '<ArticleDate DateType="Electronic"><Year>2022</Year><Month>10</Month><Day>05</Day></ArticleDate>'
    paper = _paper(tmp_path, article(data=history, article=online))
    # The DOI among the references is another work's.
    assert (paper.pmid, paper.doi, paper.pmcid) == ("7", "10.1000/1", "PMC9")
    assert (paper.title, paper.venue, paper.type) == ("On examples.", "Journal of Examples", "Journal Article")
    assert paper.received == (date(2022, 3, 28), date(2022, 3, 28))
    assert paper.accepted == (date(2022, 5, 6), date(2022, 5, 6))
    assert paper.online == (date(2022, 10, 5), date(2022, 10, 5))
    assert paper.issued == (date(2022, 11, 1), date(2022, 11, 30))
    assert (paper.date_min, paper.date_max) == paper.online
    assert paper.as_of == date(2022, 12, 5)
    first, consortium = paper.authors
    assert (first.name, first.orcid) == ("A B Example Jr", "0000-0002-1825-0097")
    assert [one.raw for one in first.affiliations] == ["Example University.", "Example Institute."]
    assert (consortium.position, consortium.name) == (2, "The Example Consortium")


@pytest.mark.parametrize(
    ("printed", "first", "last"),
    [
        ("<Year>2022</Year>", date(2022, 1, 1), date(2022, 12, 31)),
        ("<Year>2022</Year><Month>02</Month>", date(2022, 2, 1), date(2022, 2, 28)),
        ("<Year>2022</Year><Month>Feb</Month><Day>3</Day>", date(2022, 2, 3), date(2022, 2, 3)),
        ("<Year>2022</Year><Season>Summer</Season>", date(2022, 6, 1), date(2022, 9, 30)),
        ("<MedlineDate>1998 Nov-Dec</MedlineDate>", date(1998, 11, 1), date(1998, 12, 31)),
        ("<MedlineDate>1998 Dec-1999 Jan</MedlineDate>", date(1998, 1, 1), date(1999, 12, 31)),
        ("<MedlineDate>1976-1977</MedlineDate>", date(1976, 1, 1), date(1977, 12, 31)),
    ],
)
def test_dates_of_every_precision(tmp_path: Path, printed: str, first: date, last: date) -> None:
    assert _paper(tmp_path, article(printed)).issued == (first, last)


def test_a_date_that_is_none_is_told(tmp_path: Path) -> None:
    (row,) = _rows(tmp_path, article("<MedlineDate>in spring</MedlineDate>"))
    assert isinstance(row, Row)
    assert row.notes == ("PubDate: in spring is not read as a date, left out",)


def test_notices_and_versions(tmp_path: Path) -> None:
    kinds = {"RetractionIn": 11, "ErratumIn": 12, "UpdateOf": 13, "CommentIn": 14, "RetractionOf": 15, "NewKindIn": 16}
    related = "".join(
        f'<CommentsCorrections RefType="{kind}"><PMID>{number}</PMID></CommentsCorrections>'
        for kind, number in kinds.items()
    )
    (row,) = _rows(tmp_path, article(related=related))
    assert isinstance(row, Row)
    assert isinstance(row.record, Paper)
    assert row.record.corrected_by == ("erratum|pmid:12", "retraction|pmid:11")
    assert row.record.corrects == ("retraction|pmid:15",)
    assert row.record.has_versions == ("pmid:13",)
    assert row.record.retracted
    assert row.notes == ("CommentsCorrections/@RefType NewKindIn: is not known to this release, left out",)


def test_what_is_no_article_is_told(tmp_path: Path) -> None:
    items = _rows(
        tmp_path, article(pmid="x"), "<PubmedBookArticle/>", "<DeleteCitation><PMID>9</PMID></DeleteCitation>"
    )
    assert [item.field for item in items if isinstance(item, Rejected)] == [
        "PMID",
        "PubmedBookArticle",
        "DeleteCitation",
    ]


def test_declared_entities_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "pubmed.xml"
    path.write_text('<!DOCTYPE r [<!ENTITY a "aaaa">]><PubmedArticleSet>&a;</PubmedArticleSet>', encoding="utf-8")
    with pytest.raises(SourceError, match="declares entities"):
        list(read(path))


def test_a_file_that_breaks_off_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "pubmed.xml"
    path.write_text(f"{_HEAD}<PubmedArticleSet>{article()}<PubmedArticle>", encoding="utf-8")
    with pytest.raises(SourceError, match="breaks off"):
        list(read(path))
