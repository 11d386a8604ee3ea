"""arXiv records: answers of its API (Atom) and of its OAI-PMH service (Dublin Core, or arXiv's own form).

Of a preprint arXiv gives authors, rarely their affiliations, the day of its first version, and the DOI that the author
gives for the article that came of it: the preprint is `version_of` that article.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

from loader import reading
from loader.errors import BadField
from loader.identifiers import arxiv, doi, text
from loader.parts import each_part, parts_of
from loader.publication_dates import earliest, of_text, plausible
from loader.records import NO_NAME, Affiliation, Authorship, Days, Paper, Rejected, Row
from loader.source import Source
from loader.xml_reading import elements, value, values

_WHAT = "an answer of arXiv's API or OAI-PMH service"
_BASIS = "publisher"
_ENTRY, _RECORD = "entry", "record"
_ERRORS = "arxiv.org/api/errors"
_TYPE, _VENUE = "preprint", "arXiv"


@each_part
def read(path: Path) -> Iterator[Row | Rejected]:
    """Each preprint of the answer. Raises `SourceError` where the file is no XML, or not whole."""
    for number, element in elements(path, (_ENTRY, _RECORD), _WHAT):
        notes: list[str] = []
        try:
            paper = _atom(element, notes) if element.tag == _ENTRY else _oai(element, notes)
        except BadField as bad:
            yield Rejected(number, bad.field, bad.reason, reading.shown("".join(element.itertext())))
        else:
            yield Row(number, paper, notes=tuple(notes))


def _atom(entry: Element, notes: list[str]) -> Paper:
    address = value(entry, "id") or ""
    if _ERRORS in address:
        raise BadField(
            "entry", f"is arXiv's answer to a wrong question ({value(entry, 'summary')}): correct and repeat it"
        )
    return Paper(
        arxiv=_id("id", address),
        title=value(entry, "title"),
        version_of=_articles(values(entry, "doi"), notes),
        authors=tuple(
            Authorship(
                position=position,
                name=value(author, "name") or NO_NAME,
                affiliations=tuple(Affiliation(raw, _BASIS) for raw in values(author, "affiliation")),
            )
            for position, author in enumerate(entry.iterfind("author"), 1)
        ),
        **_published(_day("published", value(entry, "published"), notes)),
        as_of=_last(value(entry, "updated")),
    )


def _oai(record: Element, notes: list[str]) -> Paper:
    header = record.find("header")
    if header is None or header.get("status") == "deleted":
        raise BadField("header", "is missing, or says that arXiv has deleted the record")
    identifier = (value(header, "identifier") or "").removeprefix("oai:arXiv.org:")
    own = record.find("metadata/arXiv")
    dublin = record.find("metadata/dc")
    as_of = _last(value(header, "datestamp"))
    if own is not None:
        return Paper(
            arxiv=_id("header/identifier", identifier),
            title=value(own, "title"),
            version_of=_articles(values(own, "doi"), notes),
            authors=tuple(_own_author(position, one) for position, one in enumerate(own.iterfind("authors/author"), 1)),
            **_published(_day("created", value(own, "created"), notes)),
            as_of=as_of,
        )
    if dublin is None:
        raise BadField("metadata", "is in neither of the forms arXiv and oai_dc: ask for one of them (metadataPrefix)")
    # The first date is that of the first version, further ones of revisions.
    days = earliest(*(_day("date", printed, notes) for printed in values(dublin, "date")))
    dois = [one.removeprefix("doi:") for one in values(dublin, "identifier") if one.startswith("doi:")]
    return Paper(
        arxiv=_id("header/identifier", identifier),
        title=value(dublin, "title"),
        version_of=_articles(dois, notes),
        authors=tuple(
            Authorship(position=position, name=_straight(text(one.text)))
            for position, one in enumerate(dublin.iterfind("creator"), 1)
        ),
        **_published(days),
        as_of=as_of,
    )


def _id(field: str, printed: str) -> str:
    number = arxiv(printed)
    if not number:
        raise BadField(field, f"{printed!r} is not an arXiv id: nothing to know the preprint by")
    return number


def _own_author(position: int, author: Element) -> Authorship:
    parts = (value(author, "forenames"), value(author, "keyname"), value(author, "suffix"))
    return Authorship(
        position=position,
        name=" ".join(part for part in parts if part) or NO_NAME,
        affiliations=tuple(Affiliation(raw, _BASIS) for raw in values(author, "affiliation")),
    )


def _straight(name: str | None) -> str:
    """`Gysi, Deisy Morselli` as it is signed. A body's name with a comma reads the other way round."""
    family, comma, given = (name or NO_NAME).partition(", ")
    return f"{given} {family}" if comma else family


def _articles(printed: list[str] | tuple[str, ...], notes: list[str]) -> tuple[str, ...]:
    """Keys of the articles. Authors write several DOIs in one field, and arXiv's own among them."""
    found = []
    for one in " ".join(printed).split():
        number = doi(one)
        if not number:
            notes.append(f"doi: {one} is not a DOI, left out")
        elif not number.startswith("10.48550/"):
            found.append(f"doi:{number}")
    return tuple(dict.fromkeys(found))


def _published(days: Days | None) -> dict[str, Any]:
    """What every preprint has in common; on arXiv it appears online and nowhere else."""
    first, last = days or (None, None)
    return {"date_min": first, "date_max": last, "online": days, "type": _TYPE, "venue": _VENUE}


def _day(field: str, printed: str | None, notes: list[str]) -> Days | None:
    days = plausible(of_text((printed or "")[:10]))
    if printed and not days:
        notes.append(f"{field}: {printed} is not a date, left out")
    return days


def _last(printed: str | None) -> date | None:
    days = of_text((printed or "")[:10])
    return days[1] if days else None


def _as_of(path: Path) -> date | None:
    """None: each record carries the day of its own last change."""
    return None


SOURCE = Source(
    id="arxiv",
    title="arXiv records (Atom, OAI-PMH)",
    licence="CC0 1.0 (metadata)",
    redistributable="yes",
    address="https://info.arxiv.org/help/api/",
    kind="papers",
    precedence=60,
    read=read,
    as_of=_as_of,
    files=parts_of,
)
