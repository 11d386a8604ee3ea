"""An OpenAlex work as a `Paper`.

This is the loop that a country's worth of papers goes through: what repeats within a file (institutions, topics, the
strings of co-authors) is made once a file, and ids in OpenAlex's usual notation are cut, not matched.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

import msgspec

from loader.errors import BadField
from loader.identifiers import arxiv, doi, openalex_id, orcid, pmcid, pmid, ror, text
from loader.json_form import FormDecoder
from loader.openalex_form import Author, Ids, Levels, Named, OpenAlexInstitution, Person, Place, TopicOfWork, Work
from loader.publication_dates import FIRST_YEAR, YEARS_AHEAD, of_text, plausible
from loader.records import NO_NAME, Affiliation, Authorship, Days, Funder, Institution, Paper, Topic

_BASIS = "aggregator"
#: List answers of the API end after 100 authors; those of 2026 do not carry the flag that says so any more.
_LIST_LIMIT = 100
#: Fields of `Place`, as they stand.
_PLACE = (
    b'{"affiliations":%b,"institutions":%b,"raw_affiliation_strings":%b,"raw_affiliation_string":%b,"countries":%b}'
)
_LEVELS = b'{"subfield":%b,"field":%b,"domain":%b}'
#: Places that the memory of one file holds before it begins anew: memory stays flat.
_REMEMBERED = 1 << 13


class Papers:
    """Makes the papers of one file or folder, and remembers what they share. `merged`: works that are others now."""

    def __init__(self, merged: Mapping[str, str]) -> None:
        self._merged = merged
        self._institutions: dict[str, str | None] = {}
        #: affiliations and countries by what OpenAlex says of one author of a work
        self._decoder = FormDecoder(Place, "authorships.")
        self._places: dict[bytes, tuple[tuple[Affiliation, ...], tuple[str, ...]]] = {}
        self._levels = FormDecoder(Levels, "topics.")
        self._topics: dict[str | None, Topic] = {}
        #: institutions that a work was the first to name, not yet given away
        self._new: list[OpenAlexInstitution] = []

    def new_institutions(self, as_of: date | None) -> Sequence[Institution]:
        """What the last works say of the institutions that they were the first to name."""
        return list(self._named_first(as_of)) if self._new else ()

    def _named_first(self, as_of: date | None) -> Iterator[Institution]:
        for one in self._new:
            key, name = self._institutions.get(one.id or one.ror or ""), text(one.display_name)
            if key and name:
                yield Institution(
                    id=key,
                    name=name,
                    country=one.country_code or None,
                    openalex=openalex_id(one.id, "I"),
                    kind=one.type or None,
                    as_of=as_of,
                )
        self._new.clear()

    def paper(self, work: Work, notes: list[str]) -> Paper:
        """The work; what of it could not be used is added to `notes`. Raises `BadField` where it cannot be loaded."""
        ids = work.ids or _NO_IDS
        number = doi(work.doi) or (doi(ids.doi) if ids.doi else None)
        own = openalex_id(work.id, "W")
        pubmed = pmid(ids.pmid) if ids.pmid else None
        central = pmcid(ids.pmcid) if ids.pmcid else None
        if own and own in self._merged:
            notes.append(f"id: {own} was merged into {self._merged[own]} by OpenAlex")
            own = self._merged[own]
        # arXiv's own DOIs contain the id; an arXiv address among the locations may be that of another version.
        archived = arxiv(work.doi) if work.doi and "10.48550/" in work.doi else None
        if not (number or own or pubmed or central):
            raise BadField("id", "neither an OpenAlex id nor a DOI or other identifier: nothing to know the work by")
        if not number and (work.doi or ids.doi):
            notes.append(f"doi: {work.doi or ids.doi} is not a DOI, left out")
        updated = of_text(work.updated_date[:10]) if work.updated_date else None
        as_of = updated[1] if updated else None
        days = _days(work, as_of, notes)
        authorships = work.authorships or ()
        place = work.primary_location
        source = (place and place.source) or work.host_venue
        return Paper(
            openalex=own,
            doi=number,
            pmid=pubmed,
            pmcid=central,
            arxiv=archived,
            title=text(work.title) or text(work.display_name),
            date_min=days[0] if days else None,
            date_max=days[1] if days else None,
            venue=text(source.display_name) if source else None,
            type=text(work.type),
            address=place.landing_page_url if place and not number else None,
            retracted=bool(work.is_retracted),
            authors=self._authors(authorships, notes) if authorships else (),
            authors_truncated=bool(work.is_authors_truncated) or len(authorships) == _LIST_LIMIT,
            topics=self._topics_of(work.topics, notes) if work.topics else (),
            funders=_funders(work),
            as_of=as_of,
        )

    def _authors(self, authorships: Sequence[Author], notes: list[str]) -> tuple[Authorship, ...]:
        found = []
        before: Author | None = None
        place: tuple[tuple[Affiliation, ...], tuple[str, ...]] = (), ()
        for position, author in enumerate(authorships, 1):
            person = author.author or _NOBODY
            number = None
            if person.orcid:
                number = orcid(person.orcid)
                if not number:
                    notes.append(f"authorships[{position - 1}].author.orcid: {person.orcid} is not an ORCID, left out")
            if before is None or not _share_place(before, author):
                place = self._place_of(author, position, notes)
                before = author
            found.append(
                Authorship(
                    position,
                    text(author.raw_author_name) or text(person.display_name) or NO_NAME,
                    number,
                    openalex_id(person.id, "A") if person.id else None,
                    author.is_corresponding is True,
                    None,
                    *place,
                )
            )
        return tuple(found)

    def _place_of(
        self, author: Author, position: int, notes: list[str]
    ) -> tuple[tuple[Affiliation, ...], tuple[str, ...]]:
        """Affiliations and countries by what OpenAlex says of an author. Papers of one institute share them."""
        said = _PLACE % (
            author.affiliations,
            author.institutions,
            author.raw_affiliation_strings,
            author.raw_affiliation_string,
            author.countries,
        )
        known = self._places.get(said)
        if known is None:
            if len(self._places) >= _REMEMBERED:
                self._places.clear()
            try:
                place = self._decoder.decode(said, notes)
            except msgspec.ValidationError as error:
                where = f"`$.authorships[{position - 1}]."
                raise msgspec.ValidationError(str(error).replace("`$.", where, 1)) from None
            known = self._places[said] = self._affiliations(place), _countries(place)
        return known

    def _affiliations(self, author: Place) -> tuple[Affiliation, ...]:
        """The author's strings, each with the institutions that OpenAlex read from it.

        Institutions that no string is said to have led to belong to the author's only string (2022), or, where there is
        none or more than one, stand under OpenAlex's name for them: what it knows is kept, and its basis says whose it
        is.
        """
        institutions = [(one, self._institution(one)) for one in author.institutions or ()]
        known = {one.id: key for one, key in institutions}
        if single := self._only_string(author, known):
            return (single,)
        strings: dict[str, list[str]] = {}
        claimed: set[str] = set()
        for one in author.affiliations or ():
            if raw := text(one.raw_affiliation_string):
                ids = [key for id_ in one.institution_ids or () if id_ and (key := known.get(id_) or _bare_id(id_))]
                strings.setdefault(raw, []).extend(ids)
                claimed.update(ids)
        for string in author.raw_affiliation_strings or ():
            if (raw := text(string)) and raw not in strings:
                strings[raw] = []
        if (raw := text(author.raw_affiliation_string)) and raw not in strings:
            strings[raw] = []
        # Those without an id are pieces of the string that OpenAlex could not place: they say nothing that it does not.
        rest = [(one, key) for one, key in institutions if key not in claimed and (key or not strings)]
        if rest and len(strings) == 1 and author.affiliations is None:
            next(iter(strings.values())).extend([key for _, key in rest if key])
        else:
            for institution, key in rest:
                if name := text(institution.display_name):
                    strings.setdefault(name, []).extend([key] if key else [])
        return tuple([_string(raw, ids) for raw, ids in strings.items()])

    def _only_string(self, author: Place, known: Mapping[str | None, str | None]) -> Affiliation | None:
        """The affiliation of an author who has one string, which led to all the institutions: nine of ten authors."""
        given, strings = author.affiliations, author.raw_affiliation_strings
        if given is None or strings is None or len(given) != 1 or len(strings) > 1 or author.raw_affiliation_string:
            return None
        raw, ids = given[0].raw_affiliation_string, given[0].institution_ids or ()
        if not raw or (strings and strings[0] != raw) or not known.keys() <= set(ids):
            return None
        plain = text(raw)
        return (
            _string(plain, [key for id_ in ids if id_ and (key := known.get(id_) or _bare_id(id_))]) if plain else None
        )

    def _institution(self, institution: OpenAlexInstitution) -> str | None:
        """Its key: the ROR id, else OpenAlex's. One that is named for the first time in the file is remembered."""
        id_ = institution.id or institution.ror
        if id_ is None:
            return None
        if id_ not in self._institutions:
            self._institutions[id_] = ror(institution.ror) or _bare_id(institution.id)
            self._new.append(institution)
        return self._institutions[id_]

    def _topics_of(self, topics: Sequence[TopicOfWork], notes: list[str]) -> tuple[Topic, ...]:
        found: dict[str, Topic] = {}
        for one in topics:
            known = self._topics.get(one.id)
            if known is None:
                number, label = openalex_id(one.id, "T"), text(one.display_name)
                if not number or not label:
                    continue
                at = self._levels.decode(_LEVELS % (one.subfield, one.field, one.domain), notes)
                levels = _name(at.subfield), _name(at.field), _name(at.domain)
                known = self._topics[one.id] = Topic(f"openalex:{number}", label, one.score, *levels)
            found[known.id] = (
                known
                if known.score == one.score
                else Topic(known.id, known.name, one.score, known.subfield, known.field, known.domain)
            )
        return tuple(found.values())


def _share_place(one: Author, other: Author) -> bool:
    """Whether two authors of a work, mostly of one institute, are said to be at the same places."""
    return (
        one.affiliations == other.affiliations
        and one.institutions == other.institutions
        and one.raw_affiliation_strings == other.raw_affiliation_strings
        and one.raw_affiliation_string == other.raw_affiliation_string
        and one.countries == other.countries
    )


def _string(raw: str, ids: Sequence[str]) -> Affiliation:
    return Affiliation(raw, _BASIS, None, tuple(dict.fromkeys(ids)) if ids else ())


_NO_IDS, _NOBODY = Ids(), Person()


def _days(work: Work, as_of: date | None, notes: list[str]) -> Days | None:
    """First and last day of publication. OpenAlex fills missing parts with 1 January and the first of the month."""
    printed = work.publication_date
    if not printed and work.publication_year is None:
        return None
    if printed and (days := plausible(of_text(printed), as_of)):
        first = days[0]
        if first.day == 1 and len(printed) == 10:
            return of_text(printed[:4] if first.month == 1 else printed[:7])
        return days
    if year := plausible(of_text(f"{work.publication_year or 0:04}"), as_of):
        if printed:
            notes.append(f"publication_date: {printed} cannot be right, the year {work.publication_year} was taken")
        return year
    wrong, last = printed or work.publication_year, (as_of or date.today()).year + YEARS_AHEAD
    raise BadField("publication_date", f"{wrong} is no date of a work: it must lie between {FIRST_YEAR} and {last}")


def _countries(author: Place) -> tuple[str, ...]:
    codes = author.countries
    if codes and len(codes) == 1:
        return (codes[0],) if codes[0] else ()
    codes = codes or [one.country_code for one in author.institutions or ()]
    return tuple(dict.fromkeys([code for code in codes if code]))


def _bare_id(value: str | None) -> str | None:
    number = openalex_id(value, "I")
    return f"openalex:{number}" if number else None


def _name(named: Named | None) -> str | None:
    return text(named.display_name) if named else None


def _funders(work: Work) -> tuple[Funder, ...]:
    if not (work.funders or work.awards or work.grants):
        return ()
    named = [(one.id, one.display_name, one.ror) for one in work.funders or ()]
    named += [
        (one.funder_id or one.funder, one.funder_display_name, None)
        for one in (*(work.awards or ()), *(work.grants or ()))
    ]
    found: dict[str, Funder] = {}
    for id_, label, registered in named:
        number = openalex_id(id_, "F")
        if number and (name := text(label)):
            found.setdefault(number, Funder(f"openalex:{number}", name, ror(registered)))
    return tuple(found.values())
