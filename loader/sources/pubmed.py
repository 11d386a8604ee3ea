"""PubMed articles: MEDLINE's XML from the yearly files, the daily ones, or an `efetch` answer.

Affiliations are the publisher's. Until 2013 PubMed kept that of the first author only, and some publishers deposit one
string for all authors: both are kept as they stand.
https://www.nlm.nih.gov/bsd/licensee/elements_descriptions.html
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

from loader import publication_dates, reading
from loader.errors import BadField
from loader.identifiers import doi, orcid, pmcid, pmid, ror, text
from loader.parts import each_part, parts_of
from loader.publication_dates import earliest, month_number, plausible
from loader.records import NO_NAME, Affiliation, Authorship, Days, Paper, Rejected, Row
from loader.source import Source
from loader.xml_reading import elements, value

_WHAT = "a file of PubMed articles"
_BASIS = "publisher"
_ARTICLE, _BOOK, _DELETED = "PubmedArticle", "PubmedBookArticle", "DeleteCitation"
#: What a citation says of another one: the notice on it, and what it is itself a notice on. Comments are left out.
_NOTICE_ON_THIS = {
    "RetractionIn": "retraction",
    "PartialRetractionIn": "partial retraction",
    "ErratumIn": "erratum",
    "ExpressionOfConcernIn": "expression of concern",
    "CorrectedandRepublishedIn": "republication with corrections",
    "RetractedandRepublishedIn": "retraction",
}
_NOTICE_ON_OTHER = {
    "RetractionOf": "retraction",
    "PartialRetractionOf": "partial retraction",
    "ErratumFor": "erratum",
    "ExpressionOfConcernFor": "expression of concern",
    "CorrectedandRepublishedFrom": "republication with corrections",
    "RetractedandRepublishedFrom": "retraction",
}
#: A preprint and its article point to each other so.
_LATER_VERSION, _EARLIER_VERSION = "UpdateIn", "UpdateOf"
_OF_NO_USE = (
    "AssociatedDataset", "AssociatedPublication", "Cites", "CommentIn", "CommentOn", "OriginalReportIn",
    "PatientSummaryIn", "ReprintIn", "ReprintOf", "RepublishedFrom", "RepublishedIn", "SummaryForPatientsIn",
)  # fmt: skip
_KINDS = {*_NOTICE_ON_THIS, *_NOTICE_ON_OTHER, _LATER_VERSION, _EARLIER_VERSION, *_OF_NO_USE}
#: Elements that are read or known and left out, by the element that they stand in.
_KNOWN = {
    "PubmedArticle": "MedlineCitation PubmedData",
    "MedlineCitation": "Article ChemicalList CitationSubset CoiStatement CommentsCorrectionsList DateCompleted "
    "DateRevised GeneSymbolList GeneralNote InvestigatorList KeywordList MedlineJournalInfo MeshHeadingList "
    "NumberOfReferences OtherAbstract OtherID PMID PersonalNameSubjectList SpaceFlightMission SupplMeshList",
    "Article": "Abstract ArticleDate ArticleTitle AuthorList DataBankList ELocationID GrantList Journal Language "
    "Pagination PublicationTypeList VernacularTitle",
    "PubmedData": "ArticleIdList History ObjectList PublicationStatus ReferenceList",
    "Author": "AffiliationInfo CollectiveName ForeName Identifier Initials LastName Suffix",
}
_RETRACTED = "D016441"  # publication type "Retracted Publication"
_SEASONS = {"winter": (1, 12), "spring": (3, 6), "summer": (6, 9), "autumn": (9, 12), "fall": (9, 12)}


@each_part
def read(path: Path) -> Iterator[Row | Rejected]:
    """Each article. Books and notes on deleted records are rejected with their reason.

    Raises `SourceError` where the file is no XML, or not whole.
    """
    names = (_ARTICLE, _BOOK, _DELETED)
    told: set[str] = set()
    for number, element in elements(path, names, _WHAT, doctype=True):
        notes: list[str] = []
        try:
            paper = _paper(element, notes)
        except BadField as bad:
            yield Rejected(number, bad.field, bad.reason, reading.shown("".join(element.itertext())))
        else:
            new = sorted(_unknown(element) - told)
            told.update(new)
            notes += [f"{one}: is not known to this release, left out" for one in new]
            yield Row(number, paper, notes=tuple(notes))


def _unknown(element: Element) -> set[str]:
    """Elements and kinds of reference that the format did not have when this was written."""
    children = {
        f"{one.tag}/{child.tag}"
        for one in element.iter()
        if one.tag in _KNOWN
        for child in one
        if child.tag not in _KNOWN[one.tag].split()
    }
    kinds = {one.get("RefType") or "" for one in element.iter("CommentsCorrections")} - _KINDS
    return children | {f"CommentsCorrections/@RefType {kind}" for kind in kinds}


def _paper(element: Element, notes: list[str]) -> Paper:
    if element.tag == _BOOK:
        raise BadField(_BOOK, "is a book or chapter, which this release does not read: load it from Crossref")
    if element.tag == _DELETED:
        raise BadField(_DELETED, "names records that PubMed has taken out: unload the load that brought them")
    ids = _ids(element)
    if not ids["pmid"]:
        raise BadField("PMID", "is missing or no PubMed id: nothing to know the article by")
    article = element.find("MedlineCitation/Article")
    if article is None:
        raise BadField("MedlineCitation/Article", "is missing")
    revised = _days(element.find("MedlineCitation/DateRevised"), notes)
    issued = _days(article.find("Journal/JournalIssue/PubDate"), notes)
    online = earliest(*(_days(one, notes) for one in article.iterfind("ArticleDate")))
    steps = {one.get("PubStatus"): _days(one, notes) for one in element.iterfind("PubmedData/History/PubMedPubDate")}
    online = online or steps.get("aheadofprint") or steps.get("epublish")
    published = earliest(online, issued)
    authors = article.find("AuthorList")
    related = _related(element)
    corrected_by = tuple(sorted(f"{_NOTICE_ON_THIS[kind]}|{key}" for kind, key in related if kind in _NOTICE_ON_THIS))
    types = {one.get("UI") for one in article.iterfind("PublicationTypeList/PublicationType")}
    return Paper(
        **ids,
        title=_words(article.find("ArticleTitle")) or _words(article.find("VernacularTitle")),
        date_min=published[0] if published else None,
        date_max=published[1] if published else None,
        received=steps.get("received"),
        accepted=steps.get("accepted"),
        online=online,
        issued=issued,
        venue=value(article, "Journal/Title"),
        type=value(article, "PublicationTypeList/PublicationType"),
        retracted=_RETRACTED in types or any(one.startswith("retraction|") for one in corrected_by),
        version_of=tuple(sorted(key for kind, key in related if kind == _LATER_VERSION)),
        has_versions=tuple(sorted(key for kind, key in related if kind == _EARLIER_VERSION)),
        corrects=tuple(sorted(f"{_NOTICE_ON_OTHER[kind]}|{key}" for kind, key in related if kind in _NOTICE_ON_OTHER)),
        corrected_by=corrected_by,
        authors=_authors(authors, notes),
        authors_truncated=authors is not None and authors.get("CompleteYN") == "N",
        as_of=revised[1] if revised else None,
    )


def _ids(element: Element) -> dict[str, Any]:
    """The article's own ids: those in its list of references are other works'."""
    found = {one.get("IdType"): text(one.text) for one in element.iterfind("PubmedData/ArticleIdList/ArticleId")}
    printed = {
        one.get("EIdType"): text(one.text)
        for one in element.iterfind("MedlineCitation/Article/ELocationID")
        if one.get("ValidYN") != "N"
    }
    return {
        "pmid": pmid(value(element, "MedlineCitation/PMID")) or pmid(found.get("pubmed")),
        "doi": doi(found.get("doi")) or doi(printed.get("doi")),
        "pmcid": pmcid(found.get("pmc")),
    }


def _words(element: Element | None) -> str | None:
    """Text with that of face markup inside, without the brackets that PubMed puts around a translated title."""
    printed = text("".join(element.itertext())) if element is not None else None
    if printed and printed.startswith("[") and printed.rstrip(".").endswith("]"):
        printed = text(printed.rstrip(".")[1:-1])
    return printed


def _days(element: Element | None, notes: list[str]) -> Days | None:
    """A date of any precision: `2022`, `2022 Nov`, `2022 Summer`, `2019 Nov-Dec`, `1998 Dec-1999 Jan`."""
    if element is None:
        return None
    written = value(element, "MedlineDate")
    if written:
        days = _spoken(written)
    else:
        year, month, season = (value(element, name) for name in ("Year", "Month", "Season"))
        number = month_number(month)
        if month and number is None:
            days = _spoken(f"{year} {month}")
        elif number is None and season:
            days = _spoken(f"{year} {season}")
        else:
            days = publication_dates.of_parts((year, number, value(element, "Day")))
    days = plausible(days)
    if not days:
        printed = text(" ".join(element.itertext()))
        notes.append(f"{element.tag}: {printed} is not read as a date, left out")
    return days


def _spoken(written: str) -> Days | None:
    """First and last day that years, months and seasons in a text can mean."""
    words = written.replace("-", " ").replace("/", " ").split()
    years = [int(word) for word in words if len(word) == 4 and word.isdigit()]
    if not years:
        return None
    months = [number for word in words if (number := month_number(word))]
    for word in words:
        months += _SEASONS.get(word.lower(), ())
    first = publication_dates.of_parts((years[0], months[0] if months and len(years) == 1 else None))
    last = publication_dates.of_parts((years[-1], months[-1] if months and len(years) == 1 else None))
    return (min(first[0], last[0]), max(first[1], last[1])) if first and last else None


def _authors(listed: Element | None, notes: list[str]) -> tuple[Authorship, ...]:
    authors = listed.iterfind("Author") if listed is not None else ()
    found = []
    for position, author in enumerate((one for one in authors if one.get("ValidYN") != "N"), 1):
        given = value(author, "ForeName") or value(author, "Initials")
        parts = (given, value(author, "LastName"), value(author, "Suffix"))
        name = " ".join(part for part in parts if part) or value(author, "CollectiveName")
        found.append(
            Authorship(
                position=position,
                name=name or NO_NAME,
                orcid=_orcid(author, position, notes),
                affiliations=tuple(_affiliations(author)),
            )
        )
    return tuple(found)


def _orcid(author: Element, position: int, notes: list[str]) -> str | None:
    for one in author.iterfind("Identifier"):
        if one.get("Source") == "ORCID":
            number = orcid(text(one.text))
            if number is None:
                notes.append(f"Author[{position}]/Identifier: {text(one.text)} is not an ORCID, left out")
            return number
    return None


def _affiliations(author: Element) -> Iterator[Affiliation]:
    told = set()
    for info in author.iterfind("AffiliationInfo"):
        raw = value(info, "Affiliation")
        ids = [
            key for one in info.iterfind("Identifier") if one.get("Source") == "ROR" and (key := ror(text(one.text)))
        ]
        if raw and raw not in told:
            told.add(raw)
            yield Affiliation(raw=raw, basis=_BASIS, publisher_ids=tuple(dict.fromkeys(ids)))


def _related(element: Element) -> list[tuple[str, str]]:
    """Kind and key of each citation that this one names; those without a PubMed id cannot be followed."""
    named = element.iterfind("MedlineCitation/CommentsCorrectionsList/CommentsCorrections")
    found = ((one.get("RefType") or "", pmid(value(one, "PMID"))) for one in named)
    return [(kind, f"pmid:{number}") for kind, number in found if number]


def _as_of(path: Path) -> date | None:
    """None: each article carries the day of its own last revision."""
    return None


SOURCE = Source(
    id="pubmed",
    title="PubMed articles (MEDLINE XML)",
    licence="NLM terms: facts free to use, abstracts not read",
    address="https://pubmed.ncbi.nlm.nih.gov/download/",
    kind="papers",
    precedence=65,
    read=read,
    as_of=_as_of,
    files=parts_of,
)
