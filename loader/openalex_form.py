"""The fields of an OpenAlex work: those that are read, typed, and those that are known and left out, as raw JSON.

A field in neither is reported, so that a change of the publisher's form is noticed at the first file.
"""

from __future__ import annotations

from msgspec import UNSET, Raw, Struct

from loader.json_form import Form, Ignored

_NULL = Raw(b"null")


class Named(Form):
    id: Ignored = UNSET
    display_name: str | None = None


class OpenAlexInstitution(Form):
    id: str | None = None
    display_name: str | None = None
    ror: str | None = None
    country_code: str | None = None
    type: str | None = None
    lineage: Ignored = UNSET


class Person(Form):
    id: str | None = None
    display_name: str | None = None
    orcid: str | None = None


class AffiliationOfAuthor(Form):
    raw_affiliation_string: str | None = None
    institution_ids: list[str | None] | None = None


class Place(Form):
    """What is said of an author's affiliations."""

    institutions: list[OpenAlexInstitution] | None = None
    affiliations: list[AffiliationOfAuthor] | None = None
    raw_affiliation_strings: list[str | None] | None = None
    raw_affiliation_string: str | None = None
    countries: list[str | None] | None = None


class Author(Form):
    """A place in an author list. The fields of `Place` stay raw: co-authors share them, so few are decoded."""

    author: Person | None = None
    raw_author_name: str | None = None
    is_corresponding: bool | None = None
    institutions: Raw = _NULL
    affiliations: Raw = _NULL
    raw_affiliation_strings: Raw = _NULL
    raw_affiliation_string: Raw = _NULL
    countries: Raw = _NULL
    author_position: Ignored = UNSET


class TopicOfWork(Form):
    id: str | None = None
    display_name: str | None = None
    score: float = 0.0
    # Decoded as `Levels` where a file names the topic for the first time.
    subfield: Raw = _NULL
    field: Raw = _NULL
    domain: Raw = _NULL


class Levels(Form):
    """What a topic belongs to."""

    subfield: Named | None = None
    field: Named | None = None
    domain: Named | None = None


class FunderOfWork(Form):
    id: str | None = None
    display_name: str | None = None
    ror: str | None = None


class Award(Form):
    """An element of `awards` (2026) or of `grants` (before)."""

    funder_id: str | None = None
    funder: str | None = None
    funder_display_name: str | None = None
    id: Ignored = UNSET
    display_name: Ignored = UNSET
    funder_award_id: Ignored = UNSET
    award_id: Ignored = UNSET
    doi: Ignored = UNSET


class Ids(Struct, gc=False):
    """Other registries' ids; the object is open, and one without use here (`mag`) is no news."""

    doi: str | None = None
    pmid: str | int | None = None
    pmcid: str | int | None = None


class Venue(Struct, gc=False):
    """A source; of its many fields the name alone is used."""

    display_name: str | None = None


class Location(Struct, gc=False):
    """A location; of its many fields these two are used."""

    source: Venue | None = None
    landing_page_url: str | None = None


class Work(Form):
    id: str | None = None
    doi: str | None = None
    ids: Ids | None = None
    title: str | None = None
    display_name: str | None = None
    publication_date: str | None = None
    publication_year: int | None = None
    updated_date: str | None = None
    type: str | None = None
    is_retracted: bool | None = None
    is_authors_truncated: bool | None = None
    authorships: list[Author] | None = None
    primary_location: Location | None = None
    host_venue: Venue | None = None
    topics: list[TopicOfWork] | None = None
    funders: list[FunderOfWork] | None = None
    awards: list[Award] | None = None
    grants: list[Award] | None = None
    # Known and left out: impact figures, full text and access, references, and what repeats other fields.
    abstract_inverted_index: Ignored = UNSET
    alternate_host_venues: Ignored = UNSET
    apc_list: Ignored = UNSET
    apc_paid: Ignored = UNSET
    best_oa_location: Ignored = UNSET
    biblio: Ignored = UNSET
    citation_normalized_percentile: Ignored = UNSET
    cited_by_api_url: Ignored = UNSET
    cited_by_count: Ignored = UNSET
    cited_by_percentile_year: Ignored = UNSET
    concepts: Ignored = UNSET
    content_urls: Ignored = UNSET
    corresponding_author_ids: Ignored = UNSET
    corresponding_institution_ids: Ignored = UNSET
    countries_distinct_count: Ignored = UNSET
    counts_by_year: Ignored = UNSET
    created_date: Ignored = UNSET
    fulltext_origin: Ignored = UNSET
    fwci: Ignored = UNSET
    has_content: Ignored = UNSET
    has_fulltext: Ignored = UNSET
    indexed_in: Ignored = UNSET
    institutions: Ignored = UNSET
    institutions_distinct_count: Ignored = UNSET
    is_paratext: Ignored = UNSET
    is_xpac: Ignored = UNSET
    keywords: Ignored = UNSET
    language: Ignored = UNSET
    locations: Ignored = UNSET
    locations_count: Ignored = UNSET
    mesh: Ignored = UNSET
    ngrams_url: Ignored = UNSET
    open_access: Ignored = UNSET
    primary_topic: Ignored = UNSET
    referenced_works: Ignored = UNSET
    referenced_works_count: Ignored = UNSET
    related_works: Ignored = UNSET
    relevance_score: Ignored = UNSET
    sustainable_development_goals: Ignored = UNSET
    versions: Ignored = UNSET
