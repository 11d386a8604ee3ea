"""OpenAlex works, one JSON object a line, in the form of 2022 and 2023 and in that of 2026 (and those between).

The forms differ in how an author's affiliations are given: one `raw_affiliation_string` (2022), a list
`raw_affiliation_strings` (2023), or `affiliations`, which say which string led to which institution (2024 on).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import msgspec

from loader import reading
from loader.errors import BadField, SourceError
from loader.identifiers import arxiv, day_range, doi, openalex_id, orcid, pmcid, pmid, ror, text
from loader.openalex_form import Author, Ids, Named, OpenAlexInstitution, Person, Work, without_unknown
from loader.records import Affiliation, Authorship, Funder, Institution, Paper, Rejected, Row, Topic
from loader.source import Source

#: Kept for a place in an author list whose name the publisher does not give: the place itself is a fact.
NO_NAME = "(name not given)"
_BASIS = "aggregator"
#: List answers of the API end after 100 authors; those of 2026 do not carry the flag that says so any more.
_LIST_LIMIT = 100
#: Journals are younger than this; a work "of" an earlier year, such as 0000, carries no date but a mistake.
_FIRST_YEAR = 1500
#: Works are announced for next year and the one after at most.
_YEARS_AHEAD = 2
_DECODER = msgspec.json.Decoder(Work)
_WHAT = "a file of OpenAlex works, one JSON object a line"


def read(path: Path) -> Iterator[Row | Rejected]:
    """Each work, and before it the institutions that it is the first in the file to name, as rows on the side.

    Raises `SourceError` where the first object is no OpenAlex work.
    """
    reader = _Reader(path)
    for item in reading.lines(path):
        yield from (item,) if isinstance(item, Rejected) else reader.work(*item)


class _Reader:
    """What has to be remembered along one file: institutions already given, unknown fields already reported."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._institutions: set[str] = set()
        self._reported: set[str] = set()
        self._begun = False

    def work(self, line: int, raw: bytes) -> Iterator[Row | Rejected]:
        if not self._begun:
            self._refuse_other(raw)
        notes: list[str] = []
        try:
            work = self._decode(raw, notes)
            paper = _paper(work, notes)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            yield reading.undecodable(line, error, raw)
            return
        except BadField as bad:
            yield Rejected(line, bad.field, bad.reason, reading.shown(raw))
            return
        yield from self._new_institutions(line, work, paper.as_of)
        yield Row(line, paper, notes=tuple(notes))

    def _decode(self, raw: bytes, notes: list[str]) -> Work:
        try:
            return _DECODER.decode(raw)
        except msgspec.ValidationError:
            work, unknown = without_unknown(raw)
        new = [name for name in unknown if name not in self._reported]
        self._reported.update(new)
        notes += [f"{name}: a field that this release does not know, left out" for name in new]
        return work

    def _new_institutions(self, line: int, work: Work, as_of: date | None) -> Iterator[Row]:
        for authorship in work.authorships or ():
            for one in authorship.institutions or ():
                key, name = _institution_id(one), text(one.display_name)
                if key and name and key not in self._institutions:
                    self._institutions.add(key)
                    institution = Institution(
                        id=key,
                        name=name,
                        country=one.country_code or None,
                        openalex=openalex_id(one.id, "I"),
                        kind=one.type or None,
                        as_of=as_of,
                    )
                    yield Row(line, institution, side=True)

    def _refuse_other(self, raw: bytes) -> None:
        """Tell a damaged first line from a file of another kind."""
        start = raw.lstrip()
        problem = None
        if not start.startswith(b"{") or start.strip() == b"{":
            problem = "it does not begin with one JSON object on one line"
        elif start.startswith(b'{"meta"'):
            problem = "it is a page of the API: write each element of its `results` on a line of its own"
        elif b'"authorships"' not in raw and b"openalex.org/W" not in raw:
            problem = "its first object has neither a work's id nor authorships"
        self._begun = True
        if problem:
            raise SourceError(f"{self._path.name} is not {_WHAT}: {problem}. `tiegraph sources` lists the formats.")


def _paper(work: Work, notes: list[str]) -> Paper:
    ids = work.ids or Ids()
    identifiers: dict[str, Any] = {
        "openalex": openalex_id(work.id, "W"),
        "doi": doi(work.doi) or doi(ids.doi),
        "pmid": pmid(ids.pmid),
        "pmcid": pmcid(ids.pmcid),
        # arXiv's own DOIs contain the id; an arXiv address among the locations may be that of another version.
        "arxiv": arxiv(work.doi) if work.doi and "10.48550/" in work.doi else None,
    }
    if not any(identifiers.values()):
        raise BadField("id", "neither an OpenAlex id nor a DOI or other identifier: nothing to know the work by")
    if (work.doi or ids.doi) and not identifiers["doi"]:
        notes.append(f"doi: {work.doi or ids.doi} is not a DOI, left out")
    updated = day_range((work.updated_date or "")[:10])
    as_of = updated[1] if updated else None
    date_min, date_max = _dates(work, as_of, notes)
    authorships = work.authorships or ()
    place = work.primary_location
    source = (place and place.source) or work.host_venue
    return Paper(
        **identifiers,
        title=text(work.title) or text(work.display_name),
        date_min=date_min,
        date_max=date_max,
        venue=text(source.display_name) if source else None,
        type=text(work.type),
        address=place.landing_page_url if place and not identifiers["doi"] else None,
        retracted=bool(work.is_retracted),
        authors=tuple(_authorship(position, author, notes) for position, author in enumerate(authorships, 1)),
        authors_truncated=bool(work.is_authors_truncated) or len(authorships) == _LIST_LIMIT,
        topics=_topics(work),
        funders=_funders(work),
        as_of=as_of,
    )


def _dates(work: Work, as_of: date | None, notes: list[str]) -> tuple[date, date] | tuple[None, None]:
    """First and last day of publication. OpenAlex fills missing parts with 1 January and the first of the month."""
    printed = work.publication_date
    if not printed and work.publication_year is None:
        return None, None
    last = (as_of or date.today()).year + _YEARS_AHEAD
    days = day_range(printed)
    if days and _FIRST_YEAR <= days[0].year <= last:
        first = days[0]
        if printed and len(printed) == 10 and first.day == 1:
            return day_range(f"{first:%Y}" if first.month == 1 else f"{first:%Y-%m}") or days
        return days
    year = work.publication_year or 0
    if _FIRST_YEAR <= year <= last:
        if printed:
            notes.append(f"publication_date: {printed} cannot be right, the year {year} was taken")
        return date(year, 1, 1), date(year, 12, 31)
    wrong = printed or work.publication_year
    raise BadField("publication_date", f"{wrong} is no date of a work: it must lie between {_FIRST_YEAR} and {last}")


def _authorship(position: int, author: Author, notes: list[str]) -> Authorship:
    person = author.author or Person()
    number = orcid(person.orcid)
    if person.orcid and not number:
        notes.append(f"authorships[{position - 1}].author.orcid: {person.orcid} is not an ORCID, left out")
    return Authorship(
        position=position,
        name=text(author.raw_author_name) or text(person.display_name) or NO_NAME,
        orcid=number,
        openalex=openalex_id(person.id, "A"),
        corresponding=bool(author.is_corresponding),
        affiliations=_affiliations(author),
        publisher_countries=_countries(author),
    )


def _affiliations(author: Author) -> tuple[Affiliation, ...]:
    """The author's strings, each with the institutions that OpenAlex read from it.

    Institutions that no string is said to have led to belong to the author's only string (2022), or, where there is
    none or more than one, stand under OpenAlex's name for them: what it knows is kept, and its basis says whose it is.
    """
    institutions = [(one, _institution_id(one)) for one in author.institutions or ()]
    known = {one.id: key for one, key in institutions if one.id}
    strings: dict[str, list[str]] = {}
    claimed: set[str] = set()
    for one in author.affiliations or ():
        if raw := text(one.raw_affiliation_string):
            ids = [known.get(id_) or _bare_id(id_) for id_ in one.institution_ids or () if id_]
            strings.setdefault(raw, []).extend(id_ for id_ in ids if id_)
            claimed.update(id_ for id_ in ids if id_)
    for string in (*(author.raw_affiliation_strings or ()), author.raw_affiliation_string):
        if raw := text(string):
            strings.setdefault(raw, [])
    # Those without an id are pieces of the string that OpenAlex could not place: with a string they say nothing new.
    rest = [(one, key) for one, key in institutions if key not in claimed and (key or not strings)]
    if rest and len(strings) == 1 and author.affiliations is None:
        next(iter(strings.values())).extend(key for _, key in rest if key)
    else:
        for institution, key in rest:
            if name := text(institution.display_name):
                strings.setdefault(name, []).extend([key] if key else [])
    return tuple(
        Affiliation(raw=raw, basis=_BASIS, publisher_ids=tuple(dict.fromkeys(ids))) for raw, ids in strings.items()
    )


def _institution_id(institution: OpenAlexInstitution) -> str | None:
    return ror(institution.ror) or _bare_id(institution.id)


@lru_cache(1 << 16)
def _bare_id(value: str | None) -> str | None:
    number = openalex_id(value, "I")
    return f"openalex:{number}" if number else None


def _countries(author: Author) -> tuple[str, ...]:
    codes = author.countries or [one.country_code for one in author.institutions or ()]
    return tuple(dict.fromkeys(code for code in codes if code))


def _topics(work: Work) -> tuple[Topic, ...]:
    def name(named: Named | None) -> str | None:
        return text(named.display_name) if named else None

    found: dict[str, Topic] = {}
    for one in work.topics or ():
        number = openalex_id(one.id, "T")
        if number and (label := text(one.display_name)):
            topic = Topic(f"openalex:{number}", label, one.score, name(one.subfield), name(one.field), name(one.domain))
            found.setdefault(topic.id, topic)
    return tuple(found.values())


def _funders(work: Work) -> tuple[Funder, ...]:
    named = [(one.id, one.display_name) for one in work.funders or ()]
    named += [
        (one.funder_id or one.funder, one.funder_display_name) for one in (*(work.awards or ()), *(work.grants or ()))
    ]
    found: dict[str, Funder] = {}
    for id_, label in named:
        number = openalex_id(id_, "F")
        if number and (name := text(label)):
            found.setdefault(number, Funder(f"openalex:{number}", name))
    return tuple(found.values())


def _as_of(path: Path) -> date | None:
    """None: each work carries the day of its own last change."""
    return None


SOURCE = Source(
    id="openalex",
    title="OpenAlex works",
    licence="CC0 1.0",
    address="https://docs.openalex.org/download-all-data/openalex-snapshot",
    kind="papers",
    precedence=50,
    read=read,
    as_of=_as_of,
)
